//! PATCH: what changes, what stays, what is refused.

mod common;

use common::sent::{STATUS, device_status, documented, send, statuses};
use odata_entity_testing::{ErrorStyle, IfMatch, TypeTags, UpdateAnswer};
use serde_json::{Value, json};

#[test]
fn a_patch_changes_what_it_says_and_nothing_else() {
    let service = statuses().start_blocking();
    let answer = send(&service, "PATCH", STATUS)
        .json(json!({"deviceModel": "Surface", "userName": null}))
        .answer();
    assert_eq!(answer.status, 200);
    let mut expected = documented();
    expected["deviceModel"] = json!("Surface");
    expected["userName"] = Value::Null;
    assert_eq!(service.entity(STATUS), Some(expected.clone()));

    let mut body = answer.json();
    let context = body["@odata.context"].as_str().unwrap().to_owned();
    let place = "/$metadata#deviceAppManagement/mobileAppConfigurations('config-id')/deviceStatuses/$entity";
    assert_eq!(context, format!("{}{place}", service.base_url()));
    assert_eq!(body["@odata.etag"].as_str(), answer.header("ETag"));
    body.as_object_mut()
        .unwrap()
        .retain(|name, _| !name.starts_with('@'));
    assert_eq!(body, expected);
    for (name, value) in [("OData-Version", Some("4.0")), ("Location", None)] {
        assert_eq!(answer.header(name), value, "{name}");
    }
    assert!(
        answer
            .header("Content-Type")
            .unwrap()
            .starts_with("application/json")
    );
    let text = String::from_utf8(answer.body).unwrap();
    assert!(
        text.starts_with("{\"@odata.context\":") && text.find("\"userName\"") < text.find("\"deviceModel\""),
        "{text}"
    );
}

#[test]
fn what_the_type_does_not_allow_is_refused_and_changes_nothing() {
    let service = statuses().start_blocking();
    let cases = [
        (json!({"nope": 1}), "nope"),
        (json!({"DeviceModel": "x"}), "DeviceModel"),
        (json!({"id": "status-id"}), "id"),
        (json!({"deviceModel": 7}), "deviceModel"),
        (json!({"deviceModel": ["x"]}), "deviceModel"),
        (json!({"status": null}), "status"),
        (json!({"status": "fine"}), "status"),
        (json!({"status": "NotApplicable"}), "status"),
        (
            json!({"lastReportedDateTime": "2017-01-01"}),
            "lastReportedDateTime",
        ),
        (json!({"lastReportedDateTime": null}), "lastReportedDateTime"),
        (
            json!({"@odata.type": "#microsoft.graph.device", "deviceModel": "x"}),
            "@odata.type",
        ),
        (json!({"nope@odata.bind": "x"}), "nope@odata.bind"),
    ];
    for (body, target) in cases {
        let answer = send(&service, "PATCH", STATUS).json(body.clone()).answer();
        assert_eq!(
            (answer.status, answer.json()["error"]["target"].as_str()),
            (400, Some(target)),
            "{body}"
        );
    }
    assert_eq!(service.entity(STATUS), Some(documented()));
    let two = send(&service, "PATCH", STATUS)
        .json(json!({"nope": 1, "status": null, "deviceModel": "x"}))
        .answer();
    assert_eq!(two.json()["error"]["details"].as_array().map(Vec::len), Some(2));
}

#[test]
fn bodies_that_change_nothing_are_refused() {
    let service = statuses().start_blocking();
    let tag = "#microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus";
    for body in [
        json!({}),
        json!({"@odata.type": tag}),
        json!({"@odata.etag": "x"}),
    ] {
        let answer = send(&service, "PATCH", STATUS).json(body).answer();
        assert_eq!(
            (answer.status, answer.message().as_str()),
            (400, "At least 1 property must be changed.")
        );
    }
    for body in [
        "",
        "{",
        "[]",
        "null",
        "{\"userName\":\"a\",\"userName\":\"b\"}",
        "{\"userName\":\"a\"} x",
    ] {
        assert_eq!(
            send(&service, "PATCH", STATUS)
                .text("application/json", body)
                .status(),
            400,
            "{body}"
        );
    }
    assert_eq!(service.entity(STATUS), Some(documented()));
}

#[test]
fn other_media_types_are_refused() {
    let service = statuses().start_blocking();
    let body = "{\"userName\":\"a\"}";
    for media in [
        "text/plain",
        "application/jsonx",
        "application/x-www-form-urlencoded",
        "",
    ] {
        assert_eq!(
            send(&service, "PATCH", STATUS).text(media, body).status(),
            415,
            "{media}"
        );
    }
    for media in [
        "application/json; charset=utf-8",
        "Application/JSON;odata.metadata=minimal",
    ] {
        assert_eq!(
            send(&service, "PATCH", STATUS).text(media, body).status(),
            200,
            "{media}"
        );
    }
}

#[test]
fn type_tags_follow_the_rule_of_the_service() {
    let name = "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus";
    let status = |rule: TypeTags, tag: Option<&str>| {
        let service = statuses().type_tags(rule).start_blocking();
        let body = match tag {
            Some(tag) => json!({"@odata.type": tag, "userName": "x"}),
            None => json!({"userName": "x"}),
        };
        send(&service, "PATCH", STATUS).json(body).status()
    };
    let tag = format!("#{name}");
    for (rule, tagged, untagged) in [
        (TypeTags::Checked, 200, 200),
        (TypeTags::Refused, 400, 200),
        (TypeTags::Required, 200, 400),
    ] {
        assert_eq!(
            (
                status(rule, Some(&tag)),
                status(rule, Some(name)),
                status(rule, None)
            ),
            (tagged, tagged, untagged)
        );
    }
}

#[test]
fn an_update_answers_as_asked() {
    let service = statuses().start_blocking();
    let minimal = send(&service, "PATCH", STATUS)
        .json(json!({"userName": "a"}))
        .header("Prefer", "return=minimal")
        .answer();
    assert_eq!(
        (minimal.status, minimal.header("Preference-Applied")),
        (204, Some("return=minimal"))
    );
    assert_eq!(
        minimal.header("OData-EntityId"),
        Some(format!("{}{STATUS}", service.base_url()).as_str())
    );
    assert_eq!(minimal.header("ETag"), service.entity_tag(STATUS).as_deref());

    let silent = device_status().update_answer(UpdateAnswer::NoContent);
    let service = odata_entity_testing::Service::builder()
        .entity_set("/s", silent)
        .insert("/s", documented())
        .start_blocking();
    let patch = || send(&service, "PATCH", "/s/status-id").json(json!({"userName": "a"}));
    assert_eq!(patch().answer().status, 204);
    let whole = patch().header("Prefer", "return=representation").answer();
    assert_eq!(
        (whole.status, whole.header("Preference-Applied")),
        (200, Some("return=representation"))
    );
}

#[test]
fn entity_tags_guard_changes() {
    let service = statuses().start_blocking();
    let patch = || send(&service, "PATCH", STATUS).json(json!({"userName": "a"}));
    let old = service.entity_tag(STATUS).unwrap();
    assert_eq!(patch().header("If-Match", &old).status(), 200);
    assert_ne!(service.entity_tag(STATUS).unwrap(), old);
    assert_eq!(patch().header("If-Match", &old).status(), 412);
    assert_eq!(patch().header("If-Match", "*").status(), 200);
    assert_eq!(patch().header("If-None-Match", "*").status(), 412);
    assert_eq!(
        send(&service, "DELETE", STATUS).header("If-Match", &old).status(),
        412
    );

    let strict = device_status().if_match(IfMatch::Required);
    let service = odata_entity_testing::Service::builder()
        .entity_set("/s", strict)
        .insert("/s", documented())
        .start_blocking();
    let patch = || send(&service, "PATCH", "/s/status-id").json(json!({"userName": "a"}));
    assert_eq!(patch().status(), 428);
    assert_eq!(patch().header("If-Match", "*").status(), 200);
    assert_eq!(send(&service, "DELETE", "/s/status-id").status(), 428);
}

#[test]
fn messages_can_be_json_as_intune_writes_them() {
    let service = statuses().error_style(ErrorStyle::Intune).start_blocking();
    let answer = send(&service, "PATCH", STATUS)
        .json(json!({}))
        .header("client-request-id", "mine")
        .answer();
    let inner: Value = serde_json::from_str(&answer.message()).unwrap();
    assert_eq!(inner["Message"], "At least 1 property must be changed.");
    let error = &answer.json()["error"];
    assert_eq!(error["innerError"]["client-request-id"], "mine");
    assert_eq!(
        error["innerError"]["request-id"].as_str(),
        answer.header("request-id")
    );
    assert_eq!(answer.header("client-request-id"), Some("mine"));
}
