//! The docs show by example how each public item is used, and the crate root has what nearly every program names.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::{fs, io};

use odata_entity_tidy::{PublicItem, public_items, public_items_of};

/// The crates that users depend on: the name, and the root file. To see what lacks an example:
/// `cargo run -p odata-entity-tidy --example public FILE`.
const CRATES: [(&str, &str); 3] = [
    ("odata_entity", "runtime/src/lib.rs"),
    ("odata_entity_testing", "tests/src/lib.rs"),
    ("odata_entity_csdl", "csdl/src/lib.rs"),
];

/// What begins the name of each package here.
const SIBLINGS: &str = "odata_entity";

/// How many items the root page of the runtime's docs lists at most: all else is in a module for its task.
const AT_THE_ROOT: usize = 32;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn items(root: &str) -> Vec<PublicItem> {
    let items = public_items(&repository().join(root), SIBLINGS);
    items.unwrap_or_else(|error| panic!("{root}: {error}"))
}

/// The names in `without_example.txt`, each with its reason. `…::*` is for all items of a module.
fn exceptions(text: &str) -> BTreeMap<String, String> {
    let lines = text
        .lines()
        .filter(|line| !line.starts_with('#') && !line.trim().is_empty());
    let pairs = lines.map(|line| {
        let (name, reason) = line.split_once(": ").unwrap_or((line, ""));
        (name.trim().to_owned(), reason.trim().to_owned())
    });
    pairs.collect()
}

/// What is without an example and no exception, and which exceptions are none.
fn faults(crates: &[(&str, Vec<PublicItem>)], exceptions: &BTreeMap<String, String>) -> Vec<String> {
    let mut faults = Vec::new();
    let mut used = BTreeSet::new();
    for (name, items) in crates {
        for item in items.iter().filter(|item| !item.has_example) {
            let full = format!("{name}::{}", item.name);
            let module = full.rsplit_once("::").map_or("", |(module, _)| module);
            let entries = [full.clone(), format!("{module}::*")];
            match entries.into_iter().find(|entry| exceptions.contains_key(entry)) {
                Some(entry) => _ = used.insert(entry),
                None => faults.push(format!(
                    "`{full}` ({}) has no example: show in its docs the task in which a user meets it",
                    item.file
                )),
            }
        }
    }
    for (name, reason) in exceptions {
        if reason.is_empty() {
            faults.push(format!(
                "the exception `{name}` has no reason: write `{name}: why`"
            ));
        }
        if !used.contains(name) {
            faults.push(format!(
                "the exception `{name}` is for nothing: take the line out"
            ));
        }
    }
    faults
}

#[test]
fn each_public_item_has_an_example() {
    let crates = CRATES.map(|(name, root)| (name, items(root)));
    for (name, items) in &crates {
        assert!(items.len() > 20, "{name}: its items were found");
    }
    let text = fs::read_to_string(repository().join("tests/tidy/without_example.txt"))
        .expect("the list of exceptions");
    let faults = faults(&crates, &exceptions(&text));
    assert!(
        faults.is_empty(),
        "\n{}\n{} faults",
        faults.join("\n"),
        faults.len()
    );
}

#[test]
fn the_root_has_what_nearly_every_program_names() {
    let items = items("runtime/src/lib.rs");
    let root: Vec<&str> = items
        .iter()
        .map(|item| &*item.name)
        .filter(|name| !name.contains("::"))
        .collect();
    assert!(root.contains(&"Entity") && root.contains(&"Client"), "{root:?}");
    assert!(
        root.len() <= AT_THE_ROOT,
        "{} items are at the crate root: {root:?}; put those that few programs name into the module for their task, and export them in \
         `lib.rs` with `#[doc(no_inline)]`",
        root.len()
    );
}

/// A crate with one item of each kind that is reached, and one of each that is not.
const SMALL: [(&str, &str); 4] = [
    (
        "lib.rs",
        r#"
            mod inner;
            pub mod shown { pub use crate::inner::{Item as Renamed, deep::*}; /// ```
            /// example();
            /// ```
            pub fn with() {} }
            #[doc(no_inline)] pub use shown::Renamed;
            /// ```ignore
            /// nobody compiles this
            /// ```
            pub trait Ignored {}
            /// ```text
            /// no code
            /// ```
            /// ```no_run
            /// example();
            /// ```
            pub enum Compiled {}
            #[doc = include_str!("../derive.md")] pub use siblings_macros::Derived;
            pub use siblings_macros::Bare;
            pub use elsewhere::Other;
            #[doc(hidden)] pub mod __private { pub struct Hidden; }
            #[cfg(doctest)] pub struct Readme;
            pub(crate) struct Own;
            use std::fmt;
        "#,
    ),
    (
        "inner.rs",
        "pub mod deep; pub struct Item; pub struct Unreached; #[macro_export] macro_rules! exported { () => {} }",
    ),
    (
        "inner/deep.rs",
        "pub type Deep = (); #[doc(hidden)] pub fn hidden() {} fn private() {}",
    ),
    ("../derive.md", "How it is derived.\n```\nexample();\n```\n"),
];

fn small() -> Vec<PublicItem> {
    let read = |file: &str| {
        let found = SMALL.iter().find(|(name, _)| *name == file);
        let missing = || io::Error::new(io::ErrorKind::NotFound, file.to_owned());
        found.map(|(_, text)| (*text).to_owned()).ok_or_else(missing)
    };
    public_items_of("lib.rs", "siblings", read).expect("it is read")
}

#[test]
fn an_item_without_an_example_is_found_by_the_name_of_its_page() {
    let found = small();
    let names = |has_example: bool| {
        let found = found.iter().filter(|item| item.has_example == has_example);
        found.map(|item| &*item.name).collect::<BTreeSet<_>>()
    };
    assert_eq!(
        names(false),
        BTreeSet::from(["Bare", "Ignored", "exported", "shown::Deep", "shown::Renamed"])
    );
    assert_eq!(
        names(true),
        BTreeSet::from(["Compiled", "Derived", "shown::with"])
    );
}

#[test]
fn an_exception_needs_a_reason_and_a_use() {
    let crates = [("small", small())];
    let list = "# A comment.\nsmall::shown::*: short\nsmall::Bare: why\nsmall::Ignored: why\nsmall::exported\nsmall::Compiled: it has one";
    let faults = faults(&crates, &exceptions(list));
    assert_eq!(faults.len(), 2, "{faults:?}");
    assert!(
        faults[0].contains("`small::Compiled` is for nothing"),
        "{faults:?}"
    );
    assert!(
        faults[1].contains("`small::exported` has no reason"),
        "{faults:?}"
    );
}
