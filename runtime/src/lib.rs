#![doc = include_str!("../docs/crate.md")]

// The modules in layers: each uses only those before it. The order is in `tests/tidy/layers/runtime.txt`, which a test
// compares with this one and with the imports; blank lines part groups, as rustfmt sorts what is in one.
mod headers;
mod limits;
mod members;
mod random;
mod status;
mod text;
mod transcode;
mod url;

pub mod edm;

mod reader;

mod types;

mod fault;

mod json;

mod value;

mod path;

mod enums;
mod flags;

mod error;
mod query;

mod structure;

mod schema;

mod origin;

mod link;
pub mod profile;

pub mod call;

mod request;

mod endpoint;
mod paging;

pub mod batch;
#[cfg(feature = "client")]
pub mod client;

mod private;

pub use call::auth::{AccessToken, TokenRequest};
pub use call::retry::{Attempts, RetryPolicy};
#[cfg(feature = "client")]
pub use client::{Client, FixedToken, TokenProvider};
pub use enums::{EnumType, UnknownMember};
pub use error::{
    Accepted, DecodeError, Error, ErrorDetail, LinkError, ServiceError, TransportError, TransportErrorKind,
};
pub use fault::{QueryError, TextError, Unrepresentable};
pub use flags::{Flags, FlagsType};
pub use json::JsonWriter;
pub use limits::{Throttle, retry_after};
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
pub use path::{
    AnyPath, CollectionPath, Deletable, EntityPath, Insertable, Key, KeyOf, KeyWriter, PathError,
    PathErrorKind, Updatable,
};
pub use profile::Profile;
pub use query::{
    Additive, DateValue, Expand, ExpandRef, Expansion, Expr, Filter, Forms, InstantValue, IntoOperand,
    Levels, NavigationPath, NavigationProperty, Number, Operand, OrderBy, OrderTerms, Ordered, Property,
    PropertyPath, Selectable, Selection, Step, TextValue, TimeValue,
};
pub use reader::{JsonReader, ReadError, Readable};
pub use request::{
    Answer, Asks, AsksForMany, EntityTag, Explanation, FromResponse, Json, Links, Media, Page, Request,
    Single, Tagged, Written,
};
pub use structure::read::{AppliedJson, NavigationField};
pub use structure::union::UnionType;
pub use structure::{ComplexType, CreateBody, IntoCreateBody, OpenMap, OpenPatch, Part, Patch, Structured};
pub use types::{DerivedType, Entity, Many, Multiplicity, One, Scopes, ToMany, TypeTag, Typed};
pub use value::{
    Boxed, Change, ChangeOf, Detail, EdmFormat, EdmKind, EdmType, EdmValue, IntoChange, IntoNonNull, Merge,
    NonNullChange, NonNullChangeOf, With,
};

/// The path of a call that no struct was written for: its template is checked when the program is compiled, and against the
/// schema, if there is one.
#[doc = include_str!("../docs/path.md")]
#[macro_export]
macro_rules! path {
    ($($t:tt)*) => { $crate::__private::path!(($crate) $($t)*) };
}

/// What generated code calls. Not for use by hand: it changes with the derives.
#[doc(hidden)]
pub mod __private {
    pub use crate::private::*;
}
