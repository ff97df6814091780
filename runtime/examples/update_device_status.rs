//! Updates a device status of Intune: reads it, sends the documented update, sends a difference, meets an error.
//!
//! It starts the embedded service and talks to that. To talk to Microsoft Graph instead, set `ODATA_BASE_URL` (such as
//! `https://graph.microsoft.com/v1.0`), `ODATA_TOKEN`, and the keys of a device status of yours that may be changed:
//! `CONFIGURATION_ID` and `STATUS_ID`.
//!
//! ```console
//! cargo run -p odata-entity --example update_device_status --features client
//! ```

use std::env;
use std::error::Error;
use std::fmt::Debug;

use chrono::{DateTime, FixedOffset};
use odata_entity::{Client, Entity, EnumType, FixedToken, FromResponse, Request, Written};
use odata_entity_testing::{EntityType, Property, Service};
use serde_json::json;

/// The status of an app configuration on a device.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus",
    path = "/deviceAppManagement/mobileAppConfigurations/{managedDeviceMobileAppConfigurationId}/deviceStatuses/{managedDeviceMobileAppConfigurationDeviceStatusId}",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
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

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.complianceStatus")]
enum ComplianceStatus {
    Unknown,
    NotApplicable,
    Compliant,
    Remediated,
    NonCompliant,
    Error,
    Conflict,
    NotAssigned,
    #[odata(other)]
    Other(String),
}

#[tokio::main]
async fn main() -> Result<(), Box<dyn Error>> {
    let target = Target::from_environment().await?;
    let path = DeviceStatus::path(&target.configuration_id, &target.status_id);

    println!("# Read the device status\n");
    let read = target.send(path.get()).await?;

    println!("# Send the update that the documentation shows\n");
    let patch = DeviceStatus::patch()
        .device_display_name("Device Display Name value")
        .user_name("User Name value")
        .device_model("Device Model value")
        .compliance_grace_period_expiration_date_time(
            "2016-12-31T23:56:44.951111-08:00".parse::<DateTime<_>>()?,
        )
        .status(ComplianceStatus::NotApplicable)
        .last_reported_date_time("2017-01-01T00:00:17.7769392-08:00".parse::<DateTime<_>>()?)
        .user_principal_name("User Principal Name value");
    let before = match target.send(path.patch(&patch)).await? {
        Written::Entity(updated) => updated,
        _ => read,
    };

    println!("# Change one property of a copy, clear another, and send the difference\n");
    let mut after = before.clone();
    after.device_model = Some("Surface".into());
    after.user_name = None;
    target.send(path.patch(&before.diff(&after))).await?;

    println!("# Update a device status that is not there\n");
    let unknown = DeviceStatus::path(&target.configuration_id, "00000000-0000-0000-0000-000000000000");
    let patch = DeviceStatus::patch().device_model("Surface");
    match target.send(unknown.patch(&patch)).await {
        Ok(_) => Err("the service knows an id that is all zeros".into()),
        Err(_) => {
            println!(
                "\nTwo updates were sent as exactly what changed, and the third was refused with all that the service wrote."
            );
            Ok(())
        }
    }
}

/// The service that the example talks to, and the keys of the device status there.
struct Target {
    client: Client,
    base_url: String,
    configuration_id: String,
    status_id: String,
    /// The embedded service runs as long as this is held.
    _service: Option<Service>,
}

impl Target {
    async fn from_environment() -> Result<Self, Box<dyn Error>> {
        let (Ok(base_url), Ok(token)) = (env::var("ODATA_BASE_URL"), env::var("ODATA_TOKEN")) else {
            return Self::embedded().await;
        };
        let key = |name| {
            env::var(name).map_err(|_| format!("set {name} to the key of an entity that may be changed"))
        };
        Ok(Self {
            client: Client::new(&*base_url, FixedToken::new(token))?,
            base_url,
            configuration_id: key("CONFIGURATION_ID")?,
            status_id: key("STATUS_ID")?,
            _service: None,
        })
    }

    /// A service on this machine, with one device status in it.
    async fn embedded() -> Result<Self, Box<dyn Error>> {
        let configuration_id = "0d1e5b4c-5b4c-0d1e-4c5b-1e0d4c5b1e0d";
        let status_id = "477d3651-3651-477d-5136-7d4751367d47";
        let set = format!("/deviceAppManagement/mobileAppConfigurations/{configuration_id}/deviceStatuses");
        let entity = json!({
            "id": status_id,
            "deviceDisplayName": "PC-7",
            "userName": "Ann",
            "deviceModel": "Model 1",
            "status": "compliant",
            "lastReportedDateTime": "2016-01-01T00:00:00Z",
        });
        let service = Service::builder()
            .entity_set(&*set, device_status())
            .insert(&*set, entity)
            .start()
            .await;
        Ok(Self {
            client: Client::new(service.base_url(), FixedToken::new(service.token()))?,
            base_url: service.base_url().to_owned(),
            configuration_id: configuration_id.to_owned(),
            status_id: status_id.to_owned(),
            _service: Some(service),
        })
    }

    /// Sends a request; prints it, and what becomes of it.
    async fn send<R: FromResponse + Debug>(&self, request: Request<R>) -> Result<R, odata_entity::Error> {
        let http = request.to_http(&self.base_url)?;
        println!("> {} {}", http.method(), http.uri());
        println!("> authorization: Bearer <redacted>");
        for (name, value) in http.headers() {
            println!("> {name}: {}", String::from_utf8_lossy(value.as_bytes()));
        }
        print_lines("> ", &String::from_utf8_lossy(http.body()));
        let answer = self.client.send(request).await;
        match &answer {
            Ok(answer) => print_lines("< ", &format!("{answer:#?}")),
            Err(error) => {
                print_lines("< ", &error.to_string());
                print_lines("< ", &String::from_utf8_lossy(error.body().unwrap_or_default()));
            }
        }
        println!();
        answer
    }
}

fn print_lines(mark: &str, text: &str) {
    for line in text.lines() {
        println!("{mark}{line}");
    }
}

/// The type as the embedded service has it.
fn device_status() -> EntityType {
    let members: Vec<&str> = ComplianceStatus::VARIANTS
        .iter()
        .map(ComplianceStatus::as_str)
        .collect();
    EntityType::new(DeviceStatus::TYPE_NAME)
        .key("id")
        .property(Property::string("deviceDisplayName"))
        .property(Property::string("userName"))
        .property(Property::string("deviceModel"))
        .property(Property::date_time_offset("complianceGracePeriodExpirationDateTime").non_nullable())
        .property(
            Property::enumeration("status", odata_entity_testing::EnumType::new(members)).non_nullable(),
        )
        .property(Property::date_time_offset("lastReportedDateTime").non_nullable())
        .property(Property::string("userPrincipalName"))
}
