//! The derive macros of [`odata-entity`](https://docs.rs/odata-entity); use them through that crate.
//!
//! A derive reads the type (`attr`, `template`, `model`), looks for every mistake at once (`check`, and `schema` against the service's
//! metadata) and emits calls into the runtime crate (`expand`); `derive` has these stages in order. Each module uses only those before
//! it in this list:
//!
//! ```text
//! ctxt, ident, spans, type_id · attr · template · model · check · schema · expand · derive
//! ```
//!
//! The attributes are described where the derives are re-exported, in `odata-entity`.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

mod attr;
mod check;
mod ctxt;
mod derive;
mod expand;
mod ident;
mod model;
mod schema;
mod spans;
mod template;
mod type_id;

use proc_macro::TokenStream;
use syn::parse_macro_input;

/// Derives an OData entity type: patches, type tags, paths, property constants.
///
/// The attributes are listed in the documentation of `odata_entity::Entity`.
#[proc_macro_derive(Entity, attributes(odata, serde))]
pub fn entity(input: TokenStream) -> TokenStream {
    derive::entity(&parse_macro_input!(input)).into()
}

/// Derives an OData complex type, on a struct; or a union of derived complex types, on an enum.
///
/// The attributes are listed in the documentation of `odata_entity::ComplexType`.
#[proc_macro_derive(ComplexType, attributes(odata, serde))]
pub fn complex_type(input: TokenStream) -> TokenStream {
    derive::complex_type(&parse_macro_input!(input)).into()
}

/// Derives an Edm value from the one value that a struct wraps.
///
/// The attributes are listed in the documentation of `odata_entity::EdmValue`.
#[proc_macro_derive(EdmValue, attributes(odata, serde))]
pub fn edm_value(input: TokenStream) -> TokenStream {
    derive::edm_value(&parse_macro_input!(input)).into()
}

/// Derives an OData enumeration type: wire names, unknown members kept, serde both ways.
///
/// The attributes are listed in the documentation of `odata_entity::EnumType`.
#[proc_macro_derive(EnumType, attributes(odata, serde))]
pub fn enum_type(input: TokenStream) -> TokenStream {
    derive::enum_type(&parse_macro_input!(input)).into()
}
