//! Lists of apps, and which networks they may use.

use odata_entity::{ComplexType, EnumType};

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.appListItem")]
pub struct AppListItem {
    #[odata(non_nullable)]
    pub name: Option<String>,
    pub publisher: Option<String>,
    pub app_store_url: Option<String>,
    pub app_id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.appListType")]
pub enum AppListType {
    None,
    AppsInListCompliant,
    AppsNotInListCompliant,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.iosNetworkUsageRule")]
pub struct IosNetworkUsageRule {
    pub managed_apps: Option<Vec<AppListItem>>,
    #[odata(non_nullable)]
    pub cellular_data_block_when_roaming: Option<bool>,
    #[odata(non_nullable)]
    pub cellular_data_blocked: Option<bool>,
}
