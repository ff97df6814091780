//! What generated code calls, as `__private`.

pub use crate::edm::ValueError;
pub use crate::enums::{
    EnumType, OtherName, UnknownMember, drop_serdes_derives_of_Serialize_and_Deserialize, enum_text,
    enum_value, unknown_member,
};
pub use crate::error::Error;
pub use crate::flags::{Flags, FlagsType};
pub use crate::json::JsonWriter;
pub use crate::operation::{Callable, Collection, Operation, Parameters};
pub use crate::path::{
    Allowed, AnyPath, ByFunction, ByPreference, CollectionPath, Encode, EntityPath, Everything, Key, KeyForm,
    KeyOf, KeyWriter, No, PathPart, PathPart::Literal, PathPart::Segment, Reserved, Untracked, Yes,
};
pub use crate::query::{NavigationProperty, Property, TextValue, property};
pub use crate::reader::{
    Fields, JsonReader, ReadBySerde, ReadError, Readable, common_fields, deserialize, no_fields,
};
pub use crate::request::{
    Asks, EntityTag, FieldOf, FromResponse, NavigationFieldOf, Projection, Request, TagText, is_called,
    projected, projection_impls, type_of,
};
pub use crate::structure::emitted::{
    by_serde_impls, complex_value, complex_value_by_serde, drop_serdes_derive_of_Deserialize,
    drop_serdes_derive_of_Deserialize_or_add_odata_deserialize_false, entity_functions, patch_impls,
    patch_is_empty, patch_merge, structured_functions, union_apply,
};
pub use crate::structure::read::{
    AppliedJson, Apply, EmbeddedPatch, Members, Names, NavigationField, ReadField, RestrictedTo, To,
    UNDECLARED, UnionTag, Unread, apply, base_index, deserialize_patch, names, placeholder, read_union,
    repeats_no_base,
};
pub use crate::structure::union::UnionType;
pub use crate::structure::{
    BodyKind, CreateBody, DeepValue, Extras, Hidden, OpenMap, OpenPatch, Part, Patch, PatchOf, Source,
    Structured, Walk, WriteBody, complex_apply, complex_changed, complex_read, complex_write, debug_fields,
    debug_variant, diff, diff_lossy, hidden, own_groups, patch_clone, patch_debug, patch_eq, patch_serialize,
    to_patch,
};
pub use crate::types::{
    DerivedType, Entity, Many, Multiplicity, One, Restricted, Scopes, TypeInfo, TypeTag, Typed, no_open_map,
    type_info,
};
pub use crate::value::{
    BySerde, Change, ChangeOf, Detail, EdmFormat, EdmKind, EdmType, EdmValue, Fixed, IntoChange, IntoNonNull,
    Merge, NonNullChange, NonNullChangeOf, SerdeFormat, With, fixed_option, fixed_required, no_placeholder,
};

pub use core::assert;
pub use core::clone::Clone;
pub use core::cmp::PartialEq;
pub use core::convert::{From, Into};
pub use core::default::Default;
pub use core::fmt::{self, Debug, Display, Formatter};
pub use core::marker::PhantomData;
pub use core::matches;
pub use core::mem::swap;
pub use core::option::Option::{self, None, Some};
pub use core::result::Result::{self, Err, Ok};
pub use core::str::FromStr;
pub use http;
pub use odata_entity_macros::path;
pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
pub use std::string::String;
pub use std::vec::Vec;

/// What generated code calls for enumeration types.
pub mod enums {
    pub use crate::enums::{
        copy, deserialize, edm, from_name, name, read_json, text_edm, text_json_len, write_json, write_key,
        write_text, write_text_literal,
    };
}

/// What generated code calls to compare types with a schema.
pub mod schema {
    pub use crate::schema::{
        Named, Unnamed, allows, asked, bound_to, fits, fits_collection, fits_key, id_of, is_base, is_derived,
        leads_to, returns, wrong,
    };
}

/// What generated code calls for unions.
pub mod union {
    pub use crate::structure::union::{Kept, UnionFormat, changed, is_of_its_own_type, type_of};
    pub use serde_json::Value;
}
