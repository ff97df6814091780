//! Rust source as tokens: no more of it than paths need.

/// A token that a path can have, or that ends one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Token {
    /// An identifier or keyword; a raw one without `r#`.
    Word(String),
    /// `::`
    Colons,
    /// Any other character that is neither space nor within a literal or comment.
    Mark(char),
}

/// The tokens of a source, each with its line from 1. Comments, literals and lifetimes are left out.
pub(crate) fn tokens(source: &str) -> Vec<(Token, usize)> {
    let mut lexer = Lexer {
        chars: source.chars().collect(),
        at: 0,
        line: 1,
    };
    let mut out = Vec::new();
    while let Some(c) = lexer.peek(0) {
        let line = lexer.line;
        match c {
            '/' if lexer.peek(1) == Some('/') => lexer.pass_while(|c| c != '\n'),
            '/' if lexer.peek(1) == Some('*') => lexer.pass_comment(),
            '"' => lexer.pass_string(),
            '\'' => lexer.pass_quote(),
            ':' if lexer.peek(1) == Some(':') => {
                lexer.pass(2);
                out.push((Token::Colons, line));
            }
            c if c == '_' || c.is_alphabetic() => {
                if let Some(word) = lexer.word() {
                    out.push((Token::Word(word), line));
                }
            }
            c if c.is_ascii_digit() => lexer.pass_while(|c| c == '_' || c.is_alphanumeric()),
            c => {
                lexer.pass(1);
                if !c.is_whitespace() {
                    out.push((Token::Mark(c), line));
                }
            }
        }
    }
    out
}

struct Lexer {
    chars: Vec<char>,
    at: usize,
    line: usize,
}

impl Lexer {
    fn peek(&self, ahead: usize) -> Option<char> {
        self.chars.get(self.at + ahead).copied()
    }

    fn pass(&mut self, count: usize) {
        for _ in 0..count {
            if self.peek(0) == Some('\n') {
                self.line += 1;
            }
            self.at += 1;
        }
    }

    fn pass_while(&mut self, is: impl Fn(char) -> bool) {
        while self.peek(0).is_some_and(&is) {
            self.pass(1);
        }
    }

    /// A block comment, which may have others in it.
    fn pass_comment(&mut self) {
        let mut depth = 0;
        loop {
            match (self.peek(0), self.peek(1)) {
                (Some('/'), Some('*')) => depth += 1,
                (Some('*'), Some('/')) => depth -= 1,
                (None, _) => return,
                _ => {
                    self.pass(1);
                    continue;
                }
            }
            self.pass(2);
            if depth == 0 {
                return;
            }
        }
    }

    /// A string, from its quote on.
    fn pass_string(&mut self) {
        self.pass(1);
        while let Some(c) = self.peek(0) {
            self.pass(if c == '\\' { 2 } else { 1 });
            if c == '"' {
                return;
            }
        }
    }

    /// A raw string, from the hashes or the quote on.
    fn pass_raw_string(&mut self) {
        let hashes = (0..).take_while(|at| self.peek(*at) == Some('#')).count();
        self.pass(hashes + 1);
        while let Some(c) = self.peek(0) {
            self.pass(1);
            if c == '"' && (0..hashes).all(|at| self.peek(at) == Some('#')) {
                self.pass(hashes);
                return;
            }
        }
    }

    /// A character, or the quote and name of a lifetime.
    fn pass_quote(&mut self) {
        match (self.peek(1), self.peek(2)) {
            (Some('\\'), _) => {
                self.pass(3);
                self.pass_while(|c| c != '\'');
                self.pass(1);
            }
            (Some(_), Some('\'')) => self.pass(3),
            _ => {
                self.pass(1);
                self.pass_while(|c| c == '_' || c.is_alphanumeric());
            }
        }
    }

    /// An identifier; none if it is what a literal begins with.
    fn word(&mut self) -> Option<String> {
        let start = self.at;
        self.pass_while(|c| c == '_' || c.is_alphanumeric());
        let word: String = self.chars.get(start..self.at)?.iter().collect();
        match (word.as_str(), self.peek(0), self.peek(1)) {
            ("r", Some('#'), Some(c)) if c == '_' || c.is_alphabetic() => {
                self.pass(1);
                self.word()
            }
            ("r" | "br" | "cr", Some('#' | '"'), _) => {
                self.pass_raw_string();
                None
            }
            ("b" | "c", Some('"'), _) => {
                self.pass_string();
                None
            }
            ("b", Some('\''), _) => {
                self.pass_quote();
                None
            }
            _ => Some(word),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> Vec<(String, usize)> {
        let words = tokens(source)
            .into_iter()
            .filter_map(|(token, line)| match token {
                Token::Word(word) => Some((word, line)),
                _ => None,
            });
        words.collect()
    }

    #[test]
    fn comments_and_literals_have_no_words() {
        let source = "a // no\n/* no /* no */ no */ b /// no\n\"no \\\" no\" c r#\"no \" no\"# d b\"no\" '\\'' 'n' e b'n' br\"no\\\" f";
        let found: Vec<String> = words(source).into_iter().map(|(word, _)| word).collect();
        assert_eq!(found, ["a", "b", "c", "d", "e", "f"]);
    }

    #[test]
    fn lifetimes_numbers_and_raw_identifiers_are_told_apart() {
        let source = "fn f<'a>(x: &'a str) -> u8 { 0u8 + 1_000.0 } r#type 'static: loop {} '\u{e4}' z";
        let found: Vec<String> = words(source).into_iter().map(|(word, _)| word).collect();
        assert_eq!(found, ["fn", "f", "x", "str", "u8", "type", "loop", "z"]);
    }

    #[test]
    fn lines_are_those_of_the_source() {
        assert_eq!(
            words("a\n\"\n\n\" b\n/*\n*/\nc"),
            [("a".to_owned(), 1), ("b".to_owned(), 4), ("c".to_owned(), 7)]
        );
    }
}
