//! Singletons, and the parts of other services' types that device management adds.

use chrono::{DateTime, FixedOffset};
use odata_entity::{ComplexType, Entity, EnumType};
use uuid::Uuid;

/// Device management itself: a singleton.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.deviceManagement",
    path = "/deviceManagement",
    scopes(
        delegated = "DeviceManagementServiceConfig.ReadWrite.All",
        application = "DeviceManagementServiceConfig.ReadWrite.All"
    )
)]
pub struct DeviceManagement {
    #[odata(key)]
    pub id: String,
    pub settings: Option<DeviceManagementSettings>,
    #[odata(non_nullable)]
    pub intune_account_id: Option<Uuid>,
}

/// The management of apps: a singleton.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.deviceAppManagement",
    path = "/deviceAppManagement",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
pub struct DeviceAppManagement {
    #[odata(key)]
    pub id: String,
    #[odata(non_nullable)]
    pub microsoft_store_for_business_last_successful_sync_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub is_enabled_for_microsoft_store_for_business: Option<bool>,
    pub microsoft_store_for_business_language: Option<String>,
    #[odata(non_nullable)]
    pub microsoft_store_for_business_last_completed_application_sync_time: Option<DateTime<FixedOffset>>,
}

/// Reports: a singleton with nothing to write. Its base in the metadata is no `entity`, yet the documentation gives it a key.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.reportRoot",
    path = "/reports",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct ReportRoot {
    #[odata(key)]
    pub id: String,
}

/// The organisation, as far as device management has a part in it.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.organization",
    path = "/organization/{organizationId}",
    scopes(
        delegated = "DeviceManagementServiceConfig.ReadWrite.All",
        application = "DeviceManagementServiceConfig.ReadWrite.All"
    ),
    base = "microsoft.graph.directoryObject"
)]
pub struct Organization {
    #[odata(key)]
    pub id: String,
    #[odata(non_nullable)]
    pub mobile_device_management_authority: Option<MdmAuthority>,
}

/// A user, as far as device management has a part in it.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.user",
    path = "/users/{usersId}",
    scopes(
        delegated = "DeviceManagementManagedDevices.ReadWrite.All",
        application = "DeviceManagementManagedDevices.ReadWrite.All"
    ),
    base = "microsoft.graph.directoryObject"
)]
pub struct User {
    #[odata(key)]
    pub id: String,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.deviceManagementSettings")]
pub struct DeviceManagementSettings {
    #[odata(non_nullable)]
    pub device_compliance_checkin_threshold_days: Option<i32>,
    #[odata(non_nullable)]
    pub is_scheduled_action_enabled: Option<bool>,
    #[odata(non_nullable)]
    pub secure_by_default: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.mdmAuthority")]
pub enum MdmAuthority {
    Unknown,
    Intune,
    Sccm,
    Office365,
    #[odata(other)]
    Other(String),
}
