//! Text of others: in a message of ours, and before it is read.

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

/// What is shown of a secret.
pub(crate) const HIDDEN: &str = "…";

/// What serde writes before a value of the body that it then writes in backquotes.
const BEFORE_VALUES: [&str; 6] = [
    "unknown variant `",
    "integer `",
    "floating point `",
    "boolean `",
    "character `",
    "number `",
];

/// A reason without the values of the body: what is in quotation marks, and numbers and names where serde quotes
/// them.
pub(crate) fn without_values(reason: &str) -> String {
    let mut out = String::with_capacity(reason.len());
    let mut rest = reason;
    while let Some(at) = rest.find(['"', '`']) {
        let (before, quoted) = rest.split_at(at);
        let quote = if quoted.starts_with('"') { '"' } else { '`' };
        let inside = &quoted[1..];
        let end = closing(inside, quote);
        out.push_str(before);
        out.push(quote);
        if quote == '"' || BEFORE_VALUES.iter().any(|what| out.ends_with(what)) {
            out.push('…');
        } else {
            out.push_str(&inside[..end]);
        }
        rest = &inside[end..];
        if rest.starts_with(quote) {
            out.push(quote);
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
    out
}

/// Where a quotation ends; in quotation marks a backslash takes the next character's meaning away.
fn closing(inside: &str, quote: char) -> usize {
    let mut is_escaped = false;
    for (at, character) in inside.char_indices() {
        match character {
            _ if is_escaped => is_escaped = false,
            '\\' if quote == '"' => is_escaped = true,
            _ if character == quote => return at,
            _ => {}
        }
    }
    inside.len()
}

/// JSON without the byte order mark that some services put before it (RFC 8259, section 8.1: it may be ignored).
pub(crate) fn without_mark(body: &[u8]) -> &[u8] {
    body.strip_prefix("\u{feff}".as_bytes()).unwrap_or(body)
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

    #[test]
    fn values_are_left_out_and_names_are_not() {
        for (reason, shown) in [
            (
                "invalid type: string \"a \\\" b\", expected i32 at line 1 column 9",
                "invalid type: string \"…\", expected i32 at line 1 column 9",
            ),
            (
                "invalid value: integer `300`, expected u8",
                "invalid value: integer `…`, expected u8",
            ),
            ("missing field `id`", "missing field `id`"),
            (
                "unknown variant `x`, expected `a` or `b`",
                "unknown variant `…`, expected `a` or `b`",
            ),
            ("`n.color` has no member \"x\"", "`n.color` has no member \"…\""),
            ("\"never closed", "\"…"),
            ("`never closed", "`never closed"),
            ("", ""),
        ] {
            assert_eq!(without_values(reason), shown, "{reason}");
        }
    }
}
