//! Actions and functions as URLs have them.

use odata_entity_csdl::{Operation, Parameter};

/// Whether an operation is of Graph, whose documentation has names unqualified and parameters in lower case.
fn is_of_graph(operation: &Operation) -> bool {
    operation.name.starts_with("microsoft.graph.")
}

/// The name of an operation in a URL: unqualified for Graph, elsewhere qualified, as OData has it (Protocol 4.01, 11.5.1).
pub(crate) fn called(operation: &Operation) -> &str {
    match is_of_graph(operation) {
        true => operation.local_name(),
        false => &operation.name,
    }
}

/// The name of a parameter: for Graph as its documentation has it, the first letter in lower case.
pub(crate) fn parameter_name(operation: &Operation, parameter: &Parameter) -> String {
    let mut chars = parameter.name.chars();
    match chars.next() {
        Some(first) if is_of_graph(operation) => first.to_lowercase().chain(chars).collect(),
        _ => parameter.name.clone(),
    }
}

/// An operation on one line: `action wipe(keepUserData: Edm.Boolean)`.
pub(crate) fn signature(operation: &Operation) -> String {
    let parameters: Vec<String> = operation
        .arguments()
        .iter()
        .map(|parameter| format!("{}: {}", parameter_name(operation, parameter), parameter.ty))
        .collect();
    let on = match operation.binding() {
        Some(ty) if ty.is_collection => " on the collection",
        _ => "",
    };
    let returns = operation
        .returns
        .as_ref()
        .map_or_else(String::new, |returns| format!(" -> {}", returns.ty));
    format!(
        "{} {}({}){returns}{on}",
        operation.kind,
        called(operation),
        parameters.join(", ")
    )
}
