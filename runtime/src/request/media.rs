//! Media: the bytes behind `$value` and stream properties.

use super::{AnswerKind, FromResponse, Request};
use crate::error::{Error, LinkError};
use crate::fault::TextError;
use crate::link::{accepted, header, url_of};
use http::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use http::{HeaderValue, StatusCode};
use std::fmt;

/// Bytes that a service keeps, or a link to them.
///
/// ```
/// # use odata_entity::Media;
/// fn save(photo: Media) -> std::io::Result<()> {
///     match photo.into_bytes() {
///         Some(bytes) => std::fs::write("photo.jpg", bytes),
///         None => Err(std::io::Error::other("the bytes are elsewhere: follow the link")),
///     }
/// }
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Media {
    /// The bytes, and their media type if the service states it.
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
    const KIND: AnswerKind = AnswerKind::Bytes;

    fn is_answer(status: StatusCode) -> bool {
        status.is_success() || matches!(status.as_u16(), 302 | 307)
    }

    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, bytes) = response.into_parts();
        if parts.status == StatusCode::ACCEPTED {
            return Err(Error::Accepted(accepted(&parts.headers, &parts.extensions)));
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

impl<R> Request<R> {
    /// Takes any media type, and follows redirects elsewhere.
    pub(crate) fn for_bytes(mut self) -> Self {
        self.parts.headers.insert(ACCEPT, HeaderValue::from_static("*/*"));
        self.parts.is_media = true;
        self
    }
}

impl<R> Request<R> {
    /// At this segment of the entity.
    pub(crate) fn at_segment(mut self, segment: &str) -> Self {
        if let Ok(path) = &mut self.parts.path {
            path.push('/');
            crate::path::push_query(path, segment);
        }
        self
    }

    /// Not to be sent, as that is no segment of the path.
    pub(crate) fn refused(mut self, error: TextError) -> Self {
        self.parts.bad_segment = Some(error);
        self
    }
}
