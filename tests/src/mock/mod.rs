//! A service that has no network and no state: a test states what it answers.

mod batch;
mod pattern;
mod rule;

use std::fmt;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use http::{Request, Response, StatusCode};
use serde_json::json;

use crate::service::{RecordedRequest, assert_requests};
use pattern::Pattern;
pub use rule::MockAnswer;
use rule::{Outcome, Rule};

/// Where it is, as URLs have it. Nothing is ever sent there.
const BASE_URL: &str = "https://mock.example/v1.0";

/// A service without a network: it gives the answers that a test states, by method and path, and records what it was asked.
///
/// It works with any code that makes an `http::Request` ([`Mock::answer`]), and is the transport of a client with the feature `client`
/// (`Mock::client`). A batch in JSON is answered request by request, each by its id. It knows no types and keeps no state:
/// for a service that does, use [`Service`](crate::Service). It is cheap to clone (`Arc`), and all clones are the same service.
///
/// ```
/// use odata_entity_testing::Mock;
/// use serde_json::json;
///
/// let mock = Mock::new();
/// mock.on("GET", "/devices/{id}").once().status(503);
/// mock.on("GET", "/devices/{id}").json(json!({"id": "7", "name": "PC-7"}));
///
/// let get = || http::Request::get(format!("{}/devices/7", mock.base_url())).body(Vec::new()).unwrap();
/// assert_eq!(mock.answer(get()).unwrap().status(), 503);
/// assert_eq!(mock.answer(get()).unwrap().status(), 200);
/// mock.assert_requests(["GET /devices/7", "GET /devices/7"]);
/// mock.assert_complete();
/// ```
#[derive(Clone, Default)]
pub struct Mock(Arc<Mutex<State>>);

#[derive(Default)]
struct State {
    rules: Vec<Rule>,
    requests: Vec<RecordedRequest>,
    /// Requests that no answer was stated for.
    unanswered: Vec<String>,
}

/// It shows how much it has to answer, and nothing of any request.
impl fmt::Debug for Mock {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let state = self.state();
        f.debug_struct("Mock")
            .field("rules", &state.rules.len())
            .field("requests", &state.requests.len())
            .finish_non_exhaustive()
    }
}

impl Mock {
    /// A service with no answers yet.
    #[must_use = "it answers nothing until it is asked"]
    pub fn new() -> Self {
        Self::default()
    }

    /// Its base URL. No such host exists, so a request that goes there by mistake reaches nobody.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn base_url(&self) -> &'static str {
        BASE_URL
    }

    /// States what a request of this method and path is answered with, in the next call: [`MockAnswer::json`],
    /// [`MockAnswer::status`], [`MockAnswer::respond`], [`MockAnswer::lost`].
    ///
    /// The path is below the base URL. `{…}` is any text within a segment, a key most often. With a query behind it, each of its
    /// options must be in the request too. Of several answers that fit, the first that is not used up is given.
    pub fn on(&self, method: &str, path: &str) -> MockAnswer {
        MockAnswer::new(self.clone(), Pattern::new(method, path))
    }

    /// Answers a request; `None` where the answer is [lost](MockAnswer::lost).
    ///
    /// One that no answer was stated for gets status 400 with an OData error that has its method and path, and the answers that were
    /// stated; [`Mock::assert_complete`] has it too.
    pub fn answer(&self, request: Request<Vec<u8>>) -> Option<Response<Vec<u8>>> {
        let (parts, body) = request.into_parts();
        let mut recorded = RecordedRequest::new(&parts, &body);
        let target = parts.uri.path_and_query().map_or("/", |target| target.as_str());
        target.clone_into(&mut recorded.target);
        self.state().requests.push(recorded.clone());
        let outcome = self.outcome(&recorded);
        match outcome {
            None if below(&recorded.target).split('?').next() == Some("/$batch") => {
                Some(batch::answer(self, &recorded))
            }
            None => Some(self.refuse(&recorded)),
            // The test's own code runs with no lock held.
            Some(outcome) => outcome.give(&recorded),
        }
    }

    /// The first answer that fits.
    fn outcome(&self, request: &RecordedRequest) -> Option<Outcome> {
        let mut state = self.state();
        let fits = |rule: &&mut Rule| rule.fits(&request.method, below(&request.target));
        state.rules.iter_mut().find(fits).map(Rule::take)
    }

    fn refuse(&self, request: &RecordedRequest) -> Response<Vec<u8>> {
        let line = format!("{} {}", request.method, below(&request.target));
        let mut state = self.state();
        let stated: Vec<String> = state.rules.iter().map(ToString::to_string).collect();
        let stated = if stated.is_empty() {
            "nothing".to_owned()
        } else {
            stated.join(", ")
        };
        let message = format!("the mock has no answer to {line}; it answers: {stated}");
        state.unanswered.push(line);
        let body = json!({"error": {"code": "NoAnswerStated", "message": message}});
        rule::json(StatusCode::BAD_REQUEST, &body)
    }

    /// Every request that came in, oldest first, those without an answer included. A batch is one request; what is in it is in
    /// [`RecordedRequest::batched`].
    #[must_use = "this changes nothing: use what it returns"]
    pub fn requests(&self) -> Vec<RecordedRequest> {
        self.state().requests.clone()
    }

    /// Checks which requests came in, and in which order: `PATCH /devices/7`, each with its path below the base URL and its
    /// query, percent-encoded or not.
    ///
    /// # Panics
    /// It were others. The message shows both.
    #[track_caller]
    pub fn assert_requests<'e>(&self, expected: impl IntoIterator<Item = &'e str>) {
        let expected: Vec<&str> = expected.into_iter().collect();
        assert_requests(&self.requests(), base_path(), &expected);
    }

    /// Checks that every request had an answer, and that every answer that was to be given a number of times was.
    ///
    /// # Panics
    /// One had none, or was not.
    #[track_caller]
    pub fn assert_complete(&self) {
        let (unanswered, unused) = {
            let state = self.state();
            let unused = state.rules.iter().filter(|rule| rule.is_expected());
            (
                state.unanswered.clone(),
                unused.map(ToString::to_string).collect::<Vec<_>>(),
            )
        };
        assert!(
            unanswered.is_empty(),
            "the mock had no answer to: {}",
            unanswered.join(", ")
        );
        assert!(
            unused.is_empty(),
            "nobody asked the mock for: {}",
            unused.join(", ")
        );
    }

    fn state(&self) -> MutexGuard<'_, State> {
        // Whatever became of its last holder: it is sound between any two of its changes.
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn base_path() -> &'static str {
    let (_, rest) = BASE_URL.split_once("://").unwrap_or_default();
    rest.find('/').and_then(|at| rest.get(at..)).unwrap_or_default()
}

/// The target of a request, below the base URL.
fn below(target: &str) -> &str {
    target.strip_prefix(base_path()).unwrap_or(target)
}
