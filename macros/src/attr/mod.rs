//! Reading attributes: `#[odata(…)]` strictly, `#[serde(…)]` for the names it gives.

mod container;
mod field;
mod item;
mod newtype;
mod serde;
mod variant;

pub(crate) use container::{Container, ContainerKind, PathAttr, SchemaAttr, TypeTag};
pub(crate) use field::{FieldAttrs, Role};
pub(crate) use item::Item;
pub(crate) use newtype::NewtypeAttrs;
pub(crate) use serde::{SerdeContainer, SerdeField};
pub(crate) use variant::{EnumContainer, VariantAttrs};

use crate::ctxt::Ctxt;
use crate::names;

/// An attribute key nobody knows: says so on the key, with the nearest known one.
pub(crate) fn unknown_key(cx: &Ctxt, item: &Item, known: &[&str], place: &str) {
    let name = item.name();
    let hint = match names::nearest(&name, known.iter().copied()) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("expected one of `{}`", known.join("`, `")),
    };
    cx.error(
        &item.key,
        format_args!("unknown odata attribute `{name}` on {place}: {hint}"),
    );
}
