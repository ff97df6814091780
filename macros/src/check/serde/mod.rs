//! What serde's attributes mean beside ours: each known key has its effect, or is a mistake that names the way out.
//!
//! A key is accepted without an effect of its own only where it asks for what happens anyway (`default` on an `Option`), or where it
//! concerns nothing but the code that serde's own derives emit (`crate`).

mod container;
mod field;
mod variant;

#[cfg(test)]
mod tests;

pub(super) use container::{Host, container};
pub(super) use field::fields;
pub(super) use variant::{in_variants, variants};

use crate::attr::Item;
use crate::ctxt::Ctxt;
use syn::Attribute;

/// Whether the bounds are for writing alone: `bound(serialize = "…")`.
fn is_for_writing(item: &Item) -> bool {
    let list = item.list(&Ctxt::default());
    !list.is_empty() && list.iter().all(|inner| inner.name() == "serialize")
}

/// Attributes at a place where no derive reads them.
pub(super) fn misplaced(cx: &Ctxt, attrs: &[Attribute], hint: &str) {
    for attr in attrs {
        for name in ["odata", "serde"] {
            if attr.path().is_ident(name) {
                cx.error(&attr.meta, format_args!("`{name}` has no effect here: {hint}"));
            }
        }
    }
}
