//! The running service: its set-up, its sockets, and what a test can see and do while it runs.

mod access;
mod builder;
mod connection;
mod exchange;
mod handle;
mod log;
mod server;
mod shared;

pub use builder::{ServiceBuilder, SetupError};
pub use handle::Service;
pub use log::RecordedRequest;
