//! The rules of `EdmValue`.

use super::names::type_name;
use super::serde::{self, Host};
use crate::ctxt::Ctxt;
use crate::model::Newtype;

/// Checks every rule of a newtype.
pub(crate) fn newtype(cx: &Ctxt, model: &Newtype<'_>) {
    serde::container(cx, Host::Newtype, &model.serde);
    serde::misplaced(
        cx,
        model.inner_attrs,
        "the value is read and written as its type is, so drop it",
    );
    if let Some(literal) = model.attrs.type_name.get() {
        type_name(cx, literal);
    }
}
