#![doc = include_str!("../docs/crate.md")]

// The modules in layers: each uses only those before it. The order is in `tests/tidy/layers/runtime.txt`, which a test
// compares with this one and with the imports; blank lines part groups, as rustfmt sorts what is in one.
mod headers;
mod limits;
mod members;
mod random;
mod ranges;
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
pub mod query;

mod structure;

mod schema;

mod origin;

mod link;
pub mod profile;

pub mod call;

mod request;

mod operation;

mod endpoint;
mod paging;

pub mod delta;
pub mod transfer;

pub mod batch;
#[cfg(feature = "client")]
pub mod client;

mod private;

// Documentation alone, with code that is compiled: nothing of it is in a program.
#[cfg(all(feature = "client", any(doc, doctest)))]
pub mod guide;

pub use call::auth::{AccessToken, TokenRequest};
pub use call::retry::{Attempts, RetryPolicy};
#[cfg(feature = "client")]
pub use client::{Client, FixedToken, TokenProvider};
pub use delta::{DeltaItem, DeltaLink, DeltaPage};
pub use enums::{EnumType, UnknownMember};
pub use error::{
    Accepted, DecodeError, DeltaError, Error, ErrorDetail, LinkError, ResyncRequired, ServiceError,
    TransportError, TransportErrorKind,
};
pub use fault::{QueryError, TextError, Unrepresentable};
pub use flags::{Flags, FlagsType};
pub use json::JsonWriter;
pub use limits::{Throttle, retry_after};
pub use link::{AnswerUrl, LinkBase};
#[doc(inline)]
#[doc = include_str!("../docs/action.md")]
pub use odata_entity_macros::Action;
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
#[doc(inline)]
#[doc = include_str!("../docs/function.md")]
pub use odata_entity_macros::Function;
#[doc(inline)]
#[doc = include_str!("../docs/projection.md")]
pub use odata_entity_macros::Projection;
pub use operation::{Collection, Operation};
pub use origin::Origin;
pub use paging::Pager;
pub use path::{AnyPath, CollectionPath, EntityPath, Key, KeyWriter, PathError, PathErrorKind};
pub use profile::Profile;
#[doc(inline)]
pub use query::{Expand, Filter, NavigationProperty, OrderBy, Property, PropertyPath};
pub use reader::{JsonReader, ReadError};
pub use request::{
    Answer, EntityTag, Explanation, FromResponse, Json, Linked, Links, Media, Page, Projection, Reference,
    Request, Single, Tagged, Upload, Written,
};
pub use structure::read::{Apply, Related};
pub use structure::union::UnionType;
pub use structure::{ComplexType, CreateBody, OpenPatch, Part, Patch, Structured};
pub use types::{DerivedType, Entity, Many, One, Scopes, TypeTag};
pub use value::{Boxed, Change, EdmFormat, EdmKind, EdmType, EdmValue, NonNullChange, With};

/// What methods of this crate take and give, for generic code of your own: you rarely name it otherwise.
///
/// A function over any entity that is patched has the bounds `E: Entity + Structured`; one over any path that can be changed
/// names what the path allows:
///
/// ```
/// use odata_entity::bounds::{Allowed, Updatable, Yes, No};
/// use odata_entity::{Entity, EntityPath, Request, Structured, Written};
///
/// fn update<E: Entity + Structured, A: Updatable>(path: &EntityPath<E, A>, patch: &E::Patch) -> Request<Written<E>> {
///     path.patch(patch)
/// }
///
/// /// A path that the service's metadata restricts, in a struct: changed it can be, not created, not deleted.
/// struct Settings<E> {
///     path: EntityPath<E, Allowed<Yes, No, No>>,
/// }
/// ```
pub mod bounds {
    pub use crate::endpoint::{JsonBody, OfCollection, OfEntity};
    pub use crate::enums::OtherName;
    pub use crate::operation::{Bindable, Callable};
    pub use crate::path::{
        Access, Allowed, ByFunction, ByPreference, Deletable, Everything, HasDelta, Insertable, KeyOf, Leads,
        No, RefersToMany, RefersToOne, RelatedEntities, RelatedEntity, RelatedMember, TracksChanges,
        Untracked, Updatable, Yes,
    };
    pub use crate::query::{ComparedByOperator, ComparedWithEntity, IntoOperand, Operand};
    pub use crate::reader::{ReadBySerde, Readable};
    pub use crate::request::{
        Asks, AsksForMany, AwaitClientSend, AwaitItemsByTryNext, FieldOf, GoOverPageDotValue, LeadsTo,
        NavigationFieldOf, TagText,
    };
    pub use crate::structure::read::{AppliedJson, NavigationField, Unread};
    pub use crate::structure::union::{Kept, UnionFormat};
    pub use crate::structure::{DeepValue, IntoCreateBody, OpenMap};
    pub use crate::types::{Multiplicity, ToMany, Typed};
    pub use crate::value::{
        BySerde, ChangeOf, Detail, IntoChange, IntoNonNull, Merge, NonNullChangeOf, SerdeFormat,
    };
}

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
