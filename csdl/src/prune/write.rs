//! A pruned document as XML.

use std::collections::HashSet;
use std::fmt::Write;
use std::sync::Arc;

use odata_entity_names::is_hidden;
use quick_xml::escape::{escape, partial_escape};

use crate::element::Element;
use crate::error::Error;
use crate::index::Entry;
use crate::kind::Kind;
use crate::namespaces::{Namespace, Namespaces};
use crate::prune::plan::Kept;
use crate::schema::Schema;
use crate::type_ref::TypeRef;

/// How the comment begins that a pruned document has in front.
pub(crate) const MARK: &str = "<!-- A part of a service's metadata: what some of its types and paths need.";

/// Writes what is kept of a schema, in document order.
pub(crate) fn write(schema: &Schema, kept: &Kept, note: &str) -> Result<String, Error> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    mark(&mut out, note);
    out.push_str("<edmx:Edmx");
    attribute(&mut out, "Version", &schema.index.version);
    out.push_str(" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n");
    let namespaces = &schema.index.namespaces;
    // Nearly always one text: to compare it with itself, which may be long, takes no look at it.
    let is_same = |a: &Namespace, b: &Namespace| Arc::ptr_eq(&a.uri, &b.uri) || a.uri == b.uri;
    for references in includes(namespaces).chunk_by(is_same) {
        out.push_str("  <edmx:Reference");
        let uri = references.first().map_or("", |include| &*include.uri);
        attribute(&mut out, "Uri", uri);
        out.push_str(">\n");
        for include in references {
            out.push_str("    <edmx:Include");
            namespace(&mut out, &include.name, include.alias.as_ref());
            out.push_str("/>\n");
        }
        out.push_str("  </edmx:Reference>\n");
    }
    out.push_str("  <edmx:DataServices>\n");
    let operations: HashSet<&str> = kept
        .operations
        .iter()
        .filter_map(|number| schema.index.entry(*number))
        .map(|entry| entry.name.as_str())
        .collect();
    // Each of several documents has its own aliases, and one document may have each alias once.
    let is_several = schema.documents().nth(1).is_some();
    let mut aliases = HashSet::new();
    let mut entries = schema.index.entries.iter().enumerate().peekable();
    for (number, section) in namespaces.schemas.iter().enumerate() {
        let mut body = String::new();
        while let Some((entry_number, entry)) = entries.next_if(|(_, entry)| entry.schema == number) {
            if let Some(mut element) = pruned(schema, kept, &operations, entry_number, entry)? {
                if is_several {
                    resolve(schema, entry.schema, &mut element);
                }
                write_element(&mut body, &element, 6);
            }
        }
        if !body.is_empty() {
            out.push_str("    <Schema");
            let alias = section
                .alias
                .as_ref()
                .filter(|alias| !is_several || aliases.insert(alias.as_str()));
            namespace(&mut out, &section.name, alias);
            out.push_str(" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n");
            out.push_str(&body);
            out.push_str("    </Schema>\n");
        }
    }
    out.push_str("  </edmx:DataServices>\n</edmx:Edmx>\n");
    Ok(out)
}

/// Writes the comment that marks a pruned document, with a note. XML has no `--` in a comment, and none of the control characters.
fn mark(out: &mut String, note: &str) {
    out.push_str(MARK);
    if !note.is_empty() {
        out.push_str("\n     ");
        let mut last = ' ';
        for c in note.chars() {
            if (last, c) == ('-', '-') {
                out.push(' ');
            }
            last = if is_hidden(c) { '\u{fffd}' } else { c };
            out.push(last);
        }
    }
    out.push_str(" -->\n");
}

/// What is kept of a schema child.
fn pruned<'s>(
    schema: &'s Schema,
    kept: &Kept,
    operations: &HashSet<&str>,
    number: usize,
    entry: &Entry,
) -> Result<Option<Element<'s>>, Error> {
    let name = schema.index.qualified(entry);
    let keep = match entry.kind {
        kind if kind.is_type() => kept.whole.contains(&name) || kept.stubs.contains_key(&name),
        Kind::Action | Kind::Function => kept.operations.contains(&number),
        Kind::EntityContainer => !kept.roots.is_empty(),
        Kind::Annotations => keeps_target(schema, kept, operations, entry),
        _ => false,
    };
    if !keep {
        return Ok(None);
    }
    let mut element = Element::parse(&schema.text, entry.start, entry.end)?;
    if entry.kind == Kind::EntityContainer {
        prune_container(kept, &mut element);
    } else if entry.kind.is_type() && !kept.whole.contains(&name) {
        let members = kept.stubs.get(&name);
        element.children.retain(|child| match &*child.name {
            "Property" | "NavigationProperty" => members
                .zip(child.attributes.get("Name"))
                .is_some_and(|(members, name)| members.contains(name)),
            _ => true,
        });
    }
    Ok(Some(element))
}

/// Leaves in a container what is kept, and of that the bindings to what is kept.
fn prune_container(kept: &Kept, element: &mut Element<'_>) {
    let is_kept = |name: Option<&str>| name.is_some_and(|name| kept.roots.contains(name));
    element
        .children
        .retain(|child| child.name == "Annotation" || is_kept(child.attributes.get("Name")));
    for child in &mut element.children {
        child.children.retain(|binding| {
            let target = binding.attributes.get("Target").unwrap_or_default();
            binding.name != "NavigationPropertyBinding" || is_kept(target.split('/').next())
        });
    }
}

/// Whether a group of annotations is about something that is kept; `operations` are the names of the operations that are.
fn keeps_target(schema: &Schema, kept: &Kept, operations: &HashSet<&str>, entry: &Entry) -> bool {
    let (head, member) = entry.name.split_once('/').unwrap_or((&entry.name, ""));
    let head = head.split_once('(').map_or(head, |(head, _)| head);
    let head = schema.index.canonical(head, entry.schema);
    let member = member.split('/').next().unwrap_or_default();
    if kept.whole.contains(&head) {
        return true;
    }
    if let Some(members) = kept.stubs.get(&head) {
        return member.is_empty() || members.contains(member);
    }
    match schema
        .index
        .find(&head, |kind| kind != Kind::Annotations)
        .and_then(|number| schema.index.entry(number))
    {
        Some(found) if found.kind == Kind::EntityContainer => {
            member.is_empty() || kept.roots.contains(member)
        }
        Some(found) if found.kind.is_operation() => operations.contains(found.name.as_str()),
        _ => false,
    }
}

fn write_element(out: &mut String, element: &Element<'_>, indent: usize) {
    out.extend(std::iter::repeat_n(' ', indent));
    out.push('<');
    out.push_str(&element.name);
    for (name, value) in element.attributes.iter() {
        // Attributes of other vocabularies have a prefix that is not declared here.
        if !name.contains(':') && name != "xmlns" {
            attribute(out, name, value);
        }
    }
    if !element.children.is_empty() {
        out.push_str(">\n");
        for child in &element.children {
            write_element(out, child, indent + 2);
        }
        out.extend(std::iter::repeat_n(' ', indent));
    } else if element.text.trim().is_empty() {
        out.push_str("/>\n");
        return;
    } else {
        out.push('>');
        push(out, &partial_escape(&element.text), |c| {
            is_hidden(c) && !matches!(c, '\n' | '\t')
        });
    }
    out.push_str("</");
    out.push_str(&element.name);
    out.push_str(">\n");
}

/// The namespaces of other documents that are still of others: each once, and each alias once.
fn includes(namespaces: &Namespaces) -> Vec<Namespace> {
    let is_several = namespaces.schemas.iter().any(|schema| schema.document > 0);
    let here: HashSet<&str> = namespaces
        .schemas
        .iter()
        .map(|schema| schema.name.as_str())
        .collect();
    let mut known = HashSet::new();
    let mut aliases = HashSet::new();
    let mut includes = Vec::new();
    for include in &namespaces.includes {
        let mut include = include.clone();
        if is_several {
            if here.contains(include.name.as_str()) {
                continue;
            }
            include.alias = include.alias.filter(|alias| aliases.insert(alias.clone()));
            if !known.insert(include.name.clone()) && include.alias.is_none() {
                continue;
            }
        }
        includes.push(include);
    }
    includes
}

/// The attributes that name something by its qualified name.
const NAMES: [&str; 10] = [
    "Action",
    "BaseType",
    "EntityType",
    "Extends",
    "Function",
    "Target",
    "Term",
    "Type",
    "UnderlyingType",
    "TermNamespace",
];

/// Writes namespaces in place of aliases, which are those of one document.
fn resolve(schema: &Schema, section: usize, element: &mut Element<'_>) {
    element.attributes.rewrite(|name, value| {
        let is_name =
            NAMES.contains(&name) && !(name == "Target" && element.name == "NavigationPropertyBinding");
        is_name
            .then(|| canonical(schema, section, value))
            .filter(|new| new != value)
    });
    for child in &mut element.children {
        resolve(schema, section, child);
    }
}

fn canonical(schema: &Schema, section: usize, written: &str) -> String {
    let (name, is_collection) = TypeRef::split(written);
    // A target may go on behind the name: `ns.type/property`, `ns.operation(ns.type)`.
    let end = name.find(['/', '(']).unwrap_or(name.len());
    let (head, rest) = name.split_at(end);
    let name = format!("{}{rest}", schema.index.canonical(head, section));
    TypeRef { name, is_collection }.to_string()
}

fn namespace(out: &mut String, name: &str, alias: Option<&String>) {
    attribute(out, "Namespace", name);
    if let Some(alias) = alias {
        attribute(out, "Alias", alias);
    }
}

fn attribute(out: &mut String, name: &str, value: &str) {
    out.push(' ');
    out.push_str(name);
    out.push_str("=\"");
    // A line break or tab, written as it is, would be read as a space.
    push(out, &escape(value), is_hidden);
    out.push('"');
}

/// Writes escaped text, with references for some of its characters.
fn push(out: &mut String, text: &str, is_reference: impl Fn(char) -> bool) {
    for c in text.chars() {
        match is_reference(c) {
            true => _ = write!(out, "&#x{:X};", u32::from(c)),
            false => out.push(c),
        }
    }
}
