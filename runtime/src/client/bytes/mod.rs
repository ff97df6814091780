//! Bytes up and down, of which not more is held than a piece.

mod blocks;
mod body;
mod content;
mod download;
mod drive;
mod resumption;
mod session;
mod upload;

pub use blocks::BlockUpload;
pub(super) use body::{Incoming, Outgoing};
pub use content::Content;
pub use download::Download;
pub use session::SessionUpload;

/// How far an upload is: for a progress bar.
///
/// ```no_run
/// # use odata_entity::{Client, Error, client::Content, transfer::UploadSession};
/// # async fn example(client: Client, session: UploadSession, content: Content) -> Result<(), Error> {
/// let bar = indicatif::ProgressBar::new(content.length());
/// let upload = client.upload_session::<()>(&session, content);
/// upload.progress(|sent| bar.set_position(sent.bytes)).await
/// # }
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Transferred {
    /// How many bytes the service has.
    pub bytes: u64,
    /// How many there are in all.
    pub total: u64,
}

/// Is called with how far an upload is, after each piece.
type Report<'a> = Box<dyn FnMut(Transferred) + Send + 'a>;
