//! References to the results of earlier requests: `$1`.

use super::run::{BatchRun, State};
use super::{Entry, Handle};
use crate::error::Error;
use crate::link::{AnswerUrl, url_of};
use crate::path::{AnyPath, EntityPath};
use crate::request::{Tagged, Written};
use crate::types::Entity;
use http::header::LOCATION;
use http::{HeaderName, Method, Response};

const ENTITY_ID: HeaderName = HeaderName::from_static("odata-entityid");

/// Why a reference is not sent to a service that does not document it.
pub(super) const NOT_DOCUMENTED: Error = Error::Batch(
    "the service documents no references to results in a batch (`Profile::batch_references`): send the earlier request first, \
     and use the key of what it gives back",
);

/// Why a request whose reference leads out of its batch is not sent again.
const NO_URL: Error = Error::Batch(
    "it is to be sent again, in another batch than the request whose result it names, and the answer to that one has no URL of the \
     entity at this service",
);

impl<R> Handle<R> {
    /// The path of what the request gives back, for later requests of the same batch; [`reference`](Handle::reference) has it
    /// with its type. `any_reference().entity::<Order>()` and `any_reference().collection::<Order>()` give it one.
    pub fn any_reference(&self) -> AnyPath {
        AnyPath::of_result(self.id.batch, self.id.index)
    }
}

impl<E: Entity> Handle<E> {
    /// The path of the entity that the request gives back, for later requests of the same batch
    /// ([OData Protocol 4.01, 11.7.3.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ReferencingNewEntities)):
    /// they can begin there (`$1/Orders`), bind it, and name it in `add_ref` and `set_ref`. A request that has such a path comes after
    /// this one without further words (`dependsOn`).
    ///
    /// It is an error of that request if the service documents no such references
    /// ([`Profile::batch_references`](crate::Profile::batch_references); Microsoft Graph), if it is sent outside the batch, and in
    /// `remove_ref` and `remove_ref_by_id`, which need a key.
    pub fn reference(&self) -> EntityPath<E> {
        self.any_reference().entity()
    }
}

impl<E: Entity> Handle<Written<E>> {
    /// The path of the entity that the request creates or changes, for later requests of the same batch; as of a request that
    /// reads one ([`reference`](Handle::<E>::reference)).
    ///
    /// ```
    /// use odata_entity::Entity;
    /// use odata_entity::batch::Batch;
    ///
    /// #[derive(Entity)]
    /// #[odata(type = "shop.order", path = "/Orders/{id}")]
    /// struct Order {}
    ///
    /// #[derive(Entity)]
    /// #[odata(type = "shop.customer", path = "/Customers/{id}")]
    /// struct Customer {
    ///     #[odata(navigation)]
    ///     orders: Option<Vec<Order>>,
    /// }
    ///
    /// let mut batch = Batch::new();
    /// let customer = batch.add(Customer::collection().create(&Customer { orders: None }));
    /// // POST $0/orders, done after the first and only if that succeeds.
    /// let order = batch.add(customer.reference().to(Customer::ORDERS).create(&Order {}));
    /// ```
    pub fn reference(&self) -> EntityPath<E> {
        self.any_reference().entity()
    }
}

impl<E: Entity> Handle<Tagged<E>> {
    /// The path of the entity that the request gives back, for later requests of the same batch; as of a request that reads
    /// one without its tag ([`reference`](Handle::<E>::reference)).
    pub fn reference(&self) -> EntityPath<E> {
        self.any_reference().entity()
    }
}

impl BatchRun {
    /// Puts the paths of the entities in the places of results that are there already: in another batch a reference to them
    /// leads nowhere.
    pub(super) fn resolve(&mut self, index: usize) -> Result<(), Error> {
        let mut found = Vec::new();
        for &other in &self.items[index].named {
            if let State::Done(Ok(answer)) = &self.states[other] {
                let method = self.items[other].request.method();
                let path = entity_path(answer, method, &self.base_url).ok_or(NO_URL)?;
                found.push((other, path));
            }
        }
        if found.is_empty() {
            return Ok(());
        }
        let item = &mut self.items[index];
        for (other, path) in &found {
            item.request.resolve(*other, path);
        }
        item.named
            .retain(|other| found.iter().all(|(found, _)| found != other));
        if let State::Pending(job, _) = &mut self.states[index] {
            job.entry = Entry::new(&item.request, &self.base_url, &self.profile)?;
        }
        Ok(())
    }
}

/// The path below the base URL of the entity that an answer is about: `OData-EntityId`, else `Location`, else what was asked
/// for, unless it was a collection or an operation (POST).
fn entity_path(answer: &Response<Vec<u8>>, method: &Method, base_url: &str) -> Option<String> {
    if !answer.status().is_success() {
        return None;
    }
    let url = |name| url_of(answer.headers(), answer.extensions(), name);
    let asked = || {
        let AnswerUrl(url) = answer.extensions().get::<AnswerUrl>()?;
        let url = url.to_string();
        let path = url.split('?').next().unwrap_or_default();
        (method != Method::POST).then(|| path.to_owned())
    };
    let url = url(ENTITY_ID).or_else(|| url(LOCATION)).or_else(asked)?;
    let path = url.strip_prefix(base_url)?;
    path.starts_with('/').then(|| path.to_owned())
}
