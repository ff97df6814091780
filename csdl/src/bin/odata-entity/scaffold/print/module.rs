//! The text of a module, as rustfmt would have it.

use crate::scaffold::imports::Imports;
use crate::scaffold::model::{Enumeration, Item, Member, Structure, Variant};
use crate::scaffold::print::width::WIDTH;
use crate::scaffold::print::{attribute, docs};

/// The module: where it is from, what it needs, its types.
pub(crate) fn module(schema: &str, imports: &Imports, items: &[Item]) -> String {
    let mut out = String::new();
    header(&mut out, schema, imports);
    for line in imports.lines() {
        out.push_str(&line);
        out.push('\n');
    }
    for item in items {
        out.push('\n');
        match item {
            Item::Structure(structure) => print_structure(&mut out, structure),
            Item::Enumeration(enumeration) => print_enumeration(&mut out, enumeration),
            Item::Comment(text) => out.push_str(&format!("{}\n", comment(text))),
        }
    }
    out
}

/// A comment on one line.
pub(crate) fn comment(text: &str) -> String {
    format!("// {}", docs::one_line(text))
}

fn header(out: &mut String, schema: &str, imports: &Imports) {
    out.push_str(&format!(
        "//! Types of `{}`, scaffolded by `odata-entity` and yours to edit.\n//!\n//! ```console\n",
        docs::one_line(schema)
    ));
    for line in imports.commands() {
        out.push_str(&format!("//! {line}\n"));
    }
    out.push_str("//! ```\n\n");
}

fn print_structure(out: &mut String, structure: &Structure) {
    docs::print(out, "", &structure.docs);
    let default = if structure.has_default { "Default, " } else { "" };
    out.push_str(&format!(
        "#[derive(Debug, Clone, PartialEq, {default}{})]\n",
        structure.derive
    ));
    attribute::print(out, "", &structure.attributes);
    out.push_str(&format!("pub struct {}", structure.name));
    if structure.members.is_empty() {
        // A call without parameters is written by its name.
        let is_call = matches!(structure.derive, "Action" | "Function");
        out.push_str(if is_call { ";\n" } else { " {}\n" });
        return;
    }
    out.push_str(" {\n");
    for member in &structure.members {
        print_member(out, member);
    }
    out.push_str("}\n");
}

fn print_member(out: &mut String, member: &Member) {
    match member {
        Member::Field {
            docs,
            attributes,
            name,
            ty,
        } => {
            docs::print(out, "    ", docs);
            attribute::print(out, "    ", attributes);
            let line = format!("    pub {name}: {ty},\n");
            if line.chars().count() <= WIDTH + 1 {
                out.push_str(&line);
            } else {
                out.push_str(&format!("    pub {name}:\n        {ty},\n"));
            }
        }
        Member::Comment(text) => out.push_str(&format!("    {}\n", comment(text))),
    }
}

fn print_enumeration(out: &mut String, enumeration: &Enumeration) {
    docs::print(out, "", &enumeration.docs);
    out.push_str(&format!("#[derive({})]\n", enumeration.derives));
    attribute::print(out, "", &enumeration.attributes);
    out.push_str(&format!("pub enum {} {{\n", enumeration.name));
    for variant in &enumeration.variants {
        print_variant(out, variant);
    }
    out.push_str("}\n");
}

fn print_variant(out: &mut String, variant: &Variant) {
    docs::print(out, "    ", &variant.docs);
    attribute::print(out, "    ", &variant.attributes);
    let name = &variant.name;
    match &variant.holds {
        None => out.push_str(&format!("    {name},\n")),
        Some(ty) => {
            let line = format!("    {name}({ty}),\n");
            if line.chars().count() <= WIDTH + 1 {
                out.push_str(&line);
            } else {
                out.push_str(&format!("    {name}(\n        {ty},\n    ),\n"));
            }
        }
    }
}
