//! The thorough way to the index: every tag of the document, read by quick-xml.

use std::sync::Arc;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::attributes::Attributes;
use crate::element;
use crate::error::Error;
use crate::index::Index;
use crate::kind::Kind;
use crate::namespaces::{LONGEST, Namespace, is_too_long};
use crate::position::Position;

/// The index of a document, or what is wrong with it.
pub(crate) fn read(text: &str) -> Result<Index, Error> {
    let mut full = Full {
        text,
        index: Index::of_length(text.len()),
        open: Vec::new(),
        child: None,
        rooted: false,
        uri: "".into(),
    };
    let mut reader = Reader::from_str(text);
    loop {
        let start = element::offset(reader.buffer_position());
        let event = reader
            .read_event()
            .map_err(|error| element::xml_error(text, 0, &reader, &error))?;
        let end = element::offset(reader.buffer_position());
        match event {
            Event::Start(tag) => {
                full.open(&tag, start)?;
                full.open.push(tag.name().as_ref().to_owned());
            }
            Event::Empty(tag) => {
                full.open(&tag, start)?;
                full.close(end);
            }
            Event::End(_) => {
                full.open.pop();
                full.close(end);
            }
            Event::Eof => break,
            _ => {}
        }
    }
    full.finish()
}

struct Full<'a> {
    text: &'a str,
    index: Index,
    /// The names of the elements that are open, with their prefixes.
    open: Vec<String>,
    /// The schema child that is open: its kind, its name and base, where it begins.
    child: Option<(Kind, (String, String), usize)>,
    rooted: bool,
    /// The `Uri` of the reference that is open, or was last.
    uri: Arc<str>,
}

impl Full<'_> {
    /// Takes in an opening tag. The elements around it are in `open`.
    fn open(&mut self, tag: &BytesStart<'_>, start: usize) -> Result<(), Error> {
        let qualified = tag.name();
        let (prefix, local) = element::split_prefix(qualified.as_ref());
        if self.open.is_empty() && (self.rooted || local != "Edmx") {
            return Err(Error::NotCsdl {
                found: format!("<{}", qualified.as_ref()),
            });
        }
        let parent = self.open.last().map(|name| element::split_prefix(name));
        match (self.open.len(), parent.map(|(_, local)| local), local) {
            (0, _, _) => {
                let attributes = Attributes::read(self.text, tag, start)?;
                self.index.version = attributes.get("Version").unwrap_or_default().to_owned();
                self.rooted = true;
            }
            (1, _, "Reference") => {
                let attributes = Attributes::read(self.text, tag, start)?;
                self.uri = attributes.get("Uri").unwrap_or_default().into();
            }
            (2, Some("Reference"), "Include") => {
                let included = self.namespace(tag, start)?;
                self.index.namespaces.includes.push(included);
            }
            (2, Some("DataServices"), "Schema") => {
                let namespace = Namespace {
                    uri: "".into(),
                    ..self.namespace(tag, start)?
                };
                self.index.namespaces.schemas.push(namespace);
            }
            (3, Some("Schema"), _) => {
                // A child of another prefix is of another vocabulary, and none of ours.
                if let Some(kind) =
                    Kind::of_element(local).filter(|_| parent.is_some_and(|(own, _)| own == prefix))
                {
                    let attributes = Attributes::read(self.text, tag, start)?;
                    let wanted = if kind == Kind::Annotations {
                        "Target"
                    } else {
                        "Name"
                    };
                    let name = attributes.require(self.text, local, wanted)?.to_owned();
                    if kind != Kind::Annotations {
                        self.check_length(&name, start)?;
                    }
                    let base = attributes.get("BaseType").unwrap_or_default().to_owned();
                    self.child = Some((kind, (name, base), start));
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// Takes in a closing tag that ends at `end`. The elements that stay open are in `open`.
    fn close(&mut self, end: usize) {
        if self.open.len() == 3
            && let Some((kind, names, start)) = self.child.take()
        {
            self.index.push(kind, names, start, end);
        }
    }

    fn namespace(&self, tag: &BytesStart<'_>, start: usize) -> Result<Namespace, Error> {
        let attributes = Attributes::read(self.text, tag, start)?;
        let name = attributes
            .require(self.text, tag.local_name().as_ref(), "Namespace")?
            .to_owned();
        let alias = attributes.get("Alias").map(str::to_owned);
        self.check_length(&name, start)?;
        self.check_length(alias.as_deref().unwrap_or_default(), start)?;
        Ok(Namespace {
            name,
            alias,
            uri: Arc::clone(&self.uri),
            document: 0,
        })
    }

    /// Refuses a name that would be repeated in every qualified one and is too long for that.
    fn check_length(&self, name: &str, start: usize) -> Result<(), Error> {
        if !is_too_long(name) {
            return Ok(());
        }
        let begin: String = name.chars().take(20).collect();
        Err(Error::Malformed {
            position: Position::of(self.text, start),
            message: format!("the name `{begin}…` is longer than {LONGEST} characters"),
        })
    }

    fn finish(self) -> Result<Index, Error> {
        if let Some(name) = self.open.last() {
            let message = format!("the text ends before `</{name}>`");
            return Err(Error::Xml {
                position: Position::of(self.text, self.text.len()),
                message,
            });
        }
        if !self.rooted {
            return Err(Error::NotCsdl {
                found: self.text.trim_start().chars().take(20).collect(),
            });
        }
        Ok(self.index)
    }
}
