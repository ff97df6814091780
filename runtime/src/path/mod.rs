//! Paths: templates filled with keys, each of which stays where it was put.

mod allowed;
mod any;
mod encode;
mod endpoint;
mod error;
mod key;
mod related;
mod result;
mod template;

pub use allowed::{
    Allowed, ByFunction, ByPreference, Deletable, Everything, HasDelta, Insertable, No, RefersToMany,
    RefersToOne, RelatedEntities, RelatedEntity, RelatedMember, TracksChanges, Untracked, Updatable, Yes,
};
pub use any::AnyPath;
pub(crate) use encode::{push as push_segment, push_query, push_query_name};
pub use endpoint::{CollectionPath, EntityPath};
pub(crate) use endpoint::{Endpoint, LinkTarget};
pub use error::{PathError, PathErrorKind};
pub use key::{Key, KeyOf, KeyWriter};
pub(crate) use key::{append_key, url_literal};
pub use related::{Access, Leads};
pub(crate) use result::{foreign_result, result, result_path};
pub use template::{Encode, KeyForm, PathPart, Reserved};
pub(crate) use template::{Keys, Template};
