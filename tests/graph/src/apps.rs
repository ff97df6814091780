//! Mobile apps: the store and line-of-business apps of `/deviceAppManagement/mobileApps`.
//!
//! Four types on two branches below [`MobileApp`], each branch with bases of its own: patches and tags of the
//! derived type, properties and paths of the base.

use chrono::{DateTime, FixedOffset};
use odata_entity::edm::Binary;
use odata_entity::{ComplexType, Entity, EnumType};

/// An app for mobile devices.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.mobileApp", is_base)]
pub struct MobileApp {
    #[odata(key)]
    pub id: String,
    pub display_name: Option<String>,
    pub description: Option<String>,
    pub publisher: Option<String>,
    pub large_icon: Option<MimeContent>,
    #[odata(read_only)]
    pub created_date_time: Option<DateTime<FixedOffset>>,
    #[odata(read_only)]
    pub last_modified_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub is_featured: Option<bool>,
    pub privacy_information_url: Option<String>,
    pub information_url: Option<String>,
    pub owner: Option<String>,
    pub developer: Option<String>,
    pub notes: Option<String>,
    #[odata(non_nullable)]
    pub publishing_state: Option<MobileAppPublishingState>,
}

/// An organisation's own app, uploaded.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.mobileLobApp", is_base)]
pub struct MobileLobApp {
    #[serde(flatten)]
    #[odata(base)]
    pub base: MobileApp,
    pub committed_content_version: Option<String>,
    pub file_name: Option<String>,
    #[odata(non_nullable)]
    pub size: Option<i64>,
}

/// An organisation's own iOS app.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.iosLobApp",
    path(
        path = "/deviceAppManagement/mobileApps/{mobileAppId}",
        cast = "/deviceAppManagement/mobileApps/{mobileAppId}/microsoft.graph.iosLobApp"
    ),
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
pub struct IosLobApp {
    #[serde(flatten)]
    #[odata(base)]
    pub base: MobileLobApp,
    pub bundle_id: Option<String>,
    #[odata(non_nullable)]
    pub applicable_device_type: Option<IosDeviceType>,
    pub minimum_supported_operating_system: Option<IosMinimumOperatingSystem>,
    pub expiration_date_time: Option<DateTime<FixedOffset>>,
    pub version_number: Option<String>,
    pub build_number: Option<String>,
}

/// An app that app protection can manage.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.managedApp", is_base)]
pub struct ManagedApp {
    #[serde(flatten)]
    #[odata(base)]
    pub base: MobileApp,
    #[odata(non_nullable)]
    pub app_availability: Option<ManagedAppAvailability>,
    pub version: Option<String>,
}

/// An organisation's own app that app protection can manage.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.managedMobileLobApp", is_base)]
pub struct ManagedMobileLobApp {
    #[serde(flatten)]
    #[odata(base)]
    pub base: ManagedApp,
    pub committed_content_version: Option<String>,
    pub file_name: Option<String>,
    #[odata(non_nullable)]
    pub size: Option<i64>,
}

/// An organisation's own iOS app that app protection can manage.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedIOSLobApp",
    path = "/deviceAppManagement/mobileApps/{mobileAppId}",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
pub struct ManagedIosLobApp {
    #[serde(flatten)]
    #[odata(base)]
    pub base: ManagedMobileLobApp,
    pub bundle_id: Option<String>,
    #[odata(non_nullable)]
    pub applicable_device_type: Option<IosDeviceType>,
    pub minimum_supported_operating_system: Option<IosMinimumOperatingSystem>,
    pub expiration_date_time: Option<DateTime<FixedOffset>>,
    pub version_number: Option<String>,
    pub build_number: Option<String>,
}

/// An organisation's own Android app.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.androidLobApp",
    path = "/deviceAppManagement/mobileApps/{mobileAppId}",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
pub struct AndroidLobApp {
    #[serde(flatten)]
    #[odata(base)]
    pub base: MobileLobApp,
    pub package_id: Option<String>,
    pub minimum_supported_operating_system: Option<AndroidMinimumOperatingSystem>,
    pub version_name: Option<String>,
    pub version_code: Option<String>,
}

/// An app of the Android store that app protection can manage.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedAndroidStoreApp",
    path = "/deviceAppManagement/mobileApps/{mobileAppId}",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
pub struct ManagedAndroidStoreApp {
    #[serde(flatten)]
    #[odata(base)]
    pub base: ManagedApp,
    pub package_id: Option<String>,
    #[odata(non_nullable)]
    pub app_store_url: Option<String>,
    #[odata(non_nullable)]
    pub minimum_supported_operating_system: Option<AndroidMinimumOperatingSystem>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.mimeContent")]
pub struct MimeContent {
    pub r#type: Option<String>,
    pub value: Option<Binary>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.mobileAppPublishingState")]
pub enum MobileAppPublishingState {
    NotPublished,
    Processing,
    Published,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.iosDeviceType")]
pub struct IosDeviceType {
    #[odata(non_nullable)]
    pub i_pad: Option<bool>,
    #[odata(non_nullable)]
    pub i_phone_and_i_pod: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.iosMinimumOperatingSystem")]
pub struct IosMinimumOperatingSystem {
    #[serde(rename = "v8_0")]
    #[odata(non_nullable)]
    pub v8_0: Option<bool>,
    #[serde(rename = "v9_0")]
    #[odata(non_nullable)]
    pub v9_0: Option<bool>,
    #[serde(rename = "v10_0")]
    #[odata(non_nullable)]
    pub v10_0: Option<bool>,
    #[serde(rename = "v11_0")]
    #[odata(non_nullable)]
    pub v11_0: Option<bool>,
    #[serde(rename = "v12_0")]
    #[odata(non_nullable)]
    pub v12_0: Option<bool>,
    #[serde(rename = "v13_0")]
    #[odata(non_nullable)]
    pub v13_0: Option<bool>,
    #[serde(rename = "v14_0")]
    #[odata(non_nullable)]
    pub v14_0: Option<bool>,
    #[serde(rename = "v15_0")]
    #[odata(non_nullable)]
    pub v15_0: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.managedAppAvailability")]
pub enum ManagedAppAvailability {
    Global,
    LineOfBusiness,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.androidMinimumOperatingSystem")]
pub struct AndroidMinimumOperatingSystem {
    #[serde(rename = "v4_0")]
    #[odata(non_nullable)]
    pub v4_0: Option<bool>,
    #[serde(rename = "v4_0_3")]
    #[odata(non_nullable)]
    pub v4_0_3: Option<bool>,
    #[serde(rename = "v4_1")]
    #[odata(non_nullable)]
    pub v4_1: Option<bool>,
    #[serde(rename = "v4_2")]
    #[odata(non_nullable)]
    pub v4_2: Option<bool>,
    #[serde(rename = "v4_3")]
    #[odata(non_nullable)]
    pub v4_3: Option<bool>,
    #[serde(rename = "v4_4")]
    #[odata(non_nullable)]
    pub v4_4: Option<bool>,
    #[serde(rename = "v5_0")]
    #[odata(non_nullable)]
    pub v5_0: Option<bool>,
    #[serde(rename = "v5_1")]
    #[odata(non_nullable)]
    pub v5_1: Option<bool>,
    #[serde(rename = "v10_0")]
    #[odata(non_nullable)]
    pub v10_0: Option<bool>,
    #[serde(rename = "v11_0")]
    #[odata(non_nullable)]
    pub v11_0: Option<bool>,
    #[serde(rename = "v6_0")]
    #[odata(non_nullable)]
    pub v6_0: Option<bool>,
    #[serde(rename = "v7_0")]
    #[odata(non_nullable)]
    pub v7_0: Option<bool>,
    #[serde(rename = "v7_1")]
    #[odata(non_nullable)]
    pub v7_1: Option<bool>,
    #[serde(rename = "v8_0")]
    #[odata(non_nullable)]
    pub v8_0: Option<bool>,
    #[serde(rename = "v8_1")]
    #[odata(non_nullable)]
    pub v8_1: Option<bool>,
    #[serde(rename = "v9_0")]
    #[odata(non_nullable)]
    pub v9_0: Option<bool>,
}
