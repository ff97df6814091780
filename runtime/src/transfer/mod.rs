//! Move bytes: upload sessions that can be taken up again later, and what can go wrong with bytes. The guide has
//! [a page](crate::guide::bytes) on them.
//!
//! ```
//! # #[cfg(feature = "client")]
//! # async fn example(client: &odata_entity::Client) -> Result<(), Box<dyn std::error::Error>> {
//! use odata_entity::{Media, path};
//!
//! client.send(path!("/me/photo/$value").put_bytes::<()>("image/jpeg").with_bytes(std::fs::read("me.jpg")?)).await?;
//! if let Media::Bytes { bytes, .. } = client.send(path!("/me/photo/$value").bytes()).await? {
//!     std::fs::write("copy.jpg", bytes)?;
//! }
//! # Ok(()) }
//! ```

#[cfg(feature = "client")]
mod blocks;
#[cfg(feature = "client")]
mod pieces;
mod session;

#[cfg(feature = "client")]
pub(crate) use blocks::{Blocks, sas_end};
#[cfg(feature = "client")]
pub(crate) use pieces::{Next, Outcome, Pieces};
#[cfg(feature = "client")]
pub(crate) use session::Progressed;
pub use session::UploadSession;

#[doc(no_inline)]
pub use crate::error::{TransferError, TransferErrorKind};
