//! The next item of each stream of the client, awaited without another crate.

use super::bulk::{Outcome, SendAll};
use super::bytes::Download;
use super::delta::{DeltaItems, DeltaPages};
use super::stream::{Items, Pages};
use crate::delta::{DeltaItem, DeltaPage};
use crate::error::Error;
use crate::request::{FromResponse, Page};
use crate::structure::read::Apply;
use crate::types::Entity;
use bytes::Bytes;
use futures_core::Stream;
use std::future::poll_fn;
use std::pin::Pin;

/// `try_next` of streams whose items are results.
macro_rules! try_next {
    ($($(#[$doc:meta])* [$($generics:tt)*] $name:ty => $item:ty $(, where $bounded:ty: $bound:path)?;)+) => {$(
        impl<$($generics)*> $name
        $(where
            $bounded: $bound,)?
        {
            $(#[$doc])*
            ///
            /// It is that of `futures_util::TryStreamExt`, which is needed only for more than this. Cancel-safe: where the future is
            /// dropped, as in `tokio::select!`, nothing is lost, and the next call goes on with what was begun.
            ///
            /// # Errors
            ///
            /// Those of the stream; after one it is over.
            pub async fn try_next(&mut self) -> Result<Option<$item>, Error> {
                poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await.transpose()
            }
        }
    )+};
}

try_next! {
    /// The next page; `None` after the last one.
    [E: Send + 'static] Pages<E> => Page<E>, where Page<E>: FromResponse;
    /// The next entity; `None` after the last one.
    [E: Send + 'static] Items<E> => E, where Page<E>: FromResponse;
    /// The next page of changes; `None` after the last one.
    [E: Entity + Apply + Send + 'static] DeltaPages<E> => DeltaPage<E>;
    /// The next change; `None` after the last one.
    [E: Entity + Apply + Send + 'static] DeltaItems<E> => DeltaItem<E>;
    /// The next bytes; `None` after the last ones.
    [] Download => Bytes;
}

impl<S, K, R> SendAll<S, K, R>
where
    S: Stream,
    K: Send + 'static,
    R: FromResponse + 'static,
{
    /// The next outcome; `None` after the last one. It is that of `futures_util::StreamExt`, which is needed only for more than
    /// this.
    ///
    /// Cancel-safe: where the future is dropped, as in `tokio::select!`, nothing is lost, and the next call goes on with what
    /// was begun.
    pub async fn next(&mut self) -> Option<Outcome<K, R>> {
        poll_fn(|cx| Pin::new(&mut *self).poll_next(cx)).await
    }
}
