//! Percent-encoding ([RFC 3986, 2.1](https://www.rfc-editor.org/rfc/rfc3986#section-2.1)), for keys and for queries.

/// Whether a byte is unreserved: it means itself anywhere in a URL (RFC 3986, 2.3).
pub(crate) const fn is_unreserved(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~')
}

/// 1 for each byte that must be encoded.
static RESERVED: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        // `byte` is below 256, so nothing is cut off.
        table[byte] = !is_unreserved(byte as u8) as u8;
        byte += 1;
    }
    table
};

/// Whether no byte must be encoded, which is so of most keys: eight are looked at before anything is decided.
#[inline]
fn all_unreserved(bytes: &[u8]) -> bool {
    let none = |bytes: &[u8]| {
        bytes
            .iter()
            .fold(0, |found, &byte| found | RESERVED[usize::from(byte)])
            == 0
    };
    let (words, rest) = bytes.as_chunks::<8>();
    words.iter().all(|word| none(word)) && none(rest)
}

const HEX: &[u8; 16] = b"0123456789ABCDEF";

/// Appends `text`: unreserved characters as they are, all others as `%XX` of their UTF-8.
#[inline]
pub(crate) fn push(out: &mut String, text: &str) {
    if all_unreserved(text.as_bytes()) {
        out.push_str(text);
    } else {
        push_escaped(out, text, "%", is_unreserved);
    }
}

/// The same for the few endpoints that decode twice: `%` is itself written `%25`.
pub(super) fn push_twice(out: &mut String, text: &str) {
    push_escaped(out, text, "%25", is_unreserved);
}

/// Appends a query value. Those characters also stay that mean nothing in a query and much to a reader of OData options: `$`,
/// `,`, `(`, `)`, `'`, `/`, `:`, `*`, `@`, and `=`, which has no other form between the options in `$expand=a($top=1)`; but no `/` inside a
/// text literal
/// ([OData ABNF, `EQ`, `pchar-no-SQUOTE`](https://docs.oasis-open.org/odata/odata/v4.01/os/abnf/odata-abnf-construction-rules.txt)).
pub(crate) fn push_query(out: &mut String, text: &str) {
    // A doubled quote ends a literal and begins one.
    for (at, piece) in text.split('\'').enumerate() {
        if at > 0 {
            out.push('\'');
        }
        let is_literal = at % 2 == 1;
        push_escaped(out, piece, "%", |byte| {
            is_unreserved(byte) || b"$,():*@=".contains(&byte) || (byte == b'/' && !is_literal)
        });
    }
}

/// Appends the name of a query option, which ends at the first `=`.
pub(crate) fn push_query_name(out: &mut String, name: &str) {
    push_escaped(out, name, "%", |byte| {
        is_unreserved(byte) || b"$,()'/:*@".contains(&byte)
    });
}

fn push_escaped(out: &mut String, text: &str, percent: &str, keep: impl Fn(u8) -> bool) {
    for &byte in text.as_bytes() {
        if keep(byte) {
            out.push(char::from(byte));
        } else {
            out.push_str(percent);
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}
