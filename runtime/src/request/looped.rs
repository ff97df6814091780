//! [`GoOverPageDotValue`] and [`AwaitItemsByTryNext`]: a page, and a list as a stream, are not looped over by `for`.
//!
//! The compiler's error of such a loop has no place for a message, but names the trait that is missing.

use super::Page;

/// Nothing implements it: a page has its entities in its field `value`, `for device in page.value`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an iterator",
    label = "go over `page.value`",
    note = "a page has its entities in `value`: `for item in page.value`"
)]
pub trait GoOverPageDotValue {}

/// Nothing implements it: a list over all its pages is a stream, each of whose items can fail.
///
/// With `futures_util::TryStreamExt` it is `let mut items = client.items(request);` and then
/// `while let Some(device) = items.try_next().await? { … }`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is a stream, not an iterator",
    label = "a stream",
    note = "write `while let Some(item) = items.try_next().await?`, with `futures_util::TryStreamExt`"
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
