//! [`Linked`]: an entity as a reference to it, or expanded.

use super::response::{FromResponse, content, decode};
use super::{Asks, Page, Request};
use crate::error::Error;
use crate::link::LinkBase;
use crate::path::{CollectionPath, EntityPath};
use crate::reader::{Fields, JsonReader, ReadError, Readable};
use crate::structure::read::plain;
use crate::types::{Entity, TypeInfo};
use http::Response;
use std::fmt;

/// An entity that came as a reference to it (`{"@odata.id": "…"}`), or in full where it was expanded.
///
/// Redfish writes all its links so: those of navigation properties, and the members of its collections. As the field of a
/// navigation property it is `Option<Linked<Chassis>>` or `Option<Vec<Linked<Chassis>>>`; the items of a list are read so by
/// [`linked`](Request::linked).
///
/// ```
/// use odata_entity::{Entity, Linked};
///
/// #[derive(Entity)]
/// #[serde(rename_all = "PascalCase")]
/// #[odata(type = "ComputerSystem.ComputerSystem", path = "/Systems/{systemId}")]
/// struct ComputerSystem {
///     #[odata(navigation)]
///     bios: Option<Linked<Bios>>,
/// }
///
/// #[derive(Entity)]
/// #[serde(rename_all = "PascalCase")]
/// #[odata(type = "Bios.Bios")]
/// struct Bios {
///     attribute_registry: Option<String>,
/// }
///
/// let system: ComputerSystem = serde_json::from_str(r#"{"Bios":{"@odata.id":"/redfish/v1/Systems/1/Bios"}}"#)?;
/// let bios = system.bios.unwrap();
/// assert!(bios.entity.is_none());
/// let request = bios.path().get().to_http("https://bmc.example/redfish/v1")?;
/// assert_eq!(request.uri(), "https://bmc.example/redfish/v1/Systems/1/Bios");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Linked<E> {
    /// `@odata.id`: where the entity is. In an item of a page a relative one was resolved, as [`LinkBase`] has it.
    pub id: String,
    /// The entity, where more than a reference came.
    pub entity: Option<Box<E>>,
}

impl<E> Linked<E> {
    /// A reference.
    pub fn new(id: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            entity: None,
        }
    }

    /// The path of the entity: what is asked there follows the link.
    pub fn path(&self) -> EntityPath<E> {
        EntityPath::from_id(&*self.id)
    }

    /// The path of the collection that the link leads to: Redfish has a link to the resource that holds the members.
    pub fn collection(&self) -> CollectionPath<E> {
        CollectionPath::from_id(&*self.id)
    }

    /// The entity, where more than a reference came.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn into_entity(self) -> Option<E> {
        self.entity.map(|entity| *entity)
    }
}

/// The entity's own `Debug`, and no URL.
impl<E: fmt::Debug> fmt::Debug for Linked<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.entity {
            Some(entity) => f.debug_tuple("Linked").field(entity).finish(),
            None => f.write_str("Linked(…)"),
        }
    }
}

impl<E: Entity> Request<Page<E>> {
    /// Reads each item as a reference, or in full where the service expanded it. Call it last: filters are typed by the entity.
    pub fn linked(self) -> Request<Page<Linked<E>>> {
        self.answered_by()
    }
}

/// An object that has nothing but control information is a reference
/// ([OData JSON 4.01, 14](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_EntityReference)).
#[diagnostic::do_not_recommend]
impl<E: Readable> Readable for Linked<E> {
    type Leads = E::Leads;

    fn read(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        let (mut id, mut has_properties) = (None, false);
        let place = from.place;
        let before = from.mark();
        from.object(&mut |name, from| {
            match plain(name).as_ref() {
                "@id" => id = Some(from.text()?.into_owned()),
                name => {
                    has_properties |= !name.starts_with('@');
                    from.skip()?;
                }
            }
            Ok(())
        })?;
        let Some(id) = id.filter(|id| !id.trim().is_empty()) else {
            return Err(from.fail("missing field `@odata.id`").within("@odata.id"));
        };
        if !has_properties {
            return Ok(Self { id, entity: None });
        }
        from.back_to(before);
        from.place = place;
        let entity = Some(Box::new(E::read(from)?));
        Ok(Self { id, entity })
    }

    fn fields() -> Option<Fields> {
        E::fields()
    }
}

#[diagnostic::do_not_recommend]
impl<E: Asks> Asks for Linked<E> {
    type Of = E::Of;

    fn fields() -> Option<Fields> {
        E::fields()
    }
}

#[diagnostic::do_not_recommend]
impl<E: FromResponse + Readable> FromResponse for Linked<E> {
    const OF: Option<&'static TypeInfo> = E::OF;

    fn from_response(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, body) = content(response, "the navigation property leads nowhere")?;
        let mut linked: Self = decode(&parts, body)?;
        linked.resolve_links(&LinkBase::noted(&parts.extensions));
        Ok(linked)
    }

    fn resolve_links(&mut self, base: &LinkBase) {
        self.id = base.resolve(&self.id);
        if let Some(entity) = &mut self.entity {
            entity.resolve_links(base);
        }
    }
}
