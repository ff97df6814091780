//! Answers as real services give them: errors in successes, error bodies of many forms, batches refused as a whole.

mod common;

use common::clock::TestClock;
use common::service::client;
use futures_util::{StreamExt, stream};
use odata_entity::batch::Batch;
use odata_entity::profile::ErrorInSuccess;
use odata_entity::{Client, Entity, EntityPath, Error, FixedToken, Profile, ServiceError, Written};
use odata_entity_testing::{EntityType, Fault, Property, Service};
use serde_json::json;

/// A device of which nothing must be there, so that an error would read as one.
#[derive(Debug, Default, PartialEq, Entity)]
#[odata(type = "n.device", path = "/devices/{id}")]
struct Device {
    #[odata(key)]
    id: Option<String>,
    name: Option<String>,
    #[odata(read_only)]
    error: Option<serde_json::Value>,
}

async fn service() -> Service {
    let device = EntityType::new("n.device")
        .key("id")
        .property(Property::string("name"));
    Service::builder().entity_set("/devices", device).start().await
}

fn path() -> EntityPath<Device> {
    Device::path("1")
}

fn rename() -> odata_entity::Request<Written<Device>> {
    path().patch(&Device::patch().name("x"))
}

/// What all kinds of request make of an answer, by themselves and in a batch.
async fn outcomes(client: &Client) -> Vec<Option<Error>> {
    let list = Device::collection().list();
    let mut batch = Batch::new();
    let (read, write) = (batch.add(path().get()), batch.add(rename()));
    let (page, delete) = (batch.add(list.clone()), batch.add(path().delete()));
    let mut results = client.send_batch(batch).await;
    let mut bulk = client.send_all(stream::iter([((), rename())]));
    vec![
        client.send(path().get()).await.err(),
        client.exchange(path().get().tagged()).await.err(),
        client.send(rename()).await.err(),
        client.send(list.clone()).await.err(),
        client.items(list).next().await.and_then(Result::err),
        client.send(path().delete()).await.err(),
        results.take(read).err(),
        results.take(write).err(),
        results.take(page).err(),
        results.take(delete).err(),
        bulk.next().await.and_then(|outcome| outcome.result.err()),
    ]
}

fn answer_everything(service: &Service, body: &str) {
    service.clear_faults();
    let fault = Fault::status(200).body("application/json", body);
    service.inject(fault.clone().path("/devices/**"));
    service.inject(fault.clone().path("/devices"));
    service.inject(fault.in_batch());
}

#[tokio::test]
async fn a_success_that_holds_only_an_error_is_the_service_s_error() {
    let service = service().await;
    let client = client(&service);
    for body in [
        r#"{"error":{"code":"tooMany","message":"m"}}"#,
        r#"{"@odata.context":"x","error":{"code":"tooMany","message":"m"},"error@x.y":[{}]}"#,
        r#"{"odata.error":{"code":"tooMany","message":{"lang":"en","value":"m"}}}"#,
    ] {
        answer_everything(&service, body);
        for (at, error) in outcomes(&client).await.into_iter().enumerate() {
            let error = error.unwrap_or_else(|| panic!("{at}: {body}"));
            let Error::Service(service) = &error else {
                panic!("{at}: {error:?}")
            };
            assert_eq!(
                (service.status().as_u16(), service.code(), service.message()),
                (200, "tooMany", "m"),
                "{at}"
            );
            assert!(!error.is_retryable() && error.may_be_done(), "{at}");
        }
    }
    let body = "\u{feff}{\"error\":{\"code\":\"marked\"}}";
    service.inject(Fault::status(200).body("application/json", body));
    service.clear_faults();
    service.inject(Fault::status(200).body("application/json", body));
    let error = client.send(path().get()).await.unwrap_err();
    assert_eq!(error.service().map(ServiceError::code), Some("marked"));
    assert_eq!(error.body(), Some(body.as_bytes()));
}

#[tokio::test]
async fn an_error_beside_something_else_is_a_property_and_so_is_one_that_was_selected() {
    let service = service().await;
    let client = client(&service);
    for body in [r#"{"id":"1","error":{"code":"a"}}"#, r#"{"error":null}"#] {
        answer_everything(&service, body);
        client.send(path().get()).await.unwrap();
    }
    answer_everything(&service, r#"{"@odata.context":"x","error":{"code":"a"}}"#);
    let selected = client.send(path().get().select(Device::ERROR)).await.unwrap();
    assert_eq!(selected.error, Some(json!({"code": "a"})));
    let media = client.send(path().media()).await.unwrap();
    assert!(media.into_bytes().is_some(), "bytes are not looked into");
}

#[tokio::test]
async fn where_successes_are_written_as_errors_their_severity_decides() {
    let service = service().await;
    let mut profile = Profile::odata();
    profile.error_in_success = ErrorInSuccess::BySeverity;
    let client = Client::builder(service.base_url(), FixedToken::new(service.token()))
        .profile(profile)
        .clock(TestClock::new())
        .build()
        .unwrap();
    let body = |severity: &str| {
        format!(
            r#"{{"error":{{"code":"Base.1.0.Success","message":"m","@Message.ExtendedInfo":[
                {{"MessageId":"Base.1.0.Success","Message":"done","Severity":"OK"}},
                {{"MessageId":"Base.1.0.X","Message":"other","MessageSeverity":"{severity}"}}
            ]}}}}"#
        )
    };
    answer_everything(&service, &body("OK"));
    assert!(matches!(
        client.send(rename()).await,
        Ok(Written::NoContent { .. })
    ));
    client.send(path().delete()).await.unwrap();
    let mut batch = Batch::new();
    let (one, two) = (batch.add(rename()), batch.add(path().delete()));
    let mut results = client.send_batch(batch).await;
    assert!(matches!(results.take(one), Ok(Written::NoContent { .. })));
    results.take(two).unwrap();
    let mut bulk = client.send_all(stream::iter([((), rename())]));
    assert!(bulk.next().await.unwrap().result.is_ok());
    assert!(
        client.send(path().get()).await.is_err(),
        "a success without an entity is no entity"
    );

    answer_everything(&service, &body("Critical"));
    for (at, error) in outcomes(&client).await.into_iter().enumerate() {
        let Some(Error::Service(error)) = &error else {
            panic!("{at}: {error:?}")
        };
        let details: Vec<_> = error.details().iter().map(|detail| &*detail.message).collect();
        assert_eq!(details, ["done", "other"], "{at}");
    }
}

/// What is read of an error: code, deepest code, message, target, details.
type Shown = (
    &'static str,
    &'static str,
    &'static str,
    Option<&'static str>,
    &'static [(&'static str, &'static str)],
);

/// Bodies of errors, as services of many kinds write them.
const BODIES: &[(&str, Shown)] = &[
    (
        "\u{feff}{\"error\":{\"code\":\"a\",\"message\":\"m\"}}",
        ("a", "a", "m", None, &[]),
    ),
    (
        r#"{"error":{"code":"SY/530","message":{"lang":"en","value":"m"},"innererror":{"application":{}}}}"#,
        ("SY/530", "SY/530", "m", None, &[]),
    ),
    (
        r#"{"error":{"code":-2028,"message":"m"}}"#,
        ("-2028", "-2028", "m", None, &[]),
    ),
    (
        r#"{"error":{"code":404,"message":"m","target":7}}"#,
        ("404", "404", "m", Some("7"), &[]),
    ),
    (
        r#"{"error":{"code":"a","message":"m","target":null,"details":null,"innererror":null}}"#,
        ("a", "a", "m", None, &[]),
    ),
    (
        r#"{"error":{"code":"a","message":"m","details":[{"code":null,"message":"d","target":"t"},null,7,{"code":5}]}}"#,
        ("a", "a", "m", None, &[("", "d"), ("", "7"), ("5", "")]),
    ),
    (
        r#"{"error":{"code":"a","message":"m","details":{"code":"one","message":"alone"}}}"#,
        ("a", "a", "m", None, &[("one", "alone")]),
    ),
    (
        r#"{"error":{"code":"a","message":"m","innererror":{"code":"b"},"innerError":{"date":"d"}}}"#,
        ("a", "b", "m", None, &[]),
    ),
    (
        r#"{"error":{"code":["odd"],"message":"m","target":"t","details":"odd","innererror":"odd"}}"#,
        ("", "", "m", Some("t"), &[("", "odd")]),
    ),
    (
        r#"{"error":{"code":"a","message":{"no":"text"},"target":"t"}}"#,
        ("a", "a", "", Some("t"), &[]),
    ),
    (
        r#"{"error":"invalid_token","error_description":"m"}"#,
        ("invalid_token", "invalid_token", "m", None, &[]),
    ),
    (
        r#"{"odata.error":{"code":"-1, System.X","message":{"lang":"en-US","value":"m"}}}"#,
        ("-1, System.X", "-1, System.X", "m", None, &[]),
    ),
    (r#"{"code":"a","message":"m"}"#, ("a", "a", "m", None, &[])),
    (
        r#"{"Message":"m","ExceptionMessage":"x"}"#,
        ("", "", "m", None, &[]),
    ),
    (
        r#"{"type":"about:blank","title":"t","status":400,"detail":"m"}"#,
        ("", "", "m", None, &[]),
    ),
    (r#"{"statusCode":401,"message":"m"}"#, ("", "", "m", None, &[])),
    (
        r#"[{"error":{"code":"a","message":"m"}}]"#,
        ("a", "a", "m", None, &[]),
    ),
    (r#""m""#, ("", "", "m", None, &[])),
    (
        "{\"error\":{\"code\":\"a\",\"message\":\"m\nn\"}}",
        ("a", "a", "m n", None, &[]),
    ),
    (
        r#"{"error":{"code":"a","message":"m\ud800","code":"b"}}"#,
        ("a", "a", "m\u{fffd}\u{fffd}\u{fffd}", None, &[]),
    ),
    ("<!DOCTYPE html><title>Sign in</title>", ("", "", "", None, &[])),
    ("", ("", "", "", None, &[])),
    (r#"{"error":"#, ("", "", "", None, &[])),
];

fn check(error: &Error, body: &str, shown: Shown) {
    let service = error.service().unwrap_or_else(|| panic!("{body}: {error:?}"));
    let details: Vec<_> = service
        .details()
        .iter()
        .map(|detail| (&*detail.code, &*detail.message))
        .collect();
    assert_eq!(
        (
            service.code(),
            service.deepest_code(),
            service.message(),
            service.target(),
            &*details
        ),
        shown,
        "{body}"
    );
}

#[tokio::test]
async fn an_odd_member_of_an_error_loses_nothing_else() {
    let service = service().await;
    let client = client(&service);
    for (body, shown) in BODIES {
        service.clear_faults();
        let fault = Fault::status(400).body("application/json", *body);
        service.inject(fault.clone().path("/devices/**"));
        let error = client.send(path().get()).await.unwrap_err();
        check(&error, body, *shown);
        assert_eq!(error.body(), Some(body.as_bytes()), "the raw body survives");

        let refused = fault.clone().path("/$batch");
        service.inject(refused);
        let mut batch = Batch::new();
        let handle = batch.add(path().get());
        let error = client.send_batch(batch).await.take(handle).unwrap_err();
        check(&error, body, *shown);
        assert_eq!(error.body(), Some(body.as_bytes()));
    }
    let latin = b"{\"error\":{\"code\":\"a\",\"message\":\"caf\xe9\"}}";
    service.clear_faults();
    service.inject(Fault::status(400).body("application/json", latin.to_vec()));
    let error = client.send(path().get()).await.unwrap_err();
    let service = error.service().unwrap();
    assert_eq!(
        (service.code(), service.message(), service.body()),
        ("a", "caf\u{fffd}", &latin[..])
    );
}

#[tokio::test]
async fn a_batch_s_answer_with_a_mark_is_one_and_what_is_none_is_not_asked_for_again() {
    let service = service().await;
    let client = client(&service);
    let answer = |body: &str| Fault::status(200).body("application/json", body).path("/$batch");
    service.inject(answer("\u{feff}{\"responses\":[{\"id\":\"0\",\"status\":204}]}"));
    let mut batch = Batch::new();
    let handle = batch.add(rename());
    assert!(client.send_batch(batch).await.take(handle).is_ok());
    assert_eq!(service.requests().len(), 1, "a done change is not sent again");

    for (body, expected) in [
        ("<html>sign in</html>", "Decode"),
        ("{}", "Decode"),
        ("", "Decode"),
        (r#"{"error":{"code":"a"}}"#, "Service"),
    ] {
        service.clear();
        service.inject(answer(body));
        let mut batch = Batch::new();
        let handle = batch.add(rename());
        let error = client.send_batch(batch).await.take(handle).unwrap_err();
        assert!(format!("{error:?}").starts_with(expected), "{error:?}");
        assert_eq!(error.body(), Some(body.as_bytes()));
        assert!(error.may_be_done());
        assert_eq!(service.requests().len(), 1, "{body}");
        let bulk = client.send_all(stream::iter([((), rename())]));
        let outcome = bulk.collect::<Vec<_>>().await.remove(0);
        assert!(format!("{:?}", outcome.result).contains(expected));
        assert_eq!(service.requests().len(), 2, "{body}");
    }
}

#[tokio::test]
async fn two_answers_with_one_id_are_an_error_of_their_request() {
    let service = service().await;
    let client = client(&service);
    let body = r#"{"responses":[{"id":"0","status":204},{"id":"1","status":204},{"id":"0","status":400},{"id":"9","status":204}]}"#;
    service.inject(Fault::status(200).body("application/json", body).path("/$batch"));
    let mut batch = Batch::new();
    let (twice, once) = (batch.add(rename()), batch.add(rename()));
    let mut results = client.send_batch(batch).await;
    let error = results.take(twice).unwrap_err();
    assert!(
        matches!(&error, Error::Decode(error) if error.body() == br#"[{"id":"0","status":204},{"id":"0","status":400}]"#),
        "{error:?}"
    );
    assert!(error.may_be_done());
    assert!(results.take(once).is_ok());
    assert_eq!(service.requests().len(), 1);
}

#[tokio::test]
async fn an_answer_in_a_batch_with_more_headers_than_a_map_holds_is_an_error_and_no_panic() {
    let service = service().await;
    let client = client(&service);
    let headers: Vec<_> = (0..24_577).map(|at| format!("\"x{at}\":\"\"")).collect();
    let body = format!(
        r#"{{"responses":[{{"id":"0","status":204,"headers":{{{}}}}},{{"id":"1","status":204}}]}}"#,
        headers.join(",")
    );
    service.inject(Fault::status(200).body("application/json", body).path("/$batch"));
    let mut batch = Batch::new();
    let (many, none) = (batch.add(rename()), batch.add(rename()));
    let mut results = client.send_batch(batch).await;
    let error = results.take(many).unwrap_err();
    assert!(error.to_string().contains("headers"), "{error}");
    assert!(results.take(none).is_ok());

    let bulk = client.send_all(stream::iter([(0, rename()), (1, rename())]));
    let outcomes: Vec<_> = bulk.map(|outcome| outcome.result.is_ok()).collect().await;
    assert_eq!(outcomes, [false, true], "the stream goes on");
}

#[tokio::test]
async fn a_batch_that_is_refused_as_a_whole_keeps_its_body_once() {
    let service = service().await;
    let client = client(&service);
    for body in [
        format!("{{\"error\":{{\"message\":\"{}\"}}}}", "x".repeat(1 << 16)),
        "<".repeat(1 << 16),
    ] {
        for status in [200, 400, 401, 403, 500, 504] {
            service.clear_faults();
            let fault = Fault::status(status).body("application/json", body.clone());
            service.inject(fault.path("/$batch"));
            let mut batch = Batch::new();
            let handles: Vec<_> = (0..20).map(|_| batch.add(rename())).collect();
            let mut results = client.send_batch(batch).await;
            let errors: Vec<_> = handles
                .into_iter()
                .map(|handle| results.take(handle).unwrap_err())
                .collect();
            let bulk = client.send_all(stream::iter((0..20).map(|at| (at, rename()))));
            let bulk: Vec<_> = bulk
                .filter_map(|outcome| std::future::ready(outcome.result.err()))
                .collect()
                .await;
            for errors in [errors, bulk] {
                assert_eq!(errors.len(), 20);
                let bodies = errors.iter().map(|error| error.body().unwrap().as_ptr());
                let bodies = bodies.collect::<std::collections::HashSet<_>>().len();
                // What a gateway gave up on is sent again, each after its own wait.
                assert!(bodies == 1 || status == 504, "{status}: {bodies}");
                assert_eq!(errors[0].body(), Some(body.as_bytes()));
            }
        }
    }
}
