//! Small metadata documents that failed once or came out wrong, if they are beside the project: each is listed, scaffolded and pruned.
#![cfg(feature = "cli")]

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use odata_entity_needs::{needed, needs};

fn run(arguments: &[&str], schema: &Path) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_odata-entity"))
        .args(arguments)
        .arg("--schema")
        .arg(schema)
        .output()
        .expect("runs");
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success(),
        "{arguments:?} {}: {stderr}",
        schema.display()
    );
    String::from_utf8(output.stdout).expect("UTF-8")
}

#[needs("cases/csdl")]
#[test]
fn every_case_is_listed_scaffolded_and_pruned() {
    for entry in fs::read_dir(needed!("cases/csdl")).expect("readable") {
        let case = entry.expect("readable").path();
        assert!(!run(&["list", "--long"], &case).is_empty());
        let text = run(&["scaffold", "-r", "--navigation", "*"], &case);
        assert!(text.contains("pub struct"), "{}: {text}", case.display());
        let small = Path::new(env!("CARGO_TARGET_TMPDIR")).join("case.csdl");
        fs::write(&small, run(&["prune", "*"], &case)).expect("writable");
        // The small file has all that was scaffolded, and says so in the same words.
        let body = |text: &str| text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(
            body(&run(&["scaffold", "-r", "--navigation", "*"], &small)),
            body(&text),
            "{}",
            case.display()
        );
    }
}
