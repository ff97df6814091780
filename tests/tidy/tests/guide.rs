//! The guide's lists agree: what rustdoc shows, what is read as text, and what the search finds.

use std::fs;
use std::path::{Path, PathBuf};

fn runtime() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../runtime")
}

fn read(path: &str) -> String {
    fs::read_to_string(runtime().join(path)).expect(path)
}

/// What is between two texts, in each line that has both.
fn between<'t>(line: &'t str, from: &str, to: &str) -> Option<&'t str> {
    line.split_once(from)?.1.split_once(to).map(|(found, _)| found)
}

/// The rows of a table of two columns: what a reader wants, and the page.
fn rows(text: &str, prefix: &str) -> Vec<(String, String)> {
    let rows = text.lines().filter_map(|line| line.strip_prefix(prefix));
    rows.filter_map(|row| {
        let (words, page) = row.rsplit_once(" | [")?;
        Some((words.to_owned(), page.split_once(']')?.0.to_owned()))
    })
    .collect()
}

#[test]
fn the_index_is_the_same_in_rustdoc_and_as_text() {
    let in_rustdoc = rows(&read("src/guide.rs"), "//! | ");
    let as_text = rows(&read("docs/guide/README.md"), "| ");
    assert!(in_rustdoc.len() > 15, "{in_rustdoc:?}");
    assert_eq!(in_rustdoc, as_text);
}

#[test]
fn each_page_is_in_the_index() {
    let listed = rows(&read("docs/guide/README.md"), "| ");
    let is_listed = |page: &str| listed.iter().any(|(_, listed)| listed == page);
    for page in fs::read_dir(runtime().join("docs/guide")).expect("the guide") {
        let page = page.expect("a page").path();
        let name = page.file_stem().expect("a name").to_string_lossy();
        assert!(name == "README" || is_listed(&name), "{name} is not in README.md");
    }
    for (_, page) in &listed {
        assert!(
            ["docs/guide", "docs"]
                .iter()
                .any(|folder| runtime().join(folder).join(format!("{page}.md")).exists()),
            "there is no page {page}"
        );
    }
}

/// A task of the cookbook: its title, its anchor, the words that people search for.
type Task = (String, String, Vec<String>);

#[test]
fn each_task_of_the_cookbook_is_found_by_its_words() {
    let cookbook = read("docs/guide/cookbook.md");
    let tasks: Vec<Task> = cookbook
        .lines()
        .filter_map(|line| {
            let title = between(line, "| [", "](#")?;
            let anchor = between(line, "](#", ") | ")?;
            let words = between(line, ") | ", " |")?.split(", ").map(str::to_owned);
            Some((title.to_owned(), anchor.to_owned(), words.collect()))
        })
        .collect();
    assert!(tasks.len() >= 30, "{tasks:?}");
    for (title, ..) in &tasks {
        assert!(
            cookbook.contains(&format!("\n# {title}\n")),
            "there is no {title}"
        );
    }

    let guide = read("src/guide.rs");
    let searched: Vec<Task> = guide
        .lines()
        .filter(|line| line.ends_with(';') && line.matches('"').count() >= 6)
        .map(|line| {
            let mut texts = line.split('"').skip(1).step_by(2).map(str::to_owned);
            let mut next = || texts.next().unwrap_or_default();
            (next(), next(), texts.collect())
        })
        .collect();
    assert_eq!(searched, tasks);
}

/// The first paragraph is what rustdoc shows of a page in a list, so it names the task; the last one leads on. (The cookbook is a list of links.)
#[test]
fn each_page_begins_with_its_task_and_ends_with_where_to_go_on() {
    let listed = rows(&read("docs/guide/README.md"), "| ");
    let pages: Vec<&str> = listed.iter().map(|(_, page)| page.as_str()).collect();
    for page in pages.iter().filter(|page| !["cookbook", "delta"].contains(page)) {
        let text = read(&format!("docs/guide/{page}.md"));
        let paragraphs: Vec<&str> = text.trim_end().split("\n\n").collect();
        let task = paragraphs[0];
        assert!(
            task.len() <= 100 && task.ends_with('.') && !task.contains('\n'),
            "{page} begins with: {task}"
        );
        let last = paragraphs[paragraphs.len() - 1];
        assert!(last.starts_with("**Next**: "), "{page} ends with: {last}");
        let links: Vec<&str> = last
            .split("](")
            .skip(1)
            .filter_map(|link| link.split(')').next())
            .collect();
        assert!(!links.is_empty(), "{page} leads nowhere");
        for link in links {
            assert!(link != *page && pages.contains(&link), "{page} leads to {link}");
        }
    }
}

/// Words that people know from OData, HTTP and other libraries for what has another name here.
const KNOWN_WORDS: [&str; 39] = [
    "$batch",
    "$count",
    "$deltatoken",
    "$expand",
    "$filter",
    "$orderby",
    "$ref",
    "$search",
    "$select",
    "$skip",
    "$skiptoken",
    "$top",
    "$value",
    "@odata.bind",
    "@odata.deltaLink",
    "@odata.etag",
    "@odata.id",
    "@odata.nextLink",
    "nextLink",
    "429",
    "Authorization",
    "ConsistencyLevel",
    "If-Match",
    "If-None-Match",
    "OAuth",
    "backoff",
    "bearer",
    "etag",
    "throttling",
    "AuthenticationProvider",
    "BatchRequestContent",
    "GraphServiceClient",
    "LargeFileUploadTask",
    "PageIterator",
    "RetryHandler",
    "bulk",
    "create or update",
    "polling",
    "set to null",
];

#[test]
fn the_search_finds_items_by_the_words_that_people_know() {
    fn aliases(folder: &Path, found: &mut Vec<String>) {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() {
                aliases(&path, found);
            } else {
                let text = fs::read_to_string(&path).expect("a source");
                // rustdoc drops the aliases of a type that is shown elsewhere than where it is: methods, fields and variants keep theirs.
                let outermost = text.lines().find(|line| line.starts_with("#[doc(alias"));
                assert!(
                    outermost.is_none(),
                    "{}: {outermost:?} is not at a member",
                    path.display()
                );
                let lines = text
                    .lines()
                    .filter(|line| line.trim_start().starts_with("#[doc(alias"));
                found.extend(
                    lines
                        .flat_map(|line| line.split('"').skip(1).step_by(2))
                        .map(str::to_owned),
                );
            }
        }
    }
    let mut found = Vec::new();
    aliases(&runtime().join("src"), &mut found);
    for word in KNOWN_WORDS {
        assert!(
            found.iter().any(|alias| alias == word),
            "no item has the alias {word}"
        );
    }
}
