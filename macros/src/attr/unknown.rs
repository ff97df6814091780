//! Keys that are known, and the advice for those that are not.

use super::item::Item;
use super::keys::{FieldKey, Keys, TypeKey};
use super::kind::TypeKind;
use crate::ctxt::Ctxt;

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

/// The key of an item; one that nobody knows is a mistake.
pub(super) fn known_key<K: Keys>(cx: &Ctxt, item: &Item) -> Option<K> {
    let key = K::of(&item.name());
    if key.is_none() {
        unknown_key(cx, item, K::NAMES, K::PLACE);
    }
    key
}

/// The mistake of a key that nobody knows, on the key, with the nearest known one.
pub(super) fn unknown_key(cx: &Ctxt, item: &Item, known: &[&str], place: &str) {
    let name = item.name();
    if let Some(home) = home(&name).filter(|home| *home != place) {
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

/// Where a key belongs, so that one at the wrong place gets a better message.
fn home(name: &str) -> Option<&'static str> {
    if FieldKey::of(name).is_some() {
        return Some(FieldKey::PLACE);
    }
    let kind = TypeKind::Entity;
    let is_of = TypeKey::of(name).is_some_and(|key| key.is_of(kind));
    is_of.then(|| kind.noun())
}
