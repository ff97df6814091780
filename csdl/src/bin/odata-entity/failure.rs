//! Why a command failed.

use std::fmt;

use odata_entity_csdl::{Error, PruneError};

use crate::shown::on_one_line;

/// A message for the person at the terminal. Of what is in it by way of the metadata nothing is hidden and nothing acts.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Failure(String);

impl Failure {
    /// A message on one line.
    pub(crate) fn new(message: impl AsRef<str>) -> Failure {
        Failure(on_one_line(message.as_ref()).into_owned())
    }

    /// A message about a file that has several lines.
    pub(crate) fn of_lines(about: &str, lines: &[impl ToString]) -> Failure {
        let shown = |text: &str| on_one_line(text).into_owned();
        let lines: Vec<String> = lines.iter().map(|line| shown(&line.to_string())).collect();
        Failure(format!("{}: {}", shown(about), lines.join("\n  ")))
    }

    /// Several messages as one, each on a line.
    pub(crate) fn all(failures: Vec<Failure>) -> Failure {
        let messages: Vec<String> = failures.into_iter().map(|failure| failure.0).collect();
        Failure(messages.join("\n  "))
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Failure::new(error.to_string())
    }
}

impl From<PruneError> for Failure {
    fn from(error: PruneError) -> Self {
        Failure::new(error.to_string())
    }
}
