//! What the service was set up to be.

use super::batch::BatchUrls;
use super::problem::ErrorStyle;
use crate::schema::TypeTags;
use crate::store::Source;

/// The declarations and switches of a service; they do not change while it runs.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    /// Scheme, authority and base path, with no slash at the end.
    pub(crate) base_url: String,
    pub(crate) base_path: String,
    pub(crate) sources: Vec<Source>,
    pub(crate) type_tags: TypeTags,
    pub(crate) error_style: ErrorStyle,
    pub(crate) page_size: usize,
    pub(crate) upserts: bool,
    pub(crate) batch_limit: usize,
    pub(crate) batch_urls: BatchUrls,
    pub(crate) reverses_batches: bool,
    pub(crate) body_limit: usize,
}
