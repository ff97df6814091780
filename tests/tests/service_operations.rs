//! Actions and functions that the embedded service is given, called by structs.

mod common;

use std::sync::{Arc, Mutex};

use common::service::client;
use odata_entity::{Action, Entity, EnumType, Error, Function, Json, Page, Single, path};
use odata_entity_testing::{EntityType, Property, Service};
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "fleet.device", path = "/devices/{deviceId}")]
struct Device {
    #[odata(key)]
    id: String,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "fleet.level")]
enum Level {
    High,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Default, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "wipe", on = Device)]
struct Wipe {
    keep_user_data: Option<bool>,
}

#[derive(Debug, Function)]
#[odata(name = "search", on(collection = Device), returns = Page<Device>)]
struct Search {
    text: String,
    count: i32,
    level: Option<Level>,
    tags: Option<Vec<String>>,
}

#[derive(Debug, Function)]
#[odata(path = "/countDevices", returns = Single<i32>)]
struct CountDevices;

#[tokio::test]
async fn operations_are_called_by_their_structs() {
    let device = EntityType::new("fleet.device")
        .key("id")
        .property(Property::string("name"));
    let calls = Arc::new(Mutex::new(Vec::new()));
    let (wipes, searches) = (Arc::clone(&calls), Arc::clone(&calls));
    let service = Service::builder()
        .entity_set("/devices", device)
        .action("/devices/{id}/wipe", move |call| {
            wipes.lock().unwrap().push(call);
            None
        })
        .function("/devices/search", move |call| {
            searches.lock().unwrap().push(call);
            Some(json!({"value": [{"id": "a"}]}))
        })
        .function("/countDevices", |_| Some(json!({"value": 7})))
        .start()
        .await;
    let client = client(&service);
    let wipe = Wipe {
        keep_user_data: Some(true),
    };
    client.send(Device::path("a b").call(&wipe)).await.unwrap();
    client
        .send(Device::path("c").call(&Wipe::default()))
        .await
        .unwrap();
    let search = Search {
        text: "it's 5, a/b=c".to_owned(),
        count: 3,
        level: Some(Level::High),
        tags: Some(vec!["x&y".to_owned()]),
    };
    let found = client.send(Device::collection().call(&search)).await.unwrap();
    assert_eq!(found.value[0].id, "a");
    assert_eq!(client.send(CountDevices.call()).await.unwrap().0, 7);
    let calls = calls.lock().unwrap().clone();
    assert_eq!(calls[0].keys, ["a b"]);
    assert_eq!(
        Value::from(calls[0].parameters.clone()),
        json!({"keepUserData": true})
    );
    assert_eq!(Value::from(calls[1].parameters.clone()), json!({}));
    assert_eq!(
        Value::from(calls[2].parameters.clone()),
        json!({"text": "it's 5, a/b=c", "count": 3, "level": "fleet.level'high'", "tags": ["x&y"]})
    );
}

#[tokio::test]
async fn the_service_is_as_strict_with_operations_as_with_all_else() {
    let service = Service::builder()
        .action("/reset", |_| None)
        .function("/find", |call| Some(Value::from(call.parameters)))
        .start()
        .await;
    let client = client(&service);
    let status = |error: Error| error.status().unwrap().as_u16();
    let get = client
        .send(path!("/reset").get::<Json<Value>>())
        .await
        .unwrap_err();
    assert_eq!(status(get), 405);
    let post = client
        .send(path!("/find").post::<()>(&json!({})))
        .await
        .unwrap_err();
    assert_eq!(status(post), 405);
    let text = client
        .send(path!("/reset").post::<()>(&json!("text")))
        .await
        .unwrap_err();
    assert_eq!(status(text), 400);
    for wrong in ["/find(5)", "/find(a=@b)"] {
        let wrong = match wrong {
            "/find(5)" => path!("/find({x})", 5).get::<Json<Value>>(),
            _ => path!("/find(a={x!raw})", "@b").get(),
        };
        assert_eq!(status(client.send(wrong).await.unwrap_err()), 400);
    }
    let found = client
        .send(path!("/find(a={a},b={b})", 1, "x").get::<Json<Value>>())
        .await
        .unwrap();
    assert_eq!(found.0, json!({"a": 1, "b": "x"}));
    let unknown = client
        .send(path!("/other").post::<()>(&json!({})))
        .await
        .unwrap_err();
    assert_eq!(status(unknown), 404);
    assert!(
        Service::builder()
            .action("/devices/{id}", |_| None)
            .try_start()
            .is_err()
    );
}
