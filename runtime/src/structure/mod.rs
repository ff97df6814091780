//! Structured types: how a patch is made of the user's values, walked over and written.
//!
//! The derives emit one walk over a pair of values ([`Structured::changes`]) and one over a pair of patches
//! ([`Patch::walk`]); everything else is done here, once for all types.

mod bind;
mod body;
mod body_kind;
mod create;
mod debug;
mod deep;
mod dictionary;
mod diff;
pub(crate) mod emitted;
mod extras;
mod handed;
mod open;
mod part;
mod patch;
pub(crate) mod read;
mod source;
mod tag;
pub(crate) mod union;
mod wide_number;

pub use create::{CreateBody, IntoCreateBody};
pub use debug::{Hidden, debug_fields, debug_variant, hidden, patch_debug};
pub use deep::DeepValue;
pub use diff::{diff, diff_lossy, to_patch};
pub use extras::Extras;
pub use open::{OpenMap, OpenPatch};
pub use part::{ComplexType, Part, complex_apply, complex_changed, complex_read, complex_write};
pub use patch::{Patch, Visitor, Walk, own_groups, patch_clone, patch_eq, patch_serialize};
pub use source::{PatchOf, Source, Structured};

pub(crate) use bind::{Bind, BindTo, bound_members};
pub(crate) use body::{PatchBody, patch_body};
pub(crate) use body_kind::body_of;
pub use body_kind::{BodyKind, WriteBody};
pub(crate) use handed::{GivenBody, given_body};
pub(crate) use part::write_replacement;
