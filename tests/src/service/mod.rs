//! The running service: its set-up, its sockets, and what a test can see and do while it runs.

mod access;
mod assertion;
mod batch;
mod batched;
mod builder;
mod bytes;
mod connection;
mod exchange;
mod handle;
mod log;
mod operation;
mod server;
mod shared;
mod trace;
mod tracking;

pub use builder::{ServiceBuilder, SetupError};
pub use bytes::{Digest, UploadSessions};
pub use handle::Service;
pub use log::RecordedRequest;

pub(crate) use assertion::assert_requests;
pub(crate) use connection::{ResponseBody, Unanswered, whole};
pub(crate) use log::Log;
pub(crate) use server::Server;
