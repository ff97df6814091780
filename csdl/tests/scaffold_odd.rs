//! A scaffold of types whose names and shapes are odd in every way that CSDL allows, and in some that it does not: compiled with
//! the check on, and used.
#![cfg(feature = "cli")]

mod common;

use std::path::Path;

use common::document;
use common::scaffolds::{cargo, package, scaffold};
use std::fs;

const MAIN: &str = r##"
use odata_entity::{Patch, bounds::Typed};
use scaffold_odd::types::{AnyShape, Circle, CoreSelf, Flagged, Leaf, OddThing2, Part, Single, Thing};
use serde_json::{Value, json};

fn sent<P: Patch>(patch: &P) -> Value {
    let mut body: Value = serde_json::from_slice(&patch.to_json().expect("a body")).expect("JSON");
    body.as_object_mut().expect("an object").remove("@odata.type");
    body
}

fn main() {
    let read = json!({
        "type": "5a3b1c2d-0000-4000-8000-000000000001",
        "patch": "a", "diff": "b", "new": "c", "self": "d", "Self": "e", "_": "f", "__": "g", "TYPE": "h",
        "deviceName": "i", "DeviceName": "j", "device_name": "k", "DEVICE_NAME": "l", "Größe": 1.5, "größe": 2.5,
        "名前": "m", "ﬁn": "n",
        "amount": 12345678901234567.89, "amounts": [0.10], "amountsOrNull": [1.5, null], "prices": [2],
        "stamps": ["2026-01-02T03:04:05Z"], "raw": {"x": 1}, "raws": [1, "two"], "sbyte": -8, "bytes": [1, 255],
        "blobs": ["YWI="], "mode": "Self", "modes": ["self", null, "newer"], "flags": "a,d,top", "manyFlags": ["y,z"],
        "hollow": "anything", "option": "a", "string": {"value": "o"}, "vec": {"Vec": [{}]},
        "shape": {"@odata.type": "#odd.core.circle", "radius": 2.0, "inner": {"@odata.type": "#odd.core.circle", "of": null}},
        "bag": {"additionalMembers": "p", "additional_members": "q", "unheard": 5},
        "ring": {"next": {"next": null}, "others": []}, "nothing": {}, "additionalMembers": "r",
    });
    let text = read.to_string();
    let thing: Thing = serde_json::from_str(&text).expect("reads");
    assert!(matches!(thing.mode, Some(CoreSelf::SelfMember)));
    assert!(matches!(&thing.shape, Some(AnyShape::Circle(Circle { radius: Some(_), .. }))));
    assert!(thing.flags.as_ref().is_some_and(|flags| flags.contains(&Flagged::Top)));
    let body = sent(&thing.to_patch());
    for (name, value) in read.as_object().expect("an object") {
        match name.as_str() {
            "type" => assert_eq!(body.get(name), None, "the key"),
            "bag" | "shape" | "vec" | "ring" => assert!(body[name].is_object(), "{name}"),
            "amount" | "prices" => {}
            _ => assert_eq!(&body[name], value, "{name}"),
        }
    }
    let raw = String::from_utf8(Patch::to_json(&thing.to_patch()).expect("a body")).expect("UTF-8");
    assert!(raw.contains("\"amount\":") && raw.contains("\"amounts\":[0.1"), "{raw}");
    assert!(Patch::is_empty(&thing.diff(&Clone::clone(&thing))));

    let patch = Thing::patch().patch("x").new("y").merge(None).self_("z").is_empty("?").r#default("d");
    assert_eq!(sent(&patch), json!({"patch": "x", "new": "y", "merge": null, "self": "z", "isEmpty": "?", "default": "d"}));
    assert_eq!(OddThing2::TYPE.name, "odd.Thing");
    assert_eq!(Single::path().as_str(), Ok("/new"));
    assert_eq!(Single::r#move().as_str(), Ok("/move"));
    assert_eq!(Leaf::path(7).as_str(), Ok("/type(7)"));
    let part = Part::patch2(uuid::Uuid::nil());
    assert_eq!(part.as_str(), Ok("/things(00000000-0000-0000-0000-000000000000)/patch2"));
    println!("used");
}
"##;

#[test]
fn odd_names_and_shapes_compile_and_work() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/odd.csdl");
    let text = scaffold(&schema, &["*".to_owned()]);
    let more = scaffold(&schema, &["*", "--embed", "--navigation"].map(str::to_owned));
    let library = "//! Odd types.\n#![deny(warnings, missing_docs)]\npub mod embedded;\npub mod types;\n";
    let files = [
        ("lib.rs", library),
        ("types.rs", &text),
        ("embedded.rs", &more),
        ("main.rs", MAIN),
    ];
    assert_eq!(cargo(&package("scaffold-odd", &schema, &files), "run"), "used\n");
}

#[test]
fn nothing_of_the_metadata_gets_out_of_its_place() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hostile.csdl");
    let out = "&#10;compile_error!(&quot;out&quot;);//";
    let text = document(&format!(
        "<ComplexType Name=\"c\"><Property Name=\"a{out}\" Type=\"Edm.String\"/><Property Name=\"b\" Type=\"Edm.Strin{out}\"/>\
         <Property Name=\"c\" Type=\"Edm.String\"><Annotation Term=\"Org.OData.Core.V1.Description\" \
         String=\"*/ {out} &#x202e;&#13;{out}\"/></Property></ComplexType>\
         <EnumType Name=\"e\"><Member Name=\"a{out}\"/><Member Name=\"b\"/></EnumType>"
    ));
    fs::write(&file, text).expect("writable");
    let text = scaffold(&file, &["a.c".to_owned(), "a.e".to_owned()]);
    for line in text.lines().filter(|line| line.contains("compile_error")) {
        assert!(line.trim_start().starts_with("//"), "{text}");
    }
    assert!(
        text.contains("compile_error") && !text.contains(['\u{202e}', '\r']),
        "{text}"
    );
}
