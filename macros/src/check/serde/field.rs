//! serde's attributes on a field.

use super::host::is_for_writing;
use crate::attr::{Item, Role, Sent, SerdeFieldKey as Key};
use crate::ctxt::Ctxt;
use crate::model::{Field, Shape};

/// Refuses what only serde's derive would follow, or would follow otherwise than this derive; `by_serde`: serde's derive reads the type.
pub(in crate::check) fn fields(cx: &Ctxt, by_serde: bool, fields: &[Field<'_>]) {
    for field in fields {
        for (key, item) in &field.serde.keys {
            if let Some(message) = refusal(field, by_serde, *key, item) {
                cx.error(item, message);
            }
        }
        one_name(cx, by_serde, field);
    }
}

fn refusal(field: &Field<'_>, by_serde: bool, key: Key, item: &Item) -> Option<String> {
    if field.role == Role::Skip {
        // Not of the service, so serde's alone.
        return None;
    }
    Some(match key {
        Key::Rename if matches!(field.role, Role::Base | Role::Open) => {
            "a flattened field is no member and has no name: drop `rename`".to_owned()
        }
        // Read for names and roles.
        Key::Rename | Key::Flatten => return None,
        Key::Alias => {
            "a member has one name, by which it is read and written: drop `alias`, and `rename` the field to what the service sends"
                .to_owned()
        }
        Key::Default => return default(field, item),
        Key::Skip => return skip(field, "skip"),
        Key::SkipSerializing if field.role == Role::ReadOnly || !is_sent(field) => return None,
        Key::SkipSerializing => return skip(field, "skip_serializing"),
        // Sent and never read: of an `Option` it is sent where it was set.
        Key::SkipDeserializing if by_serde && field.shape != Shape::Required => return None,
        Key::SkipDeserializing => {
            "what comes is read, whatever `skip_deserializing` asks for: write `#[odata(write_only)]` for what never comes back, \
             `#[odata(skip)]` for what is not of the service"
                .to_owned()
        }
        Key::SkipSerializingIf => return skip_if(field, item),
        Key::With | Key::SerializeWith | Key::DeserializeWith => return with(field, by_serde, key, item),
        Key::Borrow | Key::Bound if by_serde => return None,
        Key::Bound if is_for_writing(item) => return None,
        Key::Bound => "this derive reads the field, and needs no bounds for it: drop `bound`".to_owned(),
        Key::Borrow => "this derive reads owned values: drop `borrow`".to_owned(),
        Key::Getter => "`getter` belongs to serde's `remote`, which this derive has not: drop it".to_owned(),
    })
}

/// Whether some body has the field.
fn is_sent(field: &Field<'_>) -> bool {
    !matches!(
        field.role,
        Role::ReadOnly
            | Role::Key { client: false }
            | Role::Navigation { deep: false }
            | Role::Annotation(Sent::Never)
            | Role::Stream
            | Role::Skip
    )
}

/// On an `Option`, a list and a map it asks for what a missing member is anyway.
fn default(field: &Field<'_>, item: &Item) -> Option<String> {
    if item.has_value() {
        return Some(
            "a missing member would be what the function makes, and sent by `to_patch`: drop `default`, as an `Option` that is \
             missing is `None` without it"
                .to_owned(),
        );
    }
    match field.role {
        Role::Open => None,
        Role::Base => Some("the members of a base type have no default: drop `default`".to_owned()),
        _ if field.shape != Shape::Required || field.is_vec() => None,
        _ if is_sent(field) => Some(
            "what was not selected would be read as its default and sent by `to_patch`: write the field as an `Option`, and drop \
             `default`"
                .to_owned(),
        ),
        _ => Some("a missing member has no default: write the field as an `Option`, and drop `default`".to_owned()),
    }
}

/// `skip` beside a role, which it would take away.
fn skip(field: &Field<'_>, name: &str) -> Option<String> {
    let role = match field.role {
        Role::Property => return None,
        role => role.key(),
    };
    Some(match name {
        "skip" => format!("a field is either skipped or `{role}`: keep one"),
        _ => format!("`{name}` is what `read_only` is, and `{role}` is sent: keep one"),
    })
}

/// The condition that every body follows is that of an `Option`.
fn skip_if(field: &Field<'_>, item: &Item) -> Option<String> {
    let is_option = field.shape != Shape::Required;
    let asks_for_none = item.text().is_some_and(|path| path.ends_with("Option::is_none"));
    if !is_sent(field) || (is_option && asks_for_none) {
        return None;
    }
    Some(match is_option {
        true => "bodies leave out what is `None`, and know no other condition: drop `skip_serializing_if`"
            .to_owned(),
        false => {
            "bodies leave out what is `None`: write the field as an `Option`, and drop `skip_serializing_if`"
                .to_owned()
        }
    })
}

/// A function of serde's is followed by serde's derive alone.
fn with(field: &Field<'_>, by_serde: bool, key: Key, item: &Item) -> Option<String> {
    let name = item.name();
    let is_edm = item.text().is_some_and(|path| is_edm(&path));
    match (by_serde, field.has_format()) {
        (true, true) => None,
        // The same form that this derive writes.
        (true, false) if is_edm => None,
        (true, false) if !is_sent(field) => None,
        (true, false) => Some(format!(
            "serde's derive reads by `{name}`, and this derive writes without it: add the format that writes, \
             `#[odata(with = \"…\")]` or `#[odata(serde)]`"
        )),
        (false, true) if key == Key::DeserializeWith => {
            Some("the field's format reads it too: drop `deserialize_with`".to_owned())
        }
        (false, true) => None,
        (false, false) if is_edm => Some(format!(
            "this derive reads and writes the value in the form of its Edm type: drop `{name}`"
        )),
        (false, false) => Some(format!(
            "this derive reads and writes without `{name}`: write `#[odata(with = \"…\")]` with an `EdmFormat`, or `#[odata(serde)]` \
             for the type's own `Serialize` and `Deserialize`"
        )),
    }
}

/// Whether a path names one of the runtime's modules for serde's `with`: `odata_entity::edm::int64`.
fn is_edm(path: &str) -> bool {
    path.rsplit("::")
        .nth(1)
        .is_some_and(|module| module.trim() == "edm")
}

/// `#[odata(name)]` beside another name for serde's derives.
fn one_name(cx: &Ctxt, by_serde: bool, field: &Field<'_>) {
    let Some(name) = field.attrs.name.get() else {
        return;
    };
    if matches!(field.role, Role::Base | Role::Open | Role::Skip) {
        return cx.error(
            name,
            format_args!(
                "a field marked `{}` is no member and has no name: drop `name`",
                field.role.key()
            ),
        );
    }
    let text = name.value();
    match field.serde.rename.get() {
        Some(rename) if rename.value() == text => {}
        Some(rename) => cx.error(
            name,
            format_args!(
                "serde's `rename` has another name, {:?}: keep one of the two",
                rename.value()
            ),
        ),
        None if by_serde && field.serde_name != text => cx.error(
            name,
            format_args!(
                "serde's derive reads {:?}: write `#[serde(rename = {text:?})]` in place of `name`",
                field.serde_name
            ),
        ),
        None => {}
    }
}
