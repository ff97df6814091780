//! The names and paths that somebody gives the command `odata-entity`.
#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A schema file with these children of two schemas.
fn schema(name: &str, first: &str, second: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let text = format!(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="n" xmlns="http://docs.oasis-open.org/odata/ns/edm">{first}</Schema>
<Schema Namespace="n.security" xmlns="http://docs.oasis-open.org/odata/ns/edm">{second}</Schema></edmx:DataServices></edmx:Edmx>"#
    );
    fs::write(&file, text).expect("writable");
    file
}

/// An entity type with a key and some more.
fn entity(name: &str, more: &str) -> String {
    format!(
        r#"<EntityType Name="{name}"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>{more}</EntityType>"#
    )
}

/// Types of which two namespaces have each; `user` is at the root by one of them.
fn twins(name: &str) -> String {
    let all = ["user", "group", "alert"].map(|name| entity(name, "")).concat();
    let root = r#"<EntityContainer Name="c"><EntitySet Name="users" EntityType="n.user"/><Singleton Name="me" Type="n.user"/>
<EntitySet Name="alerts" EntityType="n.alert"/><EntitySet Name="moreAlerts" EntityType="n.security.alert"/></EntityContainer>"#;
    schema(name, &format!("{all}{root}"), &all).display().to_string()
}

/// The exit code, what is printed, and the errors.
fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_odata-entity"))
        .args(arguments)
        .output()
        .expect("runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

#[test]
fn all_names_that_mean_no_type_or_several_are_in_one_message() {
    let file = twins("names_all.csdl");
    for command in ["prune", "scaffold"] {
        let (code, _, errors) = run(&[command, "-s", &file, "group", "usr", "zz*", "alert", "n.user"]);
        assert_eq!(code, Some(1));
        assert_eq!(
            errors,
            "error: `group` can be `n.group` or `n.security.group`: write which one
  the schema has no type `usr`; the nearest is `n.user`
  no type fits the pattern `zz*`; `odata-entity list` with a part of the name finds types
  `alert` can be `n.alert` or `n.security.alert`: write which one
"
        );
    }
}

#[test]
fn of_several_types_the_one_that_the_root_has_is_taken_with_a_note() {
    let file = twins("names_root.csdl");
    for command in ["prune", "scaffold"] {
        let (code, printed, errors) = run(&[command, "-s", &file, "user"]);
        assert_eq!(code, Some(0), "{errors}");
        assert_eq!(
            errors,
            "note: `user` is taken for `n.user`, to which an entity set or singleton leads; for `n.security.user` write the full name\n"
        );
        assert!(!printed.contains("n.security"), "{printed}");
        let (code, _, errors) = run(&[command, "-s", &file, "n.security.user"]);
        assert_eq!(
            (code, errors.as_str()),
            (Some(0), ""),
            "the full name needs no note"
        );
    }
}

#[test]
fn a_wider_pattern_is_proposed_only_where_it_finds_something() {
    let file = twins("names_wider.csdl");
    let error = |command, pattern| run(&[command, "-s", &file, pattern]).2;
    assert_eq!(
        error("prune", "us*"),
        "error: no type fits the pattern `us*`, which is for all of the qualified name: write `*.us*`\n"
    );
    assert_eq!(
        error("prune", "*NoSuch*"),
        "error: no type fits the pattern `*NoSuch*`; `odata-entity list` with a part of the name finds types\n"
    );
    assert_eq!(
        error("list", "us*"),
        "error: nothing fits the pattern `us*`, which is for all of the qualified name: write `*.us*`\n"
    );
    assert_eq!(
        error("list", "*NoSuch*"),
        "error: nothing fits the pattern `*NoSuch*`\n"
    );
    let (code, printed, errors) = run(&["diff", &file, &file, "user", "zz*"]);
    assert_eq!(
        (code, printed.as_str()),
        (Some(0), "0 added, 0 removed, 0 changed\n")
    );
    assert_eq!(errors, "note: neither version has anything that fits `zz*`\n");
}

#[test]
fn a_path_that_the_small_file_has_not_is_noted_with_the_option_that_adds_it() {
    let nodes = [1, 2, 3, 4, 5].map(|number| {
        let next = number % 5 + 1;
        let more = format!(
            r#"<NavigationProperty Name="leaves" Type="Collection(n.leaf)" ContainsTarget="true"/>
<NavigationProperty Name="next" Type="n.node{next}" ContainsTarget="true"/>"#
        );
        entity(&format!("node{number}"), &more)
    });
    let all = format!(
        "{}{}<EntityContainer Name=\"c\"><EntitySet Name=\"set\" EntityType=\"n.node1\"/></EntityContainer>",
        entity("leaf", ""),
        nodes.concat()
    );
    let file = schema("names_ways.csdl", &all, "").display().to_string();
    let (code, _, errors) = run(&["prune", "-s", &file, "leaf"]);
    assert_eq!(code, Some(0), "{errors}");
    let path = "/set({node1Id})/next/next/next/next/leaves({leafId})";
    assert_eq!(
        errors,
        format!(
            "note: there is a further path to `n.leaf`, which the small file lacks: `--path '{path}'` adds it\n"
        )
    );
    let (code, printed, errors) = run(&["prune", "-s", &file, "leaf", "--path", path]);
    assert_eq!((code, errors.as_str()), (Some(0), ""), "{printed}");
}
