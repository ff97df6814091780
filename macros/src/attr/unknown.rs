//! Keys that are known, and the advice for those that are not.

use super::item::Item;
use super::keys::{EnumKey, FieldKey, Keys, TypeKey, VariantKey};
use super::kind::TypeKind;
use super::serde_keys::{SerdeFieldKey, SerdeTypeKey, SerdeVariantKey};
use crate::ctxt::Ctxt;

/// Words that other serializers and generators have, and what they are here.
const MEANT: [(&str, &str); 13] = [
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
    (
        "rename_all",
        "names are serde's: write `#[serde(rename_all = \"…\")]`",
    ),
    (
        "alias",
        "a member has one name, by which it is read and written: write `#[serde(rename = \"…\")]`",
    ),
    (
        "rename_all_fields",
        "each struct has its own names: write `#[serde(rename_all = \"…\")]` there",
    ),
    (
        "default",
        "an `Option` that is missing is `None`, and other values have no default, as a patch would send it",
    ),
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
    // A field marked so was meant to be the tag itself.
    let is_field_for_tag = name == "etag" && place == FieldKey::PLACE;
    if let Some(home) = home(&name).filter(|home| *home != place && !is_field_for_tag) {
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

/// The mistake of a key that serde does not know at this place, on the key.
pub(super) fn unknown_serde_key<K: Keys>(cx: &Ctxt, item: &Item) {
    let (name, place) = (item.name(), K::PLACE);
    let is_ours = FieldKey::of(&name).is_some()
        || TypeKey::of(&name).is_some()
        || EnumKey::of(&name).is_some()
        || VariantKey::of(&name).is_some();
    let elsewhere = [
        SerdeTypeKey::of(&name).map(|_| SerdeTypeKey::PLACE),
        SerdeFieldKey::of(&name).map(|_| SerdeFieldKey::PLACE),
        SerdeVariantKey::of(&name).map(|_| SerdeVariantKey::PLACE),
    ];
    let message = if let Some(home) = elsewhere.into_iter().flatten().next() {
        format!("`{name}` is a serde attribute of {home}, not of {place}: drop it")
    } else if is_ours {
        format!("`{name}` is not an attribute of serde's: write it in `#[odata(…)]`")
    } else {
        let hint = match odata_entity_names::nearest(&name, K::NAMES.iter().copied()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => "serde has no such key".to_owned(),
        };
        format!("unknown serde attribute `{name}` on {place}: {hint}")
    };
    cx.error(&item.key, message);
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
