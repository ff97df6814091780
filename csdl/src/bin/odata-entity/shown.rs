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

/// A word of a command line, in quotes where a shell would read it as something else.
pub(crate) fn in_shell(word: &str) -> Cow<'_, str> {
    let is_plain =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '.' | '_' | '-' | '/' | ':' | '=' | '@');
    match !word.is_empty() && word.chars().all(is_plain) {
        true => Cow::Borrowed(word),
        false => Cow::Owned(format!("'{}'", word.replace('\'', "'\\''"))),
    }
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
    fn a_shell_reads_a_word_as_it_is() {
        assert_eq!(in_shell("schemas/graph.csdl"), "schemas/graph.csdl");
        assert_eq!(in_shell("/users/{id}"), "'/users/{id}'");
        assert_eq!(in_shell("/f(a='x')"), "'/f(a='\\''x'\\'')'");
        assert_eq!(in_shell(""), "''");
    }

    #[test]
    fn a_terminal_gets_nothing_to_act_on() {
        let text = "a\u{1b}[31mb\r\n\tc\u{202e}d\u{7f}\u{9b}";
        assert_eq!(shown(text), "a\\u{1b}[31mb\r\n\tc\\u{202e}d\\u{7f}\\u{9b}");
        assert_eq!(on_one_line("a\nb"), "a\\u{a}b");
        assert!(matches!(shown("plain ü\n"), Cow::Borrowed(_)));
    }
}
