//! The rules of `Action` and `Function`.

use super::names::is_identifier;
use crate::attr::{SerdeFieldKey, SerdeTypeKey};
use crate::ctxt::Ctxt;
use crate::model::{Operation, OperationKind};
use crate::template::Segment;
use std::collections::HashSet;

/// Checks every rule of an operation.
pub(crate) fn operation(cx: &Ctxt, model: &Operation<'_>) {
    place(cx, model);
    name(cx, model);
    serde(cx, model);
    parameters(cx, model);
    forms(cx, model);
}

/// It is bound to types, or has a path.
fn place(cx: &Ctxt, model: &Operation<'_>) {
    let (attrs, noun) = (&model.attrs, model.kind.noun());
    match (&attrs.path, &attrs.on_path) {
        (path, on_path) if path.is_missing() && on_path.is_missing() && attrs.on.is_empty() => {
            cx.error(
                &model.input.ident,
                format_args!(
                    "{noun} is called on something: `#[odata(on = Device)]` for one entity, `#[odata(on(collection = Device))]` for a \
                     collection, or `#[odata(path = \"/…/name\")]` for its own path"
                ),
            );
        }
        (path, on_path) => {
            let given = [
                path.is_set() || !path.is_missing(),
                on_path.is_set(),
                !attrs.on.is_empty(),
            ];
            if given.iter().filter(|given| **given).count() > 1 {
                let span = path
                    .span()
                    .or(on_path.span())
                    .unwrap_or_else(|| model.input.ident.span());
                cx.push(syn::Error::new(
                    span,
                    format_args!(
                        "{noun} with its own path is called there, and not on a type: keep one of `path` and `on`"
                    ),
                ));
            }
        }
    }
}

/// The name is one of CSDL, qualified or not, and the same at both places.
fn name(cx: &Ctxt, model: &Operation<'_>) {
    let (attrs, noun) = (&model.attrs, model.kind.noun());
    if let Some(name) = attrs.name.get() {
        let text = name.value();
        if !text.split('.').all(is_identifier) {
            let bare = text.trim_end_matches("()");
            let hint = match bare.split('.').all(is_identifier) {
                true => format!("write {bare:?}"),
                false => "write it as it is in the URL: \"wipe\", or qualified \"namespace.wipe\"".to_owned(),
            };
            cx.error(name, format_args!("{text:?} is no name of {noun}: {hint}"));
        }
    } else if attrs.name.is_missing() && attrs.path.is_missing() {
        cx.error(
            &model.input.ident,
            format_args!("{noun} has a name, as it is in the URL: `#[odata(name = \"…\")]`"),
        );
    }
    let Some(path) = model
        .path
        .as_ref()
        .filter(|path| attrs.path.is_set() && !path.template.is_faulty)
    else {
        return;
    };
    match (path.template.segments.last(), attrs.name.get()) {
        (Some(Segment::Name { name: last, colon: false }), Some(name)) if *last != name.value() => cx.error(
            name,
            format_args!("the path ends in {last:?}, which is the name: drop `name`, or write the path of what it is called on as `on`"),
        ),
        (Some(Segment::Name { colon: false, .. }), _) => {}
        (Some(Segment::Call { name: last, .. }), _) => cx.error(
            &path.literal,
            format_args!("arguments are the fields of the struct: end the path with `/{last}`"),
        ),
        _ => cx.error(
            &path.literal,
            format_args!("the path ends in the name of {noun}: write `/…/name`"),
        ),
    }
}

/// Of serde's attributes names alone have a meaning.
fn serde(cx: &Ctxt, model: &Operation<'_>) {
    let noun = model.kind.noun();
    for (key, item) in &model.serde.keys {
        if *key != SerdeTypeKey::RenameAll {
            cx.error(
                item,
                format_args!("`{}` has no effect on {noun}: drop it", item.name()),
            );
        }
    }
    for parameter in &model.parameters {
        for (key, item) in &parameter.serde.keys {
            if *key != SerdeFieldKey::Rename {
                cx.error(
                    item,
                    format_args!("`{}` has no effect on a parameter: drop it", item.name()),
                );
            }
        }
    }
}

/// Each has its own name.
fn parameters(cx: &Ctxt, model: &Operation<'_>) {
    let mut names = HashSet::new();
    for parameter in &model.parameters {
        let (wire, span) = (&parameter.wire, parameter.wire_span);
        let is_annotation = parameter.is_annotation() && model.kind == OperationKind::Action;
        if !is_identifier(wire) && !is_annotation {
            cx.push(syn::Error::new(
                span,
                format_args!("{wire:?} is no name of a parameter: write letters, digits and `_`"),
            ));
        } else if !names.insert(wire.to_ascii_lowercase()) {
            cx.push(syn::Error::new(
                span,
                format_args!("two parameters are named `{wire}`: each needs a different name"),
            ));
        }
    }
}

/// What has a form in a URL is a parameter of a function, and no entity, which goes by an alias as JSON.
fn forms(cx: &Ctxt, model: &Operation<'_>) {
    for parameter in &model.parameters {
        for (name, set) in [("alias", parameter.alias), ("quoted", parameter.quoted)] {
            let Some(span) = set else { continue };
            let reason = if model.kind == OperationKind::Action {
                "is for the URL of a function; the parameters of an action are in its body"
            } else if parameter.is_entity {
                "has no effect on an entity, which is JSON behind an alias"
            } else {
                continue;
            };
            cx.push(syn::Error::new(span, format_args!("`{name}` {reason}: drop it")));
        }
    }
}
