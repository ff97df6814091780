//! Methods that are there for their errors: of one entity's path what a collection's has, and the other way round.
//!
//! The compiler reports a method that is not there without a word of what to call instead.

use crate::path::{CollectionPath, EntityPath, RefersToMany, RefersToOne};
use crate::request::Request;
use http::Method;

/// Nothing implements it: a path to one entity has no `list`, `create` and `key`.
///
/// You never name it: get the collection by `Device::collection()`.
#[diagnostic::on_unimplemented(
    message = "this is the path of one entity, and a collection is listed, created in and chosen from by a key",
    label = "a method of collections",
    note = "the collection is at `Device::collection()`, with the keys before it as arguments; behind a navigation property, at `.to(…)` of one \
            that leads to several"
)]
pub trait OfCollection {}

/// Nothing implements it: a path to a collection has no `get`, `patch`, `put` and `delete`.
///
/// You never name it: get one entity by `Device::path(id)` or [`key`](CollectionPath::key).
#[diagnostic::on_unimplemented(
    message = "this is the path of a collection, and one entity is read, changed and deleted",
    label = "a method of one entity",
    note = "an entity is at `Device::path(id)`, or at `.key(id)` of the collection; a collection has `list()`, `create(&entity)`, `count()`"
)]
pub trait OfEntity {}

macro_rules! elsewhere {
    ($($path:ident: $($name:ident($($target:ty),*) $allowed:ident),+;)+) => {$(
        impl<T, A> $path<T, A> {
            $(
                #[doc(hidden)]
                pub fn $name(&self, $(_: $target),*) -> Request<()>
                where
                    A: $allowed,
                {
                    Request::untyped(Method::GET, self.endpoint())
                }
            )+
        }
    )+};
}

elsewhere! {
    EntityPath:
        list() OfCollection,
        create(impl Sized) OfCollection,
        key(impl Sized) OfCollection,
        add_ref(impl Sized) RefersToMany,
        remove_ref(impl Sized) RefersToMany;
    CollectionPath:
        get() OfEntity,
        patch(impl Sized) OfEntity,
        put(impl Sized) OfEntity,
        delete() OfEntity,
        set_ref(impl Sized) RefersToOne,
        clear_ref() RefersToOne;
}
