//! What to write where nothing in Cargo.toml sets a schema.

use super::find::{self, Unset};
use super::once::is_first;
use super::warning::{hint, warning};
use crate::attr::SchemaAttr;
use proc_macro2::TokenStream;
use syn::Ident;

/// A warning, once a crate, where a type has no schema since Cargo.toml has none. `has_feature` is whether types are checked at all.
pub(super) fn advice(attr: Option<&SchemaAttr>, ident: &Ident, has_feature: bool) -> TokenStream {
    let unset = match find::unset() {
        Some(unset) if attr.is_none() => unset,
        _ => return TokenStream::new(),
    };
    match unset {
        Unset::Misplaced(table) if is_first("the table", ident) => {
            let message = format!(
                "`[{table}]` in Cargo.toml is not read: the file to check against is set in `[package.metadata.odata]` of the package"
            );
            warning(ident, "SCHEMA_IS_NOT_SET", &message)
        }
        Unset::Missing if has_feature && is_first("the table", ident) => hint(
            ident,
            "SCHEMA_IS_NOT_SET",
            "nothing is checked against the service's metadata: name its file in Cargo.toml, `[package.metadata.odata]` with \
             `schema = \"schemas/graph.csdl\"`, or write `schema = false` there; the feature `schema` of odata-entity is on",
        ),
        _ => TokenStream::new(),
    }
}
