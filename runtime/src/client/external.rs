//! URLs that the service gives out: monitors of work that takes long, upload sessions.

use super::Client;
use super::drive::Plan;
use crate::call::retry::{Attempts, is_idempotent};
use crate::call::{Bytes, Reach};
use crate::error::{Error, LinkError, ServiceError};
use crate::limits::retry_after;
use crate::link::{AnswerUrl, header, is_nowhere};
use http::header::{ACCEPT, LOCATION};
use http::{HeaderValue, Request, Response, StatusCode};
use std::fmt;
use std::time::Duration;

/// How far accepted work is ([OData Protocol 4.01, 11.6](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_AsynchronousRequests)).
///
/// `Debug` shows neither the monitor's URL, which can be all that is needed to read it, nor bodies.
///
/// ```
/// use odata_entity::client::Progress;
/// use odata_entity::path;
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let site = odata_entity_testing::EntityType::new("n.site").key("id");
/// # let service = odata_entity_testing::Service::builder()
/// #     .entity_set("/sites", site)
/// #     .insert("/sites/s", serde_json::json!({}))
/// #     .start()
/// #     .await;
/// # service.inject(odata_entity_testing::Fault::long_running(1).once());
/// # let client = odata_entity::Client::new(service.base_url(), odata_entity::FixedToken::new(service.token()))?;
/// // The service answers 202: it deletes the site later.
/// let error = client.send(path!("/sites/{id}", "s").delete()).await.err().ok_or("it is done already")?;
/// let mut monitor = error.monitor().ok_or("not accepted")?.to_owned();
/// let answer = loop {
///     match client.progress(&monitor).await? {
///         // Wait as long as the service asks, or do something else.
///         Progress::Running { monitor: next, .. } => monitor = next,
///         Progress::Done(answer) => break answer,
///     }
/// };
/// assert_eq!(answer.status(), 204);
/// # Ok(())
/// # }
/// ```
pub enum Progress {
    /// Not done.
    Running {
        /// Where to ask next; the same URL if the service names no other.
        monitor: String,
        /// How long the service asks to wait before that.
        wait: Option<Duration>,
        /// The body of its answer, which may report the progress.
        body: Vec<u8>,
    },
    /// Done; this is the answer that the request would have had.
    Done(Response<Vec<u8>>),
}

impl fmt::Debug for Progress {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Running { wait, body, .. } => {
                write!(f, "Running {{ wait: {wait:?}, body: {} }}", Bytes(body))
            }
            Self::Done(response) => {
                write!(f, "Done({} with {})", response.status(), Bytes(response.body()))
            }
        }
    }
}

/// The delay between two requests to a monitor where the service sets none.
const POLL: Duration = Duration::from_secs(5);

/// The shortest such delay, also where the service asks for less.
const LEAST: Duration = Duration::from_secs(1);

impl Client {
    /// Asks a monitor, whose URL came with [`Written::Accepted`](crate::Written::Accepted), how far the work is.
    ///
    /// The token goes along only if the URL is of the client's scheme, host and port.
    ///
    /// # Errors
    ///
    /// Those of [`send_external`](Self::send_external); an error status of the monitor.
    pub async fn progress(&self, monitor: &str) -> Result<Progress, Error> {
        let monitor = self.absolute(monitor)?;
        let mut request = Request::get(monitor.clone())
            .body(Vec::new())
            .map_err(|_| not_a_url())?;
        request
            .headers_mut()
            .insert(ACCEPT, HeaderValue::from_static("application/json"));
        request
            .headers_mut()
            .insert("odata-maxversion", HeaderValue::from_static("4.0"));
        let response = self.send_external(request).await?;
        let status = response.status();
        if status == StatusCode::ACCEPTED {
            // A relative one is below the monitor that gave it, which can be elsewhere than the service.
            let next = match header(response.headers(), LOCATION) {
                Some(location) => crate::url::resolve(&monitor, &location).ok_or_else(not_a_url)?,
                None => monitor,
            };
            return Ok(Progress::Running {
                monitor: next.to_string(),
                wait: retry_after(response.headers(), self.0.time.now()),
                body: response.into_body(),
            });
        }
        if !status.is_success() && !status.is_redirection() {
            return Err(ServiceError::of(response).into());
        }
        let mut result = result_of(response);
        self.0.profile.mark(&mut result);
        Ok(Progress::Done(result))
    }

    /// Waits until accepted work is done, and gives the answer that the request would have had: read it with
    /// [`Request::read`](crate::Request::read).
    ///
    /// It runs until you stop it: give it a time limit, as `tokio::time::timeout` does.
    ///
    /// # Errors
    ///
    /// Those of [`progress`](Self::progress).
    #[doc(alias("monitor", "respond-async"))]
    pub async fn wait_for(&self, monitor: &str) -> Result<Response<Vec<u8>>, Error> {
        let mut monitor = monitor.to_owned();
        loop {
            match self.progress(&monitor).await? {
                Progress::Done(response) => return Ok(response),
                Progress::Running {
                    monitor: next, wait, ..
                } => {
                    self.0.time.sleep(wait.unwrap_or(POLL).max(LEAST)).await;
                    monitor = next;
                }
            }
        }
    }

    /// Sends a request to a URL that the service gave out, such as that of an upload session.
    ///
    /// Elsewhere than at the client's scheme, host and port it goes only over https, without token, cookies and all headers
    /// but those that describe the bytes. An answer of any status is given back.
    ///
    /// # Errors
    ///
    /// [`Error::Link`] for a URL that nothing is sent to: elsewhere without https, or with user information. [`Error::Transport`] for a
    /// header of the connection that does not fit the request, such as a `Content-Length` that is not the body's. [`Error::Transport`]
    /// and [`Error::Timeout`] for a request or an answer that did not get through.
    pub async fn send_external(&self, request: Request<Vec<u8>>) -> Result<Response<Vec<u8>>, Error> {
        let plan = Plan {
            template: "-",
            reach: Reach::External,
            is_repeatable: is_idempotent(request.method()),
        };
        self.drive(request, plan, &mut Attempts::default()).await
    }

    /// A URL as it was given; a relative one is the service's. An empty one would be the service itself.
    pub(super) fn absolute(&self, url: &str) -> Result<http::Uri, Error> {
        if is_nowhere(url) {
            return Err(not_a_url());
        }
        let base = self.0.base_url.parse().map_err(|_| not_a_url())?;
        crate::url::resolve(&base, url).ok_or_else(not_a_url)
    }
}

fn not_a_url() -> Error {
    Error::Link(LinkError::new(
        "URL",
        None,
        "it is empty, or no http or https URL",
    ))
}

/// The answer that the request would have had: relative links in it are relative to that, and not to the monitor.
///
/// The status of the work itself is in `AsyncResult` (OData Protocol 4.01, 8.3.1).
fn result_of(mut response: Response<Vec<u8>>) -> Response<Vec<u8>> {
    let status = response
        .headers()
        .get("asyncresult")
        .and_then(|value| StatusCode::from_bytes(value.as_bytes()).ok());
    if let Some(status) = status {
        *response.status_mut() = status;
    }
    response.extensions_mut().remove::<AnswerUrl>();
    response
}
