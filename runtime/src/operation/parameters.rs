//! [`Parameters`]: in the body of an action, in the URL of a function.

use super::Operation;
use crate::edm::ValueError;
use crate::fault::Fault;
use crate::json::{JsonBody, JsonWriter};
use crate::path::url_literal;
use crate::structure::{BodyKind, DeepValue};
use crate::value::{EdmKind, EdmValue};

/// Where the parameters of an operation are written.
pub struct Parameters<'p>(Form<'p>);

enum Form<'p> {
    Body(&'p mut JsonWriter),
    Url(&'p mut Arguments),
}

/// The parameters of a function, as they are in its URL.
#[derive(Default)]
pub(crate) struct Arguments {
    /// `a=1,b=@b`, percent-encoded.
    pub(crate) inline: String,
    /// The query options that aliases name: `@b` and its JSON.
    pub(crate) aliases: Vec<(&'static str, String)>,
    fault: Option<Fault>,
    /// How the next parameter is written.
    next: Style,
    pub(crate) has_unknown_members: bool,
}

/// How a parameter is written in a URL, where its type leaves that open.
#[derive(Clone, Copy, Default)]
struct Style {
    is_aliased: bool,
    is_quoted: bool,
}

/// The body of an action: an object, also without parameters
/// ([OData Protocol 4.01, 11.5.5.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_InvokinganAction)).
pub(super) fn body<O: Operation>(operation: &O, ieee754: bool) -> Result<JsonBody, Fault> {
    let mut out = JsonWriter::with_capacity(128);
    out.set_ieee754(ieee754);
    out.untyped_object(|out| operation.parameters(&mut Parameters(Form::Body(out))));
    out.finish()
}

/// The arguments of a function.
pub(super) fn arguments<O: Operation>(operation: &O) -> Result<Arguments, Fault> {
    let mut out = Arguments::default();
    operation.parameters(&mut Parameters(Form::Url(&mut out)));
    match out.fault.take() {
        Some(fault) => Err(fault),
        None => Ok(out),
    }
}

/// `alias` is the name with an `@` before it.
impl Parameters<'_> {
    /// Writes a parameter.
    pub fn value<T: EdmValue>(&mut self, alias: &'static str, value: &T) {
        match &mut self.0 {
            Form::Body(out) => out.named_member(name(alias), |out| value.write_json(out)),
            Form::Url(out) => out.value(alias, value),
        }
    }

    /// Writes a parameter that is left out where there is no value.
    pub fn option<T: EdmValue>(&mut self, alias: &'static str, value: &Option<T>) {
        match (value, &mut self.0) {
            (Some(value), _) => self.value(alias, value),
            (None, Form::Url(out)) => out.next = Style::default(),
            (None, Form::Body(_)) => {}
        }
    }

    /// The value of the next parameter goes by an alias.
    #[must_use = "it is for the next parameter"]
    pub fn aliased(&mut self) -> &mut Self {
        if let Form::Url(out) = &mut self.0 {
            out.next.is_aliased = true;
        }
        self
    }

    /// The literal of the next parameter is text in quotes, whatever its type.
    #[must_use = "it is for the next parameter"]
    pub fn quoted(&mut self) -> &mut Self {
        if let Form::Url(out) = &mut self.0 {
            out.next.is_quoted = true;
        }
        self
    }

    /// Writes a parameter that is an entity or a collection of entities, as one is created; it is left out where there is none.
    pub fn entity<D: DeepValue>(&mut self, alias: &'static str, value: &D) {
        if !value.is_present() {
            return;
        }
        let write = |out: &mut JsonWriter| value.write(BodyKind::Create, out);
        match &mut self.0 {
            Form::Body(out) => out.named_member(name(alias), write),
            Form::Url(out) => out.json(alias, write),
        }
    }
}

impl Arguments {
    /// Inline as a literal, or by an alias if it is structured: complex, a collection, any JSON
    /// ([OData URL Conventions 4.01, 4.5.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_InlineParameterSyntax)).
    fn value<T: EdmValue>(&mut self, alias: &'static str, value: &T) {
        let style = std::mem::take(&mut self.next);
        let is_structured = T::EDM.collection || matches!(T::EDM.kind, EdmKind::Complex | EdmKind::Untyped);
        if is_structured && !style.is_quoted {
            return self.json(alias, |out| value.write_json(out));
        }
        if value.is_sentinel() {
            return self.fault(alias, Fault::sentinel());
        }
        let mut json = JsonWriter::new();
        if T::EDM.kind == EdmKind::Enum || style.is_quoted {
            value.write_json(&mut json);
            self.has_unknown_members |= json.has_unknown_members();
        }
        let text = match style.is_quoted {
            true => match quoted(json) {
                Ok(text) => Some(text),
                Err(fault) => return self.fault(alias, fault),
            },
            false => None,
        };
        let literal = match (&text, style.is_aliased) {
            (Some(text), true) => literal(text),
            (None, true) => literal(value),
            (Some(text), false) => url_literal(text),
            (None, false) => url_literal(value),
        };
        match literal {
            Ok(literal) if style.is_aliased => {
                self.argument(alias, alias);
                self.aliases.push((alias, literal));
            }
            Ok(literal) => self.argument(alias, &literal),
            Err(error) => self.value_fault(alias, error),
        }
    }

    fn json(&mut self, alias: &'static str, write: impl FnOnce(&mut JsonWriter)) {
        // Braces around it, so that a value has the tags of one that is inside of a body.
        let mut out = JsonWriter::new();
        out.untyped_object(write);
        match out.finish() {
            Ok(body) => {
                self.has_unknown_members |= body.has_unknown_members();
                self.argument(alias, alias);
                let text = body.into_bytes(false, false);
                let text = text.get(1..text.len().saturating_sub(1)).unwrap_or_default();
                self.aliases
                    .push((alias, String::from_utf8_lossy(text).into_owned()));
            }
            Err(fault) => self.fault(alias, fault),
        }
    }

    fn argument(&mut self, alias: &'static str, value: &str) {
        if !self.inline.is_empty() {
            self.inline.push(',');
        }
        crate::path::push_segment(&mut self.inline, name(alias));
        self.inline.push('=');
        self.inline.push_str(value);
    }

    fn value_fault(&mut self, alias: &'static str, error: ValueError) {
        self.fault(alias, Fault::value(error));
    }

    fn fault(&mut self, alias: &'static str, mut fault: Fault) {
        fault.inside(name(alias));
        self.fault.get_or_insert(fault);
    }
}

/// A literal that is not percent-encoded yet.
fn literal<T: EdmValue>(value: &T) -> Result<String, ValueError> {
    let mut out = Vec::new();
    value.write_literal(&mut out)?;
    Ok(String::from_utf8_lossy(&out).into_owned())
}

/// A value as text: a JSON string's, else the JSON itself.
fn quoted(json: JsonWriter) -> Result<String, Fault> {
    let json = json.finish()?.into_bytes(false, false);
    let json = String::from_utf8_lossy(&json).into_owned();
    Ok(serde_json::from_str(&json).unwrap_or(json))
}

fn name(alias: &'static str) -> &'static str {
    alias.get(1..).unwrap_or_default()
}
