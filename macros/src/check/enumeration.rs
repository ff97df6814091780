//! The rules of `EnumType`.

use super::names::{is_identifier, type_name};
use super::serde::{self, Host};
use super::text;
use crate::ctxt::Ctxt;
use crate::model::{Enumeration, Variant};
use std::collections::HashMap;

/// Checks every rule of an enumeration type.
pub(crate) fn enumeration(cx: &Ctxt, model: &Enumeration<'_>) {
    serde::container(cx, Host::Enum, &model.serde);
    serde::variants(cx, Host::Enum, &model.serde_variants);
    serde::in_variants(cx, model.input);
    if let (Some(ours), Some(serdes)) = (model.attrs.rename_all.get(), model.serde.rename_all.get())
        && ours != serdes
        && let Some(span) = model.attrs.rename_all.span()
    {
        cx.push(syn::Error::new(
            span,
            "serde's `rename_all` is another rule: keep one of the two",
        ));
    }
    match model.attrs.type_name.get() {
        Some(literal) => {
            type_name(cx, literal);
            text::no_other_primitive(cx, model, literal);
        }
        None if !model.attrs.type_name.is_missing() => {}
        None => cx.error(
            &model.input.ident,
            "an enumeration type needs its name: add `#[odata(type = \"namespace.name\")]`",
        ),
    }
    if !model.input.generics.params.is_empty() {
        cx.error(
            &model.input.generics,
            "an enumeration type has no generic parameters: remove them",
        );
    }
    text::all(cx, model);
    for member in &model.members {
        if let (Some(span), false, false) = (member.value_span, model.attrs.flags.is_set(), model.is_text) {
            cx.push(syn::Error::new(
                span,
                "`value` belongs to a member of flags: add `flags` to the enum's attribute",
            ));
        }
    }
    if model.attrs.flags.is_set() {
        bits(cx, model);
    }
    // One with a fallback can do without: some services declare types whose members they do not list.
    if model.members.is_empty() && model.faulty.is_empty() && model.other.is_none() {
        cx.error(
            &model.input.ident,
            "an enumeration type has at least one member, or a fallback: `#[odata(other)] Other(String)`",
        );
    }
    members(cx, model);
}

/// Member names are identifiers and differ (OData CSDL 4.01, 10.3); values of text are any.
fn members(cx: &Ctxt, model: &Enumeration<'_>) {
    let mut seen = HashMap::new();
    for member in &model.members {
        if !model.is_text && !is_identifier(&member.wire) {
            cx.push(syn::Error::new(
                member.wire_span,
                format_args!(
                    "{:?} is not a member name: letters, digits and `_`, no digit first",
                    member.wire
                ),
            ));
        }
        if let Some(first) = seen.insert(member.wire.as_str(), member.ident) {
            cx.push(syn::Error::new(
                member.wire_span,
                format_args!(
                    "`{}` and `{first}` are both {:?} on the wire: rename one",
                    member.ident, member.wire
                ),
            ));
        }
    }
}

/// Values are 64 bits wide at most (OData CSDL 4.01, 10.2), so there is an end to bits that are counted up.
fn bits(cx: &Ctxt, model: &Enumeration<'_>) {
    let counted = |member: &&Variant<'_>| member.value_span.is_none() && member.wire != "none";
    if let Some(member) = model
        .members
        .iter()
        .filter(counted)
        .find(|member| member.value == 0)
    {
        cx.error(
            member.ident,
            "no bit is left for this member: give it its value, `#[odata(value = 0)]` if it is no flag",
        );
    }
}
