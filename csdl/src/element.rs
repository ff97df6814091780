//! An XML element, read in full.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::{BytesRef, BytesStart, Event};

use crate::attributes::Attributes;
use crate::cursor::Cursor;
use crate::error::Error;
use crate::kind::is_tag;
use crate::position::Position;
use crate::tag::Tag;

/// How deep elements may be nested in a schema child. Metadata is some ten deep (records in collections in records); a limit keeps
/// recursion over it from exhausting the stack.
const MAX_DEPTH: usize = 100;

/// An element of a schema with all it contains.
#[derive(Debug)]
pub(crate) struct Element<'a> {
    /// The name without its prefix.
    pub(crate) name: Cow<'a, str>,
    pub(crate) attributes: Attributes<'a>,
    /// The child elements of the same vocabulary; those with another prefix are left out.
    pub(crate) children: Vec<Element<'a>>,
    /// The text around the children; references resolved, not trimmed.
    pub(crate) text: String,
    /// Where the element ends, in bytes of the entire text.
    pub(crate) end: usize,
}

impl<'a> Element<'a> {
    /// Reads the element that takes the bytes from `start` to `end` of `text`.
    ///
    /// quick-xml takes 4 µs a tag without optimisation, walking from tag to tag 1 µs. So the walk is tried first; whatever it does
    /// not know with certainty (a reference, a CDATA section, a prefix, tags that do not match) is left to quick-xml.
    pub(crate) fn parse(text: &'a str, start: usize, end: usize) -> Result<Element<'a>, Error> {
        match Element::walk(text, start, end) {
            Some(element) => Ok(element),
            None => Element::read(text, start, end),
        }
    }

    /// Reads an element from tag to tag, or gives up.
    fn walk(text: &'a str, start: usize, end: usize) -> Option<Element<'a>> {
        let text = text.get(..end)?;
        let mut cursor = Cursor::new(text, start);
        let mut tree = Tree::default();
        // One look at the element saves one at each value.
        let is_plain = [b'&', b'\t', b'\r']
            .iter()
            .all(|special| !cursor.clone().pass(*special));
        loop {
            let behind = cursor.offset();
            if !cursor.pass(b'<') {
                return None;
            }
            let begin = cursor.offset() - 1;
            tree.plain_text(text.get(behind..begin)?)?;
            match cursor.rest() {
                [b'!' | b'?', ..] => cursor.pass_miscellaneous()?,
                [b'/', rest @ ..] => {
                    if !is_tag(rest, &tree.open.last()?.name) {
                        return None;
                    }
                    cursor.pass(b'>');
                    tree.close(cursor.offset());
                }
                _ => {
                    let name = Tag::name(text, &cursor)?;
                    if name.as_bytes().contains(&b':') || tree.open.len() >= MAX_DEPTH {
                        return None;
                    }
                    cursor.skip(name.len());
                    let tag = Tag::read_attributes(text, &mut cursor)?;
                    let self_closing = tag.self_closing;
                    let is_plain = is_plain && !text.get(begin..cursor.offset())?.as_bytes().contains(&b'\n');
                    tree.push(name.into(), Attributes::of(tag, is_plain, begin)?);
                    if self_closing {
                        tree.close(cursor.offset());
                    }
                }
            }
            if let Some(root) = tree.root.take() {
                return Some(root);
            }
        }
    }

    /// Reads an element with quick-xml.
    fn read(text: &str, start: usize, end: usize) -> Result<Element<'a>, Error> {
        let fragment = text.get(start..end).unwrap_or_default();
        let mut reader = Reader::from_str(fragment);
        let mut tree = Tree::default();
        loop {
            let begin = start + offset(reader.buffer_position());
            let event = reader
                .read_event()
                .map_err(|error| xml_error(text, start, &reader, &error))?;
            let end = start + offset(reader.buffer_position());
            match event {
                Event::Start(tag) => tree.open(text, &tag, begin)?,
                Event::Empty(tag) => {
                    tree.open(text, &tag, begin)?;
                    tree.close(end);
                }
                Event::End(_) => tree.close(end),
                Event::Text(raw) => tree.text(&raw.xml10_content()),
                Event::CData(raw) => tree.text(&raw.xml10_content()),
                Event::GeneralRef(reference) => match resolve(&reference) {
                    Some(resolved) => tree.text(&resolved),
                    None => {
                        let message = format!("the reference `&{};` is unknown", &*reference);
                        return Err(Error::Xml {
                            position: Position::of(text, begin),
                            message,
                        });
                    }
                },
                Event::Eof => {
                    let message = "the element is not closed".to_owned();
                    return Err(Error::Xml {
                        position: Position::of(text, start),
                        message,
                    });
                }
                _ => {}
            }
            if let Some(root) = tree.root.take() {
                return Ok(root);
            }
        }
    }

    /// The child elements of a name.
    pub(crate) fn children_named(&self, name: &'static str) -> impl Iterator<Item = &Element<'a>> {
        self.children.iter().filter(move |child| child.name == name)
    }
}

/// What a reference in text means.
fn resolve(reference: &BytesRef<'_>) -> Option<String> {
    if reference.is_char_ref() {
        return reference.resolve_char_ref().ok().flatten().map(String::from);
    }
    resolve_predefined_entity(reference).map(str::to_owned)
}

/// The elements that are being read.
#[derive(Default)]
struct Tree<'a> {
    /// The elements that are open, the outermost first.
    open: Vec<Element<'a>>,
    /// How many elements of other vocabularies are open.
    foreign: usize,
    /// The prefix of the outermost element, which those of its vocabulary share.
    prefix: String,
    root: Option<Element<'a>>,
}

impl<'a> Tree<'a> {
    fn open(&mut self, text: &str, tag: &BytesStart<'_>, start: usize) -> Result<(), Error> {
        let qualified = tag.name();
        let (prefix, name) = split_prefix(qualified.as_ref());
        if self.open.is_empty() {
            prefix.clone_into(&mut self.prefix);
        }
        if self.foreign > 0 || self.prefix != prefix {
            self.foreign += 1;
            return Ok(());
        }
        if self.open.len() >= MAX_DEPTH {
            let message = format!("elements are nested deeper than {MAX_DEPTH}");
            return Err(Error::Malformed {
                position: Position::of(text, start),
                message,
            });
        }
        self.push(name.to_owned().into(), Attributes::read(text, tag, start)?);
        Ok(())
    }

    fn push(&mut self, name: Cow<'a, str>, attributes: Attributes<'a>) {
        let end = attributes.start;
        self.open.push(Element {
            name,
            attributes,
            children: Vec::new(),
            text: String::new(),
            end,
        });
    }

    fn close(&mut self, end: usize) {
        if self.foreign > 0 {
            self.foreign -= 1;
        } else if let Some(mut element) = self.open.pop() {
            element.end = end;
            match self.open.last_mut() {
                Some(parent) => parent.children.push(element),
                None => self.root = Some(element),
            }
        }
    }

    fn text(&mut self, text: &str) {
        if self.foreign == 0
            && let Some(element) = self.open.last_mut()
        {
            element.text.push_str(text);
        }
    }

    /// Takes in text as it is written, unless that may differ from the text.
    fn plain_text(&mut self, text: &str) -> Option<()> {
        let bytes = text.as_bytes();
        // Nearly all text is the white space between tags, which has no meaning.
        if let [b'\n' | b'\r', .., b' ' | b'\n' | b'\t'] | [] = bytes
            && text.trim_ascii().is_empty()
        {
            return Some(());
        }
        if [b'&', b'\r', b'>'].iter().any(|special| bytes.contains(special)) {
            return None;
        }
        self.text(text);
        Some(())
    }
}

/// A tag's prefix (empty if it has none) and local name.
pub(crate) fn split_prefix(qualified: &str) -> (&str, &str) {
    qualified.split_once(':').unwrap_or(("", qualified))
}

/// A position of quick-xml's as an offset.
pub(crate) fn offset(position: u64) -> usize {
    usize::try_from(position).unwrap_or(usize::MAX)
}

/// The error for what quick-xml met in the part of `text` that begins at `base`.
pub(crate) fn xml_error(text: &str, base: usize, reader: &Reader<&[u8]>, error: &quick_xml::Error) -> Error {
    let position = Position::of(text, base + offset(reader.error_position()));
    let message = match error {
        quick_xml::Error::Syntax(error) => error.to_string(),
        quick_xml::Error::IllFormed(error) => error.to_string(),
        quick_xml::Error::InvalidAttr(error) => error.to_string(),
        error => error.to_string(),
    };
    Error::Xml { position, message }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(text: &str) -> Result<Element<'_>, Error> {
        Element::parse(text, 0, text.len())
    }

    #[test]
    fn walks_to_what_quick_xml_reads() {
        for text in [
            "<a/>",
            "<a x='1'\n y = \">\"><!-- <c> --><b>t</b> <b/>\r\n<c>\r\n</c></a>",
            "<a><b> t u</b><c><d z=''/></c></a >",
        ] {
            let walked = Element::walk(text, 0, text.len()).expect("simple");
            let read = Element::read(text, 0, text.len()).expect("legal");
            assert_eq!(
                format!("{:?}", trimmed(walked)),
                format!("{:?}", trimmed(read)),
                "{text}"
            );
        }
        for text in [
            "<a>&lt;</a>",
            "<a x='&lt;'/>",
            "<a><![CDATA[b]]></a>",
            "<a><b></a>",
            "<x:a/>",
            "<a b='' b=''/>",
            "<a>",
        ] {
            assert!(Element::walk(text, 0, text.len()).is_none(), "{text}");
        }
    }

    /// The element without the white space between tags, which the walk leaves out.
    fn trimmed(mut element: Element<'_>) -> Element<'_> {
        element.text = element.text.trim().to_owned();
        element.children = element.children.into_iter().map(trimmed).collect();
        element
    }

    #[test]
    fn reads_attributes_text_and_children() {
        let element =
            parse("<a x='1 &lt; 2' y=\"b\nc\"><b>t &amp; &#117;<![CDATA[<v>]]><!-- no --></b><b/></a>")
                .expect("legal");
        assert_eq!(element.attributes.get("x"), Some("1 < 2"));
        assert_eq!(element.attributes.get("y"), Some("b c"));
        assert_eq!(element.children_named("b").count(), 2);
        assert_eq!(element.children[0].text, "t & u<v>");
    }

    #[test]
    fn leaves_out_other_vocabularies() {
        let element =
            parse("<e:a><e:b/><ext:b><e:b/></ext:b><e:c>t<ext:d>u</ext:d></e:c></e:a>").expect("legal");
        let names: Vec<&str> = element.children.iter().map(|child| &*child.name).collect();
        assert_eq!(names, ["b", "c"]);
        assert_eq!(element.children[1].text, "t");
    }

    #[test]
    fn says_where_the_xml_is_broken() {
        let message = |text: &str| parse(text).expect_err("broken").to_string();
        assert_eq!(
            message("<a>\n  <b>\n</a>"),
            "broken XML at line 3, column 1: expected `</b>`, but `</a>` was found"
        );
        assert_eq!(
            message("<a><b>&nope;</b></a>"),
            "broken XML at line 1, column 7: the reference `&nope;` is unknown"
        );
        assert_eq!(
            message("<a><b x='1' x='2'/></a>").split(':').next(),
            Some("broken XML at line 1, column 4")
        );
        assert_eq!(
            message("<a>"),
            "broken XML at line 1, column 1: the element is not closed"
        );
        assert!(parse(&"<a>".repeat(5_000)).is_err());
    }
}
