//! [`Multiplicity`]: whether a navigation property leads to one entity or to many, and of which type.

use std::marker::PhantomData;

/// Leads to one entity `T`, or to none: the multiplicity of a navigation property `Option<T>` or `Option<Box<T>>`.
///
/// The second parameter is what the service's metadata allows behind it, as of paths
/// ([`Allowed`](crate::bounds::Allowed)); without a schema, `()`.
///
/// ```
/// use odata_entity::{Entity, EntityPath, NavigationProperty, One, Request};
///
/// /// Points a property of one entity at another: an owner, a manager, a parent.
/// fn set<E: Entity, T: Entity>(of: &EntityPath<E>, property: NavigationProperty<E, One<T>>, to: &EntityPath<T>) -> Request<()> {
///     of.to(property).set_ref(to)
/// }
/// ```
pub struct One<T, A = ()>(PhantomData<fn() -> (T, A)>);

/// Leads to a collection of entities `T`: the multiplicity of a navigation property `Option<Vec<T>>`. The second parameter is as of
/// [`One`].
///
/// ```
/// use odata_entity::{Entity, EntityPath, Many, NavigationProperty, Request};
///
/// /// Adds to what an entity has several of: members, owners, tags.
/// fn add<E: Entity, T: Entity>(to: &EntityPath<E>, property: NavigationProperty<E, Many<T>>, added: &EntityPath<T>) -> Request<()> {
///     to.to(property).add_ref(added)
/// }
/// ```
pub struct Many<T, A = ()>(PhantomData<fn() -> (T, A)>);

/// What a navigation property leads to: [`One<T>`] or [`Many<T>`].
///
/// ```
/// use odata_entity::NavigationProperty;
/// use odata_entity::bounds::Multiplicity;
///
/// /// A label for a list of relationships.
/// fn label<E, M: Multiplicity>(property: &NavigationProperty<E, M>) -> String {
///     let number = if M::IS_COLLECTION { "several" } else { "one" };
///     format!("{}: {number}", property.name())
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a multiplicity",
    label = "neither `One<T>` nor `Many<T>`"
)]
pub trait Multiplicity {
    /// The type of the entities.
    type Target;

    /// Whether it is a collection of them.
    const IS_COLLECTION: bool;
}

/// What leads to a collection: [`Many<T>`].
///
/// ```
/// use odata_entity::NavigationProperty;
/// use odata_entity::bounds::ToMany;
/// use odata_entity::query::Expand;
///
/// /// The first few of what any navigation property to a collection leads to.
/// fn first<E, M: ToMany>(property: NavigationProperty<E, M>) -> Expand<E, M> {
///     property.expand().top(5)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` leads to one entity, and this is asked of a collection",
    label = "not of a collection",
    note = "of what leads to one entity, `select`, `expand` and `levels` can be asked"
)]
pub trait ToMany: Multiplicity {}

impl<T, A> ToMany for Many<T, A> {}

impl<T, A> Multiplicity for One<T, A> {
    type Target = T;
    const IS_COLLECTION: bool = false;
}

impl<T, A> Multiplicity for Many<T, A> {
    type Target = T;
    const IS_COLLECTION: bool = true;
}

/// The same multiplicity, of what the metadata restricts. For generated code.
#[doc(hidden)]
pub trait Restricted<A>: Multiplicity {
    /// It.
    type By: Multiplicity<Target = Self::Target>;
}

impl<T, A> Restricted<A> for One<T> {
    type By = One<T, A>;
}

impl<T, A> Restricted<A> for Many<T> {
    type By = Many<T, A>;
}
