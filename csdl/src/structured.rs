//! Entity types and complex types.

use crate::annotation::{Annotation, Value};
use crate::element::Element;
use crate::error::Error;
use crate::kind::Kind;
use crate::places::Places;
use crate::property::{NavigationProperty, Property};
use crate::reading::Reading;

/// An entity type or a complex type: what is in its own element. `Schema` has what it inherits.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let book = schema.structured_type("shop.book")?;
/// assert!(book.is_open && !book.is_abstract);
/// assert!(book.property("title").is_some());
/// assert!(book.property("price").is_none(), "its base declares that: see `Schema::properties`");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct StructuredType {
    /// [`Kind::EntityType`] or [`Kind::ComplexType`].
    pub kind: Kind,
    /// The qualified name.
    pub name: String,
    /// The qualified name of the type it extends, its alias resolved.
    pub base: Option<String>,
    /// Whether there can be no instances of just this type.
    pub is_abstract: bool,
    /// Whether instances may have properties that are not declared. Also true where a base is open.
    pub is_open: bool,
    /// Whether an entity is itself a media stream.
    pub has_stream: bool,
    /// The properties that make up the key, in order; empty where a base has it.
    pub key: Vec<PropertyRef>,
    /// The properties declared here, in document order.
    pub properties: Vec<Property>,
    /// The navigation properties declared here, in document order.
    pub navigation: Vec<NavigationProperty>,
    /// The annotations in its element.
    pub annotations: Vec<Annotation>,
    /// Where its element begins, in bytes of the file.
    pub offset: usize,
    /// The places of properties and of navigation properties by name.
    pub(crate) places: (Places, Places),
}

/// A part of a key.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let key = schema.key("shop.book")?;
/// assert_eq!((&*key[0].path, key[0].name()), ("id", "id"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct PropertyRef {
    /// The property, or a path to one: `id`, `address/code`.
    pub path: String,
    /// The name that a key predicate uses for a path.
    pub alias: Option<String>,
}

impl PropertyRef {
    /// The name that a key predicate uses: `code` in `sets(code='x')`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn name(&self) -> &str {
        self.alias.as_deref().unwrap_or(&self.path)
    }

    /// The one that a record of the type `Core.PropertyRef` names.
    pub(crate) fn of_record(record: &Value) -> Option<PropertyRef> {
        let path = record.field("Name")?.as_str()?.to_owned();
        let alias = record.field("Alias").and_then(Value::as_str).map(str::to_owned);
        Some(PropertyRef { path, alias })
    }
}

impl StructuredType {
    pub(crate) fn read(
        at: &Reading<'_>,
        kind: Kind,
        name: String,
        element: &Element<'_>,
    ) -> Result<StructuredType, Error> {
        let mut key = Vec::new();
        for part in element
            .children_named("Key")
            .flat_map(|key| key.children_named("PropertyRef"))
        {
            let path = at.required(part, "Name")?.to_owned();
            key.push(PropertyRef {
                path,
                alias: part.attributes.get("Alias").map(str::to_owned),
            });
        }
        let properties = element
            .children_named("Property")
            .map(|child| Property::read(at, child));
        let navigation = element
            .children_named("NavigationProperty")
            .map(|child| NavigationProperty::read(at, child));
        Ok(StructuredType {
            kind,
            name,
            base: at.qualified(element, "BaseType"),
            is_abstract: at.boolean(element, "Abstract")?.unwrap_or(false),
            is_open: at.boolean(element, "OpenType")?.unwrap_or(false),
            has_stream: at.boolean(element, "HasStream")?.unwrap_or(false),
            key,
            properties: properties.collect::<Result<_, Error>>()?,
            navigation: navigation.collect::<Result<_, Error>>()?,
            annotations: at.annotations(element)?,
            offset: element.attributes.start,
            places: Default::default(),
        })
    }

    /// The property of a name that is declared here.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn property(&self, name: &str) -> Option<&Property> {
        self.places
            .0
            .find(&self.properties, name, |property| &property.name)
    }

    /// The navigation property of a name that is declared here.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn navigation_property(&self, name: &str) -> Option<&NavigationProperty> {
        self.places
            .1
            .find(&self.navigation, name, |property| &property.name)
    }
}
