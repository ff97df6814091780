//! An opening tag, read without the rest of its element.

use std::borrow::Cow;

use crate::cursor::Cursor;

/// How many attributes an element may have. Those of CSDL have ten; a limit keeps the work of finding one that comes twice from
/// growing with the square of their number.
pub(crate) const MAX_ATTRIBUTES: usize = 100;

/// The attributes of an opening tag as they are written, and whether it closes itself.
pub(crate) struct Tag<'a> {
    /// Names and values in document order; a value is what is between the quotes, references not yet resolved.
    pub(crate) attributes: Vec<(Cow<'a, str>, Cow<'a, str>)>,
    pub(crate) self_closing: bool,
}

impl<'a> Tag<'a> {
    /// The name of the tag whose `<` was just passed, without the `/` of a closing one. The cursor does not move.
    pub(crate) fn name(text: &'a str, cursor: &Cursor<'a>) -> Option<&'a str> {
        let mut end = cursor.clone();
        if let [b'/', ..] = end.rest() {
            end.skip(1);
        }
        let start = end.offset();
        end.skip_name();
        text.get(start..end.offset())
    }

    /// Reads the tag whose `<` the cursor has just passed, and moves behind its `>`. `None` if it is not well-formed.
    ///
    /// This follows the XML grammar exactly (either quote, white space anywhere it may be, `>` inside a value), so
    /// that a tag read here is one that quick-xml reads in the same way.
    pub(crate) fn read(text: &'a str, cursor: &mut Cursor<'a>) -> Option<Tag<'a>> {
        cursor.skip_name();
        Tag::read_attributes(text, cursor)
    }

    /// The same from behind the name.
    pub(crate) fn read_attributes(text: &'a str, cursor: &mut Cursor<'a>) -> Option<Tag<'a>> {
        let mut attributes = Vec::new();
        loop {
            cursor.skip_space();
            match cursor.rest() {
                [b'>', ..] => {
                    cursor.skip(1);
                    return Some(Tag {
                        attributes,
                        self_closing: false,
                    });
                }
                [b'/', b'>', ..] => {
                    cursor.skip(2);
                    return Some(Tag {
                        attributes,
                        self_closing: true,
                    });
                }
                _ if attributes.len() == MAX_ATTRIBUTES => return None,
                _ => {
                    let (name, value) = attribute(text, cursor)?;
                    attributes.push((Cow::Borrowed(name), Cow::Borrowed(value)));
                }
            }
        }
    }

    /// The value of an attribute, as it is written.
    pub(crate) fn get(&self, name: &str) -> Option<&'a str> {
        self.attributes.iter().find_map(|attribute| match attribute {
            (Cow::Borrowed(known), Cow::Borrowed(value)) if *known == name => Some(*value),
            _ => None,
        })
    }

    /// The value of an attribute, if it is what is written: `Some("")` if it is absent, `None` if only the full
    /// reader knows.
    pub(crate) fn plain(&self, name: &str) -> Option<&'a str> {
        match self.get(name) {
            Some(value) if is_special(value) => None,
            value => Some(value.unwrap_or_default()),
        }
    }
}

/// Whether the value of an attribute may differ from how it is written: by references, or by white space, each of
/// which means a space (XML 1.0, section 3.3.3).
pub(crate) fn is_special(value: &str) -> bool {
    let mut rest = value.as_bytes();
    // All of these come before the letters, so that one comparison settles nearly every byte.
    while let [byte, more @ ..] = rest {
        if *byte <= b'&' && matches!(byte, b'&' | b'\n' | b'\t' | b'\r') {
            return true;
        }
        rest = more;
    }
    false
}

/// Reads one `name = "value"`.
fn attribute<'a>(text: &'a str, cursor: &mut Cursor<'a>) -> Option<(&'a str, &'a str)> {
    let start = cursor.offset();
    cursor.skip_name();
    let name = text.get(start..cursor.offset())?;
    cursor.skip_space();
    let [b'=', ..] = cursor.rest() else { return None };
    cursor.skip(1);
    cursor.skip_space();
    let [quote @ (b'"' | b'\''), ..] = cursor.rest() else {
        return None;
    };
    cursor.skip(1);
    let start = cursor.offset();
    if name.is_empty() || !cursor.pass(*quote) {
        return None;
    }
    let value = text.get(start..cursor.offset().checked_sub(1)?)?;
    // Between two attributes XML wants white space; `a="1"b="2"` is left to the full reader to judge.
    cursor.is_behind_value().then_some((name, value))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Option<(Tag<'_>, usize)> {
        let mut cursor = Cursor::new(text, 1);
        Tag::read(text, &mut cursor).map(|tag| (tag, cursor.offset()))
    }

    #[test]
    fn reads_what_xml_allows() {
        let (tag, end) = read("<edm:Property\n Type = 'a \" > b'\tName=\"x'/>\" /> ").expect("legal");
        assert_eq!(
            tag.attributes,
            [("Type".into(), "a \" > b".into()), ("Name".into(), "x'/>".into())]
        );
        assert!(tag.self_closing);
        assert_eq!(end, 46);
        let (tag, _) = read("<a>").expect("legal");
        assert!(tag.attributes.is_empty() && !tag.self_closing);
    }

    #[test]
    fn refuses_what_xml_does_not() {
        for text in [
            "<a b>",
            "<a b=c>",
            "<a b=\"c",
            "<a =\"c\">",
            "<a",
            "<a b=\"1\"c=\"2\">",
            "<a <b>",
            "<a / >",
        ] {
            assert!(read(text).is_none(), "{text}");
        }
    }

    #[test]
    fn leaves_what_is_not_plain_to_the_full_reader() {
        let (tag, _) = read("<a b='x&amp;y' c='z' e='x\ny'/>").expect("legal");
        assert_eq!(tag.plain("e"), None);
        assert_eq!(
            (tag.get("b"), tag.plain("b"), tag.plain("c"), tag.plain("d")),
            (Some("x&amp;y"), None, Some("z"), Some(""))
        );
    }
}
