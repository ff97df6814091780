//! How devices come in: tokens, restrictions, partners, notifications.

use chrono::{DateTime, FixedOffset};
use odata_entity::{ComplexType, Entity, EnumType, Flags};

use crate::app_assignments::DeviceAndAppManagementAssignmentTarget;

/// A token for Apple's volume purchases.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.vppToken",
    path = "/deviceAppManagement/vppTokens/{vppTokenId}",
    scopes(
        delegated = "DeviceManagementServiceConfig.ReadWrite.All",
        application = "DeviceManagementServiceConfig.ReadWrite.All"
    )
)]
pub struct VppToken {
    #[odata(key)]
    pub id: String,
    pub organization_name: Option<String>,
    #[odata(non_nullable)]
    pub vpp_token_account_type: Option<VppTokenAccountType>,
    pub apple_id: Option<String>,
    #[odata(non_nullable)]
    pub expiration_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub last_sync_date_time: Option<DateTime<FixedOffset>>,
    pub token: Option<String>,
    #[odata(read_only)]
    pub last_modified_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub state: Option<VppTokenState>,
    #[odata(non_nullable)]
    pub last_sync_status: Option<VppTokenSyncStatus>,
    #[odata(non_nullable)]
    pub automatically_update_apps: Option<bool>,
    pub country_or_region: Option<String>,
}

/// A configuration of enrollment.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.deviceEnrollmentConfiguration", is_base)]
pub struct DeviceEnrollmentConfiguration {
    #[odata(key)]
    pub id: String,
    pub display_name: Option<String>,
    pub description: Option<String>,
    #[odata(non_nullable)]
    pub priority: Option<i32>,
    #[odata(read_only)]
    pub created_date_time: Option<DateTime<FixedOffset>>,
    #[odata(read_only)]
    pub last_modified_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub version: Option<i32>,
}

/// Which platforms may enroll.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.deviceEnrollmentPlatformRestrictionsConfiguration",
    path = "/deviceManagement/deviceEnrollmentConfigurations/{deviceEnrollmentConfigurationId}",
    scopes(
        delegated = "DeviceManagementServiceConfig.ReadWrite.All",
        application = "DeviceManagementServiceConfig.ReadWrite.All"
    )
)]
pub struct DeviceEnrollmentPlatformRestrictionsConfiguration {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceEnrollmentConfiguration,
    pub ios_restriction: Option<DeviceEnrollmentPlatformRestriction>,
    pub windows_restriction: Option<DeviceEnrollmentPlatformRestriction>,
    pub windows_mobile_restriction: Option<DeviceEnrollmentPlatformRestriction>,
    pub android_restriction: Option<DeviceEnrollmentPlatformRestriction>,
    #[serde(rename = "macOSRestriction")]
    pub mac_os_restriction: Option<DeviceEnrollmentPlatformRestriction>,
}

/// A template of messages to users.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.notificationMessageTemplate",
    path = "/deviceManagement/notificationMessageTemplates/{notificationMessageTemplateId}",
    scopes(
        delegated = "DeviceManagementServiceConfig.ReadWrite.All",
        application = "DeviceManagementServiceConfig.ReadWrite.All"
    )
)]
pub struct NotificationMessageTemplate {
    #[odata(key)]
    pub id: String,
    #[odata(read_only)]
    pub last_modified_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub display_name: Option<String>,
    pub default_locale: Option<String>,
    #[odata(non_nullable)]
    pub branding_options: Option<Flags<NotificationTemplateBrandingOptions>>,
}

/// A partner that reports the compliance of devices.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.complianceManagementPartner",
    path = "/deviceManagement/complianceManagementPartners/{complianceManagementPartnerId}",
    scopes(
        delegated = "DeviceManagementServiceConfig.ReadWrite.All",
        application = "DeviceManagementServiceConfig.ReadWrite.All"
    )
)]
pub struct ComplianceManagementPartner {
    #[odata(key)]
    pub id: String,
    #[odata(non_nullable)]
    pub last_heartbeat_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub partner_state: Option<DeviceManagementPartnerTenantState>,
    pub display_name: Option<String>,
    #[odata(non_nullable)]
    pub mac_os_onboarded: Option<bool>,
    #[odata(non_nullable)]
    pub android_onboarded: Option<bool>,
    #[odata(non_nullable)]
    pub ios_onboarded: Option<bool>,
    pub mac_os_enrollment_assignments: Option<Vec<ComplianceManagementPartnerAssignment>>,
    pub android_enrollment_assignments: Option<Vec<ComplianceManagementPartnerAssignment>>,
    pub ios_enrollment_assignments: Option<Vec<ComplianceManagementPartnerAssignment>>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.vppTokenAccountType")]
pub enum VppTokenAccountType {
    Business,
    Education,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.vppTokenState")]
pub enum VppTokenState {
    Unknown,
    Valid,
    Expired,
    Invalid,
    AssignedToExternalMDM,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.vppTokenSyncStatus")]
pub enum VppTokenSyncStatus {
    None,
    InProgress,
    Completed,
    Failed,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.deviceEnrollmentPlatformRestriction")]
pub struct DeviceEnrollmentPlatformRestriction {
    #[odata(non_nullable)]
    pub platform_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub personal_device_enrollment_blocked: Option<bool>,
    pub os_minimum_version: Option<String>,
    pub os_maximum_version: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.notificationTemplateBrandingOptions", flags)]
pub enum NotificationTemplateBrandingOptions {
    #[odata(value = 0)]
    None,
    #[odata(value = 1)]
    IncludeCompanyLogo,
    #[odata(value = 2)]
    IncludeCompanyName,
    #[odata(value = 4)]
    IncludeContactInformation,
    #[odata(value = 8)]
    IncludeCompanyPortalLink,
    #[odata(value = 16)]
    IncludeDeviceDetails,
    #[odata(value = 32)]
    UnknownFutureValue,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.deviceManagementPartnerTenantState")]
pub enum DeviceManagementPartnerTenantState {
    Unknown,
    Unavailable,
    Enabled,
    Terminated,
    Rejected,
    Unresponsive,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.complianceManagementPartnerAssignment")]
pub struct ComplianceManagementPartnerAssignment {
    pub target: Option<DeviceAndAppManagementAssignmentTarget>,
}
