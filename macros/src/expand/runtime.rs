//! How emitted code names the runtime crate.

use crate::ident::ident;
use crate::schema;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

/// How emitted code names the runtime crate.
pub(crate) struct Runtime {
    pub(super) path: TokenStream,
    /// The same for links in doc comments: `odata_entity`.
    pub(super) doc: String,
}

impl Runtime {
    /// `::odata_entity`, by the name that Cargo.toml has for it; or the path of `#[odata(crate = "…")]`.
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
            None => {
                let doc = schema::runtime().unwrap_or_else(|| "odata_entity".to_owned());
                let name = ident(&doc, Span::call_site());
                Self {
                    path: quote!(::#name),
                    doc,
                }
            }
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
