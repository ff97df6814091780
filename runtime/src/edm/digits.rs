//! Numbers as decimal digits of a fixed width: arrays, so that a date is copied to the output in one piece.

/// Two digits of `number`, which is below 100.
pub(super) fn two(number: u32) -> [u8; 2] {
    [digit(number / 10), digit(number)]
}

/// Four digits of `number`, which is below 10,000.
pub(super) fn four(number: u32) -> [u8; 4] {
    let ([a, b], [c, d]) = (two(number / 100), two(number % 100));
    [a, b, c, d]
}

/// `.` and seven digits: a fraction of a second in 100 ns ticks, which are below 10,000,000.
pub(super) fn fraction(ticks: u32) -> [u8; 8] {
    let ([a, b, c, d], [e, f]) = (four(ticks / 1_000), two(ticks / 10 % 100));
    [b'.', a, b, c, d, e, f, digit(ticks)]
}

/// The text up to its last digit that is not a zero. At least the point stays; the callers have a fraction.
pub(super) fn without_trailing_zeros(fraction: &[u8; 8]) -> &[u8] {
    let last = fraction.iter().rposition(|&byte| byte != b'0').unwrap_or(0);
    &fraction[..=last]
}

fn digit(number: u32) -> u8 {
    b'0' + (number % 10) as u8
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn widths_are_fixed() {
        assert_eq!(&two(7), b"07");
        assert_eq!(&four(17), b"0017");
        assert_eq!(&four(2024), b"2024");
        assert_eq!(&fraction(7_769_392), b".7769392");
        assert_eq!(&fraction(10), b".0000010");
    }

    #[test]
    fn trailing_zeros_go() {
        assert_eq!(without_trailing_zeros(b".9511110"), b".951111");
        assert_eq!(without_trailing_zeros(b".0000001"), b".0000001");
        assert_eq!(without_trailing_zeros(b".5000000"), b".5");
    }
}
