//! [`Scopes`]: the permissions that a token needs.

/// The permissions of an entity, one of which a token needs.
///
/// ```
/// use odata_entity::{Entity, Scopes};
///
/// #[derive(Entity)]
/// #[odata(type = "microsoft.graph.group", path = "/groups/{groupId}", scopes(application = "Group.ReadWrite.All"))]
/// struct Group {
///     #[odata(key)]
///     id: String,
/// }
///
/// /// Whether an application with these permissions may write it.
/// fn may_write(needed: &Scopes, granted: &[&str]) -> bool {
///     needed.application.iter().any(|name| granted.contains(name))
/// }
/// assert!(may_write(&Group::SCOPES, &["User.Read.All", "Group.ReadWrite.All"]));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scopes {
    /// Of a token for a signed-in user.
    pub delegated: &'static [&'static str],
    /// Of a token for an application without a user.
    pub application: &'static [&'static str],
}

impl Scopes {
    /// The permissions in a sentence, if any are known.
    pub(crate) fn hint(&self) -> Option<String> {
        let kinds = [("delegated", self.delegated), ("application", self.application)];
        let named = kinds.iter().filter(|(_, names)| !names.is_empty());
        let text: Vec<_> = named
            .map(|(kind, names)| format!("{kind} {}", names.join(" or ")))
            .collect();
        (!text.is_empty()).then(|| format!("the token needs one of the permissions: {}", text.join("; ")))
    }
}
