//! The bytes behind `$value` and stream properties.

use crate::fault::TextError;
use crate::path::EntityPath;
use crate::query::is_identifier;
use crate::request::{Media, Request};
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
        let mut request = self.bytes(name);
        if !is_identifier(name) {
            let reason = "is no name of a property: write letters, digits and `_`; the bytes of another entity \
                          (`photo/$value`) are `media()` of that entity's path";
            request = request.refused(TextError::new("the stream property", name, reason));
        }
        request
    }

    fn bytes(&self, segment: &str) -> Request<Media> {
        Request::new::<E>(Method::GET, self.endpoint()).media(segment)
    }
}
