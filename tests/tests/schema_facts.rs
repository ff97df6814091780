//! What a schema has of a property decides which bodies it is in.

use odata_entity::{Entity, Patch};

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(
    type = "shop.graph.shelf",
    schema = "schemas/apps.csdl",
    path = "/shelves/{id}"
)]
struct Shelf {
    #[odata(key)]
    id: Option<String>,
    label: Option<String>,
    row: Option<i32>,
    count: Option<i32>,
}

/// Of two sets, one of which does not restrict updates.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(
    type = "shop.graph.shelf",
    schema = "schemas/apps.csdl",
    path = "/shelves/{id}",
    path(old = "/oldShelves/{id}")
)]
struct AnyShelf {
    #[odata(key)]
    id: Option<String>,
    label: Option<String>,
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn properties_that_a_set_does_not_update_are_in_create_bodies_at_most() {
    let before = Shelf {
        label: Some("a".into()),
        row: Some(1),
        count: Some(2),
        ..Shelf::default()
    };
    assert_eq!(
        text(before.to_patch().to_json().unwrap()),
        r##"{"@odata.type":"#shop.graph.shelf","row":1}"##
    );
    assert_eq!(
        text(before.to_create().to_json().unwrap()),
        r##"{"@odata.type":"#shop.graph.shelf","label":"a","row":1}"##
    );
    let after = Shelf {
        label: Some("b".into()),
        ..before.clone()
    };
    let error = before.diff(&after).to_json().unwrap_err().to_string();
    assert!(
        error.contains("`label`") && error.contains("only when the entity is created"),
        "{error}"
    );
    // What one path updates can be set.
    let patch = AnyShelf::patch().label("x");
    assert_eq!(
        text(patch.to_json().unwrap()),
        r##"{"@odata.type":"#shop.graph.shelf","label":"x"}"##
    );
}
