//! The kinds of values that keys take.

use super::item::{Item, Once};
use crate::ctxt::Ctxt;
use syn::LitStr;

/// When `@odata.type` is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypeTag {
    Always,
    Declared,
    Never,
}

/// What a type is checked against.
pub(crate) enum SchemaAttr {
    /// `schema = false`
    Off,
    /// `schema = "schemas/graph.csdl"`
    File(LitStr),
}

/// Reads `key = "string"` once.
pub(super) fn set_string(cx: &Ctxt, item: &Item, into: &mut Once<LitStr>) {
    match item.string(cx) {
        Some(text) => into.set(cx, item, text),
        None => into.set_unread(),
    }
}

/// Reads a key without a value once.
pub(super) fn set_flag(cx: &Ctxt, item: &Item, into: &mut Once<()>) {
    item.flag(cx);
    into.set(cx, item, ());
}

/// Reads `schema = "file"` or `schema = false` once.
pub(super) fn set_schema(cx: &Ctxt, item: &Item, into: &mut Once<SchemaAttr>) {
    if item.is_false() {
        into.set(cx, item, SchemaAttr::Off);
    } else if item.is_true() {
        cx.error(
            item,
            "`schema` takes the file's path, `schema = \"schemas/graph.csdl\"`, or `false`; without it the one of Cargo.toml counts",
        );
    } else if let Some(file) = item.string(cx) {
        into.set(cx, item, SchemaAttr::File(file));
    }
}

/// Reads `key = "rust::path"` once.
pub(super) fn set_path(cx: &Ctxt, item: &Item, into: &mut Once<syn::Path>) {
    let Some(text) = item.string(cx) else { return };
    match text.parse::<syn::Path>() {
        Ok(path) => into.set(cx, item, path),
        Err(_) => cx.error(
            &text,
            format_args!(
                "{:?} is not a Rust path: write `{} = \"name::of::it\"`",
                text.value(),
                item.name()
            ),
        ),
    }
}

/// Reads `key = "policy"`.
pub(super) fn type_tag(cx: &Ctxt, item: &Item) -> Option<TypeTag> {
    let text = item.string(cx)?;
    match text.value().as_str() {
        "always" => Some(TypeTag::Always),
        "declared" => Some(TypeTag::Declared),
        "never" => Some(TypeTag::Never),
        other => {
            cx.error(
                &text,
                format_args!("unknown type_tag {other:?}: expected \"always\", \"declared\" or \"never\""),
            );
            None
        }
    }
}

/// Reads `etag = "required"`: whether it is.
pub(super) fn etag(cx: &Ctxt, item: &Item) -> Option<bool> {
    let text = item.string(cx)?;
    match text.value().as_str() {
        "required" => Some(true),
        "optional" => Some(false),
        other => {
            cx.error(
                &text,
                format_args!("unknown etag {other:?}: expected \"required\" or \"optional\""),
            );
            None
        }
    }
}
