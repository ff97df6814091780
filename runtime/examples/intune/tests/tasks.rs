//! Each task is short, and no task needs a trick.

use std::fs;
use std::path::Path;

/// The most lines that the body of a task has; the upload of an app, which is seven requests, may have more.
fn most(name: &str) -> usize {
    match name {
        "upload" => 30,
        _ => 12,
    }
}

#[test]
fn a_task_has_at_most_twelve_lines() {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("src");
    let mut tasks = 0;
    for entry in fs::read_dir(sources).expect("the sources") {
        let file = entry.expect("a file").path();
        if ["service.rs", "main.rs"].iter().any(|name| file.ends_with(name)) {
            continue;
        }
        let text = fs::read_to_string(&file).expect("readable");
        assert!(
            !text.contains("schema = false") && !text.contains("unrestricted"),
            "{}",
            file.display()
        );
        let mut lines = text.lines();
        while let Some(line) = lines.next() {
            let Some((_, rest)) = line.split_once("pub async fn ") else {
                continue;
            };
            let name = rest.split(['(', '<']).next().expect("a name");
            // The signature may be on several lines.
            if !line.ends_with('{') {
                lines.by_ref().find(|line| line.ends_with('{'));
            }
            let body = lines.by_ref().take_while(|line| *line != "}");
            let count = body.filter(|line| !line.trim().is_empty()).count();
            assert!(
                count <= most(name),
                "{name} in {} has {count} lines",
                file.display()
            );
            tasks += 1;
        }
    }
    assert!(tasks >= 19, "{tasks}");
}
