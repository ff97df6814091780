//! The rules of `Entity` and `ComplexType`, whatever the shape of the type.

use super::names::type_name;
use super::serde::{self, Host};
use super::structure::structure;
use super::tag::tag;
use super::union::union;
use crate::attr::Container;
use crate::ctxt::Ctxt;
use crate::model::{TypeModel, TypeShape};

/// Checks every rule of a type.
pub(crate) fn structured(cx: &Ctxt, model: &TypeModel<'_>) {
    type_names(cx, model);
    version(cx, &model.attrs);
    match &model.shape {
        TypeShape::Struct(fields) => {
            let by_serde = model.attrs.by_serde.is_set();
            if !by_serde {
                serde::beside(cx, model.input);
            }
            serde::container(cx, Host::Struct { by_serde }, &model.serde);
            serde::fields(cx, by_serde, fields);
            structure(cx, model.kind, model.attrs.debug.is_set(), fields);
            tag(cx, model);
        }
        TypeShape::Union(shape) => union(cx, model, shape),
    }
}

/// The type has a name, and every name of a type is one.
fn type_names(cx: &Ctxt, model: &TypeModel<'_>) {
    let attrs = &model.attrs;
    if attrs.type_name.is_missing() {
        let needs = match model.shape {
            TypeShape::Struct(_) => format!("{} needs its type's name", model.kind.noun()),
            TypeShape::Union(_) => "a union needs its base type's name".to_owned(),
        };
        cx.error(
            &model.input.ident,
            format_args!("{needs}: add `#[odata(type = \"namespace.name\")]`"),
        );
    }
    let declared = model.paths.iter().filter_map(|path| path.attr.declared.as_ref());
    for literal in [&attrs.type_name, &attrs.declared, &attrs.base]
        .into_iter()
        .filter_map(|once| once.get())
        .chain(declared)
    {
        type_name(cx, literal);
    }
}

/// An API version takes the place of the last segment of the base URL, so it is one segment.
fn version(cx: &Ctxt, attrs: &Container) {
    let Some(literal) = attrs.version.get() else {
        return;
    };
    let text = literal.value();
    let is_segment = text
        .chars()
        .all(|ch| ch.is_ascii_alphanumeric() || matches!(ch, '-' | '.' | '_' | '~'));
    if is_segment && text.chars().any(|ch| ch != '.') {
        return;
    }
    let bare = text.trim_matches('/').rsplit('/').next().unwrap_or_default();
    let proposal = if bare.is_empty() || bare == text {
        "beta"
    } else {
        bare
    };
    cx.error(
        literal,
        format_args!(
            "{text:?} is not an API version, which is the last segment of the base URL: write `version = {proposal:?}`"
        ),
    );
}
