//! The rules of unions.

use super::{type_name, version};
use crate::attr::ContainerKind;
use crate::ctxt::Ctxt;
use crate::model::Union;

/// Checks every rule of a union.
pub(crate) fn union(cx: &Ctxt, model: &Union<'_>, kind: ContainerKind) {
    let derive = match kind {
        ContainerKind::Entity => "Entity",
        ContainerKind::Complex => "ComplexType",
    };
    match model.attrs.type_name.get() {
        Some(literal) => type_name(cx, literal),
        None => cx.error(
            &model.input.ident,
            "a union needs its base type's name: add `#[odata(type = \"namespace.name\")]`",
        ),
    }
    version(cx, &model.attrs);
    if !model.input.generics.params.is_empty() {
        cx.error(
            &model.input.generics,
            "a union has no generic parameters: remove them",
        );
    }
    if model.variants.is_empty() {
        cx.error(
            &model.input.ident,
            format_args!(
                "`{derive}` on an enum makes a union of derived types: write variants such as `Derived(DerivedType)`; for an \
                 enumeration type derive `EnumType`"
            ),
        );
    }
}
