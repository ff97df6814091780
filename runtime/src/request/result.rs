//! Requests that begin at the results of others in a batch, or name them.

use super::Request;
use crate::error::Error;
use crate::path::{LinkTarget, foreign_result, result, result_path};
use crate::structure::BindTo;

/// Why a request is not sent.
const ALONE: Error = Error::Batch(
    "it names the result of a request of a batch: add it to that batch, after that request, and send it there",
);

impl<R> Request<R> {
    /// Every path in it: its own, and those of entities that it names.
    fn paths_mut(&mut self) -> impl Iterator<Item = &mut String> {
        let parts = &mut *self.parts;
        let own = parts.path.as_mut().ok().filter(|_| !parts.is_id);
        let body = parts.body.as_mut().and_then(|body| body.as_mut().ok());
        let binds = body.into_iter().flat_map(|body| &mut body.binds);
        let links = binds.flat_map(|bind| match &mut bind.to {
            BindTo::One(link) => std::slice::from_mut(link),
            BindTo::Many(links) => links.as_mut_slice(),
            BindTo::Nothing | BindTo::Refused(_) => &mut [],
        });
        let targets = parts.reference.as_mut().into_iter().chain(links);
        own.into_iter().chain(targets.filter_map(|target| match target {
            LinkTarget::Path(path) => Some(path),
            LinkTarget::Id(_) | LinkTarget::Fault(_) => None,
        }))
    }

    /// Adds it to a batch: the requests of the batch whose results it names; or none, if it names the result of a request that
    /// is not in this batch before it.
    pub(crate) fn add_to_batch(&mut self, batch: u64, before: usize) -> Option<Vec<usize>> {
        let mut named = Vec::new();
        for path in self.paths_mut() {
            if let Some((of, request, rest)) = foreign_result(path) {
                if of != batch || request >= before {
                    return None;
                }
                named.push(request);
                *path = result_path(request, rest);
            }
        }
        Some(named)
    }

    /// Puts the path of an entity in the place of a result.
    pub(crate) fn resolve(&mut self, request: usize, entity: &str) {
        for path in self.paths_mut() {
            if let Some((of, rest)) = result(path)
                && of == request
            {
                *path = format!("{entity}{rest}");
            }
        }
    }
}

/// A path is sent in its batch only.
pub(super) fn in_its_batch(path: &str) -> Result<&str, Error> {
    match foreign_result(path) {
        Some(_) => Err(ALONE),
        None => Ok(path),
    }
}

/// What a body names, as of a path.
pub(super) fn known_in_its_batch(target: &LinkTarget) -> Result<(), Error> {
    match target {
        LinkTarget::Path(path) => in_its_batch(path).map(drop),
        LinkTarget::Id(_) | LinkTarget::Fault(_) => Ok(()),
    }
}
