//! What does nothing unless it is used warns when it is not: types, and functions whose only effect is their result.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

/// The source files of the runtime, without those of unit tests.
fn sources() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("the workspace");
    let mut folders = vec![root.join("runtime/src")];
    let mut files = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                folders.push(path);
            } else if path.extension().is_some_and(|extension| extension == "rs") {
                files.push(path);
            }
        }
    }
    files.retain(|file| {
        !file
            .strip_prefix(root)
            .unwrap_or(file)
            .components()
            .any(|part| part.as_os_str() == "tests")
    });
    files
}

/// An item's line in one, with the attributes above it: `#[must_use = "…"] pub fn x(…) -> T {`.
fn items(text: &str) -> Vec<String> {
    let text = text.split("#[cfg(test)]\nmod tests {").next().unwrap_or_default();
    let (mut items, mut item) = (Vec::new(), String::new());
    for line in text.lines().map(str::trim) {
        if line.starts_with("//") {
            continue;
        }
        item.push_str(line);
        item.push(' ');
        let is_whole = line.ends_with(['{', ';', '}', ',']) && !line.ends_with("({");
        let is_open = item.matches('(').count() > item.matches(')').count()
            || (item.starts_with("#[") && line.ends_with(']'));
        if line.is_empty() || (is_whole && !is_open) {
            items.push(std::mem::take(&mut item));
        }
    }
    items
}

/// What is behind `pub fn` or `pub const fn`, if that is what an item is.
fn function(item: &str) -> Option<&str> {
    let at = ["pub fn ", "pub const fn "]
        .iter()
        .find_map(|start| Some(item.find(start)? + start.len()))?;
    Some(&item[at..])
}

/// The type that a function gives back; none if it gives nothing back.
fn result(function: &str) -> Option<&str> {
    // Behind the arguments: a closure among them has an arrow too.
    let mut depth = 0_i32;
    let end = function.char_indices().find_map(|(at, character)| {
        depth += match character {
            '(' => 1,
            ')' => -1,
            _ => 0,
        };
        (character == ')' && depth == 0).then_some(at)
    })?;
    let rest = function[end..].split_once("-> ")?.1;
    let rest = rest.split(" where ").next()?;
    Some(rest.trim_end().trim_end_matches('{').trim_end())
}

fn name(ty: &str) -> &str {
    let ty = ty.split('<').next().unwrap_or_default();
    ty.rsplit("::").next().unwrap_or_default()
}

#[test]
fn what_does_nothing_unless_it_is_used_is_marked() {
    let files = sources();
    assert!(files.len() > 100, "{}", files.len());
    let all: Vec<(PathBuf, String)> = files
        .into_iter()
        .flat_map(|file| {
            let text = std::fs::read_to_string(&file).expect("a source file");
            items(&text)
                .into_iter()
                .map(move |item| (file.clone(), item))
                .collect::<Vec<_>>()
        })
        .collect();
    let marked: BTreeSet<&str> = all
        .iter()
        .filter(|(_, item)| item.contains("#[must_use = \""))
        .filter_map(|(_, item)| {
            let rest = item
                .split("pub struct ")
                .nth(1)
                .or_else(|| item.split("pub enum ").nth(1))?;
            rest.split(['<', ' ', '(', ';']).next()
        })
        .collect();
    assert!(
        ["Request", "EntityPath", "Items", "SendAll", "BatchResults"]
            .iter()
            .all(|name| marked.contains(name)),
        "{marked:?}"
    );
    let bare: Vec<_> = all
        .iter()
        .filter(|(_, item)| item.contains("#[must_use]"))
        .collect();
    assert!(bare.is_empty(), "`#[must_use]` without a reason: {bare:#?}");
    let missing: Vec<_> = all
        .iter()
        .filter(|(_, item)| !item.contains("#[must_use") && !item.contains("#[doc(hidden)]"))
        .filter(|(_, item)| {
            let Some(function) = function(item) else {
                return false;
            };
            let arguments = function.split("->").next().unwrap_or_default();
            let Some(result) = result(function) else {
                return false;
            };
            // A function that changes something can be called for that alone.
            let changes = arguments.contains("&mut ");
            let says_so = ["Result", "Option<Result"]
                .iter()
                .any(|start| result.starts_with(start))
                || marked.contains(name(result));
            let own = item.contains("-> Self") || result == "Self";
            !changes && !says_so && !own && !result.starts_with("&mut ")
        })
        .map(|(file, item)| format!("{}: {item}", file.display()))
        .collect();
    assert!(missing.is_empty(), "{}\n{}", missing.len(), missing.join("\n"));
}
