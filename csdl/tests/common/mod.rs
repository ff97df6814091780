//! Where the shared metadata is found.

use std::path::{Path, PathBuf};

/// The path of a file below `shared`, beside the project or beside a folder around it. `None`, with a note in the output, if it is
/// absent: the tests that read it then say what they did not check.
pub fn shared(file: &str) -> Option<PathBuf> {
    let found = Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared").join(file))
        .find(|path| path.exists());
    if found.is_none() {
        println!("not run: `shared/{file}` is absent");
    }
    found
}

/// Microsoft Graph's metadata, if it is there.
#[allow(
    dead_code,
    reason = "each test file is a crate of its own, and not all ask for it"
)]
pub fn graph() -> Option<odata_entity_csdl::Schema> {
    let path = shared("metadata/graph-v1.0.csdl")?;
    let text = std::fs::read_to_string(path).expect("readable");
    Some(odata_entity_csdl::Schema::parse(text).expect("a CSDL document"))
}
