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
use crate::namespaces::Namespace;
use crate::prune::plan::Kept;
use crate::schema::Schema;

/// Writes what is kept of a schema, in document order.
pub(crate) fn write(schema: &Schema, kept: &Kept) -> Result<String, Error> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<!-- A part of a service's metadata: what some of its types and paths need. -->\n");
    out.push_str("<edmx:Edmx");
    attribute(&mut out, "Version", &schema.index.version);
    out.push_str(" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n");
    let namespaces = &schema.index.namespaces;
    // Nearly always one text: to compare it with itself, which may be long, takes no look at it.
    let is_same = |a: &Namespace, b: &Namespace| Arc::ptr_eq(&a.uri, &b.uri) || a.uri == b.uri;
    for references in namespaces.includes.chunk_by(is_same) {
        out.push_str("  <edmx:Reference");
        let uri = references.first().map_or("", |include| &*include.uri);
        attribute(&mut out, "Uri", uri);
        out.push_str(">\n");
        for include in references {
            out.push_str("    <edmx:Include");
            namespace(&mut out, include);
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
    let mut entries = schema.index.entries.iter().enumerate().peekable();
    for (number, section) in namespaces.schemas.iter().enumerate() {
        let mut body = String::new();
        while let Some((entry_number, entry)) = entries.next_if(|(_, entry)| entry.schema == number) {
            if let Some(element) = pruned(schema, kept, &operations, entry_number, entry)? {
                write_element(&mut body, &element, 6);
            }
        }
        if !body.is_empty() {
            out.push_str("    <Schema");
            namespace(&mut out, section);
            out.push_str(" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n");
            out.push_str(&body);
            out.push_str("    </Schema>\n");
        }
    }
    out.push_str("  </edmx:DataServices>\n</edmx:Edmx>\n");
    Ok(out)
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

fn namespace(out: &mut String, namespace: &Namespace) {
    attribute(out, "Namespace", &namespace.name);
    if let Some(alias) = &namespace.alias {
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
