//! One pass over an item: what it is, and what its key is. It is compiled once, for all types.

use super::id;
use super::set::{Kind, set_of};
use crate::profile::has_deleted_facet;
use crate::reader::{JsonReader, Place, ReadError};
use crate::structure::read::{is_of, plain};
use crate::types::TypeInfo;

/// An item as it came, and what its control information makes of it.
#[derive(Clone)]
pub(super) struct Scanned {
    /// The object, as JSON.
    pub(super) raw: Box<str>,
    pub(super) what: What,
    /// The context URL of the item itself.
    pub(super) context: Option<Box<str>>,
    /// The type by its tag, if that is none of `E`.
    pub(super) other_type: Option<Box<str>>,
    /// Which item of the page it is.
    pub(super) index: usize,
}

#[derive(Clone)]
pub(super) enum What {
    Entity {
        key: Option<Box<str>>,
    },
    Removed {
        /// As it came.
        id: String,
        key: Option<Box<str>>,
        reason: Option<String>,
    },
    Relation {
        is_new: bool,
        source: String,
        relationship: String,
        target: Option<String>,
    },
}

/// What the members show that mean something in a delta.
#[derive(Default)]
struct Members<'a> {
    context: Option<String>,
    tag: Option<String>,
    entity_id: Option<String>,
    /// `@removed`, as raw JSON.
    removed: Option<&'a str>,
    id: Option<&'a str>,
    reason: Option<&'a str>,
    source: Option<&'a str>,
    relationship: Option<&'a str>,
    target: Option<&'a str>,
    /// The facet `deleted`.
    deleted: Option<&'a str>,
    keys: Vec<Option<&'a str>>,
}

/// Reads one item of `value`, whatever it is.
pub(super) fn scan(
    from: &mut JsonReader<'_>,
    ty: &'static TypeInfo,
    place: Place,
    index: usize,
) -> Result<Scanned, ReadError> {
    from.peek();
    let start = from.at();
    let raw = from.raw()?;
    let found = members(raw, ty).map_err(|error| error.shifted(start))?;
    let kind = Kind::of(found.context.as_deref());
    let what = match kind {
        Kind::Link | Kind::DeletedLink => {
            let (Some(source), Some(relationship)) = (text(found.source), text(found.relationship)) else {
                return Err(from.fail("a changed relationship needs `source` and `relationship`"));
            };
            What::Relation {
                is_new: kind == Kind::Link,
                source,
                relationship,
                target: text(found.target),
            }
        }
        // With `@removed` it is in the form of OData 4.01, in which `id` is a property.
        Kind::Deleted if found.removed.is_none() => What::removed(
            from,
            ty,
            text(found.id).or(found.entity_id.clone()),
            text(found.reason),
            &found,
        )?,
        Kind::Entity | Kind::Deleted => match (found.removed, found.deleted) {
            (Some(removed), _) => What::removed(
                from,
                ty,
                found.entity_id.clone(),
                member_text(removed, "reason"),
                &found,
            )?,
            (None, Some(facet)) if is_facet(facet) && has_deleted_facet(ty.name) => What::removed(
                from,
                ty,
                found.entity_id.clone(),
                member_text(facet, "state"),
                &found,
            )?,
            _ => What::Entity {
                key: key(ty, &found).map(Into::into),
            },
        },
    };
    let declared = match place {
        Place::Declared(declared) => Some(declared),
        _ => None,
    };
    let other = found.tag.filter(|tag| !is_of(ty, tag, declared));
    Ok(Scanned {
        raw: raw.into(),
        what,
        context: found.context.map(Into::into),
        other_type: other.map(Into::into),
        index,
    })
}

impl What {
    /// An entity that is gone. Its id is `@id`, or else what its key properties make
    /// ([OData JSON 4.01, 15.3](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_DeletedEntity)).
    fn removed(
        from: &JsonReader<'_>,
        ty: &TypeInfo,
        id: Option<String>,
        reason: Option<String>,
        found: &Members<'_>,
    ) -> Result<Self, ReadError> {
        let key = match &id {
            Some(id) => id::of_id(ty, id),
            None => id::of_members(ty, &found.keys),
        };
        match id.or_else(|| key.clone()) {
            Some(id) => Ok(Self::Removed {
                id,
                key: key.map(Into::into),
                reason,
            }),
            None => Err(from.fail(format!("a removed entity needs `@id`, or its key {}", names(ty)))),
        }
    }
}

fn names(ty: &TypeInfo) -> String {
    let names: Vec<String> = ty.key.iter().map(|name| format!("`{name}`")).collect();
    names.join(", ")
}

/// The key of an entity: of its key properties, else of its id.
fn key(ty: &TypeInfo, found: &Members<'_>) -> Option<String> {
    id::of_members(ty, &found.keys).or_else(|| id::of_id(ty, found.entity_id.as_deref()?))
}

/// Whether the facet `deleted` is there: an object, which may be empty.
fn is_facet(raw: &str) -> bool {
    raw.starts_with('{')
}

fn members<'a>(raw: &'a str, ty: &TypeInfo) -> Result<Members<'a>, ReadError> {
    let mut found = Members {
        keys: vec![None; ty.key.len()],
        ..Members::default()
    };
    let mut from = JsonReader::new(raw);
    each(&mut from, &mut |name, value| {
        if let Some(at) = ty.key.iter().position(|key| *key == name)
            && let Some(slot) = found.keys.get_mut(at)
        {
            *slot = Some(value);
        }
        match plain(name).as_ref() {
            "@context" => found.context = text(Some(value)),
            "@type" => found.tag = text(Some(value)),
            "@id" => found.entity_id = text(Some(value)).filter(|id| !id.trim().is_empty()),
            "@removed" => found.removed = Some(value),
            "id" => found.id = Some(value),
            "reason" => found.reason = Some(value),
            "source" => found.source = Some(value),
            "relationship" => found.relationship = Some(value),
            "target" => found.target = Some(value),
            "deleted" => found.deleted = Some(value),
            _ => {}
        }
    })?;
    Ok(found)
}

/// Hands out each member of an object: its name and its value as raw JSON.
pub(super) fn each<'a>(
    from: &mut JsonReader<'a>,
    member: &mut dyn FnMut(&str, &'a str),
) -> Result<(), ReadError> {
    from.begin_object()?;
    while let Some(name) = from.member_name()? {
        let value = from.raw()?;
        member(&name, value);
        if !from.next_member()? {
            break;
        }
    }
    from.end_object();
    Ok(())
}

/// The text of a JSON string; of a number, its digits.
fn text(raw: Option<&str>) -> Option<String> {
    id::value_text(raw?).map(std::borrow::Cow::into_owned)
}

/// The text of one member of an object, if it is one and has it.
fn member_text(raw: &str, name: &str) -> Option<String> {
    let mut found = None;
    let mut from = JsonReader::new(raw);
    let read = each(&mut from, &mut |member, value| {
        if member == name {
            found = text(Some(value));
        }
    });
    read.ok().and(found)
}

impl Scanned {
    /// Whether it is of another set than that of the page, by its context URL, or of another type, by its tag.
    pub(super) fn is_foreign(&self, ty: &TypeInfo, page: Option<&str>) -> bool {
        if self.other_type.is_some() {
            return true;
        }
        let Some(context) = self.context.as_deref() else {
            return false;
        };
        match (set_of(Some(context)), set_of(page)) {
            (Some(own), Some(page)) => own != page,
            (Some(_), None) => true,
            // It names a type.
            (None, _) => context.rsplit_once('#').is_some_and(|(_, fragment)| {
                let name = fragment.split('/').next().unwrap_or_default();
                !name.is_empty() && !name.starts_with('$') && !is_of(ty, name, Some(ty.name))
            }),
        }
    }
}
