//! How managed apps protect what they hold.

use chrono::{DateTime, FixedOffset};
use odata_entity::edm::Duration;
use odata_entity::{ComplexType, Entity, EnumType, Flags};

/// A policy for managed apps.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.managedAppPolicy", is_base)]
pub struct ManagedAppPolicy {
    #[odata(key)]
    pub id: String,
    #[odata(non_nullable)]
    pub display_name: Option<String>,
    pub description: Option<String>,
    #[odata(read_only)]
    pub created_date_time: Option<DateTime<FixedOffset>>,
    #[odata(read_only)]
    pub last_modified_date_time: Option<DateTime<FixedOffset>>,
    pub version: Option<String>,
}

/// A policy of what managed apps may do with the data they hold.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.managedAppProtection", is_base)]
pub struct ManagedAppProtection {
    #[serde(flatten)]
    #[odata(base)]
    pub base: ManagedAppPolicy,
    #[odata(non_nullable)]
    pub period_offline_before_access_check: Option<Duration>,
    #[odata(non_nullable)]
    pub period_online_before_access_check: Option<Duration>,
    #[odata(non_nullable)]
    pub allowed_inbound_data_transfer_sources: Option<ManagedAppDataTransferLevel>,
    #[odata(non_nullable)]
    pub allowed_outbound_data_transfer_destinations: Option<ManagedAppDataTransferLevel>,
    #[odata(non_nullable)]
    pub organizational_credentials_required: Option<bool>,
    #[odata(non_nullable)]
    pub allowed_outbound_clipboard_sharing_level: Option<ManagedAppClipboardSharingLevel>,
    #[odata(non_nullable)]
    pub data_backup_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub device_compliance_required: Option<bool>,
    #[odata(non_nullable)]
    pub managed_browser_to_open_links_required: Option<bool>,
    #[odata(non_nullable)]
    pub save_as_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub period_offline_before_wipe_is_enforced: Option<Duration>,
    #[odata(non_nullable)]
    pub pin_required: Option<bool>,
    #[odata(non_nullable)]
    pub maximum_pin_retries: Option<i32>,
    #[odata(non_nullable)]
    pub simple_pin_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub minimum_pin_length: Option<i32>,
    #[odata(non_nullable)]
    pub pin_character_set: Option<ManagedAppPinCharacterSet>,
    #[odata(non_nullable)]
    pub period_before_pin_reset: Option<Duration>,
    pub allowed_data_storage_locations: Option<Vec<ManagedAppDataStorageLocation>>,
    #[odata(non_nullable)]
    pub contact_sync_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub print_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub fingerprint_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub disable_app_pin_if_device_pin_is_set: Option<bool>,
    pub minimum_required_os_version: Option<String>,
    pub minimum_warning_os_version: Option<String>,
    pub minimum_required_app_version: Option<String>,
    pub minimum_warning_app_version: Option<String>,
    #[odata(non_nullable)]
    pub managed_browser: Option<Flags<ManagedBrowserType>>,
}

/// The protection of apps for users that no other policy covers.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.defaultManagedAppProtection",
    path = "/deviceAppManagement/defaultManagedAppProtections/{defaultManagedAppProtectionId}",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
pub struct DefaultManagedAppProtection {
    #[serde(flatten)]
    #[odata(base)]
    pub base: ManagedAppProtection,
    #[odata(non_nullable)]
    pub app_data_encryption_type: Option<ManagedAppDataEncryptionType>,
    #[odata(non_nullable)]
    pub screen_capture_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub encrypt_app_data: Option<bool>,
    #[odata(non_nullable)]
    pub disable_app_encryption_if_device_encryption_is_enabled: Option<bool>,
    pub minimum_required_sdk_version: Option<String>,
    pub custom_settings: Option<Vec<KeyValuePair>>,
    #[odata(non_nullable)]
    pub deployed_app_count: Option<i32>,
    pub minimum_required_patch_version: Option<String>,
    pub minimum_warning_patch_version: Option<String>,
    #[odata(non_nullable)]
    pub face_id_blocked: Option<bool>,
}

/// An operation on a registered app.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedAppOperation",
    path = "/deviceAppManagement/managedAppRegistrations/{managedAppRegistrationId}/operations/{managedAppOperationId}",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
pub struct ManagedAppOperation {
    #[odata(key)]
    pub id: String,
    pub display_name: Option<String>,
    #[odata(read_only)]
    pub last_modified_date_time: Option<DateTime<FixedOffset>>,
    pub state: Option<String>,
    pub version: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.managedAppDataTransferLevel")]
pub enum ManagedAppDataTransferLevel {
    AllApps,
    ManagedApps,
    None,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.managedAppClipboardSharingLevel")]
pub enum ManagedAppClipboardSharingLevel {
    AllApps,
    ManagedAppsWithPasteIn,
    ManagedApps,
    Blocked,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.managedAppPinCharacterSet")]
pub enum ManagedAppPinCharacterSet {
    Numeric,
    AlphanumericAndSymbol,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.managedAppDataStorageLocation")]
pub enum ManagedAppDataStorageLocation {
    OneDriveForBusiness,
    SharePoint,
    Box,
    LocalStorage,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.managedBrowserType", flags)]
pub enum ManagedBrowserType {
    #[odata(value = 0)]
    NotConfigured,
    #[odata(value = 1)]
    MicrosoftEdge,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.managedAppDataEncryptionType")]
pub enum ManagedAppDataEncryptionType {
    UseDeviceSettings,
    AfterDeviceRestart,
    WhenDeviceLockedExceptOpenFiles,
    WhenDeviceLocked,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.keyValuePair")]
pub struct KeyValuePair {
    #[odata(non_nullable)]
    pub name: Option<String>,
    pub value: Option<String>,
}
