//! Annotations: what the metadata states about its elements beyond their structure.

use crate::element::Element;
use crate::error::Error;
use crate::reading::{Reading, boolean};

/// An annotation.
///
/// ```
/// use odata_entity_csdl::{Schema, terms};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let created = schema.annotation("shop.item/created", terms::COMPUTED)?.expect("it is annotated");
/// assert!(created.value.is_true());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct Annotation {
    /// The qualified name of its term, the alias resolved: `Org.OData.Core.V1.Computed`.
    pub term: String,
    /// What distinguishes several annotations of one term.
    pub qualifier: Option<String>,
    /// Its value.
    pub value: Value,
}

/// The value of an annotation (OData CSDL XML 4.01, section 14).
///
/// ```
/// use odata_entity_csdl::{Schema, Value};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let about = schema.annotations("shop.book")?;
/// assert_eq!(about[0].value, Value::String("A printed book".to_owned()));
/// assert_eq!(about[1].value.as_str(), Some("A printed book, new or used"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// None is given, so it is the term's default. The terms that are written so are tags, whose default is true.
    Default,
    /// Null.
    Null,
    /// A boolean.
    Bool(bool),
    /// An integer.
    Int(i64),
    /// A string.
    String(String),
    /// A value of another primitive type, in its written form.
    Literal {
        /// The name of the type without `Edm.`: `Date`, `Decimal`, `Guid`.
        ty: &'static str,
        /// The written form.
        text: String,
    },
    /// A path to something in the model or in an instance: a property, a navigation property, a term.
    Path(String),
    /// The members of an enumeration type, without its name.
    EnumMember(Vec<String>),
    /// Several values.
    Collection(Vec<Value>),
    /// Named values.
    Record(Record),
    /// An expression that only a service could compute; its element's name.
    Dynamic(String),
}

/// Named values.
///
/// ```
/// use odata_entity_csdl::{Schema, Value, terms};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let restrictions = schema.annotation("shop.service/books", terms::DELETE_RESTRICTIONS)?;
/// if let Some(Value::Record(record)) = restrictions.map(|annotation| &annotation.value) {
///     assert_eq!(record.fields, [("Deletable".to_owned(), Value::Bool(false))]);
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Default)]
#[non_exhaustive]
pub struct Record {
    /// The qualified name of its type, where it is given.
    pub ty: Option<String>,
    /// Names and values, in document order.
    pub fields: Vec<(String, Value)>,
    /// The annotations in its element.
    pub annotations: Vec<Annotation>,
}

/// The kinds of constants that are in attributes or in separate elements.
const LITERALS: [&str; 8] = [
    "Date",
    "DateTimeOffset",
    "TimeOfDay",
    "Duration",
    "Guid",
    "Binary",
    "Decimal",
    "Float",
];

/// The kinds of paths.
const PATHS: [&str; 6] = [
    "Path",
    "PropertyPath",
    "NavigationPropertyPath",
    "AnyPropertyPath",
    "AnnotationPath",
    "ModelElementPath",
];

impl Reading<'_> {
    /// The annotations that are inside an element.
    pub(crate) fn annotations(&self, element: &Element<'_>) -> Result<Vec<Annotation>, Error> {
        element
            .children_named("Annotation")
            .map(|child| Annotation::read(self, child))
            .collect()
    }
}

impl Annotation {
    /// Reads an `Annotation` element.
    pub(crate) fn read(at: &Reading<'_>, element: &Element<'_>) -> Result<Annotation, Error> {
        let term = at.index.canonical(at.required(element, "Term")?, at.schema);
        let qualifier = element.attributes.get("Qualifier").map(str::to_owned);
        Ok(Annotation {
            term,
            qualifier,
            value: Value::read(at, element)?,
        })
    }
}

impl Value {
    /// The value that an `Annotation` or `PropertyValue` element has, in an attribute or as its child.
    fn read(at: &Reading<'_>, element: &Element<'_>) -> Result<Value, Error> {
        for (name, text) in element.attributes.iter() {
            if let Some(value) = Value::constant(at, element, name, text)? {
                return Ok(value);
            }
        }
        // Annotations of the annotation may be next to its value.
        match element.children.iter().find(|child| child.name != "Annotation") {
            Some(child) => Value::expression(at, child),
            None => Ok(Value::Default),
        }
    }

    /// The value of an element that is an expression.
    fn expression(at: &Reading<'_>, element: &Element<'_>) -> Result<Value, Error> {
        match &*element.name {
            "Null" => Ok(Value::Null),
            "Collection" => {
                let items = element.children.iter().map(|child| Value::expression(at, child));
                Ok(Value::Collection(items.collect::<Result<_, Error>>()?))
            }
            "Record" => {
                let mut record = Record {
                    ty: at.qualified(element, "Type"),
                    fields: Vec::new(),
                    annotations: at.annotations(element)?,
                };
                for field in element.children_named("PropertyValue") {
                    record.fields.push((
                        at.required(field, "Property")?.to_owned(),
                        Value::read(at, field)?,
                    ));
                }
                Ok(Value::Record(record))
            }
            name => {
                let constant = Value::constant(at, element, name, &element.text)?;
                Ok(constant.unwrap_or_else(|| Value::Dynamic(name.to_owned())))
            }
        }
    }

    /// The constant of a kind, if the name is one of a kind.
    fn constant(
        at: &Reading<'_>,
        element: &Element<'_>,
        kind: &str,
        text: &str,
    ) -> Result<Option<Value>, Error> {
        let wrong = || {
            at.malformed(
                element,
                format!("`{}` is no value of the type `Edm.{kind}`", text.trim()),
            )
        };
        Ok(Some(match kind {
            "String" => Value::String(text.to_owned()),
            "Bool" => Value::Bool(boolean(text).ok_or_else(wrong)?),
            "Int" => Value::Int(text.trim().parse().map_err(|_| wrong())?),
            "EnumMember" => Value::EnumMember(members(text)),
            _ if PATHS.contains(&kind) => Value::Path(text.trim().to_owned()),
            _ => match LITERALS.iter().find(|literal| **literal == kind) {
                Some(ty) => Value::Literal {
                    ty,
                    text: text.trim().to_owned(),
                },
                None => return Ok(None),
            },
        }))
    }

    /// Whether it is true: `Bool="true"`, or the default of a tag.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_true(&self) -> bool {
        matches!(self, Value::Bool(true) | Value::Default)
    }

    /// The boolean that it is.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn as_bool(&self) -> Option<bool> {
        if let Value::Bool(value) = self {
            Some(*value)
        } else {
            None
        }
    }

    /// The string, path or literal that it is, as text.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Value::String(text) | Value::Path(text) | Value::Literal { text, .. } => Some(text),
            _ => None,
        }
    }

    /// The enumeration members that it is; empty if it is something else.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn members(&self) -> &[String] {
        if let Value::EnumMember(members) = self {
            members
        } else {
            &[]
        }
    }

    /// The items of a collection; a value that is no collection is its own only item, which some services write.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn items(&self) -> &[Value] {
        match self {
            Value::Collection(items) => items,
            Value::Default | Value::Null => &[],
            single => std::slice::from_ref(single),
        }
    }

    /// The value of a record's field.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn field(&self, name: &str) -> Option<&Value> {
        let Value::Record(record) = self else { return None };
        record
            .fields
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| value)
    }
}

/// The members that a text of the form `ns.type/member ns.type/member` names.
fn members(text: &str) -> Vec<String> {
    // CSDL separates them by spaces; some services by commas, as they do in JSON.
    let names = text
        .split(|c: char| c.is_whitespace() || c == ',')
        .filter(|name| !name.is_empty());
    names
        .map(|name| {
            name.rsplit_once('/')
                .map_or(name, |(_, member)| member)
                .to_owned()
        })
        .collect()
}
