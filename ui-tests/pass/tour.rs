//! The tour of the README, without a client.

use chrono::{DateTime, FixedOffset};
use odata_entity::{Entity, EnumType};

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus",
    path = "/deviceAppManagement/mobileAppConfigurations/{managedDeviceMobileAppConfigurationId}/deviceStatuses/{managedDeviceMobileAppConfigurationDeviceStatusId}"
)]
pub struct DeviceStatus {
    #[odata(key)]
    pub id: String,
    pub device_display_name: Option<String>,
    pub user_name: Option<String>,
    pub device_model: Option<String>,
    #[odata(non_nullable)]
    pub status: Option<ComplianceStatus>,
    #[odata(non_nullable)]
    pub last_reported_date_time: Option<DateTime<FixedOffset>>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.complianceStatus")]
pub enum ComplianceStatus {
    Unknown,
    NotApplicable,
    Error,
    #[odata(other)]
    Other(String),
}

fn main() {
    let patch = DeviceStatus::patch()
        .status(ComplianceStatus::NotApplicable)
        .device_model("Device Model value")
        .user_name(None);
    let path = DeviceStatus::path("config-id", "status-id");
    let _ = path.patch(&patch);
    let _ = DeviceStatus::collection("config-id")
        .list()
        .select((DeviceStatus::ID, DeviceStatus::STATUS))
        .filter(
            DeviceStatus::STATUS
                .eq(ComplianceStatus::Error)
                .and(DeviceStatus::USER_NAME.starts_with("A")),
        )
        .top(50);
}
