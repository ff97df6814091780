//! Types of `devices.csdl`, scaffolded by `odata-entity` and yours to edit.
//!
//! ```console
//! cargo add odata-entity@0.1.0 --features client,schema
//! cargo add chrono@0.4 serde_json@1
//! ```

use chrono::{DateTime, FixedOffset};
use odata_entity::edm::{Binary, Duration};
use odata_entity::{ComplexType, Entity, EnumType, Flags};
use serde_json::Value;
use std::collections::BTreeMap;

/// The state of an app configuration on one device.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus",
    path = "/deviceAppManagement/mobileAppConfigurations/{managedDeviceMobileAppConfigurationId}/deviceStatuses/{managedDeviceMobileAppConfigurationDeviceStatusId}"
)]
pub struct ManagedDeviceMobileAppConfigurationDeviceStatus {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// Compliance grace period expiration date time.
    #[odata(non_nullable)]
    pub compliance_grace_period_expiration_date_time: Option<DateTime<FixedOffset>>,
    /// What people call the device \[as its owner named it\].
    pub device_display_name: Option<String>,
    /// Device model.
    pub device_model: Option<String>,
    /// When the device reported. Read-only. Supports $filter (ge).
    #[odata(read_only)]
    pub last_reported_date_time: Option<DateTime<FixedOffset>>,
    /// Status.
    #[odata(non_nullable)]
    pub status: Option<ComplianceStatus>,
    /// User name.
    pub user_name: Option<String>,
    /// User principal name.
    pub user_principal_name: Option<String>,
}

/// The entity type `microsoft.graph.iosMobileAppConfiguration`.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.iosMobileAppConfiguration",
    path = "/deviceAppManagement/mobileAppConfigurations/{managedDeviceMobileAppConfigurationId}",
    path(
        cast = "/deviceAppManagement/mobileAppConfigurations/microsoft.graph.iosMobileAppConfiguration/{managedDeviceMobileAppConfigurationId}"
    ),
    base = "microsoft.graph.managedDeviceMobileAppConfiguration"
)]
pub struct IosMobileAppConfiguration {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// Created date time.
    #[odata(immutable, non_nullable)]
    pub created_date_time: Option<DateTime<FixedOffset>>,
    /// Display name.
    #[odata(non_nullable)]
    pub display_name: Option<String>,
    /// Targeted mobile apps.
    pub targeted_mobile_apps: Option<Vec<String>>,
    /// Version.
    #[odata(non_nullable)]
    pub version: Option<i32>,
    /// Encoded setting xml.
    pub encoded_setting_xml: Option<Binary>,
    /// Settings.
    #[odata(immutable)]
    pub settings: Option<Vec<AppConfigurationSettingItem>>,
    /// Ios version minimum.
    #[serde(rename = "iOSVersionMinimum")]
    pub ios_version_minimum: Option<String>,
    /// Owner.
    pub owner: Option<AnyIdentity>,
    /// Window.
    pub window: Option<Duration>,
    // `icon` is a stream: it is read and written at a path of its own, `…/icon`.
}

/// The enumeration type `microsoft.graph.complianceStatus`.
#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.complianceStatus")]
pub enum ComplianceStatus {
    /// Unknown.
    Unknown,
    /// Not applicable.
    NotApplicable,
    /// Compliant.
    Compliant,
    /// Remediated.
    Remediated,
    /// Non compliant.
    NonCompliant,
    /// Error.
    Error,
    /// Conflict.
    Conflict,
    /// Not assigned.
    NotAssigned,
    /// A member that this build does not know, as it came.
    #[odata(other)]
    Other(String),
}

/// The complex type `microsoft.graph.appConfigurationSettingItem`.
#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.appConfigurationSettingItem")]
pub struct AppConfigurationSettingItem {
    /// App config key.
    #[odata(non_nullable)]
    pub app_config_key: Option<String>,
    /// App config key type.
    pub app_config_key_type: Option<Flags<SettingKinds>>,
    /// Inner.
    #[odata(with = "odata_entity::Boxed")]
    pub inner: Option<Box<AppConfigurationSettingItem>>,
}

/// A value of the type `microsoft.graph.identity` or of one derived from it.
#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "microsoft.graph.identity")]
pub enum AnyIdentity {
    /// A value of the type `microsoft.graph.identity`.
    Base(Identity),
    /// A value of the type `microsoft.graph.emailIdentity`.
    Email(EmailIdentity),
    /// A value of a type that this build does not know, as it came.
    #[odata(other)]
    Other(Value),
}

/// The complex type `microsoft.graph.identity`.
#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.identity", is_base)]
pub struct Identity {
    /// Id.
    pub id: Option<String>,
    /// Members that the metadata does not declare: the type is open.
    #[serde(flatten)]
    #[odata(open)]
    pub additional_members: BTreeMap<String, Value>,
}

/// The complex type `microsoft.graph.emailIdentity`.
#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.emailIdentity",
    base = "microsoft.graph.identity"
)]
pub struct EmailIdentity {
    /// Id.
    pub id: Option<String>,
    /// Email.
    pub email: Option<String>,
    /// Members that the metadata does not declare: the type is open.
    #[serde(flatten)]
    #[odata(open)]
    pub additional_members: BTreeMap<String, Value>,
}

/// The enumeration type `microsoft.graph.settingKinds`.
#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.settingKinds", flags)]
pub enum SettingKinds {
    /// None.
    None,
    /// Text.
    Text,
    /// Other.
    #[odata(value = 8)]
    Other,
    /// Unknown future value.
    UnknownFutureValue,
    /// Token v2.
    #[odata(name = "token_v2", evolved)]
    TokenV2,
    /// A member that this build does not know, as it came.
    #[odata(other)]
    Unrecognized(String),
}
