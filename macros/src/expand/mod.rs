//! Emitting code: calls with literals into the runtime, wrapped so that the user's names cannot be shadowed.

mod checked;
mod complex;
mod constants;
mod docs;
mod entity;
mod entity_tag;
mod enumeration;
mod newtype;
mod patch;
mod paths;
mod setters;
mod source;
mod union;

pub(crate) use complex::complex;
pub(crate) use entity::entity;
pub(crate) use enumeration::enumeration;
pub(crate) use newtype::newtype;
#[cfg(feature = "schema")]
pub(crate) use setters::value_type;
pub(crate) use union::union;

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};

/// How emitted code names the runtime crate.
pub(crate) struct Runtime {
    path: TokenStream,
    /// The same for links in doc comments: `odata_entity`.
    doc: String,
}

impl Runtime {
    /// `::odata_entity`, or what `#[odata(crate = "…")]` says.
    pub(crate) fn new(path: Option<&syn::Path>) -> Self {
        match path {
            Some(path) => {
                let doc: String = path
                    .to_token_stream()
                    .into_iter()
                    .map(|token| token.to_string())
                    .collect();
                Self {
                    path: path.to_token_stream(),
                    doc: doc.trim_start_matches(':').to_owned(),
                }
            }
            None => Self {
                path: quote!(::odata_entity),
                doc: "odata_entity".to_owned(),
            },
        }
    }

    /// Puts `body` where it can name the runtime as `__odata` without touching the user's names.
    pub(crate) fn wrap(&self, body: &TokenStream) -> TokenStream {
        let path = &self.path;
        quote! {
            const _: () = {
                use #path::__private as __odata;
                #body
            };
        }
    }
}

/// Where tokens stand that can fail over a field's type: where the user wrote it, names resolved as the derive's own.
///
/// What a field's type can fail is checked at many tokens of the expansion. All of them, names of fields too, stand where
/// the user wrote the type, so that the compiler, which drops an error that it has printed before, prints one.
pub(crate) fn at(span: Span) -> Span {
    Span::call_site().located_at(span)
}

/// Tokens made elsewhere, the user's own type among them, at that location too.
///
/// Only for a type that can be wrong: to take tokens apart takes time.
fn located(tokens: impl ToTokens, span: Span) -> TokenStream {
    fn relocate(tokens: TokenStream, span: Span) -> TokenStream {
        let relocate = |token: TokenTree| match token {
            TokenTree::Group(group) => {
                let mut group = Group::new(group.delimiter(), relocate(group.stream(), span));
                group.set_span(span);
                TokenTree::Group(group)
            }
            // Names a crate by its span.
            TokenTree::Ident(ident) if ident == "$crate" => TokenTree::Ident(ident),
            mut token => {
                token.set_span(span);
                token
            }
        };
        tokens.into_iter().map(relocate).collect()
    }
    relocate(tokens.into_token_stream(), at(span))
}
