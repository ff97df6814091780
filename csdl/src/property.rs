//! Properties and navigation properties.

use crate::annotation::Annotation;
use crate::element::Element;
use crate::error::Error;
use crate::reading::Reading;
use crate::type_ref::TypeRef;

/// A structural property of an entity type or complex type.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let title = schema.entity_type("shop.book")?.property("title").expect("it is declared there");
/// assert_eq!(title.ty.name, "Edm.String");
/// assert!(!title.is_nullable());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Property {
    /// Its name.
    pub name: String,
    /// Its type.
    pub ty: TypeRef,
    /// What the metadata states about null: see [`Property::is_nullable`].
    pub nullable: Option<bool>,
    /// What limits its values.
    pub facets: Facets,
    /// The value that it has where a create body does not mention it, as written.
    pub default: Option<String>,
    /// The annotations in its element.
    pub annotations: Vec<Annotation>,
    /// Where its element begins, in bytes of the file.
    pub offset: usize,
}

impl Property {
    pub(crate) fn read(at: &Reading<'_>, element: &Element<'_>) -> Result<Property, Error> {
        Ok(Property {
            name: at.required(element, "Name")?.to_owned(),
            ty: at.type_ref(element, "Type")?,
            nullable: at.boolean(element, "Nullable")?,
            // Two attributes are the name and the type.
            facets: match element.attributes.len() {
                ..=2 => Facets::default(),
                _ => Facets::read(at, element)?,
            },
            default: element.attributes.get("DefaultValue").map(str::to_owned),
            annotations: at.annotations(element)?,
            offset: element.attributes.start,
        })
    }

    /// Whether its value may be null; for a collection whether an item may be, since a collection itself never is.
    ///
    /// Where the metadata does not state it, it may (OData CSDL XML 4.01, section 7.2.1: for a collection it is then
    /// unknown).
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_nullable(&self) -> bool {
        self.nullable.unwrap_or(true)
    }
}

/// What limits the values of a property, parameter, result or type definition.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let title = schema.entity_type("shop.book")?.property("title").expect("it is declared there");
/// assert_eq!(title.facets.max_length, Some(200));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Facets {
    /// The most characters of a string or bytes of a binary or stream; `None` also for `max`.
    pub max_length: Option<u64>,
    /// The most significant digits of a decimal, or the fraction digits of a time's seconds.
    pub precision: Option<u32>,
    /// The fraction digits of a decimal.
    pub scale: Option<Scale>,
    /// Whether a string may hold more than ASCII.
    pub unicode: Option<bool>,
}

/// The fraction digits of a decimal.
///
/// ```
/// use odata_entity_csdl::{Scale, Schema};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let price = schema.entity_type("shop.item")?.property("price").expect("it is declared there");
/// assert_eq!(price.facets.scale, Some(Scale::Digits(2)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scale {
    /// At most this many.
    Digits(u32),
    /// As many as the precision leaves room for.
    Variable,
    /// A decimal floating-point number.
    Floating,
}

impl Facets {
    pub(crate) fn read(at: &Reading<'_>, element: &Element<'_>) -> Result<Facets, Error> {
        let max_length = match element.attributes.get("MaxLength") {
            Some("max") => None,
            _ => at.number(element, "MaxLength")?,
        };
        let scale = match element.attributes.get("Scale") {
            Some("variable" | "Variable") => Some(Scale::Variable),
            Some("floating") => Some(Scale::Floating),
            _ => at.number(element, "Scale")?.map(Scale::Digits),
        };
        let precision = at.number(element, "Precision")?;
        Ok(Facets {
            max_length,
            precision,
            scale,
            unicode: at.boolean(element, "Unicode")?,
        })
    }
}

/// A navigation property of an entity type or complex type.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let author = schema.navigation_property("shop.book", "author")?.expect("it has one").property;
/// assert_eq!((&*author.ty.name, author.contains_target), ("shop.author", false));
/// assert_eq!(author.partner.as_deref(), Some("books"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct NavigationProperty {
    /// Its name.
    pub name: String,
    /// The entity type that it leads to.
    pub ty: TypeRef,
    /// Whether it may lead nowhere; for a collection without meaning.
    pub nullable: Option<bool>,
    /// Whether the related entities are part of this one: they have no separate entity set.
    pub contains_target: bool,
    /// The path of the navigation property that leads back.
    pub partner: Option<String>,
    /// The properties here that hold the key of the related entity.
    pub constraints: Vec<ReferentialConstraint>,
    /// The annotations in its element.
    pub annotations: Vec<Annotation>,
    /// Where its element begins, in bytes of the file.
    pub offset: usize,
}

/// A property that equals one of the related entity.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let author = schema.navigation_property("shop.book", "author")?.expect("it has one").property;
/// // `authorId` of a book is the `id` of its author.
/// assert_eq!((&*author.constraints[0].property, &*author.constraints[0].referenced), ("authorId", "id"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct ReferentialConstraint {
    /// The dependent property, here.
    pub property: String,
    /// The property of the related entity.
    pub referenced: String,
}

impl NavigationProperty {
    pub(crate) fn read(at: &Reading<'_>, element: &Element<'_>) -> Result<NavigationProperty, Error> {
        let mut constraints = Vec::new();
        for constraint in element.children_named("ReferentialConstraint") {
            constraints.push(ReferentialConstraint {
                property: at.required(constraint, "Property")?.to_owned(),
                referenced: at.required(constraint, "ReferencedProperty")?.to_owned(),
            });
        }
        Ok(NavigationProperty {
            name: at.required(element, "Name")?.to_owned(),
            ty: at.type_ref(element, "Type")?,
            nullable: at.boolean(element, "Nullable")?,
            contains_target: at.boolean(element, "ContainsTarget")?.unwrap_or(false),
            partner: element.attributes.get("Partner").map(str::to_owned),
            constraints,
            annotations: at.annotations(element)?,
            offset: element.attributes.start,
        })
    }
}
