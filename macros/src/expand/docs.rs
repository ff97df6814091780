//! The text of generated doc comments: the user's own words first, then what the item does.

use super::Runtime;
use crate::attr::Role;
use crate::model::{Field, Shape};
use proc_macro2::TokenStream;
use quote::quote;

/// A doc comment of these lines.
pub(super) fn comment(text: &str) -> TokenStream {
    quote!(#[doc = #text])
}

/// A warning where the item is used, if the schema says that it should not be.
pub(super) fn deprecated(note: Option<&str>) -> Option<TokenStream> {
    note.map(|note| quote!(#[deprecated(note = #note)]))
}

/// The user's doc comment on the field, or its wire name.
fn own(field: &Field<'_>) -> String {
    if field.docs.is_empty() {
        format!("The property `{}`.", field.wire)
    } else {
        let lines: Vec<&str> = field
            .docs
            .iter()
            .map(|line| line.strip_prefix(' ').unwrap_or(line))
            .collect();
        lines.join("\n")
    }
}

/// The doc of a patch's field.
pub(super) fn patch_field(field: &Field<'_>) -> TokenStream {
    comment(&own(field))
}

/// The doc of a setter.
pub(super) fn setter(field: &Field<'_>, runtime: &Runtime) -> TokenStream {
    let krate = &runtime.doc;
    let own = own(field);
    let rule = match (field.role, field.shape) {
        (Role::Base, _) => "Sets what changes of the base type's properties.".to_owned(),
        (Role::Open, _) => "Sets what changes of the undeclared members.".to_owned(),
        (_, Shape::Nullable | Shape::NullCollection) => format!(
            "Sets `{}`: takes a value, or `None` or [`Change::Null`]({krate}::Change::Null) to clear it.",
            field.wire
        ),
        (_, Shape::NonNullable | Shape::Required) => {
            format!("Sets `{}`, which is not nullable: takes a value.", field.wire)
        }
    };
    comment(&format!("{own}\n\n{rule}"))
}

/// The doc of a property constant.
pub(super) fn constant(field: &Field<'_>) -> TokenStream {
    let own = own(field);
    let what = match field.role {
        Role::Key { .. } => ", a key",
        Role::ReadOnly => ", read-only",
        Role::Immutable => ", immutable",
        Role::Navigation { .. } => ", a navigation property",
        _ => "",
    };
    comment(&format!(
        "{own}\n\nThe property `{}`{what}, for `$select`, `$filter` and `$orderby`.",
        field.wire
    ))
}
