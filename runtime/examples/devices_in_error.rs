//! Finds all devices in error, updates them, and shows what changed; on the embedded service.
//!
//! ```console
//! cargo run -p odata-entity --example devices_in_error --features client
//! ```

use odata_entity::{Client, Entity, FixedToken, Written};
use odata_entity_testing::Service;
use serde_json::json;

#[derive(Debug, Clone, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.device", path = "/devices/{deviceId}")]
struct Device {
    #[odata(key)]
    id: String,
    health: Option<String>,
    note: Option<String>,
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let service = service().await;
    let client = Client::new(service.base_url(), FixedToken::new(service.token()))?;

    println!("{} devices", client.send(Device::collection().count()).await?);
    let in_error = Device::collection().list().filter(Device::HEALTH.eq("error"));
    let mut devices = client.items(in_error);
    while let Some(before) = devices.try_next().await? {
        let mut after = before.clone();
        after.health = Some("unknown".into());
        after.note = None;
        let patch = before.diff(&after);
        let request = Device::path(&before.id).patch(&patch).return_representation();
        if let Written::Entity(now) = client.send(request).await? {
            println!(
                "{}: {} -> {:?}",
                now.id,
                serde_json::to_string(&patch)?,
                now.health
            );
        }
    }
    println!("No device is in error.");
    Ok(())
}

/// A service on this machine with five devices, two of them in error.
async fn service() -> Service {
    let mut service = Service::from_csdl(include_str!("fleet.csdl"));
    for (number, health) in ["good", "error", "good", "error", "good"].into_iter().enumerate() {
        let device = json!({"health": health, "note": "to be looked at"});
        service = service.insert(format!("/devices/PC-{number}"), device);
    }
    service.start().await
}
