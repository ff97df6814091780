//! The rules of an enum over `Edm.String`: text of which the values are known.

use crate::ctxt::Ctxt;
use crate::model::Enumeration;
use syn::LitStr;

/// Of the primitive types only text has values that are listed as members are.
pub(super) fn no_other_primitive(cx: &Ctxt, model: &Enumeration<'_>, literal: &LitStr) {
    let name = literal.value();
    if name.starts_with("Edm.") && !model.is_text {
        cx.error(
            literal,
            format_args!(
                "{name:?} is no type of an enum: write the name of the service's enumeration type, or \"Edm.String\" for text of which you \
                 know the values"
            ),
        );
    }
}

/// What belongs to text alone, and what to an enumeration type alone.
pub(super) fn all(cx: &Ctxt, model: &Enumeration<'_>) {
    let error = |span, message: &str| cx.push(syn::Error::new(span, message));
    if !model.is_text {
        if let Some(span) = model.attrs.allowed_values.span() {
            error(
                span,
                "`allowed_values` belongs to an enum over text: write `type = \"Edm.String\"`, or drop it, as an enumeration type has its members",
            );
        }
        return;
    }
    if let Some(literal) = model.attrs.allowed_values.get() {
        target(cx, literal);
    }
    if let Some(span) = model.attrs.flags.span() {
        error(
            span,
            "text is one value, not a set of flags: drop `flags`, or write the name of the service's enumeration type as `type`",
        );
    }
    for member in &model.members {
        if let Some(span) = member.value_span {
            error(span, "a value of text has no number: drop `value`");
        }
        if let Some(span) = member.evolved_span {
            error(
                span,
                "a service shows all values of text without request: drop `evolved`, which belongs to an enumeration type",
            );
        }
    }
}

/// What can have a list of values: a property, or a type definition (OData Validation vocabulary, `AllowedValues`).
fn target(cx: &Ctxt, literal: &LitStr) {
    let text = literal.value();
    let name = text.split_once('/').map_or(&*text, |(name, _)| name);
    if !super::names::is_qualified(name) || text.ends_with('/') {
        cx.error(
            literal,
            format_args!(
                "{text:?} names nothing that has a list of values: write \"namespace.type/property\", or the name of a type definition"
            ),
        );
    }
}
