//! The sources of a package: the types with our derives, and the paths.

use std::fs;
use std::path::{Path, PathBuf};

use odata_entity_names::RenameRule;
use proc_macro2::{TokenStream, TokenTree};
use quote::ToTokens;
use syn::ext::IdentExt;
use syn::{Attribute, Fields, Ident, Item, Lit};

use super::attribute::{self, Value, derives, has, items, text};
use super::manifest;
use crate::failure::Failure;

/// What a type is derived as.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// An entity type or complex type.
    Structured,
    /// An enum of types that extend one.
    Union,
    /// An enumeration type.
    Enumeration,
    /// Text of which the values are listed; what has the list is its name.
    Text,
    /// The parameters of an action or function.
    Operation,
}

/// A place in the sources, with a text that is there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Use {
    /// The file, from the package's folder on.
    pub(crate) file: PathBuf,
    pub(crate) line: usize,
    pub(crate) text: String,
}

/// A type with one of our derives.
#[derive(Debug)]
pub(crate) struct Declared {
    /// Where it is, and its name in Rust.
    pub(crate) at: Use,
    pub(crate) role: Role,
    /// Its qualified name; of an operation the name in the URL.
    pub(crate) name: String,
    /// The schema file of its own attribute, in the place of the package's; `Some(None)` is `schema = false`.
    pub(crate) schema: Option<Option<PathBuf>>,
    pub(crate) members: Vec<Member>,
    /// What an operation is bound to: Rust types, and whether it is a collection of them.
    pub(crate) on: Vec<(String, bool)>,
    /// Whether it has a field of its base, whose properties are not among the members then.
    pub(crate) is_partial: bool,
}

/// A field or a variant.
#[derive(Debug)]
pub(crate) struct Member {
    /// Its name in Rust, and where it is.
    pub(crate) at: Use,
    /// The property, enumeration member or parameter.
    pub(crate) wire: String,
}

/// The files with sources: all that end in `.rs`, but for those of other packages and of build results.
pub(super) fn files(folder: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut found = Vec::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        let unreadable = |error| Failure::new(format!("`{}` cannot be read: {error}", next.display()));
        for entry in fs::read_dir(&next).map_err(unreadable)? {
            let entry = entry.map_err(unreadable)?;
            let (path, kind) = (entry.path(), entry.file_type().map_err(unreadable)?);
            let name = entry.file_name();
            if kind.is_dir() {
                let is_hidden = name.to_string_lossy().starts_with('.');
                let is_build = name == "target" && next == *folder;
                if !is_hidden && !is_build && !path.join(manifest::FILE).is_file() {
                    folders.push(path);
                }
            } else if path.extension().is_some_and(|ending| ending == "rs") {
                found.push(path);
            }
        }
    }
    found.sort();
    Ok(found)
}

/// Reads one file, named from the folder on.
pub(super) fn read(
    folder: &Path,
    file: &Path,
    types: &mut Vec<Declared>,
    paths: &mut Vec<Use>,
) -> Result<(), Failure> {
    let shown = file.strip_prefix(folder).unwrap_or(file);
    let fault = |error: &dyn std::fmt::Display| Failure::new(format!("`{}`: {error}", shown.display()));
    let text = fs::read_to_string(file).map_err(|error| fault(&error))?;
    // Most files have nothing of ours, and need not be taken apart.
    if !text.contains("odata") && !text.contains("path!") {
        return Ok(());
    }
    let parsed = syn::parse_file(&text)
        .map_err(|error| fault(&format!("line {}: {error}", error.span().start().line)))?;
    let mut reader = Reader {
        folder,
        file: shown,
        types,
        paths,
    };
    reader.items(&parsed.items);
    reader.path_macros(parsed.to_token_stream());
    Ok(())
}

struct Reader<'a> {
    folder: &'a Path,
    file: &'a Path,
    types: &'a mut Vec<Declared>,
    paths: &'a mut Vec<Use>,
}

impl Reader<'_> {
    fn items(&mut self, items: &[Item]) {
        for item in items {
            match item {
                Item::Mod(module) => {
                    if let Some((_, items)) = &module.content {
                        self.items(items);
                    }
                }
                Item::Struct(item) => self.structure(&item.ident, &item.attrs, &item.fields),
                Item::Enum(item) => self.enumeration(item),
                // What a function declares inside is for itself.
                _ => {}
            }
        }
    }

    fn place(&self, ident: &Ident) -> Use {
        Use {
            file: self.file.to_owned(),
            line: ident.span().start().line,
            text: ident.unraw().to_string(),
        }
    }

    fn structure(&mut self, ident: &Ident, attributes: &[Attribute], fields: &Fields) {
        let (derives, odata) = (derives(attributes), items(attributes, "odata"));
        let is = |name: &str| derives.iter().any(|derived| derived == name);
        let (role, key) = match () {
            () if is("Entity") || is("ComplexType") => (Role::Structured, "type"),
            () if is("Action") || is("Function") => (Role::Operation, "name"),
            () => return,
        };
        let Some((name, _)) = text(&odata, key) else {
            return;
        };
        let mut declared = self.declared(ident, role, name, &odata);
        let serde = items(attributes, "serde");
        let rule = text(&serde, "rename_all").and_then(|(rule, _)| RenameRule::parse(rule));
        for field in fields {
            let (odata, serde) = (items(&field.attrs, "odata"), items(&field.attrs, "serde"));
            let Some(ident) = &field.ident else { continue };
            declared.is_partial |= has(&odata, "base");
            let is_apart = ["base", "open", "skip", "tag", "annotation"]
                .iter()
                .any(|key| has(&odata, key));
            if is_apart || has(&serde, "flatten") || has(&serde, "skip") {
                continue;
            }
            let plain = ident.unraw().to_string();
            let wire = text(&odata, "name").or(text(&serde, "rename"));
            let wire = wire.map_or_else(
                || rule.map_or_else(|| plain.clone(), |rule| rule.field(&plain)),
                |(wire, _)| wire.to_owned(),
            );
            // Annotations come with properties, and are none.
            if !wire.contains('@') {
                let at = self.place(ident);
                declared.members.push(Member { at, wire });
            }
        }
        self.declare(declared, &odata);
    }

    fn enumeration(&mut self, item: &syn::ItemEnum) {
        let (derives, odata) = (derives(&item.attrs), items(&item.attrs, "odata"));
        let is = |name: &str| derives.iter().any(|derived| derived == name);
        let role = match () {
            () if is("EnumType") => Role::Enumeration,
            () if is("Entity") || is("ComplexType") => Role::Union,
            () => return,
        };
        let (role, name) = match (text(&odata, "type"), text(&odata, "allowed_values")) {
            (Some(_), Some((target, _))) if role == Role::Enumeration => (Role::Text, target),
            // Text with no list is compared with that of each property, by the derive.
            (Some((name, _)), None) if !name.starts_with("Edm.") => (role, name),
            _ => return,
        };
        let mut declared = self.declared(&item.ident, role, name, &odata);
        if role != Role::Union {
            let serde = items(&item.attrs, "serde");
            let rule = text(&odata, "rename_all").or(text(&serde, "rename_all"));
            let rule = rule
                .and_then(|(rule, _)| RenameRule::parse(rule))
                .unwrap_or(RenameRule::Camel);
            for variant in &item.variants {
                let odata = items(&variant.attrs, "odata");
                if has(&odata, "other") {
                    continue;
                }
                let serde = items(&variant.attrs, "serde");
                let wire = text(&odata, "name").or(text(&serde, "rename"));
                let wire = wire.map_or_else(
                    || rule.variant(&variant.ident.to_string()),
                    |(wire, _)| wire.to_owned(),
                );
                let at = self.place(&variant.ident);
                declared.members.push(Member { at, wire });
            }
        }
        self.declare(declared, &odata);
    }

    fn declared(&self, ident: &Ident, role: Role, name: &str, odata: &[attribute::Item]) -> Declared {
        let schema = odata.iter().find(|item| item.key == "schema");
        Declared {
            at: self.place(ident),
            role,
            name: name.trim_start_matches('#').to_owned(),
            schema: schema.map(|item| match &item.value {
                Value::Text(file, _) => Some(self.folder.join(file)),
                _ => None,
            }),
            members: Vec::new(),
            on: odata.iter().flat_map(bound).collect(),
            is_partial: false,
        }
    }

    /// Keeps a type, and the paths in its attributes.
    fn declare(&mut self, declared: Declared, odata: &[attribute::Item]) {
        // With a schema of its own, the paths are of that, too.
        if declared.schema.is_none() {
            for item in odata {
                match (&*item.key, &item.value) {
                    ("path", Value::Text(..)) => self.path(&item.value),
                    ("path", Value::List(named)) => {
                        for named in named {
                            match &named.value {
                                Value::List(inner) => inner
                                    .iter()
                                    .filter(|item| item.key == "template")
                                    .for_each(|item| self.path(&item.value)),
                                value => self.path(value),
                            }
                        }
                    }
                    _ => {}
                }
            }
        }
        self.types.push(declared);
    }

    fn path(&mut self, value: &Value) {
        if let Value::Text(text, line) = value {
            self.paths.push(Use {
                file: self.file.to_owned(),
                line: *line,
                text: text.clone(),
            });
        }
    }

    /// The templates of `path!("…")`, wherever they are.
    fn path_macros(&mut self, tokens: TokenStream) {
        let mut before = [None, None];
        for token in tokens {
            if let TokenTree::Group(group) = &token {
                let is_macro = matches!(
                    &before,
                    [Some(TokenTree::Ident(name)), Some(TokenTree::Punct(mark))] if name == "path" && mark.as_char() == '!'
                );
                if let Some(TokenTree::Literal(literal)) = group.stream().into_iter().next()
                    && is_macro
                    && let Lit::Str(text) = Lit::new(literal)
                {
                    self.path(&Value::Text(text.value(), text.span().start().line));
                }
                self.path_macros(group.stream());
            }
            before = [before[1].take(), Some(token)];
        }
    }
}

/// What `on = E` and `on(collection = E)` name: the last segments of types.
fn bound(item: &attribute::Item) -> Vec<(String, bool)> {
    let last = |ty: &str| ty.rsplit("::").next().unwrap_or(ty).to_owned();
    match &item.value {
        Value::Other(ty) if item.key == "on" => vec![(last(ty), false)],
        Value::List(inner) if item.key == "on" => inner
            .iter()
            .filter_map(|item| match &item.value {
                Value::Other(ty) if item.key == "collection" => Some((last(ty), true)),
                _ => None,
            })
            .collect(),
        _ => Vec::new(),
    }
}
