//! `#[odata(…)]` on a projection.

use super::item::{Item, Once, Value, items};
use super::keys::ProjectionKey;
use super::set::set_path;
use super::unknown::known_key;
use crate::ctxt::Ctxt;
use syn::{Attribute, Type};

/// The attributes of a struct that derives `Projection`.
#[derive(Default)]
pub(crate) struct ProjectionAttrs {
    /// The entity that it is of.
    pub(crate) of: Once<Type>,
    pub(crate) runtime: Once<syn::Path>,
}

impl ProjectionAttrs {
    pub(crate) fn read(cx: &Ctxt, attrs: &[Attribute]) -> Self {
        let mut out = Self::default();
        let mistakes = cx.count();
        for item in items(cx, attrs, "odata") {
            match known_key(cx, &item) {
                Some(ProjectionKey::Of) => out.read_of(cx, &item),
                Some(ProjectionKey::Crate) => set_path(cx, &item, &mut out.runtime),
                None => {}
            }
        }
        if cx.count() > mistakes {
            // It may be in what could not be read.
            out.of.set_unread();
        }
        out
    }

    /// `of = Device`; a string is a mistake, as the type is one of Rust's.
    fn read_of(&mut self, cx: &Ctxt, item: &Item) {
        let ty = match &item.value {
            Value::Literal(tokens) => syn::parse2::<Type>(tokens.clone()).ok(),
            _ => None,
        };
        match ty {
            Some(ty) => self.of.set(cx, item, ty),
            None => cx.error(
                item,
                "`of` takes the Rust type of the entity, without quotes: `of = Device`",
            ),
        }
    }
}
