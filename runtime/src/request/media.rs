//! Media: the bytes behind `$value` and stream properties.

use super::{FromResponse, Request};
use crate::endpoint::EntityPath;
use crate::error::{Accepted, Error, LinkError, TextError};
use crate::link::{header, url_of};
use crate::query::is_identifier;
use crate::types::Entity;
use http::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use http::{HeaderValue, Method, StatusCode};
use std::fmt;

/// Bytes that a service keeps, or says where they are.
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Media {
    /// The bytes, and their media type if the service says it.
    Bytes {
        /// `Content-Type`.
        content_type: Option<String>,
        /// The bytes.
        bytes: Vec<u8>,
    },
    /// They are elsewhere, to be fetched without the token: in a batch, where no redirect is followed.
    Elsewhere {
        /// `Location`.
        url: String,
    },
}

impl Media {
    /// The bytes, if they are here.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn into_bytes(self) -> Option<Vec<u8>> {
        match self {
            Self::Bytes { bytes, .. } => Some(bytes),
            Self::Elsewhere { .. } => None,
        }
    }
}

/// How many bytes, and not which.
impl fmt::Debug for Media {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Bytes { content_type, bytes } => {
                write!(f, "Media({content_type:?}, {} bytes)", bytes.len())
            }
            Self::Elsewhere { .. } => f.write_str("Media(elsewhere)"),
        }
    }
}

impl FromResponse for Media {
    fn is_answer(status: StatusCode) -> bool {
        status.is_success() || matches!(status.as_u16(), 302 | 307)
    }

    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, bytes) = response.into_parts();
        if parts.status == StatusCode::ACCEPTED {
            return Err(Error::Accepted(Accepted::of(&parts.headers, &parts.extensions)));
        }
        if parts.status.is_redirection() {
            let url = url_of(&parts.headers, &parts.extensions, LOCATION);
            let nowhere = || Error::Link(LinkError::new("redirect", None, "it has no `Location`"));
            return url.map(|url| Self::Elsewhere { url }).ok_or_else(nowhere);
        }
        let content_type = header(&parts.headers, CONTENT_TYPE);
        Ok(Self::Bytes { content_type, bytes })
    }
}

impl<E: Entity, A> EntityPath<E, A> {
    /// `GET …/$value`: the bytes of a media entity. A redirect elsewhere is followed over https, without the token.
    pub fn media(&self) -> Request<Media> {
        self.bytes("$value")
    }

    /// `GET …/name`: the bytes of a stream property, such as `content`, by its name on the wire. A redirect elsewhere is
    /// followed over https, without the token.
    ///
    /// Anything but a name is an error when the request is built. The bytes of another entity (`photo/$value`) are the
    /// [`media`](Self::media) of that entity's path.
    pub fn stream(&self, name: &str) -> Request<Media> {
        let mut request = self.bytes(name);
        if !is_identifier(name) {
            let reason = "is no name of a property: write letters, digits and `_`; the bytes of another entity \
                          (`photo/$value`) are `media()` of that entity's path";
            request.parts.bad_segment = Some(TextError::new("the stream property", name, reason));
        }
        request
    }

    fn bytes(&self, segment: &str) -> Request<Media> {
        let mut request = Request::new::<E>(Method::GET, self.endpoint());
        if let Ok(path) = &mut request.parts.path {
            path.push('/');
            crate::path::push_query(path, segment);
        }
        request
            .parts
            .headers
            .insert(ACCEPT, HeaderValue::from_static("*/*"));
        request.parts.is_media = true;
        request
    }
}
