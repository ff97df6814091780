//! Managed devices and what is installed on them.

use chrono::{DateTime, FixedOffset};
use odata_entity::Entity;

use crate::device_actions::DeviceActionResult;
use crate::device_states::{
    ComplianceState, ConfigurationManagerClientEnabledFeatures, DeviceEnrollmentType,
    DeviceExchangeAccessStateSummary, DeviceHealthAttestationState, DeviceManagementExchangeAccessState,
    DeviceManagementExchangeAccessStateReason, DeviceOperatingSystemSummary, DeviceRegistrationState,
    ManagedDeviceOwnerType, ManagedDevicePartnerReportedHealthState, ManagementAgentType,
};

/// A device under management.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDevice",
    path(
        path = "/users/{usersId}/managedDevices/{managedDeviceId}",
        by_managed_devices = "/deviceManagement/managedDevices/{managedDeviceId}",
        by_detected_apps = "/deviceManagement/detectedApps/{detectedAppId}/managedDevices/{managedDeviceId}"
    ),
    scopes(
        delegated = "DeviceManagementManagedDevices.ReadWrite.All",
        application = "DeviceManagementManagedDevices.ReadWrite.All"
    )
)]
pub struct ManagedDevice {
    #[odata(key)]
    pub id: String,
    pub user_id: Option<String>,
    pub device_name: Option<String>,
    #[odata(non_nullable)]
    pub managed_device_owner_type: Option<ManagedDeviceOwnerType>,
    pub device_action_results: Option<Vec<DeviceActionResult>>,
    #[odata(non_nullable)]
    pub enrolled_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub last_sync_date_time: Option<DateTime<FixedOffset>>,
    pub operating_system: Option<String>,
    #[odata(non_nullable)]
    pub compliance_state: Option<ComplianceState>,
    pub jail_broken: Option<String>,
    #[odata(non_nullable)]
    pub management_agent: Option<ManagementAgentType>,
    pub os_version: Option<String>,
    #[odata(non_nullable)]
    pub eas_activated: Option<bool>,
    pub eas_device_id: Option<String>,
    #[odata(non_nullable)]
    pub eas_activation_date_time: Option<DateTime<FixedOffset>>,
    #[serde(rename = "azureADRegistered")]
    pub azure_ad_registered: Option<bool>,
    #[odata(non_nullable)]
    pub device_enrollment_type: Option<DeviceEnrollmentType>,
    pub activation_lock_bypass_code: Option<String>,
    pub email_address: Option<String>,
    #[serde(rename = "azureADDeviceId")]
    pub azure_ad_device_id: Option<String>,
    #[odata(non_nullable)]
    pub device_registration_state: Option<DeviceRegistrationState>,
    pub device_category_display_name: Option<String>,
    #[odata(non_nullable)]
    pub is_supervised: Option<bool>,
    #[odata(non_nullable)]
    pub exchange_last_successful_sync_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub exchange_access_state: Option<DeviceManagementExchangeAccessState>,
    #[odata(non_nullable)]
    pub exchange_access_state_reason: Option<DeviceManagementExchangeAccessStateReason>,
    pub remote_assistance_session_url: Option<String>,
    pub remote_assistance_session_error_details: Option<String>,
    #[odata(non_nullable)]
    pub is_encrypted: Option<bool>,
    pub user_principal_name: Option<String>,
    pub model: Option<String>,
    pub manufacturer: Option<String>,
    pub imei: Option<String>,
    #[odata(non_nullable)]
    pub compliance_grace_period_expiration_date_time: Option<DateTime<FixedOffset>>,
    pub serial_number: Option<String>,
    pub phone_number: Option<String>,
    pub android_security_patch_level: Option<String>,
    pub user_display_name: Option<String>,
    pub configuration_manager_client_enabled_features: Option<ConfigurationManagerClientEnabledFeatures>,
    pub wi_fi_mac_address: Option<String>,
    pub device_health_attestation_state: Option<DeviceHealthAttestationState>,
    pub subscriber_carrier: Option<String>,
    pub meid: Option<String>,
    #[odata(non_nullable)]
    pub total_storage_space_in_bytes: Option<i64>,
    #[odata(non_nullable)]
    pub free_storage_space_in_bytes: Option<i64>,
    pub managed_device_name: Option<String>,
    #[odata(non_nullable)]
    pub partner_reported_threat_state: Option<ManagedDevicePartnerReportedHealthState>,
    pub iccid: Option<String>,
    pub udid: Option<String>,
    pub notes: Option<String>,
    pub ethernet_mac_address: Option<String>,
    #[odata(non_nullable)]
    pub physical_memory_in_bytes: Option<i64>,
}

/// How many devices there are: a singleton.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDeviceOverview",
    path = "/deviceManagement/managedDeviceOverview",
    scopes(
        delegated = "DeviceManagementManagedDevices.ReadWrite.All",
        application = "DeviceManagementManagedDevices.ReadWrite.All"
    )
)]
pub struct ManagedDeviceOverview {
    #[odata(key)]
    pub id: String,
    #[odata(non_nullable)]
    pub enrolled_device_count: Option<i32>,
    #[odata(non_nullable)]
    pub mdm_enrolled_count: Option<i32>,
    #[odata(non_nullable)]
    pub dual_enrolled_device_count: Option<i32>,
    pub device_operating_system_summary: Option<DeviceOperatingSystemSummary>,
    pub device_exchange_access_state_summary: Option<DeviceExchangeAccessStateSummary>,
}

/// An app found on devices.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.detectedApp",
    path = "/deviceManagement/detectedApps/{detectedAppId}",
    scopes(
        delegated = "DeviceManagementManagedDevices.ReadWrite.All",
        application = "DeviceManagementManagedDevices.ReadWrite.All"
    )
)]
pub struct DetectedApp {
    #[odata(key)]
    pub id: String,
    pub display_name: Option<String>,
    pub version: Option<String>,
    #[odata(non_nullable)]
    pub size_in_byte: Option<i64>,
    #[odata(non_nullable)]
    pub device_count: Option<i32>,
}
