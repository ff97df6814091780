//! The pieces that a path is filled from.

use super::segment::{Argument, Collection, Piece, Segment, Template, Value};
use super::text::encoded;

/// A piece of a path: what is written as it is, and what is filled in.
#[derive(Debug, PartialEq)]
pub(crate) enum Part {
    Literal(String),
    Key { placeholder: usize, form: Form },
}

/// How a key is written at its place.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// `{x}`: an entire segment, unquoted.
    Segment,
    /// `{+x}`: several segments, slashes kept.
    Segments,
    /// `'{x}'`: inside quotes, which are doubled.
    Quoted,
    /// `({x})`: a typed URL literal.
    Typed,
    /// `name={x}` outside parentheses: a literal without quotes.
    Bare,
}

impl Template {
    /// The pieces of the path of one entity.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let mut out = Parts::default();
        out.segments(&self.segments);
        out.0
    }
}

impl Template {
    /// The pieces of the path without its last segment.
    pub(crate) fn parts_before_last(&self) -> Vec<Part> {
        let mut out = Parts::default();
        let before = self.segments.split_last().map_or(&[][..], |(_, before)| before);
        out.segments(before);
        out.0
    }
}

impl Collection<'_> {
    /// The pieces of the path of the collection.
    pub(crate) fn parts(&self) -> Vec<Part> {
        let mut out = Parts::default();
        out.segments(self.segments);
        if !self.name.is_empty() {
            out.text("/");
            out.text(self.name);
        }
        out.0
    }
}

/// Pieces in the making: text that follows text is one piece.
#[derive(Default)]
struct Parts(Vec<Part>);

impl Parts {
    fn text(&mut self, text: &str) {
        if text.is_empty() {
            return;
        }
        let text = encoded(text);
        match self.0.last_mut() {
            Some(Part::Literal(last)) => last.push_str(&text),
            _ => self.0.push(Part::Literal(text.into_owned())),
        }
    }

    fn key(&mut self, placeholder: usize, form: Form) {
        self.0.push(Part::Key { placeholder, form });
    }

    fn segments(&mut self, segments: &[Segment]) {
        for segment in segments {
            self.text("/");
            self.segment(segment);
        }
    }

    fn segment(&mut self, segment: &Segment) {
        match segment {
            Segment::Name { name, colon } => {
                self.text(name);
                self.colon(*colon);
            }
            Segment::Key {
                placeholder,
                plus,
                colon,
            } => {
                let form = if *plus { Form::Segments } else { Form::Segment };
                self.key(*placeholder, form);
                self.colon(*colon);
            }
            Segment::Named { name, placeholder } => {
                self.text(name);
                self.text("=");
                self.key(*placeholder, Form::Bare);
            }
            Segment::Call { name, arguments } => {
                self.text(name);
                self.text("(");
                for (at, argument) in arguments.iter().enumerate() {
                    if at > 0 {
                        self.text(",");
                    }
                    self.argument(argument);
                }
                self.text(")");
            }
            Segment::Faulty(text) => self.text(text),
        }
    }

    fn colon(&mut self, colon: bool) {
        if colon {
            self.text(":");
        }
    }

    fn argument(&mut self, argument: &Argument) {
        if let Some(name) = &argument.name {
            self.text(name);
            self.text("=");
        }
        match &argument.value {
            Value::Key(placeholder) => self.key(*placeholder, Form::Typed),
            Value::Quoted { ty, pieces } => {
                self.text(ty);
                self.text("'");
                for piece in pieces {
                    match piece {
                        Piece::Text(text) => self.text(text),
                        Piece::Key(placeholder) => self.key(*placeholder, Form::Quoted),
                    }
                }
                self.text("'");
            }
            Value::Faulty(text) => self.text(text),
        }
    }
}
