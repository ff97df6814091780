//! What a fault does to the request it hits.

use std::time::Duration;

use http::header;

use super::retry_after::RetryAfter;
use crate::answer::Reply;

/// An answer that is given in place of the service's own.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Canned {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) retry_after: Option<RetryAfter>,
    /// Media type and bytes; without it, an error body of the service.
    pub(crate) body: Option<(String, Vec<u8>)>,
}

/// What happens.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Effect {
    /// Nothing is done, and this is answered.
    Answer(Canned),
    /// Nothing is done, and the connection is closed.
    DropBefore,
    /// The work is done, and the connection is closed.
    DropAfter,
    /// The request waits, then goes on.
    Delay(Duration),
    /// The answer comes in pieces, this far apart.
    SlowBody(Duration),
    /// Half of the body, then the connection is closed.
    TruncatedBody,
    /// The body is followed by white space up to this many bytes.
    HugeBody(u64),
    /// A collection has this annotation with this URL.
    Link(&'static str, String),
    /// A collection has a next link to itself.
    LoopingNextLink,
    /// The links of deltas that were given out so far expire just before the request is looked at.
    ExpireDeltas,
    /// A page has a next link to itself, at another URL, and no delta link.
    RepeatPage,
    /// A page has each item twice.
    RepeatItems,
    /// The work is put off: 202 with a monitor, which answers that this many times before it is done.
    LongRunning(u32),
    /// A request for a range is answered with one that begins at the half of its place.
    RepeatedRange,
    /// The answer of an upload session lists these ranges.
    ExpectedRanges(Vec<String>),
    /// All upload sessions are over.
    EndUploads,
    /// The token becomes another one just before the request is looked at.
    RotateToken,
}

impl Canned {
    pub(crate) fn new(status: u16) -> Self {
        Self {
            status,
            headers: Vec::new(),
            retry_after: None,
            body: None,
        }
    }

    /// Puts headers and body into an answer that has the status.
    pub(crate) fn fill(&self, mut reply: Reply) -> Reply {
        if let Some((media, body)) = &self.body {
            reply.body.clone_from(body);
            reply = reply.with(header::CONTENT_TYPE, media);
        }
        let wait = self.retry_after.map(RetryAfter::header);
        let wait = wait.as_ref().map(|(name, value)| (*name, value.as_str()));
        for (name, value) in self
            .headers
            .iter()
            .map(|(name, value)| (name.as_str(), value.as_str()))
            .chain(wait)
        {
            if let Ok(name) = http::HeaderName::try_from(name) {
                reply = reply.with(name, value);
            }
        }
        reply
    }
}
