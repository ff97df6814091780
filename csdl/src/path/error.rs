//! Why a path leads nowhere.

use std::fmt;

use crate::error::{Error, suggest};
use crate::type_ref::TypeRef;

/// A path that leads nowhere, and the segment where it leaves the service.
///
/// ```
/// use odata_entity_csdl::{Schema, Segment};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let path = "/books/{id}/auther";
/// let error = schema.route(&Segment::split(path)).expect_err("misspelt");
/// assert_eq!(error.segment, 2);
/// println!("{path}: {error}");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PathError {
    /// The number of the segment, from 0.
    pub segment: usize,
    /// What is wrong with it.
    pub error: StepError,
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.error.fmt(f)
    }
}

/// `Display` has the text of the error inside, so `source` is what caused that.
impl std::error::Error for PathError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.error.source()
    }
}

/// What is wrong with a segment.
///
/// ```
/// use odata_entity_csdl::{Schema, Segment, StepError};
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let error = schema.route(&Segment::split("/boks/{id}")).expect_err("misspelt");
/// match error.error {
///     StepError::UnknownResource { nearest, .. } => assert_eq!(nearest.as_deref(), Some("books")),
///     other => panic!("{other}"),
/// }
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum StepError {
    /// The service has no entity set, singleton, action or function of this name at its root.
    UnknownResource {
        /// The name.
        name: String,
        /// The nearest one that exists.
        nearest: Option<String>,
    },
    /// The type has nothing of this name.
    UnknownMember {
        /// What the path leads to before the segment.
        ty: TypeRef,
        /// The name.
        name: String,
        /// The nearest property, navigation property or operation.
        nearest: Option<String>,
        /// The first of the types that extend it which has a member of this name.
        derived: Option<String>,
    },
    /// The items of a collection have a member of this name, but the collection itself has not.
    KeyMissing {
        /// The collection.
        ty: TypeRef,
        /// The name.
        name: String,
    },
    /// A key where there is no collection.
    KeyOnSingle {
        /// What the path leads to before the segment; `None` at the root.
        ty: Option<TypeRef>,
    },
    /// The names in a key predicate are not those of a key.
    KeyNames {
        /// The entity type.
        ty: String,
        /// The names that were given.
        given: Vec<String>,
        /// The names of the key and of each alternate key.
        keys: Vec<Vec<String>>,
    },
    /// A cast to a type that does not exist, or a qualified operation that does not.
    UnknownQualified {
        /// The qualified name.
        name: String,
        /// The nearest that exists.
        nearest: Option<String>,
    },
    /// A cast to a type that is neither derived from the one before nor a base of it.
    Unrelated {
        /// The type before the segment.
        ty: TypeRef,
        /// The type that was cast to.
        to: String,
    },
    /// The operation exists, but cannot be called here.
    NotCallable {
        /// The operation.
        name: String,
        /// What the path leads to before the segment.
        ty: TypeRef,
        /// What it can be called on.
        bound_to: Vec<TypeRef>,
    },
    /// No overload of the function has these parameters.
    Arguments {
        /// The function.
        name: String,
        /// The names that were given.
        given: Vec<String>,
        /// The parameters of each overload that can be called here.
        overloads: Vec<Vec<String>>,
    },
    /// Something behind a segment that nothing can follow.
    NothingBehind {
        /// What the path leads to before the segment, in words.
        what: String,
        /// The segment.
        name: String,
    },
    /// A name behind a value of which no type is known: there is nothing to check it against.
    BehindUntyped {
        /// The name.
        name: String,
        /// Whether the value before it is declared, as `Edm.Untyped`; else it is an undeclared member of an open type.
        declared: bool,
    },
    /// `$ref` where there is no navigation property, `$count` where there is no collection, `$value` where there is one.
    System {
        /// The segment: `$ref`, `$count`, `$value`.
        name: String,
        /// What the path leads to before the segment, in words.
        what: String,
    },
    /// The metadata itself is at fault.
    Schema(Error),
}

impl From<Error> for StepError {
    fn from(error: Error) -> Self {
        StepError::Schema(error)
    }
}

impl StepError {
    /// Whether the schema lacks what was looked for, which a pruned one may although the service has it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_missing(&self) -> bool {
        match self {
            StepError::UnknownResource { .. }
            | StepError::UnknownMember { derived: None, .. }
            | StepError::UnknownQualified { .. }
            | StepError::NotCallable { .. } => true,
            StepError::Schema(error) => error.is_missing(),
            _ => false,
        }
    }

    /// The messages about keys.
    fn fmt_key(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StepError::KeyMissing { ty, name } => {
                let ty = &ty.name;
                write!(
                    f,
                    "a key is missing before `{name}`, which `{ty}` has and a collection of it has not; "
                )?;
                write!(
                    f,
                    "if `{name}` is a key itself, write it in parentheses: `('{name}')`"
                )
            }
            StepError::KeyOnSingle { ty: Some(ty) } if ty.name == "Edm.Untyped" => f.write_str(
                "the name before this key is no declared member of its type, which is open and can have it as a value without a key: \
                 correct the name, or drop the key",
            ),
            StepError::KeyOnSingle { ty: Some(ty) } => {
                write!(
                    f,
                    "the path leads to one `{ty}` here, so there is nothing that a key could choose from: drop the key"
                )
            }
            StepError::KeyNames { ty, given, keys } => {
                let known: Vec<String> = keys.iter().map(|key| key.join("`, `")).collect();
                let is = if given.len() == 1 { "is" } else { "are" };
                let are = if keys.len() == 1 { "key is" } else { "keys are" };
                write!(
                    f,
                    "`{}` {is} not the key of `{ty}`; its {are} `{}`",
                    given.join("`, `"),
                    known.join("` or `")
                )
            }
            _ => f.write_str("a path begins with an entity set or singleton, not with a key"),
        }
    }

    /// The messages about actions and functions.
    fn fmt_operation(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StepError::NotCallable { name, ty, bound_to } => {
                let bound: Vec<String> = bound_to.iter().take(3).map(ToString::to_string).collect();
                write!(
                    f,
                    "`{name}` cannot be called on `{ty}`, but on `{}`",
                    bound.join("`, `")
                )?;
                match bound_to.len().saturating_sub(bound.len()) {
                    0 => Ok(()),
                    more => write!(f, " and {more} more"),
                }
            }
            StepError::Arguments {
                name,
                given,
                overloads,
            } => {
                let list = |names: &[String]| format!("`{name}({})`", names.join(", "));
                let known: Vec<String> = overloads.iter().map(|names| list(names)).collect();
                write!(f, "there is no {}, but {}", list(given), known.join(" and "))
            }
            _ => Ok(()),
        }
    }
}

impl fmt::Display for StepError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            StepError::UnknownResource { name, nearest } => {
                write!(f, "the service has no entity set or singleton `{name}`")?;
                suggest(f, nearest.as_deref())
            }
            StepError::UnknownMember {
                ty,
                name,
                nearest,
                derived,
            } => {
                write!(f, "`{ty}` has no property or operation `{name}`")?;
                if let Some(derived) = derived {
                    return write!(
                        f,
                        ", but `{derived}`, which is derived from it, has: write the cast before it, `/{derived}/{name}`"
                    );
                }
                suggest(f, nearest.as_deref())?;
                if ty.is_collection && nearest.is_none() {
                    write!(f, "; if it is a key, write it in parentheses: `('{name}')`")?;
                }
                Ok(())
            }
            StepError::KeyMissing { .. } | StepError::KeyOnSingle { .. } | StepError::KeyNames { .. } => {
                self.fmt_key(f)
            }
            StepError::UnknownQualified { name, nearest } => {
                write!(f, "the schema has no type, action or function `{name}`")?;
                suggest(f, nearest.as_deref())
            }
            StepError::Unrelated { ty, to } => {
                write!(
                    f,
                    "`{}` cannot be cast to `{to}`: neither is derived from the other",
                    ty.name
                )
            }
            StepError::NotCallable { .. } | StepError::Arguments { .. } => self.fmt_operation(f),
            StepError::NothingBehind { what, name } => {
                write!(f, "nothing can follow {what}, so `{name}` cannot")
            }
            StepError::BehindUntyped { name, declared } => {
                match declared {
                    true => write!(
                        f,
                        "`{name}` cannot be checked, as the value before it is `Edm.Untyped`: "
                    )?,
                    false => write!(
                        f,
                        "`{name}` cannot be checked, as the name before it is no declared member of its type, which is open: correct \
                         that name, or "
                    )?,
                }
                write!(
                    f,
                    "write a cast to the value's type between them, `/namespace.type/{name}`"
                )
            }
            StepError::System { name, what } => {
                let wanted = match name.as_str() {
                    "$ref" => "a navigation property",
                    "$count" => "a collection",
                    _ => "a single value or a stream",
                };
                write!(f, "`{name}` follows {wanted}, not {what}")
            }
            StepError::Schema(error) => error.fmt(f),
        }
    }
}

/// `Display` has the text of the error inside, so `source` is what caused that.
impl std::error::Error for StepError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            StepError::Schema(error) => error.source(),
            _ => None,
        }
    }
}
