//! Reading `[package.metadata.odata]` out of a Cargo.toml.
//!
//! A small reader, exact in what it looks at: the table may be written in each of TOML's ways
//! (`[package.metadata.odata]`, dotted keys, inline tables), and text that only looks like it, in strings and
//! comments, is passed over. Cargo has accepted the file before, so there is nothing to report of its form. The
//! `toml` crate would cost more to build than the derives do.

use std::str::Chars;

/// A value of the table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    Text(String),
    /// An array of nothing but text.
    List(Vec<String>),
    Bool(bool),
    Other,
}

/// The table, as TOML names it.
const TABLE: [&str; 3] = ["package", "metadata", "odata"];

/// The keys of `[package.metadata.odata]` with their values, in order; one in a table below it as `table.key`.
pub(super) fn settings(text: &str) -> Vec<(String, Value)> {
    // Nearly all manifests are settled by this.
    match text.contains("odata") {
        true => read(text).found,
        false => Vec::new(),
    }
}

/// A table that is nearly the one, as it is written: of the workspace, or of another name.
pub(super) fn misplaced(text: &str) -> Option<String> {
    if !text.to_ascii_lowercase().contains("odata") {
        return None;
    }
    let is_near = |table: &Vec<String>| match table.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        [place @ ("package" | "workspace"), "metadata", name] => {
            (place, name) != ("package", "odata")
                && odata_entity_names::nearest(name, ["odata", "odata-entity"]).is_some()
        }
        _ => false,
    };
    read(text)
        .tables
        .into_iter()
        .find(is_near)
        .map(|table| table.join("."))
}

/// What a manifest calls the package `odata-entity`.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Dependency {
    /// It is a dependency by its own name.
    pub(super) is_plain: bool,
    /// The other names that it has.
    pub(super) renamed: Vec<String>,
    /// The dependencies that the workspace's manifest has.
    pub(super) inherited: Vec<String>,
}

/// The package that the derives belong to.
const RUNTIME: &str = "odata-entity";

/// The names that the dependency on this crate has.
pub(super) fn dependency(text: &str) -> Dependency {
    // Nearly all manifests have `odata-entity = …`, which is settled by this: the name of a package that is called otherwise is a value.
    let is_value = ["\"odata-entity\"", "'odata-entity'"]
        .iter()
        .any(|value| text.contains(value));
    if text.contains(RUNTIME) && !is_value {
        return Dependency {
            is_plain: true,
            ..Dependency::default()
        };
    }
    read(text).dependency
}

fn read(text: &str) -> Reader<'_> {
    let mut reader = Reader {
        rest: text.chars(),
        found: Vec::new(),
        tables: Vec::new(),
        dependency: Dependency::default(),
    };
    // `None` is a text that is not TOML after all; what came before counts.
    let _: Option<()> = reader.document();
    reader
}

struct Reader<'a> {
    rest: Chars<'a>,
    found: Vec<(String, Value)>,
    /// The tables below `metadata`.
    tables: Vec<Vec<String>>,
    dependency: Dependency,
}

impl Reader<'_> {
    fn peek(&self) -> Option<char> {
        self.rest.clone().next()
    }

    fn eat(&mut self, text: &str) -> bool {
        let eaten = self.rest.as_str().starts_with(text);
        if eaten {
            self.rest.nth(text.chars().count() - 1);
        }
        eaten
    }

    fn take_while(&mut self, is: impl Fn(char) -> bool) -> String {
        let mut out = String::new();
        while let Some(ch) = self.peek().filter(|ch| is(*ch)) {
            out.push(ch);
            self.rest.next();
        }
        out
    }

    fn spaces(&mut self) {
        self.take_while(|ch| matches!(ch, ' ' | '\t'));
    }

    /// White space, line ends and comments.
    fn blank(&mut self) {
        loop {
            self.take_while(|ch| matches!(ch, ' ' | '\t' | '\r' | '\n' | '\u{feff}'));
            if self.peek() != Some('#') {
                return;
            }
            self.take_while(|ch| ch != '\n');
        }
    }

    fn document(&mut self) -> Option<()> {
        let mut table = Vec::new();
        loop {
            self.blank();
            if self.eat("[[") {
                // An element of an array does not concern us.
                table = vec![String::new()];
                self.key()?;
                self.eat("]]").then_some(())?;
            } else if self.eat("[") {
                table = self.key()?;
                self.eat("]").then_some(())?;
                self.meet(&table);
            } else {
                self.peek()?;
                self.pair(&table)?;
            }
        }
    }

    /// Notes a table below `metadata`.
    fn meet(&mut self, path: &[String]) {
        if let Some(table) = path.get(..TABLE.len())
            && table.get(1).is_some_and(|name| name == "metadata")
            && !self.tables.iter().any(|known| known == table)
        {
            self.tables.push(table.to_vec());
        }
    }

    /// Notes what is stated of a dependency: `package` or `workspace` of one, in any of the tables of dependencies.
    fn depend(&mut self, path: &[String], value: Option<&Value>) {
        let after = path.iter().position(|name| name.ends_with("dependencies"));
        let Some((name, rest)) = after.and_then(|at| path.get(at + 1..)?.split_first()) else {
            return;
        };
        let known = &mut self.dependency;
        match (rest.first().map(String::as_str), value) {
            (Some("package"), Some(Value::Text(package))) if package == RUNTIME => {
                known.renamed.push(name.clone());
            }
            (Some("workspace"), Some(Value::Bool(true))) => known.inherited.push(name.clone()),
            _ => {}
        }
        known.is_plain |= name == RUNTIME;
    }

    /// `key = value`
    fn pair(&mut self, table: &[String]) -> Option<()> {
        let mut path = table.to_vec();
        path.extend(self.key()?);
        self.eat("=").then_some(())?;
        self.spaces();
        let value = self.value(&path)?;
        self.meet(&path);
        self.depend(&path, value.as_ref());
        let inside = path.iter().map(String::as_str).take(TABLE.len()).eq(TABLE);
        if inside
            && let Some(below) = path.get(TABLE.len()..)
            && !below.is_empty()
            && let Some(value) = value
        {
            self.found.push((below.join("."), value));
        }
        Some(())
    }

    /// A key, bare, quoted or dotted, and the space around it.
    fn key(&mut self) -> Option<Vec<String>> {
        let mut path = Vec::new();
        loop {
            self.spaces();
            path.push(match self.peek()? {
                '"' | '\'' => self.string()?,
                _ => self.take_while(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '_' | '-')),
            });
            self.spaces();
            if !self.eat(".") {
                return Some(path);
            }
        }
    }

    /// A value; nothing for an inline table, whose pairs have been read by then.
    fn value(&mut self, path: &[String]) -> Option<Option<Value>> {
        match self.peek()? {
            '"' | '\'' => Some(Some(Value::Text(self.string()?))),
            '{' => self.inline_table(path).map(|()| None),
            '[' => self.array().map(Some),
            _ => {
                let text = self.take_while(|ch| !matches!(ch, ',' | ']' | '}' | '#' | '\r' | '\n'));
                Some(Some(match text.trim() {
                    "true" => Value::Bool(true),
                    "false" => Value::Bool(false),
                    _ => Value::Other,
                }))
            }
        }
    }

    fn inline_table(&mut self, path: &[String]) -> Option<()> {
        self.rest.next();
        loop {
            self.blank();
            if self.eat("}") {
                return Some(());
            }
            if !self.eat(",") {
                self.pair(path)?;
            }
        }
    }

    fn array(&mut self) -> Option<Value> {
        self.rest.next();
        let (mut texts, mut is_text) = (Vec::new(), true);
        loop {
            self.blank();
            if self.eat("]") {
                return Some(match is_text {
                    true => Value::List(texts),
                    false => Value::Other,
                });
            }
            if self.eat(",") {
                continue;
            }
            match self.value(&[String::new()])? {
                Some(Value::Text(text)) => texts.push(text),
                _ => is_text = false,
            }
        }
    }

    /// A string of one of TOML's four kinds.
    fn string(&mut self) -> Option<String> {
        let quote = self.rest.next()?;
        let close = String::from(quote).repeat(3);
        if let Some(long) = self.rest.as_str().strip_prefix(&close[1..]) {
            self.rest = long.chars();
            self.eat("\r\n");
            self.eat("\n");
            return self.until(&close, quote == '"');
        }
        self.until(&close[..1], quote == '"')
    }

    fn until(&mut self, close: &str, escapes: bool) -> Option<String> {
        let mut out = String::new();
        while !self.eat(close) {
            match self.rest.next()? {
                '\\' if escapes => out.extend(self.escape()?),
                ch => out.push(ch),
            }
        }
        // The text of a long string may end in quotes: `""""` closes one that ends in `"`.
        while close.len() == 3 && self.eat(&close[..1]) {
            out.push_str(&close[..1]);
        }
        Some(out)
    }

    /// What follows a `\`: `Some(None)` for a line end, which is left out.
    fn escape(&mut self) -> Option<Option<char>> {
        let digits = match self.rest.next()? {
            'b' => return Some(Some('\u{8}')),
            't' => return Some(Some('\t')),
            'n' => return Some(Some('\n')),
            'f' => return Some(Some('\u{c}')),
            'r' => return Some(Some('\r')),
            'e' => return Some(Some('\u{1b}')),
            'x' => 2,
            'u' => 4,
            'U' => 8,
            '\n' | '\r' | ' ' | '\t' => {
                self.take_while(char::is_whitespace);
                return Some(None);
            }
            ch => return Some(Some(ch)),
        };
        let code: String = self.rest.by_ref().take(digits).collect();
        u32::from_str_radix(&code, 16)
            .ok()
            .and_then(char::from_u32)
            .map(Some)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn schema(text: &str) -> Vec<(String, Value)> {
        settings(text)
    }

    fn one(value: &str) -> Vec<(String, Value)> {
        vec![("schema".to_owned(), Value::Text(value.to_owned()))]
    }

    #[test]
    fn reads_each_way_to_write_it() {
        for text in [
            "[package.metadata.odata]\nschema = \"a/b.csdl\"\n",
            "[package]\nname = \"odata\"\n\n[ package . \"metadata\" . 'odata' ] # the service\r\nschema='a/b.csdl' # here\r\n",
            "[package.metadata]\nodata = { schema = \"a/b.csdl\" }",
            "[package]\nmetadata.odata.schema = \"a\\u002Fb.csdl\"",
            "package = { name = \"x\", metadata = { odata = { schema = '''a/b.csdl''' } } }",
            "[package.metadata.odata]\n\"schema\" = \"\"\"\na/\\\n   b.csdl\"\"\"",
        ] {
            assert_eq!(schema(text), one("a/b.csdl"), "{text}");
        }
    }

    #[test]
    fn reads_lists_of_text() {
        for (text, files) in [
            (
                "[package.metadata.odata]\nschema = [ 'a.xml', # first\n \"b.xml\", ]",
                &["a.xml", "b.xml"][..],
            ),
            ("[package.metadata.odata]\nschema = []", &[]),
        ] {
            let files = files.iter().map(|file| (*file).to_owned()).collect();
            assert_eq!(
                schema(text),
                [("schema".to_owned(), Value::List(files))],
                "{text}"
            );
        }
        let mixed = "[package.metadata.odata]\nschema = ['a.xml', ['b.xml']]";
        assert_eq!(schema(mixed), [("schema".to_owned(), Value::Other)]);
    }

    #[test]
    fn a_table_that_is_nearly_the_one_is_found() {
        for (text, found) in [
            (
                "[package.metadata.odata-entity]\nschema = \"x\"",
                Some("package.metadata.odata-entity"),
            ),
            (
                "[workspace.metadata.odata]\nschema = \"x\"",
                Some("workspace.metadata.odata"),
            ),
            (
                "[package]\nmetadata.oData.schema = 'x'",
                Some("package.metadata.oData"),
            ),
            (
                "[package.metadata.odata_entity]",
                Some("package.metadata.odata_entity"),
            ),
            ("[package.metadata.odata]\nschema = 'x'", None),
            ("[package.metadata.docs.rs]\nodata = 1", None),
            ("[dependencies]\nodata-entity = '1'", None),
        ] {
            assert_eq!(misplaced(text).as_deref(), found, "{text}");
        }
    }

    #[test]
    fn finds_what_the_crate_is_called() {
        let plain = |is_plain, renamed: &[&str], inherited: &[&str]| Dependency {
            is_plain,
            renamed: renamed.iter().map(|name| (*name).to_owned()).collect(),
            inherited: inherited.iter().map(|name| (*name).to_owned()).collect(),
        };
        for (text, known) in [
            ("[dependencies]\nodata-entity = '1'", plain(true, &[], &[])),
            (
                "[dependencies]\nodata-entity = { path = 'x' }\nserde = '1'",
                plain(true, &[], &[]),
            ),
            (
                "[dependencies]\nodata = { version = '1', package = \"odata-entity\" }",
                plain(false, &["odata"], &[]),
            ),
            (
                "[dev-dependencies.my-odata]\npackage = 'odata-entity'",
                plain(false, &["my-odata"], &[]),
            ),
            (
                "[target.'cfg(unix)'.dependencies]\nodata.package = 'odata-entity'",
                plain(false, &["odata"], &[]),
            ),
            (
                "[dependencies]\nodata.workspace = true\nserde = '1'",
                plain(false, &[], &["odata"]),
            ),
            (
                "[dependencies]\nodata-entity = { package = 'odata-entity' }",
                plain(true, &["odata-entity"], &[]),
            ),
            (
                "[workspace.dependencies]\nodata = { package = 'odata-entity' }",
                plain(false, &["odata"], &[]),
            ),
            (
                "[dependencies]\nserde = '1'\n[features]\nodata = ['odata/x']",
                plain(false, &[], &[]),
            ),
        ] {
            assert_eq!(dependency(text), known, "{text}");
        }
    }

    #[test]
    fn passes_over_what_only_looks_like_it() {
        for text in [
            "# [package.metadata.odata]\n# schema = \"no\"",
            "[package]\ndescription = \"\"\"\n[package.metadata.odata]\nschema = \"no\"\n\"\"\"",
            "[package]\ndescription = '''\n[package.metadata.odata]\nschema = \"no\"'''",
            "[package.metadata.odata-x]\nschema = \"no\"",
            "[workspace.metadata.odata]\nschema = \"no\"",
            "[[package.metadata.odata]]\nschema = \"no\"",
            "[features]\nodata = [\n  \"a\", # ]\n  \"schema = 1\",\n]\n[x]\nschema = \"no\"",
            "[package.metadata.odata",
            "odata = \"",
        ] {
            assert_eq!(schema(text), [], "{text}");
        }
    }

    #[test]
    fn reads_what_stands_between_other_things() {
        let text = "[package]\nname = 'odata'\nkeywords = [ 'a', { b = [1, 2] }, ]\n[package.metadata.odata]\nschema = 'x'\nother = 1\n\
                    off = false\n[package.metadata.odata.more]\nx = true\n[[bin]]\nname = \"y\"\nschema = \"no\"\n";
        let found = schema(text);
        let expected = [
            ("schema", Value::Text("x".into())),
            ("other", Value::Other),
            ("off", Value::Bool(false)),
            ("more.x", Value::Bool(true)),
        ];
        assert_eq!(found, expected.map(|(key, value)| (key.to_owned(), value)));
    }
}
