//! Custom settings of Windows and Android devices, by OMA-URI: a union over the types of value.

use chrono::{DateTime, FixedOffset};
use odata_entity::edm::Binary;
use odata_entity::{ComplexType, Entity};
use serde_json::Value;

use crate::configurations::DeviceConfiguration;

/// Custom settings of an Android work profile.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.androidWorkProfileCustomConfiguration",
    path = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct AndroidWorkProfileCustomConfiguration {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceConfiguration,
    pub oma_settings: Option<Vec<OmaSetting>>,
}

/// Custom settings of Windows Phone 8.1.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.windowsPhone81CustomConfiguration",
    path = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct WindowsPhone81CustomConfiguration {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceConfiguration,
    pub oma_settings: Option<Vec<OmaSetting>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.omaSetting", is_base)]
pub struct OmaSettingBase {
    #[odata(non_nullable)]
    pub display_name: Option<String>,
    pub description: Option<String>,
    #[odata(non_nullable)]
    pub oma_uri: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.omaSettingBase64")]
pub struct OmaSettingBase64 {
    #[serde(flatten)]
    #[odata(base)]
    pub base: OmaSettingBase,
    pub file_name: Option<String>,
    #[odata(non_nullable)]
    pub value: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.omaSettingBoolean")]
pub struct OmaSettingBoolean {
    #[serde(flatten)]
    #[odata(base)]
    pub base: OmaSettingBase,
    #[odata(non_nullable)]
    pub value: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.omaSettingDateTime")]
pub struct OmaSettingDateTime {
    #[serde(flatten)]
    #[odata(base)]
    pub base: OmaSettingBase,
    #[odata(non_nullable)]
    pub value: Option<DateTime<FixedOffset>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.omaSettingFloatingPoint")]
pub struct OmaSettingFloatingPoint {
    #[serde(flatten)]
    #[odata(base)]
    pub base: OmaSettingBase,
    #[odata(non_nullable)]
    pub value: Option<f32>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.omaSettingInteger")]
pub struct OmaSettingInteger {
    #[serde(flatten)]
    #[odata(base)]
    pub base: OmaSettingBase,
    #[odata(non_nullable)]
    pub value: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.omaSettingString")]
pub struct OmaSettingString {
    #[serde(flatten)]
    #[odata(base)]
    pub base: OmaSettingBase,
    #[odata(non_nullable)]
    pub value: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.omaSettingStringXml")]
pub struct OmaSettingStringXml {
    #[serde(flatten)]
    #[odata(base)]
    pub base: OmaSettingBase,
    pub file_name: Option<String>,
    #[odata(non_nullable)]
    pub value: Option<Binary>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "microsoft.graph.omaSetting")]
pub enum OmaSetting {
    Base(OmaSettingBase),
    Base64(OmaSettingBase64),
    Boolean(OmaSettingBoolean),
    DateTime(OmaSettingDateTime),
    FloatingPoint(OmaSettingFloatingPoint),
    Integer(OmaSettingInteger),
    String(OmaSettingString),
    StringXml(OmaSettingStringXml),
    #[odata(other)]
    Unknown(Value),
}
