//! Managed devices: list, filter, change, wipe, sync.

use chrono::{DateTime, FixedOffset};
use futures_util::TryStreamExt as _;
use odata_entity::{Action, Client, Entity, EnumType, Error};

/// A device that Intune manages.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDevice",
    path = "/deviceManagement/managedDevices/{managedDeviceId}",
    path(by_user = "/users/{userId}/managedDevices/{managedDeviceId}"),
    scopes(delegated = "DeviceManagementManagedDevices.ReadWrite.All")
)]
pub struct ManagedDevice {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// The name that the device gave itself.
    pub device_name: Option<String>,
    /// The name that Intune shows.
    pub managed_device_name: Option<String>,
    /// Whether it fits its policies.
    pub compliance_state: Option<ComplianceState>,
    /// The operating system.
    pub operating_system: Option<String>,
    /// When it was last in touch.
    pub last_sync_date_time: Option<DateTime<FixedOffset>>,
    /// Notes of the administrator.
    pub notes: Option<String>,
}

/// Whether a device fits its policies.
#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.complianceState")]
pub enum ComplianceState {
    /// Not known.
    Unknown,
    /// It does.
    Compliant,
    /// It does not.
    Noncompliant,
    /// Policies contradict each other.
    Conflict,
    /// It could not be found out.
    Error,
    /// It does not, and may for a while.
    InGracePeriod,
    /// Configuration Manager knows.
    ConfigManager,
    /// What this build does not know, as it came.
    #[odata(other)]
    Other(String),
}

/// Removes everything from a device.
#[derive(Debug, Clone, Default, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "wipe", on = ManagedDevice)]
pub struct Wipe {
    /// Stays enrolled.
    pub keep_enrollment_data: Option<bool>,
    /// Keeps the user's files.
    pub keep_user_data: Option<bool>,
    /// The code that unlocks a Mac.
    pub mac_os_unlock_code: Option<String>,
}

/// Asks a device to get in touch.
#[derive(Debug, Clone, Action)]
#[odata(name = "syncDevice", on = ManagedDevice)]
pub struct SyncDevice;

/// All devices that do not fit their policies, by name.
pub async fn noncompliant(client: &Client) -> Result<Vec<ManagedDevice>, Error> {
    let list = ManagedDevice::collection()
        .list()
        .select_fields()
        .filter(ManagedDevice::COMPLIANCE_STATE.eq(ComplianceState::Noncompliant))
        .order_by(ManagedDevice::DEVICE_NAME.asc());
    client.items(list).try_collect().await
}

/// Gives a device another name, and removes its notes.
pub async fn rename(client: &Client, id: &str, name: &str) -> Result<(), Error> {
    let patch = ManagedDevice::patch().managed_device_name(name).notes(None);
    client.send(ManagedDevice::path(id).patch(&patch)).await?;
    Ok(())
}

/// Wipes a device, but for the user's files.
pub async fn wipe(client: &Client, id: &str) -> Result<(), Error> {
    let wipe = Wipe {
        keep_user_data: Some(true),
        ..Wipe::default()
    };
    client.send(ManagedDevice::path(id).call(&wipe)).await
}

/// Asks a device to get in touch now.
pub async fn sync(client: &Client, id: &str) -> Result<(), Error> {
    client.send(ManagedDevice::path(id).call(&SyncDevice)).await
}
