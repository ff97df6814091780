//! Tokens against cross-site request forgery, and the cookies of their sessions, without I/O.
//!
//! SAP's services refuse a write with 403 unless it has a token and the cookies of the session that the token is for
//! ([CSRF protection](https://help.sap.com/docs/SAP_NETWEAVER_750/68bf513362174d54b58cddec28794093/b35c22518bc72214e10000000a44176d.html)).
//! `Client` does all of this by itself where its profile has [`csrf`](crate::Profile::csrf). With another HTTP library, send the
//! requests of [`fetches`] until [`CsrfSession::read`] finds a token in an answer, put the session on each write, and fetch anew
//! when [`is_required`]:
//!
//! ```
//! use odata_entity::call::csrf::{self, CsrfSession};
//!
//! # fn send(request: http::Request<Vec<u8>>) -> http::Response<Vec<u8>> {
//! #     assert_eq!(request.headers()["x-csrf-token"], "fetch");
//! #     http::Response::builder()
//! #         .header("x-csrf-token", "dG9rZW4=")
//! #         .header("set-cookie", "SAP_SESSIONID_S4=abc; path=/; secure; HttpOnly")
//! #         .header("set-cookie", "sap-usercontext=sap-client=100; path=/")
//! #         .body(Vec::new())
//! #         .unwrap()
//! # }
//! let base_url = "https://s4.example/sap/opu/odata4/sap/api_bank/srvd_a2x/sap/bank/0001";
//! let mut session = None;
//! for request in csrf::fetches(base_url)? {
//!     // Add your `Authorization` here.
//!     session = CsrfSession::read(base_url, &send(request));
//!     if session.is_some() {
//!         break;
//!     }
//! }
//! let mut write = http::Request::post(format!("{base_url}/Banks")).body(b"{}".to_vec())?;
//! if let Some(session) = &session {
//!     session.put_on(&mut write);
//! }
//! assert_eq!(write.headers()["x-csrf-token"], "dG9rZW4=");
//! assert_eq!(write.headers()["cookie"], "SAP_SESSIONID_S4=abc; sap-usercontext=sap-client=100");
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use crate::error::Error;
use crate::origin::Origin;
use http::header::{ACCEPT, COOKIE, HeaderName, SET_COOKIE};
use http::{HeaderMap, HeaderValue, Method, Request, Response, StatusCode};
use std::fmt;

const TOKEN: HeaderName = HeaderName::from_static("x-csrf-token");

/// A token and the cookies of its session. They go only to the scheme, host and port that they came from; `Debug` shows neither.
///
/// ```
/// use odata_entity::call::csrf::CsrfSession;
///
/// let base_url = "https://s4.example/sap/opu/odata4/sap/bank/0001";
/// let answer = http::Response::builder().header("x-csrf-token", "dG9rZW4=").body(())?;
/// let session = CsrfSession::read(base_url, &answer).ok_or("no token")?;
/// let mut write = http::Request::post(format!("{base_url}/Banks")).body(Vec::new())?;
/// assert!(session.put_on(&mut write));
/// assert_eq!(write.headers()["x-csrf-token"], "dG9rZW4=");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct CsrfSession {
    origin: Origin,
    token: HeaderValue,
    cookies: Option<HeaderValue>,
}

/// The requests that fetch a token: of the service root with a slash at its end, and without one, as services take one or the
/// other. The second is for when the answer to the first has no token.
///
/// ```
/// use odata_entity::call::csrf;
///
/// let [first, second] = csrf::fetches("https://s4.example/sap/opu/odata4/sap/bank/0001")?;
/// assert_eq!(first.uri().path(), "/sap/opu/odata4/sap/bank/0001/");
/// assert_eq!(second.uri().path(), "/sap/opu/odata4/sap/bank/0001");
/// assert_eq!(first.headers()["x-csrf-token"], "fetch");
/// # Ok::<(), odata_entity::Error>(())
/// ```
///
/// # Errors
///
/// [`Error::BaseUrl`] for an invalid base URL.
pub fn fetches(base_url: &str) -> Result<[Request<Vec<u8>>; 2], Error> {
    Origin::of_base(base_url)?;
    let root = base_url.trim_end_matches('/');
    Ok([fetch(&format!("{root}/")), fetch(root)])
}

fn fetch(url: &str) -> Request<Vec<u8>> {
    let mut request = Request::new(Vec::new());
    // It was read as one just now.
    *request.uri_mut() = url.parse().unwrap_or_default();
    let headers = request.headers_mut();
    headers.insert(TOKEN, HeaderValue::from_static("fetch"));
    headers.insert(ACCEPT, HeaderValue::from_static("application/json"));
    request
}

/// Whether a request with this method needs a token: every one but those that only read.
///
/// ```
/// use http::Method;
/// use odata_entity::call::csrf;
///
/// assert!(csrf::is_write(&Method::PATCH));
/// assert!(!csrf::is_write(&Method::GET));
/// ```
#[must_use = "this changes nothing: use what it returns"]
pub fn is_write(method: &Method) -> bool {
    !matches!(*method, Method::GET | Method::HEAD | Method::OPTIONS)
}

/// Whether an answer asks for a token, or for another one: 403 with `x-csrf-token: Required`, in any case.
///
/// ```
/// use odata_entity::call::csrf;
///
/// let refused = http::Response::builder().status(403).header("x-csrf-token", "Required").body(())?;
/// assert!(csrf::is_required(&refused));
/// # Ok::<(), http::Error>(())
/// ```
#[must_use = "this changes nothing: use what it returns"]
pub fn is_required<B>(response: &Response<B>) -> bool {
    let asked = response.headers().get(TOKEN);
    response.status() == StatusCode::FORBIDDEN
        && asked.is_some_and(|value| value.as_bytes().trim_ascii().eq_ignore_ascii_case(b"required"))
}

impl CsrfSession {
    /// The token in the answer of the service at this base URL, of whatever status, and all cookies with it. `None` if there is no
    /// token: such a service is written to without one.
    #[must_use = "a session does nothing until it is put on a request"]
    pub fn read<B>(base_url: &str, response: &Response<B>) -> Option<Self> {
        let mut token = response.headers().get(TOKEN)?.clone();
        let text = token.as_bytes().trim_ascii();
        if text.is_empty()
            || [&b"fetch"[..], b"required"]
                .iter()
                .any(|word| text.eq_ignore_ascii_case(word))
        {
            return None;
        }
        token.set_sensitive(true);
        Some(Self {
            origin: Origin::of_base(base_url).ok()?,
            token,
            cookies: cookies(response.headers()),
        })
    }

    /// Puts token and cookies on a request, the cookies behind those that it has; whether it did. It does nothing to a request
    /// that only reads, nor to one to another scheme, host or port.
    pub fn put_on(&self, request: &mut Request<Vec<u8>>) -> bool {
        if !is_write(request.method()) || !self.origin.is_of(request.uri()) {
            return false;
        }
        let headers = request.headers_mut();
        headers.insert(TOKEN, self.token.clone());
        if let Some(cookies) = &self.cookies {
            let cookies = match headers.get(COOKIE) {
                Some(own) => joined(own, cookies),
                None => cookies.clone(),
            };
            headers.insert(COOKIE, cookies);
        }
        true
    }

    /// The values that no message may show.
    #[cfg(feature = "client")]
    pub(crate) fn secrets(&self) -> impl Iterator<Item = &HeaderValue> {
        std::iter::once(&self.token).chain(&self.cookies)
    }
}

fn joined(own: &HeaderValue, cookies: &HeaderValue) -> HeaderValue {
    let text = [own.as_bytes(), cookies.as_bytes()].join(&b"; "[..]);
    // Both were values of headers.
    let mut value = HeaderValue::from_bytes(&text).unwrap_or_else(|_| cookies.clone());
    value.set_sensitive(true);
    value
}

/// The header with all cookies that an answer sets, without their attributes
/// ([RFC 6265, 4.2.1](https://www.rfc-editor.org/rfc/rfc6265#section-4.2.1)); of two of one name the later counts.
fn cookies(headers: &HeaderMap) -> Option<HeaderValue> {
    let mut pairs: Vec<(&[u8], &[u8])> = Vec::new();
    for value in headers.get_all(SET_COOKIE) {
        let bytes = value.as_bytes();
        let end = bytes.iter().position(|&byte| byte == b';').unwrap_or(bytes.len());
        let pair = bytes[..end].trim_ascii();
        let Some(at) = pair.iter().position(|&byte| byte == b'=').filter(|&at| at > 0) else {
            continue;
        };
        let name = &pair[..at];
        pairs.retain(|(other, _)| *other != name);
        pairs.push((name, pair));
    }
    let pairs: Vec<&[u8]> = pairs.into_iter().map(|(_, pair)| pair).collect();
    let mut value = HeaderValue::from_bytes(&pairs.join(&b"; "[..])).ok()?;
    value.set_sensitive(true);
    (!pairs.is_empty()).then_some(value)
}

/// How many cookies, and nothing of them.
impl fmt::Debug for CsrfSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CsrfSession")
            .field("origin", &self.origin)
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BASE: &str = "https://s4.example/sap/opu/odata4/x/0001";

    fn answer(headers: &[(&str, &str)]) -> Response<()> {
        let builder = headers
            .iter()
            .fold(Response::builder(), |builder, (name, value)| {
                builder.header(*name, *value)
            });
        builder.body(()).unwrap()
    }

    #[test]
    fn the_service_root_is_asked_with_and_without_a_slash() {
        for base in [BASE.to_owned(), format!("{BASE}/")] {
            let urls = fetches(&base).unwrap().map(|request| request.uri().to_string());
            assert_eq!(urls, [format!("{BASE}/"), BASE.to_owned()]);
        }
        assert!(fetches("http://s4.example/x").is_err());
    }

    #[test]
    fn all_cookies_go_with_the_token_and_to_its_origin_alone() {
        let session = CsrfSession::read(
            BASE,
            &answer(&[
                ("x-csrf-token", "secret-token"),
                ("set-cookie", "a=1; Path=/; Secure"),
                ("set-cookie", "b=x=y"),
                ("set-cookie", "a=2;HttpOnly"),
                ("set-cookie", "=nothing"),
                ("set-cookie", "nothing"),
            ]),
        )
        .unwrap();
        let mut write = Request::post(format!("{BASE}/A")).body(Vec::new()).unwrap();
        assert!(session.put_on(&mut write));
        assert_eq!(write.headers()["cookie"], "b=x=y; a=2");
        let mut own = Request::post(format!("{BASE}/A"))
            .header("cookie", "own=1")
            .body(Vec::new())
            .unwrap();
        assert!(session.put_on(&mut own));
        assert_eq!(own.headers()["cookie"], "own=1; b=x=y; a=2");
        for (method, url) in [
            ("GET", format!("{BASE}/A")),
            ("POST", "https://s4.example:444/A".to_owned()),
            ("POST", "https://s4.example.evil.example/A".to_owned()),
        ] {
            let mut other = Request::builder()
                .method(method)
                .uri(url)
                .body(Vec::new())
                .unwrap();
            assert!(!session.put_on(&mut other) && other.headers().is_empty());
        }
        let shown = format!("{session:?} {write:?}");
        assert!(
            !shown.contains("secret-token") && !shown.contains("x=y"),
            "{shown}"
        );
    }

    #[test]
    fn an_answer_without_a_token_has_no_session_and_required_is_read_in_any_case() {
        for value in ["", " ", "fetch", "Fetch", "REQUIRED"] {
            assert!(CsrfSession::read(BASE, &answer(&[("x-csrf-token", value)])).is_none());
        }
        assert!(CsrfSession::read(BASE, &answer(&[("set-cookie", "a=1")])).is_none());
        for value in ["Required", "required", "REQUIRED "] {
            let mut refused = answer(&[("x-csrf-token", value)]);
            assert!(!is_required(&refused), "with 200");
            *refused.status_mut() = StatusCode::FORBIDDEN;
            assert!(is_required(&refused));
        }
    }
}
