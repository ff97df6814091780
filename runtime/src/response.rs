//! Read what a service answers: the types that a request can be answered with, what came with an answer, and its links and
//! pages.
//!
//! The usual ones are at the root of the crate: an entity itself, [`Page`](crate::Page), [`Written`](crate::Written),
//! [`Json`](crate::Json).
//!
//! ```
//! use odata_entity::path;
//! use odata_entity::response::{Answer, Single};
//!
//! let request = path!("/users/{userId}/mobilePhone", "1").get::<Single<String>>();
//! let answer = http::Response::builder().header("request-id", "r-1").body(br#"{"value":"555"}"#.to_vec())?;
//! let answer: Answer<Single<String>> = request.read_answer(answer)?;
//! assert_eq!(*answer.value, "555");
//! assert_eq!(answer.request_id(), Some("r-1"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

pub use crate::link::{AnswerUrl, LinkBase};
pub use crate::paging::Pager;
pub use crate::request::{Answer, FromResponse, Linked, Links, Media, Reference, Single, Upload};
