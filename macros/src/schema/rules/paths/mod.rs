//! Paths lead to their types: of entities, of calls, of operations.

mod behind;
mod end;
mod fixed;
mod follow;
mod keys;
mod listed;
mod operation;
mod route;

pub(crate) use operation::operation;

use crate::model::{PathCall, TypeModel};
use crate::schema::context::{Check, Type};
use fixed::fixed;
use route::PathCheck;

/// Checks every path and takes over what can be done there.
pub(crate) fn all(check: &Check<'_>, ty: &Type<'_>, model: &mut TypeModel<'_>) {
    let navigation = behind::names(model);
    let is_not_created = model.facts.is_abstract && !model.has_tag();
    for path in &mut model.paths {
        let path_check = PathCheck {
            check,
            ty: Some(ty),
            literal: &path.attr.template,
            template: &path.template,
            declared: path.attr.declared.as_ref(),
            navigation: &navigation,
        };
        let mut facts = path_check.check().unwrap_or_default();
        facts.many.insert |= is_not_created;
        // The type has the last word: what a service announces it need not want.
        facts.needs_etag &= !model.attrs.etag.is_set();
        path.facts = facts;
    }
    fixed(check, ty, model);
    behind::restrict(check, ty, model);
}

/// Checks the path of a call, which may lead to anything.
pub(crate) fn call(check: &Check<'_>, call: &mut PathCall) {
    let path_check = PathCheck {
        check,
        ty: None,
        literal: &call.literal,
        template: &call.template,
        declared: None,
        navigation: &[],
    };
    call.facts = path_check.check().unwrap_or_default();
}
