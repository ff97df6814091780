//! [`Transport`]: what a client needs of an HTTP library.

use crate::error::TransportError;
use bytes::Bytes;
use futures_core::Stream;
use std::fmt;
use std::future::poll_fn;
use std::pin::Pin;
use std::task::{Context, Poll};

/// A boxed future, as `futures::future::BoxFuture`: what the methods of the traits here return.
///
/// ```
/// use odata_entity::client::BoxFuture;
///
/// fn answer(number: u32) -> BoxFuture<'static, u32> {
///     Box::pin(async move { number })
/// }
/// ```
pub type BoxFuture<'a, T> = Pin<Box<dyn Future<Output = T> + Send + 'a>>;

/// Any error: what a [`TokenProvider`](super::TokenProvider) fails with.
///
/// ```
/// use odata_entity::client::BoxError;
///
/// fn token_from(text: &str) -> Result<String, BoxError> {
///     match text.trim() {
///         "" => Err("the file has no token".into()),
///         token => Ok(token.to_owned()),
///     }
/// }
/// assert_eq!(token_from(" ").unwrap_err().to_string(), "the file has no token");
/// ```
pub type BoxError = Box<dyn std::error::Error + Send + Sync>;

/// The bytes of a body as they come; it ends after an error.
///
/// ```
/// use futures_util::StreamExt;
/// use odata_entity::TransportError;
/// use odata_entity::client::BodyStream;
///
/// /// How many bytes a body has, none of which is kept.
/// async fn length(mut body: BodyStream) -> Result<u64, TransportError> {
///     let mut length = 0;
///     while let Some(bytes) = body.next().await {
///         length += bytes?.len() as u64;
///     }
///     Ok(length)
/// }
/// ```
pub type BodyStream = Pin<Box<dyn Stream<Item = Result<Bytes, TransportError>> + Send>>;

/// The body of a request whose answer is a stream.
///
/// ```
/// use odata_entity::client::OutgoingBody;
///
/// /// In a transport: what `Content-Length` is.
/// fn content_length(request: &http::Request<OutgoingBody>) -> u64 {
///     request.body().length()
/// }
/// let request = http::Request::put("https://example.com/photo").body(OutgoingBody::Bytes(b"GIF89a"[..].into())).unwrap();
/// assert_eq!(content_length(&request), 6);
/// ```
pub enum OutgoingBody {
    /// Bytes that are there.
    Bytes(Bytes),
    /// So many bytes, as they come. An error in them ends the request: it is not to be completed.
    Stream {
        /// `Content-Length`.
        length: u64,
        /// The bytes.
        stream: BodyStream,
    },
}

impl OutgoingBody {
    /// How many bytes it has.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn length(&self) -> u64 {
        match self {
            Self::Bytes(bytes) => bytes.len() as u64,
            Self::Stream { length, .. } => *length,
        }
    }

    /// All of it, in memory.
    async fn collect(self) -> Result<Vec<u8>, TransportError> {
        match self {
            Self::Bytes(bytes) => Ok(bytes.into()),
            Self::Stream { stream, .. } => collect(stream, usize::MAX).await.map(|(bytes, _)| bytes),
        }
    }
}

/// How many bytes, and not which.
impl fmt::Debug for OutgoingBody {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "OutgoingBody({} bytes)", self.length())
    }
}

/// The first bytes of a body, up to so many, and whether there are more.
pub(super) async fn collect(mut stream: BodyStream, most: usize) -> Result<(Vec<u8>, bool), TransportError> {
    let mut out = Vec::new();
    while let Some(bytes) = poll_fn(|cx| stream.as_mut().poll_next(cx)).await {
        let bytes = bytes?;
        if bytes.len() > most - out.len() {
            out.extend_from_slice(&bytes[..most - out.len()]);
            return Ok((out, true));
        }
        out.extend_from_slice(&bytes);
    }
    Ok((out, false))
}

/// Sends one request and returns its complete answer.
///
/// It follows no redirect, repeats nothing, keeps no cookies and adds no header that HTTP does not need: all of that is
/// decided above it.
///
/// ```
/// use odata_entity::client::{BoxFuture, NoToken, Transport};
/// use odata_entity::{Client, Json, TransportError, path};
///
/// /// Every answer is the same. (`Mock` of the testing crate is a transport for tests.)
/// struct Canned(&'static str);
///
/// impl Transport for Canned {
///     fn send(&self, _: http::Request<Vec<u8>>) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>> {
///         Box::pin(std::future::ready(Ok(http::Response::new(self.0.into()))))
///     }
/// }
///
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), odata_entity::Error> {
/// let client = Client::builder("https://example.com/odata", NoToken).transport(Canned(r#"{"name":"Ann"}"#)).build()?;
/// let Json(me): Json<serde_json::Value> = client.send(path!("/me").get()).await?;
/// assert_eq!(me["name"], "Ann");
/// # Ok(())
/// # }
/// ```
pub trait Transport: Send + Sync + 'static {
    /// Sends a request.
    ///
    /// # Errors
    ///
    /// Where there is no complete answer. The [kind](crate::TransportErrorKind) decides whether the request is sent again: always after
    /// `Connect`, only where it may be repeated after `Timeout` and `Interrupted`, never after another one.
    fn send(
        &self,
        request: http::Request<Vec<u8>>,
    ) -> BoxFuture<'_, Result<http::Response<Vec<u8>>, TransportError>>;

    /// Sends a request whose body may be a stream, and returns its answer before the body of that has come.
    ///
    /// Unless implemented, it goes through [`send`](Self::send), which holds both bodies in memory.
    ///
    /// # Errors
    ///
    /// Those of [`send`](Self::send), and an error in the body of the request.
    fn stream(
        &self,
        request: http::Request<OutgoingBody>,
    ) -> BoxFuture<'_, Result<http::Response<BodyStream>, TransportError>> {
        Box::pin(async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await?;
            let response = self.send(http::Request::from_parts(parts, body)).await?;
            Ok(response.map(|body| Box::pin(Once(Some(body.into()))) as BodyStream))
        })
    }
}

/// A body that is there already.
struct Once(Option<Bytes>);

impl Stream for Once {
    type Item = Result<Bytes, TransportError>;

    fn poll_next(mut self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        Poll::Ready(self.0.take().filter(|bytes| !bytes.is_empty()).map(Ok))
    }
}
