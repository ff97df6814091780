//! A key that cannot be where the template puts it.

use std::fmt;

/// Why a key cannot be a part of a path; it names the placeholder.
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
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum PathErrorKind {
    /// The key is empty, so the path would name the collection.
    Empty,
    /// The key is `.` or `..`, which URL parsers fold away even when percent-encoded.
    DotSegment,
    /// The key begins with `$` in a plain segment, where services look for `$count`, `$ref` and the like.
    Dollar,
    /// The key is the name of something else that can stand at this place, for example of a bound function.
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
    pub fn kind(&self) -> &PathErrorKind {
        &self.0.kind
    }

    /// The placeholder's name, as the template has it.
    pub fn placeholder(&self) -> &str {
        self.0.placeholder
    }

    /// The template.
    pub fn template(&self) -> &str {
        self.0.template
    }

    /// The key, percent-encoded as far as it was written.
    pub fn key(&self) -> &str {
        &self.0.key
    }

    /// The template with the placeholder in the key predicate's form: `/users('{userId}')`.
    fn predicate_form(&self) -> String {
        let (name, template) = (self.0.placeholder, self.0.template);
        template.replace(&format!("/{{{name}}}"), &format!("('{{{name}}}')"))
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
                "begins with `$`, which services read as a system resource there: use the predicate form `{}`",
                self.predicate_form()
            ),
            PathErrorKind::Reserved => write!(
                f,
                "is `{key}`, which names something else at this place: use the predicate form `{}`",
                self.predicate_form()
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
