//! Types of the schema as Rust.

mod enumeration;
mod hierarchy;
mod hints;
mod imports;
mod listed;
mod marks;
mod model;
mod operation;
mod operations;
mod options;
mod overlay;
mod plan;
mod planner;
mod print;
mod recursion;
mod run;
mod selection;
mod source;
mod structure;
mod typed;
mod union;
mod update;
mod value;

pub(crate) use run::run;
