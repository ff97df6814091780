//! A metadata document: read once, asked often.

use std::fmt;
use std::sync::OnceLock;

use crate::annotation::Annotation;
use crate::bindings::Bindings;
use crate::container::EntityContainer;
use crate::derived::Derived;
use crate::element::Element;
use crate::enumeration::{EnumType, TypeDefinition};
use crate::error::Error;
use crate::index::Index;
use crate::kind::Kind;
use crate::operation::Operation;
use crate::overlay::Overlay;
use crate::position::Position;
use crate::reading::Reading;
use crate::structured::StructuredType;
use crate::{full, scan};

/// A CSDL document.
///
/// [`Schema::parse`] makes a table of contents, which for the 3.4 MB of Microsoft Graph takes some 15 ms in a dev build (a complete
/// parse takes 200). What is asked for is parsed when it is first asked for, and kept. So hold one `Schema` as long as there are
/// questions: it is `Send` and `Sync`.
///
/// Types may be named by their namespace or its alias (`microsoft.graph.device`, `graph.device`); answers use the namespace.
pub struct Schema {
    pub(crate) text: String,
    pub(crate) index: Index,
    /// What has been parsed: one cell for each entry of the index.
    items: Vec<OnceLock<Result<Item, Error>>>,
    pub(crate) container: OnceLock<Result<Option<EntityContainer>, Error>>,
    pub(crate) derived: OnceLock<Derived>,
    /// The operations that are bound to each type.
    pub(crate) bindings: OnceLock<Result<Bindings, Error>>,
    pub(crate) overlay: Overlay,
}

// The whole text is of no use in a message.
impl fmt::Debug for Schema {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let namespaces: Vec<&str> = self.namespaces().collect();
        f.debug_struct("Schema")
            .field("namespaces", &namespaces)
            .finish_non_exhaustive()
    }
}

/// A parsed schema child.
#[derive(Debug)]
pub(crate) enum Item {
    Structured(StructuredType),
    Enum(EnumType),
    Definition(TypeDefinition),
    Operation(Operation),
    Container(EntityContainer),
    Annotations(Vec<Annotation>),
    /// A term: its own definition answers no question that is put here.
    Term,
}

impl Schema {
    /// Reads a CSDL document in its XML form, with or without a byte order mark.
    ///
    /// Only as much is read as is needed to know where everything stands. A fault inside a type is found when that type is asked
    /// for, or by [`Schema::check`].
    ///
    /// # Errors
    /// The text is CSDL in JSON ([`Error::Json`]), no CSDL at all ([`Error::NotCsdl`]), of an OData version before 4.0
    /// ([`Error::Version`]), or its outer structure is broken ([`Error::Xml`], [`Error::Malformed`]).
    pub fn parse(text: impl Into<String>) -> Result<Schema, Error> {
        let mut text: String = text.into();
        if text.starts_with('\u{feff}') {
            text = text.split_off('\u{feff}'.len_utf8());
        }
        match text.trim_start().chars().next() {
            Some('<') => {}
            Some('{') => return Err(Error::Json),
            _ => {
                return Err(Error::NotCsdl {
                    found: text.trim_start().chars().take(20).collect(),
                });
            }
        }
        let index = match scan::scan(&text) {
            Some(index) => index,
            None => full::read(&text)?,
        };
        if !matches!(index.version.as_str(), "4.0" | "4.01") {
            return Err(Error::Version {
                version: index.version,
            });
        }
        let mut items = Vec::new();
        items.resize_with(index.entries.len(), OnceLock::new);
        Ok(Schema {
            text,
            index,
            items,
            container: OnceLock::new(),
            derived: OnceLock::new(),
            bindings: OnceLock::new(),
            overlay: Overlay::default(),
        })
    }

    /// The overlay; empty if none was given.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// The document's text, without a byte order mark.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of an `offset` that a model carries.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn position(&self, offset: usize) -> Position {
        Position::of(&self.text, offset)
    }

    /// The namespaces of the document's own schemas, in document order.
    pub fn namespaces(&self) -> impl Iterator<Item = &str> {
        self.index
            .namespaces
            .schemas
            .iter()
            .map(|schema| schema.name.as_str())
    }

    /// A qualified name with its alias, if it uses one, replaced by the namespace.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn canonical(&self, name: &str) -> String {
        self.index.canonical(name, 0)
    }

    /// An entry of the index, parsed.
    pub(crate) fn item(&self, number: usize) -> Result<Option<&Item>, Error> {
        let Some(cell) = self.items.get(number) else {
            return Ok(None);
        };
        match cell.get_or_init(|| self.read(number)) {
            Ok(item) => Ok(Some(item)),
            Err(error) => Err(error.clone()),
        }
    }

    fn read(&self, number: usize) -> Result<Item, Error> {
        let Some(entry) = self.index.entry(number) else {
            return Ok(Item::Term);
        };
        let element = Element::parse(&self.text, entry.start, entry.end)?;
        let at = Reading {
            text: &self.text,
            index: &self.index,
            schema: entry.schema,
        };
        let name = self.index.qualified(entry);
        Ok(match entry.kind {
            kind @ (Kind::EntityType | Kind::ComplexType) => {
                Item::Structured(StructuredType::read(&at, kind, name, &element)?)
            }
            Kind::EnumType => Item::Enum(EnumType::read(&at, name, &element)?),
            Kind::TypeDefinition => Item::Definition(TypeDefinition::read(&at, name, &element)?),
            kind @ (Kind::Action | Kind::Function) => {
                Item::Operation(Operation::read(&at, kind, name, &element)?)
            }
            Kind::EntityContainer => Item::Container(EntityContainer::read(&at, name, &element)?),
            Kind::Annotations => {
                let mut annotations = at.annotations(&element)?;
                // The group's qualifier is that of each annotation in it.
                if let Some(qualifier) = element.attributes.get("Qualifier") {
                    for annotation in &mut annotations {
                        annotation.qualifier.get_or_insert_with(|| qualifier.to_owned());
                    }
                }
                Item::Annotations(annotations)
            }
            Kind::Term => Item::Term,
        })
    }
}
