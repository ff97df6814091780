//! What an attribute states for the docs: text, `hidden`, `no_inline`.

use std::io;

use syn::{Attribute, Expr, Lit, Meta};

/// What is stated for the docs of an item.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Docs {
    /// Its text, that of included files in its place.
    pub(crate) text: String,
    /// `#[doc(hidden)]`, or not compiled but for tests.
    pub(crate) is_hidden: bool,
    /// `#[doc(no_inline)]`: the docs have the name with a link to the item's own page.
    pub(crate) is_link: bool,
    /// `#[macro_export]`
    pub(crate) is_exported: bool,
}

impl Docs {
    /// Reads attributes; `include` has the text of a file that is named from the file of the attributes.
    ///
    /// # Errors
    /// Those of `include`.
    pub(crate) fn read(
        attributes: &[Attribute],
        include: impl Fn(&str) -> io::Result<String>,
    ) -> io::Result<Docs> {
        let mut docs = Docs::default();
        for attribute in attributes {
            let meta = &attribute.meta;
            if meta.path().is_ident("macro_export") {
                docs.is_exported = true;
            } else if meta.path().is_ident("cfg") {
                docs.is_hidden |= has_word(meta, "test") || has_word(meta, "doctest");
            } else if meta.path().is_ident("doc") {
                docs.is_hidden |= has_word(meta, "hidden");
                docs.is_link |= has_word(meta, "no_inline");
                docs.text += &text(meta, &include)?;
            }
        }
        Ok(docs)
    }

    /// Whether the text has a block of code that `cargo test` compiles.
    pub(crate) fn has_example(&self) -> bool {
        let mut is_inside = false;
        self.text.lines().any(|line| {
            let Some(language) = line.trim_start().strip_prefix("```") else {
                return false;
            };
            is_inside = !is_inside;
            is_inside && is_compiled(language)
        })
    }
}

/// Whether rustdoc compiles a block that begins so.
fn is_compiled(language: &str) -> bool {
    let words = language.split([',', ' ']).filter(|word| !word.is_empty());
    let known = ["rust", "no_run", "should_panic", "compile_fail"];
    words
        .into_iter()
        .all(|word| known.contains(&word) || word.starts_with("edition"))
}

/// Whether a list such as `doc(hidden)` or `cfg(all(test, unix))` has the word.
fn has_word(meta: &Meta, word: &str) -> bool {
    let Meta::List(list) = meta else {
        return false;
    };
    let text = list.tokens.to_string();
    let mut words = text.split(|c: char| !c.is_alphanumeric() && c != '_');
    words.any(|other| other == word)
}

/// The text of `doc = "…"` or `doc = include_str!("…")`, with a line end.
fn text(meta: &Meta, include: &impl Fn(&str) -> io::Result<String>) -> io::Result<String> {
    let Meta::NameValue(pair) = meta else {
        return Ok(String::new());
    };
    let text = match &pair.value {
        Expr::Lit(literal) => match &literal.lit {
            Lit::Str(text) => text.value(),
            _ => String::new(),
        },
        Expr::Macro(call) if call.mac.path.is_ident("include_str") => {
            let file: syn::LitStr = syn::parse2(call.mac.tokens.clone()).map_err(io::Error::other)?;
            include(&file.value())?
        }
        _ => String::new(),
    };
    Ok(text + "\n")
}
