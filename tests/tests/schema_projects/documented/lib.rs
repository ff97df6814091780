//! The fleet's service, for the programs of our company.
#![deny(missing_docs)]

use chrono::{DateTime, FixedOffset};
use odata_entity::{Action, ComplexType, Entity, EnumType, Function, Projection};
use std::collections::BTreeMap;

/// A device of the fleet.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "fleet.graph.device",
    is_base,
    path(by_id = "/devices/{deviceId}", of_person = "/people/{personId}/devices/{deviceId}"),
    scopes(delegated = "Device.ReadWrite.All", application = "Not supported."),
    note = "Changes need a minute to be seen."
)]
pub struct Device {
    /// The device's key.
    #[odata(key)]
    pub id: String,
    /// The name, as its user sees it.
    pub device_name: Option<String>,
    /// How many sensors it has.
    pub sensor_count: i32,
    /// How it is doing.
    #[odata(non_nullable)]
    pub health: Option<Health>,
    /// What it can.
    pub capabilities: Option<odata_entity::Flags<Capability>>,
    /// Free words.
    #[odata(non_nullable)]
    pub tags: Option<Vec<String>>,
    /// Where it is.
    #[odata(merge)]
    pub location: Option<Address>,
    /// The rules that it keeps.
    pub rules: Option<Vec<AnyRule>>,
    /// When it was last seen.
    pub last_sync: Option<DateTime<FixedOffset>>,
    #[allow(missing_docs, reason = "what is generated for a field without words has some")]
    pub notes: Option<String>,
    /// Computed by the service.
    #[odata(read_only)]
    pub etag_text: Option<String>,
    /// Set on creation.
    #[odata(immutable)]
    pub enrolled_by: Option<String>,
    /// Old.
    pub imei: Option<String>,
    /// Its status reports.
    #[odata(navigation)]
    pub device_statuses: Option<Vec<DeviceStatus>>,
    /// Whose it is.
    #[odata(navigation)]
    pub owner: Option<Box<Person>>,
    /// The version that was read.
    #[serde(rename = "@odata.etag")]
    pub etag: Option<String>,
}

/// A device that somebody manages.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.managedDevice", path(by_id = "/devices/{deviceId}/fleet.graph.managedDevice"))]
pub struct ManagedDevice {
    /// What every device has.
    #[serde(flatten)]
    #[odata(base)]
    pub device: Device,
    /// Who manages it.
    pub managed_by: Option<String>,
}

/// Any device.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "fleet.graph.device", path(by_id = "/devices/{deviceId}"))]
pub enum AnyDevice {
    /// A managed one.
    Managed(ManagedDevice),
    /// A plain one.
    Plain(Device),
}

/// A report of a device.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.deviceStatus", path = "/devices/{deviceId}/deviceStatuses/{statusId}")]
pub struct DeviceStatus {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// Who used it.
    pub user_name: Option<String>,
}

/// A person.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.person", path(by_id = "/people/{personId}", me = "/me"))]
pub struct Person {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// The name.
    pub display_name: Option<String>,
    /// The devices.
    #[odata(navigation)]
    pub devices: Option<Vec<Device>>,
}

/// What happened; nobody can change it.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.auditRecord", path = "/auditRecords/{recordId}")]
pub struct AuditRecord {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// What was done.
    pub activity: Option<String>,
}

/// What a sensor measured.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.reading", path = "/readings(sensor={sensor},number={number})")]
pub struct Reading {
    /// The sensor.
    #[odata(key)]
    pub sensor: String,
    /// The number.
    #[odata(key)]
    pub number: i32,
    /// The value.
    pub value: Option<f64>,
}

/// A receipt.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.receipt", path = "/receipts/{number}")]
pub struct Receipt {
    /// The number.
    #[odata(key)]
    pub number: i64,
    /// Data of the customer.
    pub custom: Option<CustomData>,
}

/// A locker with a code.
#[derive(Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.locker", debug)]
pub struct Locker {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// The code.
    #[odata(write_only)]
    pub code: Option<String>,
}

/// Data that the customer adds.
#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.customData")]
pub struct CustomData {
    /// The label.
    pub label: Option<String>,
    /// All else.
    #[serde(flatten)]
    #[odata(open)]
    pub more: BTreeMap<String, serde_json::Value>,
}

/// An address.
#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.address")]
pub struct Address {
    /// The street.
    pub street: Option<String>,
    /// The postal code.
    pub postal_code: String,
}

/// A rule for PINs.
#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "fleet.graph.pinRule")]
pub struct PinRule {
    /// The title.
    pub title: Option<String>,
    /// The least length.
    pub minimum_length: i32,
}

/// Any rule.
#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "fleet.graph.rule")]
pub enum AnyRule {
    /// For PINs.
    Pin(PinRule),
    /// One that this build does not know.
    #[odata(other)]
    Other(serde_json::Value),
}

/// How a device is doing.
#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "fleet.graph.healthState")]
pub enum Health {
    /// Nobody knows.
    Unknown,
    /// It is well.
    Healthy,
    /// One that this build does not know.
    #[odata(other)]
    Other(String),
}

/// What a device can.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
#[odata(type = "fleet.graph.capability", flags)]
pub enum Capability {
    /// It takes pictures.
    Camera = 1,
    /// It has a disk.
    Storage = 4,
}

/// Erases a device.
#[derive(Debug, Action)]
#[odata(name = "wipe", on = Device)]
pub struct Wipe;

/// Gives a device to somebody.
#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "assign", on = Device, returns = DeviceStatus)]
pub struct Assign {
    /// Why.
    #[odata(name = "Reason")]
    pub reason: String,
    /// Where it goes.
    pub place: Option<Address>,
}

/// How many devices there are.
#[derive(Debug, Function)]
#[serde(rename_all = "camelCase")]
#[odata(path = "/countDevices", returns = odata_entity::Single<i64>)]
pub struct CountDevices {
    /// Of how many days.
    #[odata(name = "Days")]
    pub days: Option<i32>,
    /// Of which model.
    pub model: Option<String>,
}

/// The name and health of a device.
#[derive(Debug, Clone, PartialEq, Projection)]
#[serde(rename_all = "camelCase")]
#[odata(of = Device)]
pub struct Brief {
    /// The name.
    pub device_name: Option<String>,
}

/// A person in a team.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "ways.person", schema = "schemas/ways.csdl")]
pub struct Member {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// The name.
    pub name: Option<String>,
}

/// A team.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "ways.team", schema = "schemas/ways.csdl", path = "/teams/{teamId}")]
pub struct Team {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// Who is in it.
    #[odata(navigation)]
    pub members: Option<Vec<Member>>,
    /// Who comes by.
    #[odata(navigation)]
    pub guests: Option<Vec<Member>>,
    /// Who leads it.
    #[odata(navigation)]
    pub lead: Option<Member>,
}
