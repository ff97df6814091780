//! The tour of the guide, word for word but for imports and the client's set-up, against the embedded service.
#![expect(missing_docs, reason = "the tour's types are as the guide has them")]

use chrono::{DateTime, FixedOffset};
use odata_entity::{Action, Client, Entity, EnumType, Error, FixedToken, Json, path};
use odata_entity_needs::{needed, needs};
use odata_entity_testing::{EntityType, EnumType as Enumeration, Fault, Property, Service};
use serde::Deserialize;
use serde_json::{Value, json};
use std::sync::{Arc, Mutex};

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus",
    path = "/deviceAppManagement/mobileAppConfigurations/{managedDeviceMobileAppConfigurationId}/deviceStatuses/{managedDeviceMobileAppConfigurationDeviceStatusId}"
)]
pub struct DeviceStatus {
    #[odata(key)]
    pub id: String,
    pub device_display_name: Option<String>,
    pub user_name: Option<String>,
    pub device_model: Option<String>,
    #[odata(non_nullable)]
    pub compliance_grace_period_expiration_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub status: Option<ComplianceStatus>,
    #[odata(non_nullable)]
    pub last_reported_date_time: Option<DateTime<FixedOffset>>,
    pub user_principal_name: Option<String>,
}

#[rustfmt::skip]
#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.complianceStatus")]
pub enum ComplianceStatus {
    Unknown, NotApplicable, Compliant, Remediated, NonCompliant, Error, Conflict, NotAssigned,
    #[odata(other)]
    Other(String),          // any member this build does not know, kept as it came
}

/// The device statuses of Microsoft Graph, one of them there.
async fn service() -> Service {
    let status = Enumeration::new([
        "unknown",
        "notApplicable",
        "compliant",
        "remediated",
        "nonCompliant",
        "error",
        "conflict",
        "notAssigned",
    ])
    .named("microsoft.graph.complianceStatus");
    let device_status = EntityType::new("microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus")
        .key("id")
        .property(Property::string("deviceDisplayName"))
        .property(Property::string("userName"))
        .property(Property::string("deviceModel"))
        .property(Property::date_time_offset("complianceGracePeriodExpirationDateTime").non_nullable())
        .property(Property::enumeration("status", status).non_nullable())
        .property(Property::date_time_offset("lastReportedDateTime").non_nullable())
        .property(Property::string("userPrincipalName"));
    let set = "/deviceAppManagement/mobileAppConfigurations/config-id/deviceStatuses";
    let entity = |id: &str, user: &str, status: &str| {
        json!({
            "id": id, "deviceDisplayName": "PC-7", "userName": user, "deviceModel": "Model", "status": status,
            "lastReportedDateTime": "2017-01-01T00:00:17.7769392-08:00",
        })
    };
    Service::builder()
        .entity_set(set, device_status)
        .insert(set, entity("status-id", "Ann", "compliant"))
        .insert(set, entity("other-id", "Ada", "error"))
        .insert(set, entity("third-id", "Bob", "error"))
        .start()
        .await
}

#[tokio::test]
#[rustfmt::skip]
async fn the_tour() -> Result<(), Error> {
    let service = service().await;
    let client = Client::new(service.base_url(), FixedToken::new(service.token()))?;
    let before = client.send(DeviceStatus::path("config-id", "status-id").get()).await?;

    let patch = DeviceStatus::patch()
        .status(ComplianceStatus::NotApplicable)
        .device_model("Device Model value")
        .user_name(None);                                   // null on the wire: clears it. Not mentioned: not sent.
    let path = DeviceStatus::path("config-id", "status-id"); // one typed argument per placeholder, in order
    let updated = client.send(path.patch(&patch)).await?;    // 200 + entity, or 204

    let mut after = before.clone();                          // or: edit a plain copy, send the difference
    after.device_model = Some("Surface".into());
    client.send(path.patch(&before.diff(&after))).await?;

    let page = client.send(DeviceStatus::collection("config-id").list()
        .select((DeviceStatus::ID, DeviceStatus::STATUS))
        .filter(DeviceStatus::STATUS.eq(ComplianceStatus::Error).and(DeviceStatus::USER_NAME.starts_with("A")))
        .top(50)).await?;

    // What the tour claims must be so.
    let updated = updated.into_entity().expect("the service answers with the entity");
    assert_eq!(updated.status, Some(ComplianceStatus::NotApplicable));
    assert_eq!((updated.device_model.as_deref(), updated.user_name), (Some("Device Model value"), None));
    assert_eq!(updated.last_reported_date_time, before.last_reported_date_time);
    let stored = service.entity(path.as_str()?).expect("the entity is there");
    assert_eq!(stored["deviceModel"], "Surface");
    let ids: Vec<_> = page.value.iter().map(|status| (&*status.id, &status.status)).collect();
    assert_eq!(ids, [("other-id", &Some(ComplianceStatus::Error))]);
    let bodies: Vec<_> = service.requests().iter().map(|request| request.body.clone()).collect();
    let tag = r##""@odata.type":"#microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus""##;
    let written = |members: &str| format!("{{{tag},{members}}}").into_bytes();
    assert_eq!(bodies, [
        vec![],
        written(r#""userName":null,"deviceModel":"Device Model value","status":"notApplicable""#),
        written(r#""deviceModel":"Surface""#),
        vec![],
    ]);
    Ok(())
}

#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ExportJob {
    pub report_name: String,
}

#[derive(Debug, Entity)]
#[odata(
    type = "microsoft.graph.managedDevice",
    path = "/deviceManagement/managedDevices/{managedDeviceId}"
)]
pub struct ManagedDevice {}

#[derive(Debug, Default, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "wipe", on = ManagedDevice)]
pub struct Wipe {
    pub keep_enrollment_data: Option<bool>,
    pub keep_user_data: Option<bool>,
}

#[derive(Debug, Entity)]
#[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
pub struct User {
    #[odata(key)]
    pub id: String,
}

#[derive(Debug, Entity)]
#[odata(type = "microsoft.graph.group", path = "/groups/{groupId}")]
pub struct Group {
    #[odata(key)]
    pub id: String,
    #[odata(navigation)]
    pub members: Option<Vec<User>>,
}

/// Calls that go beyond one entity's updates.
#[tokio::test]
#[rustfmt::skip]
async fn the_tour_goes_on() -> Result<(), Error> {
    let wiped = Arc::new(Mutex::new(Vec::new()));
    let wipes = Arc::clone(&wiped);
    let service = Service::builder()
        .action("/deviceManagement/reports/exportJobs", |call| Some(call.parameters.into()))
        .action("/deviceManagement/managedDevices/{managedDeviceId}/wipe", move |call| {
            wipes.lock().expect("no other call failed").push(call.parameters);
            None
        })
        .start()
        .await;
    let client = Client::new(service.base_url(), FixedToken::new(service.token()))?;
    let (id, gid, uid) = ("device-id", "group-id", "user-id");

    let job: Json<ExportJob> = client.send(path!("/deviceManagement/reports/exportJobs").post(&json!({"reportName": "Devices"}))).await?;
    client.send(ManagedDevice::path(id).call(&Wipe { keep_user_data: Some(true), ..Wipe::default() })).await?;

    let page = r#"{"value":[{"id":"user-id"}]}"#;
    service.inject(Fault::status(200).body("application/json", page).once());
    let members = client.send(Group::path(gid).to(Group::MEMBERS).list()).await?;
    service.inject(Fault::status(204).once());
    client.send(Group::path(gid).to(Group::MEMBERS).add_ref(&User::path(uid))).await?;

    assert_eq!(job.report_name, "Devices");
    let wiped: Vec<_> = wiped.lock().expect("no call failed").drain(..).map(Value::from).collect();
    assert_eq!(wiped, [json!({"keepUserData": true})]);
    assert_eq!(members.value[0].id, "user-id");
    let requests = service.requests();
    let lines: Vec<_> = requests.iter().map(|request| format!("{} {}", request.method, request.path())).collect();
    assert_eq!(lines, [
        "POST /v1.0/deviceManagement/reports/exportJobs",
        "POST /v1.0/deviceManagement/managedDevices/device-id/wipe",
        "GET /v1.0/groups/group-id/members",
        "POST /v1.0/groups/group-id/members/$ref",
    ]);
    let bound: Value = serde_json::from_slice(&requests[3].body).expect("JSON");
    assert_eq!(bound, json!({"@odata.id": format!("{}/users/user-id", service.base_url())}));
    Ok(())
}

/// Each part of the tour in a text, up to an empty line, is in this file as it is.
fn is_here(text: &str, tour: &str, parts: usize) {
    let (_, code) = text.split_once(tour).expect("the tour is marked");
    let (_, code) = code.split_once("```rust").expect("the tour is code");
    let (code, _) = code.split_once("```").expect("the code ends");
    // Its imports and the function around it are the text's own.
    let own = |line: &&str| {
        line.starts_with("use ") || line.starts_with("async fn") || ["Ok(())", "}"].contains(&line.trim())
    };
    let here = include_str!("tour.rs").replace("#[rustfmt::skip]\n", "");
    // What the design marks as new is a note among engineers.
    let plain = |line: &str| line.split("// new:").next().unwrap_or_default().trim().to_owned();
    let lines = |text: &str| text.lines().map(plain).collect::<Vec<_>>().join("\n");
    let here = lines(&here);
    // The design marks what is to come.
    let code = code.replace(
        "              // new: no `Deserialize` beside it; the derive reads as well",
        "",
    );
    let mut found = 0;
    for part in code.split("\n\n") {
        // What a line is for is a comment in front of it there.
        let part = part
            .lines()
            .filter(|line| !own(line) && !line.starts_with("// new:"));
        let part = lines(&part.collect::<Vec<_>>().join("\n"));
        let lines_of_calls = part.lines().filter(|line| !line.is_empty());
        let together = here.contains(part.trim()) || lines_of_calls.clone().all(|line| here.contains(line));
        assert!(together, "not there in the tour:\n{part}");
        found += usize::from(!part.trim().is_empty());
    }
    assert_eq!(found, parts, "parts of the tour");
}

#[test]
fn the_guide_shows_this_tour() {
    is_here(
        include_str!("../../runtime/docs/guide/tour.md"),
        "<!-- the tour -->",
        5,
    );
}

#[needs("DESIGN.md")]
#[test]
fn the_design_shows_this_tour() {
    let design = std::fs::read_to_string(needed!("DESIGN.md")).unwrap();
    is_here(&design, "## 2. The tour", 6);
}
