//! Features of iOS devices: home screen, notifications. Five levels of values in one body.

use odata_entity::{ComplexType, Entity, EnumType};
use serde_json::Value;

use crate::configurations::DeviceConfiguration;

/// Features that devices of Apple share.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.appleDeviceFeaturesConfigurationBase", is_base)]
pub struct AppleDeviceFeaturesConfigurationBase {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceConfiguration,
}

/// Features of iOS devices.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.iosDeviceFeaturesConfiguration",
    path(
        path = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}",
        cast = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}/microsoft.graph.iosDeviceFeaturesConfiguration"
    ),
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct IosDeviceFeaturesConfiguration {
    #[serde(flatten)]
    #[odata(base)]
    pub base: AppleDeviceFeaturesConfigurationBase,
    pub asset_tag_template: Option<String>,
    pub lock_screen_footnote: Option<String>,
    pub home_screen_dock_icons: Option<Vec<IosHomeScreenItem>>,
    pub home_screen_pages: Option<Vec<IosHomeScreenPage>>,
    pub notification_settings: Option<Vec<IosNotificationSettings>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.iosHomeScreenItem", is_base)]
pub struct IosHomeScreenItemBase {
    pub display_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.iosHomeScreenApp")]
pub struct IosHomeScreenApp {
    #[serde(flatten)]
    #[odata(base)]
    pub base: IosHomeScreenItemBase,
    #[serde(rename = "bundleID")]
    #[odata(non_nullable)]
    pub bundle_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.iosHomeScreenFolder")]
pub struct IosHomeScreenFolder {
    #[serde(flatten)]
    #[odata(base)]
    pub base: IosHomeScreenItemBase,
    pub pages: Option<Vec<IosHomeScreenFolderPage>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "microsoft.graph.iosHomeScreenItem")]
pub enum IosHomeScreenItem {
    Base(IosHomeScreenItemBase),
    App(IosHomeScreenApp),
    Folder(IosHomeScreenFolder),
    #[odata(other)]
    Unknown(Value),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.iosHomeScreenPage")]
pub struct IosHomeScreenPage {
    pub display_name: Option<String>,
    pub icons: Option<Vec<IosHomeScreenItem>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.iosNotificationSettings")]
pub struct IosNotificationSettings {
    #[serde(rename = "bundleID")]
    #[odata(non_nullable)]
    pub bundle_id: Option<String>,
    pub app_name: Option<String>,
    pub publisher: Option<String>,
    pub enabled: Option<bool>,
    pub show_in_notification_center: Option<bool>,
    pub show_on_lock_screen: Option<bool>,
    #[odata(non_nullable)]
    pub alert_type: Option<IosNotificationAlertType>,
    pub badges_enabled: Option<bool>,
    pub sounds_enabled: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.iosHomeScreenFolderPage")]
pub struct IosHomeScreenFolderPage {
    pub display_name: Option<String>,
    pub apps: Option<Vec<IosHomeScreenApp>>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.iosNotificationAlertType")]
pub enum IosNotificationAlertType {
    DeviceDefault,
    Banner,
    Modal,
    None,
    #[odata(other)]
    Other(String),
}
