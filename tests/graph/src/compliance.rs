//! When a device counts as compliant.

use chrono::{DateTime, FixedOffset};
use odata_entity::{Entity, EnumType};

use crate::app_assignments::DeviceAndAppManagementAssignmentTarget;
use crate::app_configurations::ComplianceStatus;
use crate::ios_general::RequiredPasswordType;

/// A policy of when a device counts as compliant.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.deviceCompliancePolicy", is_base)]
pub struct DeviceCompliancePolicy {
    #[odata(key)]
    pub id: String,
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

/// When an Android device counts as compliant.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.androidCompliancePolicy",
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct AndroidCompliancePolicy {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceCompliancePolicy,
    #[odata(non_nullable)]
    pub password_required: Option<bool>,
    /// From 4 to 16.
    pub password_minimum_length: Option<i32>,
    #[odata(non_nullable)]
    pub password_required_type: Option<AndroidRequiredPasswordType>,
    pub password_minutes_of_inactivity_before_lock: Option<i32>,
    /// From 1 to 365.
    pub password_expiration_days: Option<i32>,
    /// From 1 to 24.
    pub password_previous_password_block_count: Option<i32>,
    #[odata(non_nullable)]
    pub security_prevent_install_apps_from_unknown_sources: Option<bool>,
    #[odata(non_nullable)]
    pub security_disable_usb_debugging: Option<bool>,
    #[odata(non_nullable)]
    pub security_require_verify_apps: Option<bool>,
    #[odata(non_nullable)]
    pub device_threat_protection_enabled: Option<bool>,
    #[odata(non_nullable)]
    pub device_threat_protection_required_security_level: Option<DeviceThreatProtectionLevel>,
    #[odata(non_nullable)]
    pub security_block_jailbroken_devices: Option<bool>,
    pub os_minimum_version: Option<String>,
    pub os_maximum_version: Option<String>,
    pub min_android_security_patch_level: Option<String>,
    #[odata(non_nullable)]
    pub storage_require_encryption: Option<bool>,
    #[odata(non_nullable)]
    pub security_require_safety_net_attestation_basic_integrity: Option<bool>,
    #[odata(non_nullable)]
    pub security_require_safety_net_attestation_certified_device: Option<bool>,
    #[odata(non_nullable)]
    pub security_require_google_play_services: Option<bool>,
    #[odata(non_nullable)]
    pub security_require_up_to_date_security_providers: Option<bool>,
    #[odata(non_nullable)]
    pub security_require_company_portal_app_integrity: Option<bool>,
}

/// When an iOS device counts as compliant.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.iosCompliancePolicy",
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct IosCompliancePolicy {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceCompliancePolicy,
    #[odata(non_nullable)]
    pub passcode_block_simple: Option<bool>,
    /// From 1 to 65 535.
    pub passcode_expiration_days: Option<i32>,
    /// From 4 to 14.
    pub passcode_minimum_length: Option<i32>,
    pub passcode_minutes_of_inactivity_before_lock: Option<i32>,
    /// From 1 to 24.
    pub passcode_previous_passcode_block_count: Option<i32>,
    pub passcode_minimum_character_set_count: Option<i32>,
    #[odata(non_nullable)]
    pub passcode_required_type: Option<RequiredPasswordType>,
    #[odata(non_nullable)]
    pub passcode_required: Option<bool>,
    pub os_minimum_version: Option<String>,
    pub os_maximum_version: Option<String>,
    #[odata(non_nullable)]
    pub security_block_jailbroken_devices: Option<bool>,
    #[odata(non_nullable)]
    pub device_threat_protection_enabled: Option<bool>,
    #[odata(non_nullable)]
    pub device_threat_protection_required_security_level: Option<DeviceThreatProtectionLevel>,
    #[odata(non_nullable)]
    pub managed_email_profile_required: Option<bool>,
}

/// The assignment of a compliance policy.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.deviceCompliancePolicyAssignment",
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}/assignments/{deviceCompliancePolicyAssignmentId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct DeviceCompliancePolicyAssignment {
    #[odata(key)]
    pub id: String,
    pub target: Option<DeviceAndAppManagementAssignmentTarget>,
}

/// What happens when a rule is broken.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.deviceComplianceScheduledActionForRule",
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}/scheduledActionsForRule/{deviceComplianceScheduledActionForRuleId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct DeviceComplianceScheduledActionForRule {
    #[odata(key)]
    pub id: String,
    pub rule_name: Option<String>,
}

/// What became of a compliance policy for one user.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.deviceComplianceUserStatus",
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}/userStatuses/{deviceComplianceUserStatusId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct DeviceComplianceUserStatus {
    #[odata(key)]
    pub id: String,
    pub user_display_name: Option<String>,
    #[odata(non_nullable)]
    pub devices_count: Option<i32>,
    #[odata(non_nullable)]
    pub status: Option<ComplianceStatus>,
    #[odata(non_nullable)]
    pub last_reported_date_time: Option<DateTime<FixedOffset>>,
    pub user_principal_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.androidRequiredPasswordType")]
pub enum AndroidRequiredPasswordType {
    DeviceDefault,
    Alphabetic,
    Alphanumeric,
    AlphanumericWithSymbols,
    LowSecurityBiometric,
    Numeric,
    NumericComplex,
    Any,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.deviceThreatProtectionLevel")]
pub enum DeviceThreatProtectionLevel {
    Unavailable,
    Secured,
    Low,
    Medium,
    High,
    NotSet,
    #[odata(other)]
    Other(String),
}
