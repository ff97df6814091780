//! What was created just now, for services that do not find it everywhere at once.

use super::Timeline;
use http::{HeaderMap, Method, Response, StatusCode, Uri};
use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, SystemTime};

/// How many paths are remembered: the collections that entities were created in, not the entities.
const REMEMBERED: usize = 64;

/// Asks for a 404 to be tried again: set on the extensions of a request that names an entity created just now.
#[derive(Clone, Copy, Debug)]
pub(crate) struct JustCreated;

/// The paths that entities were created at lately, and when. Clones share them.
#[derive(Clone, Debug)]
pub(super) struct Created {
    window: Duration,
    seen: Arc<Mutex<Seen>>,
}

#[derive(Debug, Default)]
struct Seen {
    /// A clock that is set back ends no window.
    timeline: Timeline,
    paths: VecDeque<(String, Duration)>,
}

/// Two are alike if they remember for as long.
impl PartialEq for Created {
    fn eq(&self, other: &Self) -> bool {
        self.window == other.window
    }
}

impl Created {
    pub(super) fn within(window: Duration) -> Self {
        Self {
            window,
            seen: Arc::default(),
        }
    }

    /// Takes note of an answer, if it is that of a create.
    pub(super) fn note<B>(&self, method: &Method, uri: &Uri, response: &Response<B>, now: SystemTime) {
        if !is_create(method, response.status(), response.headers()) {
            return;
        }
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let now = seen.timeline.passed(now);
        seen.paths.retain(|(path, _)| path != uri.path());
        if seen.paths.len() == REMEMBERED {
            seen.paths.pop_front();
        }
        seen.paths.push_back((uri.path().to_owned(), now));
    }

    /// Whether a request is about something that was created in the last time.
    pub(super) fn has(&self, uri: &Uri, now: SystemTime) -> bool {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let now = seen.timeline.passed(now);
        let is_recent = |time: &Duration| now.saturating_sub(*time) <= self.window;
        seen.paths
            .iter()
            .any(|(path, time)| is_recent(time) && is_below(path, uri.path()))
    }
}

/// Whether something was created: a collection's POST, or an upsert
/// ([OData Protocol 4.01, 11.4.2 and 11.4.4](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_CreateanEntity)).
fn is_create(method: &Method, status: StatusCode, headers: &HeaderMap) -> bool {
    status == StatusCode::CREATED
        || (*method == Method::POST
            && status == StatusCode::NO_CONTENT
            && headers.contains_key("odata-entityid"))
}

/// Whether a path is that of an entity in a collection at `path`, or below it; or of the entity that was upserted at `path`.
fn is_below(path: &str, other: &str) -> bool {
    let path = path.trim_end_matches('/');
    other
        .strip_prefix(path)
        .is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '(']))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn uri(path: &str) -> Uri {
        format!("https://h{path}").parse().unwrap()
    }

    fn answer(status: u16) -> Response<()> {
        Response::builder().status(status).body(()).unwrap()
    }

    #[test]
    fn what_was_created_is_known_by_its_collection_for_a_while() {
        let created = Created::within(Duration::from_secs(60));
        let start = SystemTime::UNIX_EPOCH + Duration::from_secs(1000);
        created.note(&Method::POST, &uri("/v1.0/groups"), &answer(201), start);
        created.note(&Method::POST, &uri("/v1.0/act"), &answer(204), start);
        created.note(&Method::POST, &uri("/v1.0/act"), &answer(200), start);
        created.note(&Method::PUT, &uri("/v1.0/things/1"), &answer(201), start);
        for (path, seconds, expected) in [
            ("/v1.0/groups/g", 0, true),
            ("/v1.0/groupsOf/g", 0, false),
            ("/v1.0/users/g", 0, false),
            ("/v1.0/act/x", 0, false),
            ("/v1.0/things/1", 1, true),
            ("/v1.0/things/2", 1, false),
            ("/v1.0/groups('g')", 60, true),
            ("/v1.0/groups/g/members/$ref", 60, true),
        ] {
            let now = start + Duration::from_secs(seconds);
            assert_eq!(created.has(&uri(path), now), expected, "{path} {seconds}");
        }
        // A clock that is set back ends nothing, and makes nothing new.
        let set_back = |seconds: u64| start - Duration::from_secs(3600 - seconds);
        assert!(created.has(&uri("/v1.0/groups/g"), set_back(0)));
        assert!(!created.has(&uri("/v1.0/groups/g"), set_back(1)));
    }

    #[test]
    fn few_paths_are_remembered_however_much_is_created() {
        let created = Created::within(Duration::MAX);
        for number in 0..10 * REMEMBERED {
            let path = uri(&format!("/sets/{number}"));
            created.note(&Method::POST, &path, &answer(201), SystemTime::UNIX_EPOCH);
        }
        assert_eq!(created.seen.lock().unwrap().paths.len(), REMEMBERED);
    }
}
