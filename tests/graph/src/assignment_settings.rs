//! The settings of an assignment: a union with a type for each kind of app.

use chrono::{DateTime, FixedOffset};
use odata_entity::ComplexType;
use serde_json::Value;

use crate::app_assignments::{
    Win32LobAppDeliveryOptimizationPriority, Win32LobAppNotification, Win32LobAutoUpdateSupersededAppsState,
};

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.iosLobAppAssignmentSettings",
    base = "microsoft.graph.mobileAppAssignmentSettings"
)]
pub struct IosLobAppAssignmentSettings {
    pub vpn_configuration_id: Option<String>,
    pub is_removable: Option<bool>,
    pub uninstall_on_device_removal: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.iosStoreAppAssignmentSettings",
    base = "microsoft.graph.mobileAppAssignmentSettings"
)]
pub struct IosStoreAppAssignmentSettings {
    pub is_removable: Option<bool>,
    pub uninstall_on_device_removal: Option<bool>,
    pub vpn_configuration_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.iosVppAppAssignmentSettings",
    base = "microsoft.graph.mobileAppAssignmentSettings"
)]
pub struct IosVppAppAssignmentSettings {
    #[odata(non_nullable)]
    pub use_device_licensing: Option<bool>,
    pub vpn_configuration_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.macOsLobAppAssignmentSettings",
    base = "microsoft.graph.mobileAppAssignmentSettings"
)]
pub struct MacOsLobAppAssignmentSettings {
    pub uninstall_on_device_removal: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.microsoftStoreForBusinessAppAssignmentSettings",
    base = "microsoft.graph.mobileAppAssignmentSettings"
)]
pub struct MicrosoftStoreForBusinessAppAssignmentSettings {
    #[odata(non_nullable)]
    pub use_device_context: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.win32LobAppAssignmentSettings",
    base = "microsoft.graph.mobileAppAssignmentSettings"
)]
pub struct Win32LobAppAssignmentSettings {
    pub auto_update_settings: Option<Win32LobAppAutoUpdateSettings>,
    #[odata(non_nullable)]
    pub delivery_optimization_priority: Option<Win32LobAppDeliveryOptimizationPriority>,
    pub install_time_settings: Option<MobileAppInstallTimeSettings>,
    #[odata(non_nullable)]
    pub notifications: Option<Win32LobAppNotification>,
    pub restart_settings: Option<Win32LobAppRestartSettings>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.windowsAppXAppAssignmentSettings",
    base = "microsoft.graph.mobileAppAssignmentSettings"
)]
pub struct WindowsAppXAppAssignmentSettings {
    #[odata(non_nullable)]
    pub use_device_context: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.windowsUniversalAppXAppAssignmentSettings",
    base = "microsoft.graph.mobileAppAssignmentSettings"
)]
pub struct WindowsUniversalAppXAppAssignmentSettings {
    #[odata(non_nullable)]
    pub use_device_context: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "microsoft.graph.mobileAppAssignmentSettings")]
pub enum MobileAppAssignmentSettings {
    IosLob(IosLobAppAssignmentSettings),
    IosStore(IosStoreAppAssignmentSettings),
    IosVpp(IosVppAppAssignmentSettings),
    MacOsLob(MacOsLobAppAssignmentSettings),
    MicrosoftStoreForBusiness(MicrosoftStoreForBusinessAppAssignmentSettings),
    Win32Lob(Win32LobAppAssignmentSettings),
    WindowsAppX(WindowsAppXAppAssignmentSettings),
    WindowsUniversalAppX(WindowsUniversalAppXAppAssignmentSettings),
    #[odata(other)]
    Unknown(Value),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.win32LobAppAutoUpdateSettings")]
pub struct Win32LobAppAutoUpdateSettings {
    #[odata(non_nullable)]
    pub auto_update_superseded_apps_state: Option<Win32LobAutoUpdateSupersededAppsState>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.mobileAppInstallTimeSettings")]
pub struct MobileAppInstallTimeSettings {
    pub deadline_date_time: Option<DateTime<FixedOffset>>,
    pub start_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub use_local_time: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.win32LobAppRestartSettings")]
pub struct Win32LobAppRestartSettings {
    #[odata(non_nullable)]
    pub countdown_display_before_restart_in_minutes: Option<i32>,
    #[odata(non_nullable)]
    pub grace_period_in_minutes: Option<i32>,
    pub restart_notification_snooze_duration_in_minutes: Option<i32>,
}
