//! Where emitted tokens are located, so that an error underlines the user's own text.

use proc_macro2::{Group, Span, TokenStream, TokenTree};
use quote::ToTokens;

/// The location of tokens that can fail over a field's type: where the user wrote it, names resolved as the derive's own.
///
/// What a field's type can fail is checked at many tokens of the expansion. All of them, names of fields too, are located where
/// the user wrote the type, so that the compiler, which drops an error that it has printed before, prints one.
pub(crate) fn at(span: Span) -> Span {
    Span::call_site().located_at(span)
}

/// Tokens made elsewhere, the user's own type among them, at that location too.
///
/// Only for a type that can be wrong: to take tokens apart takes time.
pub(crate) fn located(tokens: impl ToTokens, span: Span) -> TokenStream {
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
