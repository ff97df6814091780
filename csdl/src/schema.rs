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
use crate::position::{Position, SEPARATOR};
use crate::reading::Reading;
use crate::structured::StructuredType;
use crate::{full, scan};

/// A CSDL document, or several that refer to each other.
///
/// [`Schema::parse`] makes a table of contents, which for the 3.4 MB of Microsoft Graph takes some 15 ms in a dev build (a complete
/// parse takes 200). What is asked for is parsed when it is first asked for, and kept. So hold one `Schema` as long as there are
/// questions: it is `Send` and `Sync`.
///
/// Types may be named by their namespace or its alias (`microsoft.graph.device`, `graph.device`); answers use the namespace.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let book = schema.entity_type("shop.book")?;
/// assert_eq!(book.base.as_deref(), Some("shop.item"));
/// assert!(schema.is_derived_from("shop.book", "shop.item")?);
/// assert_eq!(schema.check(), [], "every element of the document is sound");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Schema {
    pub(crate) text: String,
    pub(crate) index: Index,
    /// What has been parsed: one cell for each entry of the index.
    items: Vec<OnceLock<Result<Item, Error>>>,
    pub(crate) container: OnceLock<Result<Option<EntityContainer>, Error>>,
    pub(crate) derived: OnceLock<Derived>,
    /// The operations that are bound to each type.
    pub(crate) bindings: OnceLock<Result<Bindings, Error>>,
    /// The paths that the metadata lists, each with its entity type.
    pub(crate) uris: OnceLock<Vec<(String, String)>>,
    pub(crate) overlay: Overlay,
    /// The names of the documents, and where their texts begin; empty for a document without a name.
    documents: Vec<(String, usize)>,
}

/// A document with the name that messages have for it.
///
/// ```
/// use odata_entity_csdl::{Document, Schema};
///
/// let read = |name: &str| std::fs::read_to_string(name).map(|text| Document { name: name.to_owned(), text });
/// let schema = Schema::parse_all([read("docs/shop.csdl")?])?;
/// let book = schema.entity_type("shop.book")?;
/// assert_eq!(schema.document_at(book.offset).map(|(name, _)| name), Some("docs/shop.csdl"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// Its name: that of its file.
    pub name: String,
    /// Its text.
    pub text: String,
}

// The entire text is of no use in a message.
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
    /// Only as much is read as is needed to know where everything is. A fault inside a type is found when that type
    /// is asked for, or by [`Schema::check`].
    ///
    /// # Errors
    /// The text is CSDL in JSON ([`Error::Json`]), no CSDL at all ([`Error::NotCsdl`]), of an OData version before 4.0
    /// ([`Error::Version`]), or its outer structure is broken ([`Error::Xml`], [`Error::Malformed`]).
    pub fn parse(text: impl Into<String>) -> Result<Schema, Error> {
        let text = without_mark(text.into());
        let index = read_index(&text)?;
        Ok(Schema::of(text, index, Vec::new()))
    }

    /// Reads several documents as one: those that a document refers to (`edmx:Reference`) beside it.
    ///
    /// A reference is resolved by the namespaces that it includes, among these documents only: nothing is fetched. What none of them
    /// has concerns only the types that need it; [`Error::Unknown`] then names the reference. An alias is that of the document in
    /// which it is. Annotations count in whichever document they are. If several have an entity container, it is the first one's.
    ///
    /// # Errors
    /// As [`Schema::parse`], of the first faulty document, in [`Error::In`].
    pub fn parse_all(documents: impl IntoIterator<Item = Document>) -> Result<Schema, Error> {
        let documents: Vec<Document> = documents.into_iter().collect();
        let length = documents.iter().map(|document| document.text.len()).sum();
        let (mut text, mut index) = (
            String::with_capacity(length + documents.len()),
            Index::of_length(length),
        );
        let mut names = Vec::new();
        for (number, document) in documents.into_iter().enumerate() {
            let own = without_mark(document.text);
            let found = match read_index(&own) {
                Ok(found) => found,
                Err(error) => return Err(error.within(&document.name)),
            };
            if number > 0 {
                text.push(char::from(SEPARATOR));
            }
            index.absorb(found, text.len(), number);
            names.push((document.name, text.len()));
            text.push_str(&own);
        }
        Ok(Schema::of(text, index, names))
    }

    fn of(text: String, index: Index, documents: Vec<(String, usize)>) -> Schema {
        let mut items = Vec::new();
        items.resize_with(index.entries.len(), OnceLock::new);
        Schema {
            text,
            index,
            items,
            container: OnceLock::new(),
            derived: OnceLock::new(),
            bindings: OnceLock::new(),
            uris: OnceLock::new(),
            overlay: Overlay::default(),
            documents,
        }
    }

    /// The names of the documents that were read together; empty after [`Schema::parse`].
    pub fn documents(&self) -> impl Iterator<Item = &str> {
        self.documents.iter().map(|(name, _)| name.as_str())
    }

    /// The document that an `offset` is in, and where its text begins. `None` after [`Schema::parse`].
    #[must_use = "this changes nothing: use what it returns"]
    pub fn document_at(&self, offset: usize) -> Option<(&str, usize)> {
        let behind = self.documents.partition_point(|(_, start)| *start <= offset);
        let (name, start) = self.documents.get(behind.checked_sub(1)?)?;
        Some((name, *start))
    }

    /// An error with the document that it is in.
    pub(crate) fn located(&self, offset: usize, error: Error) -> Error {
        match self.document_at(offset) {
            Some((name, _)) => error.within(name),
            None => error,
        }
    }

    /// The overlay; empty if none was given.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn overlay(&self) -> &Overlay {
        &self.overlay
    }

    /// The document's text, without a byte order mark. That of several is theirs one after the other, with a NUL between two.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The line and column of an `offset` that a model carries, in its document.
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
        let read = || {
            self.read(number).map_err(|error| {
                let start = self.index.entry(number).map_or(0, |entry| entry.start);
                self.located(start, error)
            })
        };
        match cell.get_or_init(read) {
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

/// A text without the byte order mark in front of it.
fn without_mark(mut text: String) -> String {
    if text.starts_with('\u{feff}') {
        text = text.split_off('\u{feff}'.len_utf8());
    }
    text
}

/// The index of one document.
fn read_index(text: &str) -> Result<Index, Error> {
    match text.trim_start().chars().next() {
        Some('<') => {}
        Some('{') => return Err(Error::Json),
        _ => {
            return Err(Error::NotCsdl {
                found: text.trim_start().chars().take(20).collect(),
            });
        }
    }
    let index = match scan::scan(text) {
        Some(index) => index,
        None => full::read(text)?,
    };
    if !matches!(index.version.as_str(), "4.0" | "4.01" | "4.02") {
        return Err(Error::Version {
            version: data_service_version(text).unwrap_or(&index.version).to_owned(),
        });
    }
    Ok(index)
}

/// What metadata of OData 2.0 and 3.0 has as its version on `edmx:DataServices`; `Version` on `edmx:Edmx` is that of the packaging.
fn data_service_version(text: &str) -> Option<&str> {
    let (_, rest) = text.split_once("DataServiceVersion")?;
    let rest = rest.trim_start().strip_prefix('=')?.trim_start();
    let quote = rest.chars().next().filter(|quote| matches!(quote, '"' | '\''))?;
    rest.get(1..)?
        .split(quote)
        .next()
        .filter(|version| version.len() < 20)
}
