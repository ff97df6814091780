//! Why a command failed.

use std::fmt;

use odata_entity_csdl::{Error, PruneError};

use crate::shown::on_one_line;

/// A message for the person at the terminal.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure(pub(crate) String);

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure(on_one_line(&error.to_string()).into_owned())
    }
}

impl From<PruneError> for Failure {
    fn from(error: PruneError) -> Self {
        Failure(on_one_line(&error.to_string()).into_owned())
    }
}
