//! [`CreateBody`]: the body of a POST.

use super::bind::{Bind, bound_members};
use super::{BodyKind, Extras, PatchBody, WriteBody, body_of};
use crate::error::Error;
use crate::fault::Fault;
use crate::json::JsonWriter;
use crate::path::EntityPath;
use crate::query::NavigationProperty;
use crate::types::{Multiplicity, Typed};
use serde::{Serialize, Serializer};
use std::fmt;
use std::rc::Rc;
use std::sync::Arc;

/// The body of the POST that creates an entity, as [`to_create`](crate::Entity) gives it.
///
/// It has the properties that are present, without read-only ones; immutable ones; the key only if the client chooses it
/// (`#[odata(key(client))]`); navigation properties only if marked `deep`. Others can be bound to entities that exist:
///
/// ```
/// use odata_entity::Entity;
///
/// #[derive(Entity)]
/// #[odata(type = "microsoft.graph.group", path = "/groups/{groupId}")]
/// struct Group {
///     #[odata(key)]
///     id: String,
///     #[serde(rename = "displayName")]
///     display_name: Option<String>,
///     #[odata(navigation)]
///     owners: Option<Vec<User>>,
/// }
///
/// #[derive(Entity)]
/// #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// struct User {
///     #[odata(key)]
///     id: String,
/// }
///
/// let group = Group { id: String::new(), display_name: Some("Operations".to_owned()), owners: None };
/// let body = group.to_create().bind(Group::OWNERS, &User::path("u1")).bind(Group::OWNERS, &User::path("u2"));
/// let request = Group::collection().create(body).to_http("https://graph.example/v1.0")?;
/// assert_eq!(
///     String::from_utf8_lossy(request.body()),
///     r##"{"@odata.type":"#microsoft.graph.group","displayName":"Operations","owners@odata.bind":["https://graph.example/v1.0/users/u1","https://graph.example/v1.0/users/u2"]}"##
/// );
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "it creates nothing until it is given to `create` and the request is sent"]
pub struct CreateBody<'a, E> {
    entity: &'a E,
    extras: Extras,
}

impl<'a, E> CreateBody<'a, E> {
    /// The body that creates `entity`.
    pub fn new(entity: &'a E) -> Self {
        Self {
            entity,
            extras: Extras::EMPTY,
        }
    }

    /// Binds a navigation property to the entity at a path, which is there already; of a collection, adds it
    /// ([OData JSON 4.01, 8.5](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BindOperation)).
    ///
    /// Goes out as `"property@odata.bind"`, the link absolute, before the entities that are created together with this one.
    #[doc(alias = "@odata.bind")]
    pub fn bind<T, A, M: Multiplicity>(
        mut self,
        property: NavigationProperty<E, M>,
        target: &EntityPath<T, A>,
    ) -> Self {
        let link = target.target();
        self.extras.add_bind(Bind::to(property, link));
        self
    }
}

impl<E: WriteBody> CreateBody<'_, E> {
    pub(crate) fn body(&self, ieee754: bool) -> Result<PatchBody, Fault> {
        let mut out = JsonWriter::with_capacity(256);
        out.set_ieee754(ieee754);
        Ok(PatchBody {
            json: body_of(self.entity, BodyKind::Create, out)?,
            is_empty: false,
            binds: self.extras.binds().to_vec(),
        })
    }
}

impl<E: WriteBody + Typed> CreateBody<'_, E> {
    /// The body as JSON, with the type's own tag policy. Links to bind are paths, as no base URL is known.
    ///
    /// # Errors
    ///
    /// A value that has no form in OData, or the sentinel `unknownFutureValue`; each names its property.
    pub fn to_json(&self) -> Result<Vec<u8>, Error> {
        self.written(JsonWriter::new())
    }

    fn written(&self, out: JsonWriter) -> Result<Vec<u8>, Error> {
        let body = body_of(self.entity, BodyKind::Create, out)?;
        let (root, nested) = E::TYPE.policy(None, None, body.tag(false));
        let bytes = body.to_bytes(root, nested);
        let binds = bound_members(self.extras.binds(), &bytes, "")?;
        Ok(body.to_bytes_with(root, nested, &binds))
    }
}

impl<E: WriteBody + Typed> Serialize for CreateBody<'_, E> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        super::handed::hand(E::TYPE, || self.body(false));
        let json = self.to_json().map_err(serde::ser::Error::custom)?;
        crate::transcode::Json(&json).serialize(serializer)
    }
}

/// The JSON, secrets not shown.
impl<E: WriteBody + Typed> fmt::Debug for CreateBody<'_, E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.written(JsonWriter::shown()) {
            Ok(json) => write!(f, "CreateBody({})", String::from_utf8_lossy(&json)),
            Err(error) => write!(f, "CreateBody({error})"),
        }
    }
}

impl<E> Clone for CreateBody<'_, E> {
    fn clone(&self) -> Self {
        Self {
            entity: self.entity,
            extras: self.extras.clone(),
        }
    }
}

/// What [`create`](crate::CollectionPath::create) takes: a reference to the entity, or its [`CreateBody`], which can also bind.
///
/// ```
/// use odata_entity::bounds::IntoCreateBody;
/// use odata_entity::{CollectionPath, Entity, Request, Structured, Written};
///
/// /// Creates from `&entity`, or from `entity.to_create().bind(…)`.
/// fn create<'a, E: Entity + Structured + 'a>(
///     collection: &CollectionPath<E>,
///     body: impl IntoCreateBody<'a, E>,
/// ) -> Request<Written<E>> {
///     collection.create(body).return_minimal()
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`create` of a collection of `{E}` takes `&{E}` or its create body, not `{Self}`",
    label = "not a reference to a `{E}`",
    note = "write `create(&entity)`, or `create(entity.to_create().bind(…))`, which also binds navigation properties"
)]
pub trait IntoCreateBody<'a, E> {
    /// The body.
    fn into_post(self) -> CreateBody<'a, E>;
}

impl<'a, E> IntoCreateBody<'a, E> for CreateBody<'a, E> {
    fn into_post(self) -> CreateBody<'a, E> {
        self
    }
}

#[diagnostic::do_not_recommend]
impl<'a, E> IntoCreateBody<'a, E> for &CreateBody<'a, E> {
    fn into_post(self) -> CreateBody<'a, E> {
        self.clone()
    }
}

impl<'a, E> IntoCreateBody<'a, E> for &'a E {
    fn into_post(self) -> CreateBody<'a, E> {
        CreateBody::new(self)
    }
}

/// A reference to an entity in a pointer.
macro_rules! pointers {
    ($($pointer:ident),*) => {$(
        #[diagnostic::do_not_recommend]
        impl<'a, E> IntoCreateBody<'a, E> for &'a $pointer<E> {
            fn into_post(self) -> CreateBody<'a, E> {
                CreateBody::new(self)
            }
        }
    )*};
}

pointers!(Box, Rc, Arc);
