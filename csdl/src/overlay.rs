//! What the metadata lacks: a small file next to it.

use std::collections::HashMap;
use std::fmt;

use odata_entity_names::nearest;

/// Marks on properties that the metadata lacks, read from a file of lines:
///
/// ```text
/// # Graph's metadata marks few properties; these are read-only by their documentation.
/// microsoft.graph.device/createdDateTime = read-only, non-nullable
/// microsoft.graph.device/deviceId        = immutable, filterable
/// ```
///
/// A target is a property of the type that is named, or one that this type inherits. `#` begins a comment, anywhere on a line.
///
/// ```
/// use odata_entity_csdl::{Overlay, Schema};
///
/// let overlay = Overlay::parse("shop.item/price = read-only\nshop.item/prize = immutable").expect("lines of the form");
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?.with_overlay(overlay);
/// assert!(schema.facts("shop.book", "price")?.is_some_and(|facts| facts.is_read_only));
/// // A property that the service does not have.
/// assert_eq!(schema.check_overlay()[0].line, 2);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Overlay {
    pub(crate) entries: Vec<OverlayEntry>,
    /// The entries by target.
    pub(crate) by_target: HashMap<String, usize>,
}

/// One line of an overlay.
///
/// ```
/// use odata_entity_csdl::Overlay;
///
/// let overlay = Overlay::parse("shop.author/name = immutable  # by the handbook").expect("a line of the form");
/// let entry = &overlay.entries()[0];
/// assert_eq!((&*entry.ty, &*entry.property, entry.line), ("shop.author", "name", 1));
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OverlayEntry {
    /// The type, as it is written.
    pub ty: String,
    /// The property.
    pub property: String,
    /// The facts about it.
    pub marks: Marks,
    /// The line, from 1.
    pub line: usize,
}

/// What an overlay states about a property.
///
/// ```
/// use odata_entity_csdl::{Overlay, Schema};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let overlay = Overlay::parse("shop.item/price = read-only").expect("a line of the form");
/// assert!(overlay.marks("shop.item", "price").is_some_and(|marks| marks.read_only));
/// // With a schema, of what inherits the property too.
/// let facts = schema.with_overlay(overlay).facts("shop.book", "price")?;
/// assert!(facts.is_some_and(|facts| facts.is_read_only));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Marks {
    /// `read-only`: never sent.
    pub read_only: bool,
    /// `immutable`: sent on creation only.
    pub immutable: bool,
    /// `write-only`: sent and never read, so it is not shown.
    pub write_only: bool,
    /// `non-nullable`: null is refused.
    pub non_nullable: bool,
    /// `filterable`: queries can filter by it.
    pub filterable: bool,
}

/// The marks as they are written.
const MARKS: [&str; 5] = [
    "read-only",
    "immutable",
    "write-only",
    "non-nullable",
    "filterable",
];

impl Marks {
    fn set(&mut self, mark: &str) -> Option<()> {
        let flag = match mark {
            "read-only" => &mut self.read_only,
            "immutable" => &mut self.immutable,
            "write-only" => &mut self.write_only,
            "non-nullable" => &mut self.non_nullable,
            "filterable" => &mut self.filterable,
            _ => return None,
        };
        *flag = true;
        Some(())
    }
}

/// What is wrong with a line of an overlay.
///
/// ```
/// use odata_entity_csdl::Overlay;
///
/// let errors = Overlay::parse("shop.item/price = readonly").expect_err("no such mark");
/// for error in &errors {
///     eprintln!("marks.overlay:{}: {}", error.line, error.message);
/// }
/// assert_eq!(errors.len(), 1);
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct OverlayError {
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it, and what to write instead.
    pub message: String,
}

impl fmt::Display for OverlayError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "line {}: {}", self.line, self.message)
    }
}

impl std::error::Error for OverlayError {}

impl Overlay {
    /// Reads an overlay.
    ///
    /// # Errors
    /// All lines that are not of the form `type/property = mark, …`, that have an unknown mark, or that repeat a target.
    pub fn parse(text: &str) -> Result<Overlay, Vec<OverlayError>> {
        let mut overlay = Overlay::default();
        let mut errors = Vec::new();
        for (number, line) in text.trim_start_matches('\u{feff}').lines().enumerate() {
            let line_number = number + 1;
            let content = line.split_once('#').map_or(line, |(content, _)| content).trim();
            if content.is_empty() {
                continue;
            }
            let entry = parse_line(content, line_number).and_then(|entry| overlay.add(entry));
            if let Err(message) = entry {
                errors.push(OverlayError {
                    line: line_number,
                    message,
                });
            }
        }
        if errors.is_empty() {
            Ok(overlay)
        } else {
            Err(errors)
        }
    }

    fn add(&mut self, entry: OverlayEntry) -> Result<(), String> {
        let target = format!("{}/{}", entry.ty, entry.property);
        if let Some(earlier) = self
            .by_target
            .get(&target)
            .and_then(|number| self.entries.get(*number))
        {
            return Err(format!(
                "`{target}` is on line {} already; write its marks on one line",
                earlier.line
            ));
        }
        self.by_target.insert(target, self.entries.len());
        self.entries.push(entry);
        Ok(())
    }

    /// Its entries, in the order of their lines.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn entries(&self) -> &[OverlayEntry] {
        &self.entries
    }

    /// What it states about a property on just this type. With a schema, use [`Schema::facts`](crate::Schema::facts),
    /// which looks at bases too.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn marks(&self, ty: &str, property: &str) -> Option<Marks> {
        if self.entries.is_empty() {
            return None;
        }
        let mut target = String::from(ty);
        target.push('/');
        target.push_str(property);
        self.entries
            .get(*self.by_target.get(&target)?)
            .map(|entry| entry.marks)
    }
}

fn parse_line(content: &str, line: usize) -> Result<OverlayEntry, String> {
    let form = "write `namespace.type/property = read-only, non-nullable`";
    let (target, marks) = content
        .split_once('=')
        .ok_or_else(|| format!("there is no `=` in `{content}`; {form}"))?;
    let target = target.trim();
    let (ty, property) = target
        .split_once('/')
        .ok_or_else(|| format!("`{target}` names no property; {form}"))?;
    let is_name = |name: &str| !name.is_empty() && !name.contains(|c: char| c.is_whitespace() || c == '/');
    if !is_name(ty) || !is_name(property) || !ty.contains('.') {
        return Err(format!(
            "`{target}` is not a qualified type and a property; {form}"
        ));
    }
    let mut entry = OverlayEntry {
        ty: ty.to_owned(),
        property: property.to_owned(),
        marks: Marks::default(),
        line,
    };
    for mark in marks.split(',').map(str::trim) {
        if mark.is_empty() {
            return Err(format!(
                "a mark is missing behind `{target} =`; the marks are `{}`",
                MARKS.join("`, `")
            ));
        }
        entry.marks.set(mark).ok_or_else(|| match nearest(mark, MARKS) {
            Some(near) => format!("the mark `{mark}` is unknown; the nearest is `{near}`"),
            None => format!(
                "the mark `{mark}` is unknown; the marks are `{}`",
                MARKS.join("`, `")
            ),
        })?;
    }
    Ok(entry)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_lines() {
        let overlay =
            Overlay::parse("# a\n\nx.y.t/p = read-only , immutable # why\nx.t/q=filterable,write-only\r\n")
                .expect("legal");
        assert_eq!(overlay.entries().len(), 2);
        let marks = overlay.marks("x.y.t", "p").expect("there");
        assert!(marks.read_only && marks.immutable && !marks.non_nullable && !marks.filterable);
        assert_eq!(overlay.entries()[1].line, 4);
        assert_eq!(overlay.marks("x.y.t", "q"), None);
        let marks = overlay.marks("x.t", "q").expect("there");
        assert!(marks.filterable && marks.write_only && !marks.read_only);
    }

    #[test]
    fn says_what_is_wrong_on_every_line() {
        let errors = Overlay::parse("x.t/p\nx.t/p = readonly\nx.t = immutable\nx.t/p = \nt/p = filterable\nx.t/a = immutable\nx.t/a = immutable")
            .expect_err("all but one are wrong");
        let messages: Vec<String> = errors.iter().map(ToString::to_string).collect();
        assert_eq!(
            messages[0],
            "line 1: there is no `=` in `x.t/p`; write `namespace.type/property = read-only, non-nullable`"
        );
        assert_eq!(
            messages[1],
            "line 2: the mark `readonly` is unknown; the nearest is `read-only`"
        );
        assert!(messages[2].starts_with("line 3: `x.t` names no property"));
        assert!(messages[3].starts_with("line 4: a mark is missing"));
        assert!(messages[4].starts_with("line 5: `t/p` is not a qualified type"));
        assert_eq!(
            messages[5],
            "line 7: `x.t/a` is on line 6 already; write its marks on one line"
        );
        assert_eq!(messages.len(), 6);
    }
}
