//! Where a path leads.

use crate::container::{Import, Resource};
use crate::error::Error;
use crate::inheritance::Declared;
use crate::operation::Operation;
use crate::path::error::PathError;
use crate::path::segment::Segment;
use crate::property::{NavigationProperty, Property};
use crate::restrictions::Restrictions;
use crate::schema::Schema;
use crate::type_ref::TypeRef;

/// Where a path leads, up to one of its segments.
///
/// ```
/// use odata_entity_csdl::{Schema, Segment};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let books = schema.step(&schema.root(), &Segment::Name("books"))?;
/// assert_eq!((books.type_name(), books.is_collection()), (Some("shop.book"), true));
/// assert_eq!(books.restrictions(&schema)?.deletable, Some(false));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Location<'s> {
    /// What is there. `None` at the root, and behind an operation that returns nothing.
    pub ty: Option<TypeRef>,
    /// By what it was reached.
    pub reached: Reached<'s>,
    /// The annotation targets that restrict what can be done here, the most particular first: the way from the
    /// container, the navigation property, the type.
    pub targets: Vec<String>,
    /// The way from the container in annotation targets' form: `ns.Container/set/navigation`.
    pub(crate) way: Option<String>,
}

/// The kind of the last segment, and what it means; with a key in parentheses, `users('{id}')`, what is before these.
///
/// ```
/// use odata_entity_csdl::{Reached, Schema, Segment};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let route = schema.route(&Segment::split("/books/{id}/author"))?;
/// let reached: Vec<&str> = route.locations.iter().map(|location| match &location.reached {
///     Reached::Resource(_) => "set",
///     Reached::Key => "entity",
///     Reached::Navigation(_) => "related entity",
///     _ => "other",
/// }).collect();
/// assert_eq!(reached, ["set", "entity", "related entity"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Reached<'s> {
    /// The service's root; no segment yet.
    Root,
    /// An entity set or singleton.
    Resource(&'s Resource),
    /// An action or function at the root.
    Import(&'s Import),
    /// A navigation property.
    Navigation(Declared<'s, NavigationProperty>),
    /// A property.
    Property(Declared<'s, Property>),
    /// A property of an open type that is not declared.
    Dynamic,
    /// One entity of a collection, by a key in a separate segment.
    Key,
    /// The same, seen as another type.
    Cast,
    /// A bound action or function.
    Operation(&'s Operation),
    /// What a service's own path below an entity leads to.
    Relative,
    /// `$ref`
    Ref,
    /// `$count`
    Count,
    /// `$value`
    Value,
}

/// Where a path leads, segment by segment.
///
/// ```
/// use odata_entity_csdl::{Schema, Segment};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let route = schema.route(&Segment::split("/authors/{id}/books"))?;
/// let end = route.end().expect("a path with segments");
/// assert_eq!(end.ty.as_ref().map(ToString::to_string).as_deref(), Some("Collection(shop.book)"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Route<'s> {
    /// The location behind each segment, in order.
    pub locations: Vec<Location<'s>>,
}

impl<'s> Location<'s> {
    /// The root of a service.
    pub(crate) fn root() -> Location<'s> {
        Location {
            ty: None,
            reached: Reached::Root,
            targets: Vec::new(),
            way: None,
        }
    }

    /// The entity or complex type that is there, without regard to whether it is a collection.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn type_name(&self) -> Option<&str> {
        self.ty.as_ref().map(|ty| ty.name.as_str())
    }

    /// Whether a collection is there.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_collection(&self) -> bool {
        self.ty.as_ref().is_some_and(|ty| ty.is_collection)
    }

    /// What can be done here, as the capability annotations state.
    ///
    /// # Errors
    /// As [`Schema::restrictions`].
    pub fn restrictions(&self, schema: &Schema) -> Result<Restrictions, Error> {
        schema.restrictions(self.targets.iter().map(String::as_str))
    }
}

impl<'s> Route<'s> {
    /// Where the path leads in the end. `None` for a path without segments.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn end(&self) -> Option<&Location<'s>> {
        self.locations.last()
    }
}

impl Schema {
    /// The root of the service, to go on from with [`Schema::step`].
    #[must_use = "this changes nothing: use what it returns"]
    pub fn root(&self) -> Location<'_> {
        Location::root()
    }

    /// Follows a path from the root of the service.
    ///
    /// ```
    /// # use odata_entity_csdl::{Schema, Segment};
    /// # fn example(schema: &Schema) -> Result<(), Box<dyn std::error::Error>> {
    /// let route = schema.route(&Segment::split("/deviceManagement/managedDevices/{id}/users"))?;
    /// let end = route.end().ok_or("no segments")?;
    /// assert_eq!(end.ty.as_ref().map(ToString::to_string).as_deref(), Some("Collection(microsoft.graph.user)"));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// A segment leads nowhere, with the nearest one that would; or the metadata is faulty there.
    pub fn route(&self, segments: &[Segment<'_>]) -> Result<Route<'_>, PathError> {
        let mut locations: Vec<Location<'_>> = Vec::with_capacity(segments.len());
        let root = self.root();
        for (number, segment) in segments.iter().enumerate() {
            let next = self.step(locations.last().unwrap_or(&root), segment);
            locations.push(next.map_err(|error| PathError {
                segment: number,
                error,
            })?);
        }
        Ok(Route { locations })
    }
}
