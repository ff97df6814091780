//! What the service's metadata allows at a path: methods that it does not are not there to call.

use std::marker::PhantomData;

/// What can be done at a path: the last parameter of [`EntityPath`](crate::EntityPath) and
/// [`CollectionPath`](crate::CollectionPath). Each parameter is [`Yes`] or [`No`]: change, create, delete; the last one, how changes
/// are asked for, can also be [`ByFunction`] or [`ByPreference`].
pub struct Allowed<Update, Insert, Delete, Track = Yes>(PhantomData<(Update, Insert, Delete, Track)>);

/// Allowed, or not restricted.
pub enum Yes {}

/// Not allowed.
pub enum No {}

/// Changes are asked for by the function `delta`.
pub enum ByFunction {}

/// Changes are asked for by the preference `odata.track-changes`.
pub enum ByPreference {}

/// Everything but to ask for changes: what most collections of a schema allow.
pub type Untracked = Allowed<Yes, Yes, Yes, No>;

/// What can be done with the one entity that a navigation property leads to. It is not deleted at this path: `DELETE` without
/// `/$ref` deletes the entity itself where only the relationship was meant.
///
/// The parameter, of these three, is what the metadata allows behind the navigation property: an [`Allowed`], or `()` where it
/// restricts nothing.
pub struct RelatedEntity<A = ()>(PhantomData<A>);

/// What can be done with the collection that a navigation property leads to.
pub struct RelatedEntities<A = ()>(PhantomData<A>);

/// What can be done with one entity of such a collection; as [`RelatedEntity`], it is not deleted here.
pub struct RelatedMember<A = ()>(PhantomData<A>);

/// Everything: the paths of a type that no schema knows, or whose schema restricts nothing.
pub type Everything = Allowed<Yes, Yes, Yes>;

/// A path whose entity can be changed: `patch` and `put` are there.
#[diagnostic::on_unimplemented(
    message = "the entity at this path cannot be changed: the service's metadata states that it is not updatable",
    label = "not updatable",
    note = "where the metadata is wrong, `unrestricted()` on the path leaves it to the service"
)]
pub trait Updatable {}

/// A path at which entities can be created: `create` is there.
#[diagnostic::on_unimplemented(
    message = "nothing can be created at this path: the service's metadata states that it is not insertable, or that the type is \
               abstract",
    label = "not insertable, or of an abstract type",
    note = "of an abstract type, create one of the types derived from it; where the metadata is wrong, `unrestricted()` on the path \
            leaves it to the service"
)]
pub trait Insertable {}

/// A path whose entity can be deleted: `delete` is there.
#[diagnostic::on_unimplemented(
    message = "the entity at this path cannot be deleted: the service's metadata states that it is not deletable, or the path follows a \
               navigation property",
    label = "not deletable here",
    note = "behind a navigation property, `clear_ref()` and `remove_ref(&target)` end the relationship; `unrestricted().delete()` \
            deletes the related entity itself",
    note = "where the metadata is wrong, `unrestricted()` on the path leaves it to the service"
)]
pub trait Deletable {}

/// A path of a collection that has the function `delta`: `delta` is there.
#[diagnostic::on_unimplemented(
    message = "the collection at this path has no function `delta`: the service's metadata binds none to its entity type",
    label = "no function `delta`",
    note = "`track_changes()` asks for changes by a preference, where the metadata has `Capabilities.ChangeTracking`",
    note = "where the metadata is wrong, or was pruned, `unrestricted()` on the path leaves it to the service"
)]
pub trait HasDelta {}

/// A path of a collection whose changes are tracked: `track_changes` is there.
#[diagnostic::on_unimplemented(
    message = "changes of the collection at this path are not tracked: the service's metadata does not state \
               `Capabilities.ChangeTracking` for it",
    label = "not tracked",
    note = "`delta()` asks for changes by a function, where the metadata binds one to the entity type",
    note = "where the metadata is wrong, or was pruned, `unrestricted()` on the path leaves it to the service"
)]
pub trait TracksChanges {}

#[diagnostic::do_not_recommend]
impl<A> HasDelta for RelatedEntities<A> {}
#[diagnostic::do_not_recommend]
impl<A> TracksChanges for RelatedEntities<A> {}

#[diagnostic::do_not_recommend]
impl<Update, Insert, Delete> HasDelta for Allowed<Update, Insert, Delete, Yes> {}
#[diagnostic::do_not_recommend]
impl<Update, Insert, Delete> HasDelta for Allowed<Update, Insert, Delete, ByFunction> {}
#[diagnostic::do_not_recommend]
impl<Update, Insert, Delete> TracksChanges for Allowed<Update, Insert, Delete, Yes> {}
#[diagnostic::do_not_recommend]
impl<Update, Insert, Delete> TracksChanges for Allowed<Update, Insert, Delete, ByPreference> {}

/// A path that follows a navigation property to one entity: `set_ref`, `clear_ref` and `get_ref` are there.
#[diagnostic::on_unimplemented(
    message = "this path follows no navigation property that leads to one entity",
    label = "leads to no single related entity",
    note = "`set_ref(&target)`, `clear_ref()` and `get_ref()` are for one, as in `User::path(id).to(User::MANAGER).set_ref(&target)`; a \
            collection has `add_ref(&target)`, `remove_ref(&target)` and `refs()`"
)]
pub trait RefersToOne {}

/// A path that follows a navigation property to a collection: `add_ref`, `remove_ref` and `refs` are there.
#[diagnostic::on_unimplemented(
    message = "this path follows no navigation property that leads to a collection",
    label = "leads to no collection of related entities",
    note = "`add_ref(&target)`, `remove_ref(&target)` and `refs()` are for one, as in `Group::path(id).to(Group::MEMBERS).add_ref(&target)`; \
            a single related entity has `set_ref(&target)`, `clear_ref()` and `get_ref()`"
)]
pub trait RefersToMany {}

#[diagnostic::do_not_recommend]
impl<A> RefersToOne for RelatedEntity<A> {}
#[diagnostic::do_not_recommend]
impl<A> RefersToMany for RelatedEntities<A> {}

#[diagnostic::do_not_recommend]
impl Updatable for RelatedEntity {}
#[diagnostic::do_not_recommend]
impl Updatable for RelatedMember {}
#[diagnostic::do_not_recommend]
impl Insertable for RelatedEntities {}
#[diagnostic::do_not_recommend]
impl<Insert, Delete, Track> Updatable for RelatedEntity<Allowed<Yes, Insert, Delete, Track>> {}
#[diagnostic::do_not_recommend]
impl<Insert, Delete, Track> Updatable for RelatedMember<Allowed<Yes, Insert, Delete, Track>> {}
#[diagnostic::do_not_recommend]
impl<Update, Delete, Track> Insertable for RelatedEntities<Allowed<Update, Yes, Delete, Track>> {}

#[diagnostic::do_not_recommend]
impl<Insert, Delete, Track> Updatable for Allowed<Yes, Insert, Delete, Track> {}
#[diagnostic::do_not_recommend]
impl<Update, Delete, Track> Insertable for Allowed<Update, Yes, Delete, Track> {}
#[diagnostic::do_not_recommend]
impl<Update, Insert, Track> Deletable for Allowed<Update, Insert, Yes, Track> {}
