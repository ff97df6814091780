//! `#[odata(…)]` on an action or function, and on its parameters.

use super::item::{Item, Once, Value, items};
use super::keys::{OnKey, OperationKey, ParameterKey};
use super::set::{SchemaAttr, set_flag, set_path, set_schema, set_string};
use super::unknown::known_key;
use crate::ctxt::Ctxt;
use syn::{Attribute, LitStr, Type};

/// The attributes of a struct that derives `Action` or `Function`.
#[derive(Default)]
pub(crate) struct OperationAttrs {
    /// The name as it is in the URL.
    pub(crate) name: Once<LitStr>,
    /// The types that it is bound to.
    pub(crate) on: Vec<On>,
    /// The path of what it is bound to: `on = "/…"`.
    pub(crate) on_path: Once<LitStr>,
    /// The path of the call, its name at the end.
    pub(crate) path: Once<LitStr>,
    pub(crate) returns: Once<Type>,
    pub(crate) runtime: Once<syn::Path>,
    pub(crate) schema: Once<SchemaAttr>,
}

/// What an operation is bound to: an entity type, or the collection of one.
pub(crate) struct On {
    pub(crate) ty: Type,
    pub(crate) is_collection: bool,
}

/// The attributes of a parameter.
#[derive(Default)]
pub(crate) struct ParameterAttrs {
    pub(crate) name: Once<LitStr>,
    /// It is an entity, or a collection of entities.
    pub(crate) entity: Once<()>,
    /// Its value is given by an alias.
    pub(crate) alias: Once<()>,
    /// Its literal is text in quotes, whatever its type.
    pub(crate) quoted: Once<()>,
}

impl OperationAttrs {
    pub(crate) fn read(cx: &Ctxt, attrs: &[Attribute]) -> Self {
        let mut out = Self::default();
        for item in items(cx, attrs, "odata") {
            match known_key(cx, &item) {
                Some(OperationKey::Name) => set_string(cx, &item, &mut out.name),
                Some(OperationKey::On) => out.read_on(cx, &item),
                Some(OperationKey::Path) => set_string(cx, &item, &mut out.path),
                Some(OperationKey::Returns) => {
                    if let Some(ty) = ty(cx, &item) {
                        out.returns.set(cx, &item, ty);
                    }
                }
                Some(OperationKey::Crate) => set_path(cx, &item, &mut out.runtime),
                Some(OperationKey::Schema) => set_schema(cx, &item, &mut out.schema),
                None => {}
            }
        }
        out
    }

    /// `on = E`, `on(collection = E)` or `on = "/path"`.
    fn read_on(&mut self, cx: &Ctxt, item: &Item) {
        match &item.value {
            Value::Literal(tokens) => match syn::parse2::<LitStr>(tokens.clone()) {
                // A name is no path, which has slashes.
                Ok(text) if text.parse::<Type>().is_ok() => {
                    cx.error(
                        &text,
                        format_args!(
                            "`on` takes the Rust type without quotes: write `on = {}`; text is a path, `on = \"/…\"`",
                            text.value()
                        ),
                    );
                    self.on.extend(text.parse().map(|ty| On {
                        ty,
                        is_collection: false,
                    }));
                }
                Ok(path) => self.on_path.set(cx, item, path),
                Err(_) => self.add_on(cx, item, false),
            },
            Value::List(_) => {
                for inner in item.list(cx) {
                    match known_key(cx, &inner) {
                        Some(OnKey::Collection) => self.add_on(cx, &inner, true),
                        None => {}
                    }
                }
            }
            Value::Nothing => cx.error(
                item,
                "`on` takes the type that the operation is bound to: `on = Device`, or `on(collection = Device)`",
            ),
        }
    }

    fn add_on(&mut self, cx: &Ctxt, item: &Item, is_collection: bool) {
        if let Some(ty) = ty(cx, item) {
            self.on.push(On { ty, is_collection });
        }
    }
}

impl ParameterAttrs {
    pub(crate) fn read(cx: &Ctxt, attrs: &[Attribute]) -> Self {
        let mut out = Self::default();
        for item in items(cx, attrs, "odata") {
            match known_key(cx, &item) {
                Some(ParameterKey::Name) => set_string(cx, &item, &mut out.name),
                Some(ParameterKey::Entity) => set_flag(cx, &item, &mut out.entity),
                Some(ParameterKey::Alias) => set_flag(cx, &item, &mut out.alias),
                Some(ParameterKey::Quoted) => set_flag(cx, &item, &mut out.quoted),
                None => {}
            }
        }
        out
    }
}

/// The type of `key = Type`.
fn ty(cx: &Ctxt, item: &Item) -> Option<Type> {
    if let Value::Literal(tokens) = &item.value
        && let Ok(ty) = syn::parse2(tokens.clone())
    {
        return Some(ty);
    }
    let name = item.name();
    cx.error(
        item,
        format_args!("`{name}` takes a type: write `{name} = Device`"),
    );
    None
}
