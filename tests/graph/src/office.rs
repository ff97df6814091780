//! Configurations of Office clients; their payloads are streams.

use chrono::{DateTime, FixedOffset};
use odata_entity::{ComplexType, Entity};
use serde_json::Value;

/// A configuration of Office clients.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.officeClientConfiguration")]
pub struct OfficeClientConfiguration {
    #[odata(key)]
    pub id: String,
    #[odata(stream)]
    pub user_preference_payload: Option<Value>,
    #[odata(stream)]
    pub policy_payload: Option<Value>,
    pub description: Option<String>,
    pub display_name: Option<String>,
    #[odata(non_nullable)]
    pub priority: Option<i32>,
    pub user_checkin_summary: Option<OfficeUserCheckinSummary>,
    pub checkin_statuses: Option<Vec<OfficeClientCheckinStatus>>,
}

/// A configuration of Office clients on Windows; it adds nothing to its base.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.windowsOfficeClientConfiguration",
    path = "/officeConfiguration/clientConfigurations/{officeClientConfigurationId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct WindowsOfficeClientConfiguration {
    #[serde(flatten)]
    #[odata(base)]
    pub base: OfficeClientConfiguration,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.officeUserCheckinSummary")]
pub struct OfficeUserCheckinSummary {
    #[odata(non_nullable)]
    pub succeeded_user_count: Option<i32>,
    #[odata(non_nullable)]
    pub failed_user_count: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.officeClientCheckinStatus")]
pub struct OfficeClientCheckinStatus {
    pub user_principal_name: Option<String>,
    pub device_name: Option<String>,
    pub device_platform: Option<String>,
    pub device_platform_version: Option<String>,
    #[odata(non_nullable)]
    pub was_successful: Option<bool>,
    pub user_id: Option<String>,
    #[odata(non_nullable)]
    pub checkin_date_time: Option<DateTime<FixedOffset>>,
    pub error_message: Option<String>,
    pub applied_policies: Option<Vec<String>>,
}
