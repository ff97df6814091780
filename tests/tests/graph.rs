//! The entity set of `odata-entity-graph-example` at work: several levels of inheritance, sets of several types, casts,
//! singletons, flags.

use chrono::NaiveTime;
use odata_entity::{EnumType, Error, Flags, Patch, Property, TypeTag};
use odata_entity_graph_example::any::{AnyConfiguration, AnyMobileApp};
use odata_entity_graph_example::app_assignments::{
    DeviceAndAppManagementAssignmentTarget, GroupAssignmentTarget, MobileAppAssignment,
};
use odata_entity_graph_example::apps::{ManagedApp, ManagedIosLobApp, ManagedMobileLobApp, MobileApp};
use odata_entity_graph_example::configurations::{DayOfWeek, DeviceConfiguration, IosUpdateConfiguration};
use odata_entity_graph_example::devices::ManagedDevice;
use odata_entity_graph_example::enrollment::{
    NotificationMessageTemplate, NotificationTemplateBrandingOptions,
};
use odata_entity_graph_example::ios_features::IosDeviceFeaturesConfiguration;
use odata_entity_graph_example::management::DeviceManagement;
use serde_json::{Value, json};

const GRAPH: &str = "https://graph.microsoft.com/v1.0";

fn body<R>(request: &odata_entity::Request<R>) -> Value {
    serde_json::from_slice(request.to_http(GRAPH).unwrap().body()).unwrap()
}

fn answer(body: &Value) -> http::Response<Vec<u8>> {
    http::Response::new(body.to_string().into_bytes())
}

#[test]
fn a_patch_reaches_through_four_levels_of_inheritance() {
    let app = MobileApp::patch().display_name("Mail").notes(None);
    let patch = ManagedIosLobApp::patch()
        .base(
            ManagedMobileLobApp::patch()
                .file_name("mail.ipa")
                .base(ManagedApp::patch().version("2").base(app)),
        )
        .build_number("7");
    assert_eq!(
        String::from_utf8(
            ManagedIosLobApp::path("1")
                .patch(&patch)
                .to_http(GRAPH)
                .unwrap()
                .into_body()
        )
        .unwrap(),
        concat!(
            r##"{"@odata.type":"#microsoft.graph.managedIOSLobApp","displayName":"Mail","notes":null,"##,
            r##""version":"2","fileName":"mail.ipa","buildNumber":"7"}"##
        )
    );
    let level: Property<ManagedApp, String> = MobileApp::DISPLAY_NAME.of();
    let level: Property<ManagedMobileLobApp, String> = level.of();
    let name: Property<ManagedIosLobApp, String> = level.of();
    assert_eq!(name.starts_with("M").as_str(), Ok("startswith(displayName,'M')"));
}

#[test]
fn a_set_of_several_types_is_read_and_each_written_as_its_own() {
    let page = json!({"value": [
        {"@odata.type": "#microsoft.graph.iosLobApp", "id": "1", "bundleId": "b", "size": 4},
        {"id": "2", "displayName": "Untold", "@odata.type": "#microsoft.graph.win32LobApp", "rules": [{}]},
        {"id": "3", "packageId": "p", "@odata.type": "microsoft.graph.androidLobApp"},
    ]});
    let page = AnyMobileApp::collection().list().read(answer(&page)).unwrap();
    let [
        AnyMobileApp::IosLob(ios),
        AnyMobileApp::Unknown(win),
        AnyMobileApp::AndroidLob(android),
    ] = &page.value[..]
    else {
        panic!("{:?}", page.value);
    };
    assert_eq!(
        (ios.base.size, android.package_id.as_deref()),
        (Some(4), Some("p"))
    );
    let created = body(&AnyMobileApp::collection().create(&page.value[0]));
    assert_eq!(
        created,
        json!({"@odata.type": "#microsoft.graph.iosLobApp", "size": 4, "bundleId": "b"})
    );
    assert_eq!(body(&AnyMobileApp::collection().create(&page.value[1])), *win);
}

#[test]
fn paths_cast_and_singletons_have_no_key() {
    let path = IosDeviceFeaturesConfiguration::cast("a/b");
    assert_eq!(
        path.as_str(),
        Ok("/deviceManagement/deviceConfigurations/a%2Fb/microsoft.graph.iosDeviceFeaturesConfiguration")
    );
    assert_eq!(DeviceManagement::path().as_str(), Ok("/deviceManagement"));
    assert_eq!(
        ManagedDevice::by_detected_apps("app", "device").as_str(),
        Ok("/deviceManagement/detectedApps/app/managedDevices/device")
    );
    assert_eq!(
        AnyConfiguration::path("1").as_str(),
        Ok("/deviceManagement/deviceConfigurations/1")
    );
}

#[test]
fn a_difference_takes_what_changed_deep_inside_with_all_that_holds_it() {
    let read = |apps: Value| -> IosDeviceFeaturesConfiguration {
        let folder =
            json!({"@odata.type": "#microsoft.graph.iosHomeScreenFolder", "pages": [{"apps": apps}]});
        serde_json::from_value(json!({
            "id": "1", "assetTagTemplate": "t", "homeScreenPages": [{"displayName": "p", "icons": [folder]}],
        }))
        .unwrap()
    };
    let (before, after) = (read(json!([])), read(json!([{"bundleID": "b"}])));
    let patch = before.diff(&after);
    assert_eq!(
        body(
            &IosDeviceFeaturesConfiguration::path("1")
                .patch(&patch)
                .type_tag(TypeTag::Never)
        ),
        json!({"homeScreenPages": [{"displayName": "p", "icons": [{
            "@odata.type": "#microsoft.graph.iosHomeScreenFolder",
            "pages": [{"apps": [{"@odata.type": "#microsoft.graph.iosHomeScreenApp", "bundleID": "b"}]}],
        }]}]})
    );
    let mut gone = after.clone();
    gone.home_screen_pages = None;
    gone.asset_tag_template = None;
    assert_eq!(
        body(
            &IosDeviceFeaturesConfiguration::path("1")
                .patch(&after.diff(&gone))
                .type_tag(TypeTag::Never)
        ),
        json!({"assetTagTemplate": null, "homeScreenPages": []})
    );
}

#[test]
fn unions_flags_enumerations_and_times_of_day_are_set_by_name() {
    let target = DeviceAndAppManagementAssignmentTarget::from(GroupAssignmentTarget {
        group_id: Some("g".into()),
    });
    assert_eq!(
        body(&MobileAppAssignment::path("1", "2").patch(&MobileAppAssignment::patch().target(target))),
        json!({
            "@odata.type": "#microsoft.graph.mobileAppAssignment",
            "target": {"@odata.type": "#microsoft.graph.groupAssignmentTarget", "groupId": "g"},
        })
    );
    let options: Flags<_> = [
        NotificationTemplateBrandingOptions::IncludeContactInformation,
        NotificationTemplateBrandingOptions::IncludeCompanyLogo,
    ]
    .into();
    let patch = NotificationMessageTemplate::patch().branding_options(options);
    assert_eq!(
        body(&NotificationMessageTemplate::path("1").patch(&patch))["brandingOptions"],
        json!("includeCompanyLogo,includeContactInformation")
    );
    let patch = IosUpdateConfiguration::patch()
        .scheduled_install_days(vec![DayOfWeek::Monday, DayOfWeek::Sunday])
        .active_hours_start(NaiveTime::from_hms_opt(7, 30, 0).unwrap())
        .base(DeviceConfiguration::patch().description("d"));
    assert_eq!(
        body(
            &IosUpdateConfiguration::path("1")
                .patch(&patch)
                .type_tag(TypeTag::Never)
        ),
        json!({"description": "d", "activeHoursStart": "07:30:00", "scheduledInstallDays": ["monday", "sunday"]})
    );
    assert!(DayOfWeek::MEMBERS.contains(&DayOfWeek::Friday));
}

/// What is in an action's result, in a list, in a union, below two bases.
#[test]
fn a_fault_deep_inside_an_answer_is_named_with_its_path() {
    let answered = json!({"value": [{"id": "1", "deviceActionResults": [{
        "@odata.type": "#microsoft.graph.locateDeviceActionResult",
        "actionState": "done",
        "deviceLocation": {"latitude": 1.25, "longitude": 2, "altitude": "NaN"},
    }]}]});
    let list = ManagedDevice::by_managed_devices_collection().list();
    let read = list.read(answer(&answered)).unwrap();
    assert_eq!(
        serde_json::from_slice::<Value>(&read.value[0].to_patch().to_json().unwrap()).unwrap()["deviceActionResults"]
            [0],
        json!({
            "@odata.type": "#microsoft.graph.locateDeviceActionResult", "actionState": "done",
            "deviceLocation": {"altitude": "NaN", "latitude": 1.25, "longitude": 2.0},
        })
    );
    for (at, wrong) in [
        ("latitude", json!("north")),
        ("lastCollectedDateTime", json!("2020-01-01")),
    ] {
        let mut answered = answered.clone();
        answered["value"][0]["deviceActionResults"][0]["deviceLocation"][at] = wrong;
        match list.read(answer(&answered)) {
            Err(Error::Decode(error)) => assert_eq!(
                error.property(),
                format!("value[0].deviceActionResults[0].deviceLocation.{at}")
            ),
            other => panic!("{other:?}"),
        }
    }
}
