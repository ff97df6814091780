//! A transport that has no network and writes down all that would be on it.
#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use super::clock::TestClock;
use http::{Request, Response};
use odata_entity::client::{BoxFuture, Transport};
use odata_entity::{Client, FixedToken, TransportError};
use std::sync::{Arc, Mutex};
use url::Url;

pub const BASE: &str = "https://graph.microsoft.com/v1.0";
pub const TOKEN: &str = "eyJ-the-token";

/// What is put on the wire, and the answers of whoever gets it.
#[derive(Clone, Default)]
pub struct Wire(pub Arc<Mutex<Sent>>);

pub type Answer = Box<dyn Fn() -> Response<Vec<u8>> + Send>;

#[derive(Default)]
pub struct Sent {
    pub requests: Vec<Request<Vec<u8>>>,
    pub answer: Option<Answer>,
}

impl Transport for Wire {
    fn send(&self, request: Request<Vec<u8>>) -> BoxFuture<'_, Result<Response<Vec<u8>>, TransportError>> {
        let mut sent = self.0.lock().unwrap();
        let is_own = is_own(&request);
        sent.requests.push(request);
        let answer = match &sent.answer {
            Some(answer) if is_own => answer(),
            _ => Response::new(b"{}".to_vec()),
        };
        Box::pin(std::future::ready(Ok(answer)))
    }
}

impl Wire {
    /// A client on this wire, whose service gives this answer to everything.
    pub fn client(&self, answer: impl Fn() -> Response<Vec<u8>> + Send + 'static) -> Client {
        *self.0.lock().unwrap() = Sent {
            requests: Vec::new(),
            answer: Some(Box::new(answer)),
        };
        let builder = Client::builder(BASE, FixedToken::new(TOKEN)).clock(TestClock::new());
        builder.transport(self.clone()).build().unwrap()
    }

    /// Checks all that was sent, and returns how much of it went elsewhere.
    pub fn check(&self, what: &str) -> usize {
        let sent = self.0.lock().unwrap();
        sent.requests.iter().for_each(|request| check(request, what));
        sent.requests.iter().filter(|request| !is_own(request)).count()
    }
}

/// Whether a request goes to the client's own service, as the WHATWG parser sees it and not as this crate does.
pub fn is_own(request: &Request<Vec<u8>>) -> bool {
    let url = Url::parse(&request.uri().to_string()).expect("what is sent has a URL");
    url.scheme() == "https"
        && url.host_str() == Some("graph.microsoft.com")
        && url.port_or_known_default() == Some(443)
        && url.username().is_empty()
        && url.password().is_none()
}

/// What goes elsewhere goes over https, without the token and without what else is the client's.
pub fn check(request: &Request<Vec<u8>>, what: &str) {
    if is_own(request) {
        return;
    }
    assert_eq!(request.uri().scheme_str(), Some("https"), "{what}: {request:?}");
    for name in [
        "authorization",
        "cookie",
        "user-agent",
        "prefer",
        "odata-version",
        "odata-maxversion",
    ] {
        assert!(!request.headers().contains_key(name), "{what}: {request:?}");
    }
    let whole = format!("{} {:?}", request.uri(), request.headers());
    assert!(!whole.contains(TOKEN), "{what}: {whole}");
}
