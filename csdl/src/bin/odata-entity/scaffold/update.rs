//! A scaffold merged into a file that was edited: what is new is added, nothing else is touched.

use std::collections::BTreeMap;

use crate::failure::Failure;
use crate::scaffold::source::{Member, Operation, Source, Type};

/// A file with what is new in it, and what was not done to it.
pub(crate) struct Updated {
    pub(crate) text: String,
    /// Each difference that is left to the user, a line each.
    pub(crate) notes: Vec<String>,
    /// How much was added.
    pub(crate) added: usize,
}

/// The edited file with what the scaffold has and it has not.
///
/// A member that was dropped is as one that is new, unless a comment in its type has its name in backticks.
///
/// # Errors
/// One of them is no Rust.
pub(crate) fn update(name: &str, edited: String, scaffold: String) -> Result<Updated, Failure> {
    let old = Source::read(name, edited)?;
    let new = Source::read("the scaffold", scaffold)?;
    let pairs = pairs(&old, &new);
    // Types that were renamed, by their names in the scaffold.
    let renamed: BTreeMap<&str, &str> = pairs
        .iter()
        .filter_map(|(_, new, old)| Some((new.name.as_str(), (*old)?.name.as_str())))
        .filter(|(new, old)| new != old)
        .collect();
    let mut merge = Merge {
        old: &old,
        new: &new,
        renamed,
        insertions: Vec::new(),
        notes: Vec::new(),
        added: 0,
    };
    merge.imports();
    let mut appended = String::new();
    for (of, ty, known) in pairs {
        match known {
            Some(known) => merge.members(of, known, ty),
            None => {
                appended.push_str(&format!("\n{}\n", merge.with_names(new.get(&ty.range))));
                merge.added += 1;
            }
        }
    }
    let (mut insertions, notes, added) = (merge.insertions, merge.notes, merge.added);
    insertions.sort_by_key(|(at, _)| *at);
    let mut text = String::with_capacity(old.text.len() + appended.len());
    let mut done = 0;
    for (at, insertion) in insertions {
        text.push_str(old.get(&(done..at)));
        text.push_str(&insertion);
        done = at;
    }
    text.push_str(old.get(&(done..old.text.len())));
    if !appended.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    text.push_str(&appended);
    Ok(Updated { text, notes, added })
}

/// Each type and operation of the scaffold by its name, with what the edited file has of it.
fn pairs<'a>(old: &'a Source, new: &'a Source) -> Vec<(&'a str, &'a Type, Option<&'a Type>)> {
    let types = new.types.iter();
    let mut pairs: Vec<(&str, &Type, Option<&Type>)> = types
        .map(|(key, ty)| (key.0.as_str(), ty, old.types.get(key)))
        .collect();
    let mut known: BTreeMap<&str, Vec<&Operation>> = BTreeMap::new();
    for operation in &old.operations {
        known.entry(&operation.name).or_default().push(operation);
    }
    // Those whose struct was not renamed find theirs first: overloads may differ by their parameters only.
    let mut done = vec![false; new.operations.len()];
    for same_name in [true, false] {
        for (operation, done) in new.operations.iter().zip(&mut done) {
            if *done {
                continue;
            }
            let others = known.entry(&operation.name).or_default();
            let is_it = |other: &&Operation| {
                let common = other.on.is_empty() && operation.on.is_empty()
                    || other.on.intersection(&operation.on).next().is_some();
                common && (!same_name || other.ty.name == operation.ty.name)
            };
            let shared = |other: &Operation| {
                let has = |member: &&Member| operation.ty.members.iter().any(|one| one.wire == member.wire);
                other.ty.members.iter().filter(has).count()
            };
            let found = others.iter().enumerate().filter(|(_, other)| is_it(other));
            // Of overloads that were renamed the one with most parameters in common.
            let place = found
                .max_by_key(|(_, other)| shared(other))
                .map(|(place, _)| place);
            if same_name && place.is_none() {
                continue;
            }
            *done = true;
            let found = place.map(|place| &others.remove(place).ty);
            pairs.push((&operation.name, &operation.ty, found));
        }
    }
    pairs
}

struct Merge<'a> {
    old: &'a Source,
    new: &'a Source,
    renamed: BTreeMap<&'a str, &'a str>,
    /// Texts and where they go.
    insertions: Vec<(usize, String)>,
    notes: Vec<String>,
    added: usize,
}

impl Merge<'_> {
    /// Imports what the file does not have under its name.
    fn imports(&mut self) {
        let old = self.old;
        let mut lines = String::new();
        for (name, path) in &self.new.imports {
            match old.imports.iter().find(|(known, _)| known == name) {
                None => lines.push_str(&format!("\nuse {path};")),
                Some((_, known)) if known != path => {
                    self.notes.push(format!(
                        "`{name}` is `{known}` here, and `{path}` in the scaffold"
                    ));
                }
                Some(_) => {}
            }
        }
        if lines.is_empty() {
            return;
        }
        self.insertions.push(match old.imports.is_empty() {
            true => (old.imports_end, format!("{}\n\n", lines.trim_start())),
            false => (old.imports_end, lines),
        });
    }

    fn members(&mut self, of: &str, old: &Type, new: &Type) {
        if self.with_names(&new.attributes) != old.attributes {
            self.notes.push(format!(
                "the attributes of `{}` are `{}` in the scaffold",
                old.name, new.attributes
            ));
        }
        let body = old.body.clone().unwrap_or_default();
        let comments: Vec<&str> = self
            .old
            .get(&body)
            .lines()
            .filter(|line| is_comment(line))
            .collect();
        let mut texts = String::new();
        for member in &new.members {
            let wire = self.with_names(&member.wire);
            if let Some(known) = old.members.iter().find(|known| known.wire == wire) {
                if self.with_names(&member.meaning) != known.meaning {
                    self.notes.push(format!(
                        "`{}` of `{}` is `{}` in the scaffold",
                        known.ident, old.name, member.meaning
                    ));
                }
                continue;
            }
            let quoted = format!("`{wire}`");
            if comments.iter().any(|line| line.contains(&quoted)) {
                continue;
            }
            if old.body.is_none() || old.members.iter().any(|known| known.ident == member.ident) {
                self.notes.push(format!(
                    "`{wire}` of `{of}` is not added: `{}` has no place for a field `{}`",
                    old.name, member.ident
                ));
                continue;
            }
            texts.push_str(&self.text_of(member, old, new));
            self.added += 1;
        }
        for member in &old.members {
            if !new
                .members
                .iter()
                .any(|known| self.with_names(&known.wire) == member.wire)
            {
                self.notes.push(format!(
                    "`{}` of `{}` is not in the scaffold",
                    member.ident, old.name
                ));
            }
        }
        if !texts.is_empty() {
            self.insert(old, texts);
        }
    }

    /// The lines of a member, with its name written where the struct's rule would not make it.
    fn text_of(&self, member: &Member, old: &Type, new: &Type) -> String {
        let rename = match old.rule == new.rule || member.is_renamed || member.meaning.is_empty() {
            true => String::new(),
            false => format!("    #[serde(rename = {:?})]\n", member.wire),
        };
        let text = self.with_names(self.new.get(&member.range));
        // Documentation comes first.
        let (docs, rest): (Vec<&str>, Vec<&str>) = text
            .lines()
            .partition(|line| line.trim_start().starts_with("///"));
        let mut out = String::new();
        for line in docs {
            out.push_str(&format!("    {}\n", line.trim()));
        }
        out.push_str(&rename);
        let mut lines = rest.iter();
        if let Some(first) = lines.next() {
            out.push_str(&format!("    {}", first.trim()));
        }
        for line in lines {
            out.push_str(&format!("\n{line}"));
        }
        out + ",\n"
    }

    /// Puts members behind those that are there, or in front of the variant that takes all others.
    fn insert(&mut self, old: &Type, texts: String) {
        let Some(body) = &old.body else { return };
        if let Some(other) = old.other {
            let line = self.line_start(other);
            self.insertions.push((line, texts));
            return;
        }
        let mut text = texts;
        if let Some(last) = old.members.iter().map(|member| member.range.end).max() {
            let rest = self.old.get(&(last..body.end));
            if !rest
                .lines()
                .filter(|line| !is_comment(line))
                .any(|line| line.trim_start().starts_with(','))
            {
                self.insertions.push((last, ",".to_owned()));
            }
        }
        let close = self.line_start(body.end);
        if close < body.start {
            // The braces are on one line.
            text.insert(0, '\n');
            self.insertions.push((body.end, text));
        } else {
            self.insertions.push((close, text));
        }
    }

    /// Where the line of a place begins.
    fn line_start(&self, at: usize) -> usize {
        self.old.get(&(0..at)).rfind('\n').map_or(0, |line| line + 1)
    }

    /// A text with the types' names in the edited file.
    fn with_names(&self, text: &str) -> String {
        if self.renamed.is_empty() {
            return text.to_owned();
        }
        let mut out = String::with_capacity(text.len());
        for line in text.split_inclusive('\n') {
            if is_comment(line) {
                out.push_str(line);
                continue;
            }
            for word in line.split_inclusive(|c: char| !c.is_alphanumeric() && c != '_') {
                let name = word.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '_');
                let rest = word.get(name.len()..).unwrap_or_default();
                out.push_str(self.renamed.get(name).copied().unwrap_or(name));
                out.push_str(rest);
            }
        }
        out
    }
}

fn is_comment(line: &str) -> bool {
    line.trim_start().starts_with("//")
}

#[cfg(test)]
mod tests {
    use super::*;

    const EDITED: &str = r#"//! Mine.
use odata_entity::{Entity, EnumType};

/// A device, as I call it.
#[derive(Debug, Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.device", path = "/devices/{id}")]
pub struct Gadget {
    #[odata(key)]
    pub id: String,
    /// Renamed.
    #[serde(rename = "deviceName")]
    pub title: Option<String>,
    // `gone` is of no use.
    pub own: Option<i32>
}

#[derive(EnumType)]
#[odata(type = "n.kind")]
pub enum Kind {
    A,
    #[odata(other)]
    Other(String),
}

impl Gadget {}
"#;

    const SCAFFOLD: &str = r#"
use odata_entity::{ComplexType, Entity, EnumType};
use serde_json::Value;

/// The device.
#[derive(Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.device", path = "/devices/{id}")]
pub struct Device {
    #[odata(key)]
    pub id: String,
    pub device_name: Option<i64>,
    pub gone: Option<Value>,
    /// New.
    #[odata(read_only)]
    pub new_one: Option<Box<Device>>,
}

#[derive(EnumType)]
#[odata(type = "n.kind")]
pub enum Kind {
    A,
    /// B.
    B,
    #[odata(other)]
    Other(String),
}

/// Added.
#[derive(ComplexType)]
#[odata(type = "n.more")]
pub struct More {
    pub device: Option<Device>,
}
"#;

    #[test]
    fn what_is_new_is_added_and_what_was_edited_stays() {
        let updated = update("mine.rs", EDITED.to_owned(), SCAFFOLD.to_owned()).expect("Rust");
        let expected = EDITED
            .replace(
                "EnumType};\n\n/// A device",
                "EnumType};\nuse odata_entity::ComplexType;\nuse serde_json::Value;\n\n/// A device",
            )
            .replace(
                "Option<i32>\n}",
                "Option<i32>,\n    /// New.\n    #[odata(read_only)]\n    pub new_one: Option<Box<Gadget>>,\n}",
            )
            .replace("    A,\n", "    A,\n    /// B.\n    B,\n")
            + "\n/// Added.\n#[derive(ComplexType)]\n#[odata(type = \"n.more\")]\npub struct More {\n    pub device: Option<Gadget>,\n}\n";
        assert_eq!(updated.text, expected);
        assert_eq!(updated.added, 3);
        assert_eq!(
            updated.notes,
            [
                "`title` of `Gadget` is `Option<i64>` in the scaffold",
                "`own` of `Gadget` is not in the scaffold"
            ]
        );
        // Done once, there is nothing more to do.
        let again = update("mine.rs", updated.text.clone(), SCAFFOLD.to_owned()).expect("Rust");
        assert_eq!((again.text, again.added), (updated.text, 0));
        assert!(update("x.rs", "pub struct {".to_owned(), String::new()).is_err());
    }
}
