//! The rules of unions.

use super::serde::{self, Host};
use crate::attr::{Container, TypeKind};
use crate::ctxt::Ctxt;
use crate::model::{TypeModel, Union};

/// Checks every rule of a union.
pub(super) fn union(cx: &Ctxt, model: &TypeModel<'_>, shape: &Union<'_>) {
    if !model.input.generics.params.is_empty() {
        cx.error(
            &model.input.generics,
            "a union has no generic parameters: remove them",
        );
    }
    serde::container(cx, Host::Union, &model.serde);
    serde::variants(cx, Host::Union, &shape.serde);
    serde::in_variants(cx, model.input);
    if let Some(span) = model.attrs.by_serde.span() {
        cx.push(syn::Error::new(
            span,
            "a union is read by the type tag, which no derive of serde's does: drop `deserialize = false`",
        ));
    }
    if model.kind == TypeKind::Complex {
        of_variants(cx, &model.attrs);
    }
    if shape.variants.is_empty() && !shape.is_faulty {
        let derive = model.kind.derive();
        cx.error(
            &model.input.ident,
            format_args!(
                "`{derive}` on an enum makes a union of derived types: write variants such as `Derived(DerivedType)`; for an \
                 enumeration type derive `EnumType`"
            ),
        );
    }
}

/// A value of a union is written by the policy of its variant's type, and with its tag, which distinguishes the variants.
fn of_variants(cx: &Ctxt, attrs: &Container) {
    for (key, span) in [
        ("type_tag", attrs.type_tag.span()),
        ("base", attrs.base.span()),
        ("is_base", attrs.is_base.span()),
        ("merge", attrs.merge.span()),
    ] {
        if let Some(span) = span {
            cx.push(syn::Error::new(
                span,
                format_args!("`{key}` has no effect on a union: write it on the types of its variants"),
            ));
        }
    }
}
