//! The links that a body binds, as the service takes them.

use super::result::known_in_its_batch;
use crate::error::Error;
use crate::profile::Profile;
use crate::structure::{Bind, BindTo};

/// Whether the service takes these links in one request.
pub(super) fn check_binds(binds: &[Bind], profile: &Profile) -> Result<(), Error> {
    for bind in binds {
        let links = match &bind.to {
            BindTo::One(link) => std::slice::from_ref(link),
            BindTo::Many(links) => links,
            BindTo::Nothing | BindTo::Refused(_) => &[],
        };
        links.iter().try_for_each(known_in_its_batch)?;
        if bind.to == BindTo::Nothing && !profile.unbinds_with_null {
            return Err(bind.error(format!(
                "cannot be unbound by a body at this service: send `DELETE …/{}/$ref`",
                bind.property
            )));
        }
    }
    let count: usize = binds.iter().map(Bind::len).sum();
    match (profile.bind_limit, binds.last()) {
        (Some(limit), Some(last)) if count > limit => Err(last.error(format!(
            "is bound in a request with {count} links, and the service takes {limit} in one: send the others in further requests"
        ))),
        _ => Ok(()),
    }
}
