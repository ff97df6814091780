//! What is not there, where that was asked for: `Option`, and conditional requests.

use super::response::{FromResponse, is_nothing};
use super::{AnswerKind, EntityTag, Request, Tagged};
use crate::error::Error;
use crate::link::{LinkBase, header};
use crate::text::without_mark;
use crate::types::{Entity, TypeInfo};
use http::header::{ETAG, IF_MODIFIED_SINCE, IF_NONE_MATCH};
use http::{Method, Response, StatusCode};

/// Nothing for 204 and `null`, which a service answers for a single-valued navigation property that is null
/// ([OData Protocol 4.01, 11.2.7](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_RequestingRelatedEntities)).
#[diagnostic::do_not_recommend]
impl<R: FromResponse> FromResponse for Option<R> {
    const KIND: AnswerKind = R::KIND;
    const OF: Option<&'static TypeInfo> = R::OF;

    fn is_answer(status: StatusCode) -> bool {
        status == StatusCode::NO_CONTENT || R::is_answer(status)
    }

    fn from_response(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let is_null =
            response.status() == StatusCode::OK && !response.body().is_empty() && is_nothing(response.body());
        if response.status() == StatusCode::NO_CONTENT || is_null {
            return Ok(None);
        }
        R::from_response(response).map(Some)
    }

    fn resolve_links(&mut self, base: &LinkBase) {
        if let Some(value) = self {
            value.resolve_links(base);
        }
    }
}

impl<E: Entity> Request<E> {
    /// Reads `None` where the service answers that there is no entity: 204, as for a navigation property that is null. An
    /// entity that is not found (404) is an error still, unless [`none_if_not_found`](Request::none_if_not_found) asks.
    pub fn optional(self) -> Request<Option<E>> {
        self.answered_by()
    }
}

impl<E: Entity> Request<Tagged<E>> {
    /// Reads `None` where the service answers that there is no entity: 204, as for a navigation property that is null. An
    /// entity that is not found (404) is an error still, unless [`none_if_not_found`](Request::none_if_not_found) asks.
    pub fn optional(self) -> Request<Option<Tagged<E>>> {
        self.answered_by()
    }
}

impl<R> Request<Option<R>> {
    /// Reads `None` for 404 too: some services answer so for what is null, and so does every service for an entity that does
    /// not exist, or that a part of the path before it does not. The page of a gateway with this status is an error still.
    pub fn none_if_not_found(mut self) -> Self {
        self.parts.is_absent_where_not_found = true;
        self
    }
}

impl<R> Request<R> {
    /// `If-None-Match`: only if what is read has another entity tag by now. Otherwise the service answers 304, which is
    /// [`Error::NotModified`].
    ///
    /// An empty tag is an error when the request is built ([`Error::NoEntityTag`]).
    pub fn if_none_match(self, etag: &str) -> Self {
        self.header(IF_NONE_MATCH, "If-None-Match", etag)
    }

    /// `If-None-Match` with the entity tag of what was read. An error when the request is built if it has none: the request
    /// would go out without its condition.
    pub fn if_none_match_of(mut self, read: &impl EntityTag) -> Self {
        match read.entity_tag() {
            Some(etag) if !etag.is_empty() => self.if_none_match(etag),
            _ => {
                self.parts.is_untagged = true;
                self
            }
        }
    }

    /// Whether an answer means that there is nothing, to a request that asked for that.
    pub(super) fn is_absent(&self, response: &Response<Vec<u8>>) -> bool {
        self.parts.is_absent_where_not_found
            && response.status() == StatusCode::NOT_FOUND
            && matches!(
                without_mark(response.body()).trim_ascii_start().first(),
                None | Some(b'{')
            )
    }

    /// The error of an answer that is 304, where the request asked for that.
    pub(super) fn not_modified(&self, response: &Response<Vec<u8>>) -> Option<Error> {
        let headers = &self.parts.headers;
        let is_conditional = matches!(self.parts.method, Method::GET | Method::HEAD)
            && (headers.contains_key(IF_NONE_MATCH) || headers.contains_key(IF_MODIFIED_SINCE));
        (response.status() == StatusCode::NOT_MODIFIED && is_conditional).then(|| Error::NotModified {
            etag: header(response.headers(), ETAG),
        })
    }
}
