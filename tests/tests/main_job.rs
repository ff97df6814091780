//! The main job: one annotated struct updates a device status over HTTP, and what reaches the service is what the
//! documentation of Microsoft Graph shows.

mod common;

use std::fmt;

use common::service::{client, empty};
use common::{DOCUMENTED_ANSWER, DeviceStatus, documented};
use odata_entity::Written;
use odata_entity_needs::{needed, needs};
use odata_entity_testing::RecordedRequest;
use serde::Deserialize;
use serde::de::{Deserializer, MapAccess, Visitor};
use serde_json::{Value, json};

const CONFIGURATION: &str = "0d1e5b4c-5b4c-0d1e-4c5b-1e0d4c5b1e0d";
const STATUS: &str = "477d3651-3651-477d-5136-7d4751367d47";

/// The body that the documentation shows, in its order.
const DOCUMENTED_BODY: [(&str, &str); 8] = [
    (
        "@odata.type",
        "#microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus",
    ),
    ("deviceDisplayName", "Device Display Name value"),
    ("userName", "User Name value"),
    ("deviceModel", "Device Model value"),
    (
        "complianceGracePeriodExpirationDateTime",
        "2016-12-31T23:56:44.951111-08:00",
    ),
    ("status", "notApplicable"),
    ("lastReportedDateTime", "2017-01-01T00:00:17.7769392-08:00"),
    ("userPrincipalName", "User Principal Name value"),
];

/// A JSON object whose members keep their order.
#[derive(Debug, PartialEq)]
struct Members(Vec<(String, Value)>);

impl<'de> Deserialize<'de> for Members {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrder;
        impl<'de> Visitor<'de> for InOrder {
            type Value = Members;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }

            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Members, A::Error> {
                let mut members = Vec::new();
                while let Some(member) = map.next_entry()? {
                    members.push(member);
                }
                Ok(Members(members))
            }
        }
        deserializer.deserialize_map(InOrder)
    }
}

impl Members {
    fn read(body: &[u8]) -> Self {
        serde_json::from_slice(body).unwrap()
    }

    fn documented() -> Self {
        let member = |(name, value): (&str, &str)| (name.to_owned(), json!(value));
        Self(DOCUMENTED_BODY.into_iter().map(member).collect())
    }

    /// As the documentation prints it: two spaces, CRLF.
    fn pretty(&self) -> String {
        let lines = self
            .0
            .iter()
            .map(|(name, value)| format!("  \"{name}\": {value}"));
        format!("{{\r\n{}\r\n}}", lines.collect::<Vec<_>>().join(",\r\n"))
    }
}

/// Sends the documented update; gives what reached the service, and what it answered.
async fn update() -> (RecordedRequest, Written<DeviceStatus>, String) {
    let set = format!("/deviceAppManagement/mobileAppConfigurations/{CONFIGURATION}/deviceStatuses");
    let service = empty()
        .insert(set, json!({"id": STATUS, "deviceModel": "Old model"}))
        .start()
        .await;
    let patch = documented().to_patch();
    let request = DeviceStatus::path(CONFIGURATION, STATUS).patch(&patch);
    let written = client(&service).send(request).await.unwrap();
    let [request] = &service.requests()[..] else {
        panic!("one request reaches the service")
    };
    (request.clone(), written, service.token())
}

#[tokio::test]
async fn the_documented_update_reaches_the_service() {
    let (request, written, token) = update().await;
    assert_eq!(request.method, "PATCH");
    assert_eq!(
        request.target,
        format!("/v1.0/deviceAppManagement/mobileAppConfigurations/{CONFIGURATION}/deviceStatuses/{STATUS}")
    );
    assert_eq!(request.header("content-type"), Some("application/json"));
    assert_eq!(request.header("accept"), Some("application/json"));
    assert_eq!(
        request.header("authorization"),
        Some(format!("Bearer {token}").as_str())
    );
    assert_eq!(Members::read(&request.body), Members::documented());
    assert_eq!(Members::read(&request.body).pretty().len(), 445);
    assert_eq!(written, Written::Entity(documented()));
}

#[tokio::test]
async fn the_documented_answer_parses_into_the_struct() {
    let answer = http::Response::new(DOCUMENTED_ANSWER.as_bytes().to_vec());
    let request = DeviceStatus::path(CONFIGURATION, STATUS).patch(&documented().to_patch());
    let written = request.read(answer).unwrap().into_entity().unwrap();
    assert_eq!(written.id, STATUS);
    assert_eq!(
        written.last_reported_date_time.unwrap().to_string(),
        "2017-01-01 00:00:17.776939200 -08:00"
    );
    assert_eq!(written.status.unwrap().as_str(), "notApplicable");
}

/// One documented call of the corpus, as far as it is needed here.
#[derive(Deserialize)]
struct Documented {
    entity: String,
    request: DocumentedRequest,
    response: DocumentedResponse,
}

#[derive(Deserialize)]
struct DocumentedRequest {
    method: String,
    body: Members,
    content_length_crlf: usize,
}

#[derive(Deserialize)]
struct DocumentedResponse {
    status: u16,
    body: Value,
}

#[needs("corpus/intune-v1.0-update.json")]
#[tokio::test]
async fn the_corpus_says_the_same() {
    let corpus = std::fs::read(needed!("corpus/intune-v1.0-update.json")).unwrap();
    let calls: Vec<Documented> = serde_json::from_slice(&corpus).unwrap();
    let first = &calls[0];
    assert_eq!(first.entity, "managedDeviceMobileAppConfigurationDeviceStatus");
    let (request, ..) = update().await;
    assert_eq!(request.method, first.request.method.as_str());
    let sent = Members::read(&request.body);
    assert_eq!(sent, first.request.body);
    assert_eq!(sent.pretty().len(), first.request.content_length_crlf);
    assert_eq!(first.response.status, 200);
    let read: DeviceStatus = serde_json::from_value(first.response.body.clone()).unwrap();
    assert_eq!(read, documented());
}
