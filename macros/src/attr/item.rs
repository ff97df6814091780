//! One item of an attribute list: a key, alone or with a value or a list.

use crate::ctxt::Ctxt;
use proc_macro2::{Delimiter, Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::parse::{ParseStream, Parser};
use syn::{Attribute, Ident, Lit, LitStr, Meta, Token};

/// `key`, `key = value` or `key(items)`.
pub(crate) struct Item {
    pub(crate) key: Ident,
    pub(crate) value: Value,
}

/// What follows the key of an [`Item`].
pub(crate) enum Value {
    Nothing,
    Literal(TokenStream),
    List(TokenStream),
}

/// The items of every `#[name(…)]` among `attrs`; what does not parse is noted in `cx`.
pub(crate) fn items(cx: &Ctxt, attrs: &[Attribute], name: &str) -> Vec<Item> {
    let mut out = Vec::new();
    for attr in attrs.iter().filter(|attr| attr.path().is_ident(name)) {
        match &attr.meta {
            Meta::List(list) => parse_list(cx, list.tokens.clone(), &mut out),
            other => cx.error(other, format_args!("expected `#[{name}(…)]`")),
        }
    }
    out
}

fn parse_list(cx: &Ctxt, tokens: TokenStream, out: &mut Vec<Item>) {
    let parser = |input: ParseStream<'_>| {
        while !input.is_empty() {
            out.push(parse_item(input)?);
            if input.peek(Token![,]) {
                input.parse::<Token![,]>()?;
            } else if !input.is_empty() {
                cx.push(input.error("expected a `,` before this"));
                if !input.peek(Ident::peek_any) {
                    return Ok(());
                }
            }
        }
        Ok(())
    };
    if let Err(error) = parser.parse2(tokens) {
        cx.push(error);
    }
}

fn parse_item(input: ParseStream<'_>) -> syn::Result<Item> {
    if !input.peek(Ident::peek_any) {
        let key = match input.fork().parse::<LitStr>() {
            Ok(text) if text.value().starts_with('/') => "path",
            Ok(text) if text.value().contains('.') => "type",
            _ => "name",
        };
        let error = input.error(format_args!(
            "expected the name of an attribute, for example `{key} = \"…\"`"
        ));
        while input.parse::<TokenTree>().is_ok() {}
        return Err(error);
    }
    let key = input.call(Ident::parse_any)?;
    if let Some(error) = with_hyphens(&key, input) {
        return Err(error);
    }
    if input.peek(Token![:]) {
        return Err(input.error(format_args!("a value follows a `=`: write `{key} = …`")));
    }
    if input.peek(Token![=]) {
        input.parse::<Token![=]>()?;
        let mut value = TokenStream::new();
        let literal = input.peek(Lit);
        while !input.is_empty() && !input.peek(Token![,]) {
            let token = input.parse::<TokenTree>()?;
            let is_sign = matches!(&token, TokenTree::Punct(sign) if sign.as_char() == '-');
            value.extend([token]);
            // What follows a literal is the next item, its comma forgotten.
            if literal && !is_sign {
                break;
            }
        }
        if value.is_empty() {
            return Err(syn::Error::new_spanned(
                &key,
                format_args!("expected a value: `{key} = \"…\"`"),
            ));
        }
        return Ok(Item {
            key,
            value: Value::Literal(value),
        });
    }
    let value = match input.cursor().group(Delimiter::Parenthesis) {
        Some((inner, _, _)) => {
            let tokens = inner.token_stream();
            input.parse::<TokenTree>()?;
            Value::List(tokens)
        }
        None => Value::Nothing,
    };
    Ok(Item { key, value })
}

/// The error of a key in kebab case, `type-tag`, which Rust reads as a subtraction; the rest of the list is passed over with it.
fn with_hyphens(key: &Ident, input: ParseStream<'_>) -> Option<syn::Error> {
    let mut name = key.unraw().to_string();
    let mut written = quote::quote!(#key);
    while input.peek(Token![-]) && input.peek2(Ident::peek_any) {
        let hyphen = input.parse::<Token![-]>().ok()?;
        let word = input.call(Ident::parse_any).ok()?;
        name = format!("{name}_{}", word.unraw());
        written.extend(quote::quote!(#hyphen #word));
    }
    if key.unraw() == name {
        return None;
    }
    while input.parse::<TokenTree>().is_ok() {}
    Some(syn::Error::new_spanned(
        written,
        format_args!("the name of an attribute has underscores: write `{name}`"),
    ))
}

impl Item {
    /// The key as the user wrote it.
    pub(crate) fn name(&self) -> String {
        self.key.unraw().to_string()
    }

    /// The string of `key = "string"`; anything else is a mistake.
    pub(crate) fn string(&self, cx: &Ctxt) -> Option<LitStr> {
        if let Value::Literal(tokens) = &self.value
            && let Ok(literal) = syn::parse2::<LitStr>(tokens.clone())
        {
            return Some(literal);
        }
        let (name, text) = (self.name(), self.spelled());
        let is_constant = text.chars().any(char::is_uppercase)
            && text
                .chars()
                .all(|ch| ch.is_uppercase() || ch == '_' || ch.is_numeric());
        let why = match is_constant {
            true => format!(", as the value of `{text}` is not known while derives run"),
            false => String::new(),
        };
        let proposal = self.proposal(&text, is_constant);
        cx.error(
            self,
            format_args!("`{name}` takes a string{why}: write `{name} = \"{proposal}\"`"),
        );
        None
    }

    /// The value as it is written.
    fn spelled(&self) -> String {
        match &self.value {
            Value::Literal(tokens) => tokens
                .clone()
                .into_iter()
                .map(|token| token.to_string())
                .collect(),
            _ => String::new(),
        }
    }

    /// The string that was most probably meant where something else is.
    fn proposal<'t>(&self, text: &'t str, is_constant: bool) -> &'t str {
        let is_number = text.starts_with(|ch: char| ch.is_ascii_digit());
        match (self.name().as_str(), text) {
            ("type_tag", "false") => "never",
            ("type_tag", "true") => "always",
            ("version", _) if is_number => "v1.0",
            ("path" | "template", _) => "/things/{thingId}",
            ("type" | "base" | "declared", _) if is_constant => "namespace.name",
            _ if text.is_empty() || is_constant || is_number || matches!(text, "true" | "false") => "…",
            _ if text.chars().all(|ch| ch.is_alphanumeric() || "._:".contains(ch)) => text,
            _ => "…",
        }
    }

    /// The integer of `key = 4`; anything else is a mistake.
    pub(crate) fn integer(&self, cx: &Ctxt) -> Option<u64> {
        if let Value::Literal(tokens) = &self.value
            && let Ok(literal) = syn::parse2::<syn::LitInt>(tokens.clone())
            && let Ok(value) = literal.base10_parse()
        {
            return Some(value);
        }
        let name = self.name();
        cx.error(self, format_args!("`{name}` takes a number: `{name} = 4`"));
        None
    }

    /// Whether it is `key = false`.
    pub(crate) fn is_false(&self) -> bool {
        self.truth() == Some(false)
    }

    /// Whether it is `key = true`.
    pub(crate) fn is_true(&self) -> bool {
        self.truth() == Some(true)
    }

    fn truth(&self) -> Option<bool> {
        let Value::Literal(tokens) = &self.value else {
            return None;
        };
        syn::parse2::<syn::LitBool>(tokens.clone())
            .ok()
            .map(|literal| literal.value)
    }

    /// Whether it is `key = …`.
    pub(crate) fn has_value(&self) -> bool {
        matches!(self.value, Value::Literal(_))
    }

    /// The text of `key = "text"`.
    pub(crate) fn text(&self) -> Option<String> {
        let Value::Literal(tokens) = &self.value else {
            return None;
        };
        let literal = syn::parse2::<LitStr>(tokens.clone()).ok()?;
        Some(literal.value())
    }

    /// A key that must be alone; notes a mistake if a value follows. True, as it is given.
    pub(crate) fn flag(&self, cx: &Ctxt) -> bool {
        if !matches!(self.value, Value::Nothing) {
            cx.error(
                self,
                format_args!("`{0}` takes no value: write `{0}`", self.name()),
            );
        }
        true
    }

    /// The items of `key(a, b = "c")`; nothing for a key that is alone; `key = …` is a mistake.
    pub(crate) fn list(&self, cx: &Ctxt) -> Vec<Item> {
        let mut out = Vec::new();
        match &self.value {
            Value::List(tokens) => parse_list(cx, tokens.clone(), &mut out),
            Value::Nothing => {}
            Value::Literal(_) => {
                cx.error(self, format_args!("`{0}` takes a list: `{0}(…)`", self.name()));
            }
        }
        out
    }
}

impl ToTokens for Item {
    fn to_tokens(&self, tokens: &mut TokenStream) {
        self.key.to_tokens(tokens);
        if let Value::Literal(value) | Value::List(value) = &self.value {
            value.to_tokens(tokens);
        }
    }
}

/// A setting that may be given once.
pub(crate) struct Once<T> {
    value: Option<(T, Span)>,
    /// Given, and not to be read.
    unread: bool,
}

impl<T> Default for Once<T> {
    fn default() -> Self {
        Self {
            value: None,
            unread: false,
        }
    }
}

impl<T> Once<T> {
    /// Keeps the first value; a second one is a mistake on the second.
    pub(crate) fn set(&mut self, cx: &Ctxt, item: &Item, value: T) {
        if self.value.is_some() {
            cx.error(
                &item.key,
                format_args!("`{}` is given twice: keep one", item.name()),
            );
        } else {
            self.value = Some((value, item.key.span()));
        }
    }

    /// Puts another value in the place of the one that was given.
    pub(crate) fn replace(&mut self, value: T) {
        if let Some((old, _)) = &mut self.value {
            *old = value;
        }
    }

    /// Notes that a value was given that could not be read, so that it is not missed as well.
    pub(crate) fn set_unread(&mut self) {
        self.unread = true;
    }

    /// The value, if given.
    pub(crate) fn get(&self) -> Option<&T> {
        self.value.as_ref().map(|(value, _)| value)
    }

    /// Where it was given.
    pub(crate) fn span(&self) -> Option<Span> {
        self.value.as_ref().map(|(_, span)| *span)
    }

    /// Whether it was given, and could be read.
    pub(crate) fn is_set(&self) -> bool {
        self.value.is_some()
    }

    /// Whether it was not given at all.
    pub(crate) fn is_missing(&self) -> bool {
        self.value.is_none() && !self.unread
    }
}
