//! Media: the bytes behind `$value` and stream properties.

use super::{FromResponse, Request};
use crate::endpoint::EntityPath;
use crate::entity::Entity;
use crate::error::{Accepted, Error, LinkError};
use crate::link::{header, url_of};
use crate::path::PathError;
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
        self.stream("$value")
    }

    /// `GET …/name`: the bytes of a stream property, such as `content`, by its name on the wire. A redirect elsewhere is
    /// followed over https, without the token.
    pub fn stream(&self, name: &str) -> Request<Media> {
        let mut request = Request::new::<E>(Method::GET, self.endpoint());
        let path: Result<String, PathError> = std::mem::replace(&mut request.parts.path, Ok(String::new()));
        request.parts.path = path.map(|mut path| {
            path.push('/');
            crate::path::push_query(&mut path, &name.replace('/', ""));
            path
        });
        request
            .parts
            .headers
            .insert(ACCEPT, HeaderValue::from_static("*/*"));
        request.parts.is_media = true;
        request
    }
}
