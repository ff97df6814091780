//! What can be wrong with a metadata file, or with a question put to it.

use std::fmt;

use crate::kind::Kind;
use crate::position::Position;

/// What is wrong with a metadata file, or with a question put to it.
///
/// Every message is one sentence that can be a compiler error; none ends with a full stop.
///
/// ```
/// use odata_entity_csdl::{Error, Schema};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// match schema.entity_type("shop.boook") {
///     Err(Error::Unknown { name, nearest, .. }) => {
///         assert_eq!((&*name, nearest.as_deref()), ("shop.boook", Some("shop.book")));
///     }
///     other => panic!("no such type: {other:?}"),
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Error {
    /// The text is not well-formed XML.
    Xml {
        /// Where the reader stopped.
        position: Position,
        /// What it met there.
        message: String,
    },
    /// The text is CSDL in its JSON form, which this reader does not read.
    Json,
    /// The text is XML or anything else, but no CSDL document.
    NotCsdl {
        /// The root element, or the first characters of a text that has none.
        found: String,
    },
    /// The document is CSDL of an OData version before 4.0.
    Version {
        /// Its `Version` attribute.
        version: String,
    },
    /// An element lacks something that CSDL requires, or has a value that it does not allow.
    Malformed {
        /// Where the element begins.
        position: Position,
        /// What is wrong with it.
        message: String,
    },
    /// A name that the schema does not have.
    Unknown {
        /// What kind of thing was looked for, as in "entity type".
        wanted: &'static str,
        /// The name that was looked for, as it was written.
        name: String,
        /// The nearest name of that kind that exists.
        nearest: Option<String>,
        /// The reference that its namespace would come from, if that is of a document which was not given.
        reference: Option<String>,
    },
    /// A name that the schema has, but for something else.
    WrongKind {
        /// What kind of thing was looked for, as in "entity type".
        wanted: &'static str,
        /// The qualified name.
        name: String,
        /// What it is.
        found: Kind,
    },
    /// A type extends one that the schema does not have.
    UnknownBase {
        /// Where the derived type begins.
        position: Position,
        /// The derived type's qualified name.
        derived: String,
        /// The base that is missing.
        base: String,
        /// The nearest name that exists.
        nearest: Option<String>,
        /// The reference that its namespace would come from, if that is of a document which was not given.
        reference: Option<String>,
    },
    /// An error in one of several documents.
    In {
        /// The document's name.
        document: String,
        /// What is wrong in it.
        error: Box<Error>,
    },
    /// The bytes are no text in UTF-8 or UTF-16.
    Encoding,
    /// A type is its own base, directly or over others.
    Cycle {
        /// Where the first of the types begins.
        position: Position,
        /// The qualified names of the types, from the one that was asked for to the one that is met again.
        types: Vec<String>,
    },
}

impl Error {
    /// Whether the schema lacks what was looked for, which a pruned one may although the service has it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_missing(&self) -> bool {
        matches!(self, Error::Unknown { .. })
    }

    /// The error with the document that it is in.
    pub(crate) fn within(self, document: &str) -> Error {
        match self {
            // What is not there is in no document, and what has a document keeps it.
            Error::Unknown { .. } | Error::WrongKind { .. } | Error::In { .. } => self,
            error => Error::In {
                document: document.to_owned(),
                error: Box::new(error),
            },
        }
    }
}

/// Writes from which reference a name would come.
fn refer(f: &mut fmt::Formatter<'_>, reference: Option<&str>) -> fmt::Result {
    match reference {
        Some(uri) => write!(
            f,
            ": it is of `{uri}`, which this document refers to; give that file too"
        ),
        None => Ok(()),
    }
}

/// Writes ", did you mean …?" if there is something to propose.
pub(crate) fn suggest(f: &mut fmt::Formatter<'_>, nearest: Option<&str>) -> fmt::Result {
    match nearest {
        Some(nearest) => write!(f, "; the nearest is `{nearest}`"),
        None => Ok(()),
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Error::Xml { position, message } => write!(f, "broken XML at {position}: {message}"),
            Error::Json => f.write_str(
                "this is CSDL in JSON, which is not supported: request `$metadata` with the header `Accept: application/xml`",
            ),
            Error::NotCsdl { found } => {
                write!(f, "this is not a CSDL document: it begins with `{found}` and not with the element `edmx:Edmx`")
            }
            Error::Version { version } => {
                write!(f, "the metadata is of OData version `{version}`; only versions 4.0, 4.01 and 4.02 are supported")
            }
            Error::Malformed { position, message } => write!(f, "{message} ({position})"),
            Error::Unknown { wanted, name, nearest, reference } => {
                write!(f, "the schema has no {wanted} `{name}`")?;
                refer(f, reference.as_deref())?;
                suggest(f, nearest.as_deref())
            }
            Error::WrongKind { wanted, name, found } => {
                write!(f, "`{name}` is {} {found} in the schema, not {} {wanted}", article(found.noun()), article(wanted))
            }
            Error::UnknownBase { position, derived, base, nearest, reference } => {
                write!(f, "`{derived}` ({position}) extends `{base}`, which the schema does not have")?;
                refer(f, reference.as_deref())?;
                suggest(f, nearest.as_deref())
            }
            Error::In { document, error } => write!(f, "{document}: {error}"),
            Error::Encoding => f.write_str("this is text in neither UTF-8 nor UTF-16: convert the file to UTF-8"),
            Error::Cycle { position, types } => {
                write!(f, "inheritance goes round in a circle at {position}: `{}`", types.join("` extends `"))
            }
        }
    }
}

impl std::error::Error for Error {}

fn article(noun: &str) -> &'static str {
    if noun.starts_with(['a', 'e', 'i', 'o', 'u']) {
        "an"
    } else {
        "a"
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn messages_are_sentences() {
        let unknown = Error::Unknown {
            wanted: "entity type",
            name: "a.b".into(),
            nearest: Some("a.c".into()),
            reference: None,
        };
        assert_eq!(
            unknown.to_string(),
            "the schema has no entity type `a.b`; the nearest is `a.c`"
        );
        let wrong = Error::WrongKind {
            wanted: "complex type",
            name: "a.b".into(),
            found: Kind::EntityType,
        };
        assert_eq!(
            wrong.to_string(),
            "`a.b` is an entity type in the schema, not a complex type"
        );
        assert!(Error::Json.to_string().contains("Accept: application/xml"));
        let position = Position { line: 3, column: 4 };
        let cycle = Error::Cycle {
            position,
            types: vec!["a".into(), "b".into(), "a".into()],
        };
        assert_eq!(
            cycle.to_string(),
            "inheritance goes round in a circle at line 3, column 4: `a` extends `b` extends `a`"
        );
    }
}
