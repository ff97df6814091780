//! [`Content`]: the bytes of an upload, wherever they come from.

use crate::client::transport::BoxError;
use crate::error::{Error, TransferError, TransferErrorKind};
use bytes::{Bytes, BytesMut};
use futures_core::Stream;
use std::fmt;
use std::fs::File;
use std::future::poll_fn;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;
use std::pin::Pin;
use std::sync::Arc;

/// The bytes of an upload and how many they are: of a file, a stream, or memory. Not more of them is held than a piece.
///
/// ```no_run
/// use odata_entity::client::Content;
///
/// # async fn example() -> Result<(), odata_entity::Error> {
/// let file = Content::file("app.intunewin").await?;
/// let memory = Content::from(vec![1, 2, 3]);
/// # Ok(())
/// # }
/// ```
///
/// What is in a file or in memory can be read again, so a request that fails is sent again as the
/// [`RetryPolicy`](crate::RetryPolicy) allows. A stream goes by once: a session repeats a piece of it, and one request with all of
/// it is sent once.
#[must_use = "content by itself is not sent"]
pub struct Content {
    length: u64,
    source: Source,
    /// The latest piece, for when it is asked for again.
    latest: Option<(u64, Bytes)>,
}

enum Source {
    Memory(Bytes),
    File(Arc<File>),
    Stream {
        stream: ByteStream,
        at: u64,
        rest: Bytes,
    },
}

type ByteStream = Pin<Box<dyn Stream<Item = Result<Bytes, BoxError>> + Send>>;

/// As many bytes of a file are read at once.
const CHUNK: usize = 256 << 10;

impl Content {
    /// A file, from its first byte to its last.
    ///
    /// # Errors
    ///
    /// [`Error::Transfer`](crate::Error::Transfer) if it cannot be opened.
    pub async fn file(path: impl AsRef<Path>) -> Result<Self, Error> {
        let path = path.as_ref().to_owned();
        let open = tokio::task::spawn_blocking(move || {
            let file = File::open(path)?;
            let length = file.metadata()?.len();
            std::io::Result::Ok((file, length))
        });
        let open = async { open.await.map_err(std::io::Error::other)? };
        let (file, length) = open
            .await
            .map_err(|error| unreadable("the file cannot be opened", error.into()))?;
        Ok(Self::of(length, Source::File(Arc::new(file))))
    }

    /// A stream of so many bytes, which begins at the first one, also where an upload is taken up again: what the service has
    /// already is read and not sent.
    ///
    /// A stream that ends early or has more bytes is an error
    /// ([`TransferErrorKind::Content`](crate::transfer::TransferErrorKind::Content)), and the upload is not completed.
    pub fn stream<S, B, E>(length: u64, stream: S) -> Self
    where
        S: Stream<Item = Result<B, E>> + Send + 'static,
        B: Into<Bytes>,
        E: Into<BoxError>,
    {
        let stream = Box::pin(Converted(Box::pin(stream)));
        Self::of(
            length,
            Source::Stream {
                stream,
                at: 0,
                rest: Bytes::new(),
            },
        )
    }

    fn of(length: u64, source: Source) -> Self {
        Self {
            length,
            source,
            latest: None,
        }
    }

    /// How many bytes there are.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn length(&self) -> u64 {
        self.length
    }

    /// Whether all bytes can be read again.
    pub(super) fn is_rereadable(&self) -> bool {
        !matches!(self.source, Source::Stream { .. })
    }

    /// Whether nothing was read yet that cannot be read again.
    pub(super) fn is_at_start(&self) -> bool {
        match &self.source {
            Source::Stream { at, .. } => *at == 0,
            _ => true,
        }
    }

    /// The bytes from `first` to before `end`, all of them. With the last one it is made sure that no more follow.
    pub(super) async fn piece(&mut self, first: u64, end: u64) -> Result<Bytes, TransferError> {
        let length = usize::try_from(end.saturating_sub(first)).unwrap_or(usize::MAX);
        if let Some((at, bytes)) = &self.latest {
            let skip = first.checked_sub(*at).and_then(|skip| usize::try_from(skip).ok());
            let found = skip.and_then(|skip| Some(skip..skip.checked_add(length)?));
            if let Some(found) = found.filter(|found| found.end <= bytes.len()) {
                return Ok(bytes.slice(found));
            }
        }
        self.latest = None;
        let mut piece = BytesMut::new();
        while piece.len() < length {
            let at = first.saturating_add(piece.len() as u64);
            let read = self.read(at, length - piece.len()).await?;
            if read.is_empty() {
                return Err(self.ended_early(at));
            }
            if read.len() == length {
                return self.completed(first, end, read).await;
            }
            piece.reserve(length - piece.len());
            piece.extend_from_slice(&read);
        }
        self.completed(first, end, piece.freeze()).await
    }

    async fn completed(&mut self, first: u64, end: u64, piece: Bytes) -> Result<Bytes, TransferError> {
        if end == self.length && !self.read(end, 1).await?.is_empty() {
            return Err(self.goes_on());
        }
        self.latest = Some((first, piece.clone()));
        Ok(piece)
    }

    fn ended_early(&self, at: u64) -> TransferError {
        let reason = format!(
            "the content ended after {at} of {} bytes: nothing was completed",
            self.length
        );
        TransferError::new(TransferErrorKind::Content, reason)
    }

    fn goes_on(&self) -> TransferError {
        let reason = format!(
            "the content has more than its {} bytes: nothing was completed",
            self.length
        );
        TransferError::new(TransferErrorKind::Content, reason)
    }

    /// Some bytes from `at` on; none at the end, which is where the length has it. The last ones come once it is known that
    /// no more follow.
    pub(super) async fn chunk(&mut self, at: u64, most: usize) -> Result<Bytes, TransferError> {
        let left = self.length.saturating_sub(at);
        if left == 0 {
            // Of empty content, nothing was looked at yet.
            let follows = at == 0 && !self.read(0, 1).await?.is_empty();
            return if follows {
                Err(self.goes_on())
            } else {
                Ok(Bytes::new())
            };
        }
        let read = self
            .read(at, most.min(usize::try_from(left).unwrap_or(most)))
            .await?;
        if read.is_empty() {
            return Err(self.ended_early(at));
        }
        let end = at + read.len() as u64;
        if end == self.length && !self.read(end, 1).await?.is_empty() {
            return Err(self.goes_on());
        }
        Ok(read)
    }

    /// Some bytes from `at` on, as they come; none at the end.
    async fn read(&mut self, at: u64, most: usize) -> Result<Bytes, TransferError> {
        let failed = |error| unreadable("the content cannot be read", error);
        match &mut self.source {
            Source::Memory(bytes) => {
                let at = usize::try_from(at).unwrap_or(usize::MAX).min(bytes.len());
                Ok(bytes.slice(at..bytes.len().min(at.saturating_add(most))))
            }
            Source::File(file) => {
                let read = read_file(file, at, most).await;
                read.map_err(|error| failed(error.into()))
            }
            Source::Stream {
                stream,
                at: position,
                rest,
            } => {
                if at < *position {
                    let reason = format!(
                        "the service wants the bytes from {at} on, and the stream is at {position}: give it content that can be \
                         read again (a file, or memory)"
                    );
                    return Err(TransferError::new(TransferErrorKind::Content, reason));
                }
                loop {
                    if rest.is_empty() {
                        match poll_fn(|cx| stream.as_mut().poll_next(cx)).await {
                            Some(Ok(bytes)) => *rest = bytes,
                            Some(Err(error)) => return Err(failed(error)),
                            None => return Ok(Bytes::new()),
                        }
                    }
                    let skip = usize::try_from(at - *position)
                        .unwrap_or(usize::MAX)
                        .min(rest.len());
                    drop(rest.split_to(skip));
                    *position += skip as u64;
                    if !rest.is_empty() {
                        let read = rest.split_to(most.min(rest.len()));
                        *position += read.len() as u64;
                        return Ok(read);
                    }
                }
            }
        }
    }
}

/// In a thread for what blocks: files have no other way.
async fn read_file(file: &Arc<File>, at: u64, most: usize) -> std::io::Result<Bytes> {
    let (file, most) = (Arc::clone(file), most.min(CHUNK));
    let read = tokio::task::spawn_blocking(move || {
        let mut file = &*file;
        file.seek(SeekFrom::Start(at))?;
        let mut bytes = Vec::with_capacity(most);
        file.take(most as u64).read_to_end(&mut bytes)?;
        Ok(Bytes::from(bytes))
    });
    read.await.map_err(std::io::Error::other)?
}

fn unreadable(reason: &'static str, cause: BoxError) -> TransferError {
    TransferError::new(TransferErrorKind::Content, reason).caused(cause)
}

/// A stream of what becomes bytes.
struct Converted<S>(Pin<Box<S>>);

impl<S, B, E> Stream for Converted<S>
where
    S: Stream<Item = Result<B, E>>,
    B: Into<Bytes>,
    E: Into<BoxError>,
{
    type Item = Result<Bytes, BoxError>;

    fn poll_next(
        mut self: Pin<&mut Self>,
        cx: &mut std::task::Context<'_>,
    ) -> std::task::Poll<Option<Self::Item>> {
        let next = self.0.as_mut().poll_next(cx);
        next.map(|item| item.map(|item| item.map(Into::into).map_err(Into::into)))
    }
}

impl From<Bytes> for Content {
    fn from(bytes: Bytes) -> Self {
        Self::of(bytes.len() as u64, Source::Memory(bytes))
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Self {
        Bytes::from(bytes).into()
    }
}

impl From<&'static [u8]> for Content {
    fn from(bytes: &'static [u8]) -> Self {
        Bytes::from_static(bytes).into()
    }
}

impl From<String> for Content {
    fn from(text: String) -> Self {
        Bytes::from(text).into()
    }
}

/// How many bytes, and not which.
impl fmt::Debug for Content {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Content({} bytes)", self.length)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use futures_util::stream;

    fn chunks(lengths: &[usize]) -> Content {
        let mut at = 0_u8;
        let chunks: Vec<_> = lengths
            .iter()
            .map(|length| {
                let chunk: Vec<u8> = (at..).take(*length).collect();
                at += *length as u8;
                Ok::<_, std::io::Error>(chunk)
            })
            .collect();
        Content::stream(10, stream::iter(chunks))
    }

    #[tokio::test]
    async fn pieces_are_the_bytes_however_they_come() {
        let file = std::env::temp_dir().join(format!("odata-content-{}", std::process::id()));
        std::fs::write(&file, (0..10).collect::<Vec<u8>>()).unwrap();
        let memory = Content::from((0..10).collect::<Vec<u8>>());
        let contents = [
            chunks(&[10]),
            chunks(&[1, 2, 3, 4]),
            chunks(&[0, 4, 0, 6, 0]),
            memory,
            Content::file(&file).await.unwrap(),
        ];
        std::fs::remove_file(&file).unwrap();
        for mut content in contents {
            assert_eq!(content.length(), 10);
            for (first, end) in [(0, 4), (0, 4), (1, 3), (4, 8), (9, 10)] {
                let piece = content.piece(first, end).await.unwrap();
                assert_eq!(
                    piece,
                    (first as u8..end as u8).collect::<Vec<_>>(),
                    "{content:?} {first}"
                );
            }
            // The latest piece can be had again, an earlier one only of what can be read again.
            assert!(content.piece(9, 10).await.is_ok());
            assert_eq!(content.piece(0, 2).await.is_ok(), content.is_rereadable());
        }
    }

    #[tokio::test]
    async fn content_that_is_not_as_long_as_its_length_is_an_error() {
        for lengths in [&[3, 6][..], &[], &[11], &[10, 1], &[5, 5, 0, 1]] {
            let mut content = chunks(lengths);
            let error = content.piece(0, 10).await.unwrap_err();
            assert_eq!(error.kind(), TransferErrorKind::Content, "{lengths:?}");
        }
        let broken = stream::iter([Err::<Vec<u8>, _>("the disk is gone")]);
        let error = Content::stream(10, broken).piece(0, 10).await.unwrap_err();
        assert!(error.to_string().ends_with("the disk is gone"), "{error}");
    }
}
