//! serde's attributes on a variant.

use super::host::{Host, misplaced};
use crate::attr::{SerdeVariant, SerdeVariantKey as Key};
use crate::ctxt::Ctxt;
use syn::{Data, DeriveInput};

/// Refuses what has no effect, or another one than it has in serde; with each variant, whether it is the fallback.
pub(in crate::check) fn variants<'v>(
    cx: &Ctxt,
    host: Host,
    variants: impl IntoIterator<Item = &'v (SerdeVariant, bool)>,
) {
    for (serde, is_other) in variants {
        for (key, item) in &serde.keys {
            if let Some(message) = refusal(host, *key, &item.name(), *is_other) {
                cx.error(item, message);
            }
        }
    }
}

/// Attributes of what a variant holds, which no derive reads.
pub(in crate::check) fn in_variants(cx: &Ctxt, input: &DeriveInput) {
    let Data::Enum(data) = &input.data else { return };
    for field in data.variants.iter().flat_map(|variant| &variant.fields) {
        misplaced(cx, &field.attrs, "write it on the variant");
    }
}

fn refusal(host: Host, key: Key, name: &str, is_other: bool) -> Option<String> {
    let is_union = host == Host::Union;
    Some(match key {
        Key::Rename if is_union => {
            "a variant of a union has no name but its type's: drop `rename`".to_owned()
        }
        Key::Rename if is_other => "the fallback has no name on the wire: drop `rename`".to_owned(),
        Key::Rename => return None,
        Key::Other if is_other => "the fallback is marked `#[odata(other)]`: drop `other` of serde's".to_owned(),
        Key::Other | Key::Untagged if is_union => {
            format!("a fallback that keeps unknown types is `#[odata(other)] Other(serde_json::Value)`: drop `{name}`")
        }
        Key::Other => "a fallback that keeps unknown members is `#[odata(other)] Other(String)`: drop `other` of serde's".to_owned(),
        Key::Alias if is_union => no_effect(name),
        Key::Alias => {
            "a member has one name, by which it is read and written: drop `alias`; a variant marked `#[odata(other)]` keeps other names"
                .to_owned()
        }
        Key::Skip | Key::SkipSerializing | Key::SkipDeserializing => {
            format!("every variant is read and written: remove the variant, or drop `{name}`")
        }
        Key::RenameAll
        | Key::SerializeWith
        | Key::DeserializeWith
        | Key::With
        | Key::Bound
        | Key::Borrow
        | Key::Untagged => no_effect(name),
    })
}

fn no_effect(name: &str) -> String {
    format!("`{name}` has no effect on this variant: drop it")
}
