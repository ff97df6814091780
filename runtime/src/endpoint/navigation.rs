//! Requests that follow navigation properties, and that change which entities these lead to: `$ref`.

use crate::path::{AnyPath, CollectionPath, Endpoint, EntityPath, Leads, RefersToMany, RefersToOne};
use crate::query::{NavigationProperty, Property};
use crate::request::{Page, Reference, Request, Single};
use crate::types::Entity;
use crate::value::EdmValue;
use http::Method;

impl<E, A> EntityPath<E, A> {
    /// The path of what a navigation property leads to: of one entity or of a collection.
    ///
    /// ```
    /// use odata_entity::Entity;
    ///
    /// #[derive(Entity)]
    /// #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
    /// struct User {}
    ///
    /// #[derive(Entity)]
    /// #[odata(type = "microsoft.graph.group", path = "/groups/{groupId}")]
    /// struct Group {
    ///     #[odata(navigation)]
    ///     members: Option<Vec<User>>,
    /// }
    ///
    /// let members = Group::path("g").to(Group::MEMBERS);
    /// assert_eq!(members.as_str(), Ok("/groups/g/members"));
    /// let add = members.add_ref(&User::path("u")).to_http("https://graph.microsoft.com/v1.0")?;
    /// assert_eq!(add.uri().path(), "/v1.0/groups/g/members/$ref");
    /// assert_eq!(add.body(), br#"{"@odata.id":"https://graph.microsoft.com/v1.0/users/u"}"#);
    /// let remove = members.remove_ref(&User::path("u")).to_http("https://graph.microsoft.com/v1.0")?;
    /// assert_eq!(remove.uri().path(), "/v1.0/groups/g/members/u/$ref");
    /// # Ok::<(), odata_entity::Error>(())
    /// ```
    #[must_use = "a path by itself asks for nothing"]
    pub fn to<M: Leads>(&self, property: NavigationProperty<E, M>) -> M::Path {
        let mut endpoint = self.endpoint().segment(property.name());
        // What it leads to is of another type.
        endpoint.needs_etag = false;
        M::at(AnyPath::of(endpoint))
    }
}

impl<E: Entity, A> EntityPath<E, A> {
    /// The path of one property: `property(User::NAME).get::<Single<String>>()`; a `DELETE` there sets it to null.
    pub fn property<T>(&self, property: Property<E, T>) -> AnyPath {
        let mut endpoint = self.endpoint().segment(property.name());
        // A change of it is one of the entity.
        endpoint.needs_etag = E::TYPE.etag().unwrap_or(endpoint.needs_etag);
        AnyPath::of(endpoint)
    }

    /// `GET` of one property, its value alone.
    pub fn get_property<T: EdmValue>(&self, property: Property<E, T>) -> Request<Single<T>> {
        self.property(property).get()
    }
}

/// The one entity that a navigation property leads to.
impl<T, A> EntityPath<T, A> {
    /// `GET …/$ref`: the id of the related entity; `None` where there is none.
    pub fn get_ref(&self) -> Request<Option<Reference>>
    where
        A: RefersToOne,
    {
        Request::untyped(Method::GET, &self.endpoint().reference())
    }

    /// `PUT …/$ref`: has the navigation property lead to this entity, in the place of the one that it leads to
    /// ([OData Protocol 4.01, 11.4.6.3](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_ChangetheRelationshipinaSingleValued)).
    /// It may be of a derived type; the URL that is sent is absolute.
    #[doc(alias = "$ref")]
    pub fn set_ref<U, B>(&self, target: &EntityPath<U, B>) -> Request<()>
    where
        A: RefersToOne,
    {
        Request::untyped(Method::PUT, &self.endpoint().reference()).with_reference(target.target())
    }

    /// `DELETE …/$ref`: has the navigation property lead nowhere. The entity stays
    /// ([OData Protocol 4.01, 11.4.6.2](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_RemoveaReferencetoanEntity)).
    pub fn clear_ref(&self) -> Request<()>
    where
        A: RefersToOne,
    {
        Request::untyped(Method::DELETE, &self.endpoint().reference())
    }
}

/// The collection that a navigation property leads to.
impl<T, A> CollectionPath<T, A> {
    /// `GET …/$ref`: the ids of the related entities.
    pub fn refs(&self) -> Request<Page<Reference>>
    where
        A: RefersToMany,
    {
        Request::untyped(Method::GET, &self.endpoint().reference())
    }

    /// `POST …/$ref`: adds this entity to the collection
    /// ([OData Protocol 4.01, 11.4.6.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_AddaReferencetoaCollectionValuedNaviga)).
    /// It may be of a derived type; the URL that is sent is absolute. Microsoft Graph answers 400 where it is a member already.
    #[doc(alias("$ref", "@odata.id", "add member"))]
    pub fn add_ref<U, B>(&self, target: &EntityPath<U, B>) -> Request<()>
    where
        A: RefersToMany,
    {
        Request::untyped(Method::POST, &self.endpoint().reference()).with_reference(target.target())
    }

    /// `DELETE …/{key}/$ref`: removes this entity from the collection, by the key at the end of its path. The entity stays
    /// ([OData Protocol 4.01, 11.4.6.2](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_RemoveaReferencetoanEntity)).
    ///
    /// A path without a key at its end (`/me`) is an error when the request is built.
    #[doc(alias("$ref", "remove member"))]
    pub fn remove_ref<U, B>(&self, target: &EntityPath<U, B>) -> Request<()>
    where
        A: RefersToMany,
    {
        let endpoint = self.endpoint().member(target.endpoint()).reference();
        let request = Request::untyped(Method::DELETE, &endpoint);
        match target.endpoint().has_key() {
            true => request,
            false => request.without_key(&target.endpoint().full_template()),
        }
    }

    /// `DELETE …/$ref?$id=…`: the same by the entity's URL, as OData 4.0 and some collections of Microsoft Graph
    /// (`acceptedSenders`, `rejectedSenders`) want it.
    pub fn remove_ref_by_id<U, B>(&self, target: &EntityPath<U, B>) -> Request<()>
    where
        A: RefersToMany,
    {
        Request::untyped(Method::DELETE, &self.endpoint().reference()).with_reference(target.target())
    }
}

impl<E, A> CollectionPath<E, A> {
    /// `GET …/$count`: how many entities there are. Directory objects of Microsoft Graph want the header
    /// `ConsistencyLevel: eventual` with it.
    pub fn count(&self) -> Request<u64> {
        AnyPath::of(self.endpoint().system("/$count")).get()
    }
}

impl Endpoint {
    pub(super) fn reference(&self) -> Self {
        self.system("/$ref")
    }

    /// With a segment of OData's own.
    fn system(&self, segment: &str) -> Self {
        let mut out = self.clone();
        out.declared = None;
        if let Ok(path) = &mut out.path {
            path.push_str(segment);
        }
        out.rest.push_str(segment);
        out
    }

    /// Whether the path ends in a key.
    fn has_key(&self) -> bool {
        let template = self.full_template();
        let last = template.rsplit('/').next().unwrap_or_default();
        last.contains('{') && !last.ends_with(':')
    }

    /// The entity of this collection that has the key at the end of another path.
    fn member(&self, target: &Self) -> Self {
        let mut out = self.clone();
        out.path = match (&self.path, &target.path) {
            (Ok(path), Ok(target)) => {
                let last = target.rsplit('/').next().unwrap_or_default();
                // Keys are percent-encoded, so a parenthesis is that of a key predicate.
                Ok(match last.find('(') {
                    Some(at) => format!("{path}{}", last.get(at..).unwrap_or_default()),
                    None => format!("{path}/{last}"),
                })
            }
            (Err(error), _) | (_, Err(error)) => Err(error.clone()),
        };
        out.rest.push_str("/{key}");
        out
    }
}
