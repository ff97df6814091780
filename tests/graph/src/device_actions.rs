//! Results of actions on a device: a union over the kinds of action.

use chrono::{DateTime, FixedOffset};
use odata_entity::{ComplexType, EnumType};
use serde_json::Value;

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.deviceActionResult", is_base)]
pub struct DeviceActionResultBase {
    pub action_name: Option<String>,
    #[odata(non_nullable)]
    pub action_state: Option<ActionState>,
    #[odata(non_nullable)]
    pub start_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub last_updated_date_time: Option<DateTime<FixedOffset>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.deleteUserFromSharedAppleDeviceActionResult")]
pub struct DeleteUserFromSharedAppleDeviceActionResult {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceActionResultBase,
    pub user_principal_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.locateDeviceActionResult")]
pub struct LocateDeviceActionResult {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceActionResultBase,
    pub device_location: Option<DeviceGeoLocation>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.remoteLockActionResult")]
pub struct RemoteLockActionResult {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceActionResultBase,
    pub unlock_pin: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.resetPasscodeActionResult")]
pub struct ResetPasscodeActionResult {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceActionResultBase,
    #[odata(non_nullable)]
    pub error_code: Option<i32>,
    pub passcode: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.rotateBitLockerKeysDeviceActionResult")]
pub struct RotateBitLockerKeysDeviceActionResult {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceActionResultBase,
    #[odata(non_nullable)]
    pub error_code: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.windowsDefenderScanActionResult")]
pub struct WindowsDefenderScanActionResult {
    #[serde(flatten)]
    #[odata(base)]
    pub base: DeviceActionResultBase,
    pub scan_type: Option<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "microsoft.graph.deviceActionResult")]
pub enum DeviceActionResult {
    Base(DeviceActionResultBase),
    DeleteUserFromSharedAppleDevice(DeleteUserFromSharedAppleDeviceActionResult),
    LocateDevice(LocateDeviceActionResult),
    RemoteLock(RemoteLockActionResult),
    ResetPasscode(ResetPasscodeActionResult),
    RotateBitLockerKeysDevice(RotateBitLockerKeysDeviceActionResult),
    WindowsDefenderScan(WindowsDefenderScanActionResult),
    #[odata(other)]
    Unknown(Value),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.actionState")]
pub enum ActionState {
    None,
    Pending,
    Canceled,
    Active,
    Done,
    Failed,
    NotSupported,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.deviceGeoLocation")]
pub struct DeviceGeoLocation {
    #[odata(non_nullable)]
    pub altitude: Option<f64>,
    #[odata(non_nullable)]
    pub heading: Option<f64>,
    #[odata(non_nullable)]
    pub horizontal_accuracy: Option<f64>,
    #[odata(non_nullable)]
    pub last_collected_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub latitude: Option<f64>,
    #[odata(non_nullable)]
    pub longitude: Option<f64>,
    #[odata(non_nullable)]
    pub speed: Option<f64>,
    #[odata(non_nullable)]
    pub vertical_accuracy: Option<f64>,
}
