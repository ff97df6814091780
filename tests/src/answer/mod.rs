//! From a request to its answer: pure functions of the rules, the data and the request, with no input or output.

mod batch;
mod binding;
mod body;
mod change;
mod delta;
mod inside;
mod link;
mod multipart;
mod number;
mod operation;
mod precondition;
mod preference;
mod problem;
mod read;
mod reference;
mod reply;
mod representation;
mod rules;
mod seed;
mod target;
mod task;
mod walk;
mod write;

use http::{HeaderMap, Method, StatusCode, header};

use crate::path::Tail;
use crate::store::Store;

pub use batch::BatchUrls;
pub(crate) use batch::{BatchItem, batch_answer, read_batch};
pub use delta::{ChangeTracking, RemovedForm};
pub(crate) use multipart::{is_multipart, multipart_answer, read_multipart};
pub use number::Numbers;
pub(crate) use operation::Declared;
pub use operation::Invocation;
pub use problem::ErrorStyle;
pub(crate) use problem::Problem;
pub(crate) use reply::Reply;
pub(crate) use rules::{Root, Rules};
pub(crate) use seed::seed;
pub(crate) use target::Target;
use task::Task;

/// A request, below the service root.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Call<'c> {
    pub(crate) root: &'c Root,
    pub(crate) method: &'c Method,
    /// The path below the service root, still percent-encoded.
    pub(crate) path: &'c str,
    pub(crate) query: &'c str,
    pub(crate) headers: &'c HeaderMap,
    pub(crate) body: &'c [u8],
}

impl Call<'_> {
    /// The URL of the service root, relative to that of the request if the service writes it so: `../..`.
    pub(crate) fn root_url(&self, rules: &Rules) -> String {
        if !rules.has_relative_links {
            return self.root.url.clone();
        }
        let folders = self.path.matches('/').count().saturating_sub(1);
        vec![".."; folders].join("/")
    }

    /// The URL of the service root, relative to a context URL if the service writes it so.
    pub(crate) fn root_url_in_context(&self, rules: &Rules) -> &str {
        if rules.has_relative_links {
            ""
        } else {
            &self.root.url
        }
    }
}

/// Does what a request asks.
pub(crate) fn answer(rules: &Rules, store: &mut Store, call: &Call<'_>) -> Result<Reply, Problem> {
    check_headers(call)?;
    if let Some(reply) = operation::answer(rules, call)? {
        return Ok(reply);
    }
    if let Some(reply) = delta::answer(rules, store, call)? {
        return Ok(reply);
    }
    let task = Task::new(rules, store, call)?;
    match (&task.target.tail, call.method) {
        (Tail::Count { .. }, &Method::GET | &Method::HEAD) => read::count(&task, store),
        (Tail::Count { .. }, _) => Err(Problem::method_not_allowed("GET, HEAD")),
        (Tail::Collection { .. }, &Method::GET | &Method::HEAD) => read::collection(&task, store),
        // A navigation property was followed to its end.
        (Tail::Navigation { .. }, _) => Err(Problem::no_resource(&[])),
        (Tail::References | Tail::Reference, _) => reference::answer(&task, store),
        (Tail::Collection { .. }, &Method::POST) if task.target.linked.is_some() => {
            write::create_linked(&task, store)
        }
        (Tail::Collection { .. }, &Method::POST) => write::create(&task, store),
        (Tail::Collection { .. }, _) => Err(Problem::method_not_allowed("GET, HEAD, POST")),
        (_, &Method::GET | &Method::HEAD) => read::entity(&task, store),
        (_, &Method::PATCH | &Method::PUT) => write::update(&task, store),
        (Tail::Entity { .. }, &Method::DELETE) => write::delete(&task, store),
        (Tail::Singleton { .. }, &Method::DELETE) if task.target.is_contained() => {
            write::delete(&task, store)
        }
        (Tail::Entity { .. }, _) => Err(Problem::method_not_allowed("GET, HEAD, PATCH, PUT, DELETE")),
        (Tail::Singleton { .. }, _) => Err(Problem::method_not_allowed("GET, HEAD, PATCH, PUT")),
    }
}

/// Refuses versions and media types that the service does not speak.
fn check_headers(call: &Call<'_>) -> Result<(), Problem> {
    let headers = call.headers;
    // A count is plain text.
    let is_count = call.path.ends_with("/$count");
    let text = |name: &str| headers.get(name).map(|value| value.to_str().unwrap_or_default());
    if text("odata-version").is_some_and(|version| !["4.0", "4.01"].contains(&version)) {
        return Err(Problem::bad_request(
            "The 'OData-Version' of the request is not 4.0 or 4.01.",
        ));
    }
    if text("odata-maxversion").is_some_and(|version| !version.starts_with("4.")) {
        return Err(Problem::bad_request(
            "The 'OData-MaxVersion' of the request is below 4.0.",
        ));
    }
    let accepts_json = text(header::ACCEPT.as_str()).is_none_or(|accept| {
        accept.split(',').any(|media| {
            let media = media
                .split(';')
                .next()
                .unwrap_or_default()
                .trim()
                .to_ascii_lowercase();
            ["*/*", "application/*", "application/json"].contains(&media.as_str())
                || (is_count && ["text/plain", "text/*"].contains(&media.as_str()))
        })
    });
    if accepts_json {
        Ok(())
    } else {
        let message =
            "None of the media types of 'Accept' can be answered: the service writes application/json.";
        Err(Problem::new(StatusCode::NOT_ACCEPTABLE, "NotAcceptable", message))
    }
}
