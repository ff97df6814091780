//! Text of others in a message of ours.

/// How many characters of it are shown. All of it is where it came from.
const LONGEST: usize = 1_000;

/// Text on one line, without what a terminal or a log would act on, and not without end.
pub(crate) fn one_line(text: &str) -> String {
    let is_space = |c: char| c.is_whitespace() || c.is_control() || is_direction(c);
    let mut out = String::new();
    for (at, character) in text
        .split(is_space)
        .filter(|word| !word.is_empty())
        .flat_map(|word| std::iter::once(' ').chain(word.chars()))
        .skip(1)
        .enumerate()
    {
        if at == LONGEST {
            out.push('…');
            break;
        }
        out.push(character);
    }
    out
}

/// Characters that change the order in which a terminal shows the others (Unicode UAX #9, 2).
fn is_direction(c: char) -> bool {
    matches!(c, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_message_is_one_line_that_ends() {
        assert_eq!(
            one_line(" a\r\n  b\t\u{1b}[31mc\u{85}d\u{2028}e\u{202e}f "),
            "a b [31mc d e f"
        );
        assert_eq!(one_line(""), "");
        assert_eq!(one_line(&"ä".repeat(LONGEST)), "ä".repeat(LONGEST));
        assert_eq!(one_line(&"ä".repeat(1 << 20)), "ä".repeat(LONGEST) + "…");
    }
}
