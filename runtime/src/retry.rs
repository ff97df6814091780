//! Try again, and slow down: how often a refused request is sent again, how long a service asks to wait, and how near its
//! limit is.
//!
//! ```
//! use odata_entity::retry::{RetryPolicy, retry_after};
//! use std::time::{Duration, SystemTime};
//!
//! // For `Client::builder(…).retry(policy)`, and for `Call`.
//! let policy = RetryPolicy::new().tries(6).total_wait(Duration::from_secs(120));
//!
//! let mut headers = http::HeaderMap::new();
//! headers.insert("retry-after", http::HeaderValue::from_static("7"));
//! assert_eq!(retry_after(&headers, SystemTime::now()), Some(Duration::from_secs(7)));
//! ```

pub use crate::call::retry::{Attempts, RetryPolicy};
pub use crate::limits::{Throttle, retry_after};
