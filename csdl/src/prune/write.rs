//! A pruned document as XML.

use quick_xml::escape::{escape, partial_escape};

use crate::element::Element;
use crate::error::Error;
use crate::index::{Entry, Namespace};
use crate::kind::Kind;
use crate::prune::plan::Kept;
use crate::schema::Schema;

/// Writes what is kept of a schema, in document order.
pub(crate) fn write(schema: &Schema, kept: &Kept) -> Result<String, Error> {
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n");
    out.push_str("<!-- A part of a service's metadata: what some of its types and paths need. -->\n");
    out.push_str("<edmx:Edmx");
    attribute(&mut out, "Version", &schema.index.version);
    out.push_str(" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n");
    for references in schema.index.includes.chunk_by(|a, b| a.uri == b.uri) {
        out.push_str("  <edmx:Reference");
        attribute(
            &mut out,
            "Uri",
            references.first().map_or("", |include| &include.uri),
        );
        out.push_str(">\n");
        for include in references {
            out.push_str("    <edmx:Include");
            namespace(&mut out, include);
            out.push_str("/>\n");
        }
        out.push_str("  </edmx:Reference>\n");
    }
    out.push_str("  <edmx:DataServices>\n");
    for (number, section) in schema.index.schemas.iter().enumerate() {
        let mut body = String::new();
        for (entry_number, entry) in schema.index.entries.iter().enumerate() {
            if entry.schema == number
                && let Some(element) = pruned(schema, kept, entry_number, entry)?
            {
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
    number: usize,
    entry: &Entry,
) -> Result<Option<Element<'s>>, Error> {
    let name = schema.qualified(entry);
    let keep = match entry.kind {
        kind if kind.is_type() => kept.whole.contains(&name) || kept.stubs.contains_key(&name),
        Kind::Action | Kind::Function => kept.operations.contains(&number),
        Kind::EntityContainer => !kept.roots.is_empty(),
        Kind::Annotations => keeps_target(schema, kept, entry),
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

/// Whether a group of annotations is about something that is kept.
fn keeps_target(schema: &Schema, kept: &Kept, entry: &Entry) -> bool {
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
        .find(&head, |kind| kind != Kind::Annotations)
        .and_then(|number| schema.index.entry(number))
    {
        Some(found) if found.kind == Kind::EntityContainer => {
            member.is_empty() || kept.roots.contains(member)
        }
        Some(found) if found.kind.is_operation() => schema
            .index
            .named(&found.name)
            .any(|number| kept.operations.contains(&number)),
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
        out.push_str(&partial_escape(&element.text).replace('\r', "&#xD;"));
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
    // Written as they are, these would be read as spaces.
    let value = escape(value)
        .replace('\n', "&#xA;")
        .replace('\r', "&#xD;")
        .replace('\t', "&#x9;");
    out.push_str(&value);
    out.push('"');
}
