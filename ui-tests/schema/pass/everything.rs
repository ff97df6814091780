//! Right in every respect that the schema knows of, so that nothing is reported, nor that members are missing, where
//! there is `other`.
#![deny(deprecated)]

use odata_entity::{ComplexType, EdmValue, Entity, EnumType, Flags, Key, PathErrorKind};
use serde::Deserialize;
use std::collections::BTreeMap;

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "fleet.graph.device",
    schema = "schemas/fleet.csdl",
    is_base,
    path = "/devices/{deviceId}",
    path(
        by_person = "/people/{personId}/devices/{deviceId}",
        by_cast = "/things('{id}')/fleet.graph.device",
        managed = "/devices/{id}/graph.managedDevice",
    )
)]
struct Device {
    #[odata(key)]
    id: String,
    created_date_time: Option<chrono::DateTime<chrono::Utc>>,
    device_name: Option<String>,
    serial: Option<Serial>,
    sensor_count: Option<i32>,
    free_space: Option<i64>,
    is_managed: Option<bool>,
    health: Option<Health>,
    capabilities: Option<Flags<Capability>>,
    tags: Vec<String>,
    location: Option<Address>,
    rules: Option<Vec<Rule>>,
    enrolled_on: Option<chrono::NaiveDate>,
    #[odata(stream)]
    picture: Option<String>,
    etag_text: Option<String>,
    enrolled_by: Option<String>,
    #[odata(navigation)]
    device_statuses: Option<Vec<Status>>,
    #[odata(navigation)]
    owner: Option<serde_json::Value>,
}

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "fleet.graph.deviceStatus",
    schema = "schemas/fleet.csdl",
    path = "/devices/{deviceId}/deviceStatuses/{statusId}",
    path(latest = "/devices/{deviceId}/latest(days={days: i32})")
)]
struct Status {
    user_name: Option<String>,
}

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.reading", schema = "schemas/fleet.csdl", path = "/readings(sensor={sensor},number={number: i32})")]
struct Reading {
    #[odata(key)]
    sensor: String,
    #[odata(key)]
    number: i32,
    value: Option<f64>,
}

#[derive(Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.managedDevice", schema = "schemas/fleet.csdl", path = "/devices/{id}/fleet.graph.managedDevice")]
struct Managed {
    #[serde(flatten)]
    #[odata(base)]
    device: Device,
    managed_by: Option<String>,
}

#[derive(Clone, PartialEq, EnumType)]
#[odata(type = "fleet.graph.healthState", schema = "schemas/fleet.csdl")]
enum Health {
    Healthy,
    Quarantined,
    #[odata(other)]
    Other(String),
}

#[derive(Clone, PartialEq, EnumType)]
#[odata(type = "fleet.graph.capability", flags, schema = "schemas/fleet.csdl")]
enum Capability {
    Camera,
    Storage,
    #[odata(other)]
    Other(String),
}

#[derive(Clone, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.address", schema = "schemas/fleet.csdl")]
struct Address {
    street: Option<String>,
    postal_code: Option<String>,
}

#[derive(Clone, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.pinRule", base = "fleet.graph.rule", schema = "schemas/fleet.csdl")]
struct PinRule {
    title: Option<String>,
    minimum_length: i32,
}

#[derive(Clone, ComplexType)]
#[odata(type = "fleet.graph.rule", schema = "schemas/fleet.csdl")]
enum Rule {
    Pin(PinRule),
    #[odata(other)]
    Other(serde_json::Value),
}

#[derive(Clone, ComplexType)]
#[odata(type = "fleet.graph.customData", schema = "schemas/fleet.csdl")]
struct CustomData {
    label: Option<String>,
    undeclared: Option<String>,
    #[serde(flatten)]
    more: BTreeMap<String, serde_json::Value>,
}

#[derive(Clone, PartialEq, Deserialize, EdmValue)]
#[odata(type = "fleet.graph.serialNumber", schema = "schemas/fleet.csdl")]
struct Serial(String);

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.notThere", schema = false)]
struct Unchecked {
    anything: Option<String>,
}

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.auditRecord", schema = "schemas/fleet.csdl", path = "/auditRecords/{id}")]
struct Audit {
    activity: Option<String>,
}

/// Devices are reached as a derived type, and the owner of one is whatever the user makes of it.
#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.person", schema = "schemas/fleet.csdl")]
struct Person {
    mail: Option<String>,
    #[odata(navigation)]
    devices: Option<Vec<Managed>>,
}

#[derive(Clone, Deserialize)]
struct Owner {
    mail: Option<String>,
}

#[derive(Clone, Entity)]
#[odata(type = "fleet.graph.device", schema = "schemas/fleet.csdl")]
struct Owned {
    #[odata(navigation, serde)]
    owner: Option<Box<Owner>>,
    rules: Option<Vec<Pin>>,
}

/// That the type has a base need not be written.
#[derive(Clone, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.pinRule", schema = "schemas/fleet.csdl")]
struct Pin {
    title: Option<String>,
    minimum_length: Option<i32>,
}

fn reserved(key: impl Key) -> bool {
    let error = Device::path(key).as_str().map(str::to_owned).err();
    error.is_some_and(|error| *error.kind() == PathErrorKind::Reserved)
}

fn main() {
    assert!(reserved("delta") && reserved("fleet.graph.managedDevice") && reserved("Delta"));
    assert!(!reserved("deltas") && !reserved("42"));
    // What the service computes or fixes is in no patch, and a value that is not null takes no null.
    let device: Device = serde_json::from_str(
        r#"{"id":"1","tags":[],"createdDateTime":"2024-01-01T00:00:00Z","etagText":"x","enrolledBy":"me","sensorCount":3,
            "health":"quarantined","capabilities":"storage,camera"}"#,
    )
    .expect("a device");
    let body = serde_json::to_value(device.to_patch()).expect("a body");
    assert_eq!(
        body,
        serde_json::json!({"sensorCount": 3, "health": "quarantined", "capabilities": "camera,storage", "tags": []}),
        "no tag, as the entity may be of a derived type"
    );
    let create: serde_json::Value =
        serde_json::from_slice(&device.to_create().to_json().expect("a body")).expect("JSON");
    assert_eq!(create["enrolledBy"], "me");
    assert_eq!(create.get("etagText"), None);
    // Members above the sentinel need a header, by schema.
    let request = Device::path("1").patch(&Device::patch().health(Health::Quarantined));
    let request = request.to_http("https://fleet.test").expect("a request");
    assert!(request.headers().contains_key("prefer"));
    let person: Person = serde_json::from_str(r#"{"mail":"m","devices":[]}"#).expect("a person");
    let owned: Owned = serde_json::from_str(r#"{"owner":{"mail":"m"},"rules":[{"minimumLength":4}]}"#).expect("a device");
    let owner = owned.owner.as_ref().and_then(|owner| owner.mail.as_deref());
    assert_eq!((owner, person.devices.map(|devices| devices.len())), (Some("m"), Some(0)));
    assert_eq!(
        serde_json::to_value(owned.to_patch()).expect("a body")["rules"],
        serde_json::json!([{"@odata.type": "#fleet.graph.pinRule", "minimumLength": 4}])
    );
    // What the metadata forbids at a path leaves the rest of it alone.
    assert!(Audit::path("1").media().to_http("https://fleet.test").is_ok());
    // Where the metadata is wrong.
    assert!(Audit::path("1").unrestricted().delete().to_http("https://fleet.test").is_ok());
    // A device may be of a derived type, so no policy of `declared` tags it; what a path declares is in the tests of tags.
    let tagged = |body: &[u8]| String::from_utf8_lossy(body).contains("@odata.type");
    let policy = odata_entity::TypeTag::Declared;
    let patch = Device::patch().device_name("x");
    let plain = Device::path("1").type_tag(policy).patch(&patch).to_http("https://fleet.test").expect("a request");
    assert!(!tagged(plain.body()));
    let cast = Device::managed("1").type_tag(policy).patch(&patch).to_http("https://fleet.test").expect("a request");
    assert!(!tagged(cast.body()));
}
