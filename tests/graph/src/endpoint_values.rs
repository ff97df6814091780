//! The values of [`Windows10EndpointProtectionConfiguration`](crate::endpoint_protection::Windows10EndpointProtectionConfiguration).

use odata_entity::{ComplexType, EnumType};

use crate::windows10_values::StateManagementSetting;

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.firewallPreSharedKeyEncodingMethodType")]
pub enum FirewallPreSharedKeyEncodingMethodType {
    DeviceDefault,
    None,
    UtF8,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.firewallCertificateRevocationListCheckMethodType")]
pub enum FirewallCertificateRevocationListCheckMethodType {
    DeviceDefault,
    None,
    Attempt,
    Require,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.firewallPacketQueueingMethodType")]
pub enum FirewallPacketQueueingMethodType {
    DeviceDefault,
    Disabled,
    QueueInbound,
    QueueOutbound,
    QueueBoth,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.windowsFirewallNetworkProfile")]
pub struct WindowsFirewallNetworkProfile {
    #[odata(non_nullable)]
    pub firewall_enabled: Option<StateManagementSetting>,
    #[odata(non_nullable)]
    pub stealth_mode_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub incoming_traffic_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub unicast_responses_to_multicast_broadcasts_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub inbound_notifications_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub authorized_application_rules_from_group_policy_merged: Option<bool>,
    #[odata(non_nullable)]
    pub global_port_rules_from_group_policy_merged: Option<bool>,
    #[odata(non_nullable)]
    pub connection_security_rules_from_group_policy_merged: Option<bool>,
    #[odata(non_nullable)]
    pub outbound_connections_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub inbound_connections_blocked: Option<bool>,
    #[odata(non_nullable)]
    pub secured_packet_exemption_allowed: Option<bool>,
    #[odata(non_nullable)]
    pub policy_rules_from_group_policy_merged: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.appLockerApplicationControlType")]
pub enum AppLockerApplicationControlType {
    NotConfigured,
    EnforceComponentsAndStoreApps,
    AuditComponentsAndStoreApps,
    EnforceComponentsStoreAppsAndSmartlocker,
    AuditComponentsStoreAppsAndSmartlocker,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.applicationGuardBlockFileTransferType")]
pub enum ApplicationGuardBlockFileTransferType {
    NotConfigured,
    BlockImageAndTextFile,
    BlockImageFile,
    BlockNone,
    BlockTextFile,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.applicationGuardBlockClipboardSharingType")]
pub enum ApplicationGuardBlockClipboardSharingType {
    NotConfigured,
    BlockBoth,
    BlockHostToContainer,
    BlockContainerToHost,
    BlockNone,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.bitLockerRemovableDrivePolicy")]
pub struct BitLockerRemovableDrivePolicy {
    pub encryption_method: Option<BitLockerEncryptionMethod>,
    #[odata(non_nullable)]
    pub require_encryption_for_write_access: Option<bool>,
    #[odata(non_nullable)]
    pub block_cross_organization_write_access: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.bitLockerEncryptionMethod")]
pub enum BitLockerEncryptionMethod {
    AesCbc128,
    AesCbc256,
    XtsAes128,
    XtsAes256,
    #[odata(other)]
    Other(String),
}
