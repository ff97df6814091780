//! The overload of an operation that is called on a type.
//!
//! A derive does not know the service's name of another struct: the compiler does. So where several types have an operation of the
//! name, the struct is compared with each overload, and what comes of it holds for the types that the overload is called on.

use super::assert::{self, When};
use super::context::Check;
use super::fit::{best, unknown};
use super::rules::{operations, values};
use crate::concrete::is_concrete;
use crate::ctxt::Ctxt;
use crate::model::Operation;
use crate::spans::at;
use crate::type_id::type_id;
use odata_entity_csdl as csdl;
use odata_entity_names::nearest;
use proc_macro2::{Ident, Span};
use quote::{quote, quote_spanned};
use std::collections::{HashMap, HashSet};
use syn::spanned::Spanned;

/// Compares the struct with the overloads of the types that it is bound to, of these; with collections of them if `is_collection`.
pub(super) fn compare(
    check: &Check<'_>,
    model: &Operation<'_>,
    is_collection: bool,
    fitting: &[&csdl::Operation],
) {
    let on = || {
        model
            .attrs
            .on
            .iter()
            .filter(|on| on.is_collection == is_collection)
    };
    if on().next().is_none() {
        return;
    }
    let groups = groups(check, fitting);
    if let [only] = groups.as_slice() {
        if let Some(operation) = best(model, &only.overloads) {
            compare_one(check, model, operation);
        }
        return;
    }
    if groups.is_empty() {
        return;
    }
    // A constant cannot name the struct's own parameters.
    let on: Vec<_> = on()
        .filter(|on| is_concrete(&on.ty, &model.input.generics))
        .collect();
    if on.is_empty() {
        return compare_names(check, model, fitting);
    }
    let name = if is_collection { "__ON_COLLECTIONS" } else { "__ON" };
    let constant = Ident::new(name, Span::call_site());
    let ids = on.iter().map(|on| {
        let ty = &on.ty;
        quote_spanned!(at(ty.span())=> __odata::schema::id_of(__odata::schema::Named::<#ty>::NAME))
    });
    check.assert(quote! {
        const #constant: &[u64] = &{
            #[allow(unused_imports, reason = "a type that a derive has named does not need it, which only the compiler knows")]
            use __odata::schema::Unnamed as _;
            [#(#ids),*]
        };
    });
    for (operation, types) in choices(model, &groups) {
        let when = || When {
            constant: constant.clone(),
            types: types.clone(),
        };
        let mistakes = Ctxt::default();
        let of_overload = check.when(&mistakes, when());
        compare_one(&of_overload, model, operation);
        check.assert(of_overload.assertions());
        drop(of_overload);
        for mistake in mistakes.into_errors() {
            check.assert(assert::of_error(&mistake, &when()));
        }
    }
}

/// Compares the struct with an overload.
pub(super) fn compare_one(check: &Check<'_>, model: &Operation<'_>, operation: &csdl::Operation) {
    operations::parameters(check, model, operation);
    values::parameters(check, model, operation);
    operations::returns(check, model, operation);
}

/// Compares the names of the struct's parameters, where it is not known which overload is called: one of them has each.
fn compare_names(check: &Check<'_>, model: &Operation<'_>, fitting: &[&csdl::Operation]) {
    let arguments = || fitting.iter().flat_map(|operation| operation.arguments());
    for parameter in &model.parameters {
        let is_known = arguments().any(|argument| argument.name.eq_ignore_ascii_case(&parameter.wire));
        if is_known || parameter.is_annotation() {
            continue;
        }
        let hint = match nearest(&parameter.wire, arguments().map(|one| one.name.as_str())) {
            Some(near) => format!(": did you mean `{near}`?"),
            None => String::new(),
        };
        check.error(
            parameter.wire_span,
            format_args!(
                "no overload of `{}` has a parameter `{}`{hint}",
                model.name(),
                parameter.wire
            ),
            fitting.first().map_or(0, |operation| operation.offset),
        );
    }
}

/// The overloads that are bound to one type.
struct Bound<'s> {
    overloads: Vec<&'s csdl::Operation>,
    /// The type and those derived from it; none if it is any entity type.
    types: Vec<String>,
}

/// The overloads by the types that they are bound to, a derived type before its base.
fn groups<'s>(check: &Check<'_>, fitting: &[&'s csdl::Operation]) -> Vec<Bound<'s>> {
    let mut places: HashMap<&str, usize> = HashMap::new();
    let mut groups: Vec<Bound<'s>> = Vec::new();
    for operation in fitting {
        let Some(binding) = operation.binding() else {
            continue;
        };
        let place = *places.entry(&binding.name).or_insert(groups.len());
        if place == groups.len() {
            let mut types = Vec::new();
            if !binding.is_primitive() {
                types.push(binding.name.clone());
                types.extend(check.schema().derived_types(&binding.name));
            }
            groups.push(Bound {
                overloads: Vec::new(),
                types,
            });
        }
        if let Some(group) = groups.get_mut(place) {
            group.overloads.push(operation);
        }
    }
    // What is derived from a type has fewer derived types than it.
    groups.sort_by_key(|group| match group.types.len() {
        0 => usize::MAX,
        number => number,
    });
    groups
}

/// Each overload that is called on some types, and the numbers of these: on a type the nearest that has all parameters of the struct,
/// or else the nearest.
fn choices<'s>(model: &Operation<'_>, groups: &[Bound<'s>]) -> Vec<(&'s csdl::Operation, Vec<u64>)> {
    let mut done: HashSet<&str> = HashSet::new();
    let mut choices = Vec::new();
    for wants_all in [true, false] {
        for group in groups {
            let Some(operation) = best(model, &group.overloads) else {
                continue;
            };
            if wants_all && unknown(model, operation) > 0 {
                continue;
            }
            let names = group.types.iter().filter(|name| done.insert(name));
            let types: Vec<u64> = names.map(|name| type_id(name)).collect();
            if !types.is_empty() {
                choices.push((operation, types));
            }
        }
    }
    choices
}
