//! Looks for the folder `shared` beside the repository, so that the tests are built anew when it comes or goes.

use std::env;
use std::path::Path;

fn main() {
    let Some(repository) = Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().nth(2) else {
        return;
    };
    println!("cargo::rerun-if-env-changed=CI");
    if env::var("CI").is_ok_and(|value| value == "true") {
        println!("cargo::rustc-env=NEEDS_CI=true");
    }
    // Beside the repository, or beside a folder around it, as a worktree has it.
    for folder in repository.ancestors().skip(1).map(|folder| folder.join("shared")) {
        println!("cargo::rerun-if-changed={}", folder.display());
        if folder.is_dir() {
            println!("cargo::rustc-env=NEEDS_SHARED={}", folder.display());
            return;
        }
    }
}
