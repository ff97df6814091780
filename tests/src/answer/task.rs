//! A request whose path was found to lead somewhere.

use super::Call;
use super::preference::Preferences;
use super::problem::Problem;
use super::rules::Rules;
use super::target::{Resource, Target};
use crate::path::resolve;
use crate::store::Store;

/// All that is known of a request before it is done.
pub(crate) struct Task<'t> {
    pub(crate) rules: &'t Rules,
    pub(crate) call: &'t Call<'t>,
    pub(crate) target: Target<'t>,
    pub(crate) resource: Resource,
    pub(crate) preferences: Preferences,
}

impl<'t> Task<'t> {
    pub(crate) fn new(rules: &'t Rules, store: &Store, call: &'t Call<'t>) -> Result<Self, Problem> {
        let address = resolve(&rules.sources, call.path)?;
        let (target, resource) = Target::locate(rules, store, address)?;
        Ok(Self {
            rules,
            call,
            target,
            resource,
            preferences: Preferences::read(call.headers),
        })
    }
}
