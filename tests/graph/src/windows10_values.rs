//! The values of [`Windows10GeneralConfiguration`](crate::windows10_general::Windows10GeneralConfiguration).

use odata_entity::{ComplexType, EnumType};
use serde_json::Value;

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.diagnosticDataSubmissionMode")]
pub enum DiagnosticDataSubmissionMode {
    UserDefined,
    None,
    Basic,
    Enhanced,
    Full,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.edgeCookiePolicy")]
pub enum EdgeCookiePolicy {
    UserDefined,
    Allow,
    BlockThirdParty,
    BlockAll,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.defenderMonitorFileActivity")]
pub enum DefenderMonitorFileActivity {
    UserDefined,
    Disable,
    MonitorAllFiles,
    MonitorIncomingFilesOnly,
    MonitorOutgoingFilesOnly,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.defenderCloudBlockLevelType")]
pub enum DefenderCloudBlockLevelType {
    NotConfigured,
    High,
    HighPlus,
    ZeroTolerance,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.defenderPromptForSampleSubmission")]
pub enum DefenderPromptForSampleSubmission {
    UserDefined,
    AlwaysPrompt,
    PromptBeforeSendingPersonalData,
    NeverSendData,
    SendAllDataWithoutPrompting,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.defenderScanType")]
pub enum DefenderScanType {
    UserDefined,
    Disabled,
    Quick,
    Full,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.weeklySchedule")]
pub enum WeeklySchedule {
    UserDefined,
    Everyday,
    Sunday,
    Monday,
    Tuesday,
    Wednesday,
    Thursday,
    Friday,
    Saturday,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.defenderDetectedMalwareActions")]
pub struct DefenderDetectedMalwareActions {
    #[odata(non_nullable)]
    pub low_severity: Option<DefenderThreatAction>,
    #[odata(non_nullable)]
    pub moderate_severity: Option<DefenderThreatAction>,
    #[odata(non_nullable)]
    pub high_severity: Option<DefenderThreatAction>,
    #[odata(non_nullable)]
    pub severe_severity: Option<DefenderThreatAction>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.stateManagementSetting")]
pub enum StateManagementSetting {
    NotConfigured,
    Blocked,
    Allowed,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.windowsStartMenuAppListVisibilityType", flags)]
pub enum WindowsStartMenuAppListVisibilityType {
    #[odata(value = 0)]
    UserDefined,
    #[odata(value = 1)]
    Collapse,
    #[odata(value = 2)]
    Remove,
    #[odata(value = 4)]
    DisableSettingsApp,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.windowsStartMenuModeType")]
pub enum WindowsStartMenuModeType {
    UserDefined,
    FullScreen,
    NonFullScreen,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.visibilitySetting")]
pub enum VisibilitySetting {
    NotConfigured,
    Hide,
    Show,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.windowsSpotlightEnablementSettings")]
pub enum WindowsSpotlightEnablementSettings {
    NotConfigured,
    Disabled,
    Enabled,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.windows10NetworkProxyServer")]
pub struct Windows10NetworkProxyServer {
    #[odata(non_nullable)]
    pub address: Option<String>,
    pub exceptions: Option<Vec<String>>,
    #[odata(non_nullable)]
    pub use_for_local_addresses: Option<bool>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.safeSearchFilterType")]
pub enum SafeSearchFilterType {
    UserDefined,
    Strict,
    Moderate,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.edgeSearchEngine",
    base = "microsoft.graph.edgeSearchEngineBase"
)]
pub struct EdgeSearchEngine {
    #[odata(non_nullable)]
    pub edge_search_engine_type: Option<EdgeSearchEngineType>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.edgeSearchEngineCustom",
    base = "microsoft.graph.edgeSearchEngineBase"
)]
pub struct EdgeSearchEngineCustom {
    #[odata(non_nullable)]
    pub edge_search_engine_open_search_xml_url: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "microsoft.graph.edgeSearchEngineBase")]
pub enum EdgeSearchEngineBase {
    Engine(EdgeSearchEngine),
    EngineCustom(EdgeSearchEngineCustom),
    #[odata(other)]
    Unknown(Value),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.defenderThreatAction")]
pub enum DefenderThreatAction {
    DeviceDefault,
    Clean,
    Quarantine,
    Remove,
    Allow,
    UserDefined,
    Block,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.edgeSearchEngineType")]
pub enum EdgeSearchEngineType {
    Default,
    Bing,
    #[odata(other)]
    Other(String),
}
