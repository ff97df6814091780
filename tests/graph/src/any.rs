//! What is in sets of several types: unions that distinguish their items by type, and keep the types that are not
//! written down here as they came.

use odata_entity::Entity;
use serde_json::Value;

use crate::apps::{AndroidLobApp, IosLobApp, ManagedAndroidStoreApp, ManagedIosLobApp};
use crate::compliance::{AndroidCompliancePolicy, IosCompliancePolicy};
use crate::configurations::{
    IosCustomConfiguration, IosUpdateConfiguration, MacOsCustomConfiguration, SharedPcConfiguration,
};

/// An app of some kind.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "microsoft.graph.mobileApp",
    path = "/deviceAppManagement/mobileApps/{mobileAppId}"
)]
pub enum AnyMobileApp {
    IosLob(IosLobApp),
    AndroidLob(AndroidLobApp),
    ManagedIosLob(ManagedIosLobApp),
    ManagedAndroidStore(ManagedAndroidStoreApp),
    #[odata(other)]
    Unknown(Value),
}

/// A compliance policy of some platform.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "microsoft.graph.deviceCompliancePolicy",
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}"
)]
pub enum AnyCompliancePolicy {
    Android(AndroidCompliancePolicy),
    Ios(IosCompliancePolicy),
    #[odata(other)]
    Unknown(Value),
}

/// A configuration of some platform.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "microsoft.graph.deviceConfiguration",
    path = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}"
)]
pub enum AnyConfiguration {
    IosCustom(IosCustomConfiguration),
    IosUpdate(IosUpdateConfiguration),
    MacOsCustom(MacOsCustomConfiguration),
    SharedPc(SharedPcConfiguration),
    #[odata(other)]
    Unknown(Value),
}
