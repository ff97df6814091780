//! The states of a [`ManagedDevice`](crate::devices::ManagedDevice).

use chrono::{DateTime, FixedOffset};
use odata_entity::{ComplexType, EnumType};

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.managedDeviceOwnerType")]
pub enum ManagedDeviceOwnerType {
    Unknown,
    Company,
    Personal,
    UnknownFutureValue,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.complianceState")]
pub enum ComplianceState {
    Unknown,
    Compliant,
    Noncompliant,
    Conflict,
    Error,
    InGracePeriod,
    ConfigManager,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.managementAgentType")]
pub enum ManagementAgentType {
    Eas,
    Mdm,
    EasMdm,
    IntuneClient,
    EasIntuneClient,
    ConfigurationManagerClient,
    ConfigurationManagerClientMdm,
    ConfigurationManagerClientMdmEas,
    Unknown,
    Jamf,
    GoogleCloudDevicePolicyController,
    Microsoft365ManagedMdm,
    MsSense,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.deviceEnrollmentType")]
pub enum DeviceEnrollmentType {
    Unknown,
    UserEnrollment,
    DeviceEnrollmentManager,
    AppleBulkWithUser,
    AppleBulkWithoutUser,
    WindowsAzureADJoin,
    WindowsBulkUserless,
    WindowsAutoEnrollment,
    WindowsBulkAzureDomainJoin,
    WindowsCoManagement,
    WindowsAzureADJoinUsingDeviceAuth,
    AppleUserEnrollment,
    AppleUserEnrollmentWithServiceAccount,
    UnknownFutureValue,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.deviceRegistrationState")]
pub enum DeviceRegistrationState {
    NotRegistered,
    Registered,
    Revoked,
    KeyConflict,
    ApprovalPending,
    CertificateReset,
    NotRegisteredPendingEnrollment,
    Unknown,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.deviceManagementExchangeAccessState")]
pub enum DeviceManagementExchangeAccessState {
    None,
    Unknown,
    Allowed,
    Blocked,
    Quarantined,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.deviceManagementExchangeAccessStateReason")]
pub enum DeviceManagementExchangeAccessStateReason {
    None,
    Unknown,
    ExchangeGlobalRule,
    ExchangeIndividualRule,
    ExchangeDeviceRule,
    ExchangeUpgrade,
    ExchangeMailboxPolicy,
    Other,
    Compliant,
    NotCompliant,
    NotEnrolled,
    UnknownLocation,
    MfaRequired,
    AzureADBlockDueToAccessPolicy,
    CompromisedPassword,
    DeviceNotKnownWithManagedApp,
    #[odata(other)]
    Unlisted(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.configurationManagerClientEnabledFeatures")]
pub struct ConfigurationManagerClientEnabledFeatures {
    #[odata(non_nullable)]
    pub inventory: Option<bool>,
    #[odata(non_nullable)]
    pub modern_apps: Option<bool>,
    #[odata(non_nullable)]
    pub resource_access: Option<bool>,
    #[odata(non_nullable)]
    pub device_configuration: Option<bool>,
    #[odata(non_nullable)]
    pub compliance_policy: Option<bool>,
    #[odata(non_nullable)]
    pub windows_update_for_business: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.deviceHealthAttestationState")]
pub struct DeviceHealthAttestationState {
    pub last_update_date_time: Option<String>,
    pub content_namespace_url: Option<String>,
    pub device_health_attestation_status: Option<String>,
    pub content_version: Option<String>,
    #[odata(non_nullable)]
    pub issued_date_time: Option<DateTime<FixedOffset>>,
    pub attestation_identity_key: Option<String>,
    #[odata(non_nullable)]
    pub reset_count: Option<i64>,
    #[odata(non_nullable)]
    pub restart_count: Option<i64>,
    pub data_excution_policy: Option<String>,
    pub bit_locker_status: Option<String>,
    pub boot_manager_version: Option<String>,
    pub code_integrity_check_version: Option<String>,
    pub secure_boot: Option<String>,
    pub boot_debugging: Option<String>,
    pub operating_system_kernel_debugging: Option<String>,
    pub code_integrity: Option<String>,
    pub test_signing: Option<String>,
    pub safe_mode: Option<String>,
    #[serde(rename = "windowsPE")]
    pub windows_pe: Option<String>,
    pub early_launch_anti_malware_driver_protection: Option<String>,
    pub virtual_secure_mode: Option<String>,
    pub pcr_hash_algorithm: Option<String>,
    pub boot_app_security_version: Option<String>,
    pub boot_manager_security_version: Option<String>,
    pub tpm_version: Option<String>,
    pub pcr0: Option<String>,
    pub secure_boot_configuration_policy_finger_print: Option<String>,
    pub code_integrity_policy: Option<String>,
    pub boot_revision_list_info: Option<String>,
    pub operating_system_rev_list_info: Option<String>,
    pub health_status_mismatch_info: Option<String>,
    pub health_attestation_supported_status: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.managedDevicePartnerReportedHealthState")]
pub enum ManagedDevicePartnerReportedHealthState {
    Unknown,
    Activated,
    Deactivated,
    Secured,
    LowSeverity,
    MediumSeverity,
    HighSeverity,
    Unresponsive,
    Compromised,
    Misconfigured,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.deviceOperatingSystemSummary")]
pub struct DeviceOperatingSystemSummary {
    #[odata(non_nullable)]
    pub android_count: Option<i32>,
    #[odata(non_nullable)]
    pub ios_count: Option<i32>,
    #[serde(rename = "macOSCount")]
    #[odata(non_nullable)]
    pub mac_os_count: Option<i32>,
    #[odata(non_nullable)]
    pub windows_mobile_count: Option<i32>,
    #[odata(non_nullable)]
    pub windows_count: Option<i32>,
    #[odata(non_nullable)]
    pub unknown_count: Option<i32>,
    #[odata(non_nullable)]
    pub android_corporate_work_profile_count: Option<i32>,
    #[odata(non_nullable)]
    pub android_dedicated_count: Option<i32>,
    #[odata(non_nullable)]
    pub android_device_admin_count: Option<i32>,
    #[odata(non_nullable)]
    pub android_fully_managed_count: Option<i32>,
    #[odata(non_nullable)]
    pub android_work_profile_count: Option<i32>,
    #[odata(non_nullable)]
    pub config_mgr_device_count: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.deviceExchangeAccessStateSummary")]
pub struct DeviceExchangeAccessStateSummary {
    #[odata(non_nullable)]
    pub allowed_device_count: Option<i32>,
    #[odata(non_nullable)]
    pub blocked_device_count: Option<i32>,
    #[odata(non_nullable)]
    pub quarantined_device_count: Option<i32>,
    #[odata(non_nullable)]
    pub unknown_device_count: Option<i32>,
    #[odata(non_nullable)]
    pub unavailable_device_count: Option<i32>,
}
