//! Which overload of an operation a struct fits.

use crate::model::Operation;
use odata_entity_csdl as csdl;

/// Of overloads that are bound to the same the one that the struct's parameters fit best.
pub(super) fn best<'s>(
    model: &Operation<'_>,
    overloads: &[&'s csdl::Operation],
) -> Option<&'s csdl::Operation> {
    let missing = |operation: &csdl::Operation| {
        let needed = operation.arguments().iter();
        let needed = needed.filter(|argument| !argument.nullable && !argument.is_optional());
        let is_given = |name: &str| {
            let mut given = model.parameters.iter();
            given.any(|one| one.wire.eq_ignore_ascii_case(name))
        };
        needed.filter(|argument| !is_given(&argument.name)).count()
    };
    let by_fit = |operation: &&&csdl::Operation| {
        (
            unknown(model, operation),
            missing(operation),
            operation.arguments().len(),
        )
    };
    overloads.iter().min_by_key(by_fit).copied()
}

/// How many of the struct's parameters an overload does not have.
pub(super) fn unknown(model: &Operation<'_>, operation: &csdl::Operation) -> usize {
    let has = |name: &str| {
        let mut arguments = operation.arguments().iter();
        arguments.any(|argument| argument.name.eq_ignore_ascii_case(name))
    };
    model.parameters.iter().filter(|one| !has(&one.wire)).count()
}
