//! Code that is generic over entity types: differences, patches and applied JSON by public traits.

use odata_entity::{
    Apply, ComplexType, Entity, EntityPath, Error, Patch, ReadError, Request, Structured, Written,
};

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.device", path = "/devices/{id}", type_tag = "never")]
struct Device {
    #[odata(key)]
    id: String,
    name: Option<String>,
    #[odata(read_only)]
    size: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.user", path = "/users/{id}", type_tag = "never")]
struct User<T> {
    #[odata(key)]
    id: String,
    mail: Option<T>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.circle", base = "n.shape")]
struct Circle {
    radius: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.shape")]
enum Shape {
    Circle(Circle),
    #[odata(other)]
    Other(serde_json::Value),
}

/// The request that makes `after` of `before`, if they differ.
fn sync<E: Entity + Structured>(path: &EntityPath<E>, before: &E, after: &E) -> Option<Request<Written<E>>> {
    let patch = before.diff(after);
    (!patch.is_empty()).then(|| path.patch(&patch))
}

/// Every property of the one in a patch of the other.
fn copied<E: Structured>(from: &E, over: E::Patch) -> Result<String, Error> {
    let mut patch = from.to_patch();
    patch.merge(over);
    patch
        .to_json()
        .map(|json| String::from_utf8_lossy(&json).into_owned())
}

fn refreshed<E: Apply>(mut value: E, json: &str) -> Result<E, ReadError> {
    value.apply(json)?;
    Ok(value)
}

#[test]
fn a_generic_function_sends_what_differs() {
    let before = Device {
        id: "1".to_owned(),
        name: Some("a".to_owned()),
        size: Some(1),
    };
    let path = Device::path("1");
    assert!(sync(&path, &before, &before).is_none());
    let after = Device {
        name: None,
        ..before.clone()
    };
    let request = sync(&path, &before, &after).expect("they differ");
    let request = request.to_http("https://x").expect("a request");
    assert_eq!(request.body(), br#"{"name":null}"#);
    let other = Device {
        size: Some(2),
        ..before.clone()
    };
    let refused = sync(&path, &before, &other).expect("they differ");
    assert!(
        refused.to_http("https://x").is_err(),
        "a read-only property differs"
    );
    assert!(Structured::diff_lossy(&before, &other).is_empty());
    let user = |mail| User {
        id: "1".to_owned(),
        mail,
    };
    let request = sync(&User::path("1"), &user(Some(1)), &user(Some(2))).expect("they differ");
    assert_eq!(
        request.to_http("https://x").expect("a request").body(),
        br#"{"mail":2}"#
    );
}

#[test]
fn a_generic_function_makes_patches() {
    let device = Device {
        id: "1".to_owned(),
        name: Some("a".to_owned()),
        size: Some(1),
    };
    assert_eq!(
        copied(&device, Device::patch()).expect("a body"),
        r#"{"name":"a"}"#
    );
    assert_eq!(
        copied(&device, Device::patch().name("b")).expect("a body"),
        r#"{"name":"b"}"#
    );
}

#[test]
fn a_generic_function_applies_to_entities_complex_values_and_unions() {
    let device = Device {
        id: "1".to_owned(),
        name: Some("a".to_owned()),
        size: Some(1),
    };
    let refreshed_device = refreshed(device.clone(), r#"{"name":"b"}"#).expect("JSON of a device");
    assert_eq!(
        refreshed_device,
        Device {
            name: Some("b".to_owned()),
            ..device.clone()
        }
    );
    let circle = Circle { radius: Some(1) };
    let bigger = refreshed(circle.clone(), r#"{"radius":2}"#).expect("JSON of a circle");
    assert_eq!(bigger.radius, Some(2));
    let shape = refreshed(
        Shape::Circle(circle),
        r##"{"@odata.type":"#n.circle","radius":3}"##,
    );
    assert_eq!(
        shape.expect("JSON of a circle"),
        Shape::Circle(Circle { radius: Some(3) })
    );
    let error = refreshed(device, r#"{"size":"x"}"#).expect_err("no number");
    assert!(error.to_string().contains("size"), "{error}");
}
