//! What a client may do with a property: what the metadata states, and what words and names show beyond it.

use odata_entity_csdl::{Declared, Facts, Kind, Property};

use crate::scaffold::overlay::Proposal;
use crate::scaffold::planner::Planner;

/// What becomes of a property in a struct.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Said {
    pub(super) read_only: bool,
    pub(super) immutable: bool,
    pub(super) write_only: bool,
    pub(super) nullable: bool,
}

/// What the name of a property of an entity shows where the metadata has nothing of it.
fn by_name(property: &Property) -> Option<&'static str> {
    match property.name.as_str() {
        "lastModifiedDateTime" => Some("read-only"),
        // Teams and chats that are migrated are created with it.
        "createdDateTime" => Some("immutable"),
        // The key behind a lookup of Dataverse, which is set by its navigation property.
        name if name.starts_with('_') && name.ends_with("_value") && property.ty.name == "Edm.Guid" => {
            Some("read-only")
        }
        _ => None,
    }
}

impl Planner<'_> {
    /// The marks of a property, the metadata and everything else taken together.
    pub(super) fn said(
        &mut self,
        declared: Declared<'_, Property>,
        facts: &Facts,
        descriptions: &[String],
    ) -> Said {
        let mut said = Said {
            read_only: facts.is_never_written(),
            immutable: facts.is_immutable,
            write_only: facts.is_write_only,
            nullable: facts.is_nullable,
        };
        let mut marks = Vec::new();
        let mut reason = "by its description";
        let words = descriptions.iter().any(|text| says_read_only(text));
        let name = by_name(declared.property).filter(|_| declared.by.kind == Kind::EntityType);
        if !said.read_only && !said.immutable && (words || name.is_some()) {
            let mark = if words {
                "read-only"
            } else {
                name.unwrap_or("read-only")
            };
            said.read_only = mark == "read-only";
            said.immutable = mark == "immutable";
            marks.push(mark);
            if !words {
                reason = "by its name";
            }
        }
        if said.nullable
            && !declared.property.ty.is_collection
            && descriptions.iter().any(|text| says_not_nullable(text))
        {
            said.nullable = false;
            marks.push("non-nullable");
        }
        if facts.is_filterable.is_none() && descriptions.iter().any(|text| says_filterable(text)) {
            marks.push("filterable");
        }
        if !marks.is_empty() {
            let proposal = Proposal {
                target: format!("{}/{}", declared.by.name, declared.property.name),
                marks,
                reason,
            };
            if self.proposed.insert(proposal.target.clone()) {
                self.proposals.push(proposal);
            }
        }
        said
    }
}

/// The sentences of a description, in lower case and without what surrounds them.
fn sentences(text: &str) -> impl Iterator<Item = String> {
    text.split(['.', ';', '('])
        .map(|sentence| sentence.trim().to_lowercase().replace("read only", "read-only"))
}

/// Whether a description states that only the service writes the property. That it is so in some cases does not
/// count.
fn says_read_only(text: &str) -> bool {
    sentences(text).any(|sentence| {
        matches!(
            sentence.as_str(),
            "read-only"
                | "this property is read-only"
                | "the property is read-only"
                | "it is read-only"
                | "it's read-only"
        ) || sentence.contains("cannot be modified and is automatically populated")
    })
}

/// Whether a description states that an entity cannot be created without the related one.
pub(super) fn says_required_on_create(text: &str) -> bool {
    sentences(text).any(|sentence| {
        matches!(
            sentence.as_str(),
            "required" | "required on create" | "required on creation" | "required when creating"
        )
    })
}

fn says_not_nullable(text: &str) -> bool {
    sentences(text).any(|sentence| matches!(sentence.as_str(), "not nullable" | "non-nullable"))
}

fn says_filterable(text: &str) -> bool {
    sentences(text).any(|sentence| sentence.starts_with("supports $filter"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn descriptions_say_what_the_metadata_does_not() {
        for text in [
            "The date. Read-only.",
            "Read only. Supports $filter (eq).",
            "This property is read-only.",
            "The value cannot be modified and is automatically populated when it is created.",
        ] {
            assert!(says_read_only(text), "{text}");
        }
        for text in [
            "Read-only for users that are synchronized.",
            "Built-in roles cannot be modified.",
            "Whether the disk is read-only or not.",
            "",
        ] {
            assert!(!says_read_only(text), "{text}");
        }
        assert!(says_not_nullable("Required. Not nullable.") && !says_not_nullable("Nullable."));
        assert!(says_filterable("Supports $filter (eq, ne)."));
    }
}
