//! The docs of a user's own crate, as `cargo doc` makes them: what the derives add reads as if it was written by hand.

use super::project::{Project, SETTING, WORKSPACE, fleet, manifest, read, root, target};
use std::fs;
use std::path::Path;

const CRATE: &str = include_str!("documented/lib.rs");

/// No page names what only generated code uses, each item has a doc, and each link leads somewhere.
#[test]
fn the_docs_of_a_users_crate_show_nothing_internal() {
    let project = Project::new("documented");
    let more = format!("serde_json = \"1\"\n{WORKSPACE}{SETTING}");
    project
        .write("Cargo.toml", &manifest("documented", "\"schema\"", &more))
        .write("schemas/fleet.csdl", &fleet())
        .write(
            "schemas/ways.csdl",
            &read(&root().join("tests/schemas/ways.csdl")),
        )
        .write("src/lib.rs", CRATE);
    let folder = target().join("doc/documented");
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("the pages of an earlier run");
    }
    // The runtime's docs come first, so that links to them are to files.
    project
        .cargo("", &["doc", "--no-deps", "--package", "odata-entity"])
        .passes();
    let denied = ["--config", "build.rustdocflags = [\"-D\", \"warnings\"]"];
    project
        .cargo("", &["doc", "--no-deps", denied[0], denied[1]])
        .passes();
    let mut all = Vec::new();
    let mut count = 0;
    for entry in fs::read_dir(&folder).expect("the pages") {
        let path = entry.expect("a page").path();
        if path.extension().is_some_and(|extension| extension == "html") {
            let page = path.file_name().expect("a name").to_string_lossy().into_owned();
            let found = faults(&page, &read(&path), &folder);
            all.extend(found.into_iter().map(|fault| format!("{page}: {fault}")));
            count += 1;
        }
    }
    assert!(count > 30, "{count} pages");
    assert!(all.is_empty(), "{}", all.join("\n"));
    let page = read(&folder.join("struct.Device.html"));
    for text in [
        "<p>The device’s key.</p>\n<p>The property <code>id</code>, a key, for ",
        "<p>The property <code>notes</code>, for ",
        "<p>Its changes can be followed: <code>delta()</code>.</p>",
    ] {
        assert!(page.contains(text), "{text}");
    }
    let page = read(&folder.join("struct.Team.html"));
    let text = "<p>By the service’s metadata, what is there cannot be created.</p>";
    assert!(page.contains(text), "{text}");
}

/// Where the runtime's docs are not beside those of the crate, links lead to those of the same version on docs.rs.
#[test]
fn links_lead_to_the_docs_of_this_version() {
    let text = format!(
        "#![doc(html_root_url = \"https://docs.rs/odata-entity/{}\")]",
        env!("CARGO_PKG_VERSION")
    );
    assert!(
        read(&root().join("runtime/src/lib.rs")).contains(&text),
        "write in runtime/src/lib.rs: {text}"
    );
}

/// Names without a link in a signature: of crates that give no address of their docs, of serde's functions, and of associated types.
const UNLINKED: [&str; 7] = ["Self", "Response", "StatusCode", "Body", "Show", "__D", "__S"];

fn faults(page: &str, html: &str, folder: &Path) -> Vec<String> {
    let mut out = Vec::new();
    for word in ["__private", "__odata", "private::"] {
        if html.contains(word) {
            out.push(format!("names `{word}`"));
        }
    }
    let own = page.split('.').nth(1).unwrap_or_default();
    let variants = between(html, "<section id=\"variant.", "\"");
    let heads = ["h3 class=\"code-header\">", "h4 class=\"code-header\">"];
    let heads = heads
        .iter()
        .flat_map(|head| between(html, head, &format!("</{}>", &head[..2])));
    for head in heads.chain(between(html, "<pre class=\"rust item-decl\">", "</pre>")) {
        let text = without_links(head);
        let words = text.split(|ch: char| !ch.is_alphanumeric() && ch != '_');
        let types = words.filter(|word| {
            let starts = word.starts_with(|ch: char| ch.is_uppercase() || ch == '_');
            starts && word.len() > 1 && word.chars().any(|ch| ch.is_lowercase() || ch == '_')
        });
        for word in types {
            let is_constant = word.chars().all(|ch| ch == '_' || ch.is_uppercase()) && !word.starts_with('_');
            if !(is_constant || word == own || UNLINKED.contains(&word) || variants.contains(&word)) {
                out.push(format!("`{word}` leads nowhere in `{}`", text.trim()));
            }
        }
    }
    out.extend(undocumented(html));
    let links = between(html, "href=\"", "\"").into_iter();
    // Pages load their own styles and scripts.
    let files = links.filter(|link| {
        !(link.starts_with("https://") || link.starts_with('#') || link.contains("static.files"))
    });
    for link in files {
        let file = link.split('#').next().unwrap_or_default();
        if !folder.join(file).exists() {
            out.push(format!("the link `{link}` leads nowhere"));
        }
    }
    out
}

/// The fields, variants, and the functions and constants that are not of a trait, that have no doc.
fn undocumented(html: &str) -> Vec<String> {
    let own = html
        .split("id=\"trait-implementations\"")
        .next()
        .unwrap_or_default();
    let mut out = Vec::new();
    for kind in ["structfield", "variant", "method", "associatedconstant"] {
        for tag in ["section", "span"] {
            let start = format!("<{tag} id=\"{kind}.");
            for item in own.split(&start).skip(1) {
                let end = ["<section id=\"", "<span id=\""]
                    .iter()
                    .filter_map(|next| item.find(next))
                    .min();
                let item = &item[..end.unwrap_or(item.len())];
                let name = item.split('"').next().unwrap_or_default();
                // This one has no doc in the user's code.
                if !item.contains("class=\"docblock\"") && (kind, name) != ("structfield", "notes") {
                    out.push(format!("the {kind} `{name}` has no doc"));
                }
            }
        }
    }
    // Of the index: a name without a line about it.
    for item in html.split("<dt>").skip(1) {
        if html.contains("class=\"item-table\"") && !item.contains("<dd>") {
            out.push(format!(
                "`{}` has no doc",
                without_links(&format!("{item}<a </a>"))
            ));
        }
    }
    out
}

/// The texts between two others.
fn between<'a>(text: &'a str, start: &str, end: &str) -> Vec<&'a str> {
    let parts = text.split(start).skip(1);
    parts.filter_map(|rest| Some(rest.split_once(end)?.0)).collect()
}

/// What is shown of HTML, without the texts of its links.
fn without_links(html: &str) -> String {
    let mut out = String::new();
    for (index, part) in html.split("<a ").enumerate() {
        let part = match index {
            0 => part,
            _ => part.split_once("</a>").map_or("", |(_, rest)| rest),
        };
        for (index, piece) in part.split('<').enumerate() {
            let shown = if index == 0 {
                Some(piece)
            } else {
                piece.split_once('>').map(|(_, rest)| rest)
            };
            out.push_str(shown.unwrap_or_default());
            out.push(' ');
        }
    }
    out.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&amp;", "&")
        .replace("&#39;", "'")
}

/// Each fault that is looked for is found.
#[test]
fn the_faults_of_pages_are_found() {
    let link = "<a class=\"struct\" href=\"#x\">Known</a>";
    let item = |head: &str, doc: &str| {
        format!(
            "<section id=\"method.x\" class=\"method\"><h4 class=\"code-header\">{head}</h4></section>{doc}"
        )
    };
    let doc = "<div class=\"docblock\">x</div>";
    for (html, fault) in [
        (item(&format!("fn x() -&gt; {link}&lt;T&gt;"), doc), None),
        (
            item("fn x() -&gt; Read&lt;()&gt;", doc),
            Some("`Read` leads nowhere in `fn x() -> Read<()>`"),
        ),
        (
            item(&format!("fn x&lt;__T&gt;() -&gt; {link}"), doc),
            Some("`__T` leads nowhere"),
        ),
        (item("fn x()", ""), Some("the method `x` has no doc")),
        (
            item("fn x()", "<div class=\"docblock\">__odata</div>"),
            Some("names `__odata`"),
        ),
        (
            item(
                "fn x()",
                "<div class=\"docblock\"><a href=\"odata_entity::Change\">x</a></div>",
            ),
            Some("the link `odata_entity::Change` leads nowhere"),
        ),
        (
            "<dl class=\"item-table\"><dt><a href=\"#\">Bare</a></dt></dl>".to_owned(),
            Some("has no doc"),
        ),
    ] {
        let found = faults("struct.Page.html", &html, Path::new(env!("CARGO_MANIFEST_DIR")));
        match fault {
            None => assert!(found.is_empty(), "{found:?}"),
            Some(fault) => assert!(found.len() == 1 && found[0].contains(fault), "{fault}: {found:?}"),
        }
    }
}
