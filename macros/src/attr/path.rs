//! `path = "…"` and `path(name = "…")`.

use super::item::{Item, Once, Value};
use super::keys::PathKey;
use super::set::{TypeTag, set_string, type_tag};
use super::unknown::known_key;
use crate::ctxt::Ctxt;
use proc_macro2::{TokenStream, TokenTree};
use syn::ext::IdentExt;
use syn::{Ident, LitStr};

/// One path template.
pub(crate) struct PathAttr {
    /// The name of `path(name = "…")`; none for `path = "…"`.
    pub(crate) name: Option<Ident>,
    pub(crate) template: LitStr,
    pub(crate) type_tag: Option<TypeTag>,
    pub(crate) declared: Option<LitStr>,
}

/// The inherent functions of an entity; a named path cannot take their names.
const FUNCTIONS: [&str; 6] = [
    "patch",
    "to_patch",
    "diff",
    "diff_lossy",
    "to_create",
    "collection",
];

/// Reads the value of a `path`; every path in it is added to `paths`.
pub(super) fn read_path(cx: &Ctxt, item: &Item, paths: &mut Vec<PathAttr>) {
    match &item.value {
        Value::Nothing => {
            cx.error(item, "`path` takes a template: `path = \"/things/{thingId}\"`");
        }
        Value::Literal(_) => {
            if let Some(template) = item.string(cx) {
                let path = PathAttr {
                    name: None,
                    template,
                    type_tag: None,
                    declared: None,
                };
                add_path(cx, item, path, paths);
            }
        }
        Value::List(tokens) if is_text(tokens) => cx.error(
            item,
            "each path in a list has a name: `path(by_id = \"/…\", by_user = \"/…\")`; a single one is `path = \"/…\"`",
        ),
        Value::List(_) => {
            for inner in item.list(cx) {
                if let Some(path) = named_path(cx, &inner) {
                    add_path(cx, &inner, path, paths);
                }
            }
        }
    }
}

/// Whether a list begins with a string rather than a name.
fn is_text(tokens: &TokenStream) -> bool {
    matches!(tokens.clone().into_iter().next(), Some(TokenTree::Literal(_)))
}

fn add_path(cx: &Ctxt, item: &Item, path: PathAttr, paths: &mut Vec<PathAttr>) {
    let (one, many) = (path.function(), path.collection_function());
    if FUNCTIONS.contains(&one.as_str()) {
        cx.error(
            &item.key,
            format_args!(
                "`{one}` is a function of every entity: name the path otherwise, for example `by_{one}`"
            ),
        );
    } else if paths.iter().any(|other| other.function() == one) {
        let hint = match path.name {
            Some(_) => "name them differently",
            None => "name all but one of them, `path(by_name = \"/…\")`",
        };
        cx.error(&item.key, format_args!("the path `{one}` is given twice: {hint}"));
    } else if let Some(other) = paths
        .iter()
        .find(|other| other.function() == many || other.collection_function() == one)
    {
        cx.error(
            &item.key,
            format_args!(
                "the paths `{one}` and `{}` would give two functions of one name, as the collection of a path is \
                 `…_collection`: name them differently",
                other.function()
            ),
        );
    } else {
        paths.push(path);
    }
}

/// `name = "/template"` or `name(template = "/…", type_tag = "…", declared = "…")`.
fn named_path(cx: &Ctxt, item: &Item) -> Option<PathAttr> {
    let name = Some(item.key.clone());
    if !matches!(item.value, Value::List(_)) {
        return Some(PathAttr {
            name,
            template: item.string(cx)?,
            type_tag: None,
            declared: None,
        });
    }
    let (mut template, mut tag, mut declared) = (Once::default(), None, Once::default());
    for inner in item.list(cx) {
        match known_key(cx, &inner) {
            Some(PathKey::Template) => set_string(cx, &inner, &mut template),
            Some(PathKey::TypeTag) => tag = type_tag(cx, &inner).or(tag),
            Some(PathKey::Declared) => set_string(cx, &inner, &mut declared),
            None => {}
        }
    }
    let Some(text) = template.get().cloned() else {
        if template.is_missing() {
            cx.error(
                &item.key,
                "a path needs a template: `template = \"/things/{thingId}\"`",
            );
        }
        return None;
    };
    Some(PathAttr {
        name,
        template: text,
        type_tag: tag,
        declared: declared.get().cloned(),
    })
}

impl PathAttr {
    /// The name of the generated function.
    pub(crate) fn function(&self) -> String {
        self.name
            .as_ref()
            .map_or_else(|| "path".to_owned(), |name| name.unraw().to_string())
    }

    /// The name of the generated function for the collection.
    pub(crate) fn collection_function(&self) -> String {
        match self.function().as_str() {
            "path" => "collection".to_owned(),
            name => format!("{name}_collection"),
        }
    }
}
