//! Doc comments: text of the metadata as Markdown that means just that text.

use odata_entity_names::is_hidden;

use crate::scaffold::print::width::WIDTH;

/// Prints paragraphs as a doc comment.
pub(super) fn print(out: &mut String, indent: &str, paragraphs: &[String]) {
    let width = WIDTH - indent.len() - "/// ".len();
    let mut first = true;
    for paragraph in paragraphs {
        let lines = wrap(&sentence(paragraph), width);
        if !first && !lines.is_empty() {
            out.push_str(&format!("{indent}///\n"));
        }
        first = first && lines.is_empty();
        for line in lines {
            out.push_str(&format!("{indent}/// {line}\n"));
        }
    }
}

/// A text on one line, so that nothing of it can be outside of a comment.
pub(super) fn one_line(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").replace(is_hidden, "")
}

/// The text with a full stop at its end, if it ends with a word.
fn sentence(text: &str) -> String {
    let text = text.trim();
    if text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '`' | ')' | ']' | '"'))
        && !is_link(last_word(text))
    {
        format!("{text}.")
    } else {
        text.to_owned()
    }
}

fn last_word(text: &str) -> &str {
    text.rsplit(char::is_whitespace).next().unwrap_or(text)
}

/// The words of a text on lines of at most a width.
fn wrap(text: &str, width: usize) -> Vec<String> {
    let mut lines: Vec<String> = Vec::new();
    // An odd backtick would begin a code span that nothing ends.
    let balanced = text.matches('`').count().is_multiple_of(2);
    let mut code = false;
    for word in text.split_whitespace() {
        let word = escape(word, balanced, &mut code);
        match lines.last_mut() {
            Some(line) if line.chars().count() + 1 + word.chars().count() <= width => {
                line.push(' ');
                line.push_str(&word);
            }
            _ => lines.push(word),
        }
    }
    for line in &mut lines {
        *line = escape_start(line);
    }
    lines
}

/// A word with what Markdown would read as markup escaped, outside of code.
fn escape(word: &str, balanced: bool, code: &mut bool) -> String {
    if !*code && is_link(word) {
        return link(word);
    }
    let mut out = String::with_capacity(word.len());
    for c in word.chars().filter(|c| !is_hidden(*c)) {
        match c {
            '`' if balanced => *code = !*code,
            '`' | '[' | ']' | '<' | '>' | '*' | '\\' if !*code => out.push('\\'),
            _ => {}
        }
        out.push(c);
    }
    out
}

fn is_link(word: &str) -> bool {
    word.contains("https://") || word.contains("http://")
}

/// A word with a URL in it, the URL in angle brackets; what is around it stays outside.
fn link(word: &str) -> String {
    let start = word.find("https://").or(word.find("http://")).unwrap_or_default();
    let (before, url) = word.split_at(start);
    let end = url
        .trim_end_matches(['.', ',', ';', ':', ')', ']', '"', '\'', '`', '>'])
        .len();
    let (url, after) = url.split_at(end);
    let plain = |text: &str| {
        text.replace(is_hidden, "")
            .replace(['[', ']', '<', '>', '`', '*', '\\'], "")
    };
    format!("{}<{}>{}", plain(before), plain(url), plain(after))
}

/// A line whose beginning would be a list, a heading or a rule, escaped so that it is not.
fn escape_start(line: &str) -> String {
    let digits = line.len() - line.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let behind = line.get(digits..).unwrap_or_default();
    if digits > 0 && behind.starts_with(['.', ')']) {
        return format!("{}\\{behind}", line.get(..digits).unwrap_or_default());
    }
    if line.starts_with(['-', '+', '#', '=', '~', '|']) {
        return format!("\\{line}");
    }
    line.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn printed(text: &str) -> String {
        let mut out = String::new();
        print(&mut out, "    ", &[text.to_owned()]);
        out
    }

    #[test]
    fn text_stays_text() {
        for (text, expected) in [
            ("The name", "The name."),
            ("The name!", "The name!"),
            ("a [b] <c> *d* `e<f>`", r"a \[b\] \<c\> \*d\* `e<f>`."),
            ("an `odd one", r"an \`odd one."),
            ("- a list", r"\- a list."),
            ("1. one", r"1\. one."),
            ("See (https://x.org/a_b).", "See (<https://x.org/a_b>)."),
            ("See https://x.org", "See <https://x.org>"),
            ("a\tb\n c", "a b c."),
            ("a\u{2028}b\u{7}\u{202e}c", "a bc."),
        ] {
            assert_eq!(printed(text), format!("    /// {expected}\n"), "{text}");
        }
    }

    #[test]
    fn long_text_is_wrapped() {
        let text = printed(&"word ".repeat(40));
        assert_eq!(text.lines().count(), 3);
        assert!(text.lines().all(|line| line.len() <= WIDTH));
        assert_eq!(printed(""), "");
    }
}
