//! Microsoft Intune.

use super::call::{Call, graph};
use odata_entity::edm::Binary;
use odata_entity::{Action, ComplexType, Entity, EnumType, Function, Json, Page, Single};
use serde_json::Value;

#[derive(Debug, Entity)]
#[odata(
    type = "microsoft.graph.managedDevice",
    path = "/users/{usersId}/managedDevices/{managedDeviceId}"
)]
struct ManagedDevice {}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "wipe", on = ManagedDevice)]
struct Wipe {
    keep_enrollment_data: Option<bool>,
    keep_user_data: Option<bool>,
    mac_os_unlock_code: Option<String>,
    persist_esim_data_plan: Option<bool>,
}

#[derive(Debug, Action)]
#[odata(name = "syncDevice", on = ManagedDevice)]
struct SyncDevice;

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "cleanWindowsDevice", on = ManagedDevice)]
struct CleanWindowsDevice {
    keep_user_data: bool,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.windowsDeviceAccount", is_base)]
struct WindowsDeviceAccount {
    password: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.updateWindowsDeviceAccountActionParameter",
    type_tag = "always"
)]
struct AccountParameter {
    device_account: Option<WindowsDeviceAccount>,
    password_rotation_enabled: Option<bool>,
    calendar_sync_enabled: Option<bool>,
    device_account_email: Option<String>,
    exchange_server: Option<String>,
    session_initiation_protocal_address: Option<String>,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "updateWindowsDeviceAccount", on = ManagedDevice)]
struct UpdateAccount {
    update_windows_device_account_action_parameter: AccountParameter,
}

#[derive(Debug, Entity)]
#[odata(
    type = "microsoft.graph.managedAppPolicy",
    path = "/deviceAppManagement/managedAppPolicies/{managedAppPolicyId}"
)]
struct ManagedAppPolicy {}

#[derive(Debug, Entity)]
#[odata(
    type = "microsoft.graph.deviceConfiguration",
    path = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}"
)]
struct DeviceConfiguration {}

/// Of a policy, or of a device configuration: the same parameter, its items of another type.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "microsoft.graph.targetedManagedAppPolicyAssignment")]
struct PolicyAssignment {
    #[odata(key(client))]
    id: String,
    target: Option<CollectionTarget>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "microsoft.graph.deviceConfigurationAssignment")]
struct ConfigurationAssignment {
    #[odata(key(client))]
    id: String,
    target: Option<CollectionTarget>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.configurationManagerCollectionAssignmentTarget",
    base = "microsoft.graph.deviceAndAppManagementAssignmentTarget"
)]
struct CollectionTarget {
    collection_id: Option<String>,
}

fn collection_target() -> Option<CollectionTarget> {
    Some(CollectionTarget {
        collection_id: Some("Collection Id value".to_owned()),
    })
}

#[derive(Debug, Action)]
#[odata(name = "assign", on = ManagedAppPolicy)]
struct AssignPolicy {
    #[odata(entity)]
    assignments: Vec<PolicyAssignment>,
}

#[derive(Debug, Action)]
#[odata(name = "assign", on = DeviceConfiguration, returns = Page<ConfigurationAssignment>)]
struct AssignConfiguration {
    #[odata(entity)]
    assignments: Vec<ConfigurationAssignment>,
}

#[derive(Debug, Entity)]
#[odata(
    type = "microsoft.graph.targetedManagedAppConfiguration",
    path = "/deviceAppManagement/targetedManagedAppConfigurations/{targetedManagedAppConfigurationId}"
)]
struct AppConfiguration {}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.androidMobileAppIdentifier",
    base = "microsoft.graph.mobileAppIdentifier"
)]
struct AndroidIdentifier {
    package_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.managedMobileApp")]
struct ManagedMobileApp {
    mobile_app_identifier: Option<AndroidIdentifier>,
    #[odata(key(client))]
    id: String,
    version: Option<String>,
}

#[derive(Debug, Action)]
#[odata(name = "targetApps", on = AppConfiguration)]
struct TargetApps {
    #[odata(entity)]
    apps: Vec<ManagedMobileApp>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.installIntent")]
enum InstallIntent {
    Available,
    Required,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(
    type = "microsoft.graph.allLicensedUsersAssignmentTarget",
    base = "microsoft.graph.deviceAndAppManagementAssignmentTarget"
)]
struct AllUsers {}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.iosLobAppAssignmentSettings",
    base = "microsoft.graph.mobileAppAssignmentSettings"
)]
struct IosSettings {
    vpn_configuration_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "microsoft.graph.mobileAppAssignment")]
struct AppAssignment {
    #[odata(key(client))]
    id: String,
    intent: Option<InstallIntent>,
    target: Option<AllUsers>,
    settings: Option<IosSettings>,
}

#[derive(Debug, Entity)]
#[odata(
    type = "microsoft.graph.mobileApp",
    path = "/deviceAppManagement/mobileApps/{mobileAppId}"
)]
struct MobileApp {}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "assign", on = MobileApp)]
struct AssignApp {
    #[odata(entity)]
    mobile_app_assignments: Vec<AppAssignment>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.managedEBookAssignment")]
struct BookAssignment {
    #[odata(key(client))]
    id: String,
    target: Option<AllUsers>,
    install_intent: Option<InstallIntent>,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(path = "/deviceAppManagement/managedEBooks/{managedEBookId}/assign")]
struct AssignBook {
    #[odata(entity)]
    managed_e_book_assignments: Vec<BookAssignment>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.fileEncryptionInfo", type_tag = "always")]
struct FileEncryptionInfo {
    encryption_key: Option<Binary>,
    initialization_vector: Option<Binary>,
    mac: Option<Binary>,
    mac_key: Option<Binary>,
    profile_identifier: Option<String>,
    file_digest: Option<Binary>,
    file_digest_algorithm: Option<String>,
}

#[derive(Debug, Entity)]
#[odata(
    type = "microsoft.graph.mobileAppContentFile",
    path = "/deviceAppManagement/mobileApps/{mobileAppId}/contentVersions/{mobileAppContentId}/files/{mobileAppContentFileId}"
)]
struct ContentFile {}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "commit", on = ContentFile)]
struct Commit {
    file_encryption_info: FileEncryptionInfo,
}

#[derive(Debug, Action)]
#[odata(name = "renewUpload", on = ContentFile)]
struct RenewUpload {}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.deviceComplianceScheduledActionForRule")]
struct ScheduledAction {
    #[odata(key(client))]
    id: String,
    rule_name: Option<String>,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}/scheduleActionsForRules"
)]
struct ScheduleActions {
    #[odata(entity)]
    device_compliance_scheduled_action_for_rules: Vec<ScheduledAction>,
}

#[derive(Debug, Entity)]
#[odata(
    type = "microsoft.graph.managedAppRegistration",
    path = "/deviceAppManagement/managedAppRegistrations/{id}"
)]
struct Registration {}

#[derive(Debug, Function)]
#[odata(name = "getUserIdsWithFlaggedAppRegistration", on(collection = Registration), returns = Single<Vec<String>>)]
struct FlaggedUsers;

#[derive(Debug, Action)]
#[odata(
    path = "/deviceManagement/deviceEnrollmentConfigurations/{deviceEnrollmentConfigurationId}/setPriority"
)]
struct SetPriority {
    priority: i32,
}

#[derive(Debug, Action)]
#[odata(on = "/deviceManagement/notificationMessageTemplates/{id}", name = "sendTestMessage", returns = Option<Json<Value>>)]
struct SendTestMessage {}

fn binary(base64: &str) -> Option<Binary> {
    base64.parse().ok()
}

pub fn calls() -> Vec<Call> {
    let device = ManagedDevice::path("{usersId}", "{managedDeviceId}");
    let file = ContentFile::path(
        "{mobileAppId}",
        "{mobileAppContentId}",
        "{mobileAppContentFileId}",
    );
    let mut calls = assignments();
    calls.extend([
        graph(
            "intune-devices-manageddevice-wipe",
            "POST /users/{usersId}/managedDevices/{managedDeviceId}/wipe",
            r#"{"keepEnrollmentData": true, "keepUserData": true, "macOsUnlockCode": "Mac Os Unlock Code value",
                "persistEsimDataPlan": true}"#,
            device.call(&Wipe {
                keep_enrollment_data: Some(true),
                keep_user_data: Some(true),
                mac_os_unlock_code: Some("Mac Os Unlock Code value".to_owned()),
                persist_esim_data_plan: Some(true),
            }),
        ),
        graph(
            "intune-devices-manageddevice-syncdevice",
            "POST /users/{usersId}/managedDevices/{managedDeviceId}/syncDevice",
            "",
            device.call(&SyncDevice),
        ),
        graph(
            "intune-devices-manageddevice-cleanwindowsdevice",
            "POST /users/{usersId}/managedDevices/{managedDeviceId}/cleanWindowsDevice",
            r#"{"keepUserData": true}"#,
            device.call(&CleanWindowsDevice { keep_user_data: true }),
        ),
        graph(
            "intune-devices-manageddevice-updatewindowsdeviceaccount",
            "POST /users/{usersId}/managedDevices/{managedDeviceId}/updateWindowsDeviceAccount",
            r#"{"updateWindowsDeviceAccountActionParameter": {
                "@odata.type": "microsoft.graph.updateWindowsDeviceAccountActionParameter",
                "deviceAccount": {"@odata.type": "microsoft.graph.windowsDeviceAccount", "password": "Password value"},
                "passwordRotationEnabled": true, "calendarSyncEnabled": true,
                "deviceAccountEmail": "Device Account Email value", "exchangeServer": "Exchange Server value",
                "sessionInitiationProtocalAddress": "Session Initiation Protocal Address value"}}"#,
            device.call(&UpdateAccount {
                update_windows_device_account_action_parameter: AccountParameter {
                    device_account: Some(WindowsDeviceAccount {
                        password: Some("Password value".to_owned()),
                    }),
                    password_rotation_enabled: Some(true),
                    calendar_sync_enabled: Some(true),
                    device_account_email: Some("Device Account Email value".to_owned()),
                    exchange_server: Some("Exchange Server value".to_owned()),
                    session_initiation_protocal_address: Some(
                        "Session Initiation Protocal Address value".to_owned(),
                    ),
                },
            }),
        ),
        graph(
            "intune-apps-mobileappcontentfile-commit",
            "POST /deviceAppManagement/mobileApps/{mobileAppId}/contentVersions/{mobileAppContentId}/files/\
             {mobileAppContentFileId}/commit",
            r#"{"fileEncryptionInfo": {"@odata.type": "microsoft.graph.fileEncryptionInfo",
                "encryptionKey": "ZW5jcnlwdGlvbktleQ==", "initializationVector": "aW5pdGlhbGl6YXRpb25WZWN0b3I=",
                "mac": "bWFj", "macKey": "bWFjS2V5", "profileIdentifier": "Profile Identifier value",
                "fileDigest": "ZmlsZURpZ2VzdA==", "fileDigestAlgorithm": "File Digest Algorithm value"}}"#,
            file.call(&Commit {
                file_encryption_info: FileEncryptionInfo {
                    encryption_key: binary("ZW5jcnlwdGlvbktleQ=="),
                    initialization_vector: binary("aW5pdGlhbGl6YXRpb25WZWN0b3I="),
                    mac: binary("bWFj"),
                    mac_key: binary("bWFjS2V5"),
                    profile_identifier: Some("Profile Identifier value".to_owned()),
                    file_digest: binary("ZmlsZURpZ2VzdA=="),
                    file_digest_algorithm: Some("File Digest Algorithm value".to_owned()),
                },
            }),
        ),
        graph(
            "intune-apps-mobileappcontentfile-renewupload",
            "POST /deviceAppManagement/mobileApps/{mobileAppId}/contentVersions/{mobileAppContentId}/files/\
             {mobileAppContentFileId}/renewUpload",
            "",
            file.call(&RenewUpload {}),
        ),
        graph(
            "intune-mam-managedappregistration-getuseridswithflaggedappregistration",
            "GET /deviceAppManagement/managedAppRegistrations/getUserIdsWithFlaggedAppRegistration",
            "",
            Registration::collection().call(&FlaggedUsers),
        ),
        graph(
            "intune-onboarding-deviceenrollmentconfiguration-setpriority",
            "POST /deviceManagement/deviceEnrollmentConfigurations/{deviceEnrollmentConfigurationId}/setPriority",
            r#"{"priority": 8}"#,
            SetPriority { priority: 8 }.call("{deviceEnrollmentConfigurationId}"),
        ),
        graph(
            "intune-notification-notificationmessagetemplate-sendtestmessage",
            "POST /deviceManagement/notificationMessageTemplates/{notificationMessageTemplateId}/sendTestMessage",
            "",
            SendTestMessage {}.call("{notificationMessageTemplateId}"),
        ),
    ]);
    calls
}

fn assignments() -> Vec<Call> {
    vec![
        graph(
            "intune-mam-targetedmanagedappprotection-assign",
            "POST /deviceAppManagement/managedAppPolicies/{managedAppPolicyId}/assign",
            r##"{"assignments": [{"@odata.type": "#microsoft.graph.targetedManagedAppPolicyAssignment",
                "id": "8b68c4a6-c4a6-8b68-a6c4-688ba6c4688b",
                "target": {"@odata.type": "microsoft.graph.configurationManagerCollectionAssignmentTarget",
                    "collectionId": "Collection Id value"}}]}"##,
            ManagedAppPolicy::path("{managedAppPolicyId}").call(&AssignPolicy {
                assignments: vec![PolicyAssignment {
                    id: "8b68c4a6-c4a6-8b68-a6c4-688ba6c4688b".to_owned(),
                    target: collection_target(),
                }],
            }),
        ),
        graph(
            "intune-deviceconfig-deviceconfiguration-assign",
            "POST /deviceManagement/deviceConfigurations/{deviceConfigurationId}/assign",
            r##"{"assignments": [{"@odata.type": "#microsoft.graph.deviceConfigurationAssignment",
                "id": "d59b6342-6342-d59b-4263-9bd542639bd5",
                "target": {"@odata.type": "microsoft.graph.configurationManagerCollectionAssignmentTarget",
                    "collectionId": "Collection Id value"}}]}"##,
            DeviceConfiguration::path("{deviceConfigurationId}").call(&AssignConfiguration {
                assignments: vec![ConfigurationAssignment {
                    id: "d59b6342-6342-d59b-4263-9bd542639bd5".to_owned(),
                    target: collection_target(),
                }],
            }),
        ),
        graph(
            "intune-mam-targetedmanagedappconfiguration-targetapps",
            "POST /deviceAppManagement/targetedManagedAppConfigurations/{targetedManagedAppConfigurationId}/targetApps",
            r##"{"apps": [{"@odata.type": "#microsoft.graph.managedMobileApp",
                "mobileAppIdentifier": {"@odata.type": "microsoft.graph.androidMobileAppIdentifier",
                    "packageId": "Package Id value"},
                "id": "0a129715-9715-0a12-1597-120a1597120a", "version": "Version value"}]}"##,
            AppConfiguration::path("{targetedManagedAppConfigurationId}").call(&TargetApps {
                apps: vec![ManagedMobileApp {
                    mobile_app_identifier: Some(AndroidIdentifier {
                        package_id: Some("Package Id value".to_owned()),
                    }),
                    id: "0a129715-9715-0a12-1597-120a1597120a".to_owned(),
                    version: Some("Version value".to_owned()),
                }],
            }),
        ),
        graph(
            "intune-apps-mobileapp-assign",
            "POST /deviceAppManagement/mobileApps/{mobileAppId}/assign",
            r##"{"mobileAppAssignments": [{"@odata.type": "#microsoft.graph.mobileAppAssignment",
                "id": "591620b7-20b7-5916-b720-1659b7201659", "intent": "required",
                "target": {"@odata.type": "microsoft.graph.allLicensedUsersAssignmentTarget"},
                "settings": {"@odata.type": "microsoft.graph.iosLobAppAssignmentSettings",
                    "vpnConfigurationId": "Vpn Configuration Id value"}}]}"##,
            MobileApp::path("{mobileAppId}").call(&AssignApp {
                mobile_app_assignments: vec![AppAssignment {
                    id: "591620b7-20b7-5916-b720-1659b7201659".to_owned(),
                    intent: Some(InstallIntent::Required),
                    target: Some(AllUsers {}),
                    settings: Some(IosSettings {
                        vpn_configuration_id: Some("Vpn Configuration Id value".to_owned()),
                    }),
                }],
            }),
        ),
        graph(
            "intune-books-managedebook-assign",
            "POST /deviceAppManagement/managedEBooks/{managedEBookId}/assign",
            r##"{"managedEBookAssignments": [{"@odata.type": "#microsoft.graph.managedEBookAssignment",
                "id": "ae8b0d27-0d27-ae8b-270d-8bae270d8bae",
                "target": {"@odata.type": "microsoft.graph.allLicensedUsersAssignmentTarget"},
                "installIntent": "required"}]}"##,
            AssignBook {
                managed_e_book_assignments: vec![BookAssignment {
                    id: "ae8b0d27-0d27-ae8b-270d-8bae270d8bae".to_owned(),
                    target: Some(AllUsers {}),
                    install_intent: Some(InstallIntent::Required),
                }],
            }
            .call("{managedEBookId}"),
        ),
        graph(
            "intune-deviceconfig-devicecompliancepolicy-scheduleactionsforrules",
            "POST /deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}/scheduleActionsForRules",
            r##"{"deviceComplianceScheduledActionForRules": [{
                "@odata.type": "#microsoft.graph.deviceComplianceScheduledActionForRule",
                "id": "f0075d5e-5d5e-f007-5e5d-07f05e5d07f0", "ruleName": "Rule Name value"}]}"##,
            ScheduleActions {
                device_compliance_scheduled_action_for_rules: vec![ScheduledAction {
                    id: "f0075d5e-5d5e-f007-5e5d-07f05e5d07f0".to_owned(),
                    rule_name: Some("Rule Name value".to_owned()),
                }],
            }
            .call("{deviceCompliancePolicyId}"),
        ),
    ]
}
