//! serde's attributes on a type.

use super::host::{Host, is_for_writing};
use crate::attr::{Item, SerdeContainer, SerdeTypeKey as Key};
use crate::ctxt::Ctxt;

/// Refuses what has no effect, or another one than it has in serde.
pub(in crate::check) fn container(cx: &Ctxt, host: Host, serde: &SerdeContainer) {
    for (key, item) in &serde.keys {
        if let Some(message) = refusal(host, *key, item) {
            cx.error(item, message);
        }
    }
}

fn refusal(host: Host, key: Key, item: &Item) -> Option<String> {
    match host {
        Host::Struct { by_serde } => of_struct(key, item, by_serde),
        Host::Union => Some(of_union(key, &item.name())),
        Host::Enum => of_enum(key, &item.name()),
        Host::Newtype => of_newtype(key, &item.name()),
    }
}

fn of_struct(key: Key, item: &Item, by_serde: bool) -> Option<String> {
    let name = item.name();
    Some(match key {
        Key::RenameAll | Key::Crate => return None,
        Key::Bound | Key::Expecting if by_serde => return None,
        Key::Bound if is_for_writing(item) => return None,
        Key::Bound => "this derive reads the type, and needs no bounds for it: drop `bound`".to_owned(),
        Key::Expecting => {
            "errors of this derive name the property and what was expected of it: drop `expecting`".to_owned()
        }
        Key::Rename => type_name(&name),
        Key::RenameAllFields => "`rename_all_fields` is for enums: write `rename_all`".to_owned(),
        Key::DenyUnknownFields => "services add properties at any time, so unknown ones are skipped, or kept by a map marked `open`: drop \
             `deny_unknown_fields`"
            .to_owned(),
        Key::Default => {
            "what was not selected would be read as a default and sent by `to_patch`: drop `default`, as an `Option` that is \
             missing is `None` without it"
                .to_owned()
        }
        Key::Tag | Key::Content | Key::Untagged => format!(
            "`@odata.type` is read and written by this derive: drop `{name}`; `#[odata(type_tag = \"…\")]` sets when it is written"
        ),
        Key::Remote | Key::FieldIdentifier | Key::VariantIdentifier => no_effect(&name),
        Key::From | Key::TryFrom | Key::Into => {
            format!("members are read and written one by one, not by way of another type: drop `{name}`")
        }
        Key::Transparent => {
            "the type is a JSON object with members: drop `transparent`, or derive `EdmValue` for a struct around one value".to_owned()
        }
    })
}

fn of_union(key: Key, name: &str) -> String {
    match key {
        Key::Rename => type_name(name),
        Key::RenameAll | Key::RenameAllFields => {
            format!("a variant of a union has no name but its type's, so `{name}` has no effect: drop it")
        }
        Key::Tag | Key::Content => format!("a union is read and written by `@odata.type`: drop `{name}`"),
        Key::Untagged => "a union is read by `@odata.type`: drop `untagged`; a variant for unknown types is marked `#[odata(other)]`"
            .to_owned(),
        _ => format!("a union is read and written by this derive, so `{name}` has no effect: drop it"),
    }
}

fn of_enum(key: Key, name: &str) -> Option<String> {
    Some(match key {
        Key::RenameAll => return None,
        Key::Rename => type_name(name),
        _ => format!("a member is read and written by its name alone, so `{name}` has no effect: drop it"),
    })
}

fn of_newtype(key: Key, name: &str) -> Option<String> {
    Some(match key {
        // Of serde's own derives, which ours does not take the place of here.
        Key::Transparent | Key::Crate | Key::Bound | Key::Expecting => return None,
        Key::Rename => type_name(name),
        Key::From | Key::TryFrom | Key::Into => format!(
            "`EdmValue` reads and writes the value inside, and would pass over `{name}`: drop it, or implement `EdmValue` by hand"
        ),
        _ => no_effect(name),
    })
}

fn type_name(name: &str) -> String {
    format!("the type's name is that of `#[odata(type = \"namespace.name\")]`: drop `{name}`")
}

fn no_effect(name: &str) -> String {
    format!("`{name}` has no effect on this type: drop it")
}
