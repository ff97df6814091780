//! System query options (Protocol 4.01, section 11.2): what a read selects, filters, orders and counts.

mod datum;
mod expand;
mod filter;
mod options;
mod property_path;

pub(crate) use options::{QueryOptions, unescape};
