//! Compliance policies: of several types, created with what belongs to them, assigned to groups.

use odata_entity::{Action, Client, ComplexType, Entity, EnumType, Error, Page, Written};
use serde_json::Value;

/// A policy, of the type that it is.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "microsoft.graph.deviceCompliancePolicy",
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}",
    scopes(delegated = "DeviceManagementConfiguration.ReadWrite.All")
)]
pub enum CompliancePolicy {
    /// For Windows.
    Windows(WindowsPolicy),
    /// For iOS.
    Ios(IosPolicy),
    /// Of a type that this build does not know, as it came.
    #[odata(other)]
    Other(Value),
}

/// A policy for Windows.
#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.windows10CompliancePolicy",
    base = "microsoft.graph.deviceCompliancePolicy",
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}"
)]
pub struct WindowsPolicy {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// Its name.
    #[odata(non_nullable)]
    pub display_name: Option<String>,
    /// Whether the disk must be encrypted.
    #[odata(non_nullable)]
    pub bit_locker_enabled: Option<bool>,
    /// The oldest version that fits.
    pub os_minimum_version: Option<String>,
    /// What happens to devices that do not fit; a policy cannot be created without.
    #[odata(navigation(deep))]
    pub scheduled_actions_for_rule: Option<Vec<ScheduledAction>>,
}

/// A policy for iOS.
#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.iosCompliancePolicy",
    base = "microsoft.graph.deviceCompliancePolicy",
    path = "/deviceManagement/deviceCompliancePolicies/{deviceCompliancePolicyId}"
)]
pub struct IosPolicy {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// Its name.
    #[odata(non_nullable)]
    pub display_name: Option<String>,
    /// Whether a passcode is needed.
    #[odata(non_nullable)]
    pub passcode_required: Option<bool>,
}

/// What happens to devices that do not fit, by rule.
#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.deviceComplianceScheduledActionForRule")]
pub struct ScheduledAction {
    /// The rule: always `PasswordRequired`.
    pub rule_name: Option<String>,
    /// The actions.
    #[odata(navigation(deep))]
    pub scheduled_action_configurations: Option<Vec<ActionItem>>,
}

impl ScheduledAction {
    /// Devices are blocked after so many hours.
    #[must_use]
    pub fn blocking_after(hours: i32) -> Self {
        let block = ActionItem {
            action_type: Some(ActionType::Block),
            grace_period_hours: Some(hours),
        };
        Self {
            rule_name: Some("PasswordRequired".to_owned()),
            scheduled_action_configurations: Some(vec![block]),
        }
    }
}

/// One action.
#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.deviceComplianceActionItem")]
pub struct ActionItem {
    /// What is done.
    #[odata(non_nullable)]
    pub action_type: Option<ActionType>,
    /// After how many hours.
    #[odata(non_nullable)]
    pub grace_period_hours: Option<i32>,
}

/// What is done to a device that does not fit.
#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.deviceComplianceActionType")]
pub enum ActionType {
    /// Nothing.
    NoAction,
    /// Somebody gets a message.
    Notification,
    /// It is blocked.
    Block,
    /// What this build does not know, as it came.
    #[odata(other)]
    Other(String),
}

/// That a policy is for a group.
#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[odata(type = "microsoft.graph.deviceCompliancePolicyAssignment")]
pub struct Assignment {
    /// Whom it is for.
    pub target: Option<Target>,
}

/// Whom something is assigned to.
#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "microsoft.graph.deviceAndAppManagementAssignmentTarget")]
pub enum Target {
    /// A group.
    Group(GroupTarget),
    /// What this build does not know, as it came.
    #[odata(other)]
    Other(Value),
}

/// A group that something is assigned to.
#[derive(Debug, Clone, Default, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.groupAssignmentTarget",
    base = "microsoft.graph.deviceAndAppManagementAssignmentTarget"
)]
pub struct GroupTarget {
    /// The group's key.
    pub group_id: Option<String>,
}

/// Replaces the assignments of a policy.
#[derive(Debug, Clone, Default, Action)]
#[odata(name = "assign", on = WindowsPolicy, returns = Page<Assignment>)]
pub struct Assign {
    /// All of them.
    #[odata(entity)]
    pub assignments: Option<Vec<Assignment>>,
}

/// All policies, each of its type.
pub async fn policies(client: &Client) -> Result<Vec<CompliancePolicy>, Error> {
    Ok(client.send(CompliancePolicy::collection().list()).await?.value)
}

/// Creates a policy that wants encrypted disks and blocks other devices at once, and gives its key.
pub async fn create(client: &Client, name: &str) -> Result<Written<WindowsPolicy>, Error> {
    let policy = WindowsPolicy {
        display_name: Some(name.to_owned()),
        bit_locker_enabled: Some(true),
        scheduled_actions_for_rule: Some(vec![ScheduledAction::blocking_after(0)]),
        ..WindowsPolicy::default()
    };
    client.send(WindowsPolicy::collection().create(&policy)).await
}

/// Assigns a policy to a group, and to no other.
pub async fn assign(client: &Client, id: &str, group: &str) -> Result<usize, Error> {
    let target = Target::Group(GroupTarget {
        group_id: Some(group.to_owned()),
    });
    let assign = Assign {
        assignments: Some(vec![Assignment { target: Some(target) }]),
    };
    Ok(client
        .send(WindowsPolicy::path(id).call(&assign))
        .await?
        .value
        .len())
}
