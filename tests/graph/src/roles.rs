//! Who may do what in device management.

use odata_entity::{ComplexType, Entity};

/// A role: what those who have it may do.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.roleDefinition",
    path(
        path = "/deviceManagement/roleDefinitions/{roleDefinitionId}",
        by_role_definitions = "/deviceManagement/roleDefinitions/{roleDefinitionId}/roleAssignments/{roleAssignmentId}/roleDefinition"
    ),
    scopes(
        delegated = "DeviceManagementRBAC.ReadWrite.All",
        application = "DeviceManagementRBAC.ReadWrite.All"
    ),
    is_base
)]
pub struct RoleDefinition {
    #[odata(key)]
    pub id: String,
    pub display_name: Option<String>,
    pub description: Option<String>,
    pub role_permissions: Option<Vec<RolePermission>>,
    #[odata(non_nullable)]
    pub is_built_in: Option<bool>,
}

/// A role in the management of devices and apps; it adds nothing to its base.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.deviceAndAppManagementRoleDefinition",
    path(
        path = "/deviceManagement/roleDefinitions/{roleDefinitionId}",
        by_role_definitions = "/deviceManagement/roleDefinitions/{roleDefinitionId}/roleAssignments/{roleAssignmentId}/roleDefinition"
    ),
    scopes(
        delegated = "DeviceManagementRBAC.ReadWrite.All",
        application = "DeviceManagementRBAC.ReadWrite.All"
    )
)]
pub struct DeviceAndAppManagementRoleDefinition {
    #[serde(flatten)]
    #[odata(base)]
    pub base: RoleDefinition,
}

/// A role given to groups, for what scope.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.roleAssignment", is_base)]
pub struct RoleAssignment {
    #[odata(key)]
    pub id: String,
    pub display_name: Option<String>,
    pub description: Option<String>,
    pub resource_scopes: Option<Vec<String>>,
}

/// A role in the management of devices and apps, given to groups.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.deviceAndAppManagementRoleAssignment",
    path = "/deviceManagement/roleAssignments/{deviceAndAppManagementRoleAssignmentId}",
    scopes(
        delegated = "DeviceManagementRBAC.ReadWrite.All",
        application = "DeviceManagementRBAC.ReadWrite.All"
    )
)]
pub struct DeviceAndAppManagementRoleAssignment {
    #[serde(flatten)]
    #[odata(base)]
    pub base: RoleAssignment,
    pub members: Option<Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.rolePermission")]
pub struct RolePermission {
    pub resource_actions: Option<Vec<ResourceAction>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.resourceAction")]
pub struct ResourceAction {
    pub allowed_resource_actions: Option<Vec<String>>,
    pub not_allowed_resource_actions: Option<Vec<String>>,
}
