//! What can be done with a property.

use crate::annotation::{Annotation, Value};
use crate::error::Error;
use crate::property::Property;
use crate::revision::Revision;
use crate::schema::{Item, Schema};
use crate::structured::StructuredType;
use crate::terms;

/// What the metadata and the overlay together state about a property.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let created = schema.facts("shop.book", "created")?.expect("it has one, of its base");
/// assert!(created.is_computed && created.is_never_written());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Facts {
    /// The service computes it (`Core.Computed`): never sent.
    pub is_computed: bool,
    /// It may be given on creation only (`Core.Immutable`, overlay).
    pub is_immutable: bool,
    /// A client may not write it (`Core.Permissions` without write, overlay): never sent.
    pub is_read_only: bool,
    /// A client may write it and not read it (`Core.Permissions` of write alone, overlay): passwords and the like.
    pub is_write_only: bool,
    /// Its value may be null; for a collection whether an item may be. The overlay can forbid it.
    pub is_nullable: bool,
    /// Whether queries can filter by it, where the metadata or the overlay states it.
    pub is_filterable: Option<bool>,
    /// Since when and why it should not be used any more.
    pub deprecation: Option<Revision>,
}

impl Facts {
    /// Whether it is never sent: computed or read-only.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_never_written(&self) -> bool {
        self.is_computed || self.is_read_only
    }
}

impl Schema {
    /// What can be done with a property of a type or of its bases. `None` if there is no such property.
    ///
    /// An annotation on the nearest type counts: a derived type may annotate a property that it inherits.
    ///
    /// # Errors
    /// As [`Schema::lineage`]; or an annotation is faulty.
    pub fn facts(&self, ty: &str, property: &str) -> Result<Option<Facts>, Error> {
        self.facts_in(&self.lineage(ty)?, property)
    }

    /// The same for a type at hand, given with its bases as [`Schema::lineage`] gives them: a caller that asks for
    /// all properties of a type looks for its bases once.
    ///
    /// # Errors
    /// An annotation is faulty.
    pub fn facts_in(&self, lineage: &[&StructuredType], property: &str) -> Result<Option<Facts>, Error> {
        let Some(depth) = lineage.iter().position(|ty| ty.property(property).is_some()) else {
            return Ok(None);
        };
        let lineage = lineage.get(..=depth).unwrap_or_default();
        let declared = lineage.last().and_then(|ty| ty.property(property));
        let Some(declared) = declared else { return Ok(None) };
        let annotations = self.annotations_of_property(lineage, declared)?;
        let value = |term: &str| {
            annotations
                .iter()
                .find(|found| found.term == term)
                .map(|found| &found.value)
        };
        let mut facts = Facts {
            is_computed: value(terms::COMPUTED).is_some_and(Value::is_true),
            is_immutable: value(terms::IMMUTABLE).is_some_and(Value::is_true),
            is_read_only: value(terms::PERMISSIONS).is_some_and(|value| !permits_writing(value)),
            is_write_only: value(terms::PERMISSIONS).is_some_and(permits_writing_alone),
            is_nullable: declared.is_nullable(),
            is_filterable: value(terms::FILTER_RESTRICTIONS)
                .and_then(|value| value.field("Filterable")?.as_bool()),
            deprecation: value(terms::REVISIONS).and_then(Revision::deprecation),
        };
        for ty in lineage {
            let Some(marks) = self.overlay.marks(&ty.name, property) else {
                continue;
            };
            facts.is_read_only |= marks.read_only;
            facts.is_immutable |= marks.immutable;
            facts.is_write_only |= marks.write_only;
            facts.is_nullable &= !marks.non_nullable;
            if marks.filterable {
                facts.is_filterable = Some(true);
            }
        }
        Ok(Some(facts))
    }

    /// The annotations of a property that the last type of a lineage declares: those on nearer types first. Groups that hold
    /// descriptions only are left out.
    fn annotations_of_property<'a>(
        &'a self,
        lineage: &[&'a StructuredType],
        property: &'a Property,
    ) -> Result<Vec<&'a Annotation>, Error> {
        let mut annotations = Vec::new();
        let mut target = String::new();
        for ty in lineage {
            target.clear();
            target.push_str(&ty.name);
            target.push('/');
            target.push_str(&property.name);
            for number in self.groups(&target) {
                if self.says_more_than_description(number)
                    && let Some(Item::Annotations(group)) = self.item(number)?
                {
                    annotations.extend(group);
                }
            }
        }
        annotations.extend(&property.annotations);
        Ok(annotations)
    }

    /// Since when and why a type, property, member, entity set or operation should not be used any more, if so. The target is
    /// written as for [`Schema::annotations`].
    ///
    /// # Errors
    /// As [`Schema::annotations`].
    pub fn deprecation(&self, target: &str) -> Result<Option<Revision>, Error> {
        Ok(self
            .annotation(target, terms::REVISIONS)?
            .and_then(|found| Revision::deprecation(&found.value)))
    }
}

/// Whether a value of `Core.Permissions` permits writing. A value that names no permission has no effect.
fn permits_writing(value: &Value) -> bool {
    let members = value.members();
    members.is_empty()
        || members
            .iter()
            .any(|member| matches!(member.as_str(), "Write" | "ReadWrite" | "2" | "3"))
}

/// Whether a value of `Core.Permissions` permits writing and no reading.
fn permits_writing_alone(value: &Value) -> bool {
    let has = |names: [&str; 2]| {
        value
            .members()
            .iter()
            .any(|member| names.contains(&member.as_str()))
    };
    has(["Write", "2"]) && !has(["Read", "1"]) && !has(["ReadWrite", "3"])
}
