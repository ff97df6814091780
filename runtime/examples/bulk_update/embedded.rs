//! The embedded service, with as many device statuses as there are ids.

use super::journal::Journal;
use odata_entity_testing::{EntityType, Property, RetryAfter, Service, Throttle};
use serde_json::{Value, json};
use std::error::Error;
use std::time::Duration;

const SET: &str = "/deviceAppManagement/mobileAppConfigurations/config-id/deviceStatuses";

/// The service. That of an earlier run is gone, so what was done then is put into this one.
pub async fn start(ids: &[String], done: Option<&Journal>, keep_requests: usize) -> Service {
    let status = EntityType::new("microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus")
        .key("id")
        .property(Property::string("userName"))
        .property(Property::string("deviceModel"));
    let throttle = Throttle::writes(1000, Duration::from_secs(1)).retry_after(RetryAfter::Decimal);
    let service = Service::builder()
        .entity_set(SET, status)
        .throttle(throttle)
        .keep_requests(keep_requests);
    let service = ids.iter().fold(service, |service, id| {
        let entity = match done.is_some_and(|journal| journal.has(id)) {
            true => json!({"id": id, "userName": null, "deviceModel": model(id)}),
            false => json!({"id": id, "userName": "Ann", "deviceModel": "Surface"}),
        };
        service.insert(SET, entity)
    });
    service.start().await
}

/// What the update of an entity sets.
pub fn model(id: &str) -> String {
    format!("model of {id}")
}

/// How many entities of the service are as the updates have them.
pub fn updated(service: &Service) -> usize {
    let entities = service.entities(SET);
    let is_updated = |entity: &&Value| {
        let id = entity["id"].as_str().unwrap_or_default();
        entity["userName"].is_null() && entity["deviceModel"] == model(id)
    };
    entities.iter().filter(is_updated).count()
}

/// The service by itself, until Ctrl-C.
pub async fn serve(ids: &[String]) -> Result<(), Box<dyn Error>> {
    let service = start(ids, None, usize::MAX).await;
    let (base_url, token) = (service.base_url(), service.token());
    println!("export ODATA_BASE_URL={base_url} ODATA_TOKEN={token}");
    tokio::signal::ctrl_c().await?;
    let batches = service.requests();
    let batches = batches.iter().filter_map(|request| request.json());
    let writes: usize = batches
        .filter_map(|body| body["requests"].as_array().map(Vec::len))
        .sum();
    println!(
        "{} of {} are updated; {writes} writes came in",
        updated(&service),
        ids.len()
    );
    Ok(())
}
