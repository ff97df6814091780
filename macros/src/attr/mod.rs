//! Reading attributes: `#[odata(…)]` strictly, `#[serde(…)]` for the names it gives.

mod container;
mod field;
mod item;
mod newtype;
mod path;
mod serde;
mod set;
mod variant;

pub(crate) use container::{Container, TypeKind};
pub(crate) use field::{FieldAttrs, Role};
pub(crate) use item::Item;
pub(crate) use newtype::NewtypeAttrs;
pub(crate) use path::PathAttr;
pub(crate) use serde::{SerdeContainer, SerdeField};
pub(crate) use set::{SchemaAttr, TypeTag};
pub(crate) use variant::{EnumContainer, VariantAttrs};

use crate::ctxt::Ctxt;

/// Where which keys belong, so that one at the wrong place is told its own.
const HOMES: [(&str, &[&str]); 2] = [("a field", &field::KEYS), ("an entity", &container::ENTITY_KEYS)];

/// Words that other serializers and generators have, and what they are here.
const MEANT: [(&str, &str); 10] = [
    (
        "nullable",
        "an `Option` is nullable; one that is not is marked `non_nullable`",
    ),
    (
        "required",
        "a property that is never null is marked `non_nullable`, or has no `Option`",
    ),
    ("computed", "what the service computes is marked `read_only`"),
    ("rename", "names are serde's: write `#[serde(rename = \"…\")]`"),
    ("flatten", "flattening is serde's: write `#[serde(flatten)]`"),
    ("default", "defaults are serde's: write `#[serde(default)]`"),
    (
        "etag",
        "the entity tag is in the field named so: write `#[serde(rename = \"@odata.etag\")]`",
    ),
    (
        "api_version",
        "the API version of a type's requests is its `version`",
    ),
    ("url", "the place of an entity is its `path`"),
    ("entity_set", "the place of an entity is its `path`"),
];

/// An attribute key nobody knows: says so on the key, with the nearest known one.
pub(crate) fn unknown_key(cx: &Ctxt, item: &Item, known: &[&str], place: &str) {
    let name = item.name();
    let elsewhere = HOMES.iter().find(|(_, keys)| keys.contains(&name.as_str()));
    if let Some((home, _)) = elsewhere.filter(|(home, _)| *home != place) {
        return cx.error(
            &item.key,
            format_args!("`{name}` is an attribute of {home}, not of {place}"),
        );
    }
    if let Some((_, meant)) = MEANT.iter().find(|(word, _)| *word == name) {
        return cx.error(
            &item.key,
            format_args!("unknown odata attribute `{name}` on {place}: {meant}"),
        );
    }
    let hint = match odata_entity_names::nearest(&name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("expected one of `{}`", known.join("`, `")),
    };
    cx.error(
        &item.key,
        format_args!("unknown odata attribute `{name}` on {place}: {hint}"),
    );
}
