//! The check of `path!` against a schema in separate packages.

use crate::project::{Project, SETTING, WORKSPACE, fleet, manifest, read};

/// Calls of `path!`, and for each that is wrong, what its message begins with.
#[test]
fn paths_of_calls_are_looked_up_in_the_schema() {
    let project = Project::new("calls");
    let manifest = manifest("calls", "\"schema\"", WORKSPACE) + SETTING;
    project
        .write("Cargo.toml", &manifest)
        .write("schemas/fleet.csdl", &fleet());
    project.write(
        "src/lib.rs",
        "use odata_entity::{AnyPath, path};
pub fn calls(device_id: &str) -> [AnyPath; 6] {
    [
        path!(\"/devices/{deviceId}/wipe\"),
        path!(\"/devices/delta\"),
        path!(\"/devices/{deviceId}/latest(Days={days: i32})/userName\", device_id, 5),
        path!(\"/devices/{deviceId}/owner/$ref\"),
        path!(\"/devices/$count\"),
        path!(\"/me\"),
    ]
}
",
    );
    project.cargo("", &["check"]).passes();
    let wrong = [
        (
            "/devises",
            "the service has no entity set or singleton `devises`; the nearest is `devices`",
        ),
        ("/devices/wipe", "wipe"),
        ("/people/{id}/wipe", "wipe"),
        ("/devices/{id}/latest(weeks={weeks})", "weeks"),
        (
            "/devices/{id}/latest(days='{days}')",
            "`days` is `Edm.Int32`, which is written without quotes",
        ),
        ("/devices/{id}/wipe/owner", "returns nothing"),
        ("/devices/{id}/deviceName/$ref", "$ref"),
        (
            "/readings/{id}",
            "the key has 2 parts: write `(sensor={sensor},number={number})`",
        ),
    ];
    for (template, message) in wrong {
        let arguments = ", 1".repeat(template.matches('{').count());
        project.write(
            "src/lib.rs",
            &format!("pub fn f() {{\n    let _ = odata_entity::path!({template:?}{arguments});\n}}\n"),
        );
        let text = project.cargo("", &["check"]).text();
        assert!(text.contains(message), "{template}: {text}");
        assert!(
            text.contains("src/lib.rs:2:33"),
            "the literal is underlined: {text}"
        );
        assert_eq!(
            text.matches("error: ").count(),
            2,
            "one error, and cargo's own: {text}"
        );
    }
    // A text for a number would go out in quotes: the key wants a type, in each place where it is a literal.
    for (template, arguments, warned) in [
        ("/readings(sensor={sensor},number={number})", "\"a\", 7", true),
        (
            "/readings(sensor={sensor},number={number: i32})",
            "\"a\", 7",
            false,
        ),
        (
            "/readings(sensor={sensor},number={number!raw})",
            "\"a\", \"7\"",
            false,
        ),
        ("/devices/{id}/latest(days={days})", "\"a\", 7", true),
        ("/devices/{id}", "7", false),
    ] {
        project.write(
            "src/lib.rs",
            &format!("pub fn f() {{\n    let _ = odata_entity::path!({template:?}, {arguments});\n}}\n"),
        );
        let checked = project.cargo("", &["check"]);
        checked.passes();
        let text = checked.text();
        let warning = "is `Edm.Int32`: write `{";
        assert_eq!(text.contains(warning), warned, "{template}: {text}");
        assert_eq!(
            text.contains("src/lib.rs:2:33"),
            warned,
            "the literal is underlined: {text}"
        );
    }
    // A key that is an operation's name is refused when the program runs.
    project.write("src/lib.rs", "").write(
        "tests/reserved.rs",
        "#[test]
fn reserved() {
    assert!(odata_entity::path!(\"/devices/{id}\", \"delta\").as_str().is_err());
}
",
    );
    project.cargo("", &["test", "--test", "reserved"]).passes();
}

/// What `path!` declares by the schema decides which type tags are sent and read, as a path of a derive does.
#[test]
fn type_tags_at_paths_of_calls_are_those_of_the_schema() {
    let project = Project::new("call-tags");
    let setting = manifest("call-tags", "\"schema\"", WORKSPACE) + SETTING;
    project
        .write(
            "Cargo.toml",
            &(setting + "\n[dev-dependencies]\nserde_json = \"1\"\nhttp = \"1\"\n"),
        )
        .write("schemas/fleet.csdl", &apps())
        .write("src/lib.rs", "")
        .write("tests/tags.rs", CALL_TAGS);
    project.cargo("", &["test", "--test", "tags"]).passes();
}

fn apps() -> String {
    read(&std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("schemas/apps.csdl"))
}

const CALL_TAGS: &str = r###"
use odata_entity::{AnyPath, Entity, Request, TypeTag, Written, path};

/// Of a concrete type without derived ones; by rule sent where the place declares another type.
#[derive(Debug, Clone, Entity)]
#[odata(type = "shop.graph.book", type_tag = "declared")]
struct Book {
    #[odata(key)]
    id: Option<String>,
    pages: Option<i32>,
}

fn body<R>(request: &Request<R>) -> String {
    String::from_utf8(request.to_http("https://x.test").unwrap().into_body()).unwrap()
}

const TAGGED: &str = r##"{"@odata.type":"#shop.graph.book","pages":5}"##;
const BARE: &str = r#"{"pages":5}"#;

#[test]
fn a_tag_is_sent_where_the_place_declares_another_type() {
    let patched = |at: AnyPath| at.patch::<Written<Book>>(&Book::patch().pages(5));
    // `items` is of the base.
    assert_eq!(body(&patched(path!("/items/{id}", "1"))), TAGGED);
    // Behind a cast the place is of the type.
    assert_eq!(body(&patched(path!("/items/{id}/graph.book", "1"))), BARE);
    // Contained, of the base again.
    assert_eq!(body(&patched(path!("/items/{id}/parts/{part}", "1", "2"))), TAGGED);
    let book = Book { id: None, pages: Some(5) };
    assert_eq!(body(&path!("/items").post::<Book>(&book.to_create())), TAGGED);
    // The request has the last word.
    assert_eq!(body(&patched(path!("/items/{id}", "1")).type_tag(TypeTag::Never)), BARE);
    assert_eq!(body(&patched(path!("/items/{id}/graph.book", "1")).type_tag(TypeTag::Always)), TAGGED);
}

#[test]
fn a_tag_that_is_read_is_compared_with_what_the_place_declares() {
    let read = |request: &Request<Book>, tag: &str| {
        let body = format!(r#"{{"@odata.type":"{tag}","id":"1"}}"#);
        request.read(http::Response::new(body.into_bytes()))
    };
    let (among_all, cast) = (path!("/items/{id}", "1").get::<Book>(), path!("/items/{id}/graph.book", "1").get::<Book>());
    assert!(read(&among_all, "#shop.graph.book").is_ok());
    assert!(read(&cast, "#shop.graph.book").is_ok());
    // What the schema does not know can be a later type of books only where books are declared.
    assert!(read(&cast, "#shop.graph.newBook").is_ok());
    assert!(read(&among_all, "#shop.graph.newBook").is_err());
    assert!(read(&cast, "#shop.graph.app").is_err());
}
"###;
