//! [`Observer`]: what a client reports about its requests.

use crate::error::{Error, TransportError};
use crate::limits::Throttle;
use http::{HeaderMap, Method, StatusCode};
use std::fmt;
use std::time::Duration;

/// Something that happened to a request. It has neither bodies nor the token; keys can be in the headers of an answer
/// (`Location`), which `Debug` does not show.
///
/// ```
/// use odata_entity::Client;
/// use odata_entity::client::{Event, NoToken, What};
///
/// /// Templates have no keys in them, so they do as labels of metrics.
/// fn log(event: &Event<'_>) {
///     if let What::Answered { status, .. } = event.what {
///         println!("{} {}: {status}, try {}", event.method, event.template, event.sent);
///     }
/// }
///
/// let client = Client::builder("https://example.com/odata", NoToken).observer(log).build()?;
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone, Copy, Debug)]
#[non_exhaustive]
pub struct Event<'e> {
    /// The method.
    pub method: &'e Method,
    /// The path template; `/$batch` for a batch, `-` for a URL that the service gave out.
    pub template: &'e str,
    /// How many times it was sent so far, redirects included; where it is sent now, this time too.
    pub sent: u32,
    /// What happened.
    pub what: What<'e>,
}

/// What happened to a request: [`Event::what`].
///
/// ```
/// use odata_entity::client::What;
///
/// fn line(what: &What<'_>) -> Option<String> {
///     match what {
///         What::Waiting { time } => Some(format!("waits for {time:?}")),
///         What::Lost { error } => Some(format!("lost: {error}")),
///         What::Failed { error } => Some(format!("failed: {error}")),
///         _ => None,
///     }
/// }
/// assert_eq!(line(&What::Sending), None);
/// ```
#[derive(Clone, Copy)]
#[non_exhaustive]
pub enum What<'e> {
    /// It is sent now.
    Sending,
    /// An answer came.
    Answered {
        /// Its status.
        status: StatusCode,
        /// Its headers.
        headers: &'e HeaderMap,
    },
    /// It was lost.
    Lost {
        /// How.
        error: &'e TransportError,
    },
    /// It is sent again after this wait.
    Waiting {
        /// How long.
        time: Duration,
    },
    /// It failed for good, before any answer or because of it.
    Failed {
        /// Why.
        error: &'e Error,
    },
}

impl fmt::Debug for What<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Sending => f.write_str("Sending"),
            Self::Answered { status, .. } => write!(f, "Answered({status})"),
            Self::Lost { error } => write!(f, "Lost({error})"),
            Self::Waiting { time } => write!(f, "Waiting({time:?})"),
            Self::Failed { error } => write!(f, "Failed({error})"),
        }
    }
}

impl Event<'_> {
    /// The limits that the service reports, if an answer came.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn throttle(&self) -> Option<Throttle> {
        match self.what {
            What::Answered { headers, .. } => Some(Throttle::read(headers)).filter(|found| !found.is_empty()),
            _ => None,
        }
    }
}

/// Is called for every request, between its steps: it must be quick. A closure `Fn(&Event<'_>)` is one.
///
/// ```
/// use odata_entity::Client;
/// use odata_entity::client::{Event, NoToken, Observer, What};
/// use std::sync::Arc;
/// use std::sync::atomic::{AtomicU64, Ordering};
///
/// struct Waits(Arc<AtomicU64>);
///
/// impl Observer for Waits {
///     fn event(&self, event: &Event<'_>) {
///         if matches!(event.what, What::Waiting { .. }) {
///             self.0.fetch_add(1, Ordering::Relaxed);
///         }
///     }
/// }
///
/// let waits = Arc::new(AtomicU64::new(0));
/// let client = Client::builder("https://example.com/odata", NoToken).observer(Waits(waits.clone())).build()?;
/// assert_eq!(waits.load(Ordering::Relaxed), 0);
/// # Ok::<(), odata_entity::Error>(())
/// ```
pub trait Observer: Send + Sync + 'static {
    /// Something happened.
    fn event(&self, event: &Event<'_>);
}

impl<F: Fn(&Event<'_>) + Send + Sync + 'static> Observer for F {
    fn event(&self, event: &Event<'_>) {
        self(event);
    }
}
