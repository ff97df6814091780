//! One constant for each property, for typed queries.

use super::allowed::restriction;
use super::docs;
use crate::attr::Role;
use crate::model::{Field, Shape, TypeModel, types};
use crate::spans::located;
use crate::text::Text;
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};

/// The constants, for the entity's inherent impl.
pub(super) fn constants(model: &TypeModel<'_>, out: &mut Text) {
    for field in model.fields() {
        constant(model, field, out);
    }
}

fn constant(model: &TypeModel<'_>, field: &Field<'_>, out: &mut Text) {
    if matches!(
        field.role,
        Role::Skip | Role::Base | Role::Open | Role::Tag | Role::Annotation(_)
    ) {
        return;
    }
    docs::constant(field, out);
    out.tokens(docs::deprecated(field.deprecated.as_deref()));
    out.vis(&model.input.vis);
    out.push(" const ");
    out.ident(&field.constant());
    if let Role::Navigation { .. } = field.role {
        let is_nullable = !matches!(field.shape, Shape::Required | Shape::NonNullable);
        let new = match is_nullable || field.is_vec() {
            true => "new",
            false => "non_nullable",
        };
        out.push(": __odata::NavigationProperty<Self, ");
        out.tokens(leads_to(field));
        out.write(format_args!(
            "> = __odata::NavigationProperty::{new}({:?});",
            field.wire
        ));
        return;
    }
    out.push(": __odata::Property<Self, ");
    match field.is_certain() {
        true => out.spelled(&field.spelled),
        false => out.tokens(field.value_type_in(&quote!(__odata))),
    }
    out.write(format_args!("> = __odata::property({:?});", field.wire));
}

/// What a navigation property leads to: one entity or many, of which type, with what cannot be done behind it. A type that only
/// serde reads is any JSON.
fn leads_to(field: &Field<'_>) -> TokenStream {
    let restriction = restriction(field.forbidden);
    if field.has_format() {
        let kind = if field.is_vec() { quote!(Many) } else { quote!(One) };
        let restriction = restriction.map(|allowed| quote!(, #allowed));
        return quote!(__odata::#kind<__odata::union::Value #restriction>);
    }
    // `Box` is no local type, so nothing can be implemented for a box of every entity.
    let ty = types::boxed(field.ty).unwrap_or(field.ty);
    let ty = located(ty, field.type_span());
    match restriction {
        None => quote_spanned!(field.at()=> __odata::To<#ty>),
        Some(allowed) => quote_spanned!(field.at()=> __odata::RestrictedTo<#ty, #allowed>),
    }
}
