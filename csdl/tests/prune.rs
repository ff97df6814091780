//! Small documents out of large ones.

mod common;

use common::{graph, library};
use odata_entity_csdl::{Kind, PruneError, Schema, Segment};
use odata_entity_needs::needs;

/// A pruned document, read again.
fn pruned(schema: &Schema, types: &[&str], paths: &[&str]) -> Schema {
    let text = schema.prune(types, paths).expect("prunes");
    let pruned = Schema::parse(text.as_str()).unwrap_or_else(|error| panic!("{error}\n{text}"));
    assert_eq!(pruned.check(), [], "{text}");
    assert_eq!(
        pruned.prune(types, paths).expect("prunes"),
        text,
        "there is nothing more to leave out"
    );
    pruned
}

#[test]
fn holds_what_a_type_needs() {
    let schema = library();
    let small = pruned(&schema, &["library.book"], &[]);
    let mut types: Vec<String> = small.names(Kind::EntityType).collect();
    types.sort_unstable();
    assert_eq!(
        types,
        [
            "library.book",
            "library.chapter",
            "library.entity",
            "library.people.person",
            "library.publisher",
            "library.work"
        ]
    );
    assert!(
        small
            .structured_type("library.publisher")
            .expect("a stub")
            .properties
            .is_empty()
    );
    assert_eq!(
        small.key_parts("library.chapter").expect("no fault"),
        schema.key_parts("library.chapter").expect("no fault")
    );
    assert_eq!(
        small.names(Kind::ComplexType).collect::<Vec<_>>(),
        ["library.measures", "library.fullMeasures", "library.place"],
        "a value that is declared as measures may be full ones"
    );
    assert_eq!(
        small.names(Kind::EnumType).collect::<Vec<_>>(),
        ["library.binding", "library.marks"]
    );
    for property in ["createdDateTime", "title", "isbn", "weight"] {
        assert_eq!(
            small.facts("library.book", property).expect("no fault"),
            schema.facts("library.book", property).expect("no fault")
        );
    }
    assert_eq!(
        small.description("library.work"),
        schema.description("library.work"),
        "escaped as it must be"
    );
    assert!(small.route(&Segment::split("/bestseller/lend")).is_ok());
    assert!(
        small.route(&Segment::split("/works")).is_err(),
        "books have a way of their own"
    );
}

#[test]
fn holds_the_shortest_way_to_a_type_without_a_set() {
    let small = pruned(&library(), &["library.chapter"], &[]);
    assert!(
        small
            .route(&Segment::split("/bestseller/chapters(number={n},shelf={s})"))
            .is_ok()
    );
    assert!(small.entity_type("library.map").is_err());
}

#[test]
fn holds_what_paths_pass() {
    let path = "/works/{id}/library.map/authors(address='{mail}')/works/similar(marks={m})";
    let small = pruned(&library(), &["library.people.person"], &[path]);
    assert!(small.route(&Segment::split(path)).is_ok());
    assert!(
        small
            .navigation_property("library.work", "publisher")
            .expect("no fault")
            .is_none()
    );
    let container = small.container().expect("no fault").expect("there");
    assert_eq!(
        container.resource("works").map(|works| works.bindings.len()),
        Some(1),
        "one target is gone"
    );
}

#[test]
fn says_what_is_wrong_with_the_question() {
    let schema = library();
    let error = schema.prune(&["library.bok"], &[]).expect_err("no such type");
    assert_eq!(
        error.to_string(),
        "the schema has no type `library.bok`; the nearest is `library.book`"
    );
    let error = schema
        .prune(&[], &["/works/{id}/author"])
        .expect_err("no such path");
    assert!(
        matches!(error, PruneError::Path { .. }) && error.to_string().starts_with("`/works/{id}/author`: ")
    );
}

#[needs("metadata/graph-v1.0.csdl")]
#[test]
fn makes_graph_small() {
    let text = graph();
    let schema = Schema::parse(text).expect("CSDL");
    let path = "/deviceAppManagement/mobileAppConfigurations/{a}/deviceStatuses/{b}";
    let name = "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus";
    let small = pruned(&schema, &[name, "microsoft.graph.managedDevice"], &[path]);
    println!("{} bytes", small.text().len());
    assert!(small.text().len() < 120_000, "{} bytes", small.text().len());
    for path in [path, "/deviceManagement/managedDevices/{id}"] {
        let ends = [&small, &schema].map(|schema| {
            let route = schema.route(&Segment::split(path)).expect("leads somewhere");
            route.end().and_then(|end| end.ty.clone())
        });
        assert_eq!(ends[0], ends[1]);
    }
}
