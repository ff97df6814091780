//! The lines of a text, counted as far as they are needed.

use std::io::BufRead;
use std::sync::{Mutex, PoisonError};

/// Counts the lines of one text, and remembers what it has counted.
#[derive(Default)]
pub(super) struct Lines(Mutex<Counted>);

/// How far a text has been counted.
#[derive(Default)]
struct Counted {
    /// Where the lines 0, [`STEP`], twice [`STEP`], … begin.
    marks: Vec<usize>,
    /// The beginning of the last line that was counted.
    end: usize,
    /// The number of that line, from zero.
    line: usize,
}

/// So many lines apart are the places from which counting can go on.
const STEP: usize = 32;

impl Lines {
    /// The number of the line of an offset, from one.
    pub(super) fn at(&self, text: &str, offset: usize) -> usize {
        let mut counted = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if counted.end <= offset {
            counted.up_to(text, offset);
            return counted.line + 1;
        }
        let number = counted.marks.partition_point(|mark| *mark <= offset);
        let mark = number.checked_sub(1).and_then(|at| counted.marks.get(at));
        let mut before = Counted {
            marks: Vec::new(),
            end: mark.copied().unwrap_or_default(),
            line: number.saturating_sub(1) * STEP,
        };
        before.up_to(text, offset);
        before.line + 1
    }
}

impl Counted {
    /// Counts on.
    fn up_to(&mut self, text: &str, offset: usize) {
        let text = text.as_bytes();
        let mut rest = text.get(self.end..offset).unwrap_or_default();
        loop {
            if self.marks.len() * STEP == self.line {
                self.marks.push(self.end);
            }
            // The standard library's own search is optimised where the macros are not.
            let passed = rest.skip_until(b'\n').unwrap_or(0);
            // At the end `skip_until` does not show whether a line ends there.
            if passed == 0 || rest.is_empty() && text.get(self.end + passed - 1) != Some(&b'\n') {
                return;
            }
            self.end += passed;
            self.line += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_the_same_in_any_order() {
        let text = "a\n\nbc\r\nd".repeat(STEP);
        let expected = |offset: usize| text[..offset].matches('\n').count() + 1;
        let forwards: Vec<usize> = (0..=text.len()).collect();
        let backwards: Vec<usize> = forwards.iter().copied().rev().collect();
        let mixed: Vec<usize> = forwards.iter().map(|at| at * 37 % text.len()).collect();
        for order in [forwards, backwards, mixed] {
            let lines = Lines::default();
            for offset in order {
                assert_eq!(lines.at(&text, offset), expected(offset), "at {offset}");
            }
        }
        assert_eq!(Lines::default().at(&text, 10_000), 1, "an offset behind the end");
    }
}
