//! What managed apps find configured, and which devices took it over.

use chrono::{DateTime, FixedOffset};
use odata_entity::edm::Binary;
use odata_entity::{ComplexType, Entity, EnumType};

use crate::app_assignments::DeviceAndAppManagementAssignmentTarget;

/// A configuration for an app on enrolled devices.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.managedDeviceMobileAppConfiguration", is_base)]
pub struct ManagedDeviceMobileAppConfiguration {
    #[odata(key)]
    pub id: String,
    pub targeted_mobile_apps: Option<Vec<String>>,
    #[odata(read_only)]
    pub created_date_time: Option<DateTime<FixedOffset>>,
    pub description: Option<String>,
    #[odata(read_only)]
    pub last_modified_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub display_name: Option<String>,
    #[odata(non_nullable)]
    pub version: Option<i32>,
}

/// A configuration for an iOS app, as XML or as items.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.iosMobileAppConfiguration",
    path = "/deviceAppManagement/mobileAppConfigurations/{managedDeviceMobileAppConfigurationId}",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
pub struct IosMobileAppConfiguration {
    #[serde(flatten)]
    #[odata(base)]
    pub base: ManagedDeviceMobileAppConfiguration,
    pub encoded_setting_xml: Option<Binary>,
    pub settings: Option<Vec<AppConfigurationSettingItem>>,
}

/// What became of an app configuration on one device.
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
pub struct ManagedDeviceMobileAppConfigurationDeviceStatus {
    #[odata(key)]
    pub id: String,
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

/// The assignment of an app configuration.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDeviceMobileAppConfigurationAssignment",
    path = "/deviceAppManagement/mobileAppConfigurations/{managedDeviceMobileAppConfigurationId}/assignments/{managedDeviceMobileAppConfigurationAssignmentId}",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
pub struct ManagedDeviceMobileAppConfigurationAssignment {
    #[odata(key)]
    pub id: String,
    pub target: Option<DeviceAndAppManagementAssignmentTarget>,
}

/// For how many users an app configuration succeeded: a singleton below the configuration.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDeviceMobileAppConfigurationUserSummary",
    path = "/deviceAppManagement/mobileAppConfigurations/{managedDeviceMobileAppConfigurationId}/userStatusSummary",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
pub struct ManagedDeviceMobileAppConfigurationUserSummary {
    #[odata(key)]
    pub id: String,
    #[odata(non_nullable)]
    pub pending_count: Option<i32>,
    #[odata(non_nullable)]
    pub not_applicable_count: Option<i32>,
    #[odata(non_nullable)]
    pub success_count: Option<i32>,
    #[odata(non_nullable)]
    pub error_count: Option<i32>,
    #[odata(non_nullable)]
    pub failed_count: Option<i32>,
    #[odata(non_nullable)]
    pub last_update_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub configuration_version: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.appConfigurationSettingItem")]
pub struct AppConfigurationSettingItem {
    #[odata(non_nullable)]
    pub app_config_key: Option<String>,
    #[odata(non_nullable)]
    pub app_config_key_type: Option<MdmAppConfigKeyType>,
    #[odata(non_nullable)]
    pub app_config_key_value: Option<String>,
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
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.mdmAppConfigKeyType")]
pub enum MdmAppConfigKeyType {
    StringType,
    IntegerType,
    RealType,
    BooleanType,
    TokenType,
    #[odata(other)]
    Other(String),
}
