//! Access tokens: what one is, and what is asked of whoever has them.

mod token;

pub use token::{AccessToken, TokenRequest};
