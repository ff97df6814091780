//! Redfish: the management of servers by DMTF's standard
//! ([DSP0266](https://www.dmtf.org/dsp/DSP0266)).
//!
//! - links are [`Linked`](crate::Linked): a reference that is followed, or what was expanded;
//! - the members of a collection are the items of a [`Page`](crate::Page), references by [`linked`](crate::Request::linked);
//! - [`actions`]: the actions that a resource has, each with its target;
//! - [`settings`]: the settings resource, which takes what is applied later;
//! - [`session`]: logging in and out; [`provider`] does both for a client;
//! - long work is a [task](crate::Written::Accepted), whose monitor `Client::wait_for` asks;
//! - an array that is padded with null is `Vec<Option<T>>`.

pub mod actions;
#[cfg(feature = "client")]
pub mod provider;
pub mod session;
pub mod settings;

use super::{Atomicity, BatchFormat, ErrorInSuccess, Profile, generic, host};
use crate::query::Forms;

/// The member that has the items of a list.
pub(super) const ITEMS: &str = "Members";

/// What an error adds where such a list is read by another profile.
pub(super) const ITEMS_HINT: &str =
    "; `Members` is the list of Redfish services: give the client `redfish::profile()`";

/// Whether a base URL is the service root of a Redfish service.
pub(super) fn is_of(base_url: &str) -> bool {
    host::path(base_url).is_some_and(|path| host::begins_with(path, "/redfish/v1"))
}

/// The profile of Redfish services. A client for a base URL that ends in `/redfish/v1` has it by default; where your paths begin
/// with that, and the base URL is that of the machine, give the client the profile.
///
/// | setting | value | source in DSP0266 |
/// |---|---|---|
/// | `batch` | none | it has no batches |
/// | `entity_tags` | by type | "ETags": a service *may* answer 428; where yours does, set [`EntityTags::Changes`](super::EntityTags::Changes) |
/// | `items` | `Members`, with `Members@odata.nextLink` | "Resource collections", "Next link (Members@odata.nextLink) property" |
/// | `bare_tag` | refused: 400 with `NoOperation` | "PATCH (update)", "Modification success responses" |
/// | `error_in_success` | by the messages' severity | "POST (action)", "Error responses" |
/// | `unbinds_with_null` | no: links are arrays of references | "Links property" |
/// | `forms.in_operator` | no | "The $filter query parameter" |
/// | `forms.bare_enum_members` | yes: `SystemType eq 'Physical'` | the same |
///
/// ```
/// use odata_entity::profile::{EntityTags, redfish};
///
/// // Of a service that answers 428 to a PATCH without `If-Match`.
/// let profile = redfish::profile().entity_tags(EntityTags::Changes);
/// assert_eq!(profile.items, "Members");
/// ```
pub fn profile() -> Profile {
    Profile {
        batch: BatchFormat::None,
        atomicity: Atomicity::None,
        batch_limit: 1,
        items: ITEMS,
        bare_tag: false,
        error_in_success: ErrorInSuccess::BySeverity,
        unbinds_with_null: false,
        forms: Forms {
            in_operator: false,
            bare_enum_members: true,
            ..Forms::standard()
        },
        ..generic::profile()
    }
}
