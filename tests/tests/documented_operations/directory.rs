//! Users, groups and applications.

use super::call::{Call, graph};
use odata_entity::{Action, ComplexType, Entity, EnumType, Function, Json, Page, Single, path};
use serde_json::Value;
use uuid::Uuid;

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.user", path(path = "/users/{userId}", me = "/me"))]
struct User {
    display_name: Option<String>,
    job_title: Option<String>,
    mobile_phone: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.group", path = "/groups/{groupId}")]
struct Group {
    display_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "microsoft.graph.directoryObject", path = "/directoryObjects/{id}")]
struct DirectoryObject {}

#[derive(Debug, Function)]
#[odata(name = "delta", on(collection = User), on(collection = Group), returns = Page<Json<Value>>)]
struct Delta;

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "getMemberObjects", on = User, on = Group, returns = Single<Vec<String>>)]
struct GetMemberObjects {
    security_enabled_only: Option<bool>,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "checkMemberGroups", on = User, returns = Single<Vec<String>>)]
struct CheckMemberGroups {
    group_ids: Vec<String>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.assignedLicense")]
struct AssignedLicense {
    disabled_plans: Option<Vec<String>>,
    sku_id: Option<String>,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "assignLicense", on = User, on = Group, returns = Json<Value>)]
struct AssignLicense {
    add_licenses: Vec<AssignedLicense>,
    remove_licenses: Vec<String>,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "changePassword", on = User)]
struct ChangePassword {
    current_password: Option<String>,
    new_password: Option<String>,
}

#[derive(Debug, Action)]
#[odata(name = "revokeSignInSessions", on = User, returns = Single<bool>)]
struct RevokeSessions;

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "exportPersonalData", on = User)]
struct ExportPersonalData {
    storage_location: Option<String>,
}

#[derive(Debug, Action)]
#[odata(name = "renew", on = Group)]
struct Renew {}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "validateProperties", on = Group)]
struct ValidateProperties {
    display_name: Option<String>,
    mail_nickname: Option<String>,
    on_behalf_of_user_id: Option<String>,
}

#[derive(Debug, Action)]
#[odata(name = "getByIds", on(collection = DirectoryObject), returns = Page<Json<Value>>)]
struct GetByIds {
    ids: Vec<String>,
    types: Option<Vec<String>>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[serde(rename_all = "camelCase")]
#[odata(type = "microsoft.graph.passwordCredential")]
struct PasswordCredential {
    display_name: Option<String>,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(path = "/applications/{id}/addPassword", returns = Json<Value>)]
struct AddPassword {
    password_credential: Option<PasswordCredential>,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(path = "/applications/{id}/removeKey")]
struct RemoveKey {
    key_id: Uuid,
    proof: Option<String>,
}

#[derive(Debug, Action)]
#[serde(rename_all = "camelCase")]
#[odata(path = "/identityProtection/riskyUsers/dismiss")]
struct Dismiss {
    user_ids: Vec<Uuid>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.accessReviewInstanceDecisionItemFilterByCurrentUserOptions")]
enum FilterOn {
    Reviewer,
}

#[derive(Debug, Function)]
#[odata(path = "/identityGovernance/accessReviews/definitions/filterByCurrentUser", returns = Page<Json<Value>>)]
struct FilterByCurrentUser {
    #[odata(quoted)]
    on: FilterOn,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.includedUserTypes")]
enum Included {
    All,
}

#[derive(Debug, Function)]
#[serde(rename_all = "camelCase")]
#[odata(path = "/reports/authenticationMethods/usersRegisteredByFeature", returns = Json<Value>)]
struct UsersRegisteredByFeature {
    #[odata(quoted)]
    included_user_types: Included,
    #[odata(quoted)]
    included_user_roles: Included,
}

fn some(text: &str) -> Option<String> {
    Some(text.to_owned())
}

pub fn calls() -> Vec<Call> {
    let mut calls = of_users();
    calls.extend(of_groups());
    calls.extend([
        graph(
            "application-addpassword",
            "POST /applications/{id}/addPassword",
            r#"{"passwordCredential": {"displayName": "Password friendly name"}}"#,
            AddPassword {
                password_credential: Some(PasswordCredential {
                    display_name: some("Password friendly name"),
                }),
            }
            .call("{id}"),
        ),
        graph(
            "application-removekey",
            "POST /applications/{id}/removeKey",
            r#"{"keyId": "f0b0b335-1d71-4883-8f98-567911bfdca6", "proof": "eyJ0eXAiOiJ..."}"#,
            RemoveKey {
                key_id: "f0b0b335-1d71-4883-8f98-567911bfdca6".parse().unwrap(),
                proof: some("eyJ0eXAiOiJ..."),
            }
            .call("{id}"),
        ),
        graph(
            "riskyuser-dismiss",
            "POST /identityProtection/riskyUsers/dismiss",
            r#"{"userIds": ["04487ee0-f4f6-4e7f-8999-facc5a30e232", "13387ee0-f4f6-4e7f-8999-facc5120e345"]}"#,
            Dismiss {
                user_ids: ["04487ee0-f4f6-4e7f-8999-facc5a30e232", "13387ee0-f4f6-4e7f-8999-facc5120e345"]
                    .map(|id| id.parse().unwrap())
                    .to_vec(),
            }
            .call(),
        ),
        graph(
            "accessreviewscheduledefinition-filterbycurrentuser",
            "GET /identityGovernance/accessReviews/definitions/filterByCurrentUser(on='reviewer')",
            "",
            FilterByCurrentUser { on: FilterOn::Reviewer }.call(),
        ),
        graph(
            "authenticationmethodsroot-usersregisteredbyfeature",
            "GET /reports/authenticationMethods/usersRegisteredByFeature(includedUserTypes='all',includedUserRoles='all')",
            "",
            UsersRegisteredByFeature {
                included_user_types: Included::All,
                included_user_roles: Included::All,
            }
            .call(),
        ),
    ]);
    calls
}

fn of_users() -> Vec<Call> {
    let me = User::me();
    vec![
        graph(
            "user-delta",
            "GET /users/delta",
            "",
            User::collection().call(&Delta),
        ),
        graph(
            "user-delta",
            "GET /users/delta?$select=displayName,jobTitle,mobilePhone",
            "",
            User::collection()
                .call(&Delta)
                .query("$select", "displayName,jobTitle,mobilePhone"),
        ),
        graph(
            "user-getmemberobjects",
            "POST /me/getMemberObjects",
            r#"{"securityEnabledOnly": true}"#,
            me.call(&GetMemberObjects {
                security_enabled_only: Some(true),
            }),
        ),
        graph(
            "user-checkmembergroups",
            "POST /me/checkMemberGroups",
            r#"{"groupIds": ["groupIds-value"]}"#,
            me.call(&CheckMemberGroups {
                group_ids: vec!["groupIds-value".to_owned()],
            }),
        ),
        graph(
            "user-assignlicense",
            "POST /me/assignLicense",
            r#"{"addLicenses": [{"disabledPlans": ["11b0131d-43c8-4bbb-b2c8-e80f9a50834a"], "skuId": "guid"}],
                "removeLicenses": ["bea13e0c-3828-4daa-a392-28af7ff61a0f"]}"#,
            me.call(&AssignLicense {
                add_licenses: vec![AssignedLicense {
                    disabled_plans: Some(vec!["11b0131d-43c8-4bbb-b2c8-e80f9a50834a".to_owned()]),
                    sku_id: some("guid"),
                }],
                remove_licenses: vec!["bea13e0c-3828-4daa-a392-28af7ff61a0f".to_owned()],
            }),
        ),
        graph(
            "user-changepassword",
            "POST /me/changePassword",
            r#"{"currentPassword": "xWwvJ]6NMw+bWH-d", "newPassword": "0eM85N54wFxWwvJ]"}"#,
            me.call(&ChangePassword {
                current_password: some("xWwvJ]6NMw+bWH-d"),
                new_password: some("0eM85N54wFxWwvJ]"),
            }),
        ),
        graph(
            "user-revokesigninsessions",
            "POST /me/revokeSignInSessions",
            "",
            me.call(&RevokeSessions),
        ),
        graph(
            "user-exportpersonaldata",
            "POST /users/{id}/exportPersonalData",
            r#"{"storageLocation": "storageLocation-value"}"#,
            User::path("{id}").call(&ExportPersonalData {
                storage_location: some("storageLocation-value"),
            }),
        ),
    ]
}

fn of_groups() -> Vec<Call> {
    let id = "1ad75eeb-7e5a-4367-a493-9214d90d54d0";
    vec![
        graph(
            "group-delta",
            "GET /groups/delta",
            "",
            Group::collection().call(&Delta),
        ),
        graph(
            "group-renew",
            "POST /groups/{id}/renew",
            "",
            Group::path("{id}").call(&Renew {}),
        ),
        graph(
            "group-assignlicense",
            "POST /groups/1ad75eeb-7e5a-4367-a493-9214d90d54d0/assignLicense",
            r#"{"addLicenses": [], "removeLicenses": ["skuId-value-1", "skuId-value-2"]}"#,
            path!("/groups/{id}").entity::<Group>().call(&AssignLicense {
                add_licenses: Vec::new(),
                remove_licenses: vec!["skuId-value-1".to_owned(), "skuId-value-2".to_owned()],
            }),
        ),
        graph(
            "group-validateproperties",
            "POST /groups/{id}/validateProperties",
            r#"{"displayName": "MyPrefix_test_mysuffix", "mailNickname": "MyPrefix_test_mysuffix"}"#,
            Group::path("{id}").call(&ValidateProperties {
                display_name: some("MyPrefix_test_mysuffix"),
                mail_nickname: some("MyPrefix_test_mysuffix"),
                on_behalf_of_user_id: None,
            }),
        ),
        graph(
            "directoryobject-getbyids",
            "POST /directoryObjects/getByIds",
            r#"{"ids": ["84b80893874940a3-97b7-68513b600544", "5d6059b6368d-45f8-91e18e07d485f1d0"], "types": ["user"]}"#,
            DirectoryObject::collection().call(&GetByIds {
                ids: vec![
                    "84b80893874940a3-97b7-68513b600544".to_owned(),
                    "5d6059b6368d-45f8-91e18e07d485f1d0".to_owned(),
                ],
                types: Some(vec!["user".to_owned()]),
            }),
        ),
    ]
}
