//! A fault as a test declares it: what happens, to which requests, how often.

use std::time::Duration;

use http::Method;

use super::effect::{Canned, Effect};
use super::retry_after::RetryAfter;
use crate::random::Random;

/// Something that goes wrong. Give it to [`crate::Service::inject`].
///
/// Unless narrowed, it hits every request that comes in. Of the faults that fit a request the one that was injected first hits.
///
/// ```
/// use std::time::Duration;
/// use odata_entity_testing::{Fault, RetryAfter};
///
/// let throttled = Fault::status(429)
///     .retry_after(RetryAfter::Decimal(Duration::from_millis(2128)))
///     .method("PATCH")
///     .path("/deviceAppManagement/mobileAppConfigurations/*/deviceStatuses/*")
///     .times(2);
/// let sometimes = Fault::drop_after_work().rate(0.02, 7);
/// ```
#[derive(Clone, Debug)]
#[must_use = "a fault happens only once it is injected"]
pub struct Fault {
    pub(crate) effect: Effect,
    method: Option<String>,
    path: Option<String>,
    in_batch: bool,
    skip: u64,
    times: u64,
    rate: Option<(f64, Random)>,
}

impl Fault {
    fn new(effect: Effect) -> Self {
        Self {
            effect,
            method: None,
            path: None,
            in_batch: false,
            skip: 0,
            times: u64::MAX,
            rate: None,
        }
    }

    /// Answers this status without doing the work, with an OData error body if it is 400 or more, else with none.
    ///
    /// A number that is no HTTP status is answered as 500.
    pub fn status(status: u16) -> Self {
        Self::new(Effect::Answer(Canned::new(status)))
    }

    /// Answers this status with an HTML page, as a gateway or proxy on the way would, without doing the work.
    pub fn html(status: u16) -> Self {
        let page = "<!DOCTYPE html>\r\n<html><head><title>Error</title></head>\r\n<body><h2>The request was not served.</h2></body></html>\r\n";
        Self::status(status).body("text/html; charset=utf-8", page)
    }

    /// Answers a redirect to this URL without doing the work; 302 or another status that redirects.
    pub fn redirect(status: u16, location: impl Into<String>) -> Self {
        Self::status(status).header("location", location)
    }

    /// Closes the connection without doing the work and without any answer.
    pub fn drop_before_work() -> Self {
        Self::new(Effect::DropBefore)
    }

    /// Does the work, then closes the connection without any answer.
    pub fn drop_after_work() -> Self {
        Self::new(Effect::DropAfter)
    }

    /// Waits before the work is done.
    pub fn delay(wait: Duration) -> Self {
        Self::new(Effect::Delay(wait))
    }

    /// Sends headers at once and the body in eight pieces, with this pause before each.
    pub fn slow_body(pause: Duration) -> Self {
        Self::new(Effect::SlowBody(pause))
    }

    /// Does the work, announces the length of the answer, sends half of it, and closes the connection.
    pub fn truncated_body() -> Self {
        Self::new(Effect::TruncatedBody)
    }

    /// Does the work, and lets white space follow the answer until it has this many bytes. Its length is not announced.
    pub fn huge_body(bytes: u64) -> Self {
        Self::new(Effect::HugeBody(bytes))
    }

    /// Gives the page of a collection this `@odata.nextLink`, which may lead to another service.
    pub fn next_link(url: impl Into<String>) -> Self {
        Self::new(Effect::Link("@odata.nextLink", url.into()))
    }

    /// Gives the page of a collection this `@odata.deltaLink`, which may lead to another service.
    pub fn delta_link(url: impl Into<String>) -> Self {
        Self::new(Effect::Link("@odata.deltaLink", url.into()))
    }

    /// Gives the page of a collection an `@odata.nextLink` to itself.
    pub fn looping_next_link() -> Self {
        Self::new(Effect::LoopingNextLink)
    }

    /// Forgets which changes there were just before the request is looked at: it gets 410 if it is at a link that a delta gave out
    /// ([`crate::Service::expire_deltas`]).
    pub fn expire_deltas() -> Self {
        Self::new(Effect::ExpireDeltas)
    }

    /// Gives a page once more: it has a next link to itself, at another URL, and no delta link.
    pub fn repeated_page() -> Self {
        Self::new(Effect::RepeatPage)
    }

    /// Gives each item of a page twice.
    pub fn repeated_items() -> Self {
        Self::new(Effect::RepeatItems)
    }

    /// Answers 202 with the URL of a status monitor in `Location`, and does not do the work yet (Protocol 4.01, section 11.6).
    ///
    /// The monitor is read without a token. It answers 202 this many times; then the work is done, and it answers 200 with the
    /// status of the work in `AsyncResult` and its body. DELETE of the monitor cancels the work.
    pub fn long_running(polls: u32) -> Self {
        Self::new(Effect::LongRunning(polls))
    }

    /// Makes a new token just before the request is looked at, so that this and every later request with the old one gets 401. The
    /// new one is [`crate::Service::token`].
    pub fn rotate_token() -> Self {
        Self::new(Effect::RotateToken)
    }

    /// Answers a request for a range of bytes with an earlier one, which was answered before: it begins at half of the place that was
    /// asked for.
    pub fn repeated_range() -> Self {
        Self::new(Effect::RepeatedRange)
    }

    /// Does the work, and lets the answer of an upload session list these ranges as the ones that are expected next.
    pub fn expected_ranges(ranges: impl IntoIterator<Item = impl Into<String>>) -> Self {
        Self::new(Effect::ExpectedRanges(
            ranges.into_iter().map(Into::into).collect(),
        ))
    }

    /// Ends all upload sessions just before the request is looked at, as time does.
    pub fn ends_uploads() -> Self {
        Self::new(Effect::EndUploads)
    }

    /// States how long to wait; for answers with a status.
    pub fn retry_after(mut self, wait: RetryAfter) -> Self {
        if let Effect::Answer(canned) = &mut self.effect {
            canned.retry_after = Some(wait);
        }
        self
    }

    /// Adds a header, or replaces the one of that name; for answers with a status.
    pub fn header(mut self, name: impl Into<String>, value: impl Into<String>) -> Self {
        if let Effect::Answer(canned) = &mut self.effect {
            canned.headers.push((name.into(), value.into()));
        }
        self
    }

    /// Sets the body; for answers with a status.
    pub fn body(mut self, media_type: impl Into<String>, body: impl Into<Vec<u8>>) -> Self {
        if let Effect::Answer(canned) = &mut self.effect {
            canned.body = Some((media_type.into(), body.into()));
        }
        self
    }

    /// Hits requests with this method only.
    pub fn method(mut self, method: impl Into<String>) -> Self {
        self.method = Some(method.into());
        self
    }

    /// Hits requests to this path only, which begins below the base path and is compared as it was sent,
    /// percent-encoded and without the query. A `*` matches any one segment, `**` at the end for any that follow.
    pub fn path(mut self, pattern: impl Into<String>) -> Self {
        self.path = Some(pattern.into());
        self
    }

    /// Hits the requests in batches, each for itself, and not those on the wire. Only an answer with a status can be had there.
    pub fn in_batch(mut self) -> Self {
        self.in_batch = true;
        self
    }

    /// Lets this many fitting requests pass first.
    pub fn after(mut self, requests: u64) -> Self {
        self.skip = requests;
        self
    }

    /// Hits this many times at most.
    pub fn times(mut self, times: u64) -> Self {
        self.times = times;
        self
    }

    /// Hits once.
    pub fn once(self) -> Self {
        self.times(1)
    }

    /// Hits this share of the fitting requests, 0 to 1. Which ones depends on the seed and on their order only.
    pub fn rate(mut self, share: f64, seed: u64) -> Self {
        self.rate = Some((share, Random::new(seed)));
        self
    }

    /// Whether the fault hits this request; counts it if it fits.
    pub(crate) fn hits(&mut self, method: &Method, path: &str, in_batch: bool) -> bool {
        let is_possible = !in_batch || matches!(self.effect, Effect::Answer(_));
        let fits_method = self
            .method
            .as_ref()
            .is_none_or(|wanted| wanted == method.as_str());
        let fits_path = self.path.as_ref().is_none_or(|pattern| fits(pattern, path));
        if self.in_batch != in_batch || !is_possible || !fits_method || !fits_path || self.times == 0 {
            return false;
        }
        if self.skip > 0 {
            self.skip -= 1;
            return false;
        }
        if self
            .rate
            .as_mut()
            .is_some_and(|(share, random)| !random.chance(*share))
        {
            return false;
        }
        self.times -= 1;
        true
    }
}

/// Whether a path is of a pattern.
fn fits(pattern: &str, path: &str) -> bool {
    let mut wanted = pattern.split('/');
    let mut segments = path.split('/');
    loop {
        match (wanted.next(), segments.next()) {
            (None, None) | (Some("**"), Some(_)) => return true,
            (Some(wanted), Some(segment)) if wanted == "*" || wanted == segment => {}
            _ => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_take_segments() {
        for (pattern, path) in [
            ("/a/*/b", "/a/x%2Fy/b"),
            ("/a/**", "/a/b/c"),
            ("/a/b", "/a/b"),
            ("/**", "/"),
        ] {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [
            ("/a/*", "/a"),
            ("/a/*", "/a/b/c"),
            ("/a/b", "/a/b/c"),
            ("/a/**", "/a"),
            ("/A", "/a"),
        ] {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
    }

    #[test]
    fn only_fitting_requests_are_counted() {
        let mut fault = Fault::status(503).method("GET").path("/a/*").after(1).times(2);
        let mut hits = |method: Method, path: &str| fault.hits(&method, path, false);
        assert!(!hits(Method::PATCH, "/a/1") && !hits(Method::GET, "/b/1"));
        assert!(!hits(Method::GET, "/a/1"));
        assert!(hits(Method::GET, "/a/2") && hits(Method::GET, "/a/3"));
        assert!(!hits(Method::GET, "/a/4"));
        assert!(!Fault::drop_before_work().in_batch().hits(&Method::GET, "/", true));
        assert!(Fault::status(503).in_batch().hits(&Method::GET, "/", true));
        assert!(!Fault::status(503).in_batch().hits(&Method::GET, "/", false));
    }
}
