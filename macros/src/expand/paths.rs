//! Path functions: one typed argument a placeholder, the template as a constant of the runtime's types.

use super::docs;
use super::type_info::type_tag;
use crate::attr::PathAttr;
use crate::ident::ident;
use crate::model::{Facts, Forbidden, PathFacts, Reserved};
use crate::spans::at;
use crate::template::{Encode, Form, Part, Placeholder, Template};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Ident, LitStr, Visibility};

/// The functions of every path, for the entity's inherent impl.
pub(super) fn functions(
    entity: &Ident,
    vis: &Visibility,
    paths: &[PathAttr],
    templates: &[Template],
    facts: &Facts,
) -> TokenStream {
    let deprecated = docs::deprecated(facts.deprecated.as_deref());
    let all = paths.iter().zip(templates).enumerate();
    all.map(|(number, (path, template))| {
        let said = facts.paths.get(number).cloned().unwrap_or_default();
        both(entity, vis, path, template, &said, deprecated.as_ref())
    })
    .collect()
}

fn both(
    entity: &Ident,
    vis: &Visibility,
    path: &PathAttr,
    template: &Template,
    facts: &PathFacts,
    deprecated: Option<&TokenStream>,
) -> TokenStream {
    let text = path.template.value();
    let span = path
        .name
        .as_ref()
        .map_or_else(|| path.template.span(), Ident::span);
    let one = Function {
        name: ident(&path.function(), span),
        doc: format!(
            "The path `{text}` of one [`{entity}`].{}",
            keys_doc(&template.placeholders)
        ),
        returns: returns("EntityPath", facts.one),
        deprecated,
        text,
        parts: &template.parts,
        placeholders: &template.placeholders,
    };
    let one = one.tokens(vis, path, template, facts);
    let many = template.collection.as_ref().map(|collection| {
        let placeholders = &template.placeholders[..collection.placeholders];
        let text = collection.template.clone();
        let many = Function {
            name: ident(&path.collection_function(), span),
            doc: format!(
                "The path `{text}` of the collection of [`{entity}`].{}",
                keys_doc(placeholders)
            ),
            returns: returns("CollectionPath", facts.many),
            deprecated,
            text,
            parts: &collection.parts,
            placeholders,
        };
        many.tokens(vis, path, template, facts)
    });
    quote!(#one #many)
}

fn keys_doc(placeholders: &[Placeholder]) -> &'static str {
    if placeholders.is_empty() {
        ""
    } else {
        "\n\nKeys are percent-encoded; one that cannot be a segment is an error when the request is built."
    }
}

struct Function<'a> {
    name: Ident,
    doc: String,
    /// The type of path without its module.
    returns: TokenStream,
    deprecated: Option<&'a TokenStream>,
    text: String,
    parts: &'a [Part],
    placeholders: &'a [Placeholder],
}

impl Function<'_> {
    fn tokens(
        &self,
        vis: &Visibility,
        path: &PathAttr,
        template: &Template,
        facts: &PathFacts,
    ) -> TokenStream {
        let Self {
            name,
            returns,
            text,
            deprecated,
            ..
        } = self;
        let doc = docs::comment(&self.doc);
        let span = path.template.span();
        let arguments = self
            .placeholders
            .iter()
            .map(|placeholder| argument(placeholder, span));
        let keys = self.keys(span);
        let parts = self.parts(template, facts);
        let tag = path.type_tag.map(|tag| {
            let tag = type_tag(tag);
            quote!(.type_tag(#tag))
        });
        let written = path.declared.as_ref().map(|declared: &LitStr| quote!(#declared));
        let declared = written.or_else(|| facts.declared.as_ref().map(|name| quote!(#name)));
        let declared = declared.map(|name| quote!(.declared(#name)));
        quote! {
            #doc
            #deprecated
            #vis fn #name(#(#arguments),*) -> #returns {
                <#returns>::new(#text, &[#parts], #keys) #tag #declared
            }
        }
    }

    /// The arguments as the runtime takes them: a tuple up to the size that it knows.
    fn keys(&self, span: Span) -> TokenStream {
        let keys = self
            .placeholders
            .iter()
            .map(|placeholder| ident(&placeholder.argument, span));
        if self.placeholders.len() > MAX_TUPLE {
            quote!(&[#(&#keys as &dyn __odata::Key),*] as &[&dyn __odata::Key])
        } else {
            quote!((#(#keys,)*))
        }
    }

    fn parts(&self, template: &Template, facts: &PathFacts) -> TokenStream {
        let mut reserved = facts.reserved.iter();
        let mut out = TokenStream::new();
        for part in self.parts {
            out.extend(match part {
                Part::Literal(text) if text.is_empty() => continue,
                Part::Literal(text) => quote!(__odata::Literal(#text),),
                Part::Key { placeholder, form } => {
                    let placeholder = &template.placeholders[*placeholder];
                    key_tokens(placeholder, *form, reserved.next())
                }
            });
        }
        out
    }
}

/// The most placeholders that the runtime takes as a tuple.
const MAX_TUPLE: usize = 6;

/// The type of a path, with what the schema does not allow there.
fn returns(path: &str, forbidden: Forbidden) -> TokenStream {
    let path = Ident::new(path, Span::call_site());
    if forbidden == Forbidden::default() {
        return quote!(__odata::#path<Self>);
    }
    let allowed = [forbidden.update, forbidden.insert, forbidden.delete].map(|forbidden| {
        if forbidden {
            quote!(__odata::No)
        } else {
            quote!(__odata::Yes)
        }
    });
    quote!(__odata::#path<Self, __odata::Allowed<#(#allowed),*>>)
}

fn argument(placeholder: &Placeholder, span: Span) -> TokenStream {
    let name = ident(&placeholder.argument, span);
    match &placeholder.ty {
        Some(ty) => {
            let at = at(span);
            quote_spanned!(at=> #name: impl __odata::KeyOf<#ty>)
        }
        None => quote!(#name: impl __odata::Key),
    }
}

fn key_tokens(placeholder: &Placeholder, form: Form, reserved: Option<&Reserved>) -> TokenStream {
    let name = &placeholder.name;
    let reserved = reserved.filter(|reserved| !reserved.names.is_empty());
    if reserved.is_none() && form == Form::Segment && placeholder.encode == Encode::Once {
        return quote!(__odata::Segment(#name),);
    }
    let form = match form {
        Form::Segment => quote!(Segment),
        Form::Segments => quote!(Segments),
        Form::Quoted => quote!(Quoted),
        Form::Typed => quote!(Typed),
        Form::Bare => quote!(Bare),
    };
    let encode = match placeholder.encode {
        Encode::Once => quote!(Once),
        Encode::Raw => quote!(Raw),
        Encode::Twice => quote!(Twice),
    };
    let key = quote!(#name, __odata::KeyForm::#form, __odata::Encode::#encode);
    match reserved {
        None => quote!(__odata::PathPart::Key(#key),),
        Some(Reserved { lengths, names }) => quote! {
            __odata::PathPart::Reserved(#key, __odata::Reserved { lengths: #lengths, names: #names }),
        },
    }
}
