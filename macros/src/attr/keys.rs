//! The keys of `#[odata(…)]`, one table for each place. What reads them matches on the enum that a table makes, so a key that is
//! listed and not handled does not compile.

use super::kind::TypeKind;

/// The keys that an attribute can have at one place.
pub(super) trait Keys: Copy + 'static {
    /// The place as messages name it.
    const PLACE: &'static str;
    /// All keys, in the order of the table.
    const ALL: &'static [Self];
    /// Their names, as users write them.
    const NAMES: &'static [&'static str];

    /// The key that is written so.
    fn of(name: &str) -> Option<Self>;

    /// The key as users write it.
    fn name(self) -> &'static str;
}

macro_rules! keys {
    ($($(#[$attr:meta])* $vis:vis $table:ident on $place:literal { $($key:ident = $name:literal,)+ })+) => {$(
        $(#[$attr])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        $vis enum $table {
            $($key,)+
        }

        impl Keys for $table {
            const PLACE: &'static str = $place;
            const ALL: &'static [Self] = &[$(Self::$key,)+];
            const NAMES: &'static [&'static str] = &[$($name,)+];

            fn of(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$key),)+
                    _ => None,
                }
            }

            fn name(self) -> &'static str {
                match self {
                    $(Self::$key => $name,)+
                }
            }
        }
    )+};
}

pub(super) use keys;

keys! {
    /// On a struct or union that derives `Entity` or `ComplexType`; [`TypeKey::is_of`] has which of the two.
    pub(super) TypeKey on "a type" {
        Type = "type",
        Path = "path",
        TypeTag = "type_tag",
        Declared = "declared",
        Base = "base",
        IsBase = "is_base",
        Merge = "merge",
        Debug = "debug",
        Scopes = "scopes",
        Note = "note",
        Version = "version",
        Etag = "etag",
        Crate = "crate",
        Schema = "schema",
        AnyType = "any_type",
        Deserialize = "deserialize",
    }

    /// Inside `path(name(…))`.
    pub(super) PathKey on "a named path" {
        Template = "template",
        TypeTag = "type_tag",
        Declared = "declared",
    }

    /// Inside `scopes(…)`.
    pub(super) ScopesKey on "`scopes`" {
        Delegated = "delegated",
        Application = "application",
    }

    /// On a field of an entity type or complex type.
    pub(super) FieldKey on "a field" {
        Key = "key",
        ReadOnly = "read_only",
        Immutable = "immutable",
        NonNullable = "non_nullable",
        Navigation = "navigation",
        Deep = "deep",
        Annotation = "annotation",
        Base = "base",
        Open = "open",
        Merge = "merge",
        NullCollection = "null_collection",
        Name = "name",
        With = "with",
        Serde = "serde",
        PatchGroup = "patch_group",
        Secret = "secret",
        WriteOnly = "write_only",
        Stream = "stream",
        Skip = "skip",
        Tag = "tag",
    }

    /// Inside `key(…)`.
    pub(super) KeyOption on "`key`" {
        Client = "client",
    }

    /// Inside `navigation(…)`.
    pub(super) NavigationOption on "`navigation`" {
        Deep = "deep",
    }

    /// On an enum that derives `EnumType`.
    pub(super) EnumKey on "an enum" {
        Type = "type",
        AllowedValues = "allowed_values",
        RenameAll = "rename_all",
        Flags = "flags",
        Crate = "crate",
        Schema = "schema",
    }

    /// On a variant.
    pub(super) VariantKey on "a variant" {
        Name = "name",
        Other = "other",
        Evolved = "evolved",
        Value = "value",
    }

    /// On a struct that derives `Action` or `Function`.
    pub(super) OperationKey on "an action or function" {
        Name = "name",
        On = "on",
        Path = "path",
        Returns = "returns",
        Crate = "crate",
        Schema = "schema",
    }

    /// Inside `on(…)`.
    pub(super) OnKey on "`on`" {
        Collection = "collection",
    }

    /// On a field of such a struct.
    pub(super) ParameterKey on "a parameter" {
        Name = "name",
        Entity = "entity",
        Alias = "alias",
        Quoted = "quoted",
    }

    /// On a struct that derives `Projection`.
    pub(super) ProjectionKey on "a projection" {
        Of = "of",
        Crate = "crate",
    }

    /// On a struct that derives `EdmValue`.
    pub(super) NewtypeKey on "a newtype" {
        Type = "type",
        Transparent = "transparent",
        Crate = "crate",
        Schema = "schema",
    }
}

impl TypeKey {
    /// Whether types of this kind have the key.
    pub(super) fn is_of(self, kind: TypeKind) -> bool {
        match self {
            Self::Type
            | Self::TypeTag
            | Self::Base
            | Self::IsBase
            | Self::Debug
            | Self::Crate
            | Self::Schema
            | Self::AnyType
            | Self::Deserialize => true,
            Self::Path | Self::Declared | Self::Scopes | Self::Note | Self::Version | Self::Etag => {
                kind == TypeKind::Entity
            }
            Self::Merge => kind == TypeKind::Complex,
        }
    }

    /// The names of the keys that types of this kind have.
    pub(super) fn names_of(kind: TypeKind) -> Vec<&'static str> {
        let keys = Self::ALL.iter().filter(|key| key.is_of(kind));
        keys.map(|key| key.name()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::super::serde_keys::{SerdeFieldKey, SerdeTypeKey, SerdeVariantKey};
    use super::*;

    fn document(file: &str) -> String {
        let file = format!("{}/../{file}", env!("CARGO_MANIFEST_DIR"));
        std::fs::read_to_string(&file).unwrap_or_else(|error| panic!("{file}: {error}"))
    }

    /// The code in the first column of the table that begins with `head`.
    fn table(document: &str, head: &str) -> Vec<String> {
        let rows = document.lines().skip_while(|line| *line != head).skip(2);
        let rows = rows.take_while(|line| line.starts_with('|'));
        let cells = rows.filter_map(|row| row.split('|').nth(1));
        cells
            .flat_map(|cell| cell.split('`').skip(1).step_by(2))
            .map(str::to_owned)
            .collect()
    }

    /// The words of a piece of code that are not inside quotes.
    fn words(code: &str) -> Vec<&str> {
        code.split('"')
            .step_by(2)
            .flat_map(|code| code.split(|ch: char| !(ch.is_ascii_alphanumeric() || ch == '_')))
            .filter(|word| !word.is_empty())
            .collect()
    }

    /// Each key is in the table, and each row of the table begins with a key.
    fn agree(file: &str, head: &str, keys: &[&str], inner: &[&str]) {
        let codes = table(&document(file), head);
        let listed: Vec<&str> = codes.iter().flat_map(|code| words(code)).collect();
        for key in keys.iter().chain(inner) {
            assert!(
                listed.contains(key),
                "`{key}` is not in the table {head:?} of {file}"
            );
        }
        for code in &codes {
            let first = words(code).first().copied().unwrap_or_default();
            // A value such as `"never"`, or a variant as it is written.
            let is_key = code.starts_with(|ch: char| ch.is_ascii_lowercase());
            assert!(
                !is_key || keys.contains(&first),
                "{file} has `{code}` in the table {head:?}, and there is no key `{first}`"
            );
        }
    }

    #[test]
    fn the_documented_attributes_are_those_that_are_read() {
        let (entity, complex) = (
            TypeKey::names_of(TypeKind::Entity),
            TypeKey::names_of(TypeKind::Complex),
        );
        let in_lists = [PathKey::NAMES, ScopesKey::NAMES].concat();
        let options = [KeyOption::NAMES, NavigationOption::NAMES].concat();
        for (file, head, keys, inner) in [
            (
                "runtime/docs/entity.md",
                "| attribute of the struct | meaning |",
                &*entity,
                &*in_lists,
            ),
            (
                "runtime/docs/entity.md",
                "| attribute of a field | meaning |",
                FieldKey::NAMES,
                &*options,
            ),
            (
                "runtime/docs/complex_type.md",
                "| attribute of the type | meaning |",
                &*complex,
                &[],
            ),
            (
                "runtime/docs/enum_type.md",
                "| attribute of the enum | meaning |",
                EnumKey::NAMES,
                &[],
            ),
            (
                "runtime/docs/enum_type.md",
                "| attribute of a variant | meaning |",
                VariantKey::NAMES,
                &[],
            ),
            (
                "runtime/docs/action.md",
                "| attribute of the struct | meaning |",
                OperationKey::NAMES,
                OnKey::NAMES,
            ),
            (
                "runtime/docs/action.md",
                "| attribute of a parameter | meaning |",
                ParameterKey::NAMES,
                &[],
            ),
            (
                "runtime/docs/function.md",
                "| attribute of the struct | meaning |",
                OperationKey::NAMES,
                OnKey::NAMES,
            ),
            (
                "runtime/docs/function.md",
                "| attribute of a parameter | meaning |",
                ParameterKey::NAMES,
                &[],
            ),
            (
                "runtime/docs/edm_value.md",
                "| attribute | meaning |",
                NewtypeKey::NAMES,
                &[],
            ),
        ] {
            agree(file, head, keys, inner);
        }
        let serdes = [SerdeTypeKey::NAMES, SerdeFieldKey::NAMES, SerdeVariantKey::NAMES].concat();
        agree(
            "runtime/docs/entity.md",
            "| attribute of serde's | effect |",
            &serdes,
            &[],
        );
    }
}
