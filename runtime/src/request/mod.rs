//! [`Request`]: a call as a value. It does no I/O, so it works with every HTTP client, in a batch and in a test.

mod absent;
mod answer;
mod asks;
mod binds;
mod build;
mod condition;
mod delta;
mod explain;
mod given;
mod json;
mod link;
mod linked;
mod looped;
mod media;
mod numbers;
mod options;
mod page;
mod prefer;
mod projection;
mod range;
mod reference;
mod response;
mod result;
mod tagged;
mod upload;
mod written;

pub use answer::Answer;
pub use asks::{Asks, AsksForMany};
use delta::Started;
pub use explain::Explanation;
pub use json::{Json, Single};
pub use linked::Linked;
pub use looped::{AwaitClientSend, AwaitItemsByTryNext, GoOverPageDotValue};
pub use media::Media;
pub use page::Page;
pub(crate) use page::check_page_links;
pub use projection::{
    FieldOf, LeadsTo, NavigationFieldOf, Projection, is_called, projected, projection_impls, type_of,
};
#[cfg(feature = "client")]
pub(crate) use range::{Found, beyond_the_end, found};
pub use reference::Reference;
use response::Reading;
pub use response::{AnswerKind, FromResponse};
pub(crate) use response::{content, decode, is_untracked};
pub use tagged::{EntityTag, Links, TagText, Tagged};
pub use upload::Upload;
pub use written::Written;

use crate::call::{LostAnswer, Reach, retry};
use crate::error::{Error, ServiceError, holds_only_error, is_success_message};
use crate::fault::{Fault, TextError};
use crate::json::JsonBody;
use crate::link::{monitor_of, url_of};
use crate::path::{Endpoint, LinkTarget, PathError};
use crate::profile::{BySeverity, ItemsName};
use crate::query::Options;
use crate::ranges::ByteRange;
use crate::structure::{Bind, PatchBody};
use crate::types::Entity;
use crate::types::{Scopes, TypeInfo, TypeTag};
use http::{HeaderMap, Method};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// A call to the service whose answer is an `R`.
///
/// Made by [`EntityPath`](crate::EntityPath) and [`CollectionPath`](crate::CollectionPath).
/// [`to_http`](Self::to_http) builds it, [`read`](Self::read) reads the answer; `Client::send` (feature `client`)
/// does both. Mistakes in keys and values are kept and reported when it is built.
///
/// ```
/// # use odata_entity::Entity;
/// # #[derive(Debug, Clone, PartialEq, Entity)]
/// # #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// # struct User {
/// #     #[odata(key)]
/// #     id: String,
/// #     mail: Option<String>,
/// # }
/// let request = User::collection().list().filter(User::MAIL.starts_with("a")).top(5);
/// let sent = request.to_http("https://graph.microsoft.com/v1.0")?;
/// assert_eq!(sent.method(), http::Method::GET);
/// // Any HTTP client sends it; the request reads the answer.
/// let page = request.read(http::Response::new(br#"{"value":[]}"#.to_vec()))?;
/// assert!(page.value.is_empty());
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "a request does nothing until it is sent"]
pub struct Request<R> {
    parts: Box<Parts>,
    answer: PhantomData<fn() -> R>,
}

#[derive(Clone)]
struct Parts {
    method: Method,
    path: Result<String, PathError>,
    template: Cow<'static, str>,
    ty: &'static TypeInfo,
    scopes: &'static Scopes,
    declared: Option<&'static str>,
    type_tag: Option<TypeTag>,
    query: Options,
    prefer: Vec<String>,
    headers: HeaderMap,
    bad_header: Option<&'static str>,
    /// A name that was to be a segment of the path.
    bad_segment: Option<TextError>,
    body: Option<Result<Body, Fault>>,
    allow_empty: bool,
    ieee754: bool,
    version: Option<&'static str>,
    link: Option<String>,
    is_untagged: bool,
    is_repeatable: bool,
    is_media: bool,
    /// Which of the bytes are asked for.
    range: Option<ByteRange>,
    /// A body that is no JSON.
    bytes: Option<Vec<u8>>,
    /// The path of the entity that a relationship is changed to or from.
    reference: Option<LinkTarget>,
    /// Whether the path ends in a function without arguments, which some services want without parentheses.
    is_bare_function: bool,
    /// Whether work that is accepted (202) is done as far as anybody will know, where there is no monitor.
    is_done_when_accepted: bool,
    skips_other_types: bool,
    /// Whether 404 means that there is nothing.
    is_absent_where_not_found: bool,
    /// Whether it names an entity that was created just now.
    is_just_created: bool,
    /// Whether the metadata has that changes at the path need an entity tag.
    needs_etag: bool,
    /// Of an action that is bound to an entity: whether its type or path needs an entity tag.
    acts_on_entity: Option<bool>,
    /// Whether the path is an id that the service gave out.
    is_id: bool,
    /// Whether it needs no entity tag anywhere.
    is_unconditional: bool,
    /// Whether it creates what it does not find.
    is_upsert: bool,
    /// How a delta is asked for, if it is.
    started: Started,
}

#[derive(Clone)]
struct Body {
    json: JsonBody,
    is_empty: bool,
    binds: Vec<Bind>,
}

impl<R> Request<R> {
    #[inline]
    pub(crate) fn new<E: Entity>(method: Method, endpoint: &Endpoint) -> Self {
        Self::of(method, endpoint, E::TYPE, const { &E::SCOPES }, E::VERSION)
    }

    fn of(
        method: Method,
        endpoint: &Endpoint,
        ty: &'static TypeInfo,
        scopes: &'static Scopes,
        version: Option<&'static str>,
    ) -> Self {
        let parts = Parts {
            method,
            path: endpoint.path.clone(),
            template: endpoint.full_template(),
            ty,
            scopes,
            declared: endpoint.declared,
            type_tag: endpoint.type_tag,
            query: Options::default(),
            prefer: Vec::new(),
            headers: HeaderMap::new(),
            bad_header: None,
            bad_segment: None,
            body: None,
            allow_empty: false,
            ieee754: endpoint.ieee754,
            version,
            link: None,
            is_untagged: false,
            is_repeatable: false,
            is_media: false,
            range: None,
            bytes: None,
            reference: None,
            is_bare_function: false,
            is_done_when_accepted: false,
            skips_other_types: false,
            is_absent_where_not_found: false,
            is_just_created: false,
            needs_etag: endpoint.needs_etag,
            acts_on_entity: None,
            is_id: endpoint.is_id,
            is_unconditional: false,
            is_upsert: false,
            started: Started::default(),
        };
        Self {
            parts: Box::new(parts),
            answer: PhantomData,
        }
    }

    pub(crate) fn with_patch(mut self, body: Result<PatchBody, Fault>) -> Self {
        let body = body.map(|body| Body {
            json: body.json,
            is_empty: body.is_empty,
            binds: body.binds,
        });
        self.parts.body = Some(body);
        self
    }

    pub(crate) fn with_body(mut self, body: Result<JsonBody, Fault>) -> Self {
        let body = body.map(|json| Body {
            json,
            is_empty: false,
            binds: Vec::new(),
        });
        self.parts.body = Some(body);
        self
    }

    /// The method.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn method(&self) -> &Method {
        &self.parts.method
    }

    /// The path template: what to name the call by where keys do not belong, such as metrics.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn template(&self) -> &str {
        &self.parts.template
    }

    /// Reads the service's answer.
    ///
    /// One with a success status that holds nothing but an error (`{"error":{…}}`) is the service's error too. Some services
    /// write successes so; their [`Profile`](crate::Profile) knows ([`Profile::mark`](crate::Profile::mark)).
    ///
    /// # Errors
    ///
    /// [`Error::Service`] and its like for an error, with everything that came back; [`Error::Decode`] for an answer that is
    /// not an `R`, with status and body; [`Error::Accepted`] for 202 where `R` has no place for it; [`Error::NotModified`] for
    /// 304 to a conditional request; [`Error::Link`] for a page whose next link leads nowhere or back to the page.
    pub fn read(&self, mut response: http::Response<Vec<u8>>) -> Result<R, Error>
    where
        R: FromResponse,
    {
        if self.is_done(&response) && R::KIND == AnswerKind::Nothing {
            return R::from_response(no_content());
        }
        if R::is_answer(response.status()) && !self.holds_error(&mut response) {
            self.cut_to_range(&mut response)?;
            let items = response.extensions().get::<ItemsName>();
            let items = items.map_or("value", |ItemsName(name)| name);
            response.extensions_mut().insert(Reading {
                items,
                declared: self.parts.declared.or(self.parts.ty.declared),
                skips_other_types: self.parts.skips_other_types,
                tracks_changes: self.parts.started == Started::ByPreference && self.parts.link.is_none(),
            });
            return R::from_response(response);
        }
        if self.is_absent(&response) {
            return R::from_response(no_content());
        }
        if let Some(error) = self.not_modified(&response) {
            return Err(error);
        }
        let is_uncertain = response.extensions().get::<LostAnswer>().is_some();
        let location = url_of(response.headers(), response.extensions(), http::header::LOCATION);
        let error = ServiceError::of(response).after_a_lost_answer(is_uncertain);
        Err(R::refused(self.hinted(error), location))
    }

    /// Whether accepted work is all that an answer will ever report.
    fn is_done(&self, response: &http::Response<Vec<u8>>) -> bool {
        self.parts.is_done_when_accepted
            && response.status() == http::StatusCode::ACCEPTED
            && monitor_of(response.headers(), response.extensions()).is_none()
    }

    /// Whether an answer with a success status holds nothing but an error. A success that is written so becomes one without
    /// a body.
    fn holds_error(&self, response: &mut http::Response<Vec<u8>>) -> bool {
        let is_error = response.status().is_success()
            && !self.parts.is_media
            && holds_only_error(response.body())
            && !self.selects("error");
        let by_severity = response.extensions().get::<BySeverity>();
        if is_error && by_severity.is_some() && is_success_message(response.body()) {
            response.body_mut().clear();
            return false;
        }
        is_error
    }

    /// Whether a property is asked for by its name: alone in an answer it is that, whatever it is called.
    fn selects(&self, property: &str) -> bool {
        self.parts.query.selects(property)
    }

    /// An error for the entire batch that the request was in, as its own.
    pub(crate) fn hinted(&self, error: ServiceError) -> ServiceError {
        let body = self.parts.body.as_ref().and_then(|body| body.as_ref().ok());
        let tagged = body.is_some_and(|body| self.policy(&body.json).0);
        error.with_hints(self.parts.scopes, self.parts.ty.note, tagged)
    }

    fn policy(&self, body: &JsonBody) -> (bool, bool) {
        let changes = matches!(self.parts.method, Method::PATCH | Method::PUT);
        let (asked, declared) = (self.parts.type_tag, self.parts.declared);
        self.parts.ty.policy(asked, declared, body.tag(changes))
    }
}

impl<R> Request<R> {
    /// The same call, its answer read as something else.
    pub(crate) fn answered_by<T>(self) -> Request<T> {
        Request {
            parts: self.parts,
            answer: PhantomData,
        }
    }

    /// Whether it may be sent again when its answer is lost: it is idempotent
    /// ([RFC 9110, 9.2.2](https://www.rfc-editor.org/rfc/rfc9110#section-9.2.2)), which a PATCH of OData is too, as
    /// it has values and not changes of values.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_repeatable(&self) -> bool {
        self.parts.is_repeatable || retry::is_idempotent(&self.parts.method)
    }

    /// Where it may go: bytes may be elsewhere, everything else is at the service.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn reach(&self) -> Reach {
        match self.parts.is_media {
            true => Reach::Media,
            false => Reach::Service,
        }
    }
}

impl<R> Clone for Request<R> {
    fn clone(&self) -> Self {
        Self {
            parts: self.parts.clone(),
            answer: PhantomData,
        }
    }
}

/// Method and template: neither keys nor a body.
impl<R> fmt::Debug for Request<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request")
            .field("method", &self.parts.method)
            .field("template", &self.parts.template)
            .finish_non_exhaustive()
    }
}

fn no_content() -> http::Response<Vec<u8>> {
    let mut nothing = http::Response::new(Vec::new());
    *nothing.status_mut() = http::StatusCode::NO_CONTENT;
    nothing
}
