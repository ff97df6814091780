//! Emitted code as text, which the compiler takes apart.
//!
//! A derive runs unoptimised: to hand over tokens one by one costs it some five times what their text costs. Text has no place in
//! the user's code, so what an error can underline is given as tokens.

use proc_macro2::{Span, TokenStream};
use quote::ToTokens;
use std::cell::OnceCell;
use std::fmt::{Arguments, format};
use std::rc::Rc;
use syn::{Ident, Visibility};

/// Code that is text for the most part, with tokens in the holes of it.
///
/// It is taken apart once, at the end, as each text is a file to the compiler.
#[derive(Default)]
pub(crate) struct Text {
    text: String,
    /// What belongs in each hole, in order.
    holes: Vec<Hole>,
}

/// A hole. Emitted code has no `$` that is not in a string, and holes within brackets only by [`Text::braces`] and its like.
const HOLE: char = '$';

enum Hole {
    Tokens(TokenStream),
    Ident(Ident),
    Spelled(Spelled),
    /// In the brackets behind it are the next holes.
    Inside,
    /// The same, and what is no hole in them is located there.
    At(Span),
}

/// Tokens that are emitted several times, handed over by the compiler once.
#[derive(Clone)]
pub(crate) struct Spelled(Rc<(TokenStream, OnceCell<Vec<proc_macro::TokenTree>>)>);

impl Spelled {
    pub(crate) fn new(tokens: impl ToTokens) -> Self {
        Self(Rc::new((tokens.into_token_stream(), OnceCell::new())))
    }
}

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
        // `format` is compiled already, and optimised; `write!` would be neither.
        self.text.push_str(&format(code));
    }

    fn hole(&mut self, hole: Hole) {
        // Beside another mark the two would be one.
        self.text.push_str(" $ ");
        self.holes.push(hole);
    }

    /// Appends tokens.
    pub(crate) fn tokens(&mut self, tokens: impl ToTokens) {
        let tokens = tokens.into_token_stream();
        if !tokens.is_empty() {
            self.hole(Hole::Tokens(tokens));
        }
    }

    /// Appends a name at its place.
    pub(crate) fn ident(&mut self, ident: &Ident) {
        self.hole(Hole::Ident(ident.clone()));
    }

    /// Appends tokens that are emitted several times.
    pub(crate) fn spelled(&mut self, tokens: &Spelled) {
        self.hole(Hole::Spelled(tokens.clone()));
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
        self.brackets('{', inside, '}');
    }

    /// Appends what is in parentheses.
    pub(crate) fn parentheses(&mut self, inside: Self) {
        self.brackets('(', inside, ')');
    }

    fn brackets(&mut self, open: char, inside: Self, close: char) {
        if !inside.holes.is_empty() {
            self.hole(Hole::Inside);
        }
        self.text.push(open);
        self.append(inside);
        self.text.push(close);
    }

    /// Appends what is in parentheses, all of it but what is in holes located there.
    pub(crate) fn parentheses_at(&mut self, at: Span, inside: Self) {
        self.hole(Hole::At(at));
        self.text.push('(');
        self.append(inside);
        self.text.push(')');
    }

    /// All of it. The compiler's own lexer takes the text apart, and its own tokens are put into the holes: what `proc_macro2` has for
    /// either is unoptimised.
    pub(crate) fn finish(self) -> TokenStream {
        let mut holes = self.holes.into_iter();
        let out = if proc_macro::is_available() {
            let code = self.text.parse::<proc_macro::TokenStream>();
            debug_assert!(code.is_ok(), "{}", self.text);
            compiled::fill(code.unwrap_or_default(), None, &mut holes).into()
        } else {
            tested::fill(self.text.parse().unwrap_or_default(), None, &mut holes)
        };
        // One within brackets that have no mark.
        debug_assert!(holes.next().is_none(), "a hole is left in {}", self.text);
        out
    }
}

/// Fills the holes of a text with tokens of one of the two crates.
macro_rules! fill {
    ($crate_:ident, $hole:ident, $out:ident => $put:expr, $span:ident => $place:expr) => {
        use $crate_::{Group, TokenStream, TokenTree};

        pub(super) fn fill(
            code: TokenStream,
            at: Option<$crate_::Span>,
            holes: &mut std::vec::IntoIter<Hole>,
        ) -> TokenStream {
            let mut $out = Vec::new();
            let mut trees = code.into_iter();
            while let Some(mut tree) = trees.next() {
                let mut inside = None;
                if matches!(&tree, TokenTree::Punct(punct) if punct.as_char() == HOLE) {
                    match holes.next() {
                        Some(Hole::Inside) => inside = Some(at),
                        Some(Hole::At($span)) => inside = Some(Some($place)),
                        Some($hole) => {
                            $put;
                            continue;
                        }
                        None => continue,
                    }
                    // The brackets behind the mark.
                    match trees.next() {
                        Some(behind) => tree = behind,
                        None => break,
                    }
                }
                if let (Some(at), TokenTree::Group(group)) = (inside, &tree) {
                    let filled = fill(group.stream(), at, holes);
                    tree = Group::new(group.delimiter(), filled).into();
                }
                if let Some(at) = inside.unwrap_or(at) {
                    tree.set_span(at);
                }
                $out.push(tree);
            }
            $out.into_iter().collect()
        }
    };
}

mod compiled {
    use super::{HOLE, Hole};

    fill!(proc_macro, hole, out => put(hole, &mut out), span => span.unwrap());

    fn put(hole: Hole, out: &mut Vec<TokenTree>) {
        match hole {
            Hole::Tokens(tokens) => out.extend(TokenStream::from(tokens)),
            Hole::Ident(ident) => {
                // Not by a stream, which would be two calls to the compiler.
                let (text, span) = (ident.to_string(), ident.span().unwrap());
                out.push(TokenTree::Ident(match text.strip_prefix("r#") {
                    Some(text) => proc_macro::Ident::new_raw(text, span),
                    None => proc_macro::Ident::new(&text, span),
                }));
            }
            Hole::Spelled(super::Spelled(tokens)) => {
                let (tokens, handed) = &*tokens;
                let handed = handed.get_or_init(|| TokenStream::from(tokens.clone()).into_iter().collect());
                out.extend_from_slice(handed);
            }
            Hole::Inside | Hole::At(_) => {}
        }
    }
}

/// The same outside of a compiler: in a test.
mod tested {
    use super::{HOLE, Hole};

    fill!(proc_macro2, hole, out => put(hole, &mut out), span => span);

    fn put(hole: Hole, out: &mut Vec<TokenTree>) {
        match hole {
            Hole::Tokens(tokens) => out.extend(tokens),
            Hole::Ident(ident) => out.push(ident.into()),
            Hole::Spelled(super::Spelled(tokens)) => out.extend(tokens.0.clone()),
            Hole::Inside | Hole::At(_) => {}
        }
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
        rest.push("fn");
        rest.ident(&quote::format_ident!("z"));
        let mut arguments = Text::default();
        let mut inner = Text::default();
        inner.spelled(&Spelled::new(quote!(A, B)));
        arguments.push("x:");
        arguments.parentheses(inner);
        rest.parentheses_at(Span::call_site(), arguments);
        rest.braces(Text::default());
        out.append(rest);
        let expected = quote!(
            const X: Y = Y {
                a: 1,
                b: [2],
                c: "$\"{}",
            };
            fn z(x: (A, B)) {}
        );
        assert_eq!(out.finish().to_string(), expected.to_string());
    }
}
