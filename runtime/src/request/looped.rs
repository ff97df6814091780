//! [`GoOverPageDotValue`], [`AwaitItemsByTryNext`] and [`AwaitClientSend`]: a page, and a list as a stream, are not looped over by `for`, and a
//! request is not awaited.
//!
//! The compiler's error of such a loop has no place for a message, but names the trait that is missing.

use super::{Page, Request};

/// Nothing implements it: a page has its entities in its field `value`, `for device in page.value`.
///
/// You never name it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an iterator",
    label = "go over `page.value`",
    note = "a page has its entities in `value`: `for item in page.value`"
)]
pub trait GoOverPageDotValue {}

/// Nothing implements it: a list over all its pages is a stream, each of whose items can fail.
///
/// Write `let mut items = client.items(request);` and then `while let Some(item) = items.try_next().await? { … }`.
///
/// You never name it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a stream, not an iterator",
    label = "a stream",
    note = "write `while let Some(item) = items.try_next().await? {{ … }}`"
)]
pub trait AwaitItemsByTryNext {}

/// Only for the error: a second impl of `IntoIterator` would hide it.
impl<E> Iterator for Page<E>
where
    Page<E>: GoOverPageDotValue,
{
    type Item = E;

    fn next(&mut self) -> Option<E> {
        None
    }
}

/// Nothing implements it: a request is a value, which a client sends: `client.send(request).await`.
///
/// You never name it.
#[diagnostic::on_unimplemented(
    message = "a request is sent by a client, not awaited",
    label = "a request does no I/O by itself",
    note = "write `client.send(request).await`; without the feature `client`, `to_http` and `read` are for any HTTP client"
)]
pub trait AwaitClientSend {}

/// Only for the error.
impl<R> Future for Request<R>
where
    Request<R>: AwaitClientSend,
{
    type Output = R;

    fn poll(self: std::pin::Pin<&mut Self>, _: &mut std::task::Context<'_>) -> std::task::Poll<R> {
        std::task::Poll::Pending
    }
}
