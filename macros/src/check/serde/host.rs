//! What an attribute of serde is on, and what the rules of each place share.

use crate::attr::{Item, derive_of_deserialize};
use crate::ctxt::Ctxt;
use syn::{Attribute, DeriveInput};

/// What the type is that the attributes are on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::check) enum Host {
    /// An entity type or complex type; `by_serde`: serde's derive reads it.
    Struct { by_serde: bool },
    /// An enum of derived types.
    Union,
    /// An enumeration type.
    Enum,
    /// A struct around one value.
    Newtype,
}

/// Whether the bounds are for writing alone: `bound(serialize = "…")`.
pub(super) fn is_for_writing(item: &Item) -> bool {
    let list = item.list(&Ctxt::default());
    !list.is_empty() && list.iter().all(|inner| inner.name() == "serialize")
}

/// serde's derive of `Deserialize` beside that which reads the type.
pub(in crate::check) fn beside(cx: &Ctxt, input: &DeriveInput) {
    if let Some(path) = derive_of_deserialize(&input.attrs) {
        cx.error(
            path,
            "the type is read by its other derive: drop this one, or add `deserialize = false` to `#[odata(…)]`, which leaves \
             reading to it",
        );
    }
}

/// Attributes at a place where no derive reads them.
pub(in crate::check) fn misplaced(cx: &Ctxt, attrs: &[Attribute], hint: &str) {
    for attr in attrs {
        for name in ["odata", "serde"] {
            if attr.path().is_ident(name) {
                cx.error(&attr.meta, format_args!("`{name}` has no effect here: {hint}"));
            }
        }
    }
}
