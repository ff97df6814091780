//! What the service's metadata allows at a path: methods that it does not are not there to call.

use std::marker::PhantomData;

/// What can be done at a path: the last parameter of [`EntityPath`](crate::EntityPath) and
/// [`CollectionPath`](crate::CollectionPath). Each parameter is [`Yes`] or [`No`]: change, create, delete; the last one, how changes
/// are asked for, can also be [`ByFunction`] or [`ByPreference`].
///
/// ```
/// use odata_entity::bounds::{Allowed, No, Yes};
/// use odata_entity::{EntityPath, Request, Written, Entity, Structured};
///
/// /// Settings of the tenant: changed they can be, not created, not deleted.
/// type SettingsPath<E> = EntityPath<E, Allowed<Yes, No, No>>;
///
/// fn update<E: Entity + Structured>(path: &SettingsPath<E>, patch: &E::Patch) -> Request<Written<E>> {
///     path.patch(patch)
/// }
/// ```
pub struct Allowed<Update, Insert, Delete, Track = Yes>(PhantomData<(Update, Insert, Delete, Track)>);

/// Allowed, or not restricted.
///
/// ```
/// use odata_entity::bounds::{Allowed, Insertable, No, Yes};
///
/// /// What can be created, and then only read.
/// type AppendOnly = Allowed<No, Yes, No>;
///
/// fn takes_new_ones<A: Insertable>() {}
/// takes_new_ones::<AppendOnly>();
/// ```
pub enum Yes {}

/// Not allowed.
///
/// ```compile_fail
/// use odata_entity::bounds::{Allowed, No, Yes};
/// use odata_entity::{Entity, EntityPath, Request};
///
/// fn delete<E: Entity>(path: &EntityPath<E, Allowed<Yes, Yes, No>>) -> Request<()> {
///     path.delete() // error: the entity at this path cannot be deleted
/// }
/// ```
pub enum No {}

/// Changes are asked for by the function `delta`.
///
/// ```
/// use odata_entity::bounds::{Allowed, ByFunction, Yes};
/// use odata_entity::delta::DeltaPage;
/// use odata_entity::{Apply, CollectionPath, Entity, Request};
///
/// type Tracked<E> = CollectionPath<E, Allowed<Yes, Yes, Yes, ByFunction>>;
///
/// fn changes<E: Entity + Apply>(path: &Tracked<E>) -> Request<DeltaPage<E>> {
///     path.delta()
/// }
/// ```
pub enum ByFunction {}

/// Changes are asked for by the preference `odata.track-changes`.
///
/// ```
/// use odata_entity::bounds::{Allowed, ByPreference, Yes};
/// use odata_entity::delta::DeltaPage;
/// use odata_entity::{Apply, CollectionPath, Entity, Request};
///
/// type Tracked<E> = CollectionPath<E, Allowed<Yes, Yes, Yes, ByPreference>>;
///
/// fn changes<E: Entity + Apply>(path: &Tracked<E>) -> Request<DeltaPage<E>> {
///     path.track_changes()
/// }
/// ```
pub enum ByPreference {}

/// Everything but to ask for changes: what most collections of a schema allow.
///
/// ```
/// use odata_entity::bounds::Untracked;
/// use odata_entity::{CollectionPath, Entity, Page, Request};
///
/// /// The collection of a type that a schema is named for.
/// fn all<E: Entity>(path: &CollectionPath<E, Untracked>) -> Request<Page<E>> {
///     path.list()
/// }
/// ```
pub type Untracked = Allowed<Yes, Yes, Yes, No>;

/// What can be done with the one entity that a navigation property leads to. It is not deleted at this path: `DELETE` without
/// `/$ref` deletes the entity itself where only the relationship was meant.
///
/// The parameter, of these three, is what the metadata allows behind the navigation property: an [`Allowed`], or `()` where it
/// restricts nothing.
///
/// ```
/// use odata_entity::bounds::RelatedEntity;
/// use odata_entity::{Entity, EntityPath, NavigationProperty, One};
///
/// /// The path of an entity's owner, manager or parent.
/// fn owner<E: Entity, O: Entity>(
///     of: &EntityPath<E>,
///     property: NavigationProperty<E, One<O>>,
/// ) -> EntityPath<O, RelatedEntity> {
///     of.to(property)
/// }
/// ```
pub struct RelatedEntity<A = ()>(PhantomData<A>);

/// What can be done with the collection that a navigation property leads to.
///
/// ```
/// use odata_entity::bounds::RelatedEntities;
/// use odata_entity::{CollectionPath, Entity, EntityPath, Request};
///
/// /// Adds to the members of a group, to the owners of a device.
/// fn add<T: Entity>(to: &CollectionPath<T, RelatedEntities>, target: &EntityPath<T>) -> Request<()> {
///     to.add_ref(target)
/// }
/// ```
pub struct RelatedEntities<A = ()>(PhantomData<A>);

/// What can be done with one entity of such a collection; as [`RelatedEntity`], it is not deleted here.
///
/// ```
/// use odata_entity::bounds::{RelatedEntities, RelatedMember};
/// use odata_entity::{CollectionPath, Entity, EntityPath};
///
/// fn member<T: Entity>(of: &CollectionPath<T, RelatedEntities>, id: &str) -> EntityPath<T, RelatedMember> {
///     of.key(id)
/// }
/// ```
pub struct RelatedMember<A = ()>(PhantomData<A>);

/// Everything: the paths of a type that no schema knows, or whose schema restricts nothing.
///
/// ```
/// use odata_entity::bounds::Everything;
/// use odata_entity::{Entity, EntityPath};
///
/// /// It is the default: `EntityPath<E>` is the same type.
/// fn same<E: Entity>(path: EntityPath<E, Everything>) -> EntityPath<E> {
///     path
/// }
/// ```
pub type Everything = Allowed<Yes, Yes, Yes>;

/// A path whose entity can be changed: `patch` and `put` are there.
///
/// ```
/// use odata_entity::bounds::Updatable;
/// use odata_entity::{Entity, EntityPath, Request, Structured, Written};
///
/// fn update<E: Entity + Structured, A: Updatable>(path: &EntityPath<E, A>, patch: &E::Patch) -> Request<Written<E>> {
///     path.patch(patch)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the entity at this path cannot be changed: the service's metadata states that it is not updatable",
    label = "not updatable",
    note = "where the metadata is wrong, `unrestricted()` on the path leaves it to the service"
)]
pub trait Updatable {}

/// A path at which entities can be created: `create` is there.
///
/// ```
/// use odata_entity::bounds::Insertable;
/// use odata_entity::{CollectionPath, Entity, Request, Structured, Written};
///
/// fn copy<E: Entity + Structured, A: Insertable>(to: &CollectionPath<E, A>, entity: &E) -> Request<Written<E>> {
///     to.create(entity)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "nothing can be created at this path: the service's metadata states that it is not insertable, or that the type is \
               abstract",
    label = "not insertable, or of an abstract type",
    note = "of an abstract type, create one of the types derived from it; where the metadata is wrong, `unrestricted()` on the path \
            leaves it to the service"
)]
pub trait Insertable {}

/// A path whose entity can be deleted: `delete` is there.
///
/// ```
/// use odata_entity::bounds::Deletable;
/// use odata_entity::{Entity, EntityPath, Request};
///
/// fn delete_all<E: Entity, A: Deletable>(paths: &[EntityPath<E, A>]) -> Vec<Request<()>> {
///     paths.iter().map(|path| path.delete()).collect()
/// }
/// ```
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
///
/// ```
/// use odata_entity::bounds::HasDelta;
/// use odata_entity::delta::DeltaPage;
/// use odata_entity::{Apply, CollectionPath, Entity, Request};
///
/// /// The changes from now on, of any collection that has the function.
/// fn from_now_on<E: Entity + Apply, A: HasDelta>(path: &CollectionPath<E, A>) -> Request<DeltaPage<E>> {
///     path.delta().latest()
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the collection at this path has no function `delta`: the service's metadata binds none to its entity type",
    label = "no function `delta`",
    note = "`track_changes()` asks for changes by a preference, where the metadata has `Capabilities.ChangeTracking`",
    note = "where the metadata is wrong, or was pruned, `unrestricted()` on the path leaves it to the service"
)]
pub trait HasDelta {}

/// A path of a collection whose changes are tracked: `track_changes` is there.
///
/// ```
/// use odata_entity::bounds::TracksChanges;
/// use odata_entity::delta::DeltaPage;
/// use odata_entity::{Apply, CollectionPath, Entity, Request};
///
/// fn changes<E: Entity + Apply, A: TracksChanges>(path: &CollectionPath<E, A>) -> Request<DeltaPage<E>> {
///     path.track_changes()
/// }
/// ```
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
///
/// ```
/// use odata_entity::bounds::RefersToOne;
/// use odata_entity::{Entity, EntityPath, Request};
///
/// /// Ends the relationship; the related entity stays.
/// fn clear<E: Entity, A: RefersToOne>(path: &EntityPath<E, A>) -> Request<()> {
///     path.clear_ref()
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "this path follows no navigation property that leads to one entity",
    label = "leads to no single related entity",
    note = "`set_ref(&target)`, `clear_ref()` and `get_ref()` are for one, as in `User::path(id).to(User::MANAGER).set_ref(&target)`; a \
            collection has `add_ref(&target)`, `remove_ref(&target)` and `refs()`"
)]
pub trait RefersToOne {}

/// A path that follows a navigation property to a collection: `add_ref`, `remove_ref` and `refs` are there.
///
/// ```
/// use odata_entity::bounds::RefersToMany;
/// use odata_entity::{CollectionPath, Entity, EntityPath, Request};
///
/// /// Ends a relationship; the related entity stays.
/// fn remove<E: Entity, A: RefersToMany>(from: &CollectionPath<E, A>, target: &EntityPath<E>) -> Request<()> {
///     from.remove_ref(target)
/// }
/// ```
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
