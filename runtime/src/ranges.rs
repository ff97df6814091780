//! Ranges of bytes: those of HTTP's headers, and those that a peer still wants.

use std::ops::{Bound, RangeBounds};

/// Some of the bytes of something longer: those from `first` on that are before `end`, if there is an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ByteRange {
    pub(crate) first: u64,
    pub(crate) end: Option<u64>,
}

impl ByteRange {
    /// The same in Rust's terms; none if it has no byte.
    pub(crate) fn of(range: &impl RangeBounds<u64>) -> Option<Self> {
        let first = match range.start_bound() {
            Bound::Included(first) => *first,
            Bound::Excluded(before) => before.checked_add(1)?,
            Bound::Unbounded => 0,
        };
        let end = match range.end_bound() {
            // The last byte that can be numbered is as good as no end.
            Bound::Included(last) => last.checked_add(1),
            Bound::Excluded(end) => Some(*end),
            Bound::Unbounded => None,
        };
        end.is_none_or(|end| first < end).then_some(Self { first, end })
    }

    /// The value of `Range` ([RFC 9110, 14.2](https://www.rfc-editor.org/rfc/rfc9110#section-14.2)).
    pub(crate) fn header(self) -> String {
        match self.end {
            Some(end) => format!("bytes={}-{}", self.first, end.saturating_sub(1)),
            None => format!("bytes={}-", self.first),
        }
    }
}

/// Which bytes an answer has: those from `first` on that are before `end`, of so many in all
/// ([RFC 9110, 14.4](https://www.rfc-editor.org/rfc/rfc9110#section-14.4)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct ContentRange {
    pub(crate) first: u64,
    pub(crate) end: u64,
    pub(crate) total: Option<u64>,
}

impl ContentRange {
    /// Reads `bytes 0-99/1234`; none for anything else, the form of a range that cannot be had (`bytes */1234`) included.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        let (unit, rest) = text.trim().split_once(' ')?;
        let (range, total) = rest.trim().split_once('/')?;
        let (first, last) = range.split_once('-')?;
        let (first, last) = (number(first)?, number(last)?);
        let total = match total.trim() {
            "*" => None,
            total => Some(number(total)?),
        };
        let end = last.checked_add(1)?;
        let is_one =
            unit.eq_ignore_ascii_case("bytes") && first < end && total.is_none_or(|total| end <= total);
        is_one.then_some(Self { first, end, total })
    }
}

/// Digits alone: `parse` would take a sign.
pub(crate) fn number(text: &str) -> Option<u64> {
    let text = text.trim();
    let is_number = !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

/// Bytes that are still wanted: ranges in order, each with its end behind it, none empty, none that touch.
#[cfg(any(feature = "client", test))]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Missing(Vec<(u64, u64)>);

#[cfg(any(feature = "client", test))]
impl Missing {
    /// All of so many bytes.
    pub(crate) fn all(total: u64) -> Self {
        Self(if total == 0 { Vec::new() } else { vec![(0, total)] })
    }

    /// Reads what a service lists of so many bytes: `a-b`, `a-` and `a`, which is the same; the text that is none of them, or
    /// that has bytes which are not there. One byte too many at the end is taken for the end, as documented answers have it.
    pub(crate) fn read(listed: &[String], total: u64) -> Result<Self, &str> {
        let mut ranges = Vec::with_capacity(listed.len());
        for text in listed {
            let read = match text.split_once('-') {
                None => number(text).map(|first| (first, total)),
                Some((first, "")) => number(first).map(|first| (first, total)),
                Some((first, last)) => number(first).zip(number(last).and_then(|last| last.checked_add(1))),
            };
            match read {
                Some((first, end)) if first < end && first < total && end <= total.saturating_add(1) => {
                    ranges.push((first, end.min(total)));
                }
                _ => return Err(text),
            }
        }
        Ok(Self::merged(ranges))
    }

    fn merged(mut ranges: Vec<(u64, u64)>) -> Self {
        ranges.sort_unstable();
        let mut out: Vec<(u64, u64)> = Vec::with_capacity(ranges.len());
        for (first, end) in ranges {
            match out.last_mut() {
                Some(last) if first <= last.1 => last.1 = last.1.max(end),
                _ => out.push((first, end)),
            }
        }
        Self(out)
    }

    /// The first of them.
    pub(crate) fn first(&self) -> Option<(u64, u64)> {
        self.0.first().copied()
    }

    /// How many bytes.
    pub(crate) fn bytes(&self) -> u64 {
        self.0.iter().map(|(first, end)| end - first).sum()
    }

    /// Without these.
    pub(crate) fn without(&self, from: u64, to: u64) -> Self {
        let cut = |&(first, end): &(u64, u64)| [(first, end.min(from)), (first.max(to), end)];
        Self(
            self.0
                .iter()
                .flat_map(cut)
                .filter(|(first, end)| first < end)
                .collect(),
        )
    }

    /// With these.
    pub(crate) fn with(self, other: Self) -> Self {
        Self::merged([self.0, other.0].concat())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn read(listed: &[&str], total: u64) -> Option<Vec<(u64, u64)>> {
        let listed: Vec<_> = listed.iter().map(|text| (*text).to_owned()).collect();
        Missing::read(&listed, total).ok().map(|missing| missing.0)
    }

    #[test]
    fn a_range_of_rust_is_one_of_http() {
        let header = |range: Option<ByteRange>| range.map(ByteRange::header);
        assert_eq!(header(ByteRange::of(&(0..100))).as_deref(), Some("bytes=0-99"));
        assert_eq!(header(ByteRange::of(&(5..=9))).as_deref(), Some("bytes=5-9"));
        assert_eq!(header(ByteRange::of(&(7..))).as_deref(), Some("bytes=7-"));
        assert_eq!(header(ByteRange::of(&..)).as_deref(), Some("bytes=0-"));
        assert_eq!(
            header(ByteRange::of(&(0..=u64::MAX))).as_deref(),
            Some("bytes=0-")
        );
        for empty in [5..5, 6..6, 0..0] {
            assert_eq!(ByteRange::of(&empty), None);
        }
    }

    #[test]
    fn a_content_range_is_read_exactly() {
        let of = |first, end, total| Some(ContentRange { first, end, total });
        assert_eq!(ContentRange::parse("bytes 0-99/1234"), of(0, 100, Some(1234)));
        assert_eq!(ContentRange::parse(" Bytes 5-5/*"), of(5, 6, None));
        for text in [
            "",
            "bytes",
            "bytes */10",
            "bytes 5-4/10",
            "bytes 0-10/10",
            "bytes +0-1/10",
            "bytes 0-18446744073709551615/*",
            "items 0-1/2",
            "bytes 0-1",
            "bytes 0-1/",
            "bytes=0-1/2",
        ] {
            assert_eq!(ContentRange::parse(text), None, "{text}");
        }
    }

    #[test]
    fn each_form_of_an_expected_range_is_read() {
        assert_eq!(read(&["26-"], 128), Some(vec![(26, 128)]));
        assert_eq!(read(&["2097152"], 4_000_000), Some(vec![(2_097_152, 4_000_000)]));
        assert_eq!(
            read(&["72797-4533321"], 4_533_322),
            Some(vec![(72_797, 4_533_322)])
        );
        assert_eq!(
            read(&["50-59", "10-19", "15-29"], 100),
            Some(vec![(10, 30), (50, 60)])
        );
        // As the documentation of print has it, of 4,533,322 bytes.
        let listed = ["72797-72897", "78929-4533322"];
        assert_eq!(
            read(&listed, 4_533_322),
            Some(vec![(72_797, 72_898), (78_929, 4_533_322)])
        );
        assert_eq!(read(&[], 100), Some(vec![]));
        for text in [
            "",
            "-",
            "-5",
            "a-b",
            "5-4",
            "100-",
            "100-100",
            "0-101",
            "1-2-3",
            "18446744073709551616-",
        ] {
            assert_eq!(read(&[text], 100), None, "{text}");
        }
    }

    #[test]
    fn what_is_taken_away_and_put_back_is_what_was_there() {
        proptest!(|(pairs in prop::collection::vec((0_u64..200, 1_u64..50), 0..12), from in 0_u64..250, length in 0_u64..80)| {
            let ranges = pairs.iter().map(|(first, length)| (*first, first + length)).collect();
            let missing = Missing::merged(ranges);
            let has = |missing: &Missing, byte: u64| missing.0.iter().any(|(first, end)| (*first..*end).contains(&byte));
            let (to, less) = (from + length, missing.without(from, from + length));
            for byte in 0..300 {
                let expected = has(&missing, byte) && !(from..to).contains(&byte);
                prop_assert_eq!(has(&less, byte), expected, "{}", byte);
            }
            prop_assert_eq!(less.clone().with(missing.clone()), missing.clone());
            prop_assert_eq!(less.bytes(), (0..300).filter(|byte| has(&less, *byte)).count() as u64);
        });
    }
}
