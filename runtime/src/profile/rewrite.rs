//! [`Rewrite`]: a change of answers before they are read.

use http::Response;
use std::fmt;
use std::sync::Arc;

/// What is done to each answer between its bytes and its reader, for services that send what is not OData.
///
/// It gets every answer that a request is read from, of a batch each part, with status and headers; errors too, and bytes of
/// media, so look at `Content-Type` where that matters. What it leaves in the body is read. [`LinkBase::of`](crate::LinkBase::of) has
/// the URL that it came from. It runs for each answer, so it is no place for what takes long.
///
/// A service that sends numbers as text, and lists as bare arrays:
///
/// ```
/// use odata_entity::profile::{Profile, Rewrite};
/// use odata_entity::Entity;
/// use serde_json::{Value, json};
///
/// #[derive(Debug, PartialEq, Entity)]
/// #[odata(type = "shop.item", path = "/items/{id}")]
/// struct Item {
///     #[odata(key)]
///     id: Option<String>,
///     stock: Option<i32>,
/// }
///
/// /// The stock of an item as a number.
/// fn repair(item: &mut Value) {
///     let number = item["stock"].as_str().and_then(|text| text.parse::<i32>().ok());
///     if let Some(number) = number {
///         item["stock"] = json!(number);
///     }
/// }
///
/// let rewrite = Rewrite::new(|answer| {
///     // An error page is left as it is, and so is what is no JSON.
///     let Ok(mut body) = serde_json::from_slice::<Value>(answer.body()) else { return };
///     if !answer.status().is_success() {
///         return;
///     }
///     match &mut body {
///         Value::Array(items) => {
///             items.iter_mut().for_each(repair);
///             body = json!({ "value": items });
///         }
///         item => repair(item),
///     }
///     *answer.body_mut() = body.to_string().into_bytes();
/// });
/// // For a client: `Client::builder(…).rewrite(rewrite)`. Without one, `mark` of the profile does it:
/// let profile = Profile::odata().rewrite(Some(rewrite));
/// let mut answer = http::Response::new(br#"[{"id":"a","stock":"9"}]"#.to_vec());
/// profile.mark(&mut answer);
/// let page = Item::collection().list().read(answer)?;
/// assert_eq!(page.value[0].stock, Some(9));
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone)]
#[must_use = "it changes nothing until a profile or a client has it"]
pub struct Rewrite(Arc<Change>);

/// What is done to an answer.
type Change = dyn Fn(&mut Response<Vec<u8>>) + Send + Sync;

impl Rewrite {
    /// This change.
    pub fn new(change: impl Fn(&mut Response<Vec<u8>>) + Send + Sync + 'static) -> Self {
        Self(Arc::new(change))
    }

    pub(super) fn apply(&self, answer: &mut Response<Vec<u8>>) {
        (self.0)(answer);
    }
}

impl fmt::Debug for Rewrite {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Rewrite(…)")
    }
}
