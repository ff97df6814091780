//! The derive macros of [`odata-entity`](https://docs.rs/odata-entity); use them through that crate.
//!
//! `#[derive(Entity)]` and `#[derive(EnumType)]` read the type (`attr`, `model`, `template`), look for every mistake at
//! once (`check`) and emit calls into the runtime crate (`expand`). The attributes are described where the derives are
//! re-exported, in `odata-entity`.
#![warn(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

mod attr;
mod check;
mod ctxt;
mod derive;
mod expand;
mod model;
mod names;
mod template;

use proc_macro::TokenStream;
use syn::parse_macro_input;

/// Derives an OData entity type: patches, type tags, paths, property constants.
///
/// The attributes are listed in the documentation of `odata_entity::Entity`.
#[proc_macro_derive(Entity, attributes(odata, serde))]
pub fn entity(input: TokenStream) -> TokenStream {
    derive::entity(&parse_macro_input!(input)).into()
}

/// Derives an OData enumeration type: wire names, unknown members kept, serde both ways.
///
/// The attributes are listed in the documentation of `odata_entity::EnumType`.
#[proc_macro_derive(EnumType, attributes(odata, serde))]
pub fn enum_type(input: TokenStream) -> TokenStream {
    derive::enum_type(&parse_macro_input!(input)).into()
}
