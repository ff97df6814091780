//! The derive macros of [`odata-entity`](https://docs.rs/odata-entity); use them through that crate.
//!
//! A derive reads the type (`template`, `attr`, `model`), looks for every mistake at once (`check`, and `schema` against the service's
//! metadata) and emits calls into the runtime crate (`expand`); `derive` has these stages in order.
//!
//! The attributes are described where the derives are re-exported, in `odata-entity`.
#![cfg_attr(not(test), warn(clippy::unwrap_used, clippy::expect_used, clippy::panic))]

// Each module uses only those before it; the order, that of their files too, is in `tests/tidy/layers/macros.txt`.
mod concrete;
mod ctxt;
mod ident;
mod input;
mod self_type;
mod spans;
mod text;
mod twice;
mod type_id;

mod template;

mod attr;

mod model;

mod check;
mod schema;

mod expand;

mod derive;

use input::Input;
use proc_macro::TokenStream;
use syn::parse_macro_input;

/// What `odata_entity::path!` calls, with the name that the runtime crate has there in parentheses first.
#[doc(hidden)]
#[proc_macro]
pub fn path(input: TokenStream) -> TokenStream {
    derive::path(input.into()).into()
}

/// Derives an OData entity type: patches, type tags, paths, property constants.
///
/// The attributes are listed in the documentation of `odata_entity::Entity`.
#[proc_macro_derive(Entity, attributes(odata, serde))]
pub fn entity(input: TokenStream) -> TokenStream {
    derive::entity(parse_macro_input!(input as Input).0).into()
}

/// Derives an OData complex type, on a struct; or a union of derived complex types, on an enum.
///
/// The attributes are listed in the documentation of `odata_entity::ComplexType`.
#[proc_macro_derive(ComplexType, attributes(odata, serde))]
pub fn complex_type(input: TokenStream) -> TokenStream {
    derive::complex_type(parse_macro_input!(input as Input).0).into()
}

/// Derives a projection: some of an entity's properties, to be read.
///
/// The attributes are listed in the documentation of `odata_entity::Projection`.
#[proc_macro_derive(Projection, attributes(odata, serde))]
pub fn projection(input: TokenStream) -> TokenStream {
    derive::projection(parse_macro_input!(input)).into()
}

/// Derives an Edm value from the one value that a struct wraps.
///
/// The attributes are listed in the documentation of `odata_entity::EdmValue`.
#[proc_macro_derive(EdmValue, attributes(odata, serde))]
pub fn edm_value(input: TokenStream) -> TokenStream {
    derive::edm_value(&parse_macro_input!(input)).into()
}

/// Derives an OData action from the struct of its parameters.
///
/// The attributes are listed in the documentation of `odata_entity::Action`.
#[proc_macro_derive(Action, attributes(odata, serde))]
pub fn action(input: TokenStream) -> TokenStream {
    derive::operation(parse_macro_input!(input), model::OperationKind::Action).into()
}

/// Derives an OData function from the struct of its parameters.
///
/// The attributes are listed in the documentation of `odata_entity::Function`.
#[proc_macro_derive(Function, attributes(odata, serde))]
pub fn function(input: TokenStream) -> TokenStream {
    derive::operation(parse_macro_input!(input), model::OperationKind::Function).into()
}

/// Derives an OData enumeration type: wire names, unknown members kept, serde both ways.
///
/// The attributes are listed in the documentation of `odata_entity::EnumType`.
#[proc_macro_derive(EnumType, attributes(odata, serde))]
pub fn enum_type(input: TokenStream) -> TokenStream {
    derive::enum_type(&parse_macro_input!(input)).into()
}
