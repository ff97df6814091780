//! A newcomer's path as `docs/ARCHITECTURE.md` describes it: a place that is forgotten does not compile, or fails
//! here.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use odata_entity_tidy::Tree;

fn repository() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

fn text(file: &str) -> String {
    fs::read_to_string(repository().join(file)).unwrap_or_else(|error| panic!("{file}: {error}"))
}

/// The files of a folder and of those in it.
fn files(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap_or_else(|error| panic!("{}: {error}", folder.display()));
    let paths = entries.map(|entry| entry.expect("an entry").path());
    let nested = paths.map(|path| match path.is_dir() {
        true => files(&path),
        false => vec![path],
    });
    nested.flatten().collect()
}

/// A file without its `mod` line is compiled by nobody.
#[test]
fn each_source_file_is_a_module() {
    for root in [
        "names/src/lib.rs",
        "csdl/src/lib.rs",
        "csdl/src/bin/odata-entity/main.rs",
        "runtime/src/lib.rs",
        "macros/src/lib.rs",
        "tests/src/lib.rs",
    ] {
        let root = repository().join(root);
        let folder = root.parent().expect("a folder");
        let tree = Tree::read(&root).unwrap_or_else(|error| panic!("{}: {error}", root.display()));
        let known: BTreeSet<PathBuf> = tree
            .modules
            .iter()
            .map(|module| folder.join(&module.file))
            .collect();
        let tests: BTreeSet<String> = tree
            .modules
            .iter()
            .flat_map(|module| {
                let own = module.path.replace("::", "/");
                let tests = module.paths.test_children.iter();
                tests.map(move |test| format!("{own}/{test}").trim_start_matches('/').to_owned())
            })
            .collect();
        for file in files(folder) {
            let name = file.strip_prefix(folder).expect("below it").with_extension("");
            let name = name.to_string_lossy().replace('\\', "/");
            let is_test = tests
                .iter()
                .any(|test| name == *test || name.starts_with(&format!("{test}/")));
            // The command is a separate crate.
            let is_other = name.starts_with("bin/");
            let is_rust = file.extension().is_some_and(|extension| extension == "rs");
            assert!(
                known.contains(&file) || is_test || is_other || !is_rust,
                "{} is in no module: declare it with `mod`",
                file.display()
            );
        }
    }
}

/// The qualified names of the Edm types that have a file in the runtime.
fn edm_types() -> BTreeSet<String> {
    let folder = repository().join("runtime/src/edm");
    let mut sources = files(&folder);
    sources.retain(|file| !file.starts_with(folder.join("tests")));
    let mut out = BTreeSet::new();
    for file in sources {
        let source = fs::read_to_string(file).expect("text");
        let source = source
            .split("#[cfg(test)]\nmod tests {")
            .next()
            .unwrap_or_default();
        for line in source
            .lines()
            .filter(|line| line.contains("NAME: &str = \"") || line.contains("!(\""))
        {
            let names = line
                .split('"')
                .filter(|part| part.starts_with("Edm.") && !part.contains(' '));
            out.extend(names.map(str::to_owned));
        }
    }
    out
}

/// The Rust types of the rows of `value/primitive.rs`, by their last names.
fn rust_types() -> BTreeSet<String> {
    let primitive = text("runtime/src/value/primitive.rs");
    let rows = primitive
        .lines()
        .filter_map(|line| line.trim().split_once(" => "));
    let rows = rows.filter(|(ty, rest)| !ty.contains(['$', '|', '(']) && rest.contains(','));
    let types = rows.map(|(ty, _)| ty.rsplit("::").next().unwrap_or(ty).to_owned());
    types.chain(["Binary".to_owned(), "String".to_owned()]).collect()
}

#[test]
fn an_edm_type_is_in_each_of_its_places() {
    let (edm, rust) = (edm_types(), rust_types());
    assert!(edm.len() >= 16 && rust.len() >= 17, "{edm:?} {rust:?}");
    let names = text("names/src/value.rs");
    let forms = text("runtime/src/edm/mod.rs");
    let values = text("runtime/docs/crate.md");
    let values = values.split_once("\n# Values\n").expect("the table of values").1;
    let primitive = text("runtime/src/value/primitive.rs").replace('_', "");
    for name in &edm {
        assert!(
            names.contains(&format!("\"{name}\"")),
            "names/src/value.rs has no {name}"
        );
        assert!(
            forms.contains(&format!("`{name}`")),
            "the table of runtime/src/edm/mod.rs has no {name}"
        );
        let short = name.trim_start_matches("Edm.");
        let module = short.to_lowercase();
        assert!(
            primitive.contains(&format!("=> {module},"))
                || primitive.contains(&format!("edm::{module}::NAME")),
            "runtime/src/value/primitive.rs has no row for {name}"
        );
        assert!(
            values.contains(&format!("`{short}`")),
            "the values of runtime/docs/crate.md have no {short}"
        );
    }
    let keys = text("runtime/src/path/key.rs");
    let keys = keys.split_once("\ntext_keys!(").expect("the keys").1;
    let literals = text("runtime/src/value/literal.rs");
    let literals: Vec<&str> = literals.split("literal_is_that_of_its_json::<").skip(1).collect();
    for ty in &rust {
        let name = ty.split('<').next().unwrap_or(ty);
        let is_word = |text: &str| {
            let mut words = text.split(|c: char| !c.is_alphanumeric());
            words.any(|word| word == name)
        };
        assert!(is_word(keys), "runtime/src/path/key.rs has no {ty}");
        let is_tested = literals
            .iter()
            .any(|rest| rest.split(">()").next().is_some_and(is_word));
        assert!(is_tested, "the test in runtime/src/value/literal.rs has no {ty}");
    }
}

/// The page that shows the way names no file that is not there, and is a page.
#[test]
fn the_architecture_names_files_that_are_there() {
    let page = text("docs/ARCHITECTURE.md");
    assert!(page.lines().count() < 120, "{} lines", page.lines().count());
    let mut looked_at = 0;
    for name in page
        .split('`')
        .skip(1)
        .step_by(2)
        .filter(|name| name.contains('/'))
    {
        // Up to the part that is any of several.
        let fixed = name.split(['<', '{', '*']).next().unwrap_or_default();
        let folder = if fixed.len() < name.len() {
            fixed.rsplit_once('/').map_or("", |(folder, _)| folder)
        } else {
            fixed
        };
        let roots = ["", "runtime/src", "macros/src"];
        let exists = roots
            .iter()
            .any(|root| repository().join(root).join(folder).exists());
        assert!(exists, "docs/ARCHITECTURE.md names {name}");
        looked_at += 1;
    }
    assert!(looked_at > 20, "{looked_at} names");
    for list in ["runtime", "macros"] {
        let layers = text(&format!("tests/tidy/layers/{list}.txt"));
        let picture = page.split("```").nth(3).expect("the picture of the layers");
        let words: BTreeSet<&str> = picture
            .split(|c: char| !c.is_alphanumeric() && c != '_')
            .collect();
        let modules = layers
            .lines()
            .map(|line| line.split('#').next().unwrap_or_default())
            .flat_map(str::split_whitespace);
        for module in modules {
            let module = module.split("::").next().unwrap_or(module);
            assert!(
                words.contains(module),
                "the picture of docs/ARCHITECTURE.md has no `{module}` of {list}"
            );
        }
    }
}
