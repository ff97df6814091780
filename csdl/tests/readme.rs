//! What the README says of the way from `$metadata` to a checked call.
#![cfg(feature = "cli")]

mod common;

use std::path::Path;
use std::process::Command;
use std::{env, fs};

use common::scaffolds::{cargo, errors, package};

const README: &str = include_str!("../../README.md");

/// The lines of the first block of a language behind a heading.
fn block(heading: &str, language: &str) -> Vec<&'static str> {
    let (_, section) = README.split_once(heading).expect("the section");
    let (_, block) = section
        .split_once(&format!("```{language}\n"))
        .expect("a block of code");
    let (block, _) = block.split_once("\n```").expect("its end");
    block.lines().collect()
}

#[test]
fn from_an_empty_folder_to_a_checked_call_in_under_thirty_lines() {
    let heading = "## From an empty folder to a checked call";
    let (commands, code) = (block(heading, "console"), block(heading, "rust,ignore"));
    let count = |lines: &[&str]| lines.iter().filter(|line| !line.is_empty()).count();
    assert!(count(&commands) + count(&code) < 30);

    // The commands, on a small file with the same type.
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/devices.csdl");
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("readme-commands");
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).expect("writable");
    fs::copy(&data, folder.join("graph.csdl")).expect("copied");
    let ours: Vec<&str> = commands
        .into_iter()
        .filter_map(|line| line.strip_prefix("odata-entity "))
        .collect();
    assert_eq!(ours.len(), 2);
    for line in ours {
        let line = line.split(" #").next().unwrap_or(line);
        let arguments = line.split_whitespace().map(|word| word.trim_matches('\''));
        let output = Command::new(env!("CARGO_BIN_EXE_odata-entity"))
            .args(arguments)
            .current_dir(&folder)
            .output()
            .expect("runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
    }
    let read = |file: &str| fs::read_to_string(folder.join(file)).expect("written");
    let graph = read("src/graph.rs");

    // The code without its client, which is not what this is about and takes long to build; checked, and without a warning.
    let sends = code
        .iter()
        .position(|line| line.contains("let Ok(token)"))
        .expect("what needs a token");
    let lines = code[..sends]
        .iter()
        .filter(|line| !line.contains("Client") && !line.contains("tokio"));
    let main: String = lines.map(|line| format!("{line}\n")).collect();
    let main = main.replace("async fn", "fn") + "    Ok(())\n}\n";
    let files = [("main.rs", main.as_str()), ("graph.rs", &graph)];
    let printed = cargo(
        &package("readme", &folder.join("schemas/graph.csdl"), &files),
        "run",
    );
    for line in [
        "PATCH",
        "/deviceAppManagement/mobileAppConfigurations/config-id/deviceStatuses/status-id",
        r#""deviceModel""#,
        r#""userName""#,
    ] {
        assert!(printed.contains(line), "{line} in {printed}");
    }

    // The message of a mistake as it is shown, but for its place, which is that in another file.
    let wrong = graph.replace("/deviceStatuses/", "/deviceStatus/");
    let files = [("main.rs", main.as_str()), ("graph.rs", &wrong)];
    let found = errors(&package("readme", &folder.join("schemas/graph.csdl"), &files));
    let shown = block("## What a mistake looks like", "text");
    let (message, place) = shown[0].split_once(" (schemas/graph.csdl:").expect("a place");
    assert!(
        place.ends_with(')') && found.contains(message),
        "{message} in {found}"
    );
}
