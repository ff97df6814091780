//! Names of fields.

use std::borrow::Cow;

use odata_entity_names::{RenameRule, identifier, snake};

use crate::naming::unique::Unique;

/// The keywords of Rust, those of the future among them (The Rust Reference, "Keywords").
const KEYWORDS: [&str; 48] = [
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else",
    "enum", "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro",
    "match", "mod", "move", "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait",
    "true", "try", "type", "typeof", "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// A field's name, and whether serde must be given the property's.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// The identifier, `r#` in front of a keyword.
    pub(crate) ident: String,
    /// Whether the struct's rule does not give the property's name back.
    pub(crate) rename: bool,
}

/// The names of the fields of one struct.
pub(crate) struct Fields {
    names: Unique,
    /// `camelCase` or `PascalCase`.
    rule: RenameRule,
}

impl Fields {
    /// Names for a struct with these properties, of which most decide for the rule.
    pub(crate) fn new<'a>(properties: impl Iterator<Item = &'a str>) -> Fields {
        let (mut pascal, mut all) = (0, 0);
        for property in properties {
            pascal += usize::from(property.starts_with(|first: char| first.is_ascii_uppercase()));
            all += 1;
        }
        Fields {
            names: Unique::default(),
            rule: match pascal * 2 > all {
                true => RenameRule::Pascal,
                false => RenameRule::Camel,
            },
        }
    }

    /// What `rename_all` takes for the rule.
    pub(crate) fn rule(&self) -> &'static str {
        match self.rule {
            RenameRule::Pascal => "PascalCase",
            _ => "camelCase",
        }
    }

    /// A name for the property that no other field of the struct has.
    pub(crate) fn name(&mut self, property: &str) -> Field {
        // Generated constants are the names in capitals, so these must differ too.
        let name = self.names.take(
            identifier(&snake(&decoded(property)), "property"),
            |wanted, number| format!("{}_{number}", wanted.trim_end_matches('_')),
            str::to_uppercase,
        );
        Field {
            // serde's rules take a name's first byte for its first letter, and fail where it is not.
            rename: self.rule.field(&name) != property || !name.starts_with(|first: char| first.is_ascii()),
            ident: raw(name),
        }
    }
}

/// A name with what some services write in place of characters that XML names cannot have, `_x0020_` for a space, as underscores or
/// letters.
fn decoded(name: &str) -> Cow<'_, str> {
    let mut out = String::new();
    let mut rest = name;
    while let Some(at) = rest.find("_x") {
        let (before, from) = rest.split_at(at);
        let code = from.get(2..6).filter(|_| from.get(6..7) == Some("_"));
        let code = code
            .and_then(|code| u32::from_str_radix(code, 16).ok())
            .and_then(char::from_u32);
        out.push_str(before);
        match code {
            Some(c) => {
                out.push(if c.is_alphanumeric() { c } else { '_' });
                rest = from.get(7..).unwrap_or_default();
            }
            None => {
                out.push_str("_x");
                rest = from.get(2..).unwrap_or_default();
            }
        }
    }
    match out.is_empty() {
        true => Cow::Borrowed(name),
        false => Cow::Owned(out + rest),
    }
}

fn raw(name: String) -> String {
    if KEYWORDS.contains(&name.as_str()) {
        format!("r#{name}")
    } else {
        name
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_identifiers_and_differ() {
        let mut fields = Fields::new(std::iter::empty());
        for (property, ident, rename) in [
            ("deviceName", "device_name", false),
            ("type", "r#type", false),
            ("gen", "r#gen", false),
            ("self", "self_", false),
            ("Self", "self_2", true),
            ("\u{540d}\u{524d}", "\u{540d}\u{524d}", true),
            ("\u{fb01}n", "n", true),
            ("DeviceName", "device_name_2", true),
            ("device_name", "device_name_3", true),
            ("10thName", "n10th_name", true),
            ("__", "property", true),
            ("v10_0", "v10_0", true),
            ("v100", "v100", false),
            ("Order_x0020_Date", "order_date", true),
            ("_x0031_st_x", "n1st_x", true),
            ("_x00zz_", "x00zz", true),
            ("x\u{203f}y", "x_y", true),
        ] {
            let expected = Field {
                ident: ident.to_owned(),
                rename,
            };
            assert_eq!(fields.name(property), expected, "{property}");
        }
    }

    #[test]
    fn most_properties_decide_for_the_rule() {
        let mut fields = Fields::new(["UnitPrice", "ID", "name"].into_iter());
        assert_eq!(fields.rule(), "PascalCase");
        for (property, ident, rename) in [
            ("UnitPrice", "unit_price", false),
            ("ID", "id", true),
            ("name", "name", true),
            ("SKU", "sku", true),
            ("Type", "r#type", false),
            ("PCIeDevices", "pc_ie_devices", true),
        ] {
            let expected = Field {
                ident: ident.to_owned(),
                rename,
            };
            assert_eq!(fields.name(property), expected, "{property}");
        }
        assert_eq!(Fields::new(["A", "b"].into_iter()).rule(), "camelCase");
    }
}
