//! What is in attributes, whose keys may be keywords: `#[odata(type = "…", path(by_user = "…"), key)]`.

use proc_macro2::{TokenStream, TokenTree};
use syn::{Attribute, Lit};

/// A key with its value.
pub(super) struct Item {
    pub(super) key: String,
    pub(super) value: Value,
}

pub(super) enum Value {
    Nothing,
    Text(String, usize),
    /// Another literal or a type, without white space.
    Other(String),
    List(Vec<Item>),
}

/// The items of all attributes of a name.
pub(super) fn items(attributes: &[Attribute], name: &str) -> Vec<Item> {
    attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident(name))
        .filter_map(|attribute| attribute.meta.require_list().ok())
        .flat_map(|list| split(list.tokens.clone()))
        .collect()
}

/// The names in all `derive` attributes, without the paths before them.
pub(super) fn derives(attributes: &[Attribute]) -> Vec<String> {
    let lists = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"));
    let tokens = lists.filter_map(|attribute| attribute.meta.require_list().ok());
    let words = tokens.flat_map(|list| list.tokens.clone());
    words
        .filter_map(|token| match token {
            TokenTree::Ident(word) => Some(word.to_string()),
            _ => None,
        })
        .collect()
}

/// The text of `key = "text"`, and its line.
pub(super) fn text<'a>(items: &'a [Item], key: &str) -> Option<(&'a str, usize)> {
    items.iter().find_map(|item| match &item.value {
        Value::Text(text, line) if item.key == key => Some((text.as_str(), *line)),
        _ => None,
    })
}

/// Whether a key is there, with whatever value.
pub(super) fn has(items: &[Item], key: &str) -> bool {
    items.iter().any(|item| item.key == key)
}

fn split(tokens: TokenStream) -> Vec<Item> {
    let mut items = Vec::new();
    let mut rest: Vec<TokenTree> = Vec::new();
    for token in tokens {
        match token {
            TokenTree::Punct(punct) if punct.as_char() == ',' => items.extend(item(&rest.split_off(0))),
            token => rest.push(token),
        }
    }
    items.extend(item(&rest));
    items
}

fn item(tokens: &[TokenTree]) -> Option<Item> {
    let (TokenTree::Ident(key), rest) = tokens.split_first()? else {
        return None;
    };
    let value = match rest {
        [] => Value::Nothing,
        [TokenTree::Group(group)] => Value::List(split(group.stream())),
        [TokenTree::Punct(_), TokenTree::Literal(literal)] => match Lit::new(literal.clone()) {
            Lit::Str(text) => Value::Text(text.value(), text.span().start().line),
            _ => Value::Other(literal.to_string()),
        },
        [_, value @ ..] => Value::Other(value.iter().map(ToString::to_string).collect()),
    };
    Some(Item {
        key: key.to_string(),
        value,
    })
}
