//! The faults that are still to happen.

use http::Method;

use super::declaration::Fault;
use super::effect::Effect;

/// An injected fault, by which its hits can be counted.
///
/// ```
/// use odata_entity_testing::{Fault, Service};
///
/// let service = Service::builder().start_blocking();
/// let outage = service.inject(Fault::status(503).times(2));
/// assert_eq!(service.hits(outage), 0); // no request yet
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct FaultId(usize);

/// All injected faults, in the order of their injection.
#[derive(Debug, Default)]
pub(crate) struct Plan {
    /// Each with its number of hits; cleared ones stay for their count, with no fault.
    faults: Vec<(Option<Fault>, u64)>,
}

impl Plan {
    pub(crate) fn inject(&mut self, fault: Fault) -> FaultId {
        self.faults.push((Some(fault), 0));
        FaultId(self.faults.len() - 1)
    }

    pub(crate) fn count(&self, id: FaultId) -> u64 {
        self.faults.get(id.0).map_or(0, |(_, hits)| *hits)
    }

    pub(crate) fn clear(&mut self) {
        for (fault, _) in &mut self.faults {
            *fault = None;
        }
    }

    /// What happens to a request, if anything: the effect of the first fault that hits it.
    pub(crate) fn effect(&mut self, method: &Method, path: &str, in_batch: bool) -> Option<Effect> {
        self.faults.iter_mut().find_map(|(fault, hits)| {
            let fault = fault.as_mut()?;
            if !fault.hits(method, path, in_batch) {
                return None;
            }
            *hits += 1;
            Some(fault.effect.clone())
        })
    }
}
