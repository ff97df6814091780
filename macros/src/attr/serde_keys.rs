//! The keys of `#[serde(…)]`, one table for each place: all that serde documents (<https://serde.rs/attributes.html>), and those that
//! it reads without documenting them. `check` decides on each, so a key that is listed and not decided on does not compile.

use super::keys::{Keys, keys};

keys! {
    /// serde's, on a struct or enum.
    pub(crate) SerdeTypeKey on "a type" {
        Rename = "rename",
        RenameAll = "rename_all",
        RenameAllFields = "rename_all_fields",
        DenyUnknownFields = "deny_unknown_fields",
        Tag = "tag",
        Content = "content",
        Untagged = "untagged",
        Bound = "bound",
        Default = "default",
        Remote = "remote",
        Transparent = "transparent",
        From = "from",
        TryFrom = "try_from",
        Into = "into",
        Crate = "crate",
        Expecting = "expecting",
        FieldIdentifier = "field_identifier",
        VariantIdentifier = "variant_identifier",
    }

    /// serde's, on a field.
    pub(crate) SerdeFieldKey on "a field" {
        Rename = "rename",
        Alias = "alias",
        Default = "default",
        Flatten = "flatten",
        Skip = "skip",
        SkipSerializing = "skip_serializing",
        SkipDeserializing = "skip_deserializing",
        SkipSerializingIf = "skip_serializing_if",
        SerializeWith = "serialize_with",
        DeserializeWith = "deserialize_with",
        With = "with",
        Borrow = "borrow",
        Bound = "bound",
        Getter = "getter",
    }

    /// serde's, on a variant.
    pub(crate) SerdeVariantKey on "a variant" {
        Rename = "rename",
        Alias = "alias",
        RenameAll = "rename_all",
        Skip = "skip",
        SkipSerializing = "skip_serializing",
        SkipDeserializing = "skip_deserializing",
        SerializeWith = "serialize_with",
        DeserializeWith = "deserialize_with",
        With = "with",
        Bound = "bound",
        Borrow = "borrow",
        Other = "other",
        Untagged = "untagged",
    }
}
