//! The rules of `EdmValue`.

use super::names::type_name;
use crate::ctxt::Ctxt;
use crate::model::Newtype;

/// Checks every rule of a newtype.
pub(crate) fn newtype(cx: &Ctxt, model: &Newtype<'_>) {
    if let Some(literal) = model.attrs.type_name.get() {
        type_name(cx, literal);
    }
}
