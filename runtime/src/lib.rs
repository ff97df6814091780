//! Typed OData entities.

mod change;
pub mod edm;
mod endpoint;
mod entity;
mod enums;
mod error;
mod filter;
mod json;
mod path;
mod property;
mod request;
mod structure;
mod tag;
mod transcode;
mod value;

pub use change::{Change, IntoNonNull, Merge, NonNullChange};
pub use endpoint::{CollectionPath, EntityPath};
pub use entity::{Entity, Scopes};
pub use enums::{EnumType, UnknownMember};
pub use error::{DecodeError, Error, ErrorDetail, ServiceError, Unsayable};
pub use filter::Filter;
pub use json::JsonWriter;
pub use odata_entity_macros::{Entity, EnumType};
pub use path::{Key, KeyOf, KeyWriter, PathError, PathErrorKind};
pub use property::{IntoOperand, NavigationProperty, OrderBy, Property};
pub use request::{FromResponse, Page, Request, Written};
pub use structure::{CreateBody, OpenMap, OpenPatch, Patch, Structured};
pub use tag::TypeTag;
pub use value::{EdmKind, EdmType, EdmValue};

/// What a patch holds for a nullable property of type `T`.
pub type ChangeOf<T> = Change<<T as EdmValue>::Body>;

/// What a patch holds for a property of type `T` that is not nullable.
pub type NonNullChangeOf<T> = NonNullChange<<T as EdmValue>::Body>;

/// What generated code calls. Not for use by hand: it changes with the derives.
#[doc(hidden)]
pub mod __private {
    pub use crate::change::{Change, IntoNonNull, Merge, NonNullChange};
    pub use crate::edm::ValueError;
    pub use crate::endpoint::{CollectionPath, EntityPath};
    pub use crate::entity::{Entity, Scopes};
    pub use crate::enums::{EnumType, OtherName, UnknownMember, unknown_member};
    pub use crate::json::JsonWriter;
    pub use crate::path::{Encode, Key, KeyForm, KeyOf, KeyWriter, Part, Template};
    pub use crate::property::{NavigationProperty, Property};
    pub use crate::structure::{
        CreateBody, Fixed, Notes, OpenPatch, Patch, Source, Structured, Visitor, diff, diff_lossy,
        patch_debug, patch_eq, patch_serialize, to_patch,
    };
    pub use crate::tag::{TypeInfo, TypeTag};
    pub use crate::value::{EdmKind, EdmType, EdmValue};
    pub use crate::{__enum_type as enum_type, ChangeOf, NonNullChangeOf};
    pub use core::clone::Clone;
    pub use core::cmp::PartialEq;
    pub use core::convert::{From, Into};
    pub use core::default::Default;
    pub use core::fmt::{Debug, Display, Formatter, Result as FmtResult};
    pub use core::marker::PhantomData;
    pub use core::matches;
    pub use core::option::Option::{self, None, Some};
    pub use core::result::Result::{self, Err, Ok};
    pub use core::str::FromStr;
    pub use serde::{Deserialize, Deserializer, Serialize, Serializer};
    pub use std::vec::Vec;

    /// What generated code calls for enumeration types.
    pub mod enums {
        pub use crate::enums::{SENTINEL, deserialize, from_name, write_json, write_literal};
    }

    /// The patch type of a structured type.
    pub type PatchOf<E> = <E as Structured>::Patch;
}
