//! Unit tests of functions that use the library, without a network.
//!
//! ```console
//! cargo test -p odata-entity-testing --example unit_test --features client
//! ```

use futures_util::TryStreamExt as _;
use odata_entity::{Client, Entity, EnumType, Error, Page};

/// A device.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.device", path = "/devices/{id}", schema = "examples/fleet.csdl")]
pub struct Device {
    /// Made by the service.
    #[odata(key)]
    pub id: String,
    /// None until somebody names it.
    pub display_name: Option<String>,
    /// What it reported last.
    #[odata(non_nullable)]
    pub health: Option<Health>,
}

/// How a device is.
#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "fleet.health", schema = "examples/fleet.csdl")]
pub enum Health {
    /// It works.
    Good,
    /// It does not.
    Error,
    /// It has not reported since it was reset.
    Unknown,
    /// What this build does not know.
    #[odata(other)]
    Other(String),
}

/// A function that is given what was read.
pub fn names(page: &Page<Device>) -> Vec<&str> {
    let names = page.value.iter().map(|device| device.display_name.as_deref());
    names.map(|name| name.unwrap_or("(no name)")).collect()
}

/// A function that sends requests: all devices in error are set to unknown. Returns how many.
pub async fn reset(client: &Client) -> Result<usize, Error> {
    let in_error = Device::collection()
        .list()
        .filter(Device::HEALTH.eq(Health::Error));
    let devices: Vec<Device> = client.items(in_error).try_collect().await?;
    for device in &devices {
        let patch = Device::patch().health(Health::Unknown);
        client.send(Device::path(&device.id).patch(&patch)).await?;
    }
    Ok(devices.len())
}

fn main() {
    println!(
        "This example is its tests: cargo test -p odata-entity-testing --example unit_test --features client"
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use odata_entity_testing::{Mock, TestClock};
    use serde_json::json;
    use std::time::Duration;

    fn device(id: &str, name: Option<&str>) -> Device {
        Device {
            id: id.to_owned(),
            display_name: name.map(ToOwned::to_owned),
            health: None,
        }
    }

    #[test]
    fn a_device_without_a_name_is_shown_as_that() {
        let page = Page::new(vec![device("1", Some("PC-1")), device("2", None)]);
        assert_eq!(names(&page), ["PC-1", "(no name)"]);
    }

    #[tokio::test]
    async fn devices_in_error_are_reset_on_all_pages() {
        let mock = Mock::new();
        let next = format!("{}/devices?page=2", mock.base_url());
        mock.on("GET", "/devices?page=2")
            .json(json!({"value": [{"id": "3"}]}));
        mock.on("GET", "/devices")
            .json(json!({"value": [{"id": "1"}, {"id": "2"}], "@odata.nextLink": next}));
        mock.on("PATCH", "/devices/{id}").status(204);

        assert_eq!(reset(&mock.client()).await.unwrap(), 3);
        mock.assert_requests([
            "GET /devices?$filter=health eq fleet.health'error'",
            "GET /devices?page=2",
            "PATCH /devices/1",
            "PATCH /devices/2",
            "PATCH /devices/3",
        ]);
        mock.requests()[2].assert_json(json!({"@odata.type": "#fleet.device", "health": "unknown"}));
        mock.assert_complete();
    }

    #[tokio::test]
    async fn a_throttled_update_is_sent_again_and_no_test_waits() {
        let mock = Mock::new();
        mock.on("GET", "/devices").json(json!({"value": [{"id": "1"}]}));
        mock.on("PATCH", "/devices/1").once().respond(|_| {
            let throttled = http::Response::builder().status(429).header("Retry-After", "60");
            throttled.body(Vec::new()).unwrap()
        });
        mock.on("PATCH", "/devices/1").status(204);

        let clock = TestClock::new();
        let client = mock.client_builder().clock(clock.clone()).build().unwrap();
        assert_eq!(reset(&client).await.unwrap(), 1);
        assert!(clock.waits()[0] >= Duration::from_secs(60));
    }

    #[tokio::test]
    async fn a_refusal_ends_the_run() {
        let mock = Mock::new();
        mock.on("GET", "/devices")
            .json(json!({"value": [{"id": "1"}, {"id": "2"}]}));
        mock.on("PATCH", "/devices/1").status(403);
        let error = reset(&mock.client()).await.unwrap_err();
        assert!(matches!(error, Error::Forbidden(_)), "{error}");
        assert_eq!(mock.requests().len(), 2);
    }
}
