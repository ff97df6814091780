//! Enumeration types and type definitions.

use crate::annotation::Annotation;
use crate::element::Element;
use crate::error::Error;
use crate::places::Places;
use crate::property::Facets;
use crate::reading::Reading;
use std::ops::RangeInclusive;

/// An enumeration type.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let binding = schema.enum_type("shop.binding")?;
/// assert!(!binding.is_flags);
/// assert_eq!(binding.underlying, "Edm.Int32");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct EnumType {
    /// The qualified name.
    pub name: String,
    /// The integer type of its values; `Edm.Int32` where the metadata states none.
    pub underlying: String,
    /// Whether a value can be several members at once.
    pub is_flags: bool,
    /// Its members, in document order.
    pub members: Vec<Member>,
    /// The annotations in its element.
    pub annotations: Vec<Annotation>,
    /// Where its element begins, in bytes of the file.
    pub offset: usize,
    /// The places of members by name.
    pub(crate) places: Places,
}

/// A member of an enumeration type.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let binding = schema.enum_type("shop.binding")?;
/// assert_eq!(binding.member("leather").map(|member| member.value), Some(2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Member {
    /// Its name.
    pub name: String,
    /// Its number. Where the metadata gives none, it is one more than that of the member before, from zero.
    pub value: i64,
    /// The annotations in its element.
    pub annotations: Vec<Annotation>,
    /// Where its element begins, in bytes of the file.
    pub offset: usize,
}

impl EnumType {
    pub(crate) fn read(at: &Reading<'_>, name: String, element: &Element<'_>) -> Result<EnumType, Error> {
        let underlying = element.attributes.get("UnderlyingType").unwrap_or("Edm.Int32");
        let range = range(underlying);
        let mut members: Vec<Member> = Vec::new();
        for child in element.children_named("Member") {
            // OData CSDL XML 4.01, section 10.2: either all members have a value or none has; a mixture is read in the obvious way.
            let next = members.last().map_or(0, |last| last.value.saturating_add(1));
            let member = at.required(child, "Name")?.to_owned();
            let value = match child.attributes.get("Value") {
                None => next,
                Some(written) => {
                    let value = written.trim().parse().ok().filter(|value| range.contains(value));
                    value.ok_or_else(|| {
                        let message =
                            format!("the member `{member}` of `{name}` has the value `{written}`, which is no `{underlying}`");
                        at.malformed(child, message)
                    })?
                }
            };
            members.push(Member {
                name: member,
                value,
                annotations: at.annotations(child)?,
                offset: child.attributes.start,
            });
        }
        Ok(EnumType {
            name,
            underlying: underlying.to_owned(),
            is_flags: at.boolean(element, "IsFlags")?.unwrap_or(false),
            members,
            annotations: at.annotations(element)?,
            offset: element.attributes.start,
            places: Places::default(),
        })
    }

    /// The member of a name.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn member(&self, name: &str) -> Option<&Member> {
        self.places.find(&self.members, name, |member| &member.name)
    }
}

/// The values of an integer type; of another one, which CSDL does not allow here, any.
fn range(underlying: &str) -> RangeInclusive<i64> {
    match underlying {
        "Edm.Byte" => 0..=i64::from(u8::MAX),
        "Edm.SByte" => i64::from(i8::MIN)..=i64::from(i8::MAX),
        "Edm.Int16" => i64::from(i16::MIN)..=i64::from(i16::MAX),
        "Edm.Int32" => i64::from(i32::MIN)..=i64::from(i32::MAX),
        _ => i64::MIN..=i64::MAX,
    }
}

/// A primitive type under another name.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let isbn = schema.type_definition("shop.isbn")?;
/// assert_eq!((&*isbn.underlying, isbn.facets.max_length), ("Edm.String", Some(13)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct TypeDefinition {
    /// The qualified name.
    pub name: String,
    /// The primitive type that it is: `Edm.String`.
    pub underlying: String,
    /// What limits its values.
    pub facets: Facets,
    /// The annotations in its element.
    pub annotations: Vec<Annotation>,
    /// Where its element begins, in bytes of the file.
    pub offset: usize,
}

impl TypeDefinition {
    pub(crate) fn read(
        at: &Reading<'_>,
        name: String,
        element: &Element<'_>,
    ) -> Result<TypeDefinition, Error> {
        Ok(TypeDefinition {
            name,
            underlying: at.required(element, "UnderlyingType")?.to_owned(),
            facets: Facets::read(at, element)?,
            annotations: at.annotations(element)?,
            offset: element.attributes.start,
        })
    }
}
