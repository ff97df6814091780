//! `$expand`: navigation properties with options of their own (URL Conventions 4.01, section 5.1.3).

use super::QueryOptions;
use super::options::number;
use crate::answer::Problem;
use crate::schema::{Property, Shape};

/// How deep expansions may nest; services take a few levels.
const DEEPEST: usize = 10;

/// A navigation property, and what of the related entities is asked for.
#[derive(Clone, Debug)]
pub(crate) struct Expansion {
    pub(crate) name: String,
    pub(crate) options: QueryOptions,
}

/// Reads the items; each names a navigation property once.
pub(super) fn expansions(value: &str, shape: &Shape, depth: usize) -> Result<Vec<Expansion>, Problem> {
    let mut out: Vec<Expansion> = Vec::new();
    for item in split(value, ',')? {
        let item = item.trim();
        let (name, options) = match item.split_once('(') {
            Some((name, rest)) => (name, rest.strip_suffix(')').ok_or_else(|| wrong(item))?),
            None => (item, ""),
        };
        let property = shape.property(name).filter(|property| property.is_navigation());
        let property = property.ok_or_else(|| {
            Problem::bad_request(format!(
                "Could not find a navigation property named '{name}' on type '{}'.",
                shape.name
            ))
        })?;
        if out.iter().any(|other| other.name == name) {
            return Err(Problem::bad_request(format!("'{name}' is expanded twice.")));
        }
        if depth >= DEEPEST {
            return Err(Problem::bad_request("$expand is nested too deeply."));
        }
        out.push(Expansion {
            name: name.to_owned(),
            options: nested(options, property, depth)?,
        });
    }
    Ok(out)
}

fn nested(text: &str, property: &Property, depth: usize) -> Result<QueryOptions, Problem> {
    let mut pairs = Vec::new();
    let mut levels = 1;
    for option in split(text, ';')?.into_iter().filter(|option| !option.is_empty()) {
        let (name, value) = option.split_once('=').ok_or_else(|| wrong(option))?;
        match name {
            "$levels" if value == "max" => levels = DEEPEST - depth,
            "$levels" => levels = number(name, value)?,
            _ => pairs.push((name.to_owned(), value.to_owned())),
        }
    }
    let (family, shape) = property.structure().ok_or_else(|| wrong(&property.name))?;
    if levels == 0 {
        return Err(Problem::bad_request("'$levels' is a positive integer or 'max'."));
    }
    if levels > 1
        && shape
            .property(&property.name)
            .is_some_and(Property::is_navigation)
    {
        // One level more of the same is inside.
        let again = format!("{}({text};$levels={})", property.name, levels - 1);
        let again = again.replacen(&level_of(text), "", 1);
        match pairs.iter_mut().find(|(name, _)| name == "$expand") {
            Some((_, value)) => *value = format!("{value},{again}"),
            None => pairs.push(("$expand".to_owned(), again)),
        }
    }
    QueryOptions::of_pairs(pairs, family, shape, property.is_collection, depth + 1)
}

/// The option `$levels` as it is written, with what divides it from others.
fn level_of(text: &str) -> String {
    let start = text.find("$levels=").unwrap_or(text.len());
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.find(';').map_or(rest.len(), |end| end + 1);
    rest.get(..end).unwrap_or_default().to_owned()
}

/// The parts between separators that are in no parentheses and no quotes.
fn split(text: &str, separator: char) -> Result<Vec<&str>, Problem> {
    let (mut out, mut start, mut depth, mut is_quoted) = (Vec::new(), 0, 0_usize, false);
    for (at, character) in text.char_indices() {
        match character {
            '\'' => is_quoted = !is_quoted,
            _ if is_quoted => {}
            '(' => depth += 1,
            ')' => depth = depth.checked_sub(1).ok_or_else(|| wrong(text))?,
            _ if character == separator && depth == 0 => {
                out.push(text.get(start..at).unwrap_or_default());
                start = at + character.len_utf8();
            }
            _ => {}
        }
    }
    if depth > 0 || is_quoted {
        return Err(wrong(text));
    }
    out.push(text.get(start..).unwrap_or_default());
    Ok(out)
}

fn wrong(text: &str) -> Problem {
    Problem::bad_request(format!("Syntax error in $expand at '{text}'."))
}
