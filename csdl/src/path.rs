//! Paths: where in a service a URL leads.

mod error;
mod key;
mod location;
mod operation;
mod segment;
mod step;

pub use error::{PathError, StepError};
pub use key::KeyPart;
pub use location::{Location, Reached, Route};
pub use segment::{Argument, Segment};
