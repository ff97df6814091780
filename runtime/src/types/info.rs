//! `@odata.type`: when it is sent.

use super::{BodyTag, Scopes, names, type_name};
use std::borrow::Cow;

/// When a type tag (`"@odata.type": "#namespace.type"`) is sent with a body.
///
/// OData requires it where the path does not determine the type
/// ([OData JSON 4.01, 4.6.3](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#ControlInformationtypeodatatype)).
/// Intune needs it on sets of several types and documents it everywhere, so an entity's default is to send it; a few
/// workloads of Graph refuse it.
///
/// ```
/// # use odata_entity::Entity;
/// # #[derive(Debug, Clone, PartialEq, Entity)]
/// # #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// # struct User {
/// #     #[odata(key)]
/// #     id: String,
/// #     mail: Option<String>,
/// # }
/// # use odata_entity::TypeTag;
/// let update = User::path("1").patch(&User::patch().mail("a@example.com")).type_tag(TypeTag::Never);
/// let request = update.to_http("https://graph.microsoft.com/v1.0")?;
/// assert_eq!(request.body(), br#"{"mail":"a@example.com"}"#);
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TypeTag {
    /// With every body, and with every complex value inside it.
    Always,
    /// Only where the type is not the one that the path declares.
    Declared,
    /// With no body; values inside keep the tags without which their type would be unknown.
    Never,
}

/// What the runtime knows of a structured type; made by the derives.
#[derive(Debug)]
#[must_use = "what is known of a type is given to its impl"]
pub struct TypeInfo {
    /// The qualified name.
    pub name: &'static str,
    /// The policy that the type asks for.
    pub type_tag: Option<TypeTag>,
    /// The type that the paths declare, if it is set.
    pub declared: Option<&'static str>,
    /// The type's base type, if it has one.
    pub base: Option<&'static str>,
    /// Whether other types derive from it.
    pub is_base: bool,
    /// Whether no value is of the type itself.
    pub is_abstract: bool,
    /// The types that are known to derive from it, with spaces between them. A name that begins with a dot is in the namespace
    /// of this type.
    pub derived: &'static str,
    /// Types that are known not to derive from it, in the same form: its base types, and others of the schema.
    pub others: &'static str,
    /// The alias of the type's namespace, and the namespace, with a space between them; empty without an alias.
    pub alias: &'static str,
    /// Whether the struct, or the base type embedded in it, has a field for the type tag.
    pub has_tag: bool,
    /// Whether a value of any type is read as one of it.
    pub any_type: bool,
    /// Whether a changed value of the type is sent in part.
    pub merge: bool,
    /// The permissions that the documentation names for writing it.
    pub scopes: Scopes,
    /// Other notes from its documentation.
    pub note: Option<&'static str>,
    /// The API version that requests go to, if it is another than the client's.
    pub version: Option<&'static str>,
    /// The base type that is embedded in the struct.
    pub embedded: Option<&'static TypeInfo>,
    /// The members that are not shown; `""` are the undeclared ones.
    pub secrets: &'static [&'static str],
    /// The members that are declared, without those of the embedded base type; of a type without undeclared members, none are
    /// listed.
    pub members: &'static [&'static str],
    /// Whether there is a map of undeclared members.
    pub is_open: bool,
    /// Whether the key is in parentheses in the template of its path.
    pub has_key_in_parentheses: bool,
    /// Whether its changes need an entity tag, if that is set.
    pub etag: Option<bool>,
    /// The key properties.
    pub key: &'static [&'static str],
    /// The number that the derives made of the name, the case of which does not count; zero if none made it.
    pub id: u64,
}

/// [`TypeInfo::new`], for the derives: a function that is no type's own costs the compiler less to find.
/// `id` is the number made of the name.
pub const fn type_info(name: &'static str, id: u64) -> TypeInfo {
    TypeInfo {
        name,
        type_tag: None,
        declared: None,
        base: None,
        is_base: false,
        is_abstract: false,
        derived: "",
        others: "",
        alias: "",
        has_tag: false,
        any_type: false,
        merge: false,
        scopes: Scopes {
            delegated: &[],
            application: &[],
        },
        note: None,
        version: None,
        embedded: None,
        secrets: &[],
        members: &[],
        is_open: false,
        has_key_in_parentheses: false,
        etag: None,
        // What nearly all types have, so that the derives emit nothing for them.
        key: &["id"],
        id,
    }
}

/// A type of that name, with nothing else set; the other functions set the rest.
impl TypeInfo {
    /// The type of that name.
    pub const fn new(name: &'static str) -> Self {
        type_info(name, 0)
    }

    /// With this policy.
    pub const fn with_type_tag(self, type_tag: TypeTag) -> Self {
        Self {
            type_tag: Some(type_tag),
            ..self
        }
    }

    /// With this type as the one that the paths declare.
    pub const fn with_declared(self, declared: &'static str) -> Self {
        Self {
            declared: Some(declared),
            ..self
        }
    }

    /// With this base type.
    pub const fn with_base(self, base: &'static str) -> Self {
        Self {
            base: Some(base),
            ..self
        }
    }

    /// With this base type, which is embedded in the struct.
    pub const fn with_embedded(self, base: &'static TypeInfo) -> Self {
        Self {
            base: Some(base.name),
            embedded: Some(base),
            has_tag: base.has_tag,
            key: base.key,
            ..self
        }
    }

    /// With these members as those that are not shown; `""` are the undeclared ones.
    pub const fn with_secrets(self, secrets: &'static [&'static str]) -> Self {
        Self { secrets, ..self }
    }

    /// With these members as the declared ones, of a type that has undeclared ones.
    pub const fn with_members(self, members: &'static [&'static str]) -> Self {
        Self { members, ..self }
    }

    /// With these key properties.
    pub const fn with_key(self, key: &'static [&'static str]) -> Self {
        Self { key, ..self }
    }

    /// With its key in parentheses.
    pub const fn with_key_in_parentheses(self) -> Self {
        Self {
            has_key_in_parentheses: true,
            ..self
        }
    }

    /// With changes that need an entity tag, or with changes that need none.
    pub const fn with_etag(self, is_required: bool) -> Self {
        Self {
            etag: Some(is_required),
            ..self
        }
    }

    /// With a map of undeclared members.
    pub const fn with_open(self) -> Self {
        Self {
            is_open: true,
            ..self
        }
    }

    /// With what the schema has: the types that are derived from it, others, each list with spaces between the names, and the
    /// alias of its namespace before that.
    pub const fn with_known(self, derived: &'static str, others: &'static str, alias: &'static str) -> Self {
        Self {
            derived,
            others,
            alias,
            ..self
        }
    }

    /// As a type of which there are no values, only of those derived from it.
    pub const fn with_abstract(self) -> Self {
        Self {
            is_abstract: true,
            ..self
        }
    }

    /// With a field that keeps the type tag.
    pub const fn with_tag(self) -> Self {
        Self {
            has_tag: true,
            ..self
        }
    }

    /// Read from a value of any type.
    pub const fn with_any_type(self) -> Self {
        Self {
            any_type: true,
            ..self
        }
    }

    /// As the base of other types.
    pub const fn with_is_base(self) -> Self {
        Self {
            is_base: true,
            ..self
        }
    }

    /// With changed values sent in part.
    pub const fn with_merge(self) -> Self {
        Self { merge: true, ..self }
    }

    /// With these permissions.
    pub const fn with_scopes(
        self,
        delegated: &'static [&'static str],
        application: &'static [&'static str],
    ) -> Self {
        Self {
            scopes: Scopes {
                delegated,
                application,
            },
            ..self
        }
    }

    /// With this note.
    pub const fn with_note(self, note: &'static str) -> Self {
        Self {
            note: Some(note),
            ..self
        }
    }

    /// With this API version.
    pub const fn with_version(self, version: &'static str) -> Self {
        Self {
            version: Some(version),
            ..self
        }
    }
}

/// Asserts, when the user's crate is compiled, that an embedded base type has no map of undeclared members: the one of the derived
/// type would hold the same members again.
#[track_caller]
pub const fn no_open_map(base: &TypeInfo) {
    let mut next = Some(base);
    while let Some(ty) = next {
        assert!(
            !ty.is_open,
            "the embedded base type has the map of undeclared members already, and both would hold the same: drop this field"
        );
        next = ty.embedded;
    }
}

impl TypeInfo {
    /// The type and the base types that are embedded in it.
    fn lineage(&'static self) -> impl Iterator<Item = &'static TypeInfo> {
        std::iter::successors(Some(self), |ty| ty.embedded)
    }

    /// Whether changes of an entity of the type need an entity tag, as the type or an embedded base type has it.
    pub(crate) fn etag(&self) -> Option<bool> {
        match (self.etag, self.embedded) {
            (None, Some(base)) => base.etag(),
            (etag, _) => etag,
        }
    }

    /// Whether the value of that member is not shown. `""` asks for the undeclared members.
    pub(crate) fn is_secret(&'static self, member: &str) -> bool {
        self.lineage().any(|ty| ty.secrets.contains(&member))
    }

    /// Whether the type or an embedded base type declares a member of that name.
    pub(crate) fn declares(&'static self, member: &str) -> bool {
        self.lineage().any(|ty| ty.members.contains(&member))
    }

    /// Whether a value of the type inside a body needs its tag: it has or is a base type, so the property's declared
    /// type does not determine which one it is.
    pub(crate) fn needs_tag(&self) -> bool {
        match self.type_tag {
            Some(TypeTag::Always) => true,
            Some(TypeTag::Never) => false,
            Some(TypeTag::Declared) | None => {
                !self.is_abstract && (self.base.is_some() || self.is_base || !self.derived.is_empty())
            }
        }
    }

    /// Whether what is read as one of the type may be of a type derived from it.
    pub(crate) const fn is_polymorphic(&self) -> bool {
        self.is_base || self.is_abstract || !self.derived.is_empty()
    }

    /// The type's name in a tag, with the namespace where the tag has its alias.
    fn full_name<'t>(&self, tag: &'t str) -> Cow<'t, str> {
        let name = type_name(tag);
        let full = || {
            let (alias, namespace) = self.alias.split_once(' ')?;
            let (space, own) = name.split_once('.')?;
            (space.eq_ignore_ascii_case(alias) && !own.contains('.')).then(|| format!("{namespace}.{own}"))
        };
        full().map_or_else(|| name.clone(), Cow::Owned)
    }

    /// Whether a tag has the name of the type.
    pub(crate) fn is_named(&self, tag: &str) -> bool {
        names(tag, self.name) || names(&self.full_name(tag), self.name)
    }

    /// Whether two tags have the name of one type.
    pub(crate) fn is_same(&self, a: &str, b: &str) -> bool {
        self.full_name(a).eq_ignore_ascii_case(&self.full_name(b))
    }

    /// Whether the schema has the type of a tag as derived from this one.
    pub(crate) fn is_base_of(&self, tag: &str) -> bool {
        self.is_listed(self.derived, tag)
    }

    /// Whether the type of a tag is known, and neither this one nor derived from it.
    pub(crate) fn is_other(&self, tag: &str) -> bool {
        self.is_listed(self.others, tag) || self.base.is_some_and(|base| names(&self.full_name(tag), base))
    }

    /// Whether a list has the type of a tag. A name that begins with a dot is in the namespace of this type.
    fn is_listed(&self, list: &str, tag: &str) -> bool {
        let name = self.full_name(tag);
        let own = self.name.rsplit_once('.').map_or("", |(space, _)| space);
        let Some((space, local)) = name.rsplit_once('.') else {
            return false;
        };
        let is_own = space.eq_ignore_ascii_case(own);
        list.split(' ').any(|known| match known.strip_prefix('.') {
            Some(known) => is_own && known.eq_ignore_ascii_case(local),
            None => known.eq_ignore_ascii_case(&name),
        })
    }

    /// Whether a body of the type is sent with its own tag, and with the tags of all values inside.
    ///
    /// `asked` is the policy of the request or the path; `declared` the type that the path declares.
    #[inline]
    pub(crate) fn policy(
        &self,
        asked: Option<TypeTag>,
        declared: Option<&str>,
        tag: BodyTag<'_>,
    ) -> (bool, bool) {
        match asked.or(self.type_tag) {
            Some(TypeTag::Always) => (true, true),
            Some(TypeTag::Never) => (false, false),
            Some(TypeTag::Declared) => (tag.is_certain() && self.differs(declared, tag), false),
            None => (tag.is_certain(), false),
        }
    }

    /// Whether the type is not the declared one; where that is not known, a type with a base is taken to differ.
    fn differs(&self, declared: Option<&str>, tag: BodyTag<'_>) -> bool {
        match (declared.or(self.declared), tag) {
            (Some(declared), BodyTag::Read(tag)) => !names(&self.full_name(tag), declared),
            (Some(declared), _) => declared != self.name,
            (None, BodyTag::Read(tag)) => self.base.is_some() || !self.is_named(tag),
            (None, _) => self.base.is_some(),
        }
    }
}
