//! The schema has an action or function of that name at that binding, with these parameters, and it returns that.

use crate::attr::On;
use crate::concrete::is_concrete;
use crate::model::types::innermost;
use crate::model::{Operation, OperationKind, types};
use crate::schema::assert;
use crate::schema::context::Check;
use crate::spans::at;
use odata_entity_csdl::{self as csdl, Kind, TypeRef};
use odata_entity_names::nearest;
use proc_macro2::TokenStream;
use quote::quote_spanned;
use syn::spanned::Spanned;
use syn::{Type, TypeTuple};

/// The overloads that a struct can be of: of those on one entity, and of those on a collection, where it is bound to such.
pub(crate) fn bound<'s>(check: &Check<'s>, model: &Operation<'_>) -> Vec<(bool, Vec<&'s csdl::Operation>)> {
    let name = model.name();
    if name.is_empty() || model.attrs.on.is_empty() {
        return Vec::new();
    }
    let overloads = check.schema().operations(&name).unwrap_or_default();
    let kind = match model.kind {
        OperationKind::Action => Kind::Action,
        OperationKind::Function => Kind::Function,
    };
    // Actions and functions may share a name, as Graph's `delta`.
    let (overloads, others): (Vec<_>, Vec<_>) = overloads
        .into_iter()
        .partition(|operation| operation.kind == kind);
    if let Some(other) = others.first().filter(|_| overloads.is_empty()) {
        let derive = match other.kind {
            Kind::Action => "Action",
            _ => "Function",
        };
        check.error(
            model.name_span(),
            format_args!("`{}` is not {}: derive `{derive}`", other.name, model.kind.noun()),
            other.offset,
        );
        return Vec::new();
    }
    let bound: Vec<&csdl::Operation> = overloads
        .into_iter()
        .filter(|operation| operation.binding().is_some())
        .collect();
    if bound.is_empty() {
        unknown(check, model);
        return Vec::new();
    }
    let mut found = Vec::new();
    for is_collection in [false, true] {
        let is_fitting = |operation: &&csdl::Operation| {
            let binding = operation.binding();
            binding.is_some_and(|binding| binding.is_collection == is_collection)
        };
        let fitting: Vec<&csdl::Operation> = bound.iter().copied().filter(is_fitting).collect();
        let on = model.attrs.on.iter();
        for on in on.filter(|on| on.is_collection == is_collection) {
            match fitting.is_empty() {
                true => other_place(check, model, on, (&bound, &others)),
                false => asserted(check, model, on, &fitting),
            }
        }
        found.push((is_collection, fitting));
    }
    found
}

/// It is bound to entities and not to collections, or the other way round.
fn other_place(
    check: &Check<'_>,
    model: &Operation<'_>,
    on: &On,
    (bound, others): (&[&csdl::Operation], &[&csdl::Operation]),
) {
    // Of the other kind there may be one of that name that is bound so.
    let ident = types::last_segment(&on.ty).map(|segment| segment.ident.to_string());
    let is_named = |ty: &TypeRef| {
        let local = ty.name.rsplit('.').next().unwrap_or_default();
        ident
            .as_deref()
            .is_some_and(|ident| local.eq_ignore_ascii_case(ident))
    };
    let is_bound = |ty: &&TypeRef| ty.is_collection == on.is_collection && is_named(ty);
    let other = others
        .iter()
        .find_map(|other| Some((other, other.binding().filter(is_bound)?)));
    if let Some((other, binding)) = other {
        let derive = match other.kind {
            Kind::Action => "Action",
            _ => "Function",
        };
        let (name, noun) = (model.name(), model.kind.noun());
        return check.error(
            model.name_span(),
            format_args!("`{name}` on `{binding}` is not {noun}: derive `{derive}`"),
            other.offset,
        );
    }
    let bindings = bound.iter().filter_map(|operation| operation.binding());
    let bindings: Vec<String> = bindings.map(|ty| format!("`{ty}`")).collect();
    let hint = match on.is_collection {
        true => "write `on = …` for one entity",
        false => "write `on(collection = …)`",
    };
    check.error_at(
        &on.ty,
        format_args!("`{}` is bound to {}: {hint}", model.name(), bindings.join(", ")),
        bound.first().map_or(0, |operation| operation.offset),
    );
}

fn unknown(check: &Check<'_>, model: &Operation<'_>) {
    let name = model.name();
    let schema = check.schema();
    let mut known: Vec<String> = Vec::new();
    for name in schema.names(Kind::Action).chain(schema.names(Kind::Function)) {
        known.push(name.rsplit('.').next().unwrap_or_default().to_owned());
        known.push(name);
    }
    let hint = match nearest(&name, known.iter().map(String::as_str)) {
        Some(near) => format!("; did you mean `{near}`?"),
        None => String::new(),
    };
    check.missing(
        model.name_span(),
        format_args!("the service has no bound action or function `{name}`{hint}"),
        None,
        "the type that it is bound to",
    );
}

/// The compiler compares the entity type: it is one that an overload is bound to, or derived from it.
fn asserted(check: &Check<'_>, model: &Operation<'_>, on: &On, fitting: &[&csdl::Operation]) {
    if !is_concrete(&on.ty, &model.input.generics) {
        return;
    }
    let mut names: Vec<String> = Vec::new();
    for ty in fitting.iter().filter_map(|operation| operation.binding()) {
        if ty.name.starts_with("Edm.") {
            return;
        }
        names.push(ty.name.clone());
        names.extend(check.schema().derived_types(&ty.name));
    }
    let offset = fitting.first().map_or(0, |operation| operation.offset);
    let question = question(check, &names, &model.name(), offset);
    check.assert(compared(&on.ty, "bound_to", &question));
}

fn question(check: &Check<'_>, names: &[String], name: &str, offset: usize) -> TokenStream {
    check.asked(&format!(
        "{}\n{name}\n{}",
        names.join("|"),
        check.loaded().place(offset)
    ))
}

fn compared(ty: &Type, function: &str, question: &TokenStream) -> TokenStream {
    let name = quote_spanned!(at(ty.span())=> __odata::schema::Named::<#ty>::NAME);
    assert::of_name(ty, function, &name, question)
}

/// Each parameter is one of the operation's, and none that it needs is missing.
pub(crate) fn parameters(check: &Check<'_>, model: &Operation<'_>, operation: &csdl::Operation) {
    let arguments = operation.arguments();
    let has = |name: &str| {
        arguments
            .iter()
            .any(|argument| argument.name.eq_ignore_ascii_case(name))
    };
    // What a misspelt parameter is meant for is not missing, too.
    let mut meant = Vec::new();
    for parameter in &model.parameters {
        if has(&parameter.wire) || parameter.is_annotation() {
            continue;
        }
        let hint = match nearest(&parameter.wire, arguments.iter().map(|one| one.name.as_str())) {
            Some(near) => {
                meant.push(near.to_owned());
                format!("did you mean `{near}`?")
            }
            None if arguments.is_empty() => "it has none".to_owned(),
            None => {
                let names: Vec<String> = arguments.iter().map(|one| format!("`{}`", one.name)).collect();
                format!("it has {}", names.join(", "))
            }
        };
        check.error(
            parameter.wire_span,
            format_args!(
                "`{}` has no parameter `{}`: {hint}",
                operation.name, parameter.wire
            ),
            operation.offset,
        );
    }
    for argument in arguments {
        let is_given = |name: &str| {
            model
                .parameters
                .iter()
                .any(|one| one.wire.eq_ignore_ascii_case(name))
        };
        let is_meant = meant.contains(&argument.name);
        if !argument.nullable && !argument.is_optional() && !is_meant && !is_given(&argument.name) {
            check.error(
                model.input.ident.span(),
                format_args!(
                    "`{}` needs the parameter `{}`, a `{}`: add a field for it",
                    operation.name, argument.name, argument.ty
                ),
                operation.offset,
            );
        }
    }
}

/// What is read is what the operation returns.
pub(crate) fn returns(check: &Check<'_>, model: &Operation<'_>, operation: &csdl::Operation) {
    let written = model.attrs.returns.get();
    let is_nothing = |ty: &Type| matches!(ty, Type::Tuple(TypeTuple { elems, .. }) if elems.is_empty());
    let (Some(ty), Some(returned)) = (written, &operation.returns) else {
        match (written, &operation.returns) {
            (Some(ty), None) if !is_nothing(ty) => check.error_at(
                ty,
                format_args!("`{}` returns nothing: drop `returns`", operation.name),
                operation.offset,
            ),
            (None, Some(returned)) if model.kind == OperationKind::Function => check.error(
                model.name_span(),
                format_args!(
                    "`{}` returns `{}`: name what it is read as, {}",
                    operation.name,
                    returned.ty,
                    proposal(check, operation, &returned.ty)
                ),
                operation.offset,
            ),
            _ => {}
        }
        return;
    };
    // What only the wrapper shows: a collection has pages, a value its `value`.
    let wrapper = |ty: &Type| types::last_segment(ty).map(|segment| segment.ident.to_string());
    let outer = types::option_of(ty).unwrap_or(ty);
    let name = wrapper(outer).unwrap_or_default();
    let is_entity = is_entity(check, &returned.ty);
    let fits = match name.as_str() {
        "Json" | "Media" => true,
        "Page" | "DeltaPage" => returned.ty.is_collection,
        "Single" => !is_entity,
        "Tagged" | "Written" => is_entity && !returned.ty.is_collection,
        _ if is_nothing(outer) => true,
        "u32" | "u64" | "usize" | "i32" | "i64" => returned.ty.is_primitive() && !returned.ty.is_collection,
        _ => is_entity && !returned.ty.is_collection,
    };
    if !fits {
        check.error_at(
            ty,
            format_args!(
                "`{}` returns `{}`: write {}",
                operation.name,
                returned.ty,
                proposal(check, operation, &returned.ty)
            ),
            operation.offset,
        );
        return;
    }
    let inner = match name.as_str() {
        "Page" | "DeltaPage" | "Tagged" | "Written" => types::last_segment(outer)
            .and_then(|segment| types::only_argument(segment, &name))
            .map(innermost),
        _ if is_entity => Some(outer),
        _ => None,
    };
    let Some(inner) = inner.filter(|inner| is_entity && is_concrete(inner, &model.input.generics)) else {
        return;
    };
    let schema = check.schema();
    let Ok(lineage) = schema.lineage(&returned.ty.name) else {
        return;
    };
    let mut names: Vec<String> = lineage.iter().map(|ty| ty.name.clone()).collect();
    names.extend(schema.derived_types(&returned.ty.name));
    let question = question(check, &names, &operation.name, operation.offset);
    check.assert(compared(inner, "returns", &question));
}

fn is_entity(check: &Check<'_>, ty: &TypeRef) -> bool {
    check.schema().type_kind(&ty.name) == Some(Kind::EntityType)
}

/// How a returned type is read.
fn proposal(check: &Check<'_>, operation: &csdl::Operation, ty: &TypeRef) -> String {
    match (check.schema().type_kind(&ty.name), ty.is_collection) {
        (Some(Kind::EntityType), true) if operation.name.ends_with(".delta") => {
            "`returns = DeltaPage<E>` of its entity, or drop the struct and call `E::collection().delta()`"
                .to_owned()
        }
        (Some(Kind::EntityType), true) => "`returns = Page<E>` of its entity".to_owned(),
        (Some(Kind::EntityType), false) => "`returns = E`, its entity".to_owned(),
        (Some(Kind::ComplexType), true) => "`returns = Page<Json<T>>`".to_owned(),
        (Some(Kind::ComplexType), false) => "`returns = Json<T>`".to_owned(),
        (_, false) if ty.name == "Edm.Stream" => "`returns = Media`".to_owned(),
        (_, true) => "`returns = Page<Json<T>>`, or `Single<Vec<T>>`".to_owned(),
        (_, false) => "`returns = Single<T>`".to_owned(),
    }
}
