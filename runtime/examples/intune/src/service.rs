//! A service on this machine with a small tenant in it, which does what Intune does in the background.

use std::error::Error;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use odata_entity::{Client, FixedToken};
use odata_entity_testing::{ChangeTracking, Invocation, Service};
use serde_json::{Value, json};

/// The photo of Ann.
pub const PHOTO: &[u8] = b"\xff\xd8\xff a photo";

/// The tenant: its service, and a client for it. The service runs as long as this is held.
pub struct Tenant {
    /// The service.
    pub service: Arc<Service>,
    /// The client.
    pub client: Client,
    /// Actions that were called on devices and files, each with the key.
    pub calls: Calls,
}

/// What was called, with the last key of its path.
pub type Calls = Arc<Mutex<Vec<(&'static str, String)>>>;

const FILES: &str = "/deviceAppManagement/mobileApps/{app}/microsoft.graph.win32LobApp/contentVersions/{version}/files/{file}";

impl Tenant {
    /// Starts the service. Its types are those of the schema file.
    ///
    /// # Errors
    /// The service does not have what is put into it.
    pub async fn start() -> Result<Self, Box<dyn Error>> {
        let schema = concat!(env!("CARGO_MANIFEST_DIR"), "/schemas/graph.csdl");
        let calls = Calls::default();
        let noted = |name: &'static str| {
            let calls = Arc::clone(&calls);
            move |call: Invocation| {
                let key = call.keys.last().cloned().unwrap_or_default();
                calls.lock().ok()?.push((name, key));
                None
            }
        };
        let mut service = Service::from_csdl(schema)
            .change_tracking("/users", ChangeTracking::new())
            .stream("/users/{id}/photo/$value")
            .action("/deviceManagement/managedDevices/{id}/wipe", noted("wipe"))
            .action(
                "/deviceManagement/managedDevices/{id}/syncDevice",
                noted("syncDevice"),
            )
            .action(&format!("{FILES}/commit"), noted("commit"))
            .action(&format!("{FILES}/renewUpload"), noted("renewUpload"))
            .action("/deviceManagement/deviceCompliancePolicies/{id}/assign", |call| {
                Some(json!({"value": call.parameters.get("assignments")}))
            });
        for (path, entity) in tenant() {
            service = service.insert(path, entity);
        }
        let service = Arc::new(service.start().await);
        service.put_bytes("/users/ann/photo/$value", "image/jpeg", PHOTO)?;
        tokio::spawn(background(Arc::clone(&service), Arc::clone(&calls)));
        let client = Client::new(service.base_url(), FixedToken::new(service.token()))?;
        Ok(Self {
            service,
            client,
            calls,
        })
    }
}

/// What is in the tenant.
fn tenant() -> Vec<(&'static str, Value)> {
    let configuration = "/deviceAppManagement/mobileAppConfigurations/mail";
    let mut all = vec![
        ("/deviceManagement/reports", json!({})),
        (
            "/users/ann",
            json!({"displayName": "Ann", "userPrincipalName": "ann@example.org", "department": "Sales"}),
        ),
        (
            "/users/bob",
            json!({"displayName": "Bob", "userPrincipalName": "bob@example.org", "department": "Sales"}),
        ),
        (
            "/users/eve",
            json!({"displayName": "Eve", "userPrincipalName": "eve@example.org", "department": "Law"}),
        ),
        ("/groups/sales", json!({"displayName": "Sales"})),
        ("/users/ann/photo", json!({})),
        ("/users/bob/photo", json!({})),
        (
            "/deviceAppManagement/mobileApps/viewer",
            json!({"@odata.type": "#microsoft.graph.win32LobApp", "displayName": "Viewer"}),
        ),
        (
            configuration,
            json!({"@odata.type": "#microsoft.graph.iosMobileAppConfiguration", "displayName": "Mail"}),
        ),
    ];
    for (path, name, state) in [
        ("/deviceManagement/managedDevices/d1", "PC-1", "noncompliant"),
        ("/deviceManagement/managedDevices/d2", "PC-2", "compliant"),
        ("/deviceManagement/managedDevices/d3", "PC-3", "noncompliant"),
    ] {
        all.push((path, json!({"deviceName": name, "complianceState": state, "operatingSystem": "Windows", "notes": "old"})));
    }
    for (path, device, status) in [
        (
            "/deviceAppManagement/mobileAppConfigurations/mail/deviceStatuses/s1",
            "Phone 1",
            "error",
        ),
        (
            "/deviceAppManagement/mobileAppConfigurations/mail/deviceStatuses/s2",
            "Phone 2",
            "compliant",
        ),
    ] {
        all.push((
            path,
            json!({"deviceDisplayName": device, "userName": "Ann", "status": status}),
        ));
    }
    let user = "/deviceAppManagement/mobileAppConfigurations/mail/userStatuses/u1";
    all.push((
        user,
        json!({"userDisplayName": "Ann", "devicesCount": 2, "status": "error"}),
    ));
    all
}

/// What Intune does by itself: it makes reports, gives out places to upload to, and takes what was uploaded.
async fn background(service: Arc<Service>, calls: Calls) {
    let key = |entity: &Value| entity["id"].as_str().unwrap_or_default().to_owned();
    loop {
        tokio::time::sleep(Duration::from_millis(20)).await;
        let jobs = "/deviceManagement/reports/exportJobs";
        for job in service.entities(jobs) {
            if job["status"] != "completed" {
                let url = format!("{}/users/ann/photo/$value", service.base_url());
                let done = json!({"status": "completed", "url": url});
                put(&service, &format!("{jobs}/{}", key(&job)), done);
            }
        }
        let versions = "/deviceAppManagement/mobileApps/viewer/microsoft.graph.win32LobApp/contentVersions";
        for version in service.entities(versions) {
            let files = format!("{versions}/{}/files", key(&version));
            for file in service.entities(&files) {
                let is_committed = calls
                    .lock()
                    .is_ok_and(|calls| calls.contains(&("commit", key(&file))));
                let next = match (file["azureStorageUri"].is_string(), is_committed) {
                    (false, _) => {
                        json!({"azureStorageUri": service.new_blob(), "uploadState": "azureStorageUriRequestSuccess"})
                    }
                    (true, true) if !file["isCommitted"].as_bool().unwrap_or(false) => {
                        json!({"isCommitted": true, "uploadState": "commitFileSuccess"})
                    }
                    _ => continue,
                };
                put(&service, &format!("{files}/{}", key(&file)), next);
            }
        }
    }
}

/// Changes an entity; what the service does not have is printed, as nobody waits for it.
fn put(service: &Service, path: &str, members: Value) {
    if let Err(error) = service.insert(path, members) {
        eprintln!("{path}: {error}");
    }
}
