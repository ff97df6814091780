//! A reader over the bytes of a lexical form, with the few steps that the ABNF's rules are made of.

/// What is left of the text; every step either takes something from its front or leaves it as it is.
#[derive(Clone, Copy)]
pub(super) struct Cursor<'a> {
    rest: &'a [u8],
}

impl<'a> Cursor<'a> {
    pub(super) fn new(text: &'a str) -> Self {
        Self {
            rest: text.as_bytes(),
        }
    }

    pub(super) fn is_empty(self) -> bool {
        self.rest.is_empty()
    }

    /// Takes `byte` if it comes next.
    pub(super) fn eat(&mut self, byte: u8) -> bool {
        match self.rest.split_first() {
            Some((&first, rest)) if first == byte => {
                self.rest = rest;
                true
            }
            _ => false,
        }
    }

    /// Takes the letter in either case: a literal text in ABNF is case-insensitive (RFC 5234, section 2.3).
    pub(super) fn eat_letter(&mut self, upper: u8) -> bool {
        self.eat(upper) || self.eat(upper.to_ascii_lowercase())
    }

    /// Takes exactly two digits.
    pub(super) fn two_digits(&mut self) -> Option<u32> {
        match self.rest {
            [tens @ b'0'..=b'9', ones @ b'0'..=b'9', rest @ ..] => {
                self.rest = rest;
                Some(u32::from(tens - b'0') * 10 + u32::from(ones - b'0'))
            }
            _ => None,
        }
    }

    /// Takes all digits that come next, which may be none.
    pub(super) fn digits(&mut self) -> &'a [u8] {
        let end = self
            .rest
            .iter()
            .position(|byte| !byte.is_ascii_digit())
            .unwrap_or(self.rest.len());
        let (digits, rest) = self.rest.split_at(end);
        self.rest = rest;
        digits
    }
}

/// The number that the digits make, or `None` if it is more than a `u64` holds. No digits make zero.
pub(super) fn number(digits: &[u8]) -> Option<u64> {
    digits.iter().try_fold(0_u64, |number, digit| {
        number
            .checked_mul(10)?
            .checked_add(u64::from(digit.wrapping_sub(b'0')))
    })
}

/// The fraction `.digits` in units of 10^-`scale`, or `None` if a digit past the scale is not zero.
pub(super) fn fraction(digits: &[u8], scale: usize) -> Option<u32> {
    let (kept, lost) = digits.split_at(digits.len().min(scale));
    if lost.iter().any(|&digit| digit != b'0') {
        return None;
    }
    let missing = scale.saturating_sub(kept.len());
    let value = kept
        .iter()
        .fold(0_u32, |number, digit| number * 10 + u32::from(digit - b'0'));
    Some((0..missing).fold(value, |number, _| number * 10))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_what_comes_next_or_nothing() {
        let mut cursor = Cursor::new("-12:3t");
        assert!(!cursor.eat(b'+'));
        assert!(cursor.eat(b'-'));
        assert_eq!(cursor.two_digits(), Some(12));
        assert!(cursor.eat(b':'));
        assert_eq!(cursor.two_digits(), None);
        assert_eq!(cursor.digits(), b"3");
        assert_eq!(cursor.digits(), b"");
        assert!(cursor.eat_letter(b'T'));
        assert!(cursor.is_empty());
    }

    #[test]
    fn numbers_stop_at_64_bits() {
        assert_eq!(number(b""), Some(0));
        assert_eq!(number(b"18446744073709551615"), Some(u64::MAX));
        assert_eq!(number(b"18446744073709551616"), None);
    }

    #[test]
    fn fractions_keep_all_digits_or_none() {
        assert_eq!(fraction(b"5", 7), Some(5_000_000));
        assert_eq!(fraction(b"1234567", 7), Some(1_234_567));
        assert_eq!(fraction(b"123456700", 7), Some(1_234_567));
        assert_eq!(fraction(b"12345678", 7), None);
        assert_eq!(fraction(b"", 9), Some(0));
    }
}
