//! The requests that paths start.

mod any;
mod elsewhere;
mod media;
mod navigation;

pub use any::JsonBody;
pub use elsewhere::{OfCollection, OfEntity};

use crate::json::JsonWriter;
use crate::operation::{self, Callable, Collection};
use crate::path::{CollectionPath, Deletable, EntityPath, Insertable, Updatable};
use crate::request::{Page, Projection, Request, Written};
use crate::structure::{BodyKind, IntoCreateBody, Structured, WriteBody, body_of, patch_body};
use crate::types::Entity;
use http::Method;

impl<E: Entity, A> EntityPath<E, A> {
    /// `GET`: reads the entity.
    pub fn get(&self) -> Request<E> {
        Request::new::<E>(Method::GET, self.endpoint())
    }

    /// `GET`: reads some of the entity's properties into a smaller struct ([`Projection`](derive@crate::Projection)). It sends the
    /// `$select` and `$expand` of its fields.
    pub fn get_as<P: Projection<Of = E>>(&self) -> Request<P> {
        let request = Request::<P>::new::<E>(Method::GET, self.endpoint());
        request.select_fields()
    }

    /// `PATCH`: sends what changes. Answered with the entity, or without a body.
    pub fn patch(&self, patch: &<E as Structured>::Patch) -> Request<Written<E>>
    where
        E: Structured,
        A: Updatable,
    {
        Request::new::<E>(Method::PATCH, self.endpoint())
            .with_patch(patch_body(patch, self.endpoint().ieee754))
    }

    /// `PUT`: replaces the entity. Every writable property is sent; an absent one as null where it can be null.
    pub fn put(&self, entity: &E) -> Request<Written<E>>
    where
        E: WriteBody,
        A: Updatable,
    {
        let mut out = JsonWriter::with_capacity(256);
        out.set_ieee754(self.endpoint().ieee754);
        Request::new::<E>(Method::PUT, self.endpoint()).with_body(body_of(entity, BodyKind::Put, out))
    }

    /// Calls an action or a function that is bound to the entity's type: `path.call(&Wipe { … })`.
    ///
    /// An action is a POST, which is not sent again when its answer is lost unless [`repeatable`](Request::repeatable) allows
    /// that. One that returns nothing is done when the service answers 204, or 202 without a monitor.
    pub fn call<O: Callable<E>>(&self, operation: &O) -> Request<O::Returns> {
        operation::call(self.endpoint(), E::VERSION, operation).acting_on(E::TYPE)
    }

    /// `DELETE`: deletes the entity.
    ///
    /// It is done when the service answers a success status without a body, or with JSON. A page of HTML is
    /// [`Error::Decode`](crate::Error::Decode), work that is only accepted (202)
    /// [`Error::Accepted`](crate::Error::Accepted) with its monitor.
    pub fn delete(&self) -> Request<()>
    where
        A: Deletable,
    {
        Request::new::<E>(Method::DELETE, self.endpoint())
    }
}

impl<E: Entity, A> CollectionPath<E, A> {
    /// `GET`: reads the first page; [`select`](Request::select), [`filter`](Request::filter) and the like set its
    /// query options.
    pub fn list(&self) -> Request<Page<E>> {
        Request::new::<E>(Method::GET, self.endpoint())
    }

    /// Calls an action or a function that is bound to the collection: `collection.call(&GetAvailable {})`.
    pub fn call<O: Callable<Collection<E>>>(&self, operation: &O) -> Request<O::Returns> {
        operation::call(self.endpoint(), E::VERSION, operation)
    }

    /// `GET`: reads some properties of each entity into a smaller struct ([`Projection`](derive@crate::Projection)). It sends the
    /// `$select` and `$expand` of its fields.
    pub fn list_as<P: Projection<Of = E>>(&self) -> Request<Page<P>> {
        let request = Request::<Page<P>>::new::<E>(Method::GET, self.endpoint());
        request.select_fields()
    }

    /// `POST`: creates an entity. Answered with it, or without a body.
    ///
    /// Takes a reference to it, or its [`CreateBody`](crate::CreateBody), which can also bind navigation properties:
    /// `create(&entity)`, `create(entity.to_create().bind(…))`.
    pub fn create<'a>(&self, entity: impl IntoCreateBody<'a, E>) -> Request<Written<E>>
    where
        E: WriteBody + 'a,
        A: Insertable,
    {
        let body = entity.into_post().body(self.endpoint().ieee754);
        Request::new::<E>(Method::POST, self.endpoint()).with_patch(body)
    }
}
