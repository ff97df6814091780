//! Access tokens: what one is, and what is asked of whoever has them.

mod challenge;
mod token;

pub(crate) use challenge::claims_of;
pub(crate) use token::Credential;
pub use token::{AccessToken, TokenRequest};
