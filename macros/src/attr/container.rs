//! `#[odata(…)]` on a struct.

use super::item::{Item, Once, Value, items};
use super::unknown_key;
use crate::ctxt::Ctxt;
use syn::ext::IdentExt;
use syn::{Attribute, Ident, LitStr};

/// What a struct is in CSDL's terms.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum ContainerKind {
    Entity,
    Complex,
}

/// When `@odata.type` is sent.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypeTag {
    Always,
    Declared,
    Never,
}

/// One path template.
pub(crate) struct PathAttr {
    /// The name of `path(name = "…")`; none for `path = "…"`.
    pub(crate) name: Option<Ident>,
    pub(crate) template: LitStr,
    pub(crate) type_tag: Option<TypeTag>,
    pub(crate) declared: Option<LitStr>,
}

/// What a type is checked against.
pub(crate) enum SchemaAttr {
    /// `schema = false`
    Off,
    /// `schema = "schemas/graph.csdl"`
    File(LitStr),
}

/// The attributes of a struct.
#[derive(Default)]
pub(crate) struct Container {
    pub(crate) type_name: Once<LitStr>,
    pub(crate) paths: Vec<PathAttr>,
    pub(crate) type_tag: Once<TypeTag>,
    pub(crate) declared: Once<LitStr>,
    pub(crate) base: Once<LitStr>,
    pub(crate) is_base: Once<()>,
    pub(crate) merge: Once<()>,
    pub(crate) delegated: Once<LitStr>,
    pub(crate) application: Once<LitStr>,
    pub(crate) note: Once<LitStr>,
    /// The API version that requests go to: `beta`.
    pub(crate) version: Once<LitStr>,
    pub(crate) runtime: Once<syn::Path>,
    pub(crate) schema: Once<SchemaAttr>,
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

pub(super) const ENTITY_KEYS: [&str; 11] = [
    "type", "path", "type_tag", "declared", "base", "is_base", "scopes", "note", "version", "crate", "schema",
];
const COMPLEX_KEYS: [&str; 7] = ["type", "type_tag", "base", "is_base", "merge", "crate", "schema"];

impl Container {
    pub(crate) fn read(cx: &Ctxt, attrs: &[Attribute], kind: ContainerKind) -> Self {
        let mut out = Self::default();
        let known: &[&str] = match kind {
            ContainerKind::Entity => &ENTITY_KEYS,
            ContainerKind::Complex => &COMPLEX_KEYS,
        };
        let mistakes = cx.count();
        let items = items(cx, attrs, "odata");
        if cx.count() > mistakes {
            // It may stand in what could not be read.
            out.type_name.set_unread();
        }
        for item in items {
            if known.contains(&item.name().as_str()) {
                out.read_item(cx, &item);
            } else {
                let place = match kind {
                    ContainerKind::Entity => "an entity",
                    ContainerKind::Complex => "a complex type",
                };
                unknown_key(cx, &item, known, place);
            }
        }
        out
    }

    fn read_item(&mut self, cx: &Ctxt, item: &Item) {
        match item.name().as_str() {
            "type" => set_string(cx, item, &mut self.type_name),
            "path" => self.read_path(cx, item),
            "type_tag" => {
                if let Some(tag) = type_tag(cx, item) {
                    self.type_tag.set(cx, item, tag);
                }
            }
            "declared" => set_string(cx, item, &mut self.declared),
            "base" => set_string(cx, item, &mut self.base),
            "is_base" => set_flag(cx, item, &mut self.is_base),
            "merge" => set_flag(cx, item, &mut self.merge),
            "scopes" => self.read_scopes(cx, item),
            "note" => set_string(cx, item, &mut self.note),
            "version" => set_string(cx, item, &mut self.version),
            "schema" => set_schema(cx, item, &mut self.schema),
            _ => set_path(cx, item, &mut self.runtime),
        }
    }

    fn read_scopes(&mut self, cx: &Ctxt, item: &Item) {
        if matches!(item.value, Value::Nothing) {
            cx.error(
                item,
                "`scopes` takes a list: `scopes(delegated = \"…\", application = \"…\")`",
            );
        }
        for inner in item.list(cx) {
            match inner.name().as_str() {
                "delegated" => set_string(cx, &inner, &mut self.delegated),
                "application" => set_string(cx, &inner, &mut self.application),
                _ => unknown_key(cx, &inner, &["delegated", "application"], "`scopes`"),
            }
        }
    }

    fn read_path(&mut self, cx: &Ctxt, item: &Item) {
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
                    self.add_path(cx, item, path);
                }
            }
            Value::List(_) => {
                for inner in item.list(cx) {
                    if let Some(path) = named_path(cx, &inner) {
                        self.add_path(cx, &inner, path);
                    }
                }
            }
        }
    }

    fn add_path(&mut self, cx: &Ctxt, item: &Item, path: PathAttr) {
        let (one, many) = (path.function(), path.collection_function());
        if FUNCTIONS.contains(&one.as_str()) {
            cx.error(
                &item.key,
                format_args!(
                    "`{one}` is a function of every entity: name the path otherwise, for example `by_{one}`"
                ),
            );
        } else if self.paths.iter().any(|other| other.function() == one) {
            let hint = match path.name {
                Some(_) => "name them differently",
                None => "name all but one of them, `path(by_name = \"/…\")`",
            };
            cx.error(&item.key, format_args!("the path `{one}` is given twice: {hint}"));
        } else if let Some(other) = self
            .paths
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
            self.paths.push(path);
        }
    }
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
        match inner.name().as_str() {
            "template" => set_string(cx, &inner, &mut template),
            "type_tag" => tag = type_tag(cx, &inner).or(tag),
            "declared" => set_string(cx, &inner, &mut declared),
            _ => unknown_key(cx, &inner, &["template", "type_tag", "declared"], "a named path"),
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

fn type_tag(cx: &Ctxt, item: &Item) -> Option<TypeTag> {
    let text = item.string(cx)?;
    match text.value().as_str() {
        "always" => Some(TypeTag::Always),
        "declared" => Some(TypeTag::Declared),
        "never" => Some(TypeTag::Never),
        other => {
            cx.error(
                &text,
                format_args!("unknown type_tag {other:?}: expected \"always\", \"declared\" or \"never\""),
            );
            None
        }
    }
}

/// Reads `key = "string"` once.
pub(super) fn set_string(cx: &Ctxt, item: &Item, into: &mut Once<LitStr>) {
    match item.string(cx) {
        Some(text) => into.set(cx, item, text),
        None => into.set_unread(),
    }
}

/// Reads a key without a value once.
pub(super) fn set_flag(cx: &Ctxt, item: &Item, into: &mut Once<()>) {
    item.flag(cx);
    into.set(cx, item, ());
}

/// Reads `schema = "file"` or `schema = false` once.
pub(super) fn set_schema(cx: &Ctxt, item: &Item, into: &mut Once<SchemaAttr>) {
    if item.is_false() {
        into.set(cx, item, SchemaAttr::Off);
    } else if item.is_true() {
        cx.error(
            item,
            "`schema` takes the file's path, `schema = \"schemas/graph.csdl\"`, or `false`; without it the one of Cargo.toml counts",
        );
    } else if let Some(file) = item.string(cx) {
        into.set(cx, item, SchemaAttr::File(file));
    }
}

/// Reads `key = "rust::path"` once.
pub(super) fn set_path(cx: &Ctxt, item: &Item, into: &mut Once<syn::Path>) {
    let Some(text) = item.string(cx) else { return };
    match text.parse::<syn::Path>() {
        Ok(path) => into.set(cx, item, path),
        Err(_) => cx.error(&text, format_args!("{:?} is not a Rust path", text.value())),
    }
}
