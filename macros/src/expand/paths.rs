//! Path functions: one typed argument a placeholder, the template as a constant of the runtime's types.

use super::allowed::allowed;
use super::docs;
use super::type_info::type_tag;
use crate::ident::ident;
use crate::model::{Forbidden, Path, Reserved, Tracked, TypeModel};
use crate::spans::at;
use crate::template::{Encode, Form, Part, Placeholder};
use proc_macro2::{Span, TokenStream};
use quote::{quote, quote_spanned};
use syn::{Ident, LitStr, Visibility};

/// The functions of every path, for the entity's inherent impl.
pub(super) fn functions(model: &TypeModel<'_>) -> TokenStream {
    let deprecated = docs::deprecated(model.facts.deprecated.as_deref());
    let both = model
        .paths
        .iter()
        .map(|path| both(model, path, deprecated.as_ref()));
    both.collect()
}

fn both(model: &TypeModel<'_>, path: &Path, deprecated: Option<&TokenStream>) -> TokenStream {
    let (entity, vis) = (&model.input.ident, &model.input.vis);
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
            "The path `{}` of one [`{entity}`].{}",
            template.text,
            keys_doc(&template.placeholders)
        ),
        returns: returns("EntityPath", facts.one),
        deprecated,
        text: &template.text,
        parts: template.parts(),
        placeholders: &template.placeholders,
    };
    let one = one.tokens(vis, path);
    let many = template.collection().map(|collection| {
        let placeholders = collection.placeholders;
        let many = Function {
            name: ident(&attr.collection_function(), span),
            doc: format!(
                "The path `{}` of the collection of [`{entity}`].{}",
                collection.text,
                keys_doc(placeholders)
            ),
            returns: returns("CollectionPath", facts.many),
            deprecated,
            text: &collection.text,
            parts: collection.parts(),
            placeholders,
        };
        many.tokens(vis, path)
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
    text: &'a str,
    parts: Vec<Part>,
    placeholders: &'a [Placeholder],
}

impl Function<'_> {
    fn tokens(&self, vis: &Visibility, path: &Path) -> TokenStream {
        let Self {
            name,
            returns,
            text,
            deprecated,
            ..
        } = self;
        let doc = docs::comment(&self.doc);
        let Path { attr, facts, .. } = path;
        let span = attr.template.span();
        let arguments = self
            .placeholders
            .iter()
            .map(|placeholder| argument(placeholder, span));
        let keys = self.keys(span);
        let parts = parts_of(&self.parts, &path.template.placeholders, &path.facts.reserved);
        let tag = attr.type_tag.map(|tag| {
            let tag = type_tag(tag);
            quote!(.type_tag(#tag))
        });
        let written = attr.declared.as_ref().map(|declared: &LitStr| quote!(#declared));
        let declared = written.or_else(|| facts.declared.as_ref().map(|name| quote!(#name)));
        let declared = declared.map(|name| quote!(.declared(#name)));
        let etag = facts.needs_etag.then(|| quote!(.etag_required()));
        quote! {
            #doc
            #deprecated
            #vis fn #name(#(#arguments),*) -> #returns {
                <#returns>::new(#text, &[#parts], #keys) #tag #declared #etag
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
}

/// The pieces as the runtime's; each placeholder is the number of one of `placeholders`, and of what is `reserved` at its place.
pub(super) fn parts_of(parts: &[Part], placeholders: &[Placeholder], reserved: &[Reserved]) -> TokenStream {
    let mut out = TokenStream::new();
    for part in parts {
        out.extend(match part {
            Part::Literal(text) => quote!(__odata::Literal(#text),),
            Part::Key { placeholder, form } => {
                key_tokens(&placeholders[*placeholder], *form, reserved.get(*placeholder))
            }
        });
    }
    out
}

/// The most placeholders that the runtime takes as a tuple.
const MAX_TUPLE: usize = 6;

/// The type of a path, with what the schema does not allow there.
fn returns(path: &str, forbidden: Forbidden) -> TokenStream {
    let path = Ident::new(path, Span::call_site());
    if forbidden == Forbidden::default() {
        return quote!(__odata::#path<Self>);
    }
    let Forbidden {
        update,
        insert,
        delete,
        tracked,
    } = forbidden;
    let track: Option<TokenStream> = match tracked {
        Tracked::Unknown => None,
        #[cfg(feature = "schema")]
        Tracked::ByFunction => Some(quote!(__odata::ByFunction)),
        #[cfg(feature = "schema")]
        Tracked::ByPreference => Some(quote!(__odata::ByPreference)),
        #[cfg(feature = "schema")]
        Tracked::No if !(update || insert || delete) => {
            return quote!(__odata::#path<Self, __odata::Untracked>);
        }
        #[cfg(feature = "schema")]
        Tracked::No => Some(quote!(__odata::No)),
    };
    let allowed = allowed([update, insert, delete]);
    let track = track.map(|track| quote!(, #track));
    quote!(__odata::#path<Self, __odata::Allowed<#allowed #track>>)
}

pub(super) fn argument(placeholder: &Placeholder, span: Span) -> TokenStream {
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
