//! Device configurations: what a device is set up to do. The large ones have files of their own.

use chrono::{DateTime, FixedOffset, NaiveTime};
use odata_entity::edm::Binary;
use odata_entity::{ComplexType, Entity, EnumType, Flags};

use crate::app_configurations::ComplianceStatus;

/// What became of a configuration on one device.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.deviceConfigurationDeviceStatus",
    path = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}/deviceStatuses/{deviceConfigurationDeviceStatusId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct DeviceConfigurationDeviceStatus {
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

/// What a device is set up to do.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.deviceConfiguration", is_base)]
pub struct DeviceConfiguration {
    #[odata(key)]
    pub id: String,
    #[odata(read_only)]
    pub last_modified_date_time: Option<DateTime<FixedOffset>>,
    #[odata(read_only)]
    pub created_date_time: Option<DateTime<FixedOffset>>,
    pub description: Option<String>,
    #[odata(non_nullable)]
    pub display_name: Option<String>,
    #[odata(non_nullable)]
    pub version: Option<i32>,
}

/// A configuration profile for iOS, as Apple defines it.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.iosCustomConfiguration",
    path = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct IosCustomConfiguration {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceConfiguration,
    #[odata(non_nullable)]
    pub payload_name: Option<String>,
    pub payload_file_name: Option<String>,
    #[odata(non_nullable)]
    pub payload: Option<Binary>,
}

/// A configuration profile for macOS, as Apple defines it.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.macOSCustomConfiguration",
    path = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct MacOsCustomConfiguration {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceConfiguration,
    #[odata(non_nullable)]
    pub payload_name: Option<String>,
    pub payload_file_name: Option<String>,
    #[odata(non_nullable)]
    pub payload: Option<Binary>,
}

/// When iOS devices install updates.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.iosUpdateConfiguration",
    path = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct IosUpdateConfiguration {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceConfiguration,
    #[odata(non_nullable)]
    pub active_hours_start: Option<NaiveTime>,
    #[odata(non_nullable)]
    pub active_hours_end: Option<NaiveTime>,
    pub scheduled_install_days: Option<Vec<DayOfWeek>>,
    pub utc_time_offset_in_minutes: Option<i32>,
}

/// A Windows device shared by several people.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.sharedPCConfiguration",
    path = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct SharedPcConfiguration {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceConfiguration,
    pub account_manager_policy: Option<SharedPcAccountManagerPolicy>,
    #[odata(non_nullable)]
    pub allowed_accounts: Option<Flags<SharedPcAllowedAccountType>>,
    #[odata(non_nullable)]
    pub allow_local_storage: Option<bool>,
    #[odata(non_nullable)]
    pub disable_account_manager: Option<bool>,
    #[odata(non_nullable)]
    pub disable_edu_policies: Option<bool>,
    #[odata(non_nullable)]
    pub disable_power_policies: Option<bool>,
    #[odata(non_nullable)]
    pub disable_sign_in_on_resume: Option<bool>,
    #[odata(non_nullable)]
    pub enabled: Option<bool>,
    pub idle_time_before_sleep_in_seconds: Option<i32>,
    pub kiosk_app_display_name: Option<String>,
    pub kiosk_app_user_model_id: Option<String>,
    pub maintenance_start_time: Option<NaiveTime>,
}

/// A Windows device that is locked down for an exam.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.windows10SecureAssessmentConfiguration",
    path = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct Windows10SecureAssessmentConfiguration {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceConfiguration,
    pub launch_uri: Option<String>,
    pub configuration_account: Option<String>,
    #[odata(non_nullable)]
    pub allow_printing: Option<bool>,
    #[odata(non_nullable)]
    pub allow_screen_capture: Option<bool>,
    #[odata(non_nullable)]
    pub allow_text_suggestion: Option<bool>,
}

/// Onboarding of Windows devices to Defender.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.windowsDefenderAdvancedThreatProtectionConfiguration",
    path = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct WindowsDefenderAdvancedThreatProtectionConfiguration {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceConfiguration,
    #[odata(non_nullable)]
    pub allow_sample_sharing: Option<bool>,
    #[odata(non_nullable)]
    pub enable_expedited_telemetry_reporting: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.dayOfWeek")]
pub enum DayOfWeek {
    Sunday,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.sharedPCAccountManagerPolicy")]
pub struct SharedPcAccountManagerPolicy {
    #[odata(non_nullable)]
    pub account_deletion_policy: Option<SharedPCAccountDeletionPolicyType>,
    pub cache_accounts_above_disk_free_percentage: Option<i32>,
    pub inactive_threshold_days: Option<i32>,
    pub remove_accounts_below_disk_free_percentage: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.sharedPCAllowedAccountType", flags)]
pub enum SharedPcAllowedAccountType {
    #[odata(value = 1)]
    Guest,
    #[odata(value = 2)]
    Domain,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.sharedPCAccountDeletionPolicyType")]
pub enum SharedPCAccountDeletionPolicyType {
    Immediate,
    DiskSpaceThreshold,
    DiskSpaceThresholdOrInactiveThreshold,
    #[odata(other)]
    Other(String),
}
