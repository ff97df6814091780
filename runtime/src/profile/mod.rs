//! Fit a service: [`Profile`] is what differs from one to another, apart from the URL. A module for each service that is known.
//!
//! ```
//! use odata_entity::profile::{BatchFormat, Profile, business_central, graph};
//!
//! // By its host, as a client finds it; of a service that is known; of your own.
//! let found = Profile::of("https://graph.microsoft.com/v1.0");
//! assert_eq!(found.batch_limit, graph::profile().batch_limit);
//! let known = business_central::profile();
//! let own = Profile::odata().batch(BatchFormat::None);
//! # let _ = (known, own);
//! ```

pub mod business_central;
pub mod dataverse;
pub mod generic;
pub mod graph;
mod host;
pub mod redfish;
mod rewrite;
pub mod sap;

pub use rewrite::Rewrite;

use crate::query::Forms;
use crate::random::uuid;
use http::{HeaderName, HeaderValue, Request, Response};
use std::time::Duration;

/// Declares [`Profile`] and a setter for each of its settings, of one list: no setting can lack its setter.
macro_rules! profile {
    ($($(#[$doc:meta])* $name:ident: $ty:ty,)*) => {
        /// How a service behaves, as settings. Those of known services are in the modules here; every other service is described by
        /// [`odata`](Self::odata) and setters:
        ///
        /// ```
        /// use odata_entity::profile::{BatchFormat, EntityTags, Profile};
        ///
        /// let profile = Profile::odata()
        ///     .batch(BatchFormat::Multipart)
        ///     .batch_limit(50)
        ///     .entity_tags(EntityTags::Changes);
        /// assert_eq!(profile.batch_limit, 50);
        /// ```
        ///
        /// What services differ in only by what they send (throttle headers, the form of errors, ids of requests) is no setting:
        /// every form that is known is read from every service.
        #[derive(Clone, Debug)]
        #[non_exhaustive]
        #[must_use = "a profile changes nothing until a client has it"]
        pub struct Profile {
            $($(#[$doc])* pub $name: $ty,)*
        }

        /// One setter for each setting.
        impl Profile {
            $(
                #[doc = concat!("Sets [`", stringify!($name), "`](Self#structfield.", stringify!($name), ").")]
                pub fn $name(mut self, value: $ty) -> Self {
                    self.$name = value;
                    self
                }
            )*
        }
    };
}

profile! {
    /// The format of a batch, or that the service has none.
    batch: BatchFormat,
    /// Whether several changes in a batch can be done all or none.
    atomicity: Atomicity,
    /// How many requests one batch may hold.
    batch_limit: usize,
    /// How the URLs of requests in a batch are written.
    batch_urls: BatchUrls,
    /// Whether a batch has the header `Prefer: odata.continue-on-error`, without which a service can stop at the first request that
    /// fails
    /// ([OData Protocol 4.01, 8.2.8.3](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_Preferencecontinueonerrorodatacontinueonerror)).
    /// What is not done then ends as [`Error::NotDone`](crate::Error::NotDone).
    continue_on_error: bool,
    /// Whether a request of a JSON batch can begin at the result of an earlier one, or name it: `$1/Orders`, as the standard
    /// has it
    /// ([OData Protocol 4.01, 11.7.3.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ReferencingNewEntities)).
    /// Where it cannot, [`Handle::reference`](crate::batch::Handle::reference) is an error before anything is sent.
    batch_references: bool,
    /// The header for an id that the client makes up, a new one for each call: the service's owner finds the call by it.
    request_id: Option<&'static str>,
    /// The scope that tokens are requested for, unless the client's builder sets others: it is appended to the
    /// origin.
    scope: Option<&'static str>,
    /// The service's published limits on writes.
    write_limits: &'static [WriteLimit],
    /// Which writes need an entity tag, whatever their type has.
    entity_tags: EntityTags,
    /// Whether a PATCH of what is not there creates it, so that one without a condition is sent with `If-Match: *`.
    /// [`upsert`](crate::Request::upsert) and `If-None-Match` leave that out.
    guards_updates: bool,
    /// What makes a PATCH create what is not there.
    upsert: Upsert,
    /// Whether writes need a token against cross-site request forgery and the cookies of its session.
    csrf: bool,
    /// The name of the member that has the items of a collection: `value`. Where it is another one, the next link and the count have
    /// it in front of them: `Members@odata.nextLink`.
    items: &'static str,
    /// Whether a PATCH with nothing but a type tag is a request that the service takes. Otherwise
    /// [`allow_empty`](crate::Request::allow_empty) is an error.
    bare_tag: bool,
    /// What an answer with a success status is that holds nothing but an error.
    error_in_success: ErrorInSuccess,
    /// How many links one request may bind (`…@odata.bind`), if the service has such a limit.
    bind_limit: Option<usize>,
    /// Whether null in `…@odata.bind` unbinds a navigation property, as the standard has it
    /// ([OData JSON 4.01, 8.5](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BindOperation));
    /// else `DELETE …/$ref` does.
    unbinds_with_null: bool,
    /// How the service wants what a query can write in more than one way.
    forms: Forms,
    /// Whether a function without arguments is called with parentheses, as the standard has it: `delta()`
    /// ([OData URL Conventions 4.01, 4.5](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_AddressingOperations));
    /// else `delta`.
    empty_parentheses: bool,
    /// A prefix of paths, and what it is replaced by before a request is sent.
    alias: Option<(&'static str, &'static str)>,
    /// What is done to each answer before it is read, of a service that sends what is not OData.
    rewrite: Option<Rewrite>,
}

/// The format of a batch.
///
/// ```
/// use odata_entity::profile::{BatchFormat, Profile};
///
/// // `Client::send_batch` then sends the requests one by one.
/// let profile = Profile::odata().batch(BatchFormat::None);
/// assert_eq!(profile.batch, BatchFormat::None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BatchFormat {
    /// JSON
    /// ([OData JSON 4.01, 19](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BatchRequestsandResponses)).
    Json,
    /// `multipart/mixed`
    /// ([OData Protocol 4.01, 11.7.7](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_MultipartBatchFormat)).
    Multipart,
    /// The service has no batches: requests are sent one by one.
    None,
}

/// Whether several changes in a batch can be done all or none.
///
/// ```
/// use odata_entity::profile::{Atomicity, Profile};
///
/// // A change set is then an error before anything is sent.
/// let profile = Profile::odata().atomicity(Atomicity::None);
/// assert_eq!(profile.atomicity, Atomicity::None);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Atomicity {
    /// They cannot: the service refuses groups of changes, or ignores them.
    None,
    /// Each group by itself: a change set of a multipart batch, an `atomicityGroup` of a JSON one.
    Groups,
    /// Only the batch as one, which has the header `Isolation: snapshot`.
    Snapshot,
}

/// Which writes need an entity tag. One without is refused before it is sent.
///
/// A type can need one by itself: by `#[odata(etag = "required")]`, or by `Core.OptimisticConcurrency` of its entity set
/// ([OData Protocol 4.01, 8.2.4](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_HeaderIfMatch)).
///
/// ```
/// use odata_entity::profile::{EntityTags, Profile};
///
/// // Of a service that answers 428 to a change without `If-Match`.
/// let profile = Profile::odata().entity_tags(EntityTags::Changes);
/// assert_eq!(profile.entity_tags, EntityTags::Changes);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum EntityTags {
    /// Those of types that need one.
    ByType,
    /// Every PATCH, PUT and DELETE of an entity.
    Changes,
    /// Those, and every action that is bound to one entity.
    ChangesAndActions,
}

/// What makes a PATCH create what is not there ([`Request::upsert`](crate::Request::upsert)).
///
/// ```
/// use odata_entity::profile::{Profile, Upsert, dataverse};
///
/// assert_eq!(dataverse::profile().upsert, Upsert::Plain);
/// let profile = Profile::odata().upsert(Upsert::CreateIfMissing);
/// assert_eq!(profile.upsert, Upsert::CreateIfMissing);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Upsert {
    /// Nothing: it does so unless `If-Match` forbids it
    /// ([OData Protocol 4.01, 11.4.4](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_UpsertanEntity)).
    Plain,
    /// `Prefer: create-if-missing`.
    CreateIfMissing,
}

/// How the URLs of requests in a batch are written.
///
/// ```
/// use odata_entity::batch::{Batch, BatchStep};
/// use odata_entity::profile::{BatchUrls, Profile};
/// use odata_entity::{RetryPolicy, path};
/// use std::time::SystemTime;
///
/// let mut batch = Batch::new();
/// let deleted = batch.add(path!("/orders/{id}", "7").delete());
/// let profile = Profile::odata().batch_urls(BatchUrls::FromHost);
/// let mut run = batch.start("https://erp.example/api/v1", &profile, &RetryPolicy::new());
/// let BatchStep::Send(request) = run.step(SystemTime::UNIX_EPOCH) else { panic!("nothing to send") };
/// assert!(String::from_utf8_lossy(request.body()).contains(r#""url":"/api/v1/orders/7""#));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum BatchUrls {
    /// With a leading `/`, below the API version, as Graph has it: `/me/messages`.
    Rooted,
    /// Relative to the service root, as the standard has it: `People('a')`.
    Relative,
    /// With the path from the host on: `/api/data/v9.2/accounts`.
    FromHost,
    /// With scheme and host: `https://org.crm.dynamics.com/api/data/v9.2/accounts`.
    Absolute,
}

/// What `200` with the body `{"error":{…}}` is.
///
/// ```
/// use odata_entity::profile::{ErrorInSuccess, Profile, redfish};
///
/// assert_eq!(redfish::profile().error_in_success, ErrorInSuccess::BySeverity);
/// assert_eq!(Profile::odata().error_in_success, ErrorInSuccess::Failure);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorInSuccess {
    /// The service's error.
    Failure,
    /// The service's error if a message in it (`@Message.ExtendedInfo`) has another severity than `OK`, else a success
    /// without a body: Redfish answers actions and changes so
    /// ([DSP0266, "POST (Action)"](https://www.dmtf.org/dsp/DSP0266)).
    BySeverity,
}

/// Noted in an answer: [`ErrorInSuccess::BySeverity`].
#[derive(Clone, Copy)]
pub(crate) struct BySeverity;

/// Noted in an answer: the name of the member that has the items of a page, where it is not `value`.
#[derive(Clone, Copy)]
pub(crate) struct ItemsName(pub(crate) &'static str);

/// A published limit on writes.
///
/// ```
/// use odata_entity::profile::graph;
///
/// let limit = graph::profile().write_limit("/deviceManagement/managedDevices").expect("Intune has one");
/// assert!(limit.writes > 0 && !limit.per.is_zero());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteLimit {
    /// The path below the API version that it is for, and what is below that.
    pub path: &'static str,
    /// How many writes.
    pub writes: u32,
    /// In how much time.
    pub per: Duration,
}

/// Whether a base URL is of a service, and the profile of that.
type Known = (fn(&str) -> bool, fn() -> Profile);

/// The services that are known by their URLs.
const KNOWN: [Known; 5] = [
    (graph::is_of, graph::profile),
    (dataverse::is_of, dataverse::profile),
    (business_central::is_of, business_central::profile),
    (sap::is_of, sap::profile),
    (redfish::is_of, redfish::profile),
];

impl Default for Profile {
    fn default() -> Self {
        Self::odata()
    }
}

impl Profile {
    /// A service that keeps to the standard and publishes no limits ([`generic::profile`]).
    pub fn odata() -> Self {
        generic::profile()
    }

    /// The profile of the service that a base URL's host or path is known to belong to, otherwise [`odata`](Self::odata).
    pub fn of(base_url: &str) -> Self {
        let known = KNOWN.iter().find(|(is_of, _)| is_of(base_url));
        known.map_or_else(generic::profile, |(_, profile)| profile())
    }

    /// What is wrong with the base URL of a service whose host is known.
    pub(crate) fn base_fault(base_url: &str) -> Option<&'static str> {
        let is_known = KNOWN.iter().any(|(is_of, _)| is_of(base_url));
        let path = host::path(base_url).unwrap_or_default();
        (is_known && path.trim_matches('/').is_empty()).then_some(
            "has no path: the service has its API below one, as Microsoft Graph below `/v1.0` and `/beta`",
        )
    }

    /// The published limit on writes to a path; of several, the one for the longest prefix.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn write_limit(&self, path: &str) -> Option<WriteLimit> {
        let fits = |limit: &&WriteLimit| {
            path.strip_prefix(limit.path)
                .is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
        };
        let limits = self.write_limits.iter().filter(fits);
        limits.max_by_key(|limit| limit.path.len()).copied()
    }

    /// Notes in an answer what must be known of the service to read it, after [`rewrite`](Self::rewrite). For those who send requests themselves, before
    /// [`Request::read`](crate::Request::read).
    pub fn mark(&self, response: &mut Response<Vec<u8>>) {
        if let Some(rewrite) = &self.rewrite {
            rewrite.apply(response);
        }
        if self.error_in_success == ErrorInSuccess::BySeverity {
            response.extensions_mut().insert(BySeverity);
        }
        if self.items != "value" {
            response.extensions_mut().insert(ItemsName(self.items));
        }
    }

    /// What the profile does to a request before it is sent: the alias, the request id. For those who send requests
    /// themselves; `base_url` is what the request was built with.
    pub fn finish(&self, request: &mut Request<Vec<u8>>, base_url: &str) {
        if let Some((alias, path)) = self.alias {
            replace_prefix(request, base_url, alias, path);
        }
        // The client refuses a profile with an invalid name.
        let name = self
            .request_id
            .map(|name| HeaderName::from_bytes(name.as_bytes()));
        if let Some(Ok(name)) = name
            && !request.headers().contains_key(&name)
            && let Ok(id) = HeaderValue::try_from(uuid())
        {
            request.headers_mut().insert(name, id);
        }
    }
}

/// Whether a removed entity of this type has a facet `deleted` in place of `@removed`.
pub(crate) fn has_deleted_facet(type_name: &str) -> bool {
    graph::has_deleted_facet(type_name)
}

/// What an error adds about a list without items, where a member has the name that they have in another profile.
pub(crate) fn hint_of_items(name: &str) -> Option<&'static str> {
    (name == redfish::ITEMS).then_some(redfish::ITEMS_HINT)
}

/// Whether a segment at the end of an entity's id is a type and not its key.
pub(crate) fn is_type_segment(segment: &str) -> bool {
    graph::is_directory_type(segment)
}

/// The alias can begin after the base URL only, whatever the API version is.
fn replace_prefix(request: &mut Request<Vec<u8>>, base_url: &str, alias: &str, by: &str) {
    let uri = request.uri();
    let Some(whole) = uri.path_and_query().map(|path| path.as_str()) else {
        return;
    };
    if !whole.contains(alias) {
        return;
    }
    let base = base_url.parse::<http::Uri>().ok();
    let segments = base.map_or(0, |base| {
        base.path().split('/').filter(|part| !part.is_empty()).count()
    });
    let mut at = 0;
    for _ in 0..segments {
        let Some(next) = whole[at..].char_indices().skip(1).find(|(_, c)| *c == '/') else {
            return;
        };
        at += next.0;
    }
    let Some(rest) = whole[at..].strip_prefix(alias) else {
        return;
    };
    if !rest.is_empty() && !rest.starts_with(['/', '?']) {
        return;
    }
    let path = format!("{}{by}{rest}", &whole[..at]);
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = path.parse().ok();
    if let Ok(uri) = http::Uri::from_parts(parts) {
        *request.uri_mut() = uri;
    }
}
