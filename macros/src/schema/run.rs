//! The check of one derive: finds the schema, runs each rule, and collects what is to be emitted.

use super::advice::advice;
use super::cache::{Loaded, Outcome, load};
use super::context::{Check, Type};
use super::find::{Origin, Setting, setting};
use super::once::is_first;
use super::overloads;
use super::rules::{
    allowed, base, complete, key, members, names, operations, paths, properties, roles, types, values,
};
use super::tracking::tracking;
use crate::attr::SchemaAttr;
use crate::ctxt::Ctxt;
use crate::model::{Enumeration, Newtype, Operation, PathCall, TypeModel, TypeShape};
use proc_macro2::TokenStream;
use syn::Ident;

/// Checks a type with properties and takes over what the schema has of it.
pub(crate) fn structured(cx: &Ctxt, model: &mut TypeModel<'_>) -> TokenStream {
    let Some(loaded) = begin(cx, model.attrs.schema.get(), &model.input.ident) else {
        return unchecked(model.attrs.schema.get(), &model.input.ident);
    };
    loaded.run(cx, &model.input.ident, |check| {
        let Some(ty) = types::structured(check, model) else {
            return;
        };
        if let TypeShape::Union(shape) = &model.shape {
            base::named(check, model, &ty);
            base::union(check, shape, &ty);
        } else {
            structure(check, model, &ty);
        }
        paths::all(check, &ty, model);
        model.facts.assertions = check.assertions();
    })
}

fn structure(check: &Check<'_>, model: &mut TypeModel<'_>, ty: &Type<'_>) {
    names::forgotten_rule(check, model, ty);
    let found = properties::all(check, model, ty);
    base::named(check, model, ty);
    base::embedded(check, model, ty);
    base::take_over(check, model, ty);
    key::all(check, model, ty, &found);
    values::all(check, model, ty, &found);
    roles::all(check, model, ty, &found);
    complete::complete(check, model, ty);
}

/// Checks an enumeration and takes over what the schema has of its members.
pub(crate) fn enumeration(cx: &Ctxt, model: &mut Enumeration<'_>) -> TokenStream {
    let Some(loaded) = begin(cx, model.attrs.schema.get(), &model.input.ident) else {
        return unchecked(model.attrs.schema.get(), &model.input.ident);
    };
    loaded.run(cx, &model.input.ident, |check| {
        if model.is_text {
            allowed::all(check, model);
        } else if let Some(ty) = types::enumeration(check, model) {
            members::all(check, model, ty);
        }
    })
}

/// Checks a newtype that has a type definition's name.
pub(crate) fn newtype(cx: &Ctxt, model: &mut Newtype<'_>) -> TokenStream {
    let Some(loaded) = begin(cx, model.attrs.schema.get(), &model.input.ident) else {
        return unchecked(model.attrs.schema.get(), &model.input.ident);
    };
    loaded.run(cx, &model.input.ident, |check| {
        if let Some(ty) = types::newtype(check, model) {
            values::newtype(check, model, ty);
        }
    })
}

/// Checks an action or function and takes over what the schema has of its path.
pub(crate) fn operation(cx: &Ctxt, model: &mut Operation<'_>) -> TokenStream {
    let Some(loaded) = begin(cx, model.attrs.schema.get(), &model.input.ident) else {
        return tracking(&model.input.ident, None);
    };
    loaded.run(cx, &model.input.ident, |check| {
        for (is_collection, fitting) in operations::bound(check, model) {
            overloads::compare(check, model, is_collection, &fitting);
        }
        if let Some(operation) = paths::operation(check, model) {
            overloads::compare_one(check, model, operation);
        }
        model.assertions = check.assertions();
    })
}

/// Checks the path of a call and takes over what the schema has of it.
pub(crate) fn path_call(cx: &Ctxt, call: &mut PathCall) -> TokenStream {
    let ident = call.ident();
    let Some(loaded) = begin(cx, None, &ident) else {
        return unchecked(None, &ident);
    };
    loaded.run(cx, &ident, |check| paths::call(check, call))
}

/// What is emitted where there is no schema.
fn unchecked(attr: Option<&SchemaAttr>, ident: &Ident) -> TokenStream {
    let mut out = tracking(ident, None);
    out.extend(Some(advice(attr, ident, true)));
    out
}

/// A schema at hand.
struct Begun {
    loaded: std::sync::Arc<Loaded>,
    foreign: bool,
}

/// Finds and reads the schema; `None` if there is none, or it cannot be used.
fn begin(cx: &Ctxt, attr: Option<&SchemaAttr>, ident: &Ident) -> Option<Begun> {
    let source = match setting(attr) {
        Setting::Off => return None,
        Setting::Wrong(message) => {
            if is_first("the setting", ident) {
                cx.error(ident, message);
            }
            return None;
        }
        Setting::File(source) => source,
    };
    let first = |what: &str| is_first(&format!("{what} {}", source.name()), ident);
    match load(&source) {
        Outcome::Loaded(loaded) => {
            if !source.foreign && !loaded.overlay.is_empty() && first("the overlay") {
                for message in &loaded.overlay {
                    cx.error(ident, message);
                }
            }
            Some(Begun {
                loaded,
                foreign: source.foreign,
            })
        }
        Outcome::Absent => None,
        Outcome::Faulty(_) if source.foreign => None,
        Outcome::Faulty(message) => {
            if first("the file") {
                match (attr, &source.origin) {
                    (Some(SchemaAttr::File(literal)), Origin::Attribute) => cx.error(literal, message),
                    _ => cx.error(ident, message),
                }
            }
            None
        }
    }
}

impl Begun {
    /// Runs the rules. In a copy that cargo made only what is taken over counts: its mistakes are not its user's.
    fn run(&self, cx: &Ctxt, ident: &Ident, rules: impl FnOnce(&Check<'_>)) -> TokenStream {
        let ignored = Ctxt::default();
        let check = Check::new(
            if self.foreign { &ignored } else { cx },
            &self.loaded,
            self.foreign,
        );
        rules(&check);
        if self.foreign {
            return TokenStream::new();
        }
        let mut out = tracking(ident, Some(&self.loaded));
        out.extend(Some(check.into_warnings()));
        out
    }
}
