//! Path functions: one typed argument a placeholder, the template as a constant of the runtime's types.

use super::allowed::allowed;
use super::docs;
use super::type_info::type_tag;
use crate::ident::ident;
use crate::model::{Forbidden, Path, Reserved, Tracked, TypeModel};
use crate::spans::at;
use crate::template::{Encode, Form, Part, Placeholder};
use crate::text::Text;
use proc_macro2::Span;
use quote::{quote, quote_spanned};
use syn::Ident;

/// The functions of every path, for the entity's inherent impl.
pub(super) fn functions(model: &TypeModel<'_>, out: &mut Text) {
    for path in &model.paths {
        both(model, path, out);
    }
}

fn both(model: &TypeModel<'_>, path: &Path, out: &mut Text) {
    let entity = &model.input.ident;
    let Path {
        attr,
        template,
        facts,
    } = path;
    let span = attr
        .name
        .as_ref()
        .map_or_else(|| attr.template.span(), Ident::span);
    let one = Function {
        name: ident(&attr.function(), span),
        doc: format!(
            "The path `{}` of one [`{entity}`].{}{}",
            template.text,
            docs::forbidden(facts.one),
            keys_doc(&template.placeholders)
        ),
        returns: returns("EntityPath", facts.one),
        text: &template.text,
        parts: template.parts(),
        placeholders: &template.placeholders,
    };
    one.write(model, path, out);
    if let Some(collection) = template.collection() {
        let placeholders = collection.placeholders;
        let many = Function {
            name: ident(&attr.collection_function(), span),
            doc: format!(
                "The path `{}` of the collection of [`{entity}`].{}{}{}",
                collection.text,
                docs::forbidden(facts.many),
                tracked_doc(facts.many.tracked),
                keys_doc(placeholders)
            ),
            returns: returns("CollectionPath", facts.many),
            text: &collection.text,
            parts: collection.parts(),
            placeholders,
        };
        many.write(model, path, out);
    }
}

fn keys_doc(placeholders: &[Placeholder]) -> &'static str {
    if placeholders.is_empty() {
        ""
    } else {
        "\n\nKeys are percent-encoded; one that cannot be a segment is an error when the request is built."
    }
}

fn tracked_doc(tracked: Tracked) -> &'static str {
    match tracked {
        Tracked::Unknown => "",
        #[cfg(feature = "schema")]
        Tracked::ByFunction => "\n\nIts changes can be followed: `delta()`.",
        #[cfg(feature = "schema")]
        Tracked::ByPreference => "\n\nIts changes can be followed: `track_changes()`.",
        #[cfg(feature = "schema")]
        Tracked::No => "\n\nThe service does not track its changes.",
    }
}

struct Function<'a> {
    name: Ident,
    doc: String,
    /// The type of path without its module.
    returns: String,
    text: &'a str,
    parts: Vec<Part>,
    placeholders: &'a [Placeholder],
}

impl Function<'_> {
    fn write(&self, model: &TypeModel<'_>, path: &Path, out: &mut Text) {
        let Self {
            name, returns, text, ..
        } = self;
        let Path { attr, facts, .. } = path;
        let mut arguments = Text::default();
        let span = attr.template.span();
        for placeholder in self.placeholders {
            argument(placeholder, span, &mut arguments);
        }
        let mut handed = Text::default();
        handed.write(format_args!("{text:?}, &["));
        parts_of(
            &self.parts,
            &path.template.placeholders,
            &path.facts.reserved,
            &mut handed,
        );
        handed.push("], ");
        self.keys(span, &mut handed);
        let mut body = Text::default();
        body.write(format_args!("<{returns}>::new"));
        body.parentheses(handed);
        if let Some(tag) = attr.type_tag {
            let tag = type_tag(tag);
            body.tokens(quote!(.type_tag(#tag)));
        }
        if let Some(declared) = &attr.declared {
            body.tokens(quote!(.declared(#declared)));
        } else if let Some(name) = &facts.declared {
            body.write(format_args!(".declared({name:?})"));
        }
        if facts.needs_etag {
            body.push(".etag_required()");
        }
        out.write(format_args!("#[doc = {:?}]", self.doc));
        out.tokens(docs::deprecated(model.facts.deprecated.as_deref()));
        out.vis(&model.input.vis);
        out.push(" fn ");
        out.ident(name);
        out.parentheses(arguments);
        out.write(format_args!("-> {returns}"));
        out.braces(body);
    }

    /// The arguments as the runtime takes them: a tuple up to the size that it knows.
    fn keys(&self, span: Span, out: &mut Text) {
        let keys = self.placeholders.iter();
        let keys = keys.map(|placeholder| ident(&placeholder.argument, span));
        if self.placeholders.len() > MAX_TUPLE {
            out.tokens(quote!(&[#(&#keys as &dyn __odata::Key),*] as &[&dyn __odata::Key]));
            return;
        }
        let mut tuple = Text::default();
        for key in keys {
            tuple.ident(&key);
            tuple.push(",");
        }
        out.parentheses(tuple);
    }
}

/// The pieces as the runtime's; each placeholder is the number of one of `placeholders`, and of what is `reserved` at its place.
pub(super) fn parts_of(parts: &[Part], placeholders: &[Placeholder], reserved: &[Reserved], out: &mut Text) {
    for part in parts {
        match part {
            Part::Literal(text) => out.write(format_args!("__odata::Literal({text:?}),")),
            Part::Key { placeholder, form } => {
                key(
                    &placeholders[*placeholder],
                    *form,
                    reserved.get(*placeholder),
                    out,
                );
            }
        }
    }
}

/// The most placeholders that the runtime takes as a tuple.
const MAX_TUPLE: usize = 6;

/// The type of a path, with what the schema does not allow there.
fn returns(path: &str, forbidden: Forbidden) -> String {
    if forbidden == Forbidden::default() {
        return format!("__odata::{path}<Self>");
    }
    let Forbidden {
        update,
        insert,
        delete,
        tracked,
    } = forbidden;
    let track = match tracked {
        Tracked::Unknown => "",
        #[cfg(feature = "schema")]
        Tracked::ByFunction => ", __odata::ByFunction",
        #[cfg(feature = "schema")]
        Tracked::ByPreference => ", __odata::ByPreference",
        #[cfg(feature = "schema")]
        Tracked::No if !(update || insert || delete) => {
            return format!("__odata::{path}<Self, __odata::Untracked>");
        }
        #[cfg(feature = "schema")]
        Tracked::No => ", __odata::No",
    };
    let allowed = allowed([update, insert, delete]);
    format!("__odata::{path}<Self, __odata::Allowed<{allowed} {track}>>")
}

/// Declares the argument of a placeholder, which is located where its template is.
pub(super) fn argument(placeholder: &Placeholder, span: Span, out: &mut Text) {
    out.ident(&ident(&placeholder.argument, span));
    match &placeholder.ty {
        Some(ty) => {
            let at = at(span);
            out.tokens(quote_spanned!(at=> : impl __odata::KeyOf<#ty>,));
        }
        None => out.push(": impl __odata::Key,"),
    }
}

fn key(placeholder: &Placeholder, form: Form, reserved: Option<&Reserved>, out: &mut Text) {
    let name = &placeholder.name;
    let reserved = reserved.filter(|reserved| !reserved.names.is_empty());
    if reserved.is_none() && form == Form::Segment && placeholder.encode == Encode::Once {
        out.write(format_args!("__odata::Segment({name:?}),"));
        return;
    }
    let form = match form {
        Form::Segment => "Segment",
        Form::Segments => "Segments",
        Form::Quoted => "Quoted",
        Form::Typed => "Typed",
        Form::Bare => "Bare",
    };
    let encode = match placeholder.encode {
        Encode::Once => "Once",
        Encode::Raw => "Raw",
        Encode::Twice => "Twice",
    };
    let key = format!("{name:?}, __odata::KeyForm::{form}, __odata::Encode::{encode}");
    match reserved {
        None => out.write(format_args!("__odata::PathPart::Key({key}),")),
        Some(Reserved { lengths, names }) => out.write(format_args!(
            "__odata::PathPart::Reserved({key}, __odata::Reserved {{ lengths: {lengths}u64, names: {names:?} }}),"
        )),
    }
}
