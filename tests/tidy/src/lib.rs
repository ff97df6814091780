//! Tests of the shape of the repository: a module uses only modules of the layers before its own.
//!
//! The order of a crate's modules is a file in `layers/`. [`check`] reads every source file of the crate, finds the paths that begin with
//! `crate::`, `super::`, `self::` or the name of a child, in `use` lines and elsewhere, and reports each that leads to a later module. Code
//! of tests (`#[cfg(test)]`) may use everything.
//!
//! [`public_items`] lists what is public of a crate, and whether its docs have an example.

mod docs;
mod items;
mod layers;
mod lexer;
mod paths;
mod public;
mod tree;

pub use layers::Layers;
pub use paths::{Found, paths};
pub use public::{PublicItem, public_items, public_items_of};
pub use tree::{Module, Tree};

use std::fmt;

/// A use of a later module, or a list of layers that is not that of the crate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The file, from the root of the crate's sources.
    pub file: String,
    /// The line; 0 if it is about the whole file.
    pub line: usize,
    /// What is wrong.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.line {
            0 => write!(f, "{}: {}", self.file, self.message),
            line => write!(f, "{}:{line}: {}", self.file, self.message),
        }
    }
}

/// Everything in a crate that is not as its list of layers has it.
#[must_use = "the faults are what it finds"]
pub fn check(tree: &Tree, layers: &Layers) -> Vec<Fault> {
    let mut faults = layers.compare(tree);
    for module in &tree.modules {
        let Some(own) = layers.place(&module.path) else {
            continue;
        };
        for found in module.uses(tree) {
            let Some(other) = layers.place(&found.path) else {
                continue;
            };
            if other > own {
                faults.push(Fault {
                    file: module.file.clone(),
                    line: found.line,
                    message: format!(
                        "`{}` uses `{}`, which is after it in the layers: move what is used to an earlier module",
                        shown(&module.path),
                        shown(&found.path),
                    ),
                });
            }
        }
    }
    faults
}

/// A module's path as a message has it.
fn shown(path: &str) -> &str {
    if path.is_empty() { "the crate root" } else { path }
}
