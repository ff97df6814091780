//! Every shape that the documented bodies have occurs in the entity set of `odata-entity-graph-example`: this table
//! has where. The types are checked here; the bytes are compared with the documentation by the test `corpus`.

use odata_entity::{DerivedType, EdmKind, EdmValue, Entity, Many, NavigationProperty, Property, UnionType};
use odata_entity_csdl::Schema;
use odata_entity_graph_example::{
    any::*, app_assignments::*, app_configurations::*, app_protection::*, apps::*, compliance::*,
    configurations::*, device_actions::*, devices::*, endpoint_protection::*, enrollment::*,
    information_protection::*, ios_features::*, ios_general::*, management::*, roles::*,
    windows10_general::*,
};
use odata_entity_needs::{needed, needs};

/// The Edm type of a property, and whether that is an enumeration or complex type.
fn edm<E, T: EdmValue>(_: Property<E, T>) -> (String, EdmKind) {
    (T::EDM.to_string(), T::EDM.kind)
}

macro_rules! properties {
    ($($kind:ident $edm:literal: $($ty:ident::$property:ident),+;)+) => {$($(
        assert_eq!(edm($ty::$property), ($edm.to_owned(), EdmKind::$kind), stringify!($ty::$property));
    )+)+};
}

#[test]
fn values_of_each_type_are_properties() {
    properties! {
        Primitive "Edm.Duration": ManagedAppProtection::PERIOD_OFFLINE_BEFORE_ACCESS_CHECK,
            ManagedAppProtection::PERIOD_BEFORE_PIN_RESET;
        Primitive "Edm.Binary": IosCustomConfiguration::PAYLOAD, MimeContent::VALUE,
            Windows10EndpointProtectionConfiguration::DEFENDER_EXPLOIT_PROTECTION_XML;
        Primitive "Edm.TimeOfDay": IosUpdateConfiguration::ACTIVE_HOURS_START,
            SharedPcConfiguration::MAINTENANCE_START_TIME;
        Primitive "Edm.Guid": DeviceManagement::INTUNE_ACCOUNT_ID,
            WindowsInformationProtection::RIGHTS_MANAGEMENT_SERVICES_TEMPLATE_ID;
        Primitive "Edm.Double": DeviceGeoLocation::LATITUDE;
        Primitive "Edm.DateTimeOffset": ManagedDevice::ENROLLED_DATE_TIME;
        Primitive "Edm.Int64": MobileLobApp::SIZE;
        Primitive "Collection(Edm.String)": ManagedDeviceMobileAppConfiguration::TARGETED_MOBILE_APPS,
            ResourceAction::ALLOWED_RESOURCE_ACTIONS;
        Enum "microsoft.graph.complianceStatus": DeviceConfigurationDeviceStatus::STATUS;
        Enum "microsoft.graph.notificationTemplateBrandingOptions": NotificationMessageTemplate::BRANDING_OPTIONS;
        Enum "Collection(microsoft.graph.dayOfWeek)": IosUpdateConfiguration::SCHEDULED_INSTALL_DAYS;
        Enum "Collection(microsoft.graph.managedAppDataStorageLocation)":
            ManagedAppProtection::ALLOWED_DATA_STORAGE_LOCATIONS;
        Complex "microsoft.graph.mimeContent": MobileApp::LARGE_ICON;
        Complex "Collection(microsoft.graph.rolePermission)": RoleDefinition::ROLE_PERMISSIONS;
        Complex "Collection(microsoft.graph.appListItem)": IosGeneralDeviceConfiguration::COMPLIANT_APPS_LIST;
        // Four levels of complex values: a page, its items, a folder's pages, their apps.
        Complex "Collection(microsoft.graph.iosHomeScreenPage)": IosDeviceFeaturesConfiguration::HOME_SCREEN_PAGES;
        Complex "Collection(microsoft.graph.iosHomeScreenItem)": IosHomeScreenPage::ICONS;
        Complex "Collection(microsoft.graph.iosHomeScreenFolderPage)": IosHomeScreenFolder::PAGES;
        Complex "Collection(microsoft.graph.iosHomeScreenApp)": IosHomeScreenFolderPage::APPS;
        // Unions: as a property and as the items of a collection.
        Complex "microsoft.graph.deviceAndAppManagementAssignmentTarget": MobileAppAssignment::TARGET;
        Complex "Collection(microsoft.graph.deviceActionResult)": ManagedDevice::DEVICE_ACTION_RESULTS;
        Complex "microsoft.graph.windows10NetworkProxyServer": Windows10GeneralConfiguration::NETWORK_PROXY_SERVER;
    }
}

/// The metadata of Microsoft Graph.
fn graph() -> Schema {
    let file = needed!("metadata/graph-v1.0.csdl");
    Schema::parse(std::fs::read_to_string(file).expect("readable")).expect("a CSDL document")
}

#[needs("metadata/graph-v1.0.csdl")]
#[test]
fn types_derive_from_one_another_as_graph_declares() {
    let schema = graph();
    fn entity<D: DerivedType<Base: Entity> + Entity>() -> (&'static str, &'static str) {
        (D::TYPE_NAME, <D::Base as Entity>::TYPE_NAME)
    }
    fn complex<D: DerivedType<Base: EdmValue> + EdmValue>() -> (&'static str, &'static str) {
        (D::EDM.name, <D::Base as EdmValue>::EDM.name)
    }
    // Four levels of entity types, and complex types.
    for (name, base) in [
        entity::<ManagedIosLobApp>(),
        entity::<ManagedMobileLobApp>(),
        entity::<ManagedApp>(),
        entity::<IosCompliancePolicy>(),
        complex::<IosHomeScreenApp>(),
        complex::<LocateDeviceActionResult>(),
    ] {
        assert_ne!(name, base);
        assert_eq!(
            schema.is_derived_from(name, base).ok(),
            Some(true),
            "{name} of {base}"
        );
        assert_ne!(name, base);
    }
}

#[needs("metadata/graph-v1.0.csdl")]
#[test]
fn unions_are_of_types_that_others_derive_from() {
    fn united<U: UnionType>() -> &'static str {
        U::TYPE_NAME
    }
    let schema = graph();
    for base in [
        united::<AnyMobileApp>(),
        united::<AnyCompliancePolicy>(),
        united::<AnyConfiguration>(),
        united::<IosHomeScreenItem>(),
        united::<DeviceActionResult>(),
        united::<DeviceAndAppManagementAssignmentTarget>(),
    ] {
        assert!(!schema.derived_types(base).is_empty(), "{base}");
    }
}

#[test]
fn a_navigation_property_to_many_is_a_collection() {
    let to_many: NavigationProperty<ManagedDevice, Many<ManagedDevice>> = NavigationProperty::new("x");
    assert!(to_many.is_collection());
}

#[test]
fn paths_cast_and_lead_to_singletons_and_through_navigation() {
    for (path, expected) in [
        (
            IosDeviceFeaturesConfiguration::cast("1").to_string(),
            "/deviceManagement/deviceConfigurations/1/microsoft.graph.iosDeviceFeaturesConfiguration",
        ),
        (DeviceManagement::path().to_string(), "/deviceManagement"),
        (DeviceAppManagement::path().to_string(), "/deviceAppManagement"),
        (
            ManagedDevice::path("u", "d").to_string(),
            "/users/u/managedDevices/d",
        ),
        (
            ManagedDeviceMobileAppConfigurationDeviceStatus::path("c", "s").to_string(),
            "/deviceAppManagement/mobileAppConfigurations/c/deviceStatuses/s",
        ),
    ] {
        assert_eq!(path, expected);
    }
}
