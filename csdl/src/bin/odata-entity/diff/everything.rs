//! All that differs between two versions of a service.

use odata_entity_csdl::Schema;

use super::change::{Change, Difference, changed, shown};
use crate::contents::contents;
use crate::failure::Failure;
use crate::output::{Ink, Page};
use crate::select::fits;
use crate::shown::on_one_line;

/// Shows what differs; of items whose names fit one of the patterns, if there are any. Returns whether something does.
pub(super) fn show(
    old: &Schema,
    new: &Schema,
    patterns: &[String],
    page: &mut Page,
) -> Result<bool, Failure> {
    let (old, new) = (contents(old)?, contents(new)?);
    let mut names: Vec<_> = old.keys().chain(new.keys()).collect();
    names.sort_unstable();
    names.dedup();
    // Of an operation, what it is bound to is behind its name.
    let name = |title: &'_ str| title.split(' ').next().unwrap_or(title).to_owned();
    let is_meant =
        |title: &str| patterns.is_empty() || patterns.iter().any(|pattern| is_of(pattern, &name(title)));
    for pattern in patterns {
        if !names.iter().any(|(_, title)| is_of(pattern, &name(title))) {
            eprintln!(
                "note: neither version has anything that fits `{}`",
                on_one_line(pattern)
            );
        }
    }
    let (mut added, mut removed, mut differing) = (0, 0, 0);
    for of in names.into_iter().filter(|(_, name)| is_meant(name)) {
        let (kind, name) = of;
        match (old.get(of), new.get(of)) {
            (None, Some(item)) => {
                page.line(
                    Ink::Added,
                    format!("+ {kind} `{name}`{}", behind(&shown(&item.aspects))),
                );
                added += 1;
            }
            (Some(item), None) => {
                page.line(
                    Ink::Removed,
                    format!("- {kind} `{name}`{}", behind(&shown(&item.aspects))),
                );
                removed += 1;
            }
            (Some(before), Some(after)) => {
                let difference = Difference::of(before, after);
                if difference.is_empty() {
                    continue;
                }
                page.line(Ink::Changed, format!("~ {kind} `{name}`"));
                body(&difference, page);
                differing += 1;
            }
            (None, None) => {}
        }
    }
    page.line(
        Ink::Plain,
        format!("{added} added, {removed} removed, {differing} changed"),
    );
    Ok(added + removed + differing > 0)
}

/// Whether a name or pattern means a qualified name.
fn is_of(pattern: &str, name: &str) -> bool {
    match pattern.contains('*') {
        true => fits(pattern, name),
        false => name == pattern || name.rsplit('.').next() == Some(pattern),
    }
}

/// What differs in one item.
fn body(difference: &Difference, page: &mut Page) {
    for aspect in &difference.aspects {
        page.line(Ink::Changed, format!("    ~ {}", changed(aspect)));
    }
    for ((kind, name), change) in &difference.members {
        match change {
            Change::Added(aspects) => {
                page.line(
                    Ink::Added,
                    format!("    + {kind} `{name}`{}", behind(&shown(aspects))),
                );
            }
            Change::Removed(aspects) => {
                page.line(
                    Ink::Removed,
                    format!("    - {kind} `{name}`{}", behind(&shown(aspects))),
                );
            }
            Change::Changed(aspects) => {
                let aspects: Vec<String> = aspects.iter().map(changed).collect();
                page.line(
                    Ink::Changed,
                    format!("    ~ {kind} `{name}`: {}", aspects.join("; ")),
                );
            }
        }
    }
}

fn behind(stated: &str) -> String {
    match stated.is_empty() {
        true => String::new(),
        false => format!(": {stated}"),
    }
}
