//! Groups and users: members, managers, and what has changed.

use crate::written;
use futures_util::TryStreamExt as _;
use odata_entity::{Client, DeltaLink, Entity, Error};
use std::collections::HashMap;

/// Anything that can be in a group.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "microsoft.graph.directoryObject", is_base)]
pub struct DirectoryObject {
    /// The key.
    #[odata(key)]
    pub id: String,
}

/// A group.
#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.group",
    path = "/groups/{groupId}",
    scopes(delegated = "Group.ReadWrite.All")
)]
pub struct Group {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// Its name.
    pub display_name: Option<String>,
    /// Who is in it.
    #[odata(navigation)]
    pub members: Option<Vec<DirectoryObject>>,
}

/// A user.
#[derive(Debug, Clone, Default, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.user",
    base = "microsoft.graph.directoryObject",
    is_base,
    path = "/users/{userId}",
    scopes(delegated = "User.ReadWrite.All")
)]
pub struct User {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// The name.
    pub display_name: Option<String>,
    /// The name to sign in with.
    pub user_principal_name: Option<String>,
    /// The alias of the mailbox.
    pub mail_nickname: Option<String>,
    /// Whether the user can sign in.
    pub account_enabled: Option<bool>,
    /// The department.
    pub department: Option<String>,
    /// Who leads the user.
    #[odata(navigation)]
    pub manager: Option<Box<DirectoryObject>>,
}

/// Adds a user to a group.
pub async fn add_member(client: &Client, group: &str, user: &str) -> Result<(), Error> {
    let members = Group::path(group).to(Group::MEMBERS);
    client.send(members.add_ref(&User::path(user))).await
}

/// Takes a user out of a group; the user stays.
pub async fn remove_member(client: &Client, group: &str, user: &str) -> Result<(), Error> {
    let members = Group::path(group).to(Group::MEMBERS);
    client.send(members.remove_ref(&User::path(user))).await
}

/// The users in a group.
pub async fn members(client: &Client, group: &str) -> Result<Vec<User>, Error> {
    let users = Group::path(group).to(Group::MEMBERS).cast::<User>();
    client.items(users.list().select_fields()).try_collect().await
}

/// Creates a user, and gives the key.
pub async fn create_user(
    client: &Client,
    name: &str,
    alias: &str,
    domain: &str,
) -> Result<String, Box<dyn std::error::Error>> {
    let user = User {
        display_name: Some(name.to_owned()),
        user_principal_name: Some(format!("{alias}@{domain}")),
        mail_nickname: Some(alias.to_owned()),
        account_enabled: Some(true),
        ..User::default()
    };
    let create = User::collection().create(&user);
    Ok(written(client.send(create).await?)?.id)
}

/// Sets who leads a user.
pub async fn set_manager(client: &Client, user: &str, manager: &str) -> Result<(), Error> {
    let leads = User::path(user).to(User::MANAGER);
    client.send(leads.set_ref(&User::path(manager))).await
}

/// Brings a local copy of all users up to date: from the link of the last time, or from the start.
pub async fn follow(
    client: &Client,
    users: &mut HashMap<String, User>,
    link: Option<&DeltaLink>,
) -> Result<Option<DeltaLink>, Error> {
    let first = User::collection().delta();
    let mut changes = client.delta(match link {
        Some(link) => first.resume(link),
        None => first,
    });
    while let Some(change) = changes.try_next().await? {
        change.apply_to(users)?;
    }
    Ok(changes.link().cloned())
}
