//! The tour of the README, word for word but for imports and the client's set-up, against the embedded service.
#![expect(missing_docs, reason = "the tour's types are as the README has them")]

use chrono::{DateTime, FixedOffset};
use odata_entity::{Client, Entity, EnumType, Error, FixedToken};
use odata_entity_needs::{needed, needs};
use odata_entity_testing::{EntityType, EnumType as Enumeration, Property, Service};
use serde_json::json;

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

/// Each part of the tour in a text, up to an empty line, is in this file as it is.
fn is_here(text: &str, tour: &str) {
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
    // Of the design: the part with the calls that are not built yet.
    for part in code.split("\n\n").filter(|part| !part.contains("path!(")) {
        let part: Vec<_> = part.lines().filter(|line| !own(line)).collect();
        let part = lines(part.join("\n").trim());
        assert!(here.contains(&part), "not there in the tour:\n{part}");
        found += usize::from(!part.is_empty());
    }
    assert_eq!(found, 5, "two types and three calls");
}

#[test]
fn the_readme_shows_this_tour() {
    is_here(include_str!("../../README.md"), "<!-- the tour -->");
}

#[needs("DESIGN.md")]
#[test]
fn the_design_shows_this_tour() {
    let design = std::fs::read_to_string(needed!("DESIGN.md")).unwrap();
    is_here(&design, "## 2. The tour");
}
