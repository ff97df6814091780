//! Text of a metadata file, as a terminal may have it.

use std::borrow::Cow;

use odata_entity_names::is_hidden;

/// The text without what a terminal acts on: control characters, and those that change the order of others, are written as
/// `\u{1b}`. Lines stay lines.
pub(crate) fn shown(text: &str) -> Cow<'_, str> {
    escaped(text, |c| is_hidden(c) && !matches!(c, '\n' | '\t' | '\r'))
}

/// The same on one line: for text that is within a line of ours.
pub(crate) fn on_one_line(text: &str) -> Cow<'_, str> {
    escaped(text, is_hidden)
}

fn escaped(text: &str, is_hidden: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_hidden) {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        match is_hidden(c) {
            true => out.extend(c.escape_unicode()),
            false => out.push(c),
        }
    }
    Cow::Owned(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_terminal_gets_nothing_to_act_on() {
        let text = "a\u{1b}[31mb\r\n\tc\u{202e}d\u{7f}\u{9b}";
        assert_eq!(shown(text), "a\\u{1b}[31mb\r\n\tc\\u{202e}d\\u{7f}\\u{9b}");
        assert_eq!(on_one_line("a\nb"), "a\\u{a}b");
        assert!(matches!(shown("plain ü\n"), Cow::Borrowed(_)));
    }
}
