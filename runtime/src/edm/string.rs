//! `Edm.String` as `str` and `String`: the JSON string, and the URL literal `'…'`.

/// The qualified name of the Edm type.
pub(crate) const NAME: &str = "Edm.String";

/// How a byte is written inside a JSON string: 0 as it is, `u` as `\u00xx`, any other one after a backslash.
///
/// The same choices as serde_json's: nothing but what RFC 8259, section 7, requires, in the shortest form, hexadecimal
/// digits in lower case.
static ESCAPE: [u8; 256] = {
    let mut table = [0; 256];
    let mut control = 0;
    while control < 0x20 {
        table[control] = b'u';
        control += 1;
    }
    table[0x08] = b'b';
    table[0x09] = b't';
    table[0x0A] = b'n';
    table[0x0C] = b'f';
    table[0x0D] = b'r';
    table[b'"' as usize] = b'"';
    table[b'\\' as usize] = b'\\';
    table
};

/// The bytes by which a byte grows when it is escaped.
static GROWTH: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        table[byte] = match ESCAPE[byte] {
            0 => 0,
            b'u' => 5,
            _ => 1,
        };
        byte += 1;
    }
    table
};

/// The length in bytes of what [`write_json`] writes, quotes included: exact, so that a body is allocated once.
#[must_use = "this changes nothing: use what it returns"]
pub(crate) fn json_len(value: &str) -> usize {
    let bytes = value.as_bytes();
    let (words, rest) = bytes.as_chunks();
    let found = words.iter().fold(0, |found, word| found | escapes_in(word));
    // The last word overlaps the one before it.
    let found_in_rest = match bytes.last_chunk() {
        _ if rest.is_empty() => false,
        Some(word) => escapes_in(word) != 0,
        None => first_escape_of_few(rest).is_some(),
    };
    if found == 0 && !found_in_rest {
        bytes.len() + 2
    } else {
        escaped_len(bytes)
    }
}

#[cold]
fn escaped_len(bytes: &[u8]) -> usize {
    bytes
        .iter()
        .fold(bytes.len() + 2, |len, &byte| len + growth(byte))
}

/// Writes a JSON string with its quotes: byte for byte what serde_json writes.
pub(crate) fn write_json(value: &str, out: &mut Vec<u8>) {
    out.reserve(value.len() + 2);
    out.push(b'"');
    let mut rest = value.as_bytes();
    while let Some(at) = first_escape(rest) {
        let (run, escaped) = rest.split_at(at);
        out.extend_from_slice(run);
        rest = match escaped.split_first() {
            Some((&byte, after)) => {
                write_escape(byte, out);
                after
            }
            None => &[],
        };
    }
    out.extend_from_slice(rest);
    out.push(b'"');
}

/// Writes the URL literal: in single quotes, each single quote of the text doubled. Not percent-encoded.
pub(crate) fn write_literal(value: &str, out: &mut Vec<u8>) {
    out.reserve(value.len() + 2);
    out.push(b'\'');
    let mut pieces = value.split('\'');
    out.extend_from_slice(pieces.next().unwrap_or_default().as_bytes());
    for piece in pieces {
        out.extend_from_slice(b"''");
        out.extend_from_slice(piece.as_bytes());
    }
    out.push(b'\'');
}

fn growth(byte: u8) -> usize {
    usize::from(GROWTH[usize::from(byte)])
}

/// The place of the first byte that a JSON string cannot hold as it is.
pub(crate) fn first_escape(bytes: &[u8]) -> Option<usize> {
    let first = |start: usize, found: u64| (found != 0).then(|| start + found.trailing_zeros() as usize / 8);
    let (words, rest) = bytes.as_chunks();
    for (index, word) in words.iter().enumerate() {
        let found = escapes_in(word);
        if found != 0 {
            return first(8 * index, found);
        }
    }
    match bytes.last_chunk() {
        _ if rest.is_empty() => None,
        // The last word overlaps the one before, in which nothing was found.
        Some(word) => first(bytes.len() - 8, escapes_in(word)),
        None => first_escape_of_few(rest),
    }
}

/// The same for fewer than eight bytes: from four on, the first four and the last four are one word.
fn first_escape_of_few(bytes: &[u8]) -> Option<usize> {
    let (Some(head), Some(tail)) = (bytes.first_chunk::<4>(), bytes.last_chunk::<4>()) else {
        return bytes.iter().position(|&byte| growth(byte) != 0);
    };
    let mut word = [0; 8];
    word[..4].copy_from_slice(head);
    word[4..].copy_from_slice(tail);
    let found = escapes_in(&word);
    let at = found.trailing_zeros() as usize / 8;
    (found != 0).then_some(if at < 4 { at } else { bytes.len() + at - 8 })
}

/// Looks at eight bytes at once, the first of the text being the lowest: the lowest bit that is set in the result is
/// the top bit of the first byte that must be escaped. There is none if no byte must; bits above the lowest mean nothing.
///
/// A byte below 0x80 that must be escaped is one for which a subtraction borrows: it is below the space, or the same as
/// a quote or backslash and so zero after the exclusive or. A borrow reaches into higher bytes only.
fn escapes_in(word: &[u8; 8]) -> u64 {
    const ONES: u64 = u64::from_le_bytes([0x01; 8]);
    const TOPS: u64 = ONES << 7;
    let word = u64::from_le_bytes(*word);
    let control = word.wrapping_sub(ONES * b' ' as u64);
    let quote = (word ^ (ONES * b'"' as u64)).wrapping_sub(ONES);
    let backslash = (word ^ (ONES * b'\\' as u64)).wrapping_sub(ONES);
    (control | quote | backslash) & !word & TOPS
}

#[cold]
fn write_escape(byte: u8, out: &mut Vec<u8>) {
    const HEX: &[u8; 16] = b"0123456789abcdef";
    match ESCAPE[usize::from(byte)] {
        b'u' => {
            let (high, low) = (HEX[usize::from(byte >> 4)], HEX[usize::from(byte & 0xF)]);
            out.extend_from_slice(&[b'\\', b'u', b'0', b'0', high, low]);
        }
        escape => out.extend_from_slice(&[b'\\', escape]),
    }
}
