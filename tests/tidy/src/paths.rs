//! The paths in a source that lead to modules of its crate.

use crate::lexer::{Token, tokens};

/// A path in a source.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The path from the crate root on, without `crate`: `a::b::Item`; the tree knows what it is an item of.
    pub path: String,
    /// The line, from 1.
    pub line: usize,
}

/// The paths of a source whose module is `module`, and the names of the modules in separate files that it declares;
/// those that are declared for tests apart.
#[must_use = "the paths are what it finds"]
pub fn paths(source: &str, module: &str) -> Paths {
    let blank = source.lines().map(|line| line.trim().is_empty());
    let mut reader = Reader {
        tokens: tokens(source),
        blank: blank.collect(),
        at: 0,
        module: split(module),
        depths: Vec::new(),
        depth: 0,
        paths: Paths::default(),
    };
    reader.declarations();
    reader.at = 0;
    reader.read();
    reader.paths
}

/// What a source uses and declares.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Paths {
    /// The paths, in their order.
    pub found: Vec<Found>,
    /// The child modules in files, in groups that blank lines part.
    pub children: Vec<Vec<String>>,
    /// The child modules in files that are compiled for tests only.
    pub test_children: Vec<String>,
}

fn split(path: &str) -> Vec<String> {
    path.split("::")
        .filter(|part| !part.is_empty())
        .map(str::to_owned)
        .collect()
}

struct Reader {
    tokens: Vec<(Token, usize)>,
    /// Which lines are blank.
    blank: Vec<bool>,
    at: usize,
    /// The path of the module that is read, inline modules included.
    module: Vec<String>,
    /// The depths of braces at which the inline modules end.
    depths: Vec<usize>,
    depth: usize,
    paths: Paths,
}

impl Reader {
    fn token(&self, ahead: usize) -> Option<&Token> {
        self.tokens.get(self.at + ahead).map(|(token, _)| token)
    }

    fn line(&self) -> usize {
        self.tokens.get(self.at).map_or(0, |(_, line)| *line)
    }

    fn word(&self, ahead: usize) -> Option<&str> {
        match self.token(ahead) {
            Some(Token::Word(word)) => Some(word),
            _ => None,
        }
    }

    fn is_mark(&self, ahead: usize, mark: char) -> bool {
        self.token(ahead) == Some(&Token::Mark(mark))
    }

    /// Reads the `mod name;` lines: they may be behind the paths that begin with their names.
    fn declarations(&mut self) {
        let mut last_line = 0;
        while self.at < self.tokens.len() {
            if self.pass_test_item() {
                continue;
            }
            if self.word(0) == Some("mod") && self.is_mark(2, ';') {
                let (name, line) = (self.word(1).unwrap_or_default().to_owned(), self.line());
                // Comments and attributes are between modules of one group, as rustfmt has it.
                let between = self.blank.get(last_line..line.saturating_sub(1));
                let is_parted = between.is_none_or(|lines| lines.contains(&true));
                match self.paths.children.last_mut() {
                    Some(group) if !is_parted => group.push(name),
                    _ => self.paths.children.push(vec![name]),
                }
                last_line = line;
            }
            self.at += 1;
        }
    }

    fn read(&mut self) {
        while self.at < self.tokens.len() {
            if self.pass_test_item() {
                continue;
            }
            match self.token(0) {
                Some(Token::Mark('{')) => self.depth += 1,
                Some(Token::Mark('}')) => self.close(),
                Some(Token::Word(word)) if word == "mod" && self.is_mark(2, '{') => {
                    let name = self.word(1).unwrap_or_default().to_owned();
                    self.module.push(name);
                    self.depths.push(self.depth);
                    self.depth += 1;
                    self.at += 2;
                }
                Some(Token::Word(_)) if self.begins_path() => {
                    let line = self.line();
                    self.path(Vec::new(), line);
                    continue;
                }
                _ => {}
            }
            self.at += 1;
        }
    }

    fn close(&mut self) {
        self.depth = self.depth.saturating_sub(1);
        if self.depths.last() == Some(&self.depth) {
            self.depths.pop();
            self.module.pop();
        }
    }

    /// Whether a path of this crate begins here: not in the middle of another, nor behind the `$` of a macro.
    fn begins_path(&self) -> bool {
        let before = self.at.checked_sub(1).and_then(|at| self.tokens.get(at));
        let is_inside = matches!(before, Some((Token::Colons | Token::Mark('$'), _)));
        if is_inside || self.token(1) != Some(&Token::Colons) {
            return false;
        }
        match self.word(0) {
            Some("crate" | "self" | "super") => !self.is_visibility(),
            // A child of an inline module is in the same file.
            Some(word) => {
                self.depths.is_empty() && self.paths.children.iter().flatten().any(|child| child == word)
            }
            None => false,
        }
    }

    /// Whether it is the path of `pub(in …)`.
    fn is_visibility(&self) -> bool {
        let before = |distance: usize| self.at.checked_sub(distance).and_then(|at| self.tokens.get(at));
        let is_word = |distance, word: &str| {
            before(distance).is_some_and(|(token, _)| *token == Token::Word(word.to_owned()))
        };
        is_word(1, "in") && is_word(3, "pub")
    }

    /// Reads a path, or a tree of them in braces, behind `prefix`.
    fn path(&mut self, mut prefix: Vec<String>, line: usize) {
        loop {
            if let Some(word) = self.word(0) {
                prefix.push(word.to_owned());
                self.at += 1;
            } else if self.is_mark(0, '{') && !prefix.is_empty() {
                return self.branches(&prefix);
            } else {
                // `*`, or `<` of a type's arguments.
                break;
            }
            if self.token(0) != Some(&Token::Colons) {
                break;
            }
            self.at += 1;
        }
        self.found(&prefix, line);
    }

    /// Reads the branches of a tree: `{a, b::c, self}`.
    fn branches(&mut self, prefix: &[String]) {
        self.at += 1;
        while self.at < self.tokens.len() && !self.is_mark(0, '}') {
            match self.token(0) {
                Some(Token::Word(word)) if word == "as" => self.at += 2,
                Some(Token::Word(_) | Token::Mark('*' | '{')) => {
                    let line = self.line();
                    self.path(prefix.to_vec(), line);
                    if self.is_mark(0, '*') {
                        self.at += 1;
                    }
                }
                _ => self.at += 1,
            }
        }
        self.at += 1;
    }

    fn found(&mut self, written: &[String], line: usize) {
        let mut path = match written.first().map(String::as_str) {
            Some("crate") => Vec::new(),
            _ => self.module.clone(),
        };
        for (at, word) in written.iter().enumerate() {
            match word.as_str() {
                "crate" if at == 0 => {}
                "self" => {}
                "super" => _ = path.pop(),
                word => path.push(word.to_owned()),
            }
        }
        self.paths.found.push(Found {
            path: path.join("::"),
            line,
        });
    }

    /// Moves behind an item that is marked `#[cfg(test)]`, if one is here.
    fn pass_test_item(&mut self) -> bool {
        let marks = [(0, '#'), (1, '['), (3, '('), (5, ')'), (6, ']')];
        let is_test = marks.into_iter().all(|(ahead, mark)| self.is_mark(ahead, mark))
            && self.word(2) == Some("cfg")
            && self.word(4) == Some("test");
        if !is_test {
            return false;
        }
        self.at += 7;
        if self.word(0) == Some("mod") && self.is_mark(2, ';') {
            let name = self.word(1).unwrap_or_default().to_owned();
            if !self.paths.test_children.contains(&name) {
                self.paths.test_children.push(name);
            }
        }
        let mut depth = 0_usize;
        while let Some(token) = self.token(0) {
            let ends = match token {
                Token::Mark('{' | '(' | '[') => {
                    depth += 1;
                    false
                }
                Token::Mark(mark @ ('}' | ')' | ']')) => {
                    depth = depth.saturating_sub(1);
                    depth == 0 && *mark == '}'
                }
                Token::Mark(';') => depth == 0,
                _ => false,
            };
            self.at += 1;
            if ends {
                // `use a::{b};` has its end behind the brace.
                if self.is_mark(0, ';') {
                    self.at += 1;
                }
                break;
            }
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(source: &str) -> Vec<String> {
        let found = paths(source, "a::b").found.into_iter();
        found
            .map(|found| format!("{}@{}", found.path, found.line))
            .collect()
    }

    #[test]
    fn use_lines_are_read_with_their_trees() {
        assert_eq!(
            found(
                "use crate::c::{d, e::{F, self}, g as h};\npub(crate) use super::i;\nuse self::j::*;\nuse std::fmt;"
            ),
            ["c::d@1", "c::e::F@1", "c::e@1", "c::g@1", "a::i@2", "a::b::j@3"]
        );
        assert_eq!(
            found("use {crate::c, super::d};\nuse crate::{\n    e,\n    f::G,\n};"),
            ["c@1", "a::d@1", "e@3", "f::G@4"]
        );
    }

    #[test]
    fn paths_in_code_are_read_too() {
        assert_eq!(
            found(
                "fn f(x: &crate::c::T<crate::d::U>) -> super::V {\n    crate::e::f::<self::g::W>(); for x in crate::h::ALL {}\n}"
            ),
            ["c::T@1", "d::U@1", "a::V@1", "e::f@2", "a::b::g::W@2", "h::ALL@2"]
        );
        assert_eq!(
            found(
                "macro_rules! m { () => { $crate::c::d() } }\npub(in crate::a) struct S; pub(crate) struct T; // crate::no\n\"crate::no\""
            ),
            [""; 0]
        );
    }

    #[test]
    fn inline_modules_are_modules() {
        assert_eq!(
            found("mod c { use super::D; mod e { use super::super::F; } use super::g; }\nuse super::h;"),
            ["a::b::D@1", "a::b::F@1", "a::b::g@1", "a::h@2"]
        );
    }

    #[test]
    fn children_may_be_named_without_a_prefix() {
        let paths = paths(
            "pub use c::D;\nfn f() { c::g(); d::h(); }\nmod c;\n\nmod d;\n/// E.\n#[cfg(x)]\npub mod e;\n",
            "a",
        );
        let found: Vec<&str> = paths.found.iter().map(|found| found.path.as_str()).collect();
        assert_eq!(found, ["a::c::D", "a::c::g", "a::d::h"]);
        assert_eq!(
            paths.children,
            [vec!["c".to_owned()], vec!["d".to_owned(), "e".to_owned()]]
        );
    }

    #[test]
    fn tests_may_use_everything() {
        let source = "#[cfg(test)]\nuse crate::{no};\n#[cfg(test)]\nmod tests {\n    use crate::no;\n}\n#[cfg(test)]\nmod more;\n\
                      #[cfg(test)]\nfn f() -> crate::no::T { crate::no() }\nuse crate::c;";
        let paths = paths(source, "a");
        assert_eq!(
            paths.found,
            [Found {
                path: "c".to_owned(),
                line: 11
            }]
        );
        assert_eq!(
            (paths.test_children, paths.children),
            (vec!["more".to_owned()], vec![])
        );
    }
}
