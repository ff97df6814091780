//! The rules of the field for the type tag.

use crate::attr::{Role, Sent};
use crate::ctxt::Ctxt;
use crate::model::{Field, Shape, TYPE_TAG, TypeModel, types};

/// Checks each rule of each field.
pub(super) fn tag(cx: &Ctxt, model: &TypeModel<'_>) {
    for field in model.fields() {
        match field.role {
            Role::Tag => {
                name(cx, model, field);
                text(cx, field);
            }
            Role::Annotation(Sent::Always | Sent::OnCreation) if field.wire == TYPE_TAG => {
                let span = field.attrs.role.span().unwrap_or_else(|| field.ident.span());
                let message = "a type tag is no annotation: write `tag`, and it is sent as it was read";
                cx.push(syn::Error::new(span, message));
            }
            _ => {}
        }
    }
}

/// The member has one name (OData JSON 4.01, 4.6.3). serde's derive knows it only if it is written.
fn name(cx: &Ctxt, model: &TypeModel<'_>, field: &Field<'_>) {
    let other = field.attrs.name.get().or(field.serde.rename.get());
    match other {
        Some(literal) if literal.value() != TYPE_TAG => cx.push(syn::Error::new(
            literal.span(),
            format_args!(
                "a field marked `tag` is read from `{TYPE_TAG}` and sent as that: drop the other name"
            ),
        )),
        None if model.attrs.by_serde.is_set() => cx.error(
            field.ident,
            format_args!(
                "serde's derive reads this type, and needs the name: add `#[serde(rename = \"{TYPE_TAG}\")]`"
            ),
        ),
        _ => {}
    }
}

/// It is text, and nothing where a value came without it.
fn text(cx: &Ctxt, field: &Field<'_>) {
    let is_string = || types::last_segment(field.value_type).is_some_and(|segment| segment.ident == "String");
    if field.shape == Shape::Required {
        let message =
            "a value of the type that its place declares comes without a type tag: write `Option<String>`";
        cx.error(field.ty, message);
    } else if field.is_vec() || (field.is_std_primitive() && !is_string()) {
        cx.error(field.value_type, "a type tag is text: write `Option<String>`");
    }
}
