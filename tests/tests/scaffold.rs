//! What `odata-entity scaffold` prints compiles without a warning, and works.
#![deny(warnings, missing_docs)]

/// The module as the command printed it.
#[path = "../../csdl/tests/data/devices.rs"]
#[rustfmt::skip]
pub mod devices;

use devices::{
    AnyIdentity, AppConfigurationSettingItem, ComplianceStatus, EmailIdentity, IosMobileAppConfiguration,
    ManagedDeviceMobileAppConfigurationDeviceStatus as DeviceStatus, SettingKinds,
};
use odata_entity::Patch;
use serde_json::{Value, json};

/// The body of a patch, and its type tag.
fn tagged(patch: &impl Patch) -> (Value, Option<Value>) {
    let mut body: Value = serde_json::from_slice(&patch.to_json().expect("a body")).expect("JSON");
    let tag = body.as_object_mut().expect("an object").remove("@odata.type");
    (body, tag)
}

fn body(patch: &impl Patch) -> Value {
    tagged(patch).0
}

#[test]
fn a_scaffolded_device_status_is_patched() {
    let patch = DeviceStatus::patch()
        .status(ComplianceStatus::NotApplicable)
        .user_name(None);
    let tag = json!("#microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus");
    assert_eq!(
        tagged(&patch),
        (json!({"status": "notApplicable", "userName": null}), Some(tag))
    );
    assert_eq!(
        DeviceStatus::path("c", "s").as_str(),
        Ok("/deviceAppManagement/mobileAppConfigurations/c/deviceStatuses/s")
    );
}

#[test]
fn a_scaffolded_entity_round_trips() {
    let read = json!({
        "id": "1",
        "createdDateTime": "2026-01-02T03:04:05Z",
        "displayName": "a",
        "version": 7,
        "iOSVersionMinimum": "18",
        "window": "PT1H",
        "encodedSettingXml": "YWI=",
        "settings": [],
        "owner": {"@odata.type": "#microsoft.graph.emailIdentity", "id": "o", "email": "o@x.org", "team": 5},
    });
    let entity: IosMobileAppConfiguration = serde_json::from_value(read.clone()).expect("reads");
    assert!(
        matches!(&entity.owner, Some(AnyIdentity::Email(EmailIdentity { additional_members, .. })) if additional_members["team"] == 5)
    );
    let written = body(&entity.to_patch());
    assert_eq!(written["owner"], read["owner"]);
    let sent = written.as_object().expect("an object");
    let mut names: Vec<&str> = sent.keys().map(String::as_str).collect();
    names.sort_unstable();
    assert_eq!(
        names,
        [
            "displayName",
            "encodedSettingXml",
            "iOSVersionMinimum",
            "owner",
            "version",
            "window"
        ],
        "neither the key nor what is read-only or immutable"
    );
}

#[test]
fn a_scaffolded_type_holds_itself_in_a_box() {
    let inner = AppConfigurationSettingItem {
        app_config_key: Some("inner".into()),
        app_config_key_type: Some([SettingKinds::Text, SettingKinds::TokenV2].into_iter().collect()),
        inner: None,
    };
    let outer = AppConfigurationSettingItem::patch()
        .app_config_key("outer")
        .inner(Box::new(inner));
    assert_eq!(
        body(&outer),
        json!({
            "appConfigKey": "outer",
            "inner": {"appConfigKey": "inner", "appConfigKeyType": "text,token_v2"},
        })
    );
    let boxed: AppConfigurationSettingItem = serde_json::from_value(body(&outer)).expect("reads");
    let mut after = boxed.clone();
    assert!(boxed.diff(&after).is_empty());
    after.inner = None;
    assert_eq!(body(&boxed.diff(&after)), json!({"inner": null}));
}
