//! Fields whose types cannot be written, seen from the spelling alone.
//!
//! Such a field counts as skipped behind its error, so that what is emitted has no second one about it.

use super::types;
use crate::attr::{FieldAttrs, Role};
use crate::ctxt::Ctxt;
use syn::Type;

/// Reports a field that no body can have, and returns whether it is one.
pub(super) fn unusable(cx: &Ctxt, attrs: &FieldAttrs, role: Role, ty: &Type) -> bool {
    let is_value = matches!(
        role,
        Role::Property | Role::Immutable | Role::ReadOnly | Role::Key { .. }
    );
    if !is_value || attrs.serde.is_set() {
        return false;
    }
    match attrs.with.get() {
        Some(path) => no_format(cx, path),
        None => boxed(cx, ty) || reference(cx, ty),
    }
}

/// A `Box` is for a complex type that has itself, and is written by the format that looks through it.
fn boxed(cx: &Ctxt, ty: &Type) -> bool {
    let is_boxed = types::is_boxed_value(ty);
    if is_boxed {
        cx.error(
            ty,
            "a `Box` is no Edm value by itself: add `#[odata(with = \"odata_entity::Boxed\")]`; without recursion drop the `Box`, \
             and mark an entity in it `#[odata(navigation)]`",
        );
    }
    is_boxed
}

/// What is read is owned. Of other references it is not known whether a skipped field could have them, which needs `Default`.
fn reference(cx: &Ctxt, ty: &Type) -> bool {
    let Type::Reference(reference) = ty else {
        return false;
    };
    let is_str = types::last_segment(&reference.elem).is_some_and(|name| name.ident == "str");
    if !is_str || reference.mutability.is_some() {
        return false;
    }
    cx.error(ty, "a field owns what is read into it: write `String`");
    true
}

/// A format is a type; modules and functions are for serde's own derives.
fn no_format(cx: &Ctxt, path: &syn::Path) -> bool {
    let Some(last) = path.segments.last() else {
        return false;
    };
    let is_module = last.ident.to_string().starts_with(char::is_lowercase);
    if is_module {
        cx.error(
            path,
            format_args!(
                "`{}` is named like a module or function, and a format is a type: `struct Format;` with `impl EdmFormat<T> for \
                 Format`; a type's own impls of serde are used by `#[odata(serde)]`",
                last.ident
            ),
        );
    }
    is_module
}
