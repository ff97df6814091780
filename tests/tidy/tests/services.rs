//! What is particular to a service is in `runtime/src/profile`: no other code of the runtime names one.

use std::path::{Path, PathBuf};
use std::{fs, io};

/// Words that name a service, in identifiers, literals and headers.
const NAMES: [&str; 12] = [
    "graph",
    "intune",
    "entra",
    "dataverse",
    "crm",
    "businesscentral",
    "business_central",
    "redfish",
    "dmtf",
    "sap",
    "s4hana",
    "microsoft",
];

fn sources(folder: &Path, out: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        let name = path.file_name().unwrap_or_default().to_string_lossy();
        if path.is_dir() {
            if name != "profile" && name != "tests" {
                sources(&path, out)?;
            }
        } else if name.ends_with(".rs") && name != "tests.rs" {
            out.push(path);
        }
    }
    Ok(())
}

/// The words of a line that are in the list, whatever their case.
fn named(line: &str) -> impl Iterator<Item = &str> {
    let words = line.split(|c: char| !(c.is_alphanumeric() || c == '_'));
    words.filter(|word| NAMES.contains(&&*word.to_ascii_lowercase()))
}

/// The lines of a source that are code: neither comments nor the tests at its end.
fn code(source: &str) -> impl Iterator<Item = (usize, &str)> {
    let code = source.split("#[cfg(test)]\nmod ").next().unwrap_or_default();
    let lines = code.lines().enumerate();
    lines.filter(|(_, line)| !line.trim_start().starts_with("//"))
}

#[test]
fn no_code_outside_the_profiles_names_a_service() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime/src");
    let mut files = Vec::new();
    sources(&root, &mut files).expect("the sources are there");
    assert!(files.len() > 100, "they were found");
    let mut faults = String::new();
    for file in files {
        let source = fs::read_to_string(&file).expect("it is text");
        for (at, line) in code(&source) {
            for word in named(line) {
                faults += &format!("{}:{}: `{word}`\n", file.display(), at + 1);
            }
        }
    }
    assert!(
        faults.is_empty(),
        "make a setting of `Profile` of it, with its value in a file of `profile/`:\n{faults}"
    );
}

#[test]
fn a_name_in_code_is_found_and_one_in_a_comment_is_not() {
    let source =
        "/// As Graph has it.\nlet a = \"https://graph.example\";\n#[cfg(test)]\nmod tests {\n    sap\n}\n";
    let found: Vec<_> = code(source).flat_map(|(_, line)| named(line)).collect();
    assert_eq!(found, ["graph"]);
    assert_eq!(named("is_ascii_graphic(sapling)").count(), 0);
}
