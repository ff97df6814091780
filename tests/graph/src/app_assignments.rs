//! To whom apps and books are assigned, and in which category apps are.

use chrono::{DateTime, FixedOffset};
use odata_entity::{ComplexType, Entity, EnumType};
use serde_json::Value;

use crate::assignment_settings::MobileAppAssignmentSettings;

/// The assignment of an app to a group, with settings of its own.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.mobileAppAssignment",
    path = "/deviceAppManagement/mobileApps/{mobileAppId}/assignments/{mobileAppAssignmentId}",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
pub struct MobileAppAssignment {
    #[odata(key)]
    pub id: String,
    #[odata(non_nullable)]
    pub intent: Option<InstallIntent>,
    pub target: Option<DeviceAndAppManagementAssignmentTarget>,
    pub settings: Option<MobileAppAssignmentSettings>,
}

/// The assignment of a book.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedEBookAssignment",
    path = "/deviceAppManagement/managedEBooks/{managedEBookId}/assignments/{managedEBookAssignmentId}",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    ),
    is_base
)]
pub struct ManagedEBookAssignment {
    #[odata(key)]
    pub id: String,
    pub target: Option<DeviceAndAppManagementAssignmentTarget>,
    #[odata(non_nullable)]
    pub install_intent: Option<InstallIntent>,
}

/// The assignment of a book bought in volume for iOS; it adds nothing to its base.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.iosVppEBookAssignment",
    path = "/deviceAppManagement/managedEBooks/{managedEBookId}/assignments/{managedEBookAssignmentId}",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
pub struct IosVppEBookAssignment {
    #[serde(flatten)]
    #[odata(base)]
    pub base: ManagedEBookAssignment,
}

/// A category of apps.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.mobileAppCategory",
    path(
        path = "/deviceAppManagement/mobileAppCategories/{mobileAppCategoryId}",
        by_mobile_apps = "/deviceAppManagement/mobileApps/{mobileAppId}/categories/{mobileAppCategoryId}"
    ),
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
pub struct MobileAppCategory {
    #[odata(key)]
    pub id: String,
    pub display_name: Option<String>,
    #[odata(read_only)]
    pub last_modified_date_time: Option<DateTime<FixedOffset>>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.installIntent")]
pub enum InstallIntent {
    Available,
    Required,
    Uninstall,
    AvailableWithoutEnrollment,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.allDevicesAssignmentTarget",
    base = "microsoft.graph.deviceAndAppManagementAssignmentTarget"
)]
pub struct AllDevicesAssignmentTarget {}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.allLicensedUsersAssignmentTarget",
    base = "microsoft.graph.deviceAndAppManagementAssignmentTarget"
)]
pub struct AllLicensedUsersAssignmentTarget {}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.configurationManagerCollectionAssignmentTarget",
    base = "microsoft.graph.deviceAndAppManagementAssignmentTarget"
)]
pub struct ConfigurationManagerCollectionAssignmentTarget {
    pub collection_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.groupAssignmentTarget",
    base = "microsoft.graph.deviceAndAppManagementAssignmentTarget",
    is_base
)]
pub struct GroupAssignmentTarget {
    pub group_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.exclusionGroupAssignmentTarget")]
pub struct ExclusionGroupAssignmentTarget {
    #[serde(flatten)]
    #[odata(base)]
    pub base: GroupAssignmentTarget,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "microsoft.graph.deviceAndAppManagementAssignmentTarget")]
pub enum DeviceAndAppManagementAssignmentTarget {
    AllDevices(AllDevicesAssignmentTarget),
    AllLicensedUsers(AllLicensedUsersAssignmentTarget),
    ConfigurationManagerCollection(ConfigurationManagerCollectionAssignmentTarget),
    Group(GroupAssignmentTarget),
    ExclusionGroup(ExclusionGroupAssignmentTarget),
    #[odata(other)]
    Unknown(Value),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.win32LobAppDeliveryOptimizationPriority")]
pub enum Win32LobAppDeliveryOptimizationPriority {
    NotConfigured,
    Foreground,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.win32LobAppNotification")]
pub enum Win32LobAppNotification {
    ShowAll,
    ShowReboot,
    HideAll,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.win32LobAutoUpdateSupersededAppsState")]
pub enum Win32LobAutoUpdateSupersededAppsState {
    NotConfigured,
    Enabled,
    UnknownFutureValue,
    #[odata(other)]
    Other(String),
}
