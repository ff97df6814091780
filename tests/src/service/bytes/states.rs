//! Entities that reach a state after some polls.

use std::collections::VecDeque;

use serde_json::{Map, Value};

use super::{is_read, lock};
use crate::answer::{Call, Target, seed};
use crate::service::shared::Shared;
use crate::service::{Service, SetupError};

/// A state that an entity reaches.
#[derive(Debug)]
struct State {
    path: String,
    polls: u32,
    members: Map<String, Value>,
    retry_after: Option<String>,
}

/// The states to come, in the order in which they were declared.
#[derive(Debug, Default)]
pub(super) struct States(VecDeque<State>);

impl Service {
    /// Lets the entity at `path` reach a state: it is read this many times as it is, then it has these members. Several states of one entity
    /// follow each other. `retry_after` is what the answers before have in `Retry-After`.
    ///
    /// # Errors
    /// `members` is no JSON object.
    pub fn reach_after(
        &self,
        path: &str,
        polls: u32,
        members: impl Into<Value>,
        retry_after: Option<&str>,
    ) -> Result<(), SetupError> {
        let Value::Object(members) = members.into() else {
            return Err(SetupError(format!(
                "what '{path}' is to become is no JSON object"
            )));
        };
        lock(&self.shared.bytes.states).0.push_back(State {
            path: path.to_owned(),
            polls,
            members,
            retry_after: retry_after.map(str::to_owned),
        });
        Ok(())
    }
}

/// Notes that an entity is read; how long the client is to wait before the next time.
pub(super) fn polled(shared: &Shared, call: &Call<'_>) -> Option<String> {
    if !is_read(call.method) {
        return None;
    }
    let reached = {
        let mut states = lock(&shared.bytes.states);
        let at = states.0.iter().position(|state| state.path == call.path)?;
        let state = states.0.get_mut(at)?;
        if state.polls > 0 {
            state.polls -= 1;
            return state.retry_after.clone();
        }
        states.0.remove(at)?
    };
    let mut store = shared.store();
    let row = Target::at(&shared.rules, &store, call.path).ok();
    let members =
        row.and_then(|(target, resource)| Some(resource.row(&target, &store).ok()?.members.clone()));
    let mut members = members.unwrap_or_default();
    members.extend(reached.members);
    // One that its type does not allow stays away, and the test sees that.
    let _ = seed(&shared.rules, &mut store, call.path, &members);
    None
}
