//! The attributes of an XML element.

use std::borrow::Cow;

use quick_xml::XmlVersion;
use quick_xml::events::BytesStart;

use crate::error::Error;
use crate::position::Position;
use crate::tag::{MAX_ATTRIBUTES, Tag, is_special};

/// The attributes of one element.
#[derive(Debug, Default)]
pub(crate) struct Attributes<'a> {
    list: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    /// Where the element begins, in bytes of the entire text.
    pub(crate) start: usize,
}

impl<'a> Attributes<'a> {
    /// Reads the attributes of a tag that begins at `start`.
    pub(crate) fn read(text: &str, tag: &BytesStart<'_>, start: usize) -> Result<Attributes<'a>, Error> {
        let mut list = Vec::new();
        for attribute in tag.attributes() {
            if list.len() == MAX_ATTRIBUTES {
                return Err(Error::Malformed {
                    position: Position::of(text, start),
                    message: format!("an element has more than {MAX_ATTRIBUTES} attributes"),
                });
            }
            let attribute = attribute.map_err(|error| Error::Xml {
                position: Position::of(text, start),
                message: error.to_string(),
            })?;
            let raw = &*attribute.value;
            // Normalizing is a loop over the characters, and nearly no value needs it.
            let value = if is_special(raw) {
                let value = attribute.normalized_value(XmlVersion::Implicit1_0);
                value
                    .map_err(|error| Error::Xml {
                        position: Position::of(text, start),
                        message: error.to_string(),
                    })?
                    .into_owned()
            } else {
                raw.to_owned()
            };
            list.push((attribute.key.as_ref().to_owned().into(), value.into()));
        }
        Ok(Attributes { list, start })
    }

    /// The attributes of a tag that was read without quick-xml; `None` if a value is not what is written, which it is where the tag
    /// `is_plain`, or a name comes twice.
    pub(crate) fn of(tag: Tag<'a>, is_plain: bool, start: usize) -> Option<Attributes<'a>> {
        let mut rest = tag.attributes.as_slice();
        while let [(name, value), more @ ..] = rest {
            if !is_plain && is_special(value) || more.iter().any(|(other, _)| other == name) {
                return None;
            }
            rest = more;
        }
        Some(Attributes {
            list: tag.attributes,
            start,
        })
    }

    /// How many there are.
    pub(crate) fn len(&self) -> usize {
        self.list.len()
    }

    /// The value of an attribute.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.list
            .iter()
            .find(|(known, _)| known == name)
            .map(|(_, value)| &**value)
    }

    /// The value of an attribute that must be there, and not be empty.
    pub(crate) fn require(&self, text: &str, element: &str, name: &str) -> Result<&str, Error> {
        self.get(name)
            .filter(|value| !value.is_empty())
            .ok_or_else(|| Error::Malformed {
                position: Position::of(text, self.start),
                message: format!("the element `{element}` has no attribute `{name}`"),
            })
    }

    /// Puts other values in place of those for which there are some.
    pub(crate) fn rewrite(&mut self, new: impl Fn(&str, &str) -> Option<String>) {
        for (name, value) in &mut self.list {
            if let Some(new) = new(name, value) {
                *value = new.into();
            }
        }
    }

    /// All names and values, in document order.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.list.iter().map(|(name, value)| (&**name, &**value))
    }
}
