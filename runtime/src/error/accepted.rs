//! Work that a service has accepted, where the request has no place for that.

use std::fmt;
use std::time::Duration;

/// The service has accepted the request and not done it yet
/// ([OData Protocol 4.01, 11.6](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_AsynchronousRequests)):
/// do not send it again, wait for its monitor (`Client::wait_for`).
///
/// Neither `Display` nor `Debug` shows the monitor's URL, which can be all that is needed to read it.
///
/// ```
/// use odata_entity::{Error, path};
///
/// let answer = http::Response::builder().status(202).header("location", "https://host/jobs/7").body(Vec::new())?;
/// match path!("/backups/{id}", "7").delete().read(answer) {
///     // Keep the URL, and ask there later: `Client::wait_for` does.
///     Err(Error::Accepted(accepted)) => assert_eq!(accepted.monitor(), Some("https://host/jobs/7")),
///     other => panic!("neither done nor refused: {other:?}"),
/// }
/// # Ok::<(), http::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Accepted {
    monitor: Option<String>,
    wait: Option<Duration>,
}

impl Accepted {
    pub(crate) fn new(monitor: Option<String>, wait: Option<Duration>) -> Self {
        Self { monitor, wait }
    }

    /// The URL to ask how far the work is, if the service gave one.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn monitor(&self) -> Option<&str> {
        self.monitor.as_deref()
    }

    /// How long the service asks to wait before that.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn wait(&self) -> Option<Duration> {
        self.wait
    }
}

impl fmt::Display for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the service has accepted the request and not done it yet (202): ")?;
        f.write_str(match self.monitor {
            Some(_) => "wait for its monitor (`Client::wait_for`), and do not send it again",
            None => "it gave no monitor to wait for; do not send it again",
        })
    }
}

impl fmt::Debug for Accepted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Accepted")
            .field("monitor", &self.monitor.as_ref().map(|_| format_args!("…")))
            .field("wait", &self.wait)
            .finish()
    }
}

impl std::error::Error for Accepted {}
