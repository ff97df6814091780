#![doc = include_str!("../docs/crate.md")]
#![doc(test(attr(deny(unused_imports))))]
// Where the links of the users' own docs lead when this crate's docs are not beside them.
#![doc(html_root_url = "https://docs.rs/odata-entity/0.1.0")]
// On docs.rs each item shows the feature that it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

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

pub mod error;
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

// Names by what they are for, and nothing else.
pub mod auth;
pub mod model;
pub mod patch;
pub mod paths;
pub mod response;
pub mod retry;
pub mod values;

mod private;

// Documentation alone, with code that is compiled: nothing of it is in a program.
#[cfg(all(feature = "client", any(doc, doctest)))]
#[cfg_attr(docsrs, doc(auto_cfg = false))]
pub mod guide;

// What nearly every user names: shown at the root.
#[cfg(feature = "client")]
#[doc(inline)]
pub use client::Client;
pub use enums::EnumType;
#[doc(inline)]
pub use error::Error;
pub use flags::Flags;
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
pub use path::{CollectionPath, EntityPath};
#[doc(inline)]
pub use profile::Profile;
#[doc(inline)]
pub use query::{Filter, Property};
pub use request::{EntityTag, Explanation, Json, Page, Projection, Request, Tagged, Written};
pub use structure::ComplexType;
pub use types::Entity;
pub use value::{Change, EdmValue, NonNullChange};

// All others, which the docs show in the modules: by what they are for.
#[doc(no_inline)]
pub use auth::{AccessToken, Origin, TokenRequest};
#[cfg(feature = "client")]
#[doc(no_inline)]
pub use client::{FixedToken, TokenProvider};
#[doc(no_inline)]
pub use delta::{DeltaItem, DeltaLink, DeltaPage};
#[doc(no_inline)]
pub use error::{
    Accepted, DecodeError, DeltaError, ErrorDetail, LinkError, PathError, PathErrorKind, QueryError,
    ReadError, ResyncRequired, ServiceError, TextError, TransportError, TransportErrorKind, UnknownMember,
    Unrepresentable,
};
#[doc(no_inline)]
pub use model::{Collection, DerivedType, Many, One, Operation, Related, Scopes, TypeTag};
#[doc(no_inline)]
pub use patch::{Apply, CreateBody, OpenPatch, Part, Patch, Structured};
#[doc(no_inline)]
pub use paths::{AnyPath, Key, KeyWriter};
#[doc(no_inline)]
pub use query::{Expand, NavigationProperty, OrderBy, PropertyPath};
#[doc(no_inline)]
pub use response::{
    Answer, AnswerUrl, FromResponse, LinkBase, Linked, Links, Media, Pager, Reference, Single, Upload,
};
#[doc(no_inline)]
pub use retry::{Attempts, RetryPolicy, Throttle, retry_after};
#[doc(no_inline)]
pub use values::{Boxed, EdmFormat, EdmKind, EdmType, FlagsType, JsonReader, JsonWriter, UnionType, With};

/// Write code that is generic over your types: what methods of this crate take and give. You rarely name it otherwise.
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
    pub use crate::structure::read::{AppliedJson, Members, NavigationField, RestrictedTo, To, Unread};
    pub use crate::structure::union::{Kept, UnionFormat};
    pub use crate::structure::{DeepValue, IntoCreateBody, OpenMap, WriteBody};
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
