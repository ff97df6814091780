//! The path templates of the documentation compile as they are written there, names of placeholders apart.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::path::Path;

use odata_entity_needs::{needed, needs};

#[needs("corpus")]
#[test]
fn every_documented_path_compiles() {
    let corpus = Path::new(needed!("corpus"));
    let templates = templates(corpus);
    assert!(!templates.is_empty(), "no templates in {}", corpus.display());
    let mut source = String::from("use odata_entity::Entity;\n");
    let mut calls = String::new();
    let mut renamed = 0;
    for (number, documented) in templates.iter().enumerate() {
        let (template, keys) = rename_placeholders(documented);
        renamed += usize::from(template != *documented);
        writeln!(
            source,
            "#[derive(Entity)]\n#[odata(type = \"corpus.t{number}\", path = {template:?})]\nstruct T{number} {{}}"
        )
        .unwrap();
        let arguments: Vec<_> = (0..keys.len()).map(|key| format!("\"k{key}\"")).collect();
        writeln!(
            calls,
            "    assert_eq!(T{number}::path({}).as_str().unwrap(), {:?});",
            arguments.join(", "),
            filled(&template, &keys)
        )
        .unwrap();
    }
    writeln!(source, "fn main() {{\n{calls}}}").unwrap();
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("corpus_paths.rs");
    std::fs::write(&file, source).unwrap();
    println!(
        "{} templates, {renamed} with renamed placeholders",
        templates.len()
    );
    trybuild::TestCases::new().pass(file);
}

/// The distinct templates of all files of the corpus.
fn templates(corpus: &Path) -> BTreeSet<String> {
    let mut out = BTreeSet::new();
    for file in std::fs::read_dir(corpus).unwrap() {
        let file = file.unwrap().path();
        if file.extension().is_none_or(|extension| extension != "json") {
            continue;
        }
        let entities: serde_json::Value = serde_json::from_slice(&std::fs::read(&file).unwrap()).unwrap();
        for entity in entities.as_array().into_iter().flatten() {
            let paths = entity["paths"].as_array().into_iter().flatten();
            out.extend(paths.filter_map(|path| path.as_str()).map(str::to_owned));
        }
    }
    out
}

/// Gives a placeholder another name where its own is no name or is there already; all else stays as documented.
fn rename_placeholders(documented: &str) -> (String, Vec<String>) {
    let mut pieces = documented.split('{');
    let mut template = pieces.next().unwrap_or_default().to_owned();
    let mut names: Vec<String> = Vec::new();
    for piece in pieces {
        let (name, rest) = piece.split_once('}').expect("braces are balanced");
        let plain: String = name
            .chars()
            .filter(|ch| ch.is_ascii_alphanumeric() || *ch == '-')
            .collect();
        let mut unique = plain.clone();
        while names.iter().any(|other| other.eq_ignore_ascii_case(&unique)) {
            unique = format!("{plain}{}", names.len() + 1);
        }
        write!(template, "{{{unique}}}{rest}").unwrap();
        names.push(unique);
    }
    (template, names)
}

/// The path with `k0`, `k1`, … as keys.
fn filled(template: &str, names: &[String]) -> String {
    let mut out = template.to_owned();
    for (number, name) in names.iter().enumerate() {
        let (braces, key) = (format!("{{{name}}}"), format!("k{number}"));
        // In parentheses a placeholder is a literal, with quotes unless it is in them.
        out = out
            .replace(&format!("({braces})"), &format!("('{key}')"))
            .replace(&format!("={braces})"), &format!("='{key}')"))
            .replace(&braces, &key);
    }
    out
}
