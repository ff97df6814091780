//! Patches: three states, order, differences.

mod common;

use common::{ComplianceStatus, DeviceStatus, documented};
use odata_entity::{Change, Error, NonNullChange, Patch, Unrepresentable};

const TAG: &str = r##""@odata.type":"#microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus""##;

fn body(patch: &impl Patch) -> String {
    String::from_utf8(patch.to_json().unwrap()).unwrap()
}

#[test]
fn absent_null_and_value_are_three_things_and_members_go_out_in_field_order() {
    let patch = DeviceStatus::patch()
        .status(ComplianceStatus::NotApplicable)
        .device_model("Device Model value")
        .user_name(None);
    assert_eq!(
        body(&patch),
        format!(r#"{{{TAG},"userName":null,"deviceModel":"Device Model value","status":"notApplicable"}}"#)
    );
    assert_eq!(patch.user_name, Change::Null);
    assert_eq!(patch.status, NonNullChange::Set(ComplianceStatus::NotApplicable));
    assert_eq!(patch.user_principal_name, Change::Unchanged);
    assert_eq!(serde_json::to_string(&patch).unwrap(), body(&patch));
}

#[test]
fn to_patch_of_the_documented_entity_is_the_documented_body() {
    let expected = format!(
        r#"{{{TAG},"deviceDisplayName":"Device Display Name value","userName":"User Name value","deviceModel":"Device Model value","complianceGracePeriodExpirationDateTime":"2016-12-31T23:56:44.951111-08:00","status":"notApplicable","lastReportedDateTime":"2017-01-01T00:00:17.7769392-08:00","userPrincipalName":"User Principal Name value"}}"#
    );
    assert_eq!(body(&documented().to_patch()), expected);
}

#[test]
fn a_difference_says_exactly_what_changed() {
    let before = documented();
    let mut after = before.clone();
    after.device_model = Some("Surface".into());
    after.user_name = None;
    assert_eq!(
        body(&before.diff(&after)),
        format!(r#"{{{TAG},"userName":null,"deviceModel":"Surface"}}"#)
    );
    assert!(before.diff(&before).is_empty());
}

#[test]
fn what_a_patch_cannot_say_is_an_error_that_names_the_property() {
    let before = documented();
    let mut after = before.clone();
    after.id = "other".into();
    let patch = before.diff(&after);
    assert!(!patch.is_empty());
    let error = DeviceStatus::path("a", "b")
        .patch(&patch)
        .to_http("https://graph.microsoft.com/v1.0")
        .unwrap_err();
    assert!(
        matches!(&error, Error::Difference { property, reason: Unrepresentable::Key } if property == "id"),
        "{error}"
    );
    assert!(before.diff_lossy(&after).is_empty());

    let mut after = before.clone();
    after.status = None;
    let error = before.diff(&after).to_json().unwrap_err();
    assert_eq!(
        error.to_string(),
        "a patch cannot express that `status` is gone: it is not nullable"
    );
}

#[test]
fn an_empty_patch_is_refused_unless_allowed() {
    let request = DeviceStatus::path("a", "b").patch(&DeviceStatus::patch());
    assert!(matches!(request.to_http("https://x"), Err(Error::EmptyPatch)));
    let http = request.allow_empty().to_http("https://x").unwrap();
    assert_eq!(String::from_utf8_lossy(http.body()), format!("{{{TAG}}}"));
}

#[test]
fn merging_lets_the_later_patch_win() {
    let mut patch = DeviceStatus::patch().user_name("a").device_model("b");
    patch.merge(DeviceStatus::patch().user_name(None));
    assert_eq!(patch, DeviceStatus::patch().user_name(None).device_model("b"));
    assert_ne!(patch, DeviceStatus::patch().device_model("b"));
    assert_eq!(
        format!("{patch:?}"),
        r#"managedDeviceMobileAppConfigurationDeviceStatus patch {userName: null, deviceModel: "b"}"#
    );
}
