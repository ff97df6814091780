//! Unions: the type of an object is looked for first, then its members are read, from the text, and nothing is kept in
//! between.

use super::{JsonReader, Place, ReadError};
use crate::types::type_name;
use std::borrow::Cow;

/// The type tag of an object that is to be read, for the derive of a union: which variant it is.
#[derive(Debug)]
pub struct UnionTag<'a> {
    name: Cow<'a, str>,
}

impl UnionTag<'_> {
    /// The type's name, without `#`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn name(&self) -> &str {
        &self.name
    }
}

/// Finds the type tag of the object that comes next, and reads the object by it. An object without a tag is of the type
/// that the place declares, which is the base type's
/// ([OData JSON 4.01, 4.6.3](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#ControlInformationtypeodatatype)).
///
/// # Errors
///
/// What is no object, and those of `read`.
pub fn read_union<'a, U>(
    from: &mut JsonReader<'a>,
    base: &'static str,
    read: impl FnOnce(&UnionTag<'_>, &mut JsonReader<'a>) -> Result<U, ReadError>,
) -> Result<U, ReadError> {
    let tag = UnionTag {
        name: from.find_tag()?.unwrap_or(Cow::Borrowed(base)),
    };
    from.place = Place::Checked;
    read(&tag, from)
}

impl<'a> JsonReader<'a> {
    /// The type tag of the object that comes next, wherever in the object it is; leaves the reader before the object.
    fn find_tag(&mut self) -> Result<Option<Cow<'a, str>>, ReadError> {
        let (before, mut found) = (self.mark(), None);
        self.begin_object()?;
        while let Some(name) = self.member_name()? {
            if matches!(name.as_ref(), "@odata.type" | "@type") && self.is_text() {
                found = Some(match self.text()? {
                    Cow::Borrowed(tag) => type_name(tag),
                    Cow::Owned(tag) => Cow::Owned(type_name(&tag).into_owned()),
                });
                break;
            }
            self.skip().map_err(|error| error.within(&name))?;
            if !self.next_member()? {
                break;
            }
        }
        self.back_to(before);
        Ok(found)
    }

    /// The error of an object whose type the union neither knows nor keeps.
    #[doc(hidden)]
    #[cold]
    pub fn unknown_type(&self, base: &str, tag: &UnionTag<'_>) -> ReadError {
        let mut error = self.fail(format!(
            "the union of `{base}` has no variant for the type of the value: a variant `#[odata(other)] Other(serde_json::Value)` \
             would keep it"
        ));
        error.set_value(tag.name());
        error.of_other_type()
    }
}
