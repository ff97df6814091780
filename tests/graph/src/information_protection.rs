//! Windows Information Protection: which apps and which networks may hold data of the enterprise.

use chrono::{DateTime, FixedOffset};
use odata_entity::edm::Binary;
use odata_entity::{ComplexType, Entity, EnumType};
use serde_json::Value;
use uuid::Uuid;

use crate::app_protection::ManagedAppPolicy;

/// A policy of Windows Information Protection.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.windowsInformationProtection", is_base)]
pub struct WindowsInformationProtection {
    #[serde(flatten)]
    #[odata(base)]
    pub base: ManagedAppPolicy,
    #[odata(non_nullable)]
    pub enforcement_level: Option<WindowsInformationProtectionEnforcementLevel>,
    pub enterprise_domain: Option<String>,
    pub enterprise_protected_domain_names: Option<Vec<WindowsInformationProtectionResourceCollection>>,
    #[odata(non_nullable)]
    pub protection_under_lock_config_required: Option<bool>,
    pub data_recovery_certificate: Option<WindowsInformationProtectionDataRecoveryCertificate>,
    #[odata(non_nullable)]
    pub revoke_on_unenroll_disabled: Option<bool>,
    pub rights_management_services_template_id: Option<Uuid>,
    #[odata(non_nullable)]
    pub azure_rights_management_services_allowed: Option<bool>,
    #[odata(non_nullable)]
    pub icons_visible: Option<bool>,
    pub protected_apps: Option<Vec<WindowsInformationProtectionApp>>,
    pub exempt_apps: Option<Vec<WindowsInformationProtectionApp>>,
    pub enterprise_network_domain_names: Option<Vec<WindowsInformationProtectionResourceCollection>>,
    pub enterprise_proxied_domains: Option<Vec<WindowsInformationProtectionProxiedDomainCollection>>,
    #[serde(rename = "enterpriseIPRanges")]
    pub enterprise_ip_ranges: Option<Vec<WindowsInformationProtectionIpRangeCollection>>,
    #[serde(rename = "enterpriseIPRangesAreAuthoritative")]
    #[odata(non_nullable)]
    pub enterprise_ip_ranges_are_authoritative: Option<bool>,
    pub enterprise_proxy_servers: Option<Vec<WindowsInformationProtectionResourceCollection>>,
    pub enterprise_internal_proxy_servers: Option<Vec<WindowsInformationProtectionResourceCollection>>,
    #[odata(non_nullable)]
    pub enterprise_proxy_servers_are_authoritative: Option<bool>,
    pub neutral_domain_resources: Option<Vec<WindowsInformationProtectionResourceCollection>>,
    #[odata(non_nullable)]
    pub indexing_encrypted_stores_or_items_blocked: Option<bool>,
    pub smb_auto_encrypted_file_extensions: Option<Vec<WindowsInformationProtectionResourceCollection>>,
    #[odata(non_nullable)]
    pub is_assigned: Option<bool>,
}

/// A policy of Windows Information Protection for enrolled devices; it adds nothing to its base.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.mdmWindowsInformationProtectionPolicy",
    path = "/deviceAppManagement/mdmWindowsInformationProtectionPolicies/{mdmWindowsInformationProtectionPolicyId}",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
pub struct MdmWindowsInformationProtectionPolicy {
    #[serde(flatten)]
    #[odata(base)]
    pub base: WindowsInformationProtection,
}

/// A network address that protected apps used, and on how many devices.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.windowsInformationProtectionNetworkLearningSummary",
    path = "/deviceManagement/windowsInformationProtectionNetworkLearningSummaries/{windowsInformationProtectionNetworkLearningSummaryId}",
    scopes(
        delegated = "DeviceManagementApps.ReadWrite.All",
        application = "DeviceManagementApps.ReadWrite.All"
    )
)]
pub struct WindowsInformationProtectionNetworkLearningSummary {
    #[odata(key)]
    pub id: String,
    pub url: Option<String>,
    #[odata(non_nullable)]
    pub device_count: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.windowsInformationProtectionEnforcementLevel")]
pub enum WindowsInformationProtectionEnforcementLevel {
    NoProtection,
    EncryptAndAuditOnly,
    EncryptAuditAndPrompt,
    EncryptAuditAndBlock,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.windowsInformationProtectionResourceCollection")]
pub struct WindowsInformationProtectionResourceCollection {
    #[odata(non_nullable)]
    pub display_name: Option<String>,
    pub resources: Option<Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.windowsInformationProtectionDataRecoveryCertificate")]
pub struct WindowsInformationProtectionDataRecoveryCertificate {
    pub subject_name: Option<String>,
    pub description: Option<String>,
    #[odata(non_nullable)]
    pub expiration_date_time: Option<DateTime<FixedOffset>>,
    pub certificate: Option<Binary>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.windowsInformationProtectionApp", is_base)]
pub struct WindowsInformationProtectionAppBase {
    #[odata(non_nullable)]
    pub display_name: Option<String>,
    pub description: Option<String>,
    pub publisher_name: Option<String>,
    pub product_name: Option<String>,
    #[odata(non_nullable)]
    pub denied: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.windowsInformationProtectionDesktopApp")]
pub struct WindowsInformationProtectionDesktopApp {
    #[serde(flatten)]
    #[odata(base)]
    pub base: WindowsInformationProtectionAppBase,
    #[odata(non_nullable)]
    pub binary_name: Option<String>,
    pub binary_version_high: Option<String>,
    pub binary_version_low: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.windowsInformationProtectionStoreApp")]
pub struct WindowsInformationProtectionStoreApp {
    #[serde(flatten)]
    #[odata(base)]
    pub base: WindowsInformationProtectionAppBase,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "microsoft.graph.windowsInformationProtectionApp")]
pub enum WindowsInformationProtectionApp {
    Base(WindowsInformationProtectionAppBase),
    Desktop(WindowsInformationProtectionDesktopApp),
    Store(WindowsInformationProtectionStoreApp),
    #[odata(other)]
    Unknown(Value),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.windowsInformationProtectionProxiedDomainCollection")]
pub struct WindowsInformationProtectionProxiedDomainCollection {
    #[odata(non_nullable)]
    pub display_name: Option<String>,
    pub proxied_domains: Option<Vec<ProxiedDomain>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.windowsInformationProtectionIPRangeCollection")]
pub struct WindowsInformationProtectionIpRangeCollection {
    #[odata(non_nullable)]
    pub display_name: Option<String>,
    pub ranges: Option<Vec<IpRange>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.proxiedDomain")]
pub struct ProxiedDomain {
    #[serde(rename = "ipAddressOrFQDN")]
    #[odata(non_nullable)]
    pub ip_address_or_fqdn: Option<String>,
    pub proxy: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.iPv4CidrRange", base = "microsoft.graph.ipRange")]
pub struct Ipv4CidrRange {
    #[odata(non_nullable)]
    pub cidr_address: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.iPv4Range", base = "microsoft.graph.ipRange")]
pub struct Ipv4Range {
    #[odata(non_nullable)]
    pub lower_address: Option<String>,
    #[odata(non_nullable)]
    pub upper_address: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.iPv6CidrRange", base = "microsoft.graph.ipRange")]
pub struct Ipv6CidrRange {
    #[odata(non_nullable)]
    pub cidr_address: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.iPv6Range", base = "microsoft.graph.ipRange")]
pub struct Ipv6Range {
    #[odata(non_nullable)]
    pub lower_address: Option<String>,
    #[odata(non_nullable)]
    pub upper_address: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "microsoft.graph.ipRange")]
pub enum IpRange {
    Ipv4Cidr(Ipv4CidrRange),
    Ipv4(Ipv4Range),
    Ipv6Cidr(Ipv6CidrRange),
    Ipv6(Ipv6Range),
    #[odata(other)]
    Unknown(Value),
}
