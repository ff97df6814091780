//! `path!`: calls that no struct was written for, over TCP.

mod common;

use common::service::{STATUS, STATUS_ID, client, statuses};
use common::{ComplianceStatus, DeviceStatus, documented};
use odata_entity::batch::Batch;
use odata_entity::{ComplexType, Entity, Error, Json, Page, PathErrorKind, Single, Written, path};
use odata_entity_testing::{Fault, Service};
use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

const BASE: &str = "https://graph.example/v1.0";

fn url<R>(request: &odata_entity::Request<R>) -> String {
    let http = request.to_http(BASE).unwrap();
    http.uri().to_string().strip_prefix(BASE).unwrap().to_owned()
}

#[derive(Debug, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
struct ExportJob {
    id: String,
    report_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.address")]
struct Address {
    city: Option<String>,
    number: Option<i32>,
}

/// Answers the next request with this.
fn answer(service: &Service, status: u16, media_type: &str, body: impl Into<String>) {
    service.inject(Fault::status(status).body(media_type, body.into()).once());
}

fn json_answer(service: &Service, body: &Value) {
    answer(service, 200, "application/json", body.to_string());
}

#[test]
fn arguments_fill_the_placeholders_in_order() {
    let text = String::from("b c");
    let path = path!("/a/{x}/f(n={n},s='{s}')/{+rest}:", "a/b", 5, text, "d/e f",);
    assert_eq!(path.as_str(), Ok("/a/a%2Fb/f(n=5,s='b%20c')/d/e%20f:"));
    assert_eq!(path.template(), "/a/{x}/f(n={n},s='{s}')/{+rest}:");
    // They are borrowed, and may be any expression.
    assert_eq!(
        path!(
            "/a/{b}/{c}",
            i64::from(2_i32).pow(1),
            Vec::<(i32, u8)>::new().len() as i64
        )
        .as_str(),
        Ok("/a/2/0")
    );
    let path = path!(
        "/a/{b}/{c: String}",
        if text.is_empty() { 1 } else { 2 } + 1,
        &text[..1]
    );
    assert_eq!(path.to_string(), "/a/3/b");
    assert_eq!(
        path!("/a/{x!raw}/{y!twice}", "$1", "%").as_str(),
        Ok("/a/%241/%2525")
    );
}

#[test]
fn without_arguments_placeholders_are_variables() {
    let (device_id, r#type) = (String::from("d"), 5);
    assert_eq!(path!("/devices/{deviceId}/{type}").as_str(), Ok("/devices/d/5"));
    assert_eq!(path!("/devices/{device-id}").as_str(), Ok("/devices/d"));
    // A template that comes through another macro, in a group without delimiters.
    macro_rules! device {
        ($template:literal) => {
            path!($template)
        };
        ($template:literal, $($key:expr),+) => {
            path!($template, $($key),+)
        };
    }
    assert_eq!(device!("/devices/{id}", device_id).as_str(), Ok("/devices/d"));
    assert_eq!(device!("/devices").as_str(), Ok("/devices"));
}

#[test]
fn names_around_the_call_are_the_callers() {
    #[allow(non_snake_case, dead_code, reason = "names of generated code's kind")]
    mod __odata {}
    let (text, keys, parts) = ("a", "b", "c");
    assert_eq!(path!("/{text}/{keys}/{parts}").as_str(), Ok("/a/b/c"));
}

#[test]
fn a_key_that_no_path_can_carry_is_an_error_when_the_request_is_built() {
    for key in ["", "..", "$count"] {
        let request = path!("/devices/{id}", key).get::<Json<Value>>();
        let Err(Error::Path(error)) = request.to_http(BASE) else {
            panic!("{key} is no key");
        };
        assert_eq!(error.placeholder(), "id");
        assert_ne!(*error.kind(), PathErrorKind::Reserved);
    }
}

#[tokio::test]
async fn an_entity_a_page_and_a_part_of_them_are_read() {
    let service = statuses().start().await;
    let client = client(&service);
    let status = path!(
        "/deviceAppManagement/mobileAppConfigurations/{config}/deviceStatuses/{status}",
        "config-id",
        STATUS_ID
    );
    let read: DeviceStatus = client.send(status.get()).await.unwrap();
    assert_eq!(read, documented());
    let tagged = client.send(status.get::<DeviceStatus>().tagged()).await.unwrap();
    assert!(tagged.etag.is_some());
    let part = client
        .send(status.get::<DeviceStatus>().select(DeviceStatus::ID))
        .await
        .unwrap();
    assert_eq!(part.user_name, None);
    let all = path!("/deviceAppManagement/mobileAppConfigurations/config-id/deviceStatuses");
    let page = client
        .send(
            all.get::<Page<DeviceStatus>>()
                .filter(DeviceStatus::STATUS.eq(ComplianceStatus::NotApplicable))
                .query("$top", "5"),
        )
        .await
        .unwrap();
    assert_eq!(page.value.len(), 1);
    let raw = client.send(all.get::<Page<Json<Value>>>()).await.unwrap();
    assert_eq!(raw.value[0]["userName"], "User Name value");
}

#[tokio::test]
async fn patches_and_create_bodies_go_out_as_at_the_path_of_their_type() {
    let service = statuses().start().await;
    let client = client(&service);
    let id = STATUS_ID;
    let status = path!("/deviceAppManagement/mobileAppConfigurations/config-id/deviceStatuses/{id}");
    let patch = DeviceStatus::patch().user_name("Ann");
    let typed = DeviceStatus::path("config-id", id).patch(&patch);
    let sent = status.patch::<Written<DeviceStatus>>(&patch);
    assert_eq!(
        sent.to_http(BASE).unwrap().body(),
        typed.to_http(BASE).unwrap().body()
    );
    client.send(sent).await.unwrap();
    assert_eq!(service.entity(STATUS).unwrap()["userName"], "Ann");
    assert!(matches!(
        client.send(status.patch::<()>(&DeviceStatus::patch())).await,
        Err(Error::EmptyPatch)
    ));
    let (before, mut after) = (documented(), documented());
    after.id = "other".to_owned();
    assert!(matches!(
        status.patch::<()>(&before.diff(&after)).to_http(BASE),
        Err(Error::Difference { property, .. }) if property == "id"
    ));
    client
        .send(status.clone().entity::<DeviceStatus>().delete())
        .await
        .unwrap();
    let all = path!("/deviceAppManagement/mobileAppConfigurations/config-id/deviceStatuses");
    client
        .send(all.post::<()>(&documented().to_create()))
        .await
        .unwrap();
    assert_eq!(
        client
            .send(all.collection::<DeviceStatus>().list())
            .await
            .unwrap()
            .value
            .len(),
        1
    );
}

#[derive(Debug, Clone, Entity)]
#[odata(type = "microsoft.graph.group", path = "/groups/{groupId}")]
struct Group {
    name: Option<String>,
    #[odata(navigation)]
    owner: Option<Vec<DeviceStatus>>,
}

#[test]
fn links_to_bind_are_absolute_or_refused() {
    let target = DeviceStatus::path("c", "s");
    let patch = Group::patch().bind(Group::OWNER, &target);
    let sent = path!("/groups/a").patch::<()>(&patch).to_http(BASE).unwrap();
    let body: Value = serde_json::from_slice(sent.body()).unwrap();
    assert_eq!(body["owner@odata.bind"], json!([format!("{BASE}{target}")]));
    let group = Group {
        name: None,
        owner: None,
    };
    let create = group.to_create().bind(Group::OWNER, &target);
    let sent = path!("/groups").post::<()>(&create).to_http(BASE).unwrap();
    let body: Value = serde_json::from_slice(sent.body()).unwrap();
    assert_eq!(body["owner@odata.bind"], json!([format!("{BASE}{target}")]));

    #[derive(Serialize)]
    struct Around<T> {
        inside: T,
    }
    let error = path!("/groups")
        .post::<()>(&Around { inside: &patch })
        .to_http(BASE)
        .unwrap_err();
    assert!(
        error
            .to_string()
            .starts_with("`owner` is bound in a patch that is inside"),
        "{error}"
    );
    let fine = path!("/groups").post::<()>(&Around {
        inside: Group::patch().name("a"),
    });
    let body: Value = serde_json::from_slice(fine.to_http(BASE).unwrap().body()).unwrap();
    assert_eq!(body["inside"]["name"], "a");
}

#[test]
fn an_empty_body_is_no_patch() {
    let path = path!("/groups/a");
    for body in [json!({}), json!({"@odata.type": "#microsoft.graph.group"})] {
        assert!(matches!(
            path.patch::<()>(&body).to_http(BASE),
            Err(Error::EmptyPatch)
        ));
        let sent = path.patch::<()>(&body).allow_empty().to_http(BASE).unwrap();
        assert_eq!(*sent.body(), serde_json::to_vec(&body).unwrap());
        assert!(
            path.post::<()>(&body).to_http(BASE).is_ok(),
            "a POST may be empty"
        );
    }
}

#[test]
fn a_body_that_is_no_json_is_an_error_when_the_request_is_built() {
    let keys = std::collections::HashMap::from([((1, 2), 3)]);
    let error = path!("/a").post::<()>(&keys).to_http(BASE).unwrap_err();
    assert!(matches!(&error, Error::Body { .. }), "{error}");
    assert_eq!(
        error.to_string(),
        "the body cannot be written as JSON: key must be a string"
    );
}

#[tokio::test]
async fn any_json_is_read_and_an_error_has_the_path_of_the_property() {
    let service = statuses().start().await;
    let client = client(&service);
    answer(
        &service,
        201,
        "application/json",
        json!({"id": "j", "@odata.context": "x"}).to_string(),
    );
    let job: Json<ExportJob> = client
        .send(path!("/deviceManagement/reports/exportJobs").post(&json!({"reportName": "Devices"})))
        .await
        .unwrap();
    assert_eq!(job.id, "j");
    let sent = &service.requests()[0];
    assert_eq!(sent.body, br#"{"reportName":"Devices"}"#);
    assert_eq!(sent.header("content-type"), Some("application/json"));
    let token = format!("Bearer {}", service.token());
    assert_eq!(sent.header("authorization"), Some(&*token));

    json_answer(&service, &json!({"value": [{"id": "a"}, {"id": ["secret"]}]}));
    let error = client
        .send(path!("/x").get::<Page<Json<ExportJob>>>())
        .await
        .unwrap_err();
    let Error::Decode(decode) = &error else {
        panic!("{error}")
    };
    assert_eq!(decode.property(), "value[1].id");
    assert!(!error.to_string().contains("secret"), "{error}");

    json_answer(&service, &json!({"city": "Ulm", "number": 5}));
    let Json(address) = client.send(path!("/x").get::<Json<Address>>()).await.unwrap();
    assert_eq!(address.number, Some(5));
    json_answer(&service, &json!({"city": "Ulm", "number": "five"}));
    let error = client.send(path!("/x").get::<Json<Address>>()).await.unwrap_err();
    assert!(error.to_string().contains("`number`"), "{error}");
}

#[tokio::test]
async fn values_numbers_bytes_and_nothing_are_read() {
    let service = statuses().start().await;
    let client = client(&service);
    answer(&service, 200, "text/plain", "\u{feff}42");
    assert_eq!(client.send(path!("/x/$count").get::<u64>()).await.unwrap(), 42);
    assert_eq!(
        service.requests()[0].header("accept"),
        Some("text/plain, application/json")
    );
    for value in [json!(42), json!("42")] {
        json_answer(&service, &json!({"@odata.context": "c", "value": value}));
        assert_eq!(client.send(path!("/x/f()").get::<i32>()).await.unwrap(), 42);
    }
    for body in ["-1", "4.5", "", "{}", r#"{"value":[1]}"#, "<html>"] {
        answer(&service, 200, "text/plain", body);
        let error = client.send(path!("/x/$count").get::<u32>()).await.unwrap_err();
        assert!(matches!(error, Error::Decode(_)), "{body}: {error}");
    }
    json_answer(&service, &json!({"value": "noncompliant"}));
    let Single(status) = client
        .send(path!("/x").get::<Single<ComplianceStatus>>())
        .await
        .unwrap();
    assert_eq!(status, ComplianceStatus::Other("noncompliant".to_owned()));
    json_answer(&service, &json!({"value": ["a", "b"]}));
    assert_eq!(
        client
            .send(path!("/x").get::<Single<Vec<String>>>())
            .await
            .unwrap()
            .len(),
        2
    );
    service.inject(Fault::status(204).once());
    assert_eq!(
        client
            .send(path!("/x").get::<Option<Single<String>>>())
            .await
            .unwrap(),
        None
    );
    service.inject(Fault::status(204).once());
    client.send(path!("/x").post::<()>(&json!({}))).await.unwrap();
    service.inject(Fault::status(204).once());
    client.send(path!("/x").delete()).await.unwrap();
    answer(&service, 200, "image/png", "bytes");
    let media = client.send(path!("/x/$value").bytes()).await.unwrap();
    assert_eq!(media.into_bytes().as_deref(), Some(&b"bytes"[..]));
    json_answer(&service, &Value::Null);
    assert_eq!(
        client.send(path!("/x").get::<Json<Value>>()).await.unwrap().0,
        Value::Null
    );
    service.inject(Fault::status(204).once());
    let error = client.send(path!("/x").get::<Json<Value>>()).await.unwrap_err();
    assert!(error.to_string().contains("there is no content"), "{error}");
}

#[tokio::test]
async fn a_post_is_not_sent_again_unless_its_author_allows_it() {
    let service = statuses().start().await;
    let client = client(&service);
    service.inject(Fault::status(504).once());
    let post = path!("/x").post::<()>(&json!({}));
    assert!(!post.is_repeatable());
    client.send(post.clone()).await.unwrap_err();
    assert_eq!(service.requests().len(), 1);
    service.inject(Fault::status(504).once());
    service.inject(Fault::status(204).once());
    client.send(post.repeatable()).await.unwrap();
    assert_eq!(service.requests().len(), 3);
}

#[tokio::test]
async fn they_go_in_a_batch_and_can_be_explained() {
    let service = statuses().start().await;
    let client = client(&service);
    let mut batch = Batch::new();
    let one = batch.add(DeviceStatus::path("config-id", STATUS_ID).get());
    let two = batch.add(
        path!("/deviceAppManagement/mobileAppConfigurations/config-id/deviceStatuses").get::<Json<Value>>(),
    );
    let mut results = client.send_batch(batch).await;
    assert_eq!(results.take(one).unwrap().id, STATUS_ID);
    assert_eq!(results.take(two).unwrap()["value"].as_array().unwrap().len(), 1);

    let request = path!("/users/{id}/sendMail", "ann").post::<()>(&json!({"saveToSentItems": false}));
    let curl = request.explain().unwrap().curl();
    assert!(curl.contains("$BASE_URL/users/ann/sendMail"), "{curl}");
    assert!(curl.contains(r#"{"saveToSentItems":false}"#), "{curl}");
    assert_eq!(request.template(), "/users/{id}/sendMail");
}

#[derive(Debug, Entity)]
#[odata(
    type = "microsoft.graph.thing",
    version = "beta",
    note = "it needs a licence",
    scopes(delegated = "Thing.Read")
)]
struct Thing {}

#[tokio::test]
async fn an_answer_that_is_an_entity_brings_what_its_type_says_of_requests() {
    assert_eq!(
        path!("/things/a").get::<Thing>().to_http(BASE).unwrap().uri(),
        "https://graph.example/beta/things/a"
    );
    assert_eq!(
        url(&path!("/things/a").get::<Json<Value>>().query("a b", "c&d")),
        "/things/a?a%20b=c%26d"
    );
    let service = statuses().start().await;
    service.inject(Fault::status(403).once());
    let request = path!("/things").get::<Page<Thing>>().version("v1.0");
    let error = client(&service).send(request).await.unwrap_err();
    assert!(error.to_string().contains("Thing.Read"), "{error}");
}
