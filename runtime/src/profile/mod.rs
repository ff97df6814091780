//! [`Profile`]: what differs from one service to another, apart from the URL.

pub mod graph;

use crate::query::Forms;
use crate::random::uuid;
use http::{HeaderName, HeaderValue, Request, Response};
use std::time::Duration;

/// How a service behaves, as settings; those of Microsoft Graph are in [`graph`].
///
/// What services differ in only by what they send (throttle headers, the form of errors, ids of requests) is no setting: every form that is
/// known is read from every service.
#[derive(Clone, Debug)]
#[non_exhaustive]
#[must_use = "a profile changes nothing until a client has it"]
pub struct Profile {
    /// How many requests one batch may hold.
    pub batch_limit: usize,
    /// How the URLs of requests in a batch are written.
    pub batch_urls: BatchUrls,
    /// The header for an id that the client makes up, a new one for each call: the service's owner finds the call by it.
    pub request_id: Option<&'static str>,
    /// The scope that tokens are requested for, unless the client's builder sets others: it is appended to the
    /// origin.
    pub scope: Option<&'static str>,
    /// The service's published limits on writes.
    pub write_limits: &'static [WriteLimit],
    /// What an answer with a success status is that holds nothing but an error.
    pub error_in_success: ErrorInSuccess,
    /// How many links one request may bind (`…@odata.bind`), if the service has such a limit.
    pub bind_limit: Option<usize>,
    /// Whether null in `…@odata.bind` unbinds a navigation property, as the standard has it
    /// ([OData JSON 4.01, 8.5](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BindOperation));
    /// else `DELETE …/$ref` does.
    pub unbinds_with_null: bool,
    /// How the service wants what a query can write in more than one way.
    pub forms: Forms,
    /// Whether a function without arguments is called with parentheses, as the standard has it: `delta()`
    /// ([OData URL Conventions 4.01, 4.5](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_AddressingOperations));
    /// else `delta`.
    pub empty_parentheses: bool,
    /// A prefix of paths, and what it is replaced by before a request is sent.
    pub alias: Option<(&'static str, &'static str)>,
}

/// How the URLs of requests in a batch are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum BatchUrls {
    /// With a leading `/`, below the API version, as Graph has it: `/me/messages`.
    Rooted,
    /// Relative to the service root, as the standard has it: `People('a')`.
    Relative,
}

/// What `200` with the body `{"error":{…}}` is.
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

/// A published limit on writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WriteLimit {
    /// The path below the API version that it is for, and what is below that.
    pub path: &'static str,
    /// How many writes.
    pub writes: u32,
    /// In how much time.
    pub per: Duration,
}

impl Default for Profile {
    fn default() -> Self {
        Self::odata()
    }
}

impl Profile {
    /// A service that keeps to the standard and publishes no limits.
    pub fn odata() -> Self {
        Self {
            batch_limit: 20,
            batch_urls: BatchUrls::Relative,
            request_id: None,
            scope: None,
            write_limits: &[],
            error_in_success: ErrorInSuccess::Failure,
            bind_limit: None,
            unbinds_with_null: true,
            forms: Forms::standard(),
            empty_parentheses: true,
            alias: None,
        }
    }

    /// The profile that a base URL's host is known to have: Graph's for the hosts of its clouds, otherwise
    /// [`odata`](Self::odata).
    pub fn of(base_url: &str) -> Self {
        if graph::Cloud::of(base_url).is_some() {
            graph::profile()
        } else {
            Self::odata()
        }
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

    /// Notes in an answer what must be known of the service to read it. For those who send requests themselves, before
    /// [`Request::read`](crate::Request::read).
    pub fn mark(&self, response: &mut Response<Vec<u8>>) {
        if self.error_in_success == ErrorInSuccess::BySeverity {
            response.extensions_mut().insert(BySeverity);
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
