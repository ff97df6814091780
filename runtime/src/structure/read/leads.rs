//! What the navigation property of a field leads to, as types that read well in the docs of the user's constants.

use super::NavigationField;
use crate::types::Restricted;

/// What the navigation property of a field leads to, by the type that the field has: `To<Option<Box<Person>>>` is
/// [`One<Person>`](crate::One), `To<Option<Vec<Person>>>` is [`Many<Person>`](crate::Many). The constants of navigation properties
/// have such types.
///
/// ```
/// use odata_entity::bounds::To;
/// use odata_entity::{Entity, Many, NavigationProperty};
///
/// #[derive(Entity)]
/// #[odata(type = "microsoft.graph.group", path = "/groups/{groupId}")]
/// struct Group {
///     #[odata(navigation)]
///     groups: Option<Vec<Group>>,
/// }
///
/// let groups: NavigationProperty<Group, To<Option<Vec<Group>>>> = Group::GROUPS;
/// let same: NavigationProperty<Group, Many<Group>> = groups;
/// assert_eq!(same.name(), "groups");
/// ```
pub type To<F> = <F as NavigationField>::Kind;

/// The same as [`To`], with what the metadata does not allow behind the navigation property, as paths have it
/// ([`Allowed`](crate::bounds::Allowed)).
///
/// ```
/// use odata_entity::bounds::{Allowed, No, RestrictedTo, Yes};
/// use odata_entity::{Entity, Many, NavigationProperty};
///
/// #[derive(Entity)]
/// #[odata(type = "microsoft.graph.group", path = "/groups/{groupId}")]
/// struct Group {
///     #[odata(navigation)]
///     groups: Option<Vec<Group>>,
/// }
///
/// type Unchanged = Allowed<No, Yes, Yes>;
///
/// fn name(of: NavigationProperty<Group, RestrictedTo<Option<Vec<Group>>, Unchanged>>) -> String {
///     let same: NavigationProperty<Group, Many<Group, Unchanged>> = of;
///     same.name().to_owned()
/// }
/// ```
pub type RestrictedTo<F, A> = <To<F> as Restricted<A>>::By;
