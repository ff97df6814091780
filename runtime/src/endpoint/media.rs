//! The bytes behind `$value` and stream properties.

use crate::fault::TextError;
use crate::path::{AnyPath, CollectionPath, EntityPath, Insertable, Updatable};
use crate::query::is_identifier;
use crate::request::{FromResponse, Media, Request, Upload, Written};
use crate::types::Entity;
use http::Method;

impl<E: Entity, A> EntityPath<E, A> {
    /// `GET …/$value`: the bytes of a media entity. A redirect elsewhere is followed over https, without the token.
    pub fn media(&self) -> Request<Media> {
        self.bytes("$value")
    }

    /// `GET …/name`: the bytes of a stream property, such as `content`, by its name on the wire. A redirect elsewhere is
    /// followed over https, without the token.
    ///
    /// Anything but a name is an error when the request is built. The bytes of another entity (`photo/$value`) are the
    /// [`media`](Self::media) of that entity's path.
    pub fn stream(&self, name: &str) -> Request<Media> {
        checked(self.bytes(name), name)
    }

    /// `PUT …/$value`: replaces the bytes of a media entity; `media_type` is theirs
    /// ([OData Protocol 4.01, 11.4.7.2](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_UpdateaMediaEntityStream)).
    pub fn put_media(&self, media_type: &str) -> Upload<Written<E>>
    where
        A: Updatable,
    {
        let request = Request::new::<E>(Method::PUT, self.endpoint());
        Upload::new(request.at_segment("$value"), media_type)
    }

    /// `PUT …/name`: replaces the bytes of a stream property by its name on the wire; `media_type` is theirs
    /// ([OData Protocol 4.01, 11.4.8.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_UpdateStreamValues)).
    /// Anything but a name is an error when the request is built.
    pub fn put_stream(&self, name: &str, media_type: &str) -> Upload<Written<E>>
    where
        A: Updatable,
    {
        let request = Request::new::<E>(Method::PUT, self.endpoint());
        Upload::new(checked(request.at_segment(name), name), media_type)
    }

    fn bytes(&self, segment: &str) -> Request<Media> {
        let request = Request::new::<E>(Method::GET, self.endpoint());
        request.at_segment(segment).for_bytes()
    }
}

impl<E: Entity, A> CollectionPath<E, A> {
    /// `POST` of bytes: creates a media entity that has them; `media_type` is theirs. Answered with the entity, or without a body
    /// ([OData Protocol 4.01, 11.4.7.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_CreateaMediaEntity)).
    ///
    /// As every create it is not sent again when its answer is lost, unless [`repeatable`](Request::repeatable) allows that.
    pub fn create_media(&self, media_type: &str) -> Upload<Written<E>>
    where
        A: Insertable,
    {
        Upload::new(Request::new::<E>(Method::POST, self.endpoint()), media_type)
    }
}

impl AnyPath {
    /// `PUT` of bytes: of a stream property (`path.property(E::PHOTO)`), of `$value`; `media_type` is theirs. `R` is what the
    /// answer is read as: `()`, an entity, [`Written`].
    pub fn put_bytes<R: FromResponse>(&self, media_type: &str) -> Upload<R> {
        Upload::new(Request::untyped(Method::PUT, self.endpoint()), media_type)
    }

    /// `POST` of bytes, which creates a media entity; as of [`put_bytes`](Self::put_bytes).
    pub fn post_bytes<R: FromResponse>(&self, media_type: &str) -> Upload<R> {
        Upload::new(Request::untyped(Method::POST, self.endpoint()), media_type)
    }
}

/// Refuses what is no name of a property.
fn checked<R>(request: Request<R>, name: &str) -> Request<R> {
    if is_identifier(name) {
        return request;
    }
    let reason = "is no name of a property: write letters, digits and `_`; the bytes of another entity \
                  (`photo/$value`) are `media()` of that entity's path";
    request.refused(TextError::new("the stream property", name, reason))
}
