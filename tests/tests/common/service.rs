//! The embedded service with the entities of this module's parent, and clients of it.
#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use super::DOCUMENTED_ANSWER;
use super::clock::TestClock;
use odata_entity::{Client, FixedToken};
use odata_entity_testing::{EntityType, EnumType, Property, Service, ServiceBuilder};
use serde_json::{Value, json};

pub const STATUSES: &str = "/deviceAppManagement/mobileAppConfigurations/config-id/deviceStatuses";
pub const STATUS: &str = "/deviceAppManagement/mobileAppConfigurations/config-id/deviceStatuses/477d3651-3651-477d-5136-7d4751367d47";
pub const STATUS_ID: &str = "477d3651-3651-477d-5136-7d4751367d47";

/// The documented device status, as the service holds it.
pub fn stored() -> Value {
    let mut entity: Value = serde_json::from_str(DOCUMENTED_ANSWER).expect("the documented answer is JSON");
    if let Some(members) = entity.as_object_mut() {
        members.remove("@odata.type");
    }
    entity
}

pub fn device_status() -> EntityType {
    let members = [
        "unknown",
        "notApplicable",
        "compliant",
        "remediated",
        "nonCompliant",
        "error",
        "conflict",
        "notAssigned",
    ];
    EntityType::new("microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus")
        .key("id")
        .property(Property::string("deviceDisplayName"))
        .property(Property::string("userName"))
        .property(Property::string("deviceModel"))
        .property(Property::date_time_offset("complianceGracePeriodExpirationDateTime").non_nullable())
        .property(
            Property::enumeration(
                "status",
                EnumType::new(members).named("microsoft.graph.complianceStatus"),
            )
            .non_nullable(),
        )
        .property(Property::date_time_offset("lastReportedDateTime").non_nullable())
        .property(Property::string("userPrincipalName"))
}

/// An empty set of device statuses.
pub fn empty() -> ServiceBuilder {
    Service::builder().entity_set(
        "/deviceAppManagement/mobileAppConfigurations/{configId}/deviceStatuses",
        device_status(),
    )
}

/// The documented device status.
pub fn statuses() -> ServiceBuilder {
    empty().insert(STATUSES, stored())
}

/// Device statuses `0` to `count - 1`.
pub fn many(count: usize) -> ServiceBuilder {
    (0..count).fold(empty(), |service, number| {
        let mut entity = stored();
        entity["id"] = json!(number.to_string());
        service.insert(STATUSES, entity)
    })
}

/// A client that need not wait for anything.
pub fn client(service: &Service) -> Client {
    Client::builder(service.base_url(), FixedToken::new(service.token()))
        .clock(TestClock::new())
        .build()
        .expect("the service is on loopback")
}
