//! Names of fields.

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
    /// Whether `rename_all = "camelCase"` does not give the property's name back.
    pub(crate) rename: bool,
}

/// The names of the fields of one struct.
#[derive(Default)]
pub(crate) struct Fields {
    names: Unique,
}

impl Fields {
    /// A name for the property that no other field of the struct has.
    pub(crate) fn name(&mut self, property: &str) -> Field {
        // Generated constants are the names in capitals, so these must differ too.
        let name = self.names.take(
            identifier(&snake(property), "property"),
            |wanted, number| format!("{}_{number}", wanted.trim_end_matches('_')),
            str::to_uppercase,
        );
        Field {
            // serde's rules take a name's first byte for its first letter, and fail where it is not.
            rename: RenameRule::Camel.field(&name) != property
                || !name.starts_with(|first: char| first.is_ascii()),
            ident: raw(name),
        }
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
        let mut fields = Fields::default();
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
        ] {
            let expected = Field {
                ident: ident.to_owned(),
                rename,
            };
            assert_eq!(fields.name(property), expected, "{property}");
        }
    }
}
