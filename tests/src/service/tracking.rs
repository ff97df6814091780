//! Sets whose changes are tracked, and what goes wrong with that.

use serde_json::Value;

use super::builder::{ServiceBuilder, SetupError};
use super::handle::Service;
use crate::answer::{ChangeTracking, Reply, Target};
use crate::path::Template;
use crate::sources::Source;

impl ServiceBuilder {
    /// Has the service track the changes of a set, which is declared with this template, or by metadata: `/users`.
    ///
    /// Paths that lead to entities of the set by a navigation property have no changes of their own.
    pub fn change_tracking(mut self, set: impl Into<String>, tracking: ChangeTracking) -> Self {
        self.tracked.push((set.into(), tracking));
        self
    }
}

impl Service {
    /// Removes the entity at `path`, which is percent-encoded and begins below the base path; whether there was one.
    pub fn remove(&self, path: &str) -> bool {
        let mut store = self.shared.store();
        let Ok((target, resource)) = Target::at(&self.shared.rules, &store, path) else {
            return false;
        };
        let Some(key) = resource.found.as_deref() else {
            return false;
        };
        let is_gone = store.remove(&target.place, key).is_some();
        store.remove_below(&self.shared.rules.sources, &target.place, key);
        is_gone
    }

    /// Forgets which changes there were: every delta and next link of a delta that was given out until now is answered with 410.
    pub fn expire_deltas(&self) {
        self.shared.store().forget_changes();
    }
}

/// Finds the sets.
pub(super) fn of_sets(
    tracked: Vec<(String, ChangeTracking)>,
    sources: &[Source],
) -> Result<Vec<(usize, ChangeTracking)>, SetupError> {
    let mut out = Vec::new();
    for (set, tracking) in tracked {
        let template = Template::parse(&set).map_err(SetupError)?;
        let template = template.into_set();
        let at = sources
            .iter()
            .position(|source| !source.is_singleton && source.template == template);
        let at = at.ok_or_else(|| {
            SetupError(format!(
                "changes of '{set}' are to be tracked, and there is no such set"
            ))
        })?;
        out.push((at, tracking));
    }
    Ok(out)
}

/// The page of a delta with a next link to the same page, at another URL.
pub(super) fn repeated(mut reply: Reply, url: &str) -> Reply {
    if let Ok(Value::Object(mut page)) = serde_json::from_slice(&reply.body)
        && page.contains_key("value")
    {
        page.remove("@odata.deltaLink");
        let separator = if url.contains('?') { '&' } else { '?' };
        page.insert(
            "@odata.nextLink".to_owned(),
            format!("{url}{separator}again=true").into(),
        );
        reply.body = Value::Object(page).to_string().into_bytes();
    }
    reply
}

/// A page with each item twice.
pub(super) fn doubled(mut reply: Reply) -> Reply {
    if let Ok(Value::Object(mut page)) = serde_json::from_slice(&reply.body)
        && let Some(Value::Array(items)) = page.get_mut("value")
    {
        let twice = items
            .iter()
            .flat_map(|item| [item.clone(), item.clone()])
            .collect();
        *items = twice;
        reply.body = Value::Object(page).to_string().into_bytes();
    }
    reply
}
