//! `#[odata(…)]` on a field.

use super::item::{Item, Once, Value, items};
use super::set::{set_flag, set_path, set_string};
use super::unknown_key;
use crate::ctxt::Ctxt;
use syn::{Attribute, LitStr};

/// What a field is to the service; each field has one role.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Role {
    /// A property that a patch can carry.
    Property,
    /// A key property; `client` ones are sent when the entity is created.
    Key { client: bool },
    /// Computed by the service: read, never sent.
    ReadOnly,
    /// Sent when the entity is created, never afterwards.
    Immutable,
    /// A navigation property; `deep` ones are sent when the entity is created.
    Navigation { deep: bool },
    /// An instance or property annotation; `sent` ones are request input.
    Annotation { sent: bool },
    /// The embedded base type, flattened.
    Base,
    /// The map of undeclared members of an open type, flattened.
    Open,
    /// A stream: read and written at its own URL, never in a body.
    Stream,
    /// Not of the service at all.
    Skip,
}

/// The attributes of a field.
#[derive(Default)]
pub(crate) struct FieldAttrs {
    pub(crate) role: Once<Role>,
    pub(crate) deep: Once<()>,
    pub(crate) non_nullable: Once<()>,
    pub(crate) null_collection: Once<()>,
    pub(crate) merge: Once<()>,
    pub(crate) name: Once<LitStr>,
    /// The format of a type that is no Edm value.
    pub(crate) with: Once<syn::Path>,
    /// Written by its `Serialize`, as it comes.
    pub(crate) serde: Once<()>,
    pub(crate) patch_group: Once<LitStr>,
}

pub(super) const KEYS: [&str; 17] = [
    "key",
    "read_only",
    "immutable",
    "non_nullable",
    "navigation",
    "deep",
    "annotation",
    "base",
    "open",
    "merge",
    "null_collection",
    "name",
    "with",
    "serde",
    "patch_group",
    "stream",
    "skip",
];

impl FieldAttrs {
    pub(crate) fn read(cx: &Ctxt, attrs: &[Attribute]) -> Self {
        let mut out = Self::default();
        for item in items(cx, attrs, "odata") {
            out.read_item(cx, &item);
        }
        if let Some(span) = out.deep.span() {
            match out.role.get() {
                Some(Role::Navigation { .. }) => {}
                _ => cx.push(syn::Error::new(
                    span,
                    "`deep` belongs to a navigation property: write `navigation, deep`",
                )),
            }
        }
        out
    }

    fn read_item(&mut self, cx: &Ctxt, item: &Item) {
        match item.name().as_str() {
            "key" => {
                let client = one_option(cx, item, "client");
                self.set_role(cx, item, Role::Key { client });
            }
            "navigation" => {
                let deep = one_option(cx, item, "deep");
                self.set_role(cx, item, Role::Navigation { deep });
            }
            "read_only" => self.set_flag_role(cx, item, Role::ReadOnly),
            "immutable" => self.set_flag_role(cx, item, Role::Immutable),
            "annotation" => self.set_flag_role(cx, item, Role::Annotation { sent: true }),
            "base" => self.set_flag_role(cx, item, Role::Base),
            "open" => self.set_flag_role(cx, item, Role::Open),
            "stream" => self.set_flag_role(cx, item, Role::Stream),
            "skip" => self.set_flag_role(cx, item, Role::Skip),
            "deep" => set_flag(cx, item, &mut self.deep),
            "non_nullable" => set_flag(cx, item, &mut self.non_nullable),
            "null_collection" => set_flag(cx, item, &mut self.null_collection),
            "merge" => set_flag(cx, item, &mut self.merge),
            "name" => set_string(cx, item, &mut self.name),
            "with" => set_path(cx, item, &mut self.with),
            "serde" => set_flag(cx, item, &mut self.serde),
            "patch_group" => set_string(cx, item, &mut self.patch_group),
            _ => unknown_key(cx, item, &KEYS, "a field"),
        }
    }

    fn set_flag_role(&mut self, cx: &Ctxt, item: &Item, role: Role) {
        item.flag(cx);
        self.set_role(cx, item, role);
    }

    fn set_role(&mut self, cx: &Ctxt, item: &Item, role: Role) {
        match self.role.get() {
            Some(other) if other.key() != role.key() => cx.error(
                &item.key,
                format_args!(
                    "a field is either `{}` or `{}`: keep one",
                    other.key(),
                    role.key()
                ),
            ),
            _ => self.role.set(cx, item, role),
        }
    }
}

impl Role {
    /// The attribute that gives the role, as the user writes it.
    pub(crate) fn key(self) -> &'static str {
        match self {
            Self::Property => "property",
            Self::Key { .. } => "key",
            Self::ReadOnly => "read_only",
            Self::Immutable => "immutable",
            Self::Navigation { .. } => "navigation",
            Self::Annotation { .. } => "annotation",
            Self::Base => "base",
            Self::Open => "open",
            Self::Stream => "stream",
            Self::Skip => "skip",
        }
    }
}

/// Whether `key(option)` is given; any other list is a mistake.
fn one_option(cx: &Ctxt, item: &Item, option: &str) -> bool {
    if let Value::Literal(_) = item.value {
        let name = item.name();
        cx.error(
            item,
            format_args!("`{name}` takes no value: write `{name}` or `{name}({option})`"),
        );
        return false;
    }
    let mut found = false;
    for inner in item.list(cx) {
        inner.flag(cx);
        if inner.name() == option {
            found = true;
        } else {
            unknown_key(cx, &inner, &[option], &format!("`{}`", item.name()));
        }
    }
    found
}
