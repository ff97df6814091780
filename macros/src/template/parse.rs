//! The parser of templates: one function a rule of the grammar, and a message a mistake.

use super::{Collection, Form, Part, Template, placeholder, split};
use crate::ctxt::Ctxt;
use std::fmt::Display;
use syn::LitStr;

pub(super) struct Parser<'a> {
    cx: &'a Ctxt,
    literal: &'a LitStr,
    text: String,
    out: Template,
    /// The segment before the one that is read: proposals for names are made of it.
    before: String,
}

impl<'a> Parser<'a> {
    pub(super) fn new(cx: &'a Ctxt, literal: &'a LitStr) -> Self {
        Self {
            cx,
            literal,
            text: literal.value(),
            out: Template::default(),
            before: String::new(),
        }
    }

    pub(super) fn template(mut self) -> Template {
        let text = self.text.clone();
        let Some(path) = self.whole(&text) else {
            self.recover(&text);
            return self.out;
        };
        let segments = split::outside(path, '/');
        let last = segments.len() - 1;
        for (at, segment) in segments.into_iter().enumerate() {
            let (start, placeholders) = (self.out.parts.clone(), self.out.placeholders.len());
            self.out.push_literal("/");
            let key_from = self.segment(segment);
            if at == last && self.out.placeholders.len() > placeholders {
                self.out.collection = key_from.map(|from| {
                    let template = text[..text.len() - segment.len() + from]
                        .trim_end_matches('/')
                        .to_owned();
                    collection(start, &segment[..from], placeholders, template)
                });
            }
            segment.clone_into(&mut self.before);
        }
        self.out
    }

    fn error(&self, message: impl Display) {
        self.cx.error(self.literal, message);
    }

    /// What is wrong with the template as a whole; the rest after the leading `/` if it can be read further.
    fn whole<'t>(&self, text: &'t str) -> Option<&'t str> {
        if let Some((_, rest)) = text.split_once("://") {
            let path = rest.split_once('/').map_or("", |(_, path)| path);
            let path = path
                .strip_prefix("v1.0/")
                .or(path.strip_prefix("beta/"))
                .unwrap_or(path);
            self.error(format_args!(
                "a path has no scheme and host, the base URL is given when a request is built: write {:?}",
                format!("/{path}")
            ));
            return None;
        }
        let bare = split::outside(text, '?')[0];
        if bare.len() < text.len() {
            self.error(format_args!(
                "a path has no query string: write {bare:?} and set the options on the request (`.select(…)`, `.filter(…)`)"
            ));
            return None;
        }
        if text.is_empty() {
            self.error("a path names a resource: write \"/things/{thingId}\"");
            return None;
        }
        let Some(path) = text.strip_prefix('/') else {
            self.error(format_args!(
                "a path starts with `/`: write {:?}",
                format!("/{text}")
            ));
            return None;
        };
        if path.is_empty() {
            self.error("a path names a resource: write \"/things/{thingId}\"");
            return None;
        }
        Some(path)
    }

    /// After a mistake that stops reading: the placeholders, so that the functions keep their arguments.
    fn recover(&mut self, text: &str) {
        for piece in text.split('{').skip(1) {
            let inside = piece.split('}').next().unwrap_or_default();
            let (read, _) = placeholder::read(inside, "", self.literal.span());
            self.out.placeholders.push(read.placeholder);
        }
        self.out.push_literal(text);
    }

    /// Reads one segment. If it is one whole key, or ends in a key predicate: where that key starts.
    fn segment(&mut self, segment: &str) -> Option<usize> {
        if segment.is_empty() {
            self.empty_segment();
            return None;
        }
        if !self.balanced(segment) {
            return None;
        }
        if segment.starts_with('{') {
            return self.key_segment(segment);
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
                    "nothing stands before `=` in `{segment}`: write `name={value}`, or `{value}` for a key"
                ));
                self.recover(segment);
            }
            Some((name, value)) if value.starts_with('{') && value.ends_with('}') => {
                self.literal_text(name);
                self.out.push_literal("=");
                self.braces(value, Form::Bare);
            }
            _ if segment.contains('{') => self.part_of_segment(segment),
            _ => self.literal_segment(segment),
        }
        None
    }

    fn empty_segment(&mut self) {
        let mended = match self.text.trim_end_matches('/').replace("//", "/") {
            nothing if nothing.is_empty() => "/things/{thingId}".to_owned(),
            mended => mended,
        };
        self.error(format_args!("the path has an empty segment: write {mended:?}"));
    }

    fn balanced(&mut self, segment: &str) -> bool {
        let mut open = false;
        for ch in segment.chars() {
            match ch {
                '{' if open => {
                    self.error(format_args!(
                        "`{{` inside a placeholder in `{segment}`: close the first one with `}}`"
                    ));
                    return false;
                }
                '{' => open = true,
                '}' if !open => {
                    self.error(format_args!(
                        "`}}` without `{{` in `{segment}`: write `{{name}}` for a placeholder"
                    ));
                    return false;
                }
                '}' => open = false,
                _ => {}
            }
        }
        if open {
            let name = segment.rsplit('{').next().unwrap_or_default();
            let proposal = placeholder::propose(name, &self.before);
            self.error(format_args!(
                "`{{` without `}}` in `{segment}`: write `{{{proposal}}}`"
            ));
        }
        !open
    }

    fn key_segment(&mut self, segment: &str) -> Option<usize> {
        let end = segment.find('}')? + 1;
        let (key, rest) = segment.split_at(end);
        if !matches!(rest, "" | ":") {
            self.part_of_segment(segment);
            return None;
        }
        let form = if key.starts_with("{+") {
            Form::Segments
        } else {
            Form::Segment
        };
        self.braces(key, form);
        self.out.push_literal(rest);
        (rest.is_empty() && form == Form::Segment).then_some(0)
    }

    fn part_of_segment(&mut self, segment: &str) {
        self.error(format_args!(
            "`{segment}` mixes text and a placeholder: a placeholder is a whole segment (`/{{id}}`) or stands in \
             parentheses (`name('{{id}}')`)"
        ));
        self.recover(segment);
    }

    fn literal_segment(&mut self, segment: &str) {
        if let Some(name) = segment.strip_prefix(':').or(segment.strip_prefix('<')) {
            let name = placeholder::propose(name.trim_end_matches('>'), &self.before);
            self.error(format_args!(
                "`{segment}` is not a placeholder: write `{{{name}}}`"
            ));
        } else if matches!(segment, "." | "..") {
            self.error(format_args!(
                "a path has no `{segment}` segment: write the path it leads to"
            ));
        } else {
            self.literal_text(segment.strip_suffix(':').unwrap_or(segment));
            self.out
                .push_literal(&segment[segment.strip_suffix(':').map_or(segment.len(), str::len)..]);
        }
    }

    /// Text that goes out as it stands: unreserved characters, `$`, `@` and percent-encoded triplets.
    fn literal_text(&mut self, text: &str) {
        let bytes = text.as_bytes();
        let wrong = text.char_indices().find(|&(at, ch)| match ch {
            '%' => !bytes
                .get(at + 1..at + 3)
                .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)),
            ch => !(ch.is_ascii_alphanumeric() || "-._~$@".contains(ch)),
        });
        if let Some((_, ch)) = wrong
            && ch.is_whitespace()
            && text.trim().len() < text.len()
        {
            self.error(format_args!(
                "`{text}` has white space around it, which would be part of the path: write `{}`",
                text.trim()
            ));
        } else if let Some((_, ch)) = wrong {
            let mut utf8 = [0; 4];
            let encoded: String = ch
                .encode_utf8(&mut utf8)
                .bytes()
                .map(|byte| format!("%{byte:02X}"))
                .collect();
            self.error(format_args!(
                "`{ch}` in the segment `{text}` is not a path character: write `{encoded}`"
            ));
        }
        self.out.push_literal(text);
    }

    fn call(&mut self, segment: &str, open: usize) -> Option<usize> {
        let (name, rest) = segment.split_at(open);
        self.literal_text(name);
        let Some(arguments) = rest[1..].strip_suffix(')') else {
            self.error(format_args!(
                "`(` without a closing `)` at the end of `{segment}`: write `{name}(…)`"
            ));
            self.recover(rest);
            return None;
        };
        self.out.push_literal("(");
        if !arguments.is_empty() {
            let arguments = split::outside(arguments, ',');
            self.repeated(segment, &arguments);
            for (at, argument) in arguments.into_iter().enumerate() {
                if at > 0 {
                    self.out.push_literal(",");
                }
                self.argument(segment, argument);
            }
        }
        self.out.push_literal(")");
        // A name with a dot is an operation; its arguments are no key.
        (!name.is_empty() && !name.contains('.')).then_some(open)
    }

    /// A name that stands before two values, of which a service would take one or none.
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
                "the argument `{name}` stands twice in `{segment}`: drop one of them"
            ));
        }
    }

    /// `[name "="] (ph | [enumType] "'" *(literal | ph) "'")`
    fn argument(&mut self, segment: &str, argument: &str) {
        let value = match split::outside(argument, '=').as_slice() {
            [name, value] => {
                self.literal_text(name);
                self.out.push_literal("=");
                value
            }
            _ => argument,
        };
        if value.starts_with('{') && value.ends_with('}') && value.matches('{').count() == 1 {
            return self.braces(value, Form::Typed);
        }
        let quoted = value
            .find('\'')
            .filter(|first| value.len() > first + 1 && value.ends_with('\''));
        let Some(first) = quoted else {
            self.error(format_args!(
                "`{value}` in `{segment}` is neither a placeholder nor a quoted literal: write `{{name}}` or `'text'`"
            ));
            return self.recover(value);
        };
        self.literal_text(&value[..first]);
        self.out.push_literal("'");
        let mut inside = &value[first + 1..value.len() - 1];
        while let Some(open) = inside.find('{') {
            let close = inside.find('}').map_or(inside.len(), |close| close + 1);
            self.literal_text(&inside[..open]);
            self.braces(&inside[open..close], Form::Quoted);
            inside = &inside[close..];
        }
        self.literal_text(inside);
        self.out.push_literal("'");
    }

    /// Reads `{…}` and puts a key of this form there.
    fn braces(&mut self, braces: &str, form: Form) {
        let inside = braces.trim_start_matches('{').trim_end_matches('}');
        let (read, problem) = placeholder::read(inside, &self.before, self.literal.span());
        let mut placeholder = read.placeholder;
        if let Some(problem) = problem {
            self.error(problem);
        } else if read.plus && form != Form::Segments {
            self.error(format_args!(
                "`{{+{0}}}` keeps slashes and is a whole segment: here write `{{{0}}}`",
                placeholder.name
            ));
        } else if self.taken(&placeholder.argument) {
            let proposal = (2..).map(|n| format!("{}{n}", placeholder.name));
            let proposal = proposal
                .into_iter()
                .find(|name| !self.text.contains(&format!("{{{name}")))
                .unwrap_or_default();
            self.error(format_args!(
                "the placeholder `{{{}}}` stands twice: write `{{{proposal}}}` for the second",
                placeholder.name
            ));
        }
        let mut n = 2;
        while self.taken(&placeholder.argument) {
            placeholder.argument = format!("{}{n}", odata_entity_names::argument(&placeholder.name));
            n += 1;
        }
        self.out.parts.push(Part::Key {
            placeholder: self.out.placeholders.len(),
            form,
        });
        self.out.placeholders.push(placeholder);
    }

    fn taken(&self, argument: &str) -> bool {
        self.out
            .placeholders
            .iter()
            .any(|other| other.argument == argument)
    }
}

fn collection(mut parts: Vec<Part>, name: &str, placeholders: usize, template: String) -> Collection {
    if !name.is_empty() {
        match parts.last_mut() {
            Some(Part::Literal(last)) => {
                last.push('/');
                last.push_str(name);
            }
            _ => parts.push(Part::Literal(format!("/{name}"))),
        }
    }
    Collection {
        parts,
        placeholders,
        template,
    }
}
