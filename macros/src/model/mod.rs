//! What a derive knows of the user's type, spans kept: read once, then only looked at.

mod call;
mod discriminant;
mod enumeration;
mod facts;
mod field;
mod newtype;
mod operation;
mod path;
mod projection;
pub(crate) mod spelling;
mod structured;
pub(crate) mod types;
mod union;
mod unusable;

pub(crate) use call::PathCall;
pub(crate) use enumeration::{Enumeration, Other, Variant};
#[cfg(feature = "schema")]
pub(crate) use facts::{Fixed, PathFacts};
pub(crate) use facts::{Forbidden, Known, Reserved, Tracked};
pub(crate) use field::{Docs, Field, Shape, TYPE_TAG, is_carried};
pub(crate) use newtype::Newtype;
pub(crate) use operation::{Operation, OperationKind, OperationPath, Parameter};
pub(crate) use path::Path;
pub(crate) use projection::Projection;
pub(crate) use structured::{TypeModel, TypeShape};
pub(crate) use union::Union;
