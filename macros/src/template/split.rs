//! Cutting a template at separators that are outside braces and quotes.

/// The pieces of `text` between `separator`s that are not inside `{…}` or `'…'`.
pub(super) fn outside(text: &str, separator: char) -> Vec<&str> {
    let (mut pieces, mut start) = (Vec::new(), 0);
    let (mut quoted, mut braces) = (false, false);
    for (at, ch) in text.char_indices() {
        match ch {
            '\'' if !braces => quoted = !quoted,
            '{' => braces = true,
            '}' => braces = false,
            ch if ch == separator && !quoted && !braces => {
                pieces.push(&text[start..at]);
                start = at + ch.len_utf8();
            }
            _ => {}
        }
    }
    pieces.push(&text[start..]);
    pieces
}
