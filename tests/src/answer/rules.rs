//! What the service was set up to be.

use super::Declared;
use super::batch::BatchUrls;
use super::delta::ChangeTracking;
use super::number::Numbers;
use super::problem::ErrorStyle;
use crate::schema::TypeTags;
use crate::sources::Sources;

/// The declarations and switches of a service; they do not change while it runs.
#[derive(Clone, Debug)]
pub(crate) struct Rules {
    /// The service root, and others below which the same data is served; never empty.
    pub(crate) roots: Vec<Root>,
    pub(crate) sources: Sources,
    pub(crate) type_tags: TypeTags,
    pub(crate) error_style: ErrorStyle,
    pub(crate) page_size: usize,
    pub(crate) top_is_page_size: bool,
    pub(crate) has_relative_links: bool,
    pub(crate) upserts: bool,
    pub(crate) numbers: Numbers,
    pub(crate) batch_limit: usize,
    pub(crate) batch_urls: BatchUrls,
    pub(crate) reverses_batches: bool,
    pub(crate) body_limit: usize,
    pub(crate) operations: Vec<Declared>,
    /// The sets whose changes are tracked, by their number.
    pub(crate) tracking: Vec<(usize, ChangeTracking)>,
}

/// A service root.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Root {
    /// Scheme, authority and path, with no slash at the end.
    pub(crate) url: String,
    /// The path alone.
    pub(crate) path: String,
}

impl Rules {
    /// The root that a path is below, and what is after it.
    pub(crate) fn below<'p>(&self, path: &'p str) -> Option<(&Root, &'p str)> {
        self.roots.iter().find_map(|root| {
            let below = path.strip_prefix(root.path.as_str())?;
            (below.is_empty() || below.starts_with('/')).then_some((root, below))
        })
    }

    /// The URL of the service root, in which links that belong to no request are written.
    pub(crate) fn base_url(&self) -> &str {
        self.roots.first().map_or("", |root| &root.url)
    }
}
