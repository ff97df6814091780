//! What differs between two versions of a service, as far as a package's types and paths are concerned.

use odata_entity_csdl::{Error, Operation, Schema, Segment};

use super::change::{Change, Difference, changed, shown};
use crate::contents::{Item, enumeration, listed, operation, structured};
use crate::failure::Failure;
use crate::output::{Ink, Page, counted};
use crate::package::{Declared, Package, Role};

/// What a type of the package has to do.
#[derive(Default)]
struct Concern {
    /// What does not fit the new version.
    must: Vec<String>,
    /// What fits, and may mean something else.
    may: Vec<String>,
    /// What is new there, and can be added.
    can: Vec<String>,
}

/// The aspects that the derives check, so that a struct which does not follow does not compile.
const CHECKED: [&str; 7] = ["base", "flags", "key", "null", "returns", "type", "value"];

impl Concern {
    fn change(&mut self, at: &str, aspects: &[(&'static str, Option<String>, Option<String>)]) {
        let (must, may): (Vec<_>, Vec<_>) = aspects.iter().partition(|(name, ..)| CHECKED.contains(name));
        for (aspects, lines) in [(must, &mut self.must), (may, &mut self.may)] {
            if !aspects.is_empty() {
                let aspects: Vec<String> = aspects.into_iter().map(changed).collect();
                lines.push(format!("{at}{}", aspects.join("; ")));
            }
        }
    }
}

/// Shows what the package must change. Returns whether it must.
pub(super) fn show(old: &Schema, new: &Schema, package: &Package, page: &mut Page) -> Result<bool, Failure> {
    let (mut types, mut must, mut can) = (0, 0, 0);
    for declared in &package.types {
        let Some(concern) = concern(old, new, package, declared)? else {
            continue;
        };
        types += 1;
        must += usize::from(!concern.must.is_empty());
        can += usize::from(!concern.can.is_empty());
        if concern.must.is_empty() && concern.may.is_empty() && concern.can.is_empty() {
            continue;
        }
        let at = &declared.at;
        page.line(
            Ink::Plain,
            format!(
                "{}:{}: `{}`, `{}`",
                at.file.display(),
                at.line,
                at.text,
                declared.name
            ),
        );
        for line in concern.must {
            page.line(Ink::Removed, format!("    must change: {line}"));
        }
        for line in concern.may {
            page.line(Ink::Changed, format!("    look at: {line}"));
        }
        for line in concern.can {
            page.line(Ink::Added, format!("    new: {line}"));
        }
    }
    let (mut paths, mut lost) = (0, 0);
    for path in &package.paths {
        let segments = Segment::split(&path.text);
        if old.route(&segments).is_err() {
            continue;
        }
        paths += 1;
        if let Err(error) = new.route(&segments) {
            lost += 1;
            page.line(
                Ink::Removed,
                format!("{}:{}: `{}`: {error}", path.file.display(), path.line, path.text),
            );
        }
    }
    page.line(
        Ink::Plain,
        format!(
            "of {} {must} must change and {can} can have something new; of {} {lost} lead nowhere now",
            counted(types, "type"),
            counted(paths, "path")
        ),
    );
    Ok(must + lost > 0)
}

/// What differs for one type; nothing if neither version has it.
fn concern(
    old: &Schema,
    new: &Schema,
    package: &Package,
    declared: &Declared,
) -> Result<Option<Concern>, Error> {
    if declared.role == Role::Operation {
        return operations(old, new, package, declared);
    }
    let mut concern = Concern::default();
    let has = |schema: &Schema| match declared.role {
        Role::Text => Ok(schema.allowed_values(&declared.name)?.is_some()),
        _ => Ok(schema.type_kind(&declared.name).is_some()),
    };
    match (has(old)?, has(new)?) {
        (false, _) => return Ok(None),
        (true, false) if declared.role == Role::Text => concern
            .must
            .push("the service lists no values for it now".to_owned()),
        (true, false) => concern.must.push("the service has no such type now".to_owned()),
        (true, true) => {
            let item = |schema: &Schema| match declared.role {
                Role::Enumeration => enumeration(schema, &declared.name),
                Role::Text => listed(schema, &declared.name),
                // What a base has is the concern of its own struct.
                _ => structured(schema, &declared.name, !declared.is_partial),
            };
            compare(declared, &item(old)?, &item(new)?, &mut concern);
            if declared.role == Role::Union {
                variants(old, new, &declared.name, &mut concern);
            }
        }
    }
    Ok(Some(concern))
}

fn compare(declared: &Declared, old: &Item, new: &Item, concern: &mut Concern) {
    let difference = Difference::of(old, new);
    concern.change("", &difference.aspects);
    // A union has no members, but the types of its variants.
    if declared.role == Role::Union {
        return;
    }
    for ((kind, name), change) in &difference.members {
        let member = declared.members.iter().find(|member| member.wire == *name);
        match (member, change) {
            (Some(member), Change::Removed(_)) => concern.must.push(format!(
                "line {} `{}`: the {kind} `{name}` is gone",
                member.at.line, member.at.text
            )),
            (Some(member), Change::Changed(aspects)) => {
                let at = format!("line {} `{}`: {kind} `{name}`: ", member.at.line, member.at.text);
                concern.change(&at, aspects);
            }
            (None, Change::Added(aspects)) => {
                let stated = shown(aspects);
                let of = if stated.is_empty() { "" } else { ": " };
                concern.can.push(format!("{kind} `{name}`{of}{stated}"));
            }
            // The package does without it.
            (None, Change::Removed(_) | Change::Changed(_)) | (Some(_), Change::Added(_)) => {}
        }
    }
}

/// The types that a union can hold.
fn variants(old: &Schema, new: &Schema, base: &str, concern: &mut Concern) {
    let (old, new) = (old.derived_types(base), new.derived_types(base));
    let lost = old.iter().filter(|name| !new.contains(name));
    concern
        .must
        .extend(lost.map(|name| format!("`{name}` is no longer derived from it")));
    let added = new.iter().filter(|name| !old.contains(name));
    concern
        .can
        .extend(added.map(|name| format!("derived type `{name}`")));
}

/// What differs in the overloads of an operation that the type is.
fn operations(
    old: &Schema,
    new: &Schema,
    package: &Package,
    declared: &Declared,
) -> Result<Option<Concern>, Error> {
    let before = overloads(old, package, declared)?;
    let after = overloads(new, package, declared)?;
    if before.is_empty() {
        return Ok(None);
    }
    let mut concern = Concern::default();
    for overload in before {
        let same = after.iter().find(|other| {
            other.kind == overload.kind && other.binding() == overload.binding() && is_same(other, overload)
        });
        let near = after
            .iter()
            .find(|other| other.kind == overload.kind && other.binding() == overload.binding());
        match same.or(near) {
            None => concern.must.push(match overload.binding() {
                Some(binding) => format!("the service has no such {} on `{binding}` now", overload.kind),
                None => format!("the service has no such {} now", overload.kind),
            }),
            Some(other) => {
                let (mut needed, before, item) =
                    (Vec::new(), operation(old, overload)?, operation(new, other)?);
                for ((kind, name), change) in &Difference::of(&before, &item).members {
                    if let Change::Added(aspects) = change
                        && !aspects.contains_key("optional")
                    {
                        needed.push(format!("{kind} `{name}` is needed: {}", shown(aspects)));
                    }
                }
                compare(declared, &before, &item, &mut concern);
                if !needed.is_empty() {
                    concern.can.retain(|line| line.ends_with("optional: yes"));
                    concern.must.append(&mut needed);
                }
            }
        }
    }
    Ok(Some(concern))
}

/// Whether two overloads have parameters of the same names.
fn is_same(one: &Operation, other: &Operation) -> bool {
    let names = |operation: &Operation| -> Vec<String> {
        let parameters = operation.arguments().iter();
        parameters
            .map(|parameter| parameter.name.to_lowercase())
            .collect()
    };
    names(one) == names(other)
}

/// The overloads of a name that can be called on what the type is bound to.
fn overloads<'s>(
    schema: &'s Schema,
    package: &Package,
    declared: &Declared,
) -> Result<Vec<&'s Operation>, Error> {
    let mut found = schema.operations(&declared.name)?;
    if found.is_empty() {
        // In a URL the namespace may be left out.
        for name in schema.namespaces() {
            found.extend(schema.operations(&format!("{name}.{}", declared.name))?);
        }
    }
    let bound: Vec<(&str, bool)> = declared
        .on
        .iter()
        .filter_map(|(ident, is_collection)| {
            let ty = package
                .types
                .iter()
                .find(|ty| ty.at.text == *ident && ty.role != Role::Operation)?;
            Some((ty.name.as_str(), *is_collection))
        })
        .collect();
    if bound.is_empty() {
        return Ok(found);
    }
    found.retain(|overload| {
        let Some(binding) = overload.binding() else {
            return false;
        };
        bound.iter().any(|(name, is_collection)| {
            binding.is_collection == *is_collection
                && (binding.name == *name || schema.is_derived_from(name, &binding.name).unwrap_or(false))
        })
    });
    Ok(found)
}
