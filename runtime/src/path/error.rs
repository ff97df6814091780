//! A key that cannot be where the template puts it.

use std::fmt;

/// Why a key cannot be a part of a path; it names the placeholder.
///
/// ```
/// use odata_entity::path;
///
/// let error = path!("/users/{userId}", "").as_str().unwrap_err();
/// assert_eq!((error.placeholder(), error.template()), ("userId", "/users/{userId}"));
/// assert!(error.to_string().ends_with("is empty: pass the entity's key"));
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct PathError(Box<Details>);

#[derive(Clone, PartialEq, Eq)]
struct Details {
    kind: PathErrorKind,
    placeholder: &'static str,
    template: &'static str,
    key: String,
}

/// What is wrong with the key.
///
/// ```
/// use odata_entity::{PathErrorKind, path};
///
/// // A name that a user typed.
/// let error = path!("/users/{userId}", "$count").as_str().unwrap_err();
/// let hint = match error.kind() {
///     PathErrorKind::Empty => "type a name",
///     PathErrorKind::Dollar | PathErrorKind::DotSegment => "a name begins with a letter",
///     _ => "no such name",
/// };
/// assert_eq!(hint, "a name begins with a letter");
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathErrorKind {
    /// The key is empty where nothing quotes it, so the path would name the collection.
    Empty,
    /// The key is `.` or `..`, which URL parsers fold away even when percent-encoded.
    DotSegment,
    /// The key begins with `$` in a plain segment, where services look for `$count`, `$ref` and the like.
    Dollar,
    /// The key is the name of something else that can be at this place, for example of a bound function.
    Reserved,
    /// The key's value has no form in OData.
    Value(crate::edm::ValueError),
}

impl PathError {
    pub(super) fn new(
        kind: PathErrorKind,
        placeholder: &'static str,
        template: &'static str,
        key: impl Into<String>,
    ) -> Self {
        Self(Box::new(Details {
            kind,
            placeholder,
            template,
            key: key.into(),
        }))
    }

    /// What is wrong with the key.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn kind(&self) -> &PathErrorKind {
        &self.0.kind
    }

    /// The placeholder's name, as the template has it.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn placeholder(&self) -> &str {
        self.0.placeholder
    }

    /// The template.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn template(&self) -> &str {
        self.0.template
    }

    /// The key, percent-encoded as far as it was written.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn key(&self) -> &str {
        &self.0.key
    }

    /// How the template would take the key: with the placeholder in a key predicate, `/users('{userId}')`.
    ///
    /// Nothing for a placeholder of several segments, which have no such form.
    fn advice(&self) -> String {
        let (name, template) = (self.0.placeholder, self.0.template);
        let mut pieces = template.split_inclusive('/');
        let is_placeholder = |piece: &&str| {
            piece
                .strip_prefix('{')
                .and_then(|piece| piece.strip_prefix(name))
                .is_some_and(|rest| rest.starts_with(['}', ':', '!']))
        };
        let Some(piece) = pieces.find(is_placeholder) else {
            return String::new();
        };
        let rest: String = pieces.collect();
        let before = &template[..template.len() - rest.len() - piece.len()];
        let (placeholder, after) = piece.split_at(piece.find('}').map_or(piece.len(), |end| end + 1));
        format!(
            ": use the predicate form `{}('{placeholder}'){after}{rest}`",
            before.trim_end_matches('/')
        )
    }
}

impl fmt::Display for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Details {
            kind,
            placeholder,
            template,
            key,
        } = &*self.0;
        write!(f, "the key for `{{{placeholder}}}` in `{template}` ")?;
        match kind {
            PathErrorKind::Empty => f.write_str("is empty: pass the entity's key"),
            PathErrorKind::DotSegment => {
                write!(
                    f,
                    "is `{key}`, which URL parsers fold away: no path can carry it as a segment"
                )
            }
            PathErrorKind::Dollar => write!(
                f,
                "begins with `$`, which services read as a system resource there{}",
                self.advice()
            ),
            PathErrorKind::Reserved => write!(
                f,
                "is `{key}`, which names something else at this place{}",
                self.advice()
            ),
            PathErrorKind::Value(error) => write!(f, "has no form in OData: {error}"),
        }
    }
}

impl fmt::Debug for PathError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PathError")
            .field("kind", &self.0.kind)
            .field("placeholder", &self.0.placeholder)
            .field("template", &self.0.template)
            .field("key", &self.0.key)
            .finish()
    }
}

impl std::error::Error for PathError {}
