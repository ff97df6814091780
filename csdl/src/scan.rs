//! The quick way to the index: from tag to tag, without reading what is in between.
//!
//! In XML a `<` outside comments, CDATA sections, processing instructions and document types always opens a tag. So a walk over the
//! `<`s of a document sees every tag. The walk reads the tags down to the schema children; inside one of these it only looks for its
//! closing tag. Whatever it does not know with certainty (a CDATA section, a prefixed or foreign element, an element that is not
//! closed) makes it give up, and `full` reads the document instead. It never guesses.

use std::sync::Arc;

use crate::cursor::Cursor;
use crate::index::Index;
use crate::kind::{Kind, is_tag};
use crate::namespaces::{Namespace, is_too_long};
use crate::tag::{Tag, is_special};

/// The index of a document, or `None` where only the full reader can be sure.
pub(crate) fn scan(text: &str) -> Option<Index> {
    let mut scan = Scan {
        text,
        cursor: Cursor::new(text, 0),
        index: Index::of_length(text.len()),
    };
    let mut open: Vec<&str> = Vec::new();
    let mut rooted = false;
    let mut uri: Arc<str> = "".into();
    while let Some(rest) = scan.next_tag()? {
        let name = Tag::name(text, &scan.cursor)?;
        if let [b'/', ..] = rest {
            if open.pop()? != name {
                return None;
            }
            scan.cursor.pass(b'>');
            continue;
        }
        let (_, local) = name.split_once(':').unwrap_or(("", name));
        match (open.len(), local) {
            (0, "Edmx") if !rooted => rooted = true,
            (1, "DataServices" | "Reference") | (2, "Include" | "IncludeAnnotations") => {}
            (2, "Schema") if name == local => {
                scan.schema()?;
                continue;
            }
            _ => return None,
        }
        let tag = Tag::read(text, &mut scan.cursor)?;
        match local {
            "Edmx" => scan.index.version = tag.plain("Version")?.to_owned(),
            "Include" => scan.index.namespaces.includes.push(namespace(&tag, &uri)?),
            "Reference" => uri = tag.plain("Uri")?.into(),
            _ => {}
        }
        if !tag.self_closing {
            open.push(name);
        }
    }
    (rooted && open.is_empty()).then_some(scan.index)
}

/// The namespace and alias that a `Schema` or `Include` tag names.
fn namespace(tag: &Tag<'_>, uri: &Arc<str>) -> Option<Namespace> {
    let name = tag.plain("Namespace")?;
    let alias = tag.plain("Alias")?;
    if name.is_empty() || is_too_long(name) || is_too_long(alias) {
        return None;
    }
    Some(Namespace {
        name: name.to_owned(),
        alias: (!alias.is_empty()).then(|| alias.to_owned()),
        uri: Arc::clone(uri),
        document: 0,
    })
}

struct Scan<'a> {
    text: &'a str,
    cursor: Cursor<'a>,
    index: Index,
}

impl<'a> Scan<'a> {
    /// Moves behind the `<` of the next tag, over comments and instructions. `Some(None)` at the end of the text.
    fn next_tag(&mut self) -> Option<Option<&'a [u8]>> {
        while self.cursor.pass(b'<') {
            match self.cursor.rest() {
                [b'!' | b'?', ..] => self.cursor.pass_miscellaneous()?,
                rest => return Some(Some(rest)),
            }
        }
        Some(None)
    }

    /// Reads a `Schema` element, from behind its `<`.
    fn schema(&mut self) -> Option<()> {
        let tag = Tag::read(self.text, &mut self.cursor)?;
        self.index.namespaces.schemas.push(namespace(&tag, &"".into())?);
        if tag.self_closing {
            return Some(());
        }
        while let Some(rest) = self.next_tag()? {
            if let Some(kind) = Kind::of_tag(rest) {
                self.child(kind)?;
            } else if is_tag(rest, "Annotation") {
                self.element("Annotation")?;
            } else {
                let [b'/', rest @ ..] = rest else { return None };
                self.cursor.pass(b'>');
                return is_tag(rest, "Schema").then_some(());
            }
        }
        None
    }

    /// Reads a schema child, from behind its `<`, and adds it to the index.
    fn child(&mut self, kind: Kind) -> Option<()> {
        let start = self.cursor.offset() - 1;
        let element = kind.element();
        self.cursor.skip(element.len());
        let head = self.head(kind)?;
        let is_long = kind != Kind::Annotations && is_too_long(head.name);
        if head.name.is_empty() || is_special(head.name) || is_long {
            return None;
        }
        if !head.self_closing {
            self.pass_content(element)?;
        }
        let base = match head.base {
            "" => String::new(),
            base => base.to_owned(),
        };
        let name = (head.name.to_owned(), base);
        self.index.push(kind, name, start, self.cursor.offset());
        Some(())
    }

    /// Reads the opening tag of a schema child, from behind the element's name.
    fn head(&mut self, kind: Kind) -> Option<Head<'a>> {
        let (written, attribute) = match kind {
            Kind::Annotations => (&b" Target=\""[..], "Target"),
            _ => (&b" Name=\""[..], "Name"),
        };
        let mut name = "";
        // Nearly always the name comes first and alone, and then no list of attributes is made.
        if self.cursor.skip_written(written) {
            let start = self.cursor.offset();
            if !self.cursor.pass(b'"') {
                return None;
            }
            name = self.text.get(start..self.cursor.offset() - 1)?;
            if self.cursor.skip_written(b">") {
                return Some(Head {
                    name,
                    ..Head::default()
                });
            }
            if !self.cursor.is_behind_value() {
                return None;
            }
        }
        let tag = Tag::read(self.text, &mut self.cursor)?;
        if name.is_empty() {
            name = tag.plain(attribute)?;
        }
        Some(Head {
            name,
            base: tag.plain("BaseType")?,
            self_closing: tag.self_closing,
        })
    }

    /// Moves from behind an element's `<` to behind its end.
    fn element(&mut self, name: &str) -> Option<()> {
        // The name is known, so it need not be read again.
        self.cursor.skip(name.len());
        let tag = Tag::read(self.text, &mut self.cursor)?;
        match tag.self_closing {
            true => Some(()),
            false => self.pass_content(name),
        }
    }

    /// Moves from behind an element's opening tag to behind its closing one.
    fn pass_content(&mut self, name: &str) -> Option<()> {
        let mut before = self.cursor.clone();
        while self.cursor.pass(b'<') {
            match self.cursor.rest() {
                [b'/', rest @ ..] => {
                    if is_tag(rest, name) {
                        self.cursor.skip(1 + name.len());
                        let _ = self.cursor.skip_written(b">") || self.cursor.pass(b'>');
                        return Some(());
                    }
                    if is_tag(rest, "Schema") {
                        return None;
                    }
                }
                // An element of its own name, or another schema child: what is here is not what it seems.
                rest @ [b'A' | b'C' | b'E' | b'F' | b'S' | b'T', ..]
                    if is_tag(rest, name) || Kind::of_tag(rest).is_some() || is_tag(rest, "Schema") =>
                {
                    return None;
                }
                [b'!' | b'?', ..] => {
                    self.is_behind_tag(before)?;
                    self.cursor.pass_miscellaneous()?;
                }
                _ => {}
            }
            before = self.cursor.clone();
        }
        None
    }

    /// Whether the tag that begins at `before`, if one does, ends before the `<` just passed: inside a tag that is not well-formed
    /// a `<!` or `<?` begins nothing.
    fn is_behind_tag(&self, mut before: Cursor<'a>) -> Option<()> {
        let here = self.cursor.offset();
        if before.behind(1) == Some(b'<') {
            match before.rest() {
                [b'/', ..] => _ = before.pass(b'>'),
                _ => _ = Tag::read(self.text, &mut before)?,
            }
        }
        (before.offset() < here).then_some(())
    }
}

/// What the index keeps of the opening tag of a schema child.
#[derive(Default)]
struct Head<'a> {
    name: &'a str,
    base: &'a str,
    self_closing: bool,
}
