//! Requests of paths that no type has: their body is any value that serde writes.

use super::{AnswerKind, Body, FromResponse, Request};
use crate::fault::{Fault, TextError};
use crate::json::JsonWriter;
use crate::members::each_member;
use crate::path::Endpoint;
use crate::structure::read::plain;
use crate::structure::{GivenBody, given_body};
use crate::types::{TypeInfo, TypeTag};
use http::header::ACCEPT;
use http::{HeaderName, HeaderValue, Method};
use serde::Serialize;

/// No type: nothing is known of what a path leads to.
static UNTYPED: TypeInfo = TypeInfo::new("").with_type_tag(TypeTag::Never);

impl<R> Request<R> {
    /// A request whose answer names the type, if there is one.
    pub(crate) fn untyped(method: Method, endpoint: &Endpoint) -> Self
    where
        R: FromResponse,
    {
        let ty = const {
            match R::OF {
                Some(ty) => ty,
                None => &UNTYPED,
            }
        };
        let mut request = Self::of(method, endpoint, ty, &ty.scopes, ty.version);
        // What is sent has the tags that it has.
        request.parts.type_tag = Some(TypeTag::Never);
        request.parts.is_done_when_accepted = request.parts.method == Method::POST;
        match R::KIND {
            AnswerKind::Bytes => request.for_bytes(),
            AnswerKind::Content | AnswerKind::Nothing => request,
        }
    }

    /// At the operation of that name, of what the path leads to.
    pub(crate) fn at_operation(mut self, name: &str, version: Option<&'static str>) -> Self {
        let parts = &mut self.parts;
        parts.version = version.or(parts.version);
        for text in parts
            .path
            .as_mut()
            .ok()
            .into_iter()
            .chain([parts.template.to_mut()])
        {
            text.push('/');
            text.push_str(name);
        }
        self
    }

    /// With the arguments of a function.
    pub(crate) fn with_arguments(mut self, arguments: &str, aliases: Vec<(&'static str, String)>) -> Self {
        let parts = &mut self.parts;
        match &mut parts.path {
            _ if arguments.is_empty() => parts.is_bare_function = true,
            Ok(path) => path.push_str(&format!("({arguments})")),
            Err(_) => {}
        }
        for (alias, json) in aliases {
            parts.query.set(alias, json);
        }
        self
    }

    /// Not to be built: the entity does not have the action.
    pub(crate) fn without_action(mut self, name: &str) -> Self {
        let reason = "is none that the entity has: read it again, as what it has depends on its state";
        self.parts.bad_segment = Some(TextError::new("the action", name, reason));
        self
    }

    /// With this header, which no message shows.
    pub(crate) fn with_secret(mut self, name: HeaderName, mut value: HeaderValue) -> Self {
        value.set_sensitive(true);
        self.parts.headers.insert(name, value);
        self
    }

    /// Sent without an entity tag, whatever the service wants of other requests.
    pub(crate) fn unconditional(mut self) -> Self {
        self.parts.is_unconditional = true;
        self
    }

    /// Not to be built, as something in it cannot be written.
    pub(crate) fn with_fault(mut self, fault: Fault) -> Self {
        self.parts.body = Some(Err(fault));
        self
    }

    pub(crate) fn accept(mut self, media_type: &'static str) -> Self {
        let value = HeaderValue::from_static(media_type);
        self.parts.headers.insert(ACCEPT, value);
        self
    }

    /// With this body: as JSON, or as the patch or create body that it is.
    pub(crate) fn with_given(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        match given_body(body) {
            Ok(GivenBody::Typed(handed)) => {
                let parts = &mut self.parts;
                (parts.ty, parts.scopes, parts.type_tag) = (handed.ty, &handed.ty.scopes, None);
                parts.version = handed.ty.version.or(parts.version);
                self.with_patch(handed.body)
            }
            Ok(GivenBody::Json(text)) => {
                let is_empty = self.parts.method == Method::PATCH && is_empty(&text);
                let body = json_body(text).map(|json| Body {
                    json,
                    is_empty,
                    binds: Vec::new(),
                });
                self.parts.body = Some(body);
                self
            }
            Err(fault) => {
                self.parts.body = Some(Err(fault));
                self
            }
        }
    }
}

fn json_body(text: Vec<u8>) -> Result<crate::json::JsonBody, Fault> {
    let mut out = JsonWriter::new();
    *out.buffer() = text;
    out.finish()
}

/// Whether an object has no member but its type tag.
fn is_empty(text: &[u8]) -> bool {
    let mut has_member = false;
    let is_object = std::str::from_utf8(text)
        .is_ok_and(|text| each_member(text, &mut |name, _| has_member |= plain(name) != "@type"));
    is_object && !has_member
}
