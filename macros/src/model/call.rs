//! The input of `path!`: a template, and what fills it.

use super::facts::PathFacts;
use crate::ctxt::Ctxt;
use crate::ident::ident;
use crate::template::Template;
use crate::type_id::hash;
use proc_macro2::{Ident, Spacing, Span, TokenStream, TokenTree};
use quote::{ToTokens, quote};
use syn::LitStr;

/// A call of `path!`.
pub(crate) struct PathCall {
    /// The runtime crate, as `macro_rules` knows it: `$crate`.
    pub(crate) runtime: TokenStream,
    pub(crate) literal: LitStr,
    pub(crate) template: Template,
    /// One a placeholder, in order; none where they are wrong, which is reported.
    pub(crate) arguments: Vec<TokenStream>,
    /// What the schema adds; nothing without one.
    pub(crate) facts: PathFacts,
}

/// The template as an example shows it.
const EXAMPLE: &str = "path!(\"/things/{thingId}\", id)";

/// `"/template", arguments`, cut at the commas. (An expression is not taken apart further: the compiler does that.)
fn cut(input: impl Iterator<Item = TokenTree>) -> Vec<TokenStream> {
    let mut pieces = vec![TokenStream::new()];
    // Commas in the parentheses of a call are in a group; those of `f::<A, B>()` are not.
    let (mut depth, mut before, mut before_that) = (0_usize, ' ', ' ');
    for token in input {
        let sign = match &token {
            TokenTree::Punct(punct) => punct.as_char(),
            _ => ' ',
        };
        match sign {
            '<' if depth > 0 || (before == ':' && before_that == ':') => depth += 1,
            '>' if depth > 0 && before != '-' => depth -= 1,
            _ => {}
        }
        (before_that, before) = (before, sign);
        match pieces.last_mut() {
            Some(_) if sign == ',' && depth == 0 => pieces.push(TokenStream::new()),
            Some(piece) => piece.extend([token]),
            None => {}
        }
    }
    if pieces.last().is_some_and(TokenStream::is_empty) {
        pieces.pop();
    }
    pieces
}

/// The template; anything else is a mistake.
fn template(cx: &Ctxt, given: Option<&TokenStream>) -> Option<LitStr> {
    let Some(given) = given else {
        cx.push(syn::Error::new(
            Span::call_site(),
            format_args!("`path!` takes a template: `{EXAMPLE}`"),
        ));
        return None;
    };
    // A literal that came through another macro is in a group without delimiters, which syn looks through.
    let literal = syn::parse2(given.clone()).ok();
    if literal.is_none() {
        cx.error(
            given,
            format_args!(
                "the template is a string literal, as it is checked when this is compiled: `{EXAMPLE}`"
            ),
        );
    }
    literal
}

/// The value of `name = value`.
fn named(argument: &TokenStream) -> Option<TokenStream> {
    let mut tokens = argument.clone().into_iter();
    let (name, sign) = (tokens.next()?, tokens.next()?);
    match (name, sign) {
        (TokenTree::Ident(_), TokenTree::Punct(sign))
            if sign.as_char() == '=' && sign.spacing() == Spacing::Alone =>
        {
            Some(tokens.collect())
        }
        _ => None,
    }
}

impl PathCall {
    /// Reads `(crate) "/template", arguments`; the first is what `macro_rules` calls the runtime.
    pub(crate) fn read(cx: &Ctxt, input: TokenStream) -> Self {
        let mut tokens = input.into_iter();
        let runtime = match tokens.next() {
            Some(TokenTree::Group(group)) => group.stream(),
            _ => quote!(::odata_entity),
        };
        let mut call = Self {
            runtime,
            literal: LitStr::new("", Span::call_site()),
            template: Template::default(),
            arguments: Vec::new(),
            facts: PathFacts::default(),
        };
        let pieces = cut(tokens);
        match template(cx, pieces.first()) {
            Some(literal) => {
                call.template = Template::read(cx, &literal);
                call.literal = literal;
                call.arguments = call.filled(cx, pieces.get(1..).unwrap_or_default());
            }
            None => call.template.is_faulty = true,
        }
        call
    }

    /// What fills each placeholder: the arguments in order, or without any the variables of their names.
    fn filled(&self, cx: &Ctxt, arguments: &[TokenStream]) -> Vec<TokenStream> {
        let placeholders = &self.template.placeholders;
        if let Some((argument, value)) = arguments.iter().find_map(|one| Some((one, named(one)?))) {
            cx.error(
                argument,
                format_args!("arguments have no names, they fill the placeholders in order: write `{value}`"),
            );
            return Vec::new();
        }
        if arguments.is_empty() {
            let variables = placeholders.iter();
            return variables
                .map(|one| ident(&one.argument, self.literal.span()).into_token_stream())
                .collect();
        }
        if let Some(extra) = arguments.get(placeholders.len()) {
            let all: Vec<String> = placeholders
                .iter()
                .map(|one| format!("`{{{}}}`", one.name))
                .collect();
            let have = match all.as_slice() {
                [] => "the template has no placeholder".to_owned(),
                [one] => format!("the only placeholder of the template is {one}"),
                all => format!("the placeholders of the template are {}", all.join(", ")),
            };
            cx.error(
                extra,
                format_args!("no placeholder is left for this argument: {have}"),
            );
            return Vec::new();
        }
        if let Some(missing) = placeholders.get(arguments.len()) {
            cx.error(
                &self.literal,
                format_args!(
                    "no argument fills the placeholder `{{{0}}}`: give one for each, in order, or none at all where variables have \
                     their names (`{1}`)",
                    missing.name, missing.argument
                ),
            );
            return Vec::new();
        }
        arguments.to_vec()
    }

    /// A name for the call, as derives have that of their type: for what is done once a crate.
    pub(crate) fn ident(&self) -> Ident {
        Ident::new(
            &format!("path_{:x}", hash(&self.template.text)),
            self.literal.span(),
        )
    }
}
