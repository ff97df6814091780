//! Work that was put off, and the monitor by which a client follows it (Protocol 4.01, section 11.6).

use std::collections::HashMap;

use http::{HeaderMap, HeaderName, Method, StatusCode, header};

use super::exchange::perform;
use super::shared::Shared;
use super::trace::Trace;
use crate::answer::{Call, Problem, Reply, Root};

/// A request that is still to be done.
#[derive(Clone, Debug)]
pub(crate) struct Operation {
    root: Root,
    method: Method,
    path: String,
    query: String,
    headers: HeaderMap,
    body: Vec<u8>,
    polls: u32,
}

impl Operation {
    /// Keeps a request until its monitor was read `polls` times.
    pub(crate) fn new(call: &Call<'_>, polls: u32) -> Self {
        Self {
            root: call.root.clone(),
            method: call.method.clone(),
            path: call.path.to_owned(),
            query: call.query.to_owned(),
            headers: call.headers.clone(),
            body: call.body.to_vec(),
            polls,
        }
    }
}

/// All operations that were put off and not yet done, by the id in the URL of their monitor.
pub(crate) type Operations = HashMap<String, Operation>;

impl Shared {
    /// Answers 202 for a request that is kept.
    pub(crate) fn put_off(&self, operation: Operation) -> Reply {
        let id = self.new_id();
        self.operations().insert(id.clone(), operation);
        self.pending(&id)
    }

    fn pending(&self, id: &str) -> Reply {
        Reply::empty(StatusCode::ACCEPTED)
            .with(
                header::LOCATION,
                &format!("{}/$monitor/{id}", self.rules.base_url()),
            )
            .with(header::RETRY_AFTER, "0")
    }

    /// Answers a request to a monitor. Whoever knows its URL may read it.
    pub(crate) fn poll(&self, id: &str, method: &Method) -> Result<Reply, Problem> {
        let missing = || {
            Problem::new(
                StatusCode::NOT_FOUND,
                "ResourceNotFound",
                "There is no such monitor.",
            )
        };
        let done = {
            let mut operations = self.operations();
            let operation = operations.get_mut(id).ok_or_else(missing)?;
            match *method {
                Method::GET if operation.polls > 0 => {
                    operation.polls -= 1;
                    None
                }
                Method::GET | Method::DELETE => operations.remove(id),
                _ => return Err(Problem::method_not_allowed("GET, DELETE")),
            }
        };
        let Some(operation) = done else {
            return Ok(self.pending(id));
        };
        if *method == Method::DELETE {
            return Ok(Reply::empty(StatusCode::NO_CONTENT));
        }
        let call = Call {
            root: &operation.root,
            method: &operation.method,
            path: &operation.path,
            query: &operation.query,
            headers: &operation.headers,
            body: &operation.body,
        };
        let reply = perform(self, &call, &Trace::new(self, call.headers));
        let status = reply.status.as_u16().to_string();
        let reply = reply.with(HeaderName::from_static("asyncresult"), &status);
        Ok(Reply {
            status: StatusCode::OK,
            ..reply
        })
    }
}
