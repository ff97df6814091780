//! Redirects: which are followed, and as what.

use super::{Configuration, Reach};
use crate::error::LinkError;
use crate::origin::Origin;
use http::header::{
    ACCEPT, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, IF_RANGE, LOCATION, RANGE,
};
use http::{HeaderMap, HeaderName, Method, Request, Response, StatusCode, Uri};

/// As Microsoft's own clients have it.
const MOST: u32 = 5;

/// What describes the bytes asked for or sent. All else is the client's and stays at the service.
const OF_THE_BYTES: [HeaderName; 8] = [
    ACCEPT,
    CONTENT_ENCODING,
    CONTENT_LENGTH,
    CONTENT_RANGE,
    CONTENT_TYPE,
    IF_RANGE,
    RANGE,
    // The kind of blob that bytes become, without which Azure's storage takes none.
    HeaderName::from_static("x-ms-blob-type"),
];

/// A redirect that is followed.
#[derive(Debug)]
pub(super) struct Redirect {
    to: Uri,
    becomes_get: bool,
    pub(super) leaves: bool,
}

pub(super) fn is_redirect(status: StatusCode) -> bool {
    matches!(status.as_u16(), 301 | 302 | 303 | 307 | 308)
}

/// Where a redirect leads, and with which method. `None` without a `Location`, or with an empty one, so that the
/// answer is final.
pub(super) fn follow(
    configuration: &Configuration,
    request: &Request<Vec<u8>>,
    reach: Reach,
    so_far: u32,
    response: &Response<Vec<u8>>,
) -> Result<Option<Redirect>, LinkError> {
    let location = response.headers().get(LOCATION);
    let Some(location) = location.filter(|location| !location.as_bytes().trim_ascii().is_empty()) else {
        return Ok(None);
    };
    let location = location.to_str().ok();
    let to = location.and_then(|location| crate::url::resolve(request.uri(), location));
    let refused = |reason| LinkError::new("redirect", to.as_ref(), reason);
    let Some(target) = &to else {
        return Err(refused("it is no URL"));
    };
    if so_far >= MOST {
        return Err(refused("there were five before it"));
    }
    let is_read = matches!(*request.method(), Method::GET | Method::HEAD);
    let leaves = !configuration.origin.is_of(target);
    if leaves {
        let origin =
            Origin::of(target).ok_or_else(|| refused("it is no http URL, or has user information"))?;
        if reach == Reach::Service {
            return Err(refused(
                "a call of the API stays at the scheme, host and port of the client",
            ));
        }
        if !is_read {
            return Err(refused("only what is read is fetched from elsewhere"));
        }
        if !configuration.may_leave_for(&origin) {
            return Err(refused("it is not https"));
        }
    }
    let becomes_get = becomes_get(response.status(), request.method());
    if becomes_get && reach == Reach::Service {
        // Whatever is there to be read, it is no answer to the write.
        return Err(
            refused("its target is read with GET, which does not show whether the write was done")
                .of_a_write(),
        );
    }
    Ok(Some(Redirect {
        becomes_get,
        to: target.clone(),
        leaves,
    }))
}

/// The rule that all clients share ([Fetch, HTTP-redirect fetch](https://fetch.spec.whatwg.org/#http-redirect-fetch)): 303 asks to read, 301 and
/// 302 do so of a POST, 307 and 308 leave the method as it is.
fn becomes_get(status: StatusCode, method: &Method) -> bool {
    match status.as_u16() {
        301 | 302 => *method == Method::POST,
        303 => !matches!(*method, Method::GET | Method::HEAD),
        _ => false,
    }
}

impl Redirect {
    pub(super) fn apply(&self, request: &mut Request<Vec<u8>>) {
        *request.uri_mut() = self.to.clone();
        if self.becomes_get {
            *request.method_mut() = Method::GET;
            request.body_mut().clear();
            for name in [CONTENT_TYPE, CONTENT_LENGTH, CONTENT_ENCODING, CONTENT_RANGE] {
                request.headers_mut().remove(name);
            }
        }
    }
}

/// Leaves only the headers that describe the bytes.
pub(super) fn strip(headers: &mut HeaderMap) {
    let kept: Vec<_> = OF_THE_BYTES
        .into_iter()
        .filter_map(|name| headers.remove(&name).map(|value| (name, value)))
        .collect();
    headers.clear();
    headers.extend(kept);
}
