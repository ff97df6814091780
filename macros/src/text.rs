//! Emitted code as text, which the compiler takes apart.
//!
//! A derive runs unoptimised: to hand over tokens one by one costs it some five times what their text costs. Text has no place in
//! the user's code, so what an error can underline is given as tokens.

use proc_macro2::{Delimiter, Group, TokenStream, TokenTree};
use quote::ToTokens;
use std::fmt::{Arguments, Write};
use syn::{Ident, Visibility};

/// Code that is text for the most part, with tokens in the holes of it.
#[derive(Default)]
pub(crate) struct Text {
    text: String,
    /// What belongs in each hole, in order.
    holes: Vec<TokenStream>,
}

/// A hole. Emitted code has no `$` that is not in a string, and no hole is within brackets.
const HOLE: char = '$';

impl Text {
    pub(crate) fn is_empty(&self) -> bool {
        self.text.is_empty()
    }

    /// Appends code with all its brackets closed.
    pub(crate) fn push(&mut self, code: &str) {
        self.text.push_str(code);
    }

    /// Appends code that is formatted; a string's literal is its `{:?}`.
    pub(crate) fn write(&mut self, code: Arguments<'_>) {
        // Writing to a `String` cannot fail.
        let _ = self.text.write_fmt(code);
    }

    /// Appends tokens.
    pub(crate) fn tokens(&mut self, tokens: impl ToTokens) {
        let tokens = tokens.into_token_stream();
        if !tokens.is_empty() {
            // Beside another mark the two would be one.
            self.text.push_str(" $ ");
            self.holes.push(tokens);
        }
    }

    /// Appends a visibility.
    pub(crate) fn vis(&mut self, vis: &Visibility) {
        match vis {
            Visibility::Public(_) => self.push(" pub "),
            Visibility::Inherited => {}
            Visibility::Restricted(_) => self.tokens(vis),
        }
    }

    /// Appends other code.
    pub(crate) fn append(&mut self, other: Self) {
        self.text.push_str(&other.text);
        self.holes.extend(other.holes);
    }

    /// Appends what is in braces.
    pub(crate) fn braces(&mut self, inside: Self) {
        if inside.holes.is_empty() {
            self.text.push('{');
            self.text.push_str(&inside.text);
            self.text.push('}');
        } else {
            let group = Group::new(Delimiter::Brace, inside.finish());
            self.tokens(group);
        }
    }

    /// All of it.
    pub(crate) fn finish(self) -> TokenStream {
        if proc_macro::is_available() {
            self.compiled().into()
        } else {
            self.tested()
        }
    }

    /// The compiler's own lexer takes the text apart, and its own tokens are put into the holes: what `proc_macro2` has for either
    /// is unoptimised.
    fn compiled(self) -> proc_macro::TokenStream {
        let code = self.text.parse::<proc_macro::TokenStream>();
        debug_assert!(code.is_ok(), "{}", self.text);
        let code = code.unwrap_or_default();
        if self.holes.is_empty() {
            return code;
        }
        let mut holes = self.holes.into_iter();
        let mut out = Vec::new();
        for tree in code {
            match &tree {
                proc_macro::TokenTree::Punct(punct) if *punct == HOLE => {
                    out.extend(
                        holes
                            .next()
                            .map(proc_macro::TokenStream::from)
                            .into_iter()
                            .flatten(),
                    );
                }
                _ => out.push(tree),
            }
        }
        out.into_iter().collect()
    }

    /// The same outside of a compiler: in a test.
    fn tested(self) -> TokenStream {
        let mut holes = self.holes.into_iter();
        let code: TokenStream = self.text.parse().unwrap_or_default();
        let filled = code.into_iter().flat_map(|tree| match tree {
            TokenTree::Punct(punct) if punct.as_char() == HOLE => holes.next().unwrap_or_default(),
            tree => tree.into(),
        });
        filled.collect()
    }
}

/// An identifier in a text, which is of the edition of this crate: what is a name in the user's may be a keyword there.
pub(crate) fn raw(ident: &Ident) -> String {
    let text = ident.to_string();
    if text.starts_with("r#") {
        text
    } else {
        format!("r#{text}")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use quote::quote;

    #[test]
    fn tokens_are_in_their_places() {
        let mut inside = Text::default();
        inside.push("a: 1,");
        inside.tokens(quote!(b: [2],));
        inside.write(format_args!("c: {:?},", "$\"{}"));
        let mut out = Text::default();
        out.push("const X: Y =");
        out.tokens(quote!());
        out.tokens(quote!(Y));
        out.braces(inside);
        out.push(";");
        let mut rest = Text::default();
        rest.push("fn z() ");
        rest.braces(Text::default());
        out.append(rest);
        let expected = quote!(
            const X: Y = Y {
                a: 1,
                b: [2],
                c: "$\"{}",
            };
            fn z() {}
        );
        assert_eq!(out.finish().to_string(), expected.to_string());
    }
}
