//! The three states of a property in a patch.

use super::EdmValue;

/// What a patch holds for a nullable property: nothing, null or a value.
///
/// Setters take a value, `Option` of it, `None`, `Change::Null`, and what [`IntoChange`](super::IntoChange) lists.
///
/// The rule is JSON merge's as OData uses it: a property that is absent from a PATCH body keeps its value, `null`
/// clears it ([OData Protocol 4.01, 11.4.3](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_UpdateanEntity)).
///
/// ```
/// # use odata_entity::Entity;
/// # #[derive(Debug, Clone, PartialEq, Entity)]
/// # #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// # struct User {
/// #     #[odata(key)]
/// #     id: String,
/// #     mail: Option<String>,
/// # }
/// # use odata_entity::Change;
/// let clear = User::patch().mail(Change::Null);
/// let request = User::path("1").patch(&clear).to_http("https://graph.microsoft.com/v1.0")?;
/// assert!(request.body().ends_with(br#""mail":null}"#));
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum Change<T> {
    /// Absent from the body: the service keeps what it has.
    #[default]
    Unchanged,
    /// `null` in the body: clears the property. A collection is cleared by `[]` unless it is marked `null_collection`.
    #[doc(alias("tri-state", "double option", "set to null"))]
    Null,
    /// This value in the body.
    Set(T),
}

/// What a patch holds for a property that is not nullable: nothing or a value.
///
/// ```
/// use odata_entity::{Entity, NonNullChange};
///
/// #[derive(Debug, Clone, PartialEq, Entity)]
/// #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// struct User {
///     #[odata(key)]
///     id: String,
///     #[serde(rename = "accountEnabled")]
///     #[odata(non_nullable)]
///     account_enabled: Option<bool>,
/// }
///
/// // Null does not compile: there is a value, or the property is left as it is.
/// let patch = User::patch().account_enabled(false);
/// assert_eq!(patch.account_enabled, NonNullChange::Set(false));
/// assert!(User::patch().account_enabled.is_unchanged());
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Default)]
pub enum NonNullChange<T> {
    /// Absent from the body: the service keeps what it has.
    #[default]
    Unchanged,
    /// This value in the body.
    Set(T),
}

/// What a patch holds for a nullable property of type `T`.
///
/// ```
/// use odata_entity::bounds::ChangeOf;
/// use odata_entity::{Change, Entity};
///
/// #[derive(Entity)]
/// #[odata(type = "n.device", path = "/devices/{id}")]
/// struct Device {
///     model: Option<String>,
/// }
///
/// // The type of the field of a patch.
/// let model: ChangeOf<String> = Device::patch().model("Surface").model;
/// assert_eq!(model, Change::Set("Surface".to_owned()));
/// ```
pub type ChangeOf<T> = Change<<T as EdmValue>::Body>;

/// What a patch holds for a property of type `T` that is not nullable.
///
/// ```
/// use odata_entity::bounds::NonNullChangeOf;
/// use odata_entity::{Entity, NonNullChange};
///
/// #[derive(Entity)]
/// #[odata(type = "n.device", path = "/devices/{id}")]
/// struct Device {
///     enabled: bool,
/// }
///
/// // The type of the field of a patch.
/// let enabled: NonNullChangeOf<bool> = Device::patch().enabled(true).enabled;
/// assert_eq!(enabled, NonNullChange::Set(true));
/// ```
pub type NonNullChangeOf<T> = NonNullChange<<T as EdmValue>::Body>;

impl<T> Change<T> {
    /// Whether the patch has nothing for the property.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn is_unchanged(&self) -> bool {
        matches!(self, Self::Unchanged)
    }

    /// Whether the patch clears the property.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// The value that the patch sets, if it sets one.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn as_set(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            _ => None,
        }
    }

    /// The same with the value borrowed.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn as_ref(&self) -> Change<&T> {
        match self {
            Self::Unchanged => Change::Unchanged,
            Self::Null => Change::Null,
            Self::Set(value) => Change::Set(value),
        }
    }

    /// The same with another value.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn map<U>(self, f: impl FnOnce(T) -> U) -> Change<U> {
        match self {
            Self::Unchanged => Change::Unchanged,
            Self::Null => Change::Null,
            Self::Set(value) => Change::Set(f(value)),
        }
    }

    /// Takes the change out and leaves [`Unchanged`](Self::Unchanged).
    #[must_use = "what is taken is gone otherwise: to drop a change, assign `Unchanged`"]
    pub fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Unchanged)
    }
}

impl<T> NonNullChange<T> {
    /// Whether the patch has nothing for the property.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn is_unchanged(&self) -> bool {
        matches!(self, Self::Unchanged)
    }

    /// The value that the patch sets, if it sets one.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn as_set(&self) -> Option<&T> {
        match self {
            Self::Set(value) => Some(value),
            Self::Unchanged => None,
        }
    }

    /// The same as a [`Change`], with the value borrowed.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn as_ref(&self) -> Change<&T> {
        match self {
            Self::Unchanged => Change::Unchanged,
            Self::Set(value) => Change::Set(value),
        }
    }

    /// Takes the change out and leaves [`Unchanged`](Self::Unchanged).
    #[must_use = "what is taken is gone otherwise: to drop a change, assign `Unchanged`"]
    pub fn take(&mut self) -> Self {
        std::mem::replace(self, Self::Unchanged)
    }
}

impl<T> From<T> for Change<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

// The bound distinguishes a value from a part of one, so that a bare `None` needs no annotation.
impl<T: EdmValue<Whole = T>> From<Option<T>> for Change<T> {
    fn from(value: Option<T>) -> Self {
        value.map_or(Self::Null, Self::Set)
    }
}

impl From<&str> for Change<String> {
    fn from(value: &str) -> Self {
        Self::Set(value.to_owned())
    }
}

impl From<&String> for Change<String> {
    fn from(value: &String) -> Self {
        Self::Set(value.clone())
    }
}

/// For a setter, which takes no `Option<&str>` by itself: beside it, a bare `None` would have two types.
impl From<Option<&str>> for Change<String> {
    fn from(value: Option<&str>) -> Self {
        value.map_or(Self::Null, Self::from)
    }
}

impl<T> From<T> for NonNullChange<T> {
    fn from(value: T) -> Self {
        Self::Set(value)
    }
}

impl From<&str> for NonNullChange<String> {
    fn from(value: &str) -> Self {
        Self::Set(value.to_owned())
    }
}

impl From<&String> for NonNullChange<String> {
    fn from(value: &String) -> Self {
        Self::Set(value.clone())
    }
}

/// Folding a later change into an earlier one: the later one wins where it has something.
///
/// ```
/// use odata_entity::Change;
/// use odata_entity::bounds::Merge;
///
/// let mut change = Change::Set("Ann".to_owned());
/// change.merge(Change::Unchanged);
/// assert_eq!(change, Change::Set("Ann".to_owned()));
/// change.merge(Change::Null);
/// assert_eq!(change, Change::Null);
/// ```
pub trait Merge: Clone {
    /// Takes over what `later` has.
    fn merge(&mut self, later: Self);
}

impl<T: EdmValue> Merge for Change<T> {
    fn merge(&mut self, later: Self) {
        match (self, later) {
            (_, Self::Unchanged) => {}
            (Self::Set(earlier), Self::Set(later)) => earlier.merge_value(later),
            (this, later) => *this = later,
        }
    }
}

impl<T: EdmValue> Merge for NonNullChange<T> {
    fn merge(&mut self, later: Self) {
        match (self, later) {
            (_, Self::Unchanged) => {}
            (Self::Set(earlier), Self::Set(later)) => earlier.merge_value(later),
            (this, later) => *this = later,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_later_change_wins_where_it_says_something() {
        let mut change = Change::Set(1);
        change.merge(Change::Unchanged);
        assert_eq!(change, Change::Set(1));
        change.merge(Change::Null);
        assert_eq!(change, Change::Null);
        change.merge(Change::Set(2));
        assert_eq!(change, Change::Set(2));
    }
}
