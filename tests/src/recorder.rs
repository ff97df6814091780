//! A foreign host: it serves nothing, and keeps what it was sent.

use std::sync::{Arc, Mutex, PoisonError};

use http::{Request, Response, header};
use http_body_util::BodyExt;
use hyper::body::Incoming;

use crate::service::{Log, RecordedRequest, ResponseBody, Server, Unanswered, whole};

/// A server that answers 200 with `{}` to every request and records what it got: the other end of a redirect or link that a client
/// should not follow, or not with its token. It stops when it is dropped.
///
/// ```
/// use odata_entity_testing::{Fault, Recorder, Service};
///
/// let foreign = Recorder::start_blocking();
/// let service = Service::builder().start_blocking();
/// service.inject(Fault::redirect(302, format!("{}/elsewhere", foreign.base_url())));
/// // … run the client, then:
/// assert!(foreign.requests().iter().all(|request| request.header("Authorization").is_none()));
/// ```
#[derive(Debug)]
pub struct Recorder {
    base_url: String,
    log: Arc<Mutex<Log>>,
    _server: Server,
}

impl Recorder {
    /// Starts it on a free port of the loopback interface, on a separate thread.
    ///
    /// # Panics
    /// The system has no port or thread to give.
    pub async fn start() -> Self {
        Self::start_blocking()
    }

    /// [`Recorder::start`] for code that is not async.
    ///
    /// # Panics
    /// The system has no port or thread to give.
    pub fn start_blocking() -> Self {
        match Self::try_start() {
            Ok(recorder) => recorder,
            Err(error) => panic!("the recorder cannot be started: {error}"),
        }
    }

    fn try_start() -> std::io::Result<Self> {
        let listener = Server::bind()?;
        let base_url = format!("http://{}", listener.local_addr()?);
        let log = Arc::new(Mutex::new(Log::new(usize::MAX)));
        let recording = Arc::clone(&log);
        let server = Server::start(listener, move |request| record(Arc::clone(&recording), request))?;
        Ok(Self {
            base_url,
            log,
            _server: server,
        })
    }

    /// Scheme, host and port, such as `http://127.0.0.1:49152`, with no slash at the end.
    pub fn base_url(&self) -> &str {
        &self.base_url
    }

    /// Every request that came in, oldest first.
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.log.lock().unwrap_or_else(PoisonError::into_inner).requests()
    }
}

async fn record(
    log: Arc<Mutex<Log>>,
    request: Request<Incoming>,
) -> Result<Response<ResponseBody>, Unanswered> {
    let (parts, body) = request.into_parts();
    let body = body
        .collect()
        .await
        .map(|body| body.to_bytes())
        .unwrap_or_default();
    log.lock()
        .unwrap_or_else(PoisonError::into_inner)
        .push(RecordedRequest::new(&parts, &body));
    let mut response = Response::new(whole(b"{}".to_vec()));
    response.headers_mut().insert(
        header::CONTENT_TYPE,
        header::HeaderValue::from_static("application/json"),
    );
    Ok(response)
}
