//! Why a document could not be pruned.

use std::fmt;

use crate::error::Error;
use crate::path::PathError;

/// Why a document could not be pruned.
///
/// ```
/// use odata_entity_csdl::{PruneError, Schema};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// match schema.prune(&["shop.author"], &["/boks"]) {
///     Err(PruneError::Path { path, error }) => eprintln!("{path}: {error}"),
///     other => panic!("pruned: {other:?}"),
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum PruneError {
    /// A type does not exist, or something that is needed is faulty.
    Schema(Error),
    /// A path leads nowhere.
    Path {
        /// The path.
        path: String,
        /// Where it leaves the service.
        error: Box<PathError>,
    },
}

impl From<Error> for PruneError {
    fn from(error: Error) -> Self {
        PruneError::Schema(error)
    }
}

impl fmt::Display for PruneError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            PruneError::Schema(error) => error.fmt(f),
            PruneError::Path { path, error } => write!(f, "`{path}`: {error}"),
        }
    }
}

/// `Display` has the text of the error inside, so `source` is what caused that.
impl std::error::Error for PruneError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            PruneError::Schema(error) => error.source(),
            PruneError::Path { error, .. } => error.source(),
        }
    }
}
