//! The documents that the tests read.

#![allow(
    dead_code,
    reason = "each test file is a crate of its own, and none asks for everything"
)]

#[cfg(feature = "cli")]
pub(crate) mod scaffolds;

use std::path::{Path, PathBuf};

use odata_entity_csdl::Schema;

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

/// The path of a file below `shared`, beside the project or beside a folder around it. `None`, with a note in the output, if it is
/// absent: the tests that read it then say what they did not check.
pub(crate) fn shared(file: &str) -> Option<PathBuf> {
    let mut folders = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared").join(file));
    let found = folders.find(|path| path.exists());
    if found.is_none() {
        println!("not run: `shared/{file}` is absent");
    }
    found
}

/// The text of Microsoft Graph's metadata, if it is there.
pub(crate) fn graph() -> Option<String> {
    let path = shared("metadata/graph-v1.0.csdl")?;
    Some(std::fs::read_to_string(path).expect("readable"))
}
