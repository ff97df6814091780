//! Integration tests against a service on this machine, which has the types of the metadata and fails on request.
//!
//! ```console
//! cargo test -p odata-entity-testing --example integration_test --features client
//! ```

use odata_entity::{Client, Entity, Error, Written};

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
}

/// The function under test: a new device, whose name is set in a second request.
pub async fn enroll(client: &Client, name: &str) -> Result<Option<Device>, Error> {
    let device = Device {
        id: String::new(),
        display_name: None,
    };
    let Written::Entity(device) = client.send(Device::collection().create(&device)).await? else {
        return Ok(None);
    };
    let patch = Device::patch().display_name(name);
    let written = client.send(Device::path(&device.id).patch(&patch)).await?;
    Ok(written.into_entity())
}

fn main() {
    println!(
        "This example is its tests: cargo test -p odata-entity-testing --example integration_test --features client"
    );
}

#[cfg(test)]
mod tests {
    use super::*;
    use odata_entity::FixedToken;
    use odata_entity_testing::{Fault, RetryAfter, Service, TestClock};
    use std::time::Duration;

    /// The service has the types of the same file that the struct is checked against.
    async fn fleet() -> (Service, Client) {
        let service = Service::from_csdl("examples/fleet.csdl").start().await;
        let client = Client::builder(service.base_url(), FixedToken::new(service.token()))
            .clock(TestClock::new())
            .build()
            .unwrap();
        (service, client)
    }

    #[tokio::test]
    async fn a_device_is_there_with_its_name() {
        let (service, client) = fleet().await;
        let device = enroll(&client, "PC-1").await.unwrap().unwrap();
        let stored = service.entity(&format!("/devices/{}", device.id)).unwrap();
        assert_eq!(
            (&stored["displayName"], &stored["health"]),
            (&"PC-1".into(), &"good".into())
        );
    }

    #[tokio::test]
    async fn faults_that_pass_are_outlived() {
        let (service, client) = fleet().await;
        service.inject(
            Fault::status(503)
                .method("PATCH")
                .retry_after(RetryAfter::Seconds(Duration::from_secs(5)))
                .once(),
        );
        service.inject(Fault::drop_after_work().method("PATCH").once());
        enroll(&client, "PC-1").await.unwrap();
        let devices = service.entities("/devices");
        assert_eq!((devices.len(), &devices[0]["displayName"]), (1, &"PC-1".into()));
        let methods: Vec<String> = service
            .requests()
            .iter()
            .map(|sent| sent.method.to_string())
            .collect();
        assert_eq!(methods, ["POST", "PATCH", "PATCH", "PATCH"]);
    }

    /// What the service did with a create whose answer was lost is not known, so it is not sent twice.
    #[tokio::test]
    async fn a_create_whose_answer_is_lost_is_not_repeated() {
        let (service, client) = fleet().await;
        let lost = service.inject(Fault::drop_after_work().method("POST"));
        let error = enroll(&client, "PC-1").await.unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error}");
        assert_eq!((service.hits(lost), service.entities("/devices").len()), (1, 1));
    }
}
