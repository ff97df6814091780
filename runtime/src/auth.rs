//! Give requests a token: access tokens, what is asked of those who issue them, and the origin that a token may go to.
//!
//! A client takes its tokens from a [`TokenProvider`] (feature `client`); how to write one is on
//! [a page of the guide](crate::guide::authentication). With an HTTP client of your own:
//!
//! ```
//! use odata_entity::auth::{AccessToken, Origin};
//! use odata_entity::path;
//!
//! let base_url = "https://graph.microsoft.com/v1.0";
//! let origin = Origin::of_base(base_url)?;
//! let token = AccessToken::new("eyJ0eXAi");
//!
//! let mut request = path!("/me").get::<()>().to_http(base_url)?;
//! if origin.is_of(request.uri())
//!     && let Some(header) = token.to_header()
//! {
//!     request.headers_mut().insert("authorization", header);
//! }
//! assert_eq!(request.headers()["authorization"], "Bearer eyJ0eXAi");
//! # Ok::<(), odata_entity::Error>(())
//! ```

pub use crate::call::auth::{AccessToken, TokenRequest};
#[cfg(feature = "client")]
#[doc(no_inline)]
pub use crate::client::{FixedToken, TokenProvider};
pub use crate::origin::Origin;
