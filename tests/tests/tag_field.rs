//! `#[odata(tag)]`: a field that keeps the type tag with which a value was read, over HTTP; and values of other types, which are
//! refused wherever they are.

mod common;

use common::service::client;
use odata_entity::{ComplexType, Entity, Error, Patch, TypeTag, Unrepresentable};
use odata_entity_testing::{ComplexType as Complex, EntityType, Property, Service};
use serde_json::{Value, json};

/// Every app, of whatever type it is.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.mobileApp", path = "/mobileApps/{id}", is_base)]
struct MobileApp {
    #[odata(tag)]
    kind: Option<String>,
    #[odata(key)]
    id: Option<String>,
    display_name: Option<String>,
    owner: Option<Owner>,
}

#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[odata(type = "n.owner", is_base)]
struct Owner {
    name: Option<String>,
    #[odata(tag)]
    #[serde(rename = "@odata.type")]
    tag: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.win32LobApp", path = "/mobileApps/{id}", declared = "n.mobileApp")]
struct Win32LobApp {
    #[serde(flatten)]
    #[odata(base)]
    base: MobileApp,
    install_line: Option<String>,
}

/// No field for the tag, and no derived types that this build knows of.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "n.iosStoreApp",
    path = "/mobileApps/{id}",
    path(cast = "/mobileApps/{id}/n.iosStoreApp"),
    declared = "n.mobileApp"
)]
struct IosStoreApp {
    #[odata(key)]
    id: Option<String>,
    display_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.mobileApp", path = "/mobileApps/{id}")]
enum Known {
    Win32(Win32LobApp),
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.category", path = "/categories/{id}")]
struct Category {
    #[odata(key)]
    id: Option<String>,
    #[odata(navigation)]
    apps: Option<Vec<Win32LobApp>>,
}

async fn service() -> Service {
    let owner = Complex::new("n.owner")
        .property(Property::string("name"))
        .derived(Complex::new("n.teamOwner").property(Property::string("team")));
    let app = EntityType::new("n.mobileApp")
        .is_abstract()
        .key("id")
        .property(Property::string("displayName"))
        .property(Property::complex("owner", owner))
        .derived(EntityType::new("n.win32LobApp").property(Property::string("installLine")))
        .derived(EntityType::new("n.iosStoreApp").property(Property::string("bundleId")));
    let owner = json!({"@odata.type": "#n.teamOwner", "name": "Ann", "team": "t"});
    Service::builder()
        .entity_set("/mobileApps", app)
        .insert(
            "/mobileApps",
            json!({"@odata.type": "#n.iosStoreApp", "id": "1", "displayName": "a", "bundleId": "b", "owner": owner}),
        )
        .insert("/mobileApps", json!({"@odata.type": "#n.win32LobApp", "id": "2", "displayName": "c", "installLine": "d"}))
        .start()
        .await
}

/// The bodies that were sent.
fn bodies(service: &Service) -> Vec<String> {
    let requests = service
        .requests()
        .into_iter()
        .filter(|request| request.method != "GET");
    requests
        .map(|request| String::from_utf8(request.body.to_vec()).unwrap())
        .collect()
}

#[tokio::test]
async fn a_list_of_a_base_type_is_read_edited_and_written_back_and_each_item_keeps_its_type() {
    let service = service().await;
    let client = client(&service);
    let page = client.send(MobileApp::collection().list()).await.unwrap();
    let kinds: Vec<_> = page
        .value
        .iter()
        .map(|app| app.kind.as_deref().unwrap())
        .collect();
    assert_eq!(kinds, ["#n.iosStoreApp", "#n.win32LobApp"]);
    for before in &page.value {
        let mut after = before.clone();
        after.display_name = Some("x".into());
        let path = MobileApp::path(before.id.clone().unwrap());
        client.send(path.patch(&before.diff(&after))).await.unwrap();
        assert_eq!(client.send(path.get()).await.unwrap(), after);
    }
    assert_eq!(
        bodies(&service),
        [
            r##"{"@odata.type":"#n.iosStoreApp","displayName":"x"}"##,
            r##"{"@odata.type":"#n.win32LobApp","displayName":"x"}"##
        ]
    );
    let stored = service.entity("/mobileApps/1").unwrap();
    assert_eq!(
        (&stored["bundleId"], &stored["owner"]["team"]),
        (&json!("b"), &json!("t"))
    );
}

#[tokio::test]
async fn a_patch_from_nothing_has_no_tag_and_leaves_the_type_as_it_is() {
    let service = service().await;
    let client = client(&service);
    client
        .send(MobileApp::path("1").patch(&MobileApp::patch().display_name("x")))
        .await
        .unwrap();
    assert_eq!(bodies(&service), [r#"{"displayName":"x"}"#]);
    let app = client.send(MobileApp::path("1").get()).await.unwrap();
    assert_eq!(
        (app.kind.as_deref(), app.display_name.as_deref()),
        (Some("#n.iosStoreApp"), Some("x"))
    );
}

#[tokio::test]
async fn a_put_and_a_create_body_have_the_tag_that_was_read() {
    let service = service().await;
    let client = client(&service);
    let mut app = client.send(MobileApp::path("2").get()).await.unwrap();
    app.display_name = Some("e".into());
    client.send(MobileApp::path("2").put(&app)).await.unwrap();
    app.kind = Some("n.iosStoreApp".into());
    let created = client
        .send(MobileApp::collection().create(&app))
        .await
        .unwrap()
        .into_entity()
        .unwrap();
    assert_eq!(created.kind.as_deref(), Some("#n.iosStoreApp"));
    let bodies = bodies(&service);
    assert_eq!(
        bodies[0],
        r##"{"@odata.type":"#n.win32LobApp","displayName":"e","owner":null}"##
    );
    assert_eq!(
        bodies[1],
        r##"{"@odata.type":"#n.iosStoreApp","displayName":"e"}"##
    );
}

#[tokio::test]
async fn a_complex_value_keeps_its_tag_too() {
    let service = service().await;
    let client = client(&service);
    let before = client.send(MobileApp::path("1").get()).await.unwrap();
    assert_eq!(
        before.owner.as_ref().unwrap().tag.as_deref(),
        Some("#n.teamOwner")
    );
    let mut after = before.clone();
    after.owner.as_mut().unwrap().name = Some("Bob".into());
    client
        .send(MobileApp::path("1").patch(&before.diff(&after)))
        .await
        .unwrap();
    assert_eq!(
        bodies(&service),
        [r##"{"@odata.type":"#n.iosStoreApp","owner":{"@odata.type":"#n.teamOwner","name":"Bob"}}"##]
    );
}

#[tokio::test]
async fn the_field_may_be_in_the_embedded_base_type() {
    let service = service().await;
    let client = client(&service);
    let before = client.send(Win32LobApp::path("2").get()).await.unwrap();
    assert_eq!(before.base.kind.as_deref(), Some("#n.win32LobApp"));
    let mut after = before.clone();
    after.install_line = Some("x".into());
    after.base.display_name = None;
    client
        .send(Win32LobApp::path("2").patch(&before.diff(&after)))
        .await
        .unwrap();
    assert_eq!(
        bodies(&service),
        [r##"{"@odata.type":"#n.win32LobApp","displayName":null,"installLine":"x"}"##]
    );
}

#[tokio::test]
async fn a_value_of_another_type_is_refused_wherever_it_is() {
    let service = service().await;
    let client = client(&service);
    let refused = |error: Error, place: &str| {
        let Error::Decode(error) = error else {
            panic!("{error}")
        };
        assert!(error.read_error().is_other_type(), "{error}");
        assert_eq!(error.property(), place);
        let text = error.to_string();
        for way in ["/n.", "union", "`is_base`", "`any_type`"] {
            assert!(place.is_empty() || text.contains(way), "{text}");
        }
    };
    // One entity, a list, the other one of two types.
    refused(
        client.send(Win32LobApp::path("1").get()).await.unwrap_err(),
        "@odata.type",
    );
    refused(
        client.send(Win32LobApp::collection().list()).await.unwrap_err(),
        "value[0].@odata.type",
    );
    let page = client
        .send(Win32LobApp::collection().list().skip_other_types())
        .await
        .unwrap();
    assert_eq!((page.value.len(), page.skipped), (1, 1));
    // Behind a cast there is only one.
    assert!(client.send(IosStoreApp::cast("1").get()).await.is_ok());
    // A union without a fallback.
    let error = client.send(Known::collection().list()).await.unwrap_err();
    assert!(error.to_string().contains("no variant for the type"), "{error}");
    let page = client
        .send(Known::collection().list().skip_other_types())
        .await
        .unwrap();
    assert_eq!((page.value.len(), page.skipped), (1, 1));
    // Inside another entity the field declares the type, so a type that is new is taken for a derived one, and the base is not.
    let nested = |tag: &str| {
        let body = json!({"id": "1", "apps": [{"@odata.type": tag, "id": "2"}]}).to_string();
        Category::path("1")
            .get()
            .read(http::Response::new(body.into_bytes()))
    };
    refused(nested("#n.mobileApp").unwrap_err(), "apps[0].@odata.type");
    assert!(nested("#n.newWin32LobApp").is_ok());
}

fn app(value: Value) -> MobileApp {
    serde_json::from_value(value).unwrap()
}

fn text(bytes: Vec<u8>) -> String {
    String::from_utf8(bytes).unwrap()
}

#[test]
fn the_policy_for_type_tags_is_that_of_a_tag_that_was_read_too() {
    let app = app(json!({"@odata.type": "https://host/$metadata#n.iosStoreApp", "displayName": "a"}));
    let patch = app.to_patch();
    let body = |tag: Option<TypeTag>| {
        let request = MobileApp::path("1").patch(&patch);
        let request = match tag {
            Some(tag) => request.type_tag(tag),
            None => request,
        };
        text(request.to_http("https://x.test").unwrap().into_body())
    };
    let tagged = r#"{"@odata.type":"https://host/$metadata#n.iosStoreApp","displayName":"a"}"#;
    assert_eq!(body(None), tagged);
    assert_eq!(body(Some(TypeTag::Always)), tagged);
    assert_eq!(body(Some(TypeTag::Declared)), tagged);
    assert_eq!(body(Some(TypeTag::Never)), r#"{"displayName":"a"}"#);
    assert_eq!(text(patch.to_json().unwrap()), tagged);
    let own = MobileApp {
        kind: Some("n.mobileApp".into()),
        ..MobileApp::default()
    };
    assert_eq!(
        text(own.to_patch().to_json().unwrap()),
        r##"{"@odata.type":"#n.mobileApp"}"##
    );
}

#[test]
fn the_tag_alone_is_no_change_and_another_type_is_none_that_a_patch_can_have() {
    let before = app(json!({"@odata.type": "#n.iosStoreApp", "displayName": "a"}));
    assert!(before.diff(&before).is_empty());
    assert!(matches!(
        MobileApp::path("1")
            .patch(&before.diff(&before))
            .to_http("https://x.test"),
        Err(Error::EmptyPatch)
    ));
    // Another spelling of the same type, and none, as in an answer without metadata.
    for kind in [Some("N.IosStoreApp".to_owned()), None] {
        let after = MobileApp {
            kind,
            display_name: None,
            ..before.clone()
        };
        assert_eq!(
            text(before.diff(&after).to_json().unwrap()),
            r##"{"@odata.type":"#n.iosStoreApp","displayName":null}"##
        );
    }
    let after = MobileApp {
        kind: Some("#n.win32LobApp".into()),
        ..before.clone()
    };
    match before.diff(&after).to_json() {
        Err(Error::Difference { property, reason }) => {
            assert_eq!(
                (property.as_str(), reason),
                ("@odata.type", Unrepresentable::Type)
            );
        }
        other => panic!("{other:?}"),
    }
    assert!(before.diff_lossy(&after).is_empty());
}

#[test]
fn patches_keep_the_tag_when_they_are_copied_merged_split_and_read() {
    let before = app(json!({"@odata.type": "#n.iosStoreApp", "displayName": "a"}));
    let patch = before.to_patch();
    assert_eq!(patch.clone(), patch);
    let json = serde_json::to_string(&patch).unwrap();
    let read: MobileAppPatch = serde_json::from_str(&json).unwrap();
    assert_eq!(serde_json::to_string(&read).unwrap(), json);
    assert_eq!(read, patch);
    let mut merged = MobileApp::patch().display_name("b");
    merged.merge(patch.clone());
    assert_eq!(text(merged.to_json().unwrap()), json);
    assert_eq!(Patch::split(patch.clone()), std::slice::from_ref(&patch));
    // Applied to a value, it changes what it has, and the tag is not of that.
    let mut other = MobileApp::default();
    other.apply(&patch).unwrap();
    assert_eq!((other.kind, other.display_name.as_deref()), (None, Some("a")));
    let mut other = MobileApp::default();
    other.apply(json!({"@odata.type": "#n.iosStoreApp"})).unwrap();
    assert_eq!(other.kind.as_deref(), Some("#n.iosStoreApp"));
}
