//! The documents that the tests read.

#![allow(
    dead_code,
    reason = "each test file is a crate of its own, and none asks for everything"
)]

#[cfg(feature = "cli")]
pub(crate) mod scaffolds;

use odata_entity_csdl::Schema;
use odata_entity_needs::needed;

/// A small document of our own that has one of everything.
pub(crate) const LIBRARY: &str = include_str!("../data/library.csdl");

/// The same, parsed.
pub(crate) fn library() -> Schema {
    Schema::parse(LIBRARY).expect("a CSDL document")
}

/// A document with just these children of a schema of the namespace `a`.
pub(crate) fn document(children: &str) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\n\
         <Schema Namespace=\"a\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n{children}\n</Schema>\n\
         </edmx:DataServices></edmx:Edmx>"
    )
}

/// The text of Microsoft Graph's metadata, for tests that say that they need it.
pub(crate) fn graph() -> String {
    std::fs::read_to_string(needed!("metadata/graph-v1.0.csdl")).expect("readable")
}
