//! [`Upload`]: a request whose body is bytes.

use super::Request;
use http::HeaderValue;
use http::header::CONTENT_TYPE;
use std::fmt;

/// A request that lacks its bytes: give them with [`with_bytes`](Self::with_bytes), or send it with a stream or a file by
/// `Client::upload` (feature `client`).
///
/// Made by [`EntityPath::put_media`](crate::EntityPath::put_media), [`EntityPath::put_stream`](crate::EntityPath::put_stream),
/// [`CollectionPath::create_media`](crate::CollectionPath::create_media),
/// [`AnyPath::put_bytes`](crate::AnyPath::put_bytes) and [`AnyPath::post_bytes`](crate::AnyPath::post_bytes).
///
/// ```
/// use odata_entity::path;
///
/// let photo: Vec<u8> = vec![0xff, 0xd8];
/// let request = path!("/me/photo/$value").put_bytes::<()>("image/jpeg").with_bytes(photo);
/// let http = request.to_http("https://graph.microsoft.com/v1.0")?;
/// assert_eq!(http.headers()["content-type"], "image/jpeg");
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "it sends nothing: give it its bytes, or send it with `Client::upload`"]
#[derive(Clone)]
pub struct Upload<R>(Request<R>);

impl<R> Upload<R> {
    pub(crate) fn new(mut request: Request<R>, media_type: &str) -> Self {
        request = match HeaderValue::from_str(media_type) {
            Ok(value) if !media_type.trim().is_empty() => {
                request.parts.headers.insert(CONTENT_TYPE, value);
                request
            }
            _ => request.bad_header("Content-Type"),
        };
        Self(request)
    }

    /// The request with these bytes as its body. They are held in memory, so it can be sent by any HTTP client, and in a batch.
    pub fn with_bytes(self, bytes: impl Into<Vec<u8>>) -> Request<R> {
        let mut request = self.0;
        request.parts.bytes = Some(bytes.into());
        request
    }

    /// The request with further settings: `.with(|request| request.if_match(&tag))`.
    pub fn with(self, change: impl FnOnce(Request<R>) -> Request<R>) -> Self {
        Self(change(self.0))
    }

    #[cfg(feature = "client")]
    pub(crate) fn into_request(self) -> Request<R> {
        self.0
    }
}

impl<R> fmt::Debug for Upload<R> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Upload(")?;
        self.0.fmt(f)?;
        f.write_str(")")
    }
}

#[cfg(test)]
mod tests {
    use crate::path::AnyPath;

    #[test]
    fn bytes_go_out_as_they_are_with_their_media_type() {
        let path = AnyPath::new("/me/photo/$value", &[], &[]);
        let upload = path
            .put_bytes::<()>("image/jpeg")
            .with(|request| request.if_match_any());
        let http = upload.with_bytes([0xff, 0xd8]).to_http("https://h/v1.0").unwrap();
        assert_eq!(
            (http.method().as_str(), &http.body()[..]),
            ("PUT", &[0xff, 0xd8][..])
        );
        assert_eq!(http.headers()["content-type"], "image/jpeg");
        assert_eq!(http.headers()["if-match"], "*");
        for media_type in ["", " ", "image/\n"] {
            let request = path.post_bytes::<()>(media_type).with_bytes("x");
            assert!(request.to_http("https://h").is_err(), "{media_type:?}");
        }
    }
}
