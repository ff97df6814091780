#![doc = include_str!("../docs/crate.md")]

mod allowed;
mod auth;
pub mod batch;
pub mod call;
#[cfg(feature = "client")]
pub mod client;
pub mod edm;
mod endpoint;
mod enums;
mod error;
mod flags;
mod json;
mod limits;
mod link;
mod members;
mod origin;
mod paging;
mod path;
pub mod profile;
mod query;
mod reader;
mod request;
mod retry;
mod schema;
mod status;
mod structure;
mod transcode;
mod types;
mod url;
mod value;

pub use allowed::{Deletable, Insertable, Updatable};
pub use auth::{AccessToken, TokenRequest};
#[cfg(feature = "client")]
pub use client::{Client, FixedToken, TokenProvider};
pub use endpoint::{CollectionPath, EntityPath};
pub use enums::{EnumType, UnknownMember};
pub use error::{
    Accepted, DecodeError, Error, ErrorDetail, LinkError, ServiceError, TextError, TransportError,
    TransportErrorKind, Unsayable,
};
pub use flags::{Flags, FlagsType};
pub use json::JsonWriter;
pub use link::{AnswerUrl, LinkBase};
#[doc(inline)]
#[doc = include_str!("../docs/complex_type.md")]
pub use odata_entity_macros::ComplexType;
#[doc(inline)]
#[doc = include_str!("../docs/edm_value.md")]
pub use odata_entity_macros::EdmValue;
#[doc(inline)]
#[doc = include_str!("../docs/entity.md")]
pub use odata_entity_macros::Entity;
#[doc(inline)]
#[doc = include_str!("../docs/enum_type.md")]
pub use odata_entity_macros::EnumType;
pub use origin::Origin;
pub use paging::Pager;
pub use path::{Key, KeyOf, KeyWriter, PathError, PathErrorKind};
pub use profile::Profile;
pub use query::{
    Expansion, Filter, IntoOperand, NavigationProperty, OrderBy, OrderTerms, Property, QueryError,
    Selectable, Selection,
};
pub use reader::{JsonReader, ReadError, Readable};
pub use request::{
    Answer, Asks, EntityTag, Explanation, FromResponse, Links, Media, Page, Request, Tagged, Written,
};
pub use retry::{Budget, RetryPolicy, Throttle, wait_of};
pub use structure::read::{AppliedJson, NavigationField};
pub use structure::union::UnionType;
pub use structure::{ComplexType, CreateBody, IntoCreateBody, OpenMap, OpenPatch, Part, Patch, Structured};
pub use types::{DerivedType, TypeTag, Typed};
pub use types::{Entity, Scopes};
pub use value::{Boxed, Detail, EdmFormat, EdmKind, EdmType, EdmValue, With};
pub use value::{Change, IntoNonNull, Merge, NonNullChange};

/// What a patch holds for a nullable property of type `T`.
pub type ChangeOf<T> = Change<<T as EdmValue>::Body>;

/// What a patch holds for a property of type `T` that is not nullable.
pub type NonNullChangeOf<T> = NonNullChange<<T as EdmValue>::Body>;

/// What generated code calls. Not for use by hand: it changes with the derives.
#[doc(hidden)]
pub mod __private {
    pub use crate::allowed::{Allowed, Everything, No, Yes};
    pub use crate::edm::ValueError;
    pub use crate::endpoint::{CollectionPath, EntityPath};
    pub use crate::enums::{EnumType, OtherName, UnknownMember, unknown_member};
    pub use crate::flags::{Flags, FlagsType};
    pub use crate::json::JsonWriter;
    pub use crate::path::{
        Encode, Key, KeyForm, KeyOf, KeyWriter, PathPart, PathPart::Literal, PathPart::Segment, Reserved,
    };
    pub use crate::query::{NavigationProperty, Property};
    pub use crate::reader::{JsonReader, ReadError, Readable, by_serde, deserialize};
    pub use crate::request::{EntityTag, tag_text};
    pub use crate::structure::read::{
        AppliedJson, Members, Names, UNDECLARED, UnionTag, apply, base_index, deserialize_patch, placeholder,
        read_union,
    };
    pub use crate::structure::union::UnionType;
    pub use crate::structure::{
        BoxedEntity, CreateBody, FieldValue, Fixed, Hidden, Notes, OpenMap, OpenPatch, Part, Patch, Source,
        Structured, Walk, Whole, WriteWhole, complex_apply, complex_changed, complex_read, complex_write,
        debug_fields, debug_variant, diff, diff_lossy, hidden, own_groups, patch_clone, patch_debug,
        patch_eq, patch_serialize, to_patch,
    };
    pub use crate::types::{DerivedType, TypeInfo, TypeTag, Typed, no_open_map};
    pub use crate::types::{Entity, Scopes};
    pub use crate::value::{Change, IntoNonNull, Merge, NonNullChange};
    pub use crate::value::{Detail, EdmKind, EdmType, EdmValue, SerdeFormat, With, no_placeholder};
    pub use crate::{
        __by_serde as by_serde_impls, __complex_value as complex_value,
        __complex_value_by_serde as complex_value_by_serde, __entity_functions as entity_functions,
        __enum_member as enum_member, __enum_value as enum_value, __patch_impls as patch_impls,
        __patch_is_empty as patch_is_empty, __patch_merge as patch_merge, __readable as readable,
        __structured_functions as structured_functions, __union_apply as union_apply, ChangeOf,
        NonNullChangeOf,
    };
    pub use core::assert;
    pub use core::clone::Clone;
    pub use core::cmp::PartialEq;
    pub use core::convert::{From, Into};
    pub use core::default::Default;
    pub use core::fmt::{Debug, Display, Formatter, Result as FmtResult};
    pub use core::marker::PhantomData;
    pub use core::matches;
    pub use core::mem::swap;
    pub use core::option::Option::{self, None, Some};
    pub use core::result::Result::{self, Err, Ok};
    pub use core::str::FromStr;
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
    pub use std::vec::Vec;

    /// What generated code calls for enumeration types.
    pub mod enums {
        pub use crate::enums::{copy, deserialize, edm, from_name, name, read_json, write_json, write_key};
    }

    /// What generated code calls to compare types with a schema.
    pub mod schema {
        pub use crate::schema::{
            Named, Unnamed, fits, fits_collection, fits_key, is_base, is_derived, leads_to,
        };
    }

    /// What generated code calls for unions.
    pub mod union {
        pub use crate::structure::union::{Kept, UnionFormat, changed, write_known, write_known_change};
        pub use serde_json::Value;
    }

    /// What reading gives.
    pub type Read<T> = core::result::Result<T, ReadError>;

    /// The patch type of a structured type.
    pub type PatchOf<E> = <E as Structured>::Patch;
}
