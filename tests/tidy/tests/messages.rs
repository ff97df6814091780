//! What the compiler reports names nothing that users cannot look up: the committed messages of `ui-tests` name no hidden item.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The files of a folder and of those in it that end so.
fn files(folder: &Path, extension: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let mut out = Vec::new();
    for path in entries.map(|entry| entry.expect("an entry").path()) {
        if path.is_dir() {
            out.extend(files(&path, extension));
        } else if path.extension().is_some_and(|found| found == extension) {
            out.push(path);
        }
    }
    out
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|ch: char| !ch.is_alphanumeric() && ch != '_')
        .filter(|word| !word.is_empty())
}

/// The statements `pub use …;` of a source, without those that only generated code can use.
fn reexports(source: &str) -> BTreeSet<&str> {
    let visible = source
        .split("#[doc(hidden)]\npub mod __private")
        .next()
        .unwrap_or_default();
    let statements = visible.split("pub use ").skip(1);
    statements
        .filter_map(|rest| rest.split(';').next())
        .flat_map(words)
        .collect()
}

/// The types and traits that a source defines.
fn defined(source: &str) -> impl Iterator<Item = (&str, &str)> {
    source.lines().filter_map(|line| {
        let mut words =
            words(line).skip_while(|word| matches!(*word, "pub" | "crate" | "super" | "in" | "unsafe"));
        let kind = words
            .next()
            .filter(|kind| matches!(*kind, "struct" | "enum" | "trait" | "union" | "type"))?;
        let is_item = line.starts_with(kind) || line.starts_with("pub");
        is_item.then_some((kind, words.next()?))
    })
}

/// The types and traits of the runtime that no documentation shows, each with its file.
fn internal() -> BTreeMap<String, String> {
    let root = repository().join("runtime/src");
    let sources: Vec<(PathBuf, String)> = files(&root, "rs")
        .into_iter()
        .map(|file| (file.clone(), fs::read_to_string(file).expect("text")))
        .collect();
    let lib = fs::read_to_string(root.join("lib.rs")).expect("text");
    let mut shown: BTreeSet<String> = reexports(&lib).into_iter().map(str::to_owned).collect();
    let modules = lib
        .lines()
        .filter_map(|line| line.strip_prefix("pub mod ")?.strip_suffix(';'));
    let modules: Vec<&str> = modules.collect();
    for (file, source) in &sources {
        let path = file
            .strip_prefix(&root)
            .expect("below it")
            .to_string_lossy()
            .replace('\\', "/");
        let is_shown =
            |module: &&str| path == format!("{module}.rs") || path.starts_with(&format!("{module}/"));
        if modules.iter().any(is_shown) {
            // What such a module defines in private files is shown where it has it in a `pub use`.
            shown.extend(reexports(source).into_iter().map(str::to_owned));
            if path.ends_with("mod.rs") || !path.contains('/') {
                shown.extend(defined(source).map(|(_, name)| name.to_owned()));
            }
        }
    }
    // `Self::Body` of a trait is no type of that name.
    let associated = sources.iter().flat_map(|(_, source)| source.lines());
    let associated = associated
        .filter_map(|line| line.strip_prefix("    type "))
        .filter_map(|rest| words(rest).next());
    shown.extend(associated.map(str::to_owned));
    let mut out = BTreeMap::new();
    for (file, source) in &sources {
        for (_, name) in defined(source) {
            if !shown.contains(name) {
                out.insert(name.to_owned(), file.display().to_string());
            }
        }
    }
    out
}

/// A placeholder for the name of a user's type.
const ALSO: &str = "Name";

/// The one message with a name of that kind: for a set of an enumeration that is no flags the compiler cannot tell what a patch holds,
/// and compares the setter's own argument, whose type it writes out.
const EXCEPT: [&str; 1] = ["flags_of_a_plain_enum"];

fn hidden_names(message: &str, case: &str, internal: &BTreeMap<String, String>) -> Vec<String> {
    let own: BTreeSet<&str> = words(case).collect();
    let mut found = Vec::new();
    for line in message.lines() {
        // The compiler shows the macro that wrote the code; some of them have the reason as their names.
        let named = line
            .split("this error originates in the macro")
            .next()
            .unwrap_or_default();
        if named.contains("__private") || named.contains("__odata") {
            found.push(line.trim().to_owned());
        }
        for word in words(named) {
            if internal.contains_key(word) && !own.contains(word) && word != ALSO {
                found.push(format!("{word} in {}", line.trim()));
            }
        }
    }
    found
}

#[test]
fn no_message_names_what_users_cannot_look_up() {
    let internal = internal();
    assert!(
        internal.contains_key("ReadField") && internal.contains_key("UnionTag"),
        "{internal:?}"
    );
    assert!(
        !internal.contains_key("EdmValue") && !internal.contains_key("DeepValue"),
        "{internal:?}"
    );
    let messages = files(&repository().join("ui-tests"), "stderr");
    assert!(messages.len() > 400, "{} messages", messages.len());
    let mut found = Vec::new();
    for file in messages {
        let message = fs::read_to_string(&file).expect("text");
        let case = fs::read_to_string(file.with_extension("rs")).expect("the case of the message");
        let name = file
            .file_stem()
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned();
        let names = hidden_names(&message, &case, &internal);
        if EXCEPT.contains(&name.as_str()) {
            assert!(!names.is_empty(), "{name} is no exception any longer");
            continue;
        }
        found.extend(names.into_iter().map(|hidden| format!("{name}: {hidden}")));
    }
    assert!(found.is_empty(), "{}", found.join("\n"));
}

#[test]
fn a_hidden_name_is_found() {
    let internal = internal();
    for message in [
        "note: required by a bound in `odata_entity::__private::tag_text`",
        "error: its setter takes no `impl __odata::IntoChange<A, B>`",
        "  |     fn read(from: UnionTag<'_>)",
    ] {
        assert_eq!(
            hidden_names(message, "struct Thing;", &internal).len(),
            1,
            "{message}"
        );
    }
    let fine = "  = note: this error originates in the macro `__odata::complex_value`\nerror: `UnionTag` is not a value";
    assert_eq!(
        hidden_names(fine, "struct UnionTag;", &internal),
        Vec::<String>::new()
    );
}
