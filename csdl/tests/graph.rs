//! The whole of Microsoft Graph's metadata, where it is at hand.

mod common;

use common::graph;
use odata_entity_csdl::{Kind, Schema, Segment, TypeRef};
use odata_entity_needs::{needed, needs};

fn schema() -> Schema {
    Schema::parse(graph()).expect("a CSDL document")
}

#[needs("metadata/graph-v1.0.csdl")]
#[test]
fn is_read_whole_and_without_fault() {
    let schema = schema();
    assert_eq!(schema.check(), []);
    let count = |kind| schema.names(kind).count();
    assert_eq!(
        (
            count(Kind::EntityType),
            count(Kind::ComplexType),
            count(Kind::EnumType)
        ),
        (1182, 1779, 861)
    );
    assert_eq!((count(Kind::Action), count(Kind::Function)), (857, 326));
    let container = schema.container().expect("no fault").expect("there");
    assert_eq!(
        (
            container.resources.len(),
            container.resources.iter().filter(|it| it.is_singleton).count()
        ),
        (72, 31)
    );
}

#[needs("metadata/graph-v1.0.csdl")]
#[test]
fn the_device_status_of_the_tour() {
    let schema = schema();
    let name = "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus";
    let path = "/deviceAppManagement/mobileAppConfigurations/{a}/deviceStatuses/{b}";
    let route = schema.route(&Segment::split(path)).expect("leads somewhere");
    assert_eq!(
        route.end().and_then(|end| end.ty.clone()),
        Some(TypeRef::single(name))
    );
    let properties = schema.properties(name).expect("no fault");
    let nullable: Vec<(&str, bool)> = properties
        .iter()
        .map(|found| (found.property.name.as_str(), found.property.is_nullable()))
        .collect();
    assert!(nullable.contains(&("id", false)) && nullable.contains(&("userName", true)));
    assert!(nullable.contains(&("complianceGracePeriodExpirationDateTime", false)));
    let error = schema
        .route(&Segment::split(&path.replace("Statuses", "Status")))
        .expect_err("misspelt");
    assert_eq!(error.segment, 3);
    assert!(
        error.to_string().ends_with("the nearest is `deviceStatuses`"),
        "{error}"
    );
}

#[needs("metadata/graph-v1.0.csdl")]
#[test]
fn marks_and_keys() {
    let schema = schema();
    let keys = schema
        .alternate_keys("microsoft.graph.application")
        .expect("no fault");
    assert!(
        keys.iter()
            .any(|key| key.iter().any(|part| part.name() == "appId"))
    );
    let mut marked = 0;
    for name in schema.names(Kind::EntityType) {
        for declared in schema.properties(&name).expect("no fault") {
            let facts = schema
                .facts(&name, &declared.property.name)
                .expect("no fault")
                .expect("declared");
            marked += usize::from(facts.is_never_written() || facts.is_immutable);
        }
    }
    assert!(marked > 100, "{marked}");
    assert_eq!(schema.key("graph.device").expect("no fault")[0].path, "id");
    assert!(
        schema
            .is_derived_from("graph.device", "graph.entity")
            .expect("no fault")
    );
    assert!(schema.derived_types("microsoft.graph.deviceConfiguration").len() > 20);
}

/// Documented paths that the metadata of 2026 does not have any more.
const GONE: [&str; 2] = [
    "/deviceManagement/telecomExpenseManagementPartners/{telecomExpenseManagementPartnerId}",
    "/officeConfiguration/clientConfigurations/{key}",
];

#[needs("metadata/graph-v1.0.csdl", "corpus/intune-v1.0-update.json")]
#[test]
fn documented_paths_lead_to_their_types() {
    let schema = schema();
    let corpus = std::fs::read_to_string(needed!("corpus/intune-v1.0-update.json")).expect("readable");
    let calls: serde_json::Value = serde_json::from_str(&corpus).expect("JSON");
    let text = |value: &serde_json::Value| value.as_str().map(str::to_owned).expect("a string");
    let mut followed = 0;
    for call in calls.as_array().expect("a list") {
        let name = format!("{}.{}", text(&call["namespace"]), text(&call["entity"]));
        for path in call["paths"].as_array().expect("a list").iter().map(text) {
            let route = schema.route(&Segment::split(&path));
            if GONE.contains(&path.as_str()) {
                assert!(route.is_err(), "{path} is there again");
                continue;
            }
            let route = route.unwrap_or_else(|error| panic!("{path}: {error}"));
            let declared = route
                .end()
                .and_then(|end| end.type_name())
                .expect("an entity type");
            let fits = schema.is_derived_from(&name, declared).expect("no fault");
            assert!(fits, "{path} leads to `{declared}`, not to `{name}`");
            followed += 1;
        }
    }
    assert!(followed > 70, "{followed}");
}
