//! The entity of the tour, as its documentation has it.
#![allow(dead_code, reason = "each test binary uses its own part of this module")]

pub mod clock;
pub mod peer;
pub mod raw;
pub mod scripted;
pub mod sent;
pub mod service;
pub mod shop;
pub mod wire;

use chrono::{DateTime, FixedOffset};
use odata_entity::{Entity, EnumType};

/// The status of an app configuration on a device.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus",
    path = "/deviceAppManagement/mobileAppConfigurations/{managedDeviceMobileAppConfigurationId}/deviceStatuses/{managedDeviceMobileAppConfigurationDeviceStatusId}"
)]
pub struct DeviceStatus {
    #[odata(key)]
    pub id: String,
    /// The name of the device.
    pub device_display_name: Option<String>,
    pub user_name: Option<String>,
    pub device_model: Option<String>,
    #[odata(non_nullable)]
    pub compliance_grace_period_expiration_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub status: Option<ComplianceStatus>,
    #[odata(non_nullable)]
    pub last_reported_date_time: Option<DateTime<FixedOffset>>,
    pub user_principal_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.complianceStatus")]
pub enum ComplianceStatus {
    Unknown,
    NotApplicable,
    Compliant,
    Remediated,
    NonCompliant,
    Error,
    Conflict,
    NotAssigned,
    #[odata(other)]
    Other(String), // any member this build does not know, kept as it came
}

/// The body that the documentation shows as the answer to the update.
pub const DOCUMENTED_ANSWER: &str = r##"{
  "@odata.type": "#microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus",
  "id": "477d3651-3651-477d-5136-7d4751367d47",
  "deviceDisplayName": "Device Display Name value",
  "userName": "User Name value",
  "deviceModel": "Device Model value",
  "complianceGracePeriodExpirationDateTime": "2016-12-31T23:56:44.951111-08:00",
  "status": "notApplicable",
  "lastReportedDateTime": "2017-01-01T00:00:17.7769392-08:00",
  "userPrincipalName": "User Principal Name value"
}"##;

/// The entity of the documentation.
pub fn documented() -> DeviceStatus {
    serde_json::from_str(DOCUMENTED_ANSWER).expect("the documented answer is a device status")
}
