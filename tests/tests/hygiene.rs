//! Structs that generated code could stumble over: names of ours, types made by macros, the runtime under another name.
//!
//! The package `odata-entity-hygiene` beside this one compiles the same with neither prelude nor warnings; what it makes is
//! looked at here.

use odata_entity::{Change, Entity, EnumType, Patch};
use serde_json::{Value, json};

fn body(patch: &impl Patch) -> String {
    String::from_utf8(patch.to_json().unwrap()).unwrap()
}

/// The names of generated functions as properties.
#[derive(Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.thing",
    path = "/things/{thingId}",
    type_tag = "never"
)]
struct Collisions {
    patch: Option<String>,
    path: Option<String>,
    is_empty: Option<bool>,
    merge: Option<bool>,
    r#type: Option<String>,
    self_: Option<String>,
    to_json: Option<String>,
    clone: Option<String>,
}

#[test]
fn properties_named_as_ours_are_properties() {
    let patch = Collisions::patch()
        .patch("a")
        .path("b")
        .is_empty(true)
        .merge(false)
        .r#type("c")
        .self_("d")
        .to_json("e")
        .clone("f");
    assert_eq!(
        String::from_utf8(Patch::to_json(&patch).unwrap()).unwrap(),
        r#"{"patch":"a","path":"b","isEmpty":true,"merge":false,"type":"c","self":"d","toJson":"e","clone":"f"}"#
    );
    assert!(!Patch::is_empty(&patch));
    assert_eq!(Collisions::path("a").as_str().unwrap(), "/things/a");
    assert_eq!(Collisions::SELF_.name(), "self");
}

#[test]
fn a_package_without_prelude_makes_the_same() {
    use odata_entity_hygiene::{Thing, calls, kinds, names};

    let patch = names::set();
    assert_eq!(
        body(&patch),
        r##"{"@odata.type":"#microsoft.graph.thing","type":"a","patch":"a","path":"a","is_empty":true,"merge":true,"##.to_owned()
            + r##""result":"r","url":"u","value":"b","default":"c","clone":"d"}"##
    );
    assert_eq!(names::Thing::SELF_.name(), "self_");
    assert_eq!(names::Thing::path("a", "b", "c").as_str(), Ok("/things/a/b/c"));
    let thing = Thing {
        id: "a".into(),
        name: None,
        state: None,
        sizes: None,
        earlier: None,
        created: None,
        kind: None,
        owner: None,
        local: 0,
    };
    assert_eq!(calls(&thing).as_deref(), Ok("/users/user/things/5"));

    let derived: kinds::Derived = serde_json::from_value(json!({
        "id": "b", "labels": {"a": "b"}, "counts": [1], "more": 5,
        "target": {"@odata.type": "#microsoft.graph.size", "width": 1},
    }))
    .unwrap();
    let parts = kinds::set(&derived).split();
    let bodies: Vec<Value> = parts
        .iter()
        .map(|part| {
            let request = kinds::Derived::by_owner("u", "t")
                .patch(part)
                .to_http("https://x/v1.0");
            serde_json::from_slice(request.unwrap().body()).unwrap()
        })
        .collect();
    assert_eq!(
        bodies,
        [
            json!({
                "@microsoft.graph.conflictBehavior": "rename",
                "name": "n",
                "rights": "read,write",
                "size": {"@odata.type": "#microsoft.graph.size", "height": 5},
                "sizes": null,
                "labels": {"a": "b"},
                "counts": [1],
                "more": 5,
                "parts@odata.bind": ["https://x/v1.0/bases/b"],
                "owner@odata.bind": null,
            }),
            json!({
                "target": {"@odata.type": "#microsoft.graph.size", "width": 1},
            }),
        ]
    );
}

/// A module that has the name of the runtime's alias, and one that has the runtime under another name.
mod __odata {}
mod renamed {
    pub(super) use odata_entity::*;
}

#[derive(renamed::Entity)]
#[odata(type = "microsoft.graph.item", crate = "renamed")]
struct Renamed {
    name: Option<String>,
}

#[test]
fn the_runtime_can_have_another_name() {
    let patch = Renamed { name: None }.to_patch().name("a");
    assert_eq!(
        body(&patch),
        r##"{"@odata.type":"#microsoft.graph.item","name":"a"}"##
    );
}

#[derive(Clone, Debug, PartialEq, EnumType)]
#[odata(type = "microsoft.graph.state")]
enum State {
    On,
    Off,
}

macro_rules! entity {
    ($name:ident, $field:ident: $ty:ty, $wire:literal) => {
        #[derive(Entity)]
        #[odata(type = "microsoft.graph.made", path = "/made/{madeId}")]
        struct $name {
            #[odata(key)]
            id: String,
            $field: $ty,
            #[odata(name = $wire)]
            state: Option<$crate::State>,
            #[odata(non_nullable)]
            states: Option<Vec<$crate::State>>,
        }
    };
}
entity!(Made, size: Option<i32>, "its_state");
entity!(MadeOfState, own: State, "other_state");

#[test]
fn a_struct_can_be_made_by_a_macro() {
    let patch = Made::patch().size(5).state(State::On).states(vec![State::Off]);
    assert_eq!(
        body(&patch),
        r##"{"@odata.type":"#microsoft.graph.made","size":5,"its_state":"on","states":["off"]}"##
    );
    let made = Made {
        id: "a".into(),
        size: None,
        state: None,
        states: None,
    };
    assert!(made.diff(&made).is_empty());
    let patch = MadeOfState::patch().own(State::Off).state(None);
    assert_eq!(patch.state, Change::Null);
    assert_eq!(MadeOfState::path("b").as_str().unwrap(), "/made/b");
}

#[test]
fn a_struct_can_stand_in_a_function() {
    #[derive(Clone, EnumType)]
    #[odata(type = "microsoft.graph.inner")]
    enum Inner {
        Open,
    }
    #[derive(Entity)]
    #[odata(type = "microsoft.graph.local", path = "/local/{localId}")]
    struct Local<'a> {
        name: Option<std::borrow::Cow<'a, str>>,
        inner: Option<Inner>,
    }
    let name = String::from("a");
    let local = Local {
        name: Some(name.as_str().into()),
        inner: Some(Inner::Open),
    };
    assert_eq!(
        body(&local.to_patch()),
        r##"{"@odata.type":"#microsoft.graph.local","name":"a","inner":"open"}"##
    );
}

#[test]
fn calls_in_a_package_without_prelude_are_the_same() {
    use odata_entity_hygiene::calls::urls;

    assert_eq!(
        urls("a b"),
        [
            "/things/a%20b/x(a='5')",
            "/things/a%20b",
            "https://things.test/v1/things/5/near(call=1)"
        ]
    );
}
