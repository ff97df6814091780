//! App configurations, and how they came out on devices and for users.

use chrono::{DateTime, FixedOffset};
use futures_util::TryStreamExt as _;
use odata_entity::{Client, Entity, EnumType, Error};

/// A configuration of apps on enrolled devices.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDeviceMobileAppConfiguration",
    path = "/deviceAppManagement/mobileAppConfigurations/{managedDeviceMobileAppConfigurationId}",
    is_base,
    scopes(delegated = "DeviceManagementApps.ReadWrite.All")
)]
pub struct AppConfiguration {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// Its name.
    #[odata(non_nullable)]
    pub display_name: Option<String>,
    /// How it came out on devices.
    #[odata(navigation)]
    pub device_statuses: Option<Vec<DeviceStatus>>,
    /// How it came out for users.
    #[odata(navigation)]
    pub user_statuses: Option<Vec<UserStatus>>,
}

/// How a configuration came out on a device.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus",
    path = "/deviceAppManagement/mobileAppConfigurations/{managedDeviceMobileAppConfigurationId}/deviceStatuses/{managedDeviceMobileAppConfigurationDeviceStatusId}"
)]
pub struct DeviceStatus {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// The device.
    pub device_display_name: Option<String>,
    /// Its model.
    pub device_model: Option<String>,
    /// Its user.
    pub user_name: Option<String>,
    /// How it came out.
    #[odata(non_nullable)]
    pub status: Option<ComplianceStatus>,
    /// When that was reported.
    #[odata(non_nullable)]
    pub last_reported_date_time: Option<DateTime<FixedOffset>>,
}

/// How a configuration came out for a user.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDeviceMobileAppConfigurationUserStatus",
    path = "/deviceAppManagement/mobileAppConfigurations/{managedDeviceMobileAppConfigurationId}/userStatuses/{managedDeviceMobileAppConfigurationUserStatusId}"
)]
pub struct UserStatus {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// The user.
    pub user_display_name: Option<String>,
    /// How many devices the user has.
    #[odata(non_nullable)]
    pub devices_count: Option<i32>,
    /// How it came out.
    #[odata(non_nullable)]
    pub status: Option<ComplianceStatus>,
}

/// How a configuration came out.
#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.complianceStatus")]
pub enum ComplianceStatus {
    /// Not known.
    Unknown,
    /// Not for this device.
    NotApplicable,
    /// Done.
    Compliant,
    /// Done at a second try.
    Remediated,
    /// Not done.
    NonCompliant,
    /// It failed.
    Error,
    /// Another policy requires something else.
    Conflict,
    /// It is for nobody.
    NotAssigned,
    /// What this build does not know, as it came.
    #[odata(other)]
    Other(String),
}

/// The devices on which a configuration failed.
pub async fn failed_devices(client: &Client, configuration: &str) -> Result<Vec<DeviceStatus>, Error> {
    let statuses = AppConfiguration::path(configuration).to(AppConfiguration::DEVICE_STATUSES);
    let failed = DeviceStatus::STATUS.eq(ComplianceStatus::Error);
    client.items(statuses.list().filter(failed)).try_collect().await
}

/// The users of a configuration, with how it came out.
pub async fn users(client: &Client, configuration: &str) -> Result<Vec<UserStatus>, Error> {
    let statuses = AppConfiguration::path(configuration).to(AppConfiguration::USER_STATUSES);
    client.items(statuses.list()).try_collect().await
}

/// Marks a configuration as not applicable to a device.
pub async fn set_aside(client: &Client, configuration: &str, status: &str) -> Result<(), Error> {
    let patch = DeviceStatus::patch()
        .status(ComplianceStatus::NotApplicable)
        .user_name(None);
    client
        .send(DeviceStatus::path(configuration, status).patch(&patch))
        .await?;
    Ok(())
}
