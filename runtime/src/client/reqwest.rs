//! The transport over reqwest.

use super::builder::Limits;
use super::bytes::{Incoming, Outgoing};
use super::transport::{BodyStream, BoxFuture, OutgoingBody, Transport};
use crate::call::FreshConnection;
use crate::error::{TransportError, TransportErrorKind};
use crate::origin::Origin;
use http::header::CONTENT_LENGTH;
use http::{HeaderValue, Method, Request, Response, Uri};
use reqwest::Url;
use std::fmt;
use std::pin::pin;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, OnceLock};
use std::time::Duration;

/// How much memory is set aside at most for a body before it comes.
const RESERVED: usize = 1 << 20;

/// The shipped [`Transport`]: reqwest with rustls.
///
/// It takes its proxy from `HTTPS_PROXY`, else `ALL_PROXY`, and goes past it for the hosts of `NO_PROXY`; each in small letters
/// too. The loopback interface is always reached directly. Certificates are those that the operating system trusts.
///
/// You do not make one: a client has it unless [`ClientBuilder::transport`](super::ClientBuilder::transport) sets another, and its limits
/// are settings of the builder:
///
/// ```
/// use odata_entity::Client;
/// use odata_entity::client::NoToken;
/// use std::time::Duration;
///
/// let client = Client::builder("https://example.com/odata", NoToken)
///     .connect_timeout(Duration::from_secs(3))
///     .timeout(Duration::from_secs(20))
///     .body_limit(1 << 20)
///     .build()?;
/// # Ok::<(), odata_entity::Error>(())
/// ```
pub struct ReqwestTransport {
    client: reqwest::Client,
    /// Keeps no connection, so that each request has a new one; made when it is first needed.
    fresh: OnceLock<reqwest::Client>,
    limits: Limits,
    origin: Origin,
    /// The origin as reqwest has it, to put paths behind.
    base: Option<Url>,
}

/// Without reqwest's own, which has proxies and their credentials.
impl fmt::Debug for ReqwestTransport {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ReqwestTransport")
            .field("origin", &self.origin)
            .field("limits", &self.limits)
            .finish_non_exhaustive()
    }
}

impl ReqwestTransport {
    pub(super) fn new(limits: &Limits, origin: &Origin) -> Result<Self, TransportError> {
        let client = client(limits, origin.is_loopback()).build();
        Ok(Self {
            client: client.map_err(|error| TransportError::new(TransportErrorKind::Unsendable, error))?,
            fresh: OnceLock::new(),
            limits: limits.clone(),
            base: Url::parse(&origin.to_string()).ok(),
            origin: origin.clone(),
        })
    }

    /// A client with no connection open.
    fn fresh(&self) -> &reqwest::Client {
        self.fresh.get_or_init(|| {
            let client = client(&self.limits, self.origin.is_loopback())
                .pool_max_idle_per_host(0)
                .build();
            // It could be built before with the same settings; if not, an old connection is better than none.
            client.unwrap_or_else(|_| self.client.clone())
        })
    }

    /// The URL as reqwest has it. Of the client's own origin only the rest is parsed, as that takes half of the time.
    fn url(&self, uri: &Uri) -> Result<Url, TransportError> {
        match &self.base {
            Some(base) if self.origin.is_of(uri) => {
                let mut url = base.clone();
                url.set_path(uri.path());
                url.set_query(uri.query());
                Ok(url)
            }
            _ => Url::parse(&uri.to_string())
                .map_err(|error| TransportError::new(TransportErrorKind::Unsendable, error)),
        }
    }

    async fn exchange(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, TransportError> {
        let is_fresh = request.extensions().get::<FreshConnection>().is_some();
        let client = if is_fresh { self.fresh() } else { &self.client };
        let (parts, body) = request.into_parts();
        let mut request = reqwest::Request::new(parts.method, self.url(&parts.uri)?);
        *request.headers_mut() = parts.headers;
        state_nothing(&mut request, body.is_empty());
        *request.body_mut() = Some(body.into());
        let mut response = client.execute(request).await.map_err(failed)?;
        let announced = response.content_length().unwrap_or(0);
        let too_large = || {
            TransportError::new(
                TransportErrorKind::TooLarge,
                format!("more than {} bytes", self.limits.body),
            )
        };
        if announced > self.limits.body as u64 {
            return Err(too_large());
        }
        // What is announced need not come.
        let expected = usize::try_from(announced).unwrap_or(usize::MAX).min(RESERVED);
        let mut answer = Response::new(Vec::with_capacity(expected));
        *answer.status_mut() = response.status();
        std::mem::swap(answer.headers_mut(), response.headers_mut());
        while let Some(chunk) = response.chunk().await.map_err(failed)? {
            if answer.body().len() + chunk.len() > self.limits.body {
                return Err(too_large());
            }
            answer.body_mut().extend_from_slice(&chunk);
        }
        Ok(answer)
    }
}

/// States the length of a body that has no bytes: reqwest leaves that out, and some services refuse it so (411)
/// ([RFC 9110, 8.6](https://www.rfc-editor.org/rfc/rfc9110#section-8.6)).
fn state_nothing(request: &mut reqwest::Request, is_empty: bool) {
    if is_empty && matches!(*request.method(), Method::POST | Method::PUT | Method::PATCH) {
        let length = HeaderValue::from_static("0");
        request.headers_mut().insert(CONTENT_LENGTH, length);
    }
}

/// Streams take as long as they take: the limit is on the time in which nothing happens.
const UNLIMITED: Duration = Duration::from_secs(365 * 86_400);

impl ReqwestTransport {
    async fn open(&self, request: Request<OutgoingBody>) -> Result<Response<BodyStream>, TransportError> {
        let is_fresh = request.extensions().get::<FreshConnection>().is_some();
        let client = if is_fresh { self.fresh() } else { &self.client };
        let (parts, body) = request.into_parts();
        let mut request = reqwest::Request::new(parts.method, self.url(&parts.uri)?);
        *request.headers_mut() = parts.headers;
        state_nothing(&mut request, body.length() == 0);
        *request.timeout_mut() = Some(UNLIMITED);
        let given = Arc::new(AtomicU64::new(0));
        *request.body_mut() = Some(match body {
            OutgoingBody::Bytes(bytes) => bytes.into(),
            OutgoingBody::Stream { length, stream } => {
                reqwest::Body::wrap(Outgoing::new(stream, length, Arc::clone(&given)))
            }
        });
        let limit = self.limits.request;
        let mut answer = pin!(client.execute(request));
        let response = loop {
            let before = given.load(Ordering::Relaxed);
            match tokio::time::timeout(limit, answer.as_mut()).await {
                Ok(answer) => break answer.map_err(failed)?,
                // The body is still on its way.
                Err(_) if given.load(Ordering::Relaxed) != before => {}
                Err(_) => {
                    let reason = format!("nothing was sent or answered for {limit:?}");
                    return Err(TransportError::new(TransportErrorKind::Timeout, reason));
                }
            }
        };
        let response: Response<reqwest::Body> = response.into();
        Ok(response.map(|body| Box::pin(Incoming::new(body, limit)) as BodyStream))
    }
}

fn client(limits: &Limits, is_loopback: bool) -> reqwest::ClientBuilder {
    let builder = reqwest::Client::builder()
        .redirect(reqwest::redirect::Policy::none())
        .retry(reqwest::retry::never())
        .referer(false)
        .connect_timeout(limits.connect)
        .timeout(limits.request);
    // A proxy has another loopback interface.
    if is_loopback { builder.no_proxy() } else { builder }
}

/// URLs have keys, so errors are kept without them.
pub(super) fn failed(error: reqwest::Error) -> TransportError {
    let kind = if error.is_connect() && is_refused_by_tls(&error) {
        TransportErrorKind::Tls
    } else if error.is_connect() {
        TransportErrorKind::Connect
    } else if error.is_timeout() {
        TransportErrorKind::Timeout
    } else if error.is_builder() {
        TransportErrorKind::Unsendable
    } else {
        TransportErrorKind::Interrupted
    };
    TransportError::new(kind, error.without_url())
}

/// Whether TLS ended the connection: a certificate that is not trusted, bytes that are no TLS, no version in common. rustls gives
/// each of them as invalid data; a connection that merely closes is another error.
fn is_refused_by_tls(error: &reqwest::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(error) = cause {
        let io = error.downcast_ref::<std::io::Error>();
        if io.is_some_and(|error| error.kind() == std::io::ErrorKind::InvalidData) {
            return true;
        }
        // The source of an I/O error is that of the error inside, not the error inside.
        let inside = io.and_then(|error| error.get_ref());
        cause = inside.map(|error| error as _).or_else(|| error.source());
    }
    false
}

impl Transport for ReqwestTransport {
    fn send(&self, request: Request<Vec<u8>>) -> BoxFuture<'_, Result<Response<Vec<u8>>, TransportError>> {
        Box::pin(self.exchange(request))
    }

    fn stream(
        &self,
        request: Request<OutgoingBody>,
    ) -> BoxFuture<'_, Result<Response<BodyStream>, TransportError>> {
        Box::pin(self.open(request))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::time::Duration;

    fn transport(base: &str) -> ReqwestTransport {
        let limits = Limits {
            connect: Duration::from_secs(1),
            request: Duration::from_secs(1),
            body: 1,
        };
        ReqwestTransport::new(&limits, &Origin::of_base(base).unwrap()).unwrap()
    }

    #[test]
    fn a_url_is_what_reqwest_would_make_of_it() {
        let transports = [
            "https://Graph.example/v1",
            "http://[::1]:8080",
            "https://graph.example:443",
        ]
        .map(transport);
        let tail = "[!-~&&[^#]]{0,40}";
        proptest!(|(rest in tail, at in 0..3_usize)| {
            let transport = &transports[at];
            for uri in [format!("{}/{rest}", transport.origin), format!("https://other.example/{rest}")] {
                let Ok(uri) = uri.parse::<Uri>() else { continue };
                let expected = Url::parse(&uri.to_string()).ok();
                prop_assert_eq!(transport.url(&uri).ok(), expected, "{}", uri);
            }
        });
        for rest in [
            "/a/../b",
            "/a/%2e%2e/b",
            "/..//x",
            "/a//b/./",
            "/%zz",
            "/a?b=c/../d?",
            "/?",
            "/a\\b",
            "/;@x",
            "/a:b",
        ] {
            let transport = &transports[0];
            let Ok(uri) = format!("{}{rest}", transport.origin).parse::<Uri>() else {
                continue;
            };
            assert_eq!(
                transport.url(&uri).unwrap(),
                Url::parse(&uri.to_string()).unwrap()
            );
        }
    }
}
