//! Bytes up and down: upload sessions, and what can go wrong with bytes. The guide has [a page](crate::guide::bytes) on them.

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
