//! Actions and functions as structs: what is sent, and what is read, over TCP.

mod common;

use chrono::{DateTime, FixedOffset, NaiveDate};
use common::service::client;
use odata_entity::batch::Batch;
use odata_entity::{
    Action, ComplexType, Entity, EnumType, Error, Flags, Function, Json, Media, Operation, Page, Profile,
    Request, Single, path,
};
use odata_entity_testing::{Fault, Service};
use serde_json::{Value, json};

const GRAPH: &str = "https://graph.microsoft.com/v1.0";
const OTHER: &str = "https://fleet.example/odata";

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDevice",
    path = "/deviceManagement/managedDevices/{managedDeviceId}"
)]
struct ManagedDevice {
    #[odata(key)]
    id: String,
    device_name: Option<String>,
}

#[derive(Debug, Clone, Default, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "wipe", on = ManagedDevice)]
struct Wipe {
    keep_enrollment_data: Option<bool>,
    keep_user_data: Option<bool>,
    mac_os_unlock_code: Option<String>,
}

#[derive(Debug, Action)]
#[odata(name = "syncDevice", on = ManagedDevice)]
struct SyncDevice;

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
struct User {
    #[odata(key)]
    id: String,
    display_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.color", flags)]
enum Color {
    Red,
    Blue,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.period")]
enum Period {
    D7,
    #[odata(evolved)]
    Year,
    UnknownFutureValue,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.timeSlot", base = "microsoft.graph.slot")]
struct TimeSlot {
    start: Option<String>,
    places: Option<i32>,
}

#[derive(Debug, Function)]
#[serde(rename_all = "camelCase")]
#[odata(name = "reminderView", on = User, returns = Page<Json<Value>>)]
struct ReminderView {
    start_date_time: DateTime<FixedOffset>,
    end: Option<NaiveDate>,
    text: Option<String>,
    period: Option<Period>,
    colors: Option<Flags<Color>>,
}

#[derive(Debug, Function)]
#[odata(name = "delta", on(collection = User), returns = Page<User>)]
struct Delta {}

#[derive(Debug, Function)]
#[odata(name = "findMeetingTimes", on = User, returns = Single<i32>)]
struct FindTimes {
    slot: Option<TimeSlot>,
    ids: Vec<String>,
    any: Option<Value>,
    count: i32,
}

/// The body, or the target where there is none.
fn body<R>(request: &Request<R>) -> Value {
    serde_json::from_slice(request.to_http(GRAPH).unwrap().body()).unwrap()
}

fn target<R>(request: &Request<R>, base: &str) -> String {
    let http = request.to_http(base).unwrap();
    format!(
        "{} {}",
        http.method(),
        http.uri().to_string().strip_prefix(base).unwrap()
    )
}

#[test]
fn the_parameters_of_an_action_are_its_body_and_what_is_none_is_left_out() {
    let path = ManagedDevice::path("d");
    let wipe = path.call(&Wipe {
        keep_user_data: Some(true),
        ..Wipe::default()
    });
    assert_eq!(
        target(&wipe, GRAPH),
        "POST /deviceManagement/managedDevices/d/wipe"
    );
    assert_eq!(body(&wipe), json!({"keepUserData": true}));
    let sync = path.call(&SyncDevice);
    assert_eq!(
        sync.to_http(GRAPH).unwrap().body(),
        b"{}",
        "an action without parameters has a body too"
    );
    assert_eq!(
        wipe.template(),
        "/deviceManagement/managedDevices/{managedDeviceId}/wipe"
    );
    assert_eq!(Wipe::NAME, "wipe");
    assert!(!wipe.is_repeatable());
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.assignment")]
struct Assignment {
    #[odata(key)]
    id: Option<String>,
    target: Option<TimeSlot>,
    #[odata(read_only)]
    changed: Option<String>,
}

#[derive(Debug, Action)]
#[odata(name = "microsoft.graph.assign", on = ManagedDevice, on(collection = User), returns = Page<Assignment>)]
struct Assign {
    #[odata(entity, name = "assignments")]
    all: Vec<Assignment>,
    #[odata(entity)]
    first: Option<Assignment>,
    #[serde(rename = "slots")]
    places: Option<Vec<TimeSlot>>,
}

#[test]
fn entities_and_complex_values_are_written_as_they_are_created() {
    let slot = TimeSlot {
        start: Some("a".to_owned()),
        places: None,
    };
    let assignment = Assignment {
        id: Some("never sent".to_owned()),
        target: Some(slot.clone()),
        changed: Some("never sent".to_owned()),
    };
    let assign = Assign {
        all: vec![assignment],
        first: None,
        places: Some(vec![slot]),
    };
    let call = ManagedDevice::path("d").call(&assign);
    let tagged = json!({"@odata.type": "#microsoft.graph.timeSlot", "start": "a"});
    assert_eq!(
        body(&call),
        json!({
            "assignments": [{"@odata.type": "#microsoft.graph.assignment", "target": tagged}],
            "slots": [tagged],
        })
    );
    // The name is as the attribute has it, and an operation may be bound to several types.
    assert_eq!(
        target(&User::collection().call(&assign), GRAPH),
        "POST /users/microsoft.graph.assign"
    );
}

#[test]
fn the_parameters_of_a_function_are_literals_in_its_url() {
    let view = ReminderView {
        start_date_time: "2024-01-02T03:04:05Z".parse().unwrap(),
        end: NaiveDate::from_ymd_opt(2024, 2, 3),
        text: Some("it's a/b".to_owned()),
        period: Some(Period::D7),
        colors: Some(Flags::from([Color::Red, Color::Blue])),
    };
    assert_eq!(
        target(&User::path("u").call(&view), GRAPH),
        "GET /users/u/reminderView(startDateTime=2024-01-02T03%3A04%3A05Z,end=2024-02-03,text='it%27%27s%20a%2Fb',\
         period=microsoft.graph.period'd7',colors=microsoft.graph.color'red%2Cblue')"
    );
    let short = ReminderView {
        end: None,
        text: Some(String::new()),
        period: None,
        colors: None,
        ..view
    };
    assert_eq!(
        target(&User::path("u").call(&short), GRAPH),
        "GET /users/u/reminderView(startDateTime=2024-01-02T03%3A04%3A05Z,text='')"
    );
}

#[test]
fn structured_parameters_of_a_function_go_by_alias() {
    let find = FindTimes {
        slot: Some(TimeSlot {
            start: Some("a&b".to_owned()),
            places: Some(2),
        }),
        ids: vec!["x'y".to_owned()],
        any: None,
        count: 3,
    };
    let call = User::path("u").call(&find).query("$top", "1");
    let target = target(&call, OTHER);
    let (path, query) = target.split_once('?').unwrap();
    assert_eq!(path, "GET /users/u/findMeetingTimes(slot=@slot,ids=@ids,count=3)");
    let query: Vec<(String, String)> = query
        .split('&')
        .map(|option| {
            let (name, value) = option.split_once('=').unwrap();
            (name.to_owned(), percent(value))
        })
        .collect();
    assert_eq!(
        query,
        [
            (
                "@slot".to_owned(),
                r##"{"@odata.type":"#microsoft.graph.timeSlot","start":"a&b","places":2}"##.to_owned()
            ),
            ("@ids".to_owned(), r#"["x'y"]"#.to_owned()),
            ("$top".to_owned(), "1".to_owned()),
        ]
    );
}

#[derive(Debug, Function)]
#[serde(rename_all = "camelCase")]
#[odata(name = "report", on = User, returns = Single<i32>)]
struct Report {
    #[odata(quoted)]
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
    #[odata(alias)]
    title: Option<String>,
    #[odata(alias, quoted)]
    period: Option<Period>,
    #[odata(quoted)]
    top: i32,
    last: i32,
}

#[test]
fn a_parameter_has_the_form_of_its_attributes_and_the_next_has_its_own() {
    let report = Report {
        from: None,
        to: NaiveDate::from_ymd_opt(2024, 2, 3),
        title: Some("it's a/b".to_owned()),
        period: Some(Period::D7),
        top: 1,
        last: 2,
    };
    let call = target(&User::path("u").call(&report), GRAPH);
    assert_eq!(
        percent(&call),
        "GET /users/u/report(to=2024-02-03,title=@title,period=@period,top='1',last=2)?@title='it''s a/b'&@period='d7'"
    );
    assert!(!call.contains("a/b"), "{call}");
    let short = Report {
        from: NaiveDate::from_ymd_opt(2024, 1, 1),
        to: None,
        title: None,
        period: Some(Period::Year),
        ..report
    };
    let call = User::path("u").call(&short);
    assert_eq!(
        percent(&target(&call, GRAPH)),
        "GET /users/u/report(from='2024-01-01',period=@period,top='1',last=2)?@period='year'"
    );
    assert_eq!(
        call.to_http(GRAPH).unwrap().headers()["prefer"],
        "include-unknown-enum-members"
    );
    let sentinel = User::path("u").call(&Report {
        period: Some(Period::UnknownFutureValue),
        ..short
    });
    assert!(matches!(sentinel.to_http(GRAPH), Err(Error::Sentinel { property }) if property == "period"));
}

/// Percent-decoded.
fn percent(text: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => {
                let hex: String = bytes.by_ref().take(2).map(char::from).collect();
                u8::from_str_radix(&hex, 16).unwrap()
            }
            byte => byte,
        });
    }
    String::from_utf8(out).unwrap()
}

#[test]
fn a_function_without_arguments_has_parentheses_where_the_service_wants_them() {
    let delta = User::collection().call(&Delta {});
    assert_eq!(target(&delta, GRAPH), "GET /users/delta");
    assert_eq!(target(&delta, OTHER), "GET /users/delta()");
    assert_eq!(
        target(&delta.clone().select(User::ID), OTHER),
        "GET /users/delta()?$select=id"
    );
    let mut graph = Profile::of(GRAPH);
    assert!(
        delta
            .to_http_for(OTHER, &graph)
            .unwrap()
            .uri()
            .path()
            .ends_with("/delta")
    );
    graph.empty_parentheses = true;
    assert!(
        delta
            .to_http_for(GRAPH, &graph)
            .unwrap()
            .uri()
            .path()
            .ends_with("/delta()")
    );
}

#[test]
fn what_has_no_form_in_a_url_is_an_error_that_names_the_parameter() {
    let view = |period| ReminderView {
        start_date_time: "2024-01-02T03:04:05Z".parse().unwrap(),
        end: None,
        text: None,
        period,
        colors: None,
    };
    let call = User::path("u").call(&view(Some(Period::UnknownFutureValue)));
    assert!(matches!(call.to_http(GRAPH), Err(Error::Sentinel { property }) if property == "period"));
    let leap = "2016-12-31T23:59:60Z".parse::<DateTime<FixedOffset>>().unwrap();
    let call = User::path("u").call(&ReminderView {
        start_date_time: leap,
        ..view(None)
    });
    assert!(matches!(call.to_http(GRAPH), Err(Error::Value { property, .. }) if property == "startDateTime"));
    let evolved = User::path("u").call(&view(Some(Period::Year)));
    assert_eq!(
        evolved.to_http(GRAPH).unwrap().headers()["prefer"],
        "include-unknown-enum-members"
    );
    // And a key that no path can carry is one as everywhere.
    assert!(matches!(
        User::path("").call(&Delta2 {}).to_http(GRAPH),
        Err(Error::Path(_))
    ));
}

#[derive(Debug, Function)]
#[odata(name = "delta2", on = User, returns = Media)]
struct Delta2 {}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(path = "/deviceManagement/reports/getCachedReport", returns = Media)]
struct GetCachedReport {
    id: String,
    top: Option<i32>,
}

#[derive(Debug, Function)]
#[serde(rename_all = "camelCase")]
#[odata(name = "retrieve", on = "/teams/{teamId}/channels/{channel: String}", returns = Json<Value>)]
struct Retrieve {
    days: i32,
}

#[test]
fn an_operation_with_a_path_is_called_there() {
    let report = GetCachedReport {
        id: "r".to_owned(),
        top: None,
    };
    let call = report.call();
    assert_eq!(
        target(&call, GRAPH),
        "POST /deviceManagement/reports/getCachedReport"
    );
    assert_eq!(body(&call), json!({"id": "r"}));
    assert_eq!(call.to_http(GRAPH).unwrap().headers()["accept"], "*/*");
    let call = Retrieve { days: 5 }.call("t/1", "c");
    assert_eq!(
        target(&call, GRAPH),
        "GET /teams/t%2F1/channels/c/retrieve(days=5)"
    );
    assert_eq!(GetCachedReport::NAME, "getCachedReport");
    // On a path of no type, too.
    let any = path!("/me").call(&Retrieve { days: 1 });
    assert_eq!(target(&any, GRAPH), "GET /me/retrieve(days=1)");
}

#[derive(Debug, Function)]
#[odata(name = "isManaged", on = User, returns = Single<bool>)]
struct IsManaged {}

#[derive(Debug, Function)]
#[odata(name = "manager", on = User, returns = Option<User>)]
struct Manager {}

#[derive(Debug, Action)]
#[odata(name = "enable", on = User, returns = User)]
struct Enable {}

#[tokio::test]
async fn what_it_returns_is_read() {
    let service = Service::builder().start().await;
    let client = client(&service);
    let user = User::path("u");
    let answer = |status: u16, body: &Value| {
        service.inject(
            Fault::status(status)
                .body("application/json", body.to_string())
                .once(),
        );
    };
    service.inject(Fault::status(204).once());
    client.send(user.call(&NoReturn {})).await.unwrap();
    assert_eq!(service.requests()[0].body, b"{}");
    answer(200, &json!({"@odata.context": "c", "value": true}));
    assert!(client.send(user.call(&IsManaged {})).await.unwrap().0);
    service.inject(Fault::status(204).once());
    assert_eq!(client.send(user.call(&Manager {})).await.unwrap(), None);
    answer(201, &json!({"id": "u", "displayName": "Ann"}));
    assert_eq!(
        client
            .send(user.call(&Enable {}))
            .await
            .unwrap()
            .display_name
            .as_deref(),
        Some("Ann")
    );
    service.inject(Fault::status(200).body("image/png", "bytes").once());
    assert_eq!(
        client
            .send(user.call(&Delta2 {}))
            .await
            .unwrap()
            .into_bytes()
            .unwrap(),
        b"bytes"
    );
    // A collection has pages.
    let next = format!("{}/users/delta?$skiptoken=a", service.base_url());
    answer(200, &json!({"value": [{"id": "a"}], "@odata.nextLink": next}));
    answer(200, &json!({"value": [{"id": "b"}], "@odata.deltaLink": "d"}));
    let mut items = client.items(User::collection().call(&Delta {}));
    let mut ids = Vec::new();
    while let Some(user) = items.try_next().await.unwrap() {
        ids.push(user.id);
    }
    assert_eq!(ids, ["a", "b"]);
}

#[derive(Debug, Action)]
#[odata(name = "sendMail", on = User)]
struct NoReturn {}

#[tokio::test]
async fn accepted_work_without_a_monitor_is_done_as_far_as_anybody_knows() {
    let service = Service::builder().start().await;
    let client = client(&service);
    service.inject(Fault::status(202).once());
    client.send(User::path("u").call(&NoReturn {})).await.unwrap();
    service.inject(Fault::status(202).header("location", "/monitor/a").once());
    let error = client.send(User::path("u").call(&NoReturn {})).await.unwrap_err();
    assert!(
        error
            .monitor()
            .is_some_and(|monitor| monitor.ends_with("/monitor/a"))
    );
    // Something to read is not there yet.
    service.inject(Fault::status(202).once());
    let error = client.send(User::path("u").call(&Enable {})).await.unwrap_err();
    assert!(matches!(error, Error::Accepted(_)));
}

#[tokio::test]
async fn an_action_is_not_sent_again_and_a_function_is() {
    let service = Service::builder().start().await;
    let client = client(&service);
    service.inject(Fault::status(504).once());
    client
        .send(ManagedDevice::path("d").call(&SyncDevice))
        .await
        .unwrap_err();
    assert_eq!(service.requests().len(), 1);
    service.inject(Fault::status(504).once());
    service.inject(Fault::status(204).once());
    client
        .send(ManagedDevice::path("d").call(&SyncDevice).repeatable())
        .await
        .unwrap();
    assert_eq!(service.requests().len(), 3);
    service.inject(Fault::status(504).once());
    service.inject(
        Fault::status(200)
            .body("application/json", r#"{"value":true}"#)
            .once(),
    );
    assert!(client.send(User::path("u").call(&IsManaged {})).await.unwrap().0);
    assert_eq!(service.requests().len(), 5);
}

#[tokio::test]
async fn operations_go_in_a_batch_and_can_be_explained() {
    let wipe = ManagedDevice::path("d").call(&Wipe::default());
    assert!(wipe.explain().unwrap().curl().contains("/managedDevices/d/wipe"));
    let mut batch = Batch::new();
    let _wipe = batch.add(wipe);
    let delta = batch.add(User::collection().call(&Delta {}));
    let service = Service::builder().start().await;
    let mut results = client(&service).send_batch(batch).await;
    assert!(
        matches!(results.take(delta), Err(Error::NotFound(_))),
        "the service has no such set"
    );
    let sent: Value = serde_json::from_slice(&service.requests()[0].body).unwrap();
    assert_eq!(sent["requests"][0]["body"], json!({}));
    assert_eq!(sent["requests"][1]["url"], "users/delta()");
}

/// Names of generated code as parameters.
#[derive(Debug, Action)]
#[odata(name = "names", on = User)]
struct Names {
    out: i32,
    r#type: Option<String>,
    call: Option<bool>,
    self_: u8,
}

#[test]
fn names_of_generated_code_are_parameters_like_others() {
    let names = Names {
        out: 1,
        r#type: None,
        call: Some(true),
        self_: 2,
    };
    assert_eq!(
        body(&User::path("u").call(&names)),
        json!({"out": 1, "call": true, "self_": 2})
    );
}
