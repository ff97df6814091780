//! A part of Microsoft Graph's device management (Intune), written with the derives of `odata-entity`: what an author
//! of a wrapper writes down, and nothing else.
//!
//! Names, types and nullability are those of Graph's v1.0 metadata; the order of properties, and which of them are
//! read-only, follow the documented requests. A property that the metadata marks as not nullable is still an
//! `Option`, marked `non_nullable`: `$select` leaves properties out.
//!
//! Which shape of Graph's bodies is where:
//!
//! | shape | for example |
//! |---|---|
//! | over 100 properties | [`IosGeneralDeviceConfiguration`](ios_general::IosGeneralDeviceConfiguration), [`Windows10GeneralConfiguration`](windows10_general::Windows10GeneralConfiguration) |
//! | complex values four deep | [`IosDeviceFeaturesConfiguration`](ios_features::IosDeviceFeaturesConfiguration): pages, items, folder pages, apps |
//! | collections of complex values, strings, enumeration members | [`RoleDefinition`](roles::RoleDefinition), [`ResourceAction`](roles::ResourceAction), [`IosUpdateConfiguration`](configurations::IosUpdateConfiguration) |
//! | unions: sets, properties, collections | [`AnyMobileApp`](any::AnyMobileApp), [`MobileAppAssignment`](app_assignments::MobileAppAssignment), [`ManagedDevice`](devices::ManagedDevice) |
//! | inheritance, four levels | [`ManagedIosLobApp`](apps::ManagedIosLobApp) |
//! | flags | [`NotificationMessageTemplate`](enrollment::NotificationMessageTemplate) |
//! | durations | [`ManagedAppProtection`](app_protection::ManagedAppProtection) |
//! | binaries | [`IosCustomConfiguration`](configurations::IosCustomConfiguration), [`MimeContent`](apps::MimeContent) |
//! | times of day | [`SharedPcConfiguration`](configurations::SharedPcConfiguration) |
//! | GUIDs | [`DeviceManagement`](management::DeviceManagement) |
//! | doubles | [`DeviceGeoLocation`](device_actions::DeviceGeoLocation) |
//! | streams | [`OfficeClientConfiguration`](office::OfficeClientConfiguration) |
//! | singletons | [`DeviceManagement`](management::DeviceManagement), [`ManagedDeviceOverview`](devices::ManagedDeviceOverview) |
//! | casts in paths | [`IosDeviceFeaturesConfiguration::cast`](ios_features::IosDeviceFeaturesConfiguration::cast) |
#![allow(
    missing_docs,
    reason = "the name of a property or member says it; the derives document what they make of it"
)]

pub mod any;
pub mod app_assignments;
pub mod app_configurations;
pub mod app_lists;
pub mod app_protection;
pub mod apps;
pub mod assignment_settings;
pub mod compliance;
pub mod configurations;
pub mod device_actions;
pub mod device_states;
pub mod devices;
pub mod endpoint_protection;
pub mod endpoint_values;
pub mod enrollment;
pub mod information_protection;
pub mod ios_features;
pub mod ios_general;
pub mod management;
pub mod media_ratings;
pub mod office;
pub mod oma_settings;
pub mod ratings_abroad;
pub mod roles;
pub mod windows10_general;
pub mod windows10_values;
