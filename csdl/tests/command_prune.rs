//! What a pruned file states of itself, and what the commands make of it.
#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use odata_entity_csdl::{Schema, Segment};

/// Notes with many properties, of which nothing is needed for orders.
fn service() -> String {
    let entity = |name: &str, more: &str| {
        format!(
            r#"<EntityType Name="{name}"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>{more}</EntityType>"#
        )
    };
    let many: String = (0..40)
        .map(|number| format!("<Property Name=\"text{number}\" Type=\"Edm.String\"/>"))
        .collect();
    let items = r#"<NavigationProperty Name="items" Type="Collection(n.item)" ContainsTarget="true"/>"#;
    let all = [
        entity("order", &format!("{items}<NavigationProperty Name=\"notes\" Type=\"Collection(n.note)\"/>")),
        entity("item", "<NavigationProperty Name=\"parts\" Type=\"Collection(n.part)\" ContainsTarget=\"true\"/>"),
        entity("part", ""),
        entity("note", &many),
        "<EntityContainer Name=\"c\"><EntitySet Name=\"orders\" EntityType=\"n.order\"/><EntitySet Name=\"notes\" EntityType=\"n.note\"/></EntityContainer>".to_owned(),
    ]
    .concat();
    format!(
        r#"<?xml version="1.0"?><edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="n" xmlns="http://docs.oasis-open.org/odata/ns/edm">{all}</Schema></edmx:DataServices></edmx:Edmx>"#
    )
}

/// A folder with the service's file, a package, and in it the schema file.
fn folder(name: &str, source: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("pruned").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("src")).expect("a folder");
    let manifest = "[package]\nname = \"p\"\n[package.metadata.odata]\nschema = \"small.csdl\"\n";
    for (file, text) in [
        ("Cargo.toml", manifest),
        ("service.csdl", &service()),
        ("src/lib.rs", source),
    ] {
        fs::write(folder.join(file), text).expect("writable");
    }
    folder
}

/// The exit code, what is printed, and the errors.
fn run(folder: &Path, arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_odata-entity"))
        .args(arguments)
        .current_dir(folder)
        .output()
        .expect("runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

const ORDER: &str = r#"
#[derive(Entity)]
#[odata(type = "n.order", path = "/orders/{id}")]
pub struct Order { #[odata(key)] pub id: String }
"#;

#[test]
fn a_pruned_file_has_the_command_that_makes_it() {
    let folder = folder("command", "");
    let path = "/orders/{id}/items/{itemId}";
    let (code, first, errors) = run(
        &folder,
        &["prune", "-s", "./service.csdl", "*.part", "--path", path],
    );
    assert_eq!(code, Some(0), "{errors}");
    let line = first.lines().nth(2).expect("the second line of the comment");
    assert_eq!(
        line,
        "     odata-entity prune -s service.csdl '*.part' -p '/orders/{id}/items/{itemId}' -->"
    );
    assert!(Schema::parse(first.as_str()).expect("CSDL").is_pruned());
    // What it names makes the same file again.
    let (_, again, _) = run(&folder, &["prune", "-s", "service.csdl", "*.part", "-p", path]);
    assert_eq!(again, first);
}

#[test]
fn a_file_that_was_pruned_before_there_was_a_command_in_it_is_pruned() {
    let old = service().replace(
        "<edmx:Edmx",
        "<!-- A part of a service's metadata: what some of its types and paths need. --><edmx:Edmx",
    );
    assert!(Schema::parse(old).expect("CSDL").is_pruned());
    for other in [
        service(),
        service().replace(
            "<EntityContainer",
            "<!-- A part of a service's metadata: what some of its types and paths need. --><EntityContainer",
        ),
        service().replace("<edmx:Edmx", "<!-- A part. --><edmx:Edmx"),
    ] {
        assert!(!Schema::parse(other).expect("CSDL").is_pruned());
    }
}

#[test]
fn a_note_ends_no_comment() {
    let schema = Schema::parse(service()).expect("CSDL");
    let text = schema
        .prune_noting(&["n.part"], &[], "a --> b --- c\u{1}-")
        .expect("prunes");
    assert!(text.contains("     a - -> b - - - c\u{fffd}- -->\n"), "{text}");
    assert!(Schema::parse(text).expect("CSDL").is_pruned());
}

#[test]
fn what_a_pruned_file_lacks_is_noted_as_such() {
    let source = ORDER.replace("/orders/{id}", "/orders/{id}/notes/{noteId}/more");
    let folder = folder("lacks", &source);
    let (code, _, errors) = run(
        &folder,
        &["prune", "-s", "service.csdl", "part", "-o", "small.csdl"],
    );
    assert_eq!(code, Some(0), "{errors}");
    let (code, printed, _) = run(&folder, &["check"]);
    assert_eq!(code, Some(3));
    assert_eq!(
        printed.matches("note: the schema is a part of the metadata: if the service has what is missing, `odata-entity prune`").count(),
        1,
        "{printed}"
    );
    let hint = "\n  the file is a part of the service's metadata, made by `odata-entity prune`: more is in the file that it was made of\n";
    for arguments in [
        &["prune", "-s", "small.csdl", "note"][..],
        &["prune", "-s", "small.csdl", "-p", "/notes/{id}"],
        &["scaffold", "-s", "small.csdl", "note"],
        &["scaffold", "-s", "small.csdl", "part", "-p", "/notes/{id}"],
        &["list", "-s", "small.csdl", "nothing"],
    ] {
        let (code, _, errors) = run(&folder, arguments);
        assert_eq!(code, Some(1), "{arguments:?}");
        assert!(errors.ends_with(hint), "{errors}");
    }
}

#[test]
fn the_command_of_the_check_makes_what_it_states() {
    let folder = folder("exact", ORDER);
    let (code, _, errors) = run(
        &folder,
        &["prune", "-s", "service.csdl", "order", "note", "-o", "small.csdl"],
    );
    assert_eq!(code, Some(0), "{errors}");
    let (code, printed, _) = run(&folder, &["check"]);
    assert_eq!(code, Some(0));
    let command = "the package needs less: 2 kB in place of 4 kB, made by: odata-entity prune -s ./small.csdl n.order -o ./small.csdl\n";
    assert!(printed.contains(command), "{printed}");
    // A file that was pruned may be pruned again in its place.
    let (code, _, errors) = run(
        &folder,
        &["prune", "-s", "./small.csdl", "n.order", "-o", "./small.csdl"],
    );
    assert_eq!(code, Some(0), "{errors}");
    assert!(errors.contains(": 2 kB of 4 kB"), "{errors}");
    let (_, printed, _) = run(&folder, &["check"]);
    assert_eq!(printed, ".: 1 type, 1 path: 0 to correct, 0 to look at\n");
    let small = Schema::parse(fs::read_to_string(folder.join("small.csdl")).expect("there")).expect("CSDL");
    assert!(small.route(&Segment::split("/orders/{id}")).is_ok());
}

#[test]
fn a_smaller_file_is_proposed_only_where_it_saves_a_tenth() {
    let folder = folder("worth", ORDER);
    let few = (0..4).map(|number| format!("<ComplexType Name=\"c{number}\"/>"));
    let (code, small, errors) = run(&folder, &["prune", "-s", "service.csdl", "order"]);
    assert_eq!(code, Some(0), "{errors}");
    let with = |more: &str| small.replace("</Schema>", &format!("{more}</Schema>"));
    let lines = |schema: &str| {
        fs::write(folder.join("small.csdl"), schema).expect("writable");
        run(&folder, &["check"]).1.lines().count()
    };
    assert_eq!(lines(&small), 1);
    assert_eq!(lines(&with(&few.collect::<String>())), 1);
    let many = (0..20).map(|number| format!("<ComplexType Name=\"c{number}\"/>"));
    assert_eq!(lines(&with(&many.collect::<String>())), 2);
}
