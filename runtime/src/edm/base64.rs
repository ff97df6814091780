//! Base64 in the two alphabets of RFC 4648. Small enough to spare every user the compile time of a crate for it.

use super::error::Fault;

/// RFC 4648, section 4.
pub(super) const STANDARD: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
/// RFC 4648, section 5: safe in URLs and file names.
pub(super) const URL_SAFE: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/// Not in either alphabet. No combination of the bits of other values makes it.
const NONE: u8 = 0xFF;

/// The six bits of each character of both alphabets.
static VALUES: [u8; 256] = {
    let mut values = [NONE; 256];
    let mut value = 0;
    while value < 64 {
        values[STANDARD[value as usize] as usize] = value;
        values[URL_SAFE[value as usize] as usize] = value;
        value += 1;
    }
    values
};

/// The length of so many bytes in base64, padding included.
pub(super) const fn encoded_len(bytes: usize) -> usize {
    bytes.div_ceil(3).saturating_mul(4)
}

/// Appends the bytes in base64 with padding.
pub(super) fn encode(bytes: &[u8], alphabet: &[u8; 64], out: &mut Vec<u8>) {
    let character = |bits: u8| alphabet[usize::from(bits & 0x3F)];
    out.reserve(encoded_len(bytes.len()));
    let (threes, rest) = bytes.as_chunks::<3>();
    for &[a, b, c] in threes {
        out.extend_from_slice(&[
            character(a >> 2),
            character(a << 4 | b >> 4),
            character(b << 2 | c >> 6),
            character(c),
        ]);
    }
    match *rest {
        [a] => out.extend_from_slice(&[character(a >> 2), character(a << 4), b'=', b'=']),
        [a, b] => {
            out.extend_from_slice(&[
                character(a >> 2),
                character(a << 4 | b >> 4),
                character(b << 2),
                b'=',
            ]);
        }
        _ => {}
    }
}

/// Reads base64 in either alphabet, with or without padding. Bits that are left over must be zero, so that every value
/// has one form (ABNF rules `base64b16` and `base64b8`).
pub(super) fn decode(text: &[u8]) -> Result<Vec<u8>, Fault> {
    let padding = text.iter().rev().take_while(|&&byte| byte == b'=').count();
    let characters = &text[..text.len() - padding];
    if !matches!((characters.len() % 4, padding), (0, 0) | (2, 0 | 2) | (3, 0 | 1)) {
        return Err(Fault::malformed(
            "the length is not that of base64, or the padding is wrong",
        ));
    }
    let mut all = 0;
    let mut value = |byte: u8| {
        let value = VALUES[usize::from(byte)];
        all |= value;
        value
    };
    let mut bytes = Vec::with_capacity(characters.len() / 4 * 3 + 2);
    let (fours, rest) = characters.as_chunks::<4>();
    for four in fours {
        let [a, b, c, d] = four.map(&mut value);
        bytes.extend_from_slice(&[a << 2 | b >> 4, b << 4 | c >> 2, c << 6 | d]);
    }
    let left_over = match *rest {
        [a, b] => {
            let [a, b] = [a, b].map(&mut value);
            bytes.push(a << 2 | b >> 4);
            b << 4
        }
        [a, b, c] => {
            let [a, b, c] = [a, b, c].map(&mut value);
            bytes.extend_from_slice(&[a << 2 | b >> 4, b << 4 | c >> 2]);
            c << 6
        }
        _ => 0,
    };
    if all == NONE {
        return Err(outside(characters));
    }
    if left_over == 0 {
        Ok(bytes)
    } else {
        Err(Fault::malformed("the last character has bits that are not used"))
    }
}

/// Says where the first character is that is of neither alphabet.
#[cold]
fn outside(characters: &[u8]) -> Fault {
    let at = characters
        .iter()
        .position(|&byte| VALUES[usize::from(byte)] == NONE)
        .unwrap_or_default();
    Fault::malformed(format!("byte {at} of the text is not of base64's alphabets"))
}
