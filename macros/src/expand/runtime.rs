//! How emitted code names the runtime crate.

use crate::ident::ident;
use crate::schema;
use crate::text::Text;
use proc_macro2::{Span, TokenStream};
use quote::{ToTokens, quote};

/// How emitted code names the runtime crate.
pub(crate) struct Runtime {
    pub(super) path: TokenStream,
    /// The same for links in doc comments: `odata_entity`.
    pub(super) doc: String,
    /// Whether the user wrote the path.
    is_written: bool,
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
                    is_written: true,
                }
            }
            None => {
                let doc = schema::runtime().unwrap_or_else(|| "odata_entity".to_owned());
                let name = ident(&doc, Span::call_site());
                Self {
                    path: quote!(::#name),
                    doc,
                    is_written: false,
                }
            }
        }
    }

    /// Appends the path; of a name from Cargo.toml as text.
    pub(super) fn push(&self, out: &mut Text) {
        match self.is_written {
            true => out.tokens(&self.path),
            false => out.write(format_args!(" ::r#{}", self.doc)),
        }
    }

    /// Appends `body` where it can name the runtime as `__odata` without touching the user's names.
    pub(super) fn wrap_text(&self, body: Text, out: &mut Text) {
        let mut inside = Text::default();
        inside.push("use ");
        self.push(&mut inside);
        inside.push("::__private as __odata;");
        inside.append(body);
        out.push("const _: () =");
        out.braces(inside);
        out.push(";");
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
