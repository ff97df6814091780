//! Bodies that a client should not have to bear: late, cut off, without end.

use std::io;
use std::time::Duration;

use http_body_util::BodyExt;
use http_body_util::channel::{Channel, Sender};
use hyper::body::Bytes;

use crate::service::ResponseBody;

/// The white space that a huge body is made of, sent again and again.
static BLANK: [u8; 64 * 1024] = [b' '; 64 * 1024];

/// How many pieces a slow body comes in.
const PIECES: usize = 8;

fn sent_by<F>(send: impl FnOnce(Sender<Bytes, io::Error>) -> F) -> ResponseBody
where
    F: Future<Output = ()> + Send + 'static,
{
    let (sender, body) = Channel::new(1);
    tokio::spawn(send(sender));
    body.boxed_unsync()
}

/// The body in pieces, with a pause before each.
pub(crate) fn slow(body: Vec<u8>, pause: Duration) -> ResponseBody {
    sent_by(async move |mut sender| {
        for piece in body.chunks(body.len().div_ceil(PIECES).max(1)) {
            tokio::time::sleep(pause).await;
            // An error is a client that went away.
            if sender.send_data(Bytes::copy_from_slice(piece)).await.is_err() {
                return;
            }
        }
    })
}

/// The first half of the body, and no more. Behind a longer `Content-Length` hyper closes the connection then.
pub(crate) fn truncated(body: &[u8]) -> ResponseBody {
    let (half, _) = body.split_at_checked(body.len() / 2).unwrap_or_default();
    let half = Bytes::copy_from_slice(half);
    sent_by(async move |mut sender| {
        // An error is a client that went away.
        let _ = sender.send_data(half).await;
        // What hyper has taken it sends only before the end is seen.
        tokio::time::sleep(Duration::from_millis(20)).await;
    })
}

/// The body, and white space until there are this many bytes.
pub(crate) fn huge(body: Vec<u8>, bytes: u64) -> ResponseBody {
    sent_by(async move |mut sender| {
        let mut left = bytes.saturating_sub(body.len() as u64);
        let mut piece = Bytes::from(body);
        // An error is a client that went away.
        while sender.send_data(piece).await.is_ok() && left > 0 {
            let length = left.min(BLANK.len() as u64);
            left -= length;
            piece = Bytes::from_static(&BLANK).slice(..length as usize);
        }
    })
}
