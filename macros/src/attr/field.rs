//! `#[odata(…)]` on a field.

use super::item::{Item, Once, Value, items};
use super::keys::{FieldKey, KeyOption, Keys, NavigationOption};
use super::set::{set_flag, set_path, set_string};
use super::unknown::known_key;
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
    /// An instance or property annotation.
    Annotation(Sent),
    /// The type tag, as it was read.
    Tag,
    /// The embedded base type, flattened.
    Base,
    /// The map of undeclared members of an open type, flattened.
    Open,
    /// A stream: read and written at its own URL, never in a body.
    Stream,
    /// Not of the service at all.
    Skip,
}

/// When an annotation is sent.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(crate) enum Sent {
    /// Never: it is read.
    Never,
    /// With every body: it is request input.
    Always,
    /// With the body that creates the entity.
    OnCreation,
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
    /// Not to be shown.
    pub(crate) secret: Once<()>,
    /// Sent and never read, so not to be shown either.
    pub(crate) write_only: Once<()>,
}

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
        let Some(key) = known_key(cx, item) else { return };
        match key {
            FieldKey::Key => {
                let client = one_option::<KeyOption>(cx, item);
                self.set_role(cx, item, Role::Key { client });
            }
            FieldKey::Navigation => {
                let deep = one_option::<NavigationOption>(cx, item);
                self.set_role(cx, item, Role::Navigation { deep });
            }
            FieldKey::ReadOnly => self.set_flag_role(cx, item, Role::ReadOnly),
            FieldKey::Immutable => self.set_flag_role(cx, item, Role::Immutable),
            FieldKey::Annotation => self.set_flag_role(cx, item, Role::Annotation(Sent::Always)),
            FieldKey::Base => self.set_flag_role(cx, item, Role::Base),
            FieldKey::Open => self.set_flag_role(cx, item, Role::Open),
            FieldKey::Stream => self.set_flag_role(cx, item, Role::Stream),
            FieldKey::Skip => self.set_flag_role(cx, item, Role::Skip),
            FieldKey::Tag => self.set_flag_role(cx, item, Role::Tag),
            FieldKey::Deep => set_flag(cx, item, &mut self.deep),
            FieldKey::NonNullable => set_flag(cx, item, &mut self.non_nullable),
            FieldKey::NullCollection => set_flag(cx, item, &mut self.null_collection),
            FieldKey::Merge => set_flag(cx, item, &mut self.merge),
            FieldKey::Name => set_string(cx, item, &mut self.name),
            FieldKey::With => set_path(cx, item, &mut self.with),
            FieldKey::Serde => set_flag(cx, item, &mut self.serde),
            FieldKey::PatchGroup => set_string(cx, item, &mut self.patch_group),
            FieldKey::Secret => set_flag(cx, item, &mut self.secret),
            FieldKey::WriteOnly => set_flag(cx, item, &mut self.write_only),
        }
    }

    fn set_flag_role(&mut self, cx: &Ctxt, item: &Item, role: Role) {
        item.flag(cx);
        self.set_role(cx, item, role);
    }

    fn set_role(&mut self, cx: &Ctxt, item: &Item, role: Role) {
        match self.role.get() {
            // The one pair of roles that goes together.
            Some(Role::Immutable) if role == Role::Annotation(Sent::Always) => {
                self.role.replace(Role::Annotation(Sent::OnCreation));
            }
            Some(Role::Annotation(Sent::Always)) if role == Role::Immutable => {
                self.role.replace(Role::Annotation(Sent::OnCreation));
            }
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
            Self::Key { .. } => FieldKey::Key.name(),
            Self::ReadOnly => FieldKey::ReadOnly.name(),
            Self::Immutable => FieldKey::Immutable.name(),
            Self::Navigation { .. } => FieldKey::Navigation.name(),
            Self::Annotation { .. } => FieldKey::Annotation.name(),
            Self::Base => FieldKey::Base.name(),
            Self::Open => FieldKey::Open.name(),
            Self::Stream => FieldKey::Stream.name(),
            Self::Skip => FieldKey::Skip.name(),
            Self::Tag => FieldKey::Tag.name(),
        }
    }
}

/// Whether `key(option)` is given, of the one option that there is; any other list is a mistake.
fn one_option<K: Keys>(cx: &Ctxt, item: &Item) -> bool {
    if let Value::Literal(_) = item.value {
        let (name, options) = (item.name(), K::NAMES.join(", "));
        cx.error(
            item,
            format_args!("`{name}` takes no value: write `{name}` or `{name}({options})`"),
        );
        return false;
    }
    let mut found = false;
    for inner in item.list(cx) {
        inner.flag(cx);
        found |= known_key::<K>(cx, &inner).is_some();
    }
    found
}
