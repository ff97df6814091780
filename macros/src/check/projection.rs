//! The rules of projections.

use super::serde::{self, Host};
use crate::attr::{Role, Sent};
use crate::ctxt::Ctxt;
use crate::model::{Field, Projection, TypeModel};

/// Checks every rule of a projection.
pub(crate) fn projection(cx: &Ctxt, model: &Projection<'_>) {
    let read = &model.read;
    if model.attrs.of.is_missing() {
        cx.error(
            &read.input.ident,
            "a projection needs the entity that it is of: add `#[odata(of = Device)]`",
        );
    }
    if !read.input.generics.params.is_empty() {
        cx.error(
            &read.input.generics,
            "a projection has no parameters: its fields are compared with the properties of one entity",
        );
    }
    serde::beside(cx, read.input);
    serde::container(cx, Host::Struct { by_serde: false }, &read.serde);
    serde::fields(cx, false, read.fields());
    for field in read.fields() {
        role(cx, field);
        unused(cx, field);
    }
    names(cx, read);
}

/// A projection is only read, and its fields are properties.
fn role(cx: &Ctxt, field: &Field<'_>) {
    let message = match field.role {
        Role::Property
        | Role::Navigation { deep: false }
        | Role::Annotation(Sent::Never)
        | Role::Tag
        | Role::Skip => return,
        Role::Base | Role::Open => {
            "a projection names its properties one by one, and has nothing flattened".to_owned()
        }
        Role::Stream => "a stream is read at its own URL: leave the field out".to_owned(),
        Role::Navigation { deep: true } => "a projection is only read: write `navigation`".to_owned(),
        _ => format!(
            "a projection is only read, so `{}` has no effect: drop it",
            field.role.key()
        ),
    };
    match field.attrs.role.span() {
        Some(span) => cx.push(syn::Error::new(span, message)),
        None => cx.error(field.ident, message),
    }
}

/// What has a meaning in bodies only.
fn unused(cx: &Ctxt, field: &Field<'_>) {
    let attrs = &field.attrs;
    for (name, span) in [
        ("non_nullable", attrs.non_nullable.span()),
        ("null_collection", attrs.null_collection.span()),
        ("merge", attrs.merge.span()),
        ("patch_group", attrs.patch_group.span()),
        ("secret", attrs.secret.span()),
        ("write_only", attrs.write_only.span()),
    ] {
        if let Some(span) = span {
            let message = format!("a projection is only read, so `{name}` has no effect: drop it");
            cx.push(syn::Error::new(span, message));
        }
    }
    if field.is_double_option() {
        cx.error(
            field.ty,
            "write `Option<T>`: a projection does not distinguish absent from null",
        );
    }
}

/// Two fields of one name would be read from one member.
fn names(cx: &Ctxt, model: &TypeModel<'_>) {
    for (at, field) in model.fields().iter().enumerate() {
        let is_same = |other: &Field<'_>| other.wire == field.wire && other.role != Role::Skip;
        if field.role != Role::Skip && model.fields().iter().take(at).any(is_same) {
            cx.push(syn::Error::new(
                field.wire_span,
                format!(
                    "another field is called `{}` on the wire, too: keep one",
                    field.wire
                ),
            ));
        }
    }
}
