//! The parser of templates: one function a rule of the grammar, and a message a mistake.

use super::placeholder::{self, Placeholder};
use super::segment::{Argument, Piece, Segment, Template, Value};
use super::{split, text};
use crate::ctxt::Ctxt;
use std::fmt::Display;
use syn::LitStr;

impl Template {
    /// Reads a template; every mistake is noted on the literal, and what could be read is returned all the same.
    pub(crate) fn read(cx: &Ctxt, literal: &LitStr) -> Self {
        let mistakes = cx.count();
        let text = literal.value();
        let mut parser = Parser {
            cx,
            literal,
            text: &text,
            before: "",
            placeholders: Vec::new(),
        };
        let (segments, last) = parser.template();
        Self {
            segments,
            placeholders: parser.placeholders,
            is_faulty: cx.count() > mistakes,
            last,
            text,
        }
    }
}

struct Parser<'a> {
    cx: &'a Ctxt,
    literal: &'a LitStr,
    text: &'a str,
    /// The segment before the one that is read: proposals for names are made of it.
    before: &'a str,
    placeholders: Vec<Placeholder>,
}

impl<'a> Parser<'a> {
    /// The segments, and where the last one begins.
    fn template(&mut self) -> (Vec<Segment>, usize) {
        let path = match text::path(self.text) {
            Ok(path) => path,
            Err(message) => {
                self.error(message);
                return (vec![self.faulty(self.text)], 0);
            }
        };
        let (mut segments, mut last) = (Vec::new(), 0);
        for segment in split::outside(path, '/') {
            segments.push(self.segment(segment));
            last = segment.len();
            self.before = segment;
        }
        (segments, self.text.len() - last)
    }

    fn error(&self, message: impl Display) {
        self.cx.error(self.literal, message);
    }

    /// Notes a mistake, if there is one.
    fn check(&self, message: Option<String>) {
        if let Some(message) = message {
            self.error(message);
        }
    }

    /// What cannot be read; its placeholders are, so that the functions keep their arguments.
    fn faulty(&mut self, text: &str) -> Segment {
        self.recover(text);
        Segment::Faulty(text.to_owned())
    }

    fn recover(&mut self, text: &str) {
        for piece in text.split('{').skip(1) {
            let inside = piece.split('}').next().unwrap_or_default();
            let (read, _) = placeholder::read(inside, "", self.literal.span());
            self.add(read.placeholder);
        }
    }

    fn segment(&mut self, segment: &'a str) -> Segment {
        if segment.is_empty() {
            self.error(text::empty_segment(self.text));
            return Segment::Faulty(String::new());
        }
        if let Some(message) = text::braces(segment, self.before) {
            self.error(message);
            return self.faulty(segment);
        }
        if let Some(end) = segment.find('}').filter(|_| segment.starts_with('{')) {
            return self.key(segment, end + 1);
        }
        if let Some(open) = segment
            .find('(')
            .filter(|open| segment.find('{').is_none_or(|brace| *open < brace))
        {
            return self.call(segment, open);
        }
        match segment.split_once('=') {
            Some(("", value)) => {
                self.error(format_args!(
                    "nothing is before `=` in `{segment}`: write `name={value}`, or `{value}` for a key"
                ));
                self.faulty(segment)
            }
            Some((name, value)) if value.starts_with('{') && value.ends_with('}') => {
                self.check(text::literal(name));
                Segment::Named {
                    name: name.to_owned(),
                    placeholder: self.placeholder(value, false),
                }
            }
            _ if segment.contains('{') => self.part_of_segment(segment),
            _ => {
                self.check(text::name(segment, self.before));
                let name = segment.strip_suffix(':');
                Segment::Name {
                    name: name.unwrap_or(segment).to_owned(),
                    colon: name.is_some(),
                }
            }
        }
    }

    /// `{x}`, `{+x}` or `{x}:`; the placeholder ends at `end`.
    fn key(&mut self, segment: &str, end: usize) -> Segment {
        let (key, rest) = segment.split_at(end);
        if !matches!(rest, "" | ":") {
            return self.part_of_segment(segment);
        }
        let name = key.trim_matches(['{', '}', '+']);
        // `root:/{itemPath}:/content`
        if self.before.ends_with(':')
            && rest == ":"
            && !key.starts_with("{+")
            && name.to_lowercase().ends_with("path")
        {
            self.error(format_args!(
                "`{key}` is one segment, so a path in it would lose its slashes: write `{{+{name}}}`"
            ));
        }
        Segment::Key {
            plus: key.starts_with("{+"),
            placeholder: self.placeholder(key, true),
            colon: !rest.is_empty(),
        }
    }

    fn part_of_segment(&mut self, segment: &str) -> Segment {
        self.error(format_args!(
            "`{segment}` mixes text and a placeholder: a placeholder is an entire segment (`/{{id}}`) or is in \
             parentheses (`name('{{id}}')`)"
        ));
        self.faulty(segment)
    }

    /// `name(…)`; the parenthesis is at `open`.
    fn call(&mut self, segment: &str, open: usize) -> Segment {
        let (name, rest) = segment.split_at(open);
        self.check(text::literal(name));
        let Some(inside) = rest[1..].strip_suffix(')') else {
            self.error(format_args!(
                "`(` without a closing `)` at the end of `{segment}`: write `{name}(…)`"
            ));
            return self.faulty(segment);
        };
        let mut arguments: Vec<Argument> = Vec::new();
        if !inside.is_empty() {
            let pieces = split::outside(inside, ',');
            self.repeated(segment, &pieces);
            arguments.extend(
                pieces
                    .into_iter()
                    .map(|argument| self.argument(segment, argument)),
            );
        }
        Segment::Call {
            name: name.to_owned(),
            arguments,
        }
    }

    /// A name before two values, of which a service would take one or none.
    fn repeated(&self, segment: &str, arguments: &[&str]) {
        let names: Vec<&str> = arguments
            .iter()
            .filter_map(|argument| match split::outside(argument, '=').as_slice() {
                [name, _] => Some(*name),
                _ => None,
            })
            .collect();
        let repeated = names
            .iter()
            .enumerate()
            .find(|(at, name)| names[..*at].contains(name));
        if let Some((_, name)) = repeated {
            self.error(format_args!(
                "the argument `{name}` occurs twice in `{segment}`: drop one of them"
            ));
        }
    }

    /// `[name "="] (ph | [enumType] "'" *(literal | ph) "'")`
    fn argument(&mut self, segment: &str, argument: &str) -> Argument {
        let (name, value) = match split::outside(argument, '=').as_slice() {
            [name, value] => {
                self.check(text::literal(name));
                (Some((*name).to_owned()), *value)
            }
            _ => (None, argument),
        };
        Argument {
            name,
            value: self.value(segment, value),
        }
    }

    fn value(&mut self, segment: &str, value: &str) -> Value {
        if value.starts_with('{') && value.ends_with('}') && value.matches('{').count() == 1 {
            return Value::Key(self.placeholder(value, false));
        }
        let quoted = value
            .find('\'')
            .filter(|first| value.len() > first + 1 && value.ends_with('\''));
        let Some(first) = quoted else {
            self.error(format_args!(
                "`{value}` in `{segment}` is neither a placeholder nor a quoted literal: write `{{name}}` or `'text'`"
            ));
            self.recover(value);
            return Value::Faulty(value.to_owned());
        };
        self.check(text::literal(&value[..first]));
        let (mut pieces, mut inside) = (Vec::new(), &value[first + 1..value.len() - 1]);
        while let Some(open) = inside.find('{') {
            let close = inside.find('}').map_or(inside.len(), |close| close + 1);
            self.text(&inside[..open], &mut pieces);
            pieces.push(Piece::Key(self.placeholder(&inside[open..close], false)));
            inside = &inside[close..];
        }
        self.text(inside, &mut pieces);
        Value::Quoted {
            ty: value[..first].to_owned(),
            pieces,
        }
    }

    fn text(&self, text: &str, pieces: &mut Vec<Piece>) {
        match text.strip_prefix('<').and_then(|text| text.strip_suffix('>')) {
            Some(name) => self.error(format_args!(
                "`{text}` is not a placeholder: write `{{{}}}`",
                placeholder::propose(name, self.before)
            )),
            None => self.check(text::literal(text)),
        }
        if !text.is_empty() {
            pieces.push(Piece::Text(text.to_owned()));
        }
    }

    /// Reads `{…}`; the number of the placeholder. Only a `whole` segment keeps slashes.
    fn placeholder(&mut self, braces: &str, whole: bool) -> usize {
        let inside = braces.trim_start_matches('{').trim_end_matches('}');
        let (read, problem) = placeholder::read(inside, self.before, self.literal.span());
        if let Some(problem) = problem {
            self.error(problem);
        } else if read.plus && !whole {
            self.error(format_args!(
                "`{{+{0}}}` keeps slashes and is an entire segment: here write `{{{0}}}`",
                read.placeholder.name
            ));
        } else if self.is_taken(&read.placeholder.argument) {
            let name = &read.placeholder.name;
            self.error(format_args!(
                "the placeholder `{{{name}}}` occurs twice: write `{{{}}}` for the second",
                self.free_name(name)
            ));
        }
        self.add(read.placeholder)
    }

    /// Adds a placeholder under an argument that no other one has; its number.
    fn add(&mut self, mut placeholder: Placeholder) -> usize {
        let argument = placeholder.argument.clone();
        let mut n = 2;
        while self.is_taken(&placeholder.argument) {
            placeholder.argument = format!("{argument}{n}");
            n += 1;
        }
        self.placeholders.push(placeholder);
        self.placeholders.len() - 1
    }

    fn is_taken(&self, argument: &str) -> bool {
        self.placeholders.iter().any(|other| other.argument == argument)
    }

    /// A name that is nowhere in the template, for a placeholder that is repeated.
    fn free_name(&self, name: &str) -> String {
        (2..)
            .map(|n| format!("{name}{n}"))
            .find(|name| !self.text.contains(&format!("{{{name}")))
            .unwrap_or_default()
    }
}
