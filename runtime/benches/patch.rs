//! A patch to bytes, against the same body from a hand-written serde struct with `skip_serializing_if`.
//!
//! `cargo bench -p odata-entity --bench patch`

mod measure;

use std::hint::black_box;
use std::sync::LazyLock;

use chrono::{DateTime, FixedOffset};
use measure::Case;
use odata_entity::{Entity, EnumType, Patch};
use serde::Serialize;

const TYPE: &str = "#microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus";

#[derive(Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus")]
struct DeviceStatus {
    #[odata(key)]
    id: String,
    device_display_name: Option<String>,
    user_name: Option<String>,
    device_model: Option<String>,
    #[odata(non_nullable)]
    compliance_grace_period_expiration_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    status: Option<ComplianceStatus>,
    #[odata(non_nullable)]
    last_reported_date_time: Option<DateTime<FixedOffset>>,
    user_principal_name: Option<String>,
}

#[derive(Debug, Clone, EnumType)]
#[odata(type = "microsoft.graph.complianceStatus")]
enum ComplianceStatus {
    NotApplicable,
    #[odata(other)]
    Other(String),
}

/// The same body by hand.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Body {
    #[serde(rename = "@odata.type")]
    odata_type: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    device_display_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_name: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    device_model: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    compliance_grace_period_expiration_date_time: Option<DateTime<FixedOffset>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    status: Option<Status>,
    #[serde(skip_serializing_if = "Option::is_none")]
    last_reported_date_time: Option<DateTime<FixedOffset>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    user_principal_name: Option<String>,
}

#[derive(Clone, Serialize)]
#[serde(rename_all = "camelCase")]
enum Status {
    NotApplicable,
}

fn date_time(text: &str) -> DateTime<FixedOffset> {
    text.parse().expect("a date")
}

/// The documented update, its 100 ns cut off: chrono writes nine digits there.
static DOCUMENTED: LazyLock<(DeviceStatusPatch, Body)> = LazyLock::new(|| {
    let (expires, reported) = (
        date_time("2016-12-31T23:56:44.951111-08:00"),
        date_time("2017-01-01T00:00:17.776939-08:00"),
    );
    let patch = DeviceStatus::patch()
        .device_display_name("Device Display Name value")
        .user_name("User Name value")
        .device_model("Device Model value")
        .compliance_grace_period_expiration_date_time(expires)
        .status(ComplianceStatus::NotApplicable)
        .last_reported_date_time(reported)
        .user_principal_name("User Principal Name value");
    let body = Body {
        odata_type: TYPE,
        device_display_name: Some("Device Display Name value".into()),
        user_name: Some("User Name value".into()),
        device_model: Some("Device Model value".into()),
        compliance_grace_period_expiration_date_time: Some(expires),
        status: Some(Status::NotApplicable),
        last_reported_date_time: Some(reported),
        user_principal_name: Some("User Principal Name value".into()),
    };
    (patch, body)
});

/// Text alone.
static TEXTS: LazyLock<(DeviceStatusPatch, Body)> = LazyLock::new(|| {
    let patch = DeviceStatus::patch()
        .device_display_name("Device Display Name value")
        .user_name("User \"Name\" value")
        .device_model("Device Model value")
        .status(ComplianceStatus::NotApplicable);
    let body = Body {
        user_name: Some("User \"Name\" value".into()),
        compliance_grace_period_expiration_date_time: None,
        last_reported_date_time: None,
        user_principal_name: None,
        device_display_name: Some("Device Display Name value".into()),
        device_model: Some("Device Model value".into()),
        odata_type: TYPE,
        status: Some(Status::NotApplicable),
    };
    (patch, body)
});

/// What most updates are.
static ONE: LazyLock<(DeviceStatusPatch, Body)> = LazyLock::new(|| {
    let body = Body {
        odata_type: TYPE,
        device_display_name: None,
        user_name: None,
        device_model: Some("Surface".into()),
        compliance_grace_period_expiration_date_time: None,
        status: None,
        last_reported_date_time: None,
        user_principal_name: None,
    };
    (DeviceStatus::patch().device_model("Surface"), body)
});

fn ours(patch: &DeviceStatusPatch) {
    black_box(black_box(patch).to_json().expect("the patch has a body"));
}

fn by_hand(body: &Body) {
    black_box(serde_json::to_vec(black_box(body)).expect("the body is JSON"));
}

fn main() {
    for (patch, body) in [&*DOCUMENTED, &*TEXTS, &*ONE] {
        let (ours, by_hand) = (
            patch.to_json().expect("a body"),
            serde_json::to_vec(body).expect("a body"),
        );
        assert_eq!(String::from_utf8_lossy(&ours), String::from_utf8_lossy(&by_hand));
    }
    measure::main(&[
        Case {
            name: "the documented update",
            ours: || ours(&DOCUMENTED.0),
            by_hand: || by_hand(&DOCUMENTED.1),
            budget: 0.7,
            allocations: 1,
            runs: 4_000,
        },
        Case {
            name: "three texts and a member",
            ours: || ours(&TEXTS.0),
            by_hand: || by_hand(&TEXTS.1),
            budget: 0.7,
            allocations: 1,
            runs: 4_000,
        },
        Case {
            name: "one property",
            ours: || ours(&ONE.0),
            by_hand: || by_hand(&ONE.1),
            budget: 0.7,
            allocations: 1,
            runs: 4_000,
        },
    ]);
}
