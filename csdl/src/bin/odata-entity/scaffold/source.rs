//! A file of Rust as far as a scaffold is in it: its types with their members, each with its place in the text.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use odata_entity_names::RenameRule;
use proc_macro2::{Span, TokenStream, TokenTree};
use quote::ToTokens;
use syn::{Attribute, Fields, Item, Lit, UseTree};

use crate::failure::Failure;

/// A file of Rust.
pub(crate) struct Source {
    pub(crate) text: String,
    /// The types, by their qualified name in the metadata and whether they are enums: a union has the name of its base.
    pub(crate) types: BTreeMap<(String, bool), Type>,
    /// The structs of actions and functions.
    pub(crate) operations: Vec<Operation>,
    /// What is imported: each item by the name that it has here, with its path.
    pub(crate) imports: Vec<(String, String)>,
    /// Where further imports go.
    pub(crate) imports_end: usize,
}

/// The struct of an action or function.
pub(crate) struct Operation {
    /// The derive and the name, or the path: `Action wipe`.
    pub(crate) name: String,
    /// What it is bound to: the types in the metadata, or in Rust where the file does not have them.
    pub(crate) on: BTreeSet<String>,
    pub(crate) ty: Type,
}

/// A struct or an enum of the file.
pub(crate) struct Type {
    /// Its name in Rust.
    pub(crate) name: String,
    /// Its place, documentation and attributes included.
    pub(crate) range: Range<usize>,
    /// What is between its braces; nothing if it has none.
    pub(crate) body: Option<Range<usize>>,
    /// `rename_all`, as written.
    pub(crate) rule: String,
    /// Its attributes `odata`, without white space.
    pub(crate) attributes: String,
    pub(crate) members: Vec<Member>,
    /// Where the variant begins that takes all others.
    pub(crate) other: Option<usize>,
}

/// A field or a variant.
pub(crate) struct Member {
    /// The property, or the member of the enumeration; of a union's variant the Rust type that it holds.
    pub(crate) wire: String,
    pub(crate) ident: String,
    pub(crate) range: Range<usize>,
    /// Whether its name is written and not made by the rule.
    pub(crate) is_renamed: bool,
    /// Its attributes `odata` and its type, without white space.
    pub(crate) meaning: String,
}

impl Source {
    /// Reads a file.
    ///
    /// # Errors
    /// It is no Rust.
    pub(crate) fn read(name: &str, text: String) -> Result<Source, Failure> {
        let file = syn::parse_file(&text).map_err(|error| {
            let at = error.span().start();
            Failure::new(format!("`{name}` is not Rust at line {}: {error}", at.line))
        })?;
        let mut source = Source {
            imports_end: file.items.first().map_or(text.len(), |item| range(item).start),
            text,
            types: BTreeMap::new(),
            operations: Vec::new(),
            imports: Vec::new(),
        };
        for item in &file.items {
            match item {
                Item::Use(item) => {
                    leaves(&item.tree, String::new(), &mut source.imports);
                    source.imports_end = range(item).end;
                }
                Item::Struct(item) => {
                    let mut ty = Type::new(&item.ident, &item.attrs, range(item));
                    if let Fields::Named(fields) = &item.fields {
                        ty.body = Some(inside(fields.brace_token.span.join()));
                        let rule = RenameRule::parse(&ty.rule);
                        for field in &fields.named {
                            let Some(ident) = &field.ident else { continue };
                            let ident = ident.to_string();
                            let plain = ident.trim_start_matches("r#");
                            let made = rule.map_or_else(|| plain.to_owned(), |rule| rule.field(plain));
                            let meaning = field.ty.to_token_stream();
                            ty.members
                                .push(Member::new(ident, made, &field.attrs, &meaning, range(field)));
                        }
                    }
                    source.add(&item.attrs, false, ty);
                }
                Item::Enum(item) => {
                    let mut ty = Type::new(&item.ident, &item.attrs, range(item));
                    ty.body = Some(inside(item.brace_token.span.join()));
                    let rule = RenameRule::parse(&ty.rule).unwrap_or(RenameRule::Camel);
                    for variant in &item.variants {
                        let place = range(variant);
                        if has_word(&variant.attrs, "other") {
                            ty.other = Some(place.start);
                            continue;
                        }
                        let ident = variant.ident.to_string();
                        let held = variant.fields.iter().next().map(|field| plain(&field.ty));
                        let made = held.unwrap_or_else(|| rule.variant(&ident));
                        ty.members.push(Member::new(
                            ident,
                            made,
                            &variant.attrs,
                            &TokenStream::new(),
                            place,
                        ));
                    }
                    source.add(&item.attrs, true, ty);
                }
                _ => {}
            }
        }
        source.resolve();
        Ok(source)
    }

    fn add(&mut self, attributes: &[Attribute], is_enum: bool, ty: Type) {
        if let Some(name) = value(attributes, "odata", "type") {
            // An enum over text is known by what has the list of its values; without one it is the user's own.
            let listed = value(attributes, "odata", "allowed_values");
            if listed.is_some() || !name.starts_with("Edm.") {
                self.types.insert((listed.unwrap_or(name), is_enum), ty);
            }
            return;
        }
        let derive = ["Action", "Function"]
            .into_iter()
            .find(|derive| derives(attributes, derive));
        let name = value(attributes, "odata", "name").or_else(|| value(attributes, "odata", "path"));
        if let Some((derive, name)) = derive.zip(name) {
            self.operations.push(Operation {
                name: format!("{derive} {name}"),
                on: on(attributes),
                ty,
            });
        }
    }

    /// Names what operations are bound to as the metadata does, where the file has the types.
    fn resolve(&mut self) {
        let names: BTreeMap<&str, &str> = self
            .types
            .iter()
            .map(|((name, _), ty)| (ty.name.as_str(), name.as_str()))
            .collect();
        for operation in &mut self.operations {
            let resolved = operation.on.iter().map(|rust| {
                let name = names.get(rust.as_str()).copied();
                name.unwrap_or(rust).to_owned()
            });
            operation.on = resolved.collect();
        }
    }

    pub(crate) fn get(&self, range: &Range<usize>) -> &str {
        self.text.get(range.clone()).unwrap_or_default()
    }
}

impl Type {
    fn new(ident: &syn::Ident, attributes: &[Attribute], range: Range<usize>) -> Type {
        let rule =
            value(attributes, "serde", "rename_all").or_else(|| value(attributes, "odata", "rename_all"));
        Type {
            name: ident.to_string(),
            range,
            body: None,
            rule: rule.unwrap_or_default(),
            attributes: meaning(attributes),
            members: Vec::new(),
            other: None,
        }
    }
}

impl Member {
    fn new(
        ident: String,
        made: String,
        attributes: &[Attribute],
        ty: &TokenStream,
        range: Range<usize>,
    ) -> Member {
        let written = value(attributes, "serde", "rename").or_else(|| value(attributes, "odata", "name"));
        Member {
            ident,
            range,
            is_renamed: written.is_some(),
            wire: written.unwrap_or(made),
            meaning: format!("{}{}", meaning(attributes), plain(ty)),
        }
    }
}

/// The place of some syntax in the text.
fn range(syntax: &impl ToTokens) -> Range<usize> {
    let mut spans = syntax
        .to_token_stream()
        .into_iter()
        .map(|token| token.span().byte_range());
    let Some(first) = spans.next() else { return 0..0 };
    let end = spans.last().map_or(first.end, |last| last.end);
    first.start..end
}

/// What is between the braces of a group.
fn inside(braces: Span) -> Range<usize> {
    let braces = braces.byte_range();
    braces.start + 1..braces.end.saturating_sub(1).max(braces.start + 1)
}

/// Tokens without the white space between them.
fn plain(tokens: &impl ToTokens) -> String {
    let text = tokens.to_token_stream().to_string().replace([' ', '\n'], "");
    // rustfmt may have ended a list with a comma.
    text.replace(",)", ")")
}

/// The attributes of this project's derives.
fn meaning(attributes: &[Attribute]) -> String {
    let counts = |attribute: &&Attribute| attribute.path().is_ident("odata");
    attributes.iter().filter(counts).map(plain).collect()
}

/// The arguments of all attributes of a name: the first word of each, and the text behind its `=`. Token by token, as `type` is a keyword.
fn arguments(attributes: &[Attribute], name: &str) -> Vec<(String, Option<String>)> {
    let mut all = Vec::new();
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident(name))
    {
        let Ok(list) = attribute.meta.require_list() else {
            continue;
        };
        let mut begins = true;
        for token in list.tokens.clone() {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ',' => begins = true,
                TokenTree::Ident(word) if begins => {
                    all.push((word.to_string(), None));
                    begins = false;
                }
                TokenTree::Literal(literal) => {
                    if let (Some((_, value)), Lit::Str(text)) = (all.last_mut(), Lit::new(literal)) {
                        *value = Some(text.value());
                    }
                }
                _ => {}
            }
        }
    }
    all
}

/// The text of `name(key = "text")`.
fn value(attributes: &[Attribute], name: &str, key: &str) -> Option<String> {
    let mut found = arguments(attributes, name)
        .into_iter()
        .filter(|(known, _)| known == key);
    found.next()?.1
}

/// Whether a derive is among the attributes, by its name or a path to it.
fn derives(attributes: &[Attribute], derive: &str) -> bool {
    let mut lists = attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("derive"))
        .filter_map(|attribute| attribute.meta.require_list().ok());
    lists.any(|list| {
        let mut tokens = list.tokens.clone().into_iter();
        tokens.any(|token| matches!(token, TokenTree::Ident(word) if word == derive))
    })
}

/// The Rust types of `on = Device` and `on(collection = Device)`, and the path of `on = "…"`.
fn on(attributes: &[Attribute]) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for attribute in attributes
        .iter()
        .filter(|attribute| attribute.path().is_ident("odata"))
    {
        let Ok(list) = attribute.meta.require_list() else {
            continue;
        };
        let mut key = String::new();
        let mut words = Vec::new();
        // A comma at the end, so that the last argument ends as the others do.
        let comma = TokenTree::Punct(proc_macro2::Punct::new(',', proc_macro2::Spacing::Alone));
        for token in list.tokens.clone().into_iter().chain([comma]) {
            match token {
                TokenTree::Punct(punct) if punct.as_char() == ',' => {
                    found.extend(words.pop().filter(|_| key == "on"));
                    (key, words) = (String::new(), Vec::new());
                }
                TokenTree::Ident(word) if key.is_empty() => key = word.to_string(),
                TokenTree::Ident(word) => words.push(word.to_string()),
                TokenTree::Literal(literal) => words.push(literal.to_string()),
                TokenTree::Group(group) => {
                    let inside = group.stream().into_iter().filter_map(|token| match token {
                        TokenTree::Ident(word) => Some(word.to_string()),
                        _ => None,
                    });
                    words.extend(inside);
                }
                TokenTree::Punct(_) => {}
            }
        }
    }
    found
}

fn has_word(attributes: &[Attribute], word: &str) -> bool {
    arguments(attributes, "odata")
        .iter()
        .any(|(known, _)| known == word)
}

/// The items that a `use` imports.
fn leaves(tree: &UseTree, before: String, out: &mut Vec<(String, String)>) {
    match tree {
        UseTree::Path(path) => leaves(&path.tree, format!("{before}{}::", path.ident), out),
        UseTree::Name(name) => out.push((name.ident.to_string(), format!("{before}{}", name.ident))),
        UseTree::Rename(rename) => out.push((rename.rename.to_string(), format!("{before}{}", rename.ident))),
        UseTree::Glob(_) => {}
        UseTree::Group(group) => {
            for tree in &group.items {
                leaves(tree, before.clone(), out);
            }
        }
    }
}
