//! [`PropertyPath`] and [`NavigationPath`]: properties inside of complex values and of related entities.

use super::navigation::NavigationProperty;
use super::property::Property;
use super::tree::Tree;
use crate::types::{Many, One, Typed};
use std::fmt;
use std::marker::PhantomData;

/// A path to a property, of type `T`, from an entity `E` on: `address/city`.
///
/// `Device::ADDRESS.then(Address::CITY)` is one, and so is `Device::OWNER.then(User::NAME)`. It is compared, selected and ordered by as
/// a [`Property`] is.
///
/// ```
/// use odata_entity::{ComplexType, Entity, PropertyPath};
///
/// #[derive(Debug, Clone, PartialEq, ComplexType)]
/// #[odata(type = "n.address")]
/// struct Address {
///     city: Option<String>,
/// }
///
/// #[derive(Entity)]
/// #[odata(type = "n.device", path = "/devices/{id}")]
/// struct Device {
///     address: Option<Address>,
/// }
///
/// let city: PropertyPath<Device, String> = Device::ADDRESS.then(Address::CITY);
/// let request = Device::collection().list().filter(city.eq("Bonn")).to_http("https://x/v1")?;
/// assert_eq!(request.uri().query(), Some("$filter=address/city%20eq%20'Bonn'"));
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "a path by itself asks for nothing"]
pub struct PropertyPath<E, T> {
    tree: Tree,
    types: PhantomData<fn() -> (E, T)>,
}

/// A path to a navigation property, which leads to what `M` is, from an entity `E` on: `manager/directReports`.
///
/// ```
/// use odata_entity::query::NavigationPath;
/// use odata_entity::{Entity, Many};
///
/// #[derive(Entity)]
/// #[odata(type = "n.user", path = "/users/{id}")]
/// struct User {
///     city: Option<String>,
///     #[odata(navigation)]
///     manager: Option<Box<User>>,
///     #[odata(navigation)]
///     reports: Option<Vec<User>>,
/// }
///
/// let peers: NavigationPath<User, Many<User>> = User::MANAGER.then(User::REPORTS);
/// let filter = peers.any(|peer| peer.then(User::CITY).eq("Bonn"));
/// let request = User::collection().list().filter(filter).to_http("https://x/v1")?;
/// assert_eq!(request.uri().query(), Some("$filter=manager/reports/any(x:x/city%20eq%20'Bonn')"));
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "a path by itself asks for nothing"]
pub struct NavigationPath<E, M> {
    tree: Tree,
    types: PhantomData<fn() -> (E, M)>,
}

/// What a path to a `T` goes on with: a property or navigation property of it, or a path from there on.
///
/// ```
/// use odata_entity::query::Step;
/// use odata_entity::{Entity, NavigationProperty, One};
///
/// /// The same property of whatever the entities' owner is.
/// fn of_owner<E, O: Entity, S: Step<O>>(owner: NavigationProperty<E, One<O>>, property: S) -> S::Path<E> {
///     owner.then(property)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a property of `{T}`",
    label = "not a property of `{T}`",
    note = "`then` takes a property constant of what the path leads to: `Device::ADDRESS.then(Address::CITY)`; those of a base type after \
            `.of()`, those of a derived type after `.cast()` of the path"
)]
pub trait Step<T> {
    /// The longer path.
    type Path<E>;

    /// The longer path.
    #[doc(hidden)]
    fn after<E>(self, path: Tree) -> Self::Path<E>;
}

impl<T, U> Step<T> for Property<T, U> {
    type Path<E> = PropertyPath<E, U>;

    fn after<E>(self, path: Tree) -> PropertyPath<E, U> {
        PropertyPath::new(path.then(self.tree()))
    }
}

/// A type that contains itself is in a box.
impl<T, U> Step<Box<T>> for Property<T, U> {
    type Path<E> = PropertyPath<E, U>;

    fn after<E>(self, path: Tree) -> PropertyPath<E, U> {
        PropertyPath::new(path.then(self.tree()))
    }
}

impl<T, U> Step<T> for PropertyPath<T, U> {
    type Path<E> = PropertyPath<E, U>;

    fn after<E>(self, path: Tree) -> PropertyPath<E, U> {
        PropertyPath::new(path.then(self.tree))
    }
}

impl<T, M> Step<T> for NavigationProperty<T, M> {
    type Path<E> = NavigationPath<E, M>;

    fn after<E>(self, path: Tree) -> NavigationPath<E, M> {
        NavigationPath::new(path.then(self.tree()))
    }
}

impl<T, M> Step<T> for NavigationPath<T, M> {
    type Path<E> = NavigationPath<E, M>;

    fn after<E>(self, path: Tree) -> NavigationPath<E, M> {
        NavigationPath::new(path.then(self.tree))
    }
}

impl<E, T> PropertyPath<E, T> {
    pub(super) const fn new(tree: Tree) -> Self {
        Self {
            tree,
            types: PhantomData,
        }
    }

    pub(super) fn tree(self) -> Tree {
        self.tree
    }

    pub(super) fn as_tree(&self) -> &Tree {
        &self.tree
    }
}

impl<E, M> NavigationPath<E, M> {
    pub(super) const fn new(tree: Tree) -> Self {
        Self {
            tree,
            types: PhantomData,
        }
    }

    pub(super) fn tree(self) -> Tree {
        self.tree
    }
}

impl<D: Typed, T> Property<D, T> {
    /// The property where a path leads to a base type of `D`: `microsoft.graph.user/city` for directory objects
    /// ([OData URL Conventions 4.01, 4.11](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_AddressingDerivedTypes)).
    pub fn cast_from<B>(self) -> PropertyPath<B, T> {
        PropertyPath::new(Tree::name(D::TYPE.name).then(self.tree()))
    }
}

impl<D: Typed, M> NavigationProperty<D, M> {
    /// The navigation property where a path leads to a base type of `D`: `microsoft.graph.user/manager` for directory objects.
    pub fn cast_from<B>(self) -> NavigationPath<B, M> {
        NavigationPath::new(Tree::name(D::TYPE.name).then(self.tree()))
    }
}

/// What navigation properties and paths to them have, by what they lead to.
macro_rules! navigation {
    ($name:ident) => {
        impl<E, T, A> $name<E, One<T, A>> {
            /// A property of the entity that it leads to: `manager/city`; or a navigation property, and so on.
            #[must_use = "this changes nothing: use what it returns"]
            pub fn then<S: Step<T>>(self, step: S) -> S::Path<E> {
                step.after(self.tree().related())
            }

            /// The entity as one of a derived type: `manager/microsoft.graph.user`.
            pub fn cast<D: Typed>(self) -> NavigationPath<E, One<D>> {
                NavigationPath::new(self.tree().then(Tree::name(D::TYPE.name)))
            }
        }

        impl<E, T, A> $name<E, Many<T, A>> {
            /// The entities that are of a derived type: `members/microsoft.graph.user`.
            pub fn cast<D: Typed>(self) -> NavigationPath<E, Many<D>> {
                NavigationPath::new(self.tree().then(Tree::name(D::TYPE.name)))
            }
        }
    };
}

navigation!(NavigationProperty);
navigation!(NavigationPath);

macro_rules! shown {
    ($name:ident) => {
        impl<E, T> Clone for $name<E, T> {
            fn clone(&self) -> Self {
                Self::new(self.tree.clone())
            }
        }

        impl<E, T> fmt::Debug for $name<E, T> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.debug_tuple(stringify!($name))
                    .field(&self.tree.text())
                    .finish()
            }
        }
    };
}

shown!(PropertyPath);
shown!(NavigationPath);
