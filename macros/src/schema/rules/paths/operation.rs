//! The path of an operation that is bound to no type leads to one.

use super::route::{PathCheck, routed};
use crate::model::{Operation, OperationKind};
use crate::schema::context::Check;
use crate::schema::fit::best;
use odata_entity_csdl::{self as csdl, Kind, Reached};

/// Checks the path of an operation that is bound to no type, and finds which it leads to.
pub(crate) fn operation<'s>(check: &Check<'s>, model: &mut Operation<'_>) -> Option<&'s csdl::Operation> {
    let names: Vec<String> = model.parameters.iter().map(|one| one.wire.clone()).collect();
    let is_function = model.kind == OperationKind::Function;
    let path = model.path.as_ref()?;
    let span = path.literal.span();
    let path_check = PathCheck {
        check,
        ty: None,
        literal: &path.literal,
        template: &path.template,
        declared: None,
        navigation: &[],
    };
    let mut segments: Vec<csdl::Segment<'_>> = path.template.segments.iter().map(routed).collect();
    if is_function
        && let Some(last) = segments.last_mut()
        && let csdl::Segment::Name(name) = *last
    {
        let arguments = names.iter().map(|name| csdl::Argument { name: Some(name) });
        let arguments = arguments.collect();
        *last = csdl::Segment::Call { name, arguments };
    }
    if path.template.is_faulty {
        return None;
    }
    let route = match check.schema().route(&segments) {
        Ok(route) => route,
        Err(error) => {
            path_check.unknown_segment(&error);
            return None;
        }
    };
    let facts = path_check.facts(&route);
    let end = route.end()?;
    let found = match &end.reached {
        Reached::Operation(operation) => Some(*operation),
        Reached::Import(import) => {
            let overloads = check.schema().operations(&import.operation).unwrap_or_default();
            let unbound: Vec<&csdl::Operation> = overloads
                .into_iter()
                .filter(|operation| !operation.is_bound)
                .collect();
            best(model, &unbound)
        }
        _ => {
            check.error_in_file(
                span,
                format_args!(
                    "the path does not lead to {0}: end it with the name of {0}, `/…/name`",
                    model.kind.noun()
                ),
            );
            None
        }
    };
    if let Some(path) = &mut model.path {
        path.facts = facts;
    }
    let is_kind = |operation: &csdl::Operation| (operation.kind == Kind::Function) == is_function;
    if let Some(other) = found.filter(|operation| !is_kind(operation)) {
        let derive = if is_function { "Action" } else { "Function" };
        check.error(
            span,
            format_args!("`{}` is not {}: derive `{derive}`", other.name, model.kind.noun()),
            other.offset,
        );
        return None;
    }
    found
}
