//! The messages of the check against a schema, and what it accepts.

use std::fs;
use std::path::Path;

/// trybuild makes a separate package, and paths to schemas are taken from a package's Cargo.toml on.
#[test]
fn messages() {
    let from = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/schemas");
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("the target folder");
    let to = target
        .join("tests/trybuild")
        .join(env!("CARGO_PKG_NAME"))
        .join("schemas");
    fs::create_dir_all(&to).expect("a folder for the schemas");
    for file in [
        "apps.csdl",
        "bmc.csdl",
        "fleet.csdl",
        "fleet.overlay",
        "notes.csdl",
        "part.csdl",
        "shop.csdl",
        "ways.csdl",
    ] {
        fs::copy(from.join(file), to.join(file)).expect("a copy of the schema");
    }
    // The same schema with overlays that are wrong.
    for name in ["marked", "strange_property", "strange_type"] {
        let overlay = format!("{name}.overlay");
        fs::copy(from.join("fleet.csdl"), to.join(format!("{name}.csdl"))).expect("a copy of the schema");
        fs::copy(from.join(&overlay), to.join(overlay)).expect("a copy of the overlay");
    }

    let cases = trybuild::TestCases::new();
    cases.compile_fail("../schema/fail/*.rs");
    cases.pass("../schema/pass/*.rs");
}
