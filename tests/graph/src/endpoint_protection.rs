//! Firewall, application control and encryption of Windows 10 devices.

use odata_entity::Entity;
use odata_entity::edm::Binary;

use crate::configurations::DeviceConfiguration;
use crate::endpoint_values::{
    AppLockerApplicationControlType, ApplicationGuardBlockClipboardSharingType,
    ApplicationGuardBlockFileTransferType, BitLockerRemovableDrivePolicy,
    FirewallCertificateRevocationListCheckMethodType, FirewallPacketQueueingMethodType,
    FirewallPreSharedKeyEncodingMethodType, WindowsFirewallNetworkProfile,
};

/// Firewall, application control and encryption of Windows 10 devices.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.windows10EndpointProtectionConfiguration",
    path = "/deviceManagement/deviceConfigurations/{deviceConfigurationId}",
    scopes(
        delegated = "DeviceManagementConfiguration.ReadWrite.All",
        application = "DeviceManagementConfiguration.ReadWrite.All"
    )
)]
pub struct Windows10EndpointProtectionConfiguration {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceConfiguration,
    #[serde(rename = "firewallBlockStatefulFTP")]
    pub firewall_block_stateful_ftp: Option<bool>,
    /// From 300 to 3 600.
    pub firewall_idle_timeout_for_security_association_in_seconds: Option<i32>,
    #[odata(non_nullable)]
    pub firewall_pre_shared_key_encoding_method: Option<FirewallPreSharedKeyEncodingMethodType>,
    #[serde(rename = "firewallIPSecExemptionsAllowNeighborDiscovery")]
    #[odata(non_nullable)]
    pub firewall_ip_sec_exemptions_allow_neighbor_discovery: Option<bool>,
    #[serde(rename = "firewallIPSecExemptionsAllowICMP")]
    #[odata(non_nullable)]
    pub firewall_ip_sec_exemptions_allow_icmp: Option<bool>,
    #[serde(rename = "firewallIPSecExemptionsAllowRouterDiscovery")]
    #[odata(non_nullable)]
    pub firewall_ip_sec_exemptions_allow_router_discovery: Option<bool>,
    #[serde(rename = "firewallIPSecExemptionsAllowDHCP")]
    #[odata(non_nullable)]
    pub firewall_ip_sec_exemptions_allow_dhcp: Option<bool>,
    #[odata(non_nullable)]
    pub firewall_certificate_revocation_list_check_method:
        Option<FirewallCertificateRevocationListCheckMethodType>,
    pub firewall_merge_keying_module_settings: Option<bool>,
    #[odata(non_nullable)]
    pub firewall_packet_queueing_method: Option<FirewallPacketQueueingMethodType>,
    pub firewall_profile_domain: Option<WindowsFirewallNetworkProfile>,
    pub firewall_profile_public: Option<WindowsFirewallNetworkProfile>,
    pub firewall_profile_private: Option<WindowsFirewallNetworkProfile>,
    pub defender_attack_surface_reduction_excluded_paths: Option<Vec<String>>,
    pub defender_guarded_folders_allowed_app_paths: Option<Vec<String>>,
    pub defender_additional_guarded_folders: Option<Vec<String>>,
    pub defender_exploit_protection_xml: Option<Binary>,
    pub defender_exploit_protection_xml_file_name: Option<String>,
    #[odata(non_nullable)]
    pub defender_security_center_block_exploit_protection_override: Option<bool>,
    #[odata(non_nullable)]
    pub app_locker_application_control: Option<AppLockerApplicationControlType>,
    #[odata(non_nullable)]
    pub smart_screen_enable_in_shell: Option<bool>,
    #[odata(non_nullable)]
    pub smart_screen_block_override_for_files: Option<bool>,
    #[odata(non_nullable)]
    pub application_guard_enabled: Option<bool>,
    #[odata(non_nullable)]
    pub application_guard_block_file_transfer: Option<ApplicationGuardBlockFileTransferType>,
    #[odata(non_nullable)]
    pub application_guard_block_non_enterprise_content: Option<bool>,
    #[odata(non_nullable)]
    pub application_guard_allow_persistence: Option<bool>,
    #[odata(non_nullable)]
    pub application_guard_force_auditing: Option<bool>,
    #[odata(non_nullable)]
    pub application_guard_block_clipboard_sharing: Option<ApplicationGuardBlockClipboardSharingType>,
    #[serde(rename = "applicationGuardAllowPrintToPDF")]
    #[odata(non_nullable)]
    pub application_guard_allow_print_to_pdf: Option<bool>,
    #[serde(rename = "applicationGuardAllowPrintToXPS")]
    #[odata(non_nullable)]
    pub application_guard_allow_print_to_xps: Option<bool>,
    #[odata(non_nullable)]
    pub application_guard_allow_print_to_local_printers: Option<bool>,
    #[odata(non_nullable)]
    pub application_guard_allow_print_to_network_printers: Option<bool>,
    #[odata(non_nullable)]
    pub bit_locker_disable_warning_for_other_disk_encryption: Option<bool>,
    #[odata(non_nullable)]
    pub bit_locker_enable_storage_card_encryption_on_mobile: Option<bool>,
    #[odata(non_nullable)]
    pub bit_locker_encrypt_device: Option<bool>,
    pub bit_locker_removable_drive_policy: Option<BitLockerRemovableDrivePolicy>,
}
