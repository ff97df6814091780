//! Reading a schema child into its model: what all kinds of elements need.

use std::str::FromStr;

use crate::element::Element;
use crate::error::Error;
use crate::index::Index;
use crate::position::Position;
use crate::type_ref::TypeRef;

/// The document around an element that is being read.
#[derive(Clone, Copy)]
pub(crate) struct Reading<'a> {
    pub(crate) text: &'a str,
    pub(crate) index: &'a Index,
    /// The schema that the element is in, for its own alias.
    pub(crate) schema: usize,
}

impl Reading<'_> {
    /// An error about an element.
    pub(crate) fn malformed(&self, element: &Element<'_>, message: String) -> Error {
        Error::Malformed {
            position: Position::of(self.text, element.attributes.start),
            message,
        }
    }

    /// The value of an attribute that CSDL requires.
    pub(crate) fn required<'e>(&self, element: &'e Element<'_>, name: &str) -> Result<&'e str, Error> {
        element.attributes.require(self.text, &element.name, name)
    }

    /// An optional attribute with its alias resolved.
    pub(crate) fn qualified(&self, element: &Element<'_>, name: &str) -> Option<String> {
        element
            .attributes
            .get(name)
            .map(|value| self.index.canonical(value, self.schema))
    }

    /// The type that an attribute names.
    pub(crate) fn type_ref(&self, element: &Element<'_>, name: &str) -> Result<TypeRef, Error> {
        let written = self.required(element, name)?;
        let (name, is_collection) = TypeRef::split(written);
        Ok(TypeRef {
            name: self.index.canonical(name, self.schema),
            is_collection,
        })
    }

    /// An optional `true` or `false`.
    pub(crate) fn boolean(&self, element: &Element<'_>, name: &str) -> Result<Option<bool>, Error> {
        match element.attributes.get(name) {
            None => Ok(None),
            Some(text) => match boolean(text) {
                Some(value) => Ok(Some(value)),
                None => {
                    let message =
                        format!("the attribute `{name}` is `{text}`, which is neither `true` nor `false`");
                    Err(self.malformed(element, message))
                }
            },
        }
    }

    /// An optional number.
    pub(crate) fn number<N: FromStr>(&self, element: &Element<'_>, name: &str) -> Result<Option<N>, Error> {
        let Some(written) = element.attributes.get(name) else {
            return Ok(None);
        };
        written.trim().parse().map(Some).map_err(|_| {
            self.malformed(
                element,
                format!("the attribute `{name}` is `{written}`, which is not a number in its range"),
            )
        })
    }
}

/// What a text is as a boolean. XML Schema writes it as `1` and `0` too, and some services as `True` and `False`.
pub(crate) fn boolean(text: &str) -> Option<bool> {
    match text.trim() {
        "true" | "1" | "True" | "TRUE" => Some(true),
        "false" | "0" | "False" | "FALSE" => Some(false),
        _ => None,
    }
}
