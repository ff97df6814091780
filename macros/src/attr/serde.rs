//! serde's own attributes, which give members their names and set what is flattened and skipped.
//!
//! They are read as strictly as `#[odata(…)]`, since there may be no derive of serde's beside ours that would check
//! them: a key that is unknown, given twice or without its value is a mistake here. `check` knows what each known key
//! means.

use super::item::{Item, Once, Value, items};
use super::keys::Keys;
use super::rename::rename_rule;
use super::serde_keys::{SerdeFieldKey, SerdeTypeKey, SerdeVariantKey};
use super::set::set_path;
use super::unknown::unknown_serde_key;
use crate::ctxt::Ctxt;
use odata_entity_names::RenameRule;
use syn::punctuated::Punctuated;
use syn::{Attribute, LitStr, Path, Token};

/// serde's attributes on a struct or enum.
#[derive(Default)]
pub(crate) struct SerdeContainer {
    pub(crate) rename_all: Once<RenameRule>,
    /// All of them, as they are written.
    pub(crate) keys: Vec<(SerdeTypeKey, Item)>,
}

/// serde's attributes on a field.
#[derive(Default)]
pub(crate) struct SerdeField {
    pub(crate) rename: Once<LitStr>,
    pub(crate) skip: bool,
    pub(crate) skip_serializing: bool,
    pub(crate) skip_deserializing: bool,
    pub(crate) flatten: bool,
    /// The function that makes the value of a member that is not there: `default = "path"`.
    pub(crate) default: Once<syn::Path>,
    /// All of them, as they are written.
    pub(crate) keys: Vec<(SerdeFieldKey, Item)>,
}

/// serde's attributes on a variant.
#[derive(Default)]
pub(crate) struct SerdeVariant {
    pub(crate) rename: Once<LitStr>,
    /// All of them, as they are written.
    pub(crate) keys: Vec<(SerdeVariantKey, Item)>,
}

impl SerdeContainer {
    pub(crate) fn read(cx: &Ctxt, attrs: &[Attribute]) -> Self {
        let mut out = Self::default();
        for (key, item) in known(cx, attrs) {
            if key == SerdeTypeKey::RenameAll
                && let Some(text) = name(cx, &item)
                && let Some(rule) = rename_rule(cx, &text)
            {
                out.rename_all.set(cx, &item, rule);
            }
            out.keys.push((key, item));
        }
        out
    }
}

impl SerdeField {
    pub(crate) fn read(cx: &Ctxt, attrs: &[Attribute]) -> Self {
        let mut out = Self::default();
        for (key, item) in known(cx, attrs) {
            match key {
                SerdeFieldKey::Rename => set_name(cx, &item, &mut out.rename),
                SerdeFieldKey::Default if item.has_value() => set_path(cx, &item, &mut out.default),
                SerdeFieldKey::Skip => out.skip |= item.flag(cx),
                SerdeFieldKey::SkipSerializing => out.skip_serializing |= item.flag(cx),
                SerdeFieldKey::SkipDeserializing => out.skip_deserializing |= item.flag(cx),
                SerdeFieldKey::Flatten => out.flatten |= item.flag(cx),
                _ => {}
            }
            out.keys.push((key, item));
        }
        // Both together are what `skip` is.
        out.skip |= out.skip_serializing && out.skip_deserializing;
        out
    }
}

impl SerdeVariant {
    pub(crate) fn read(cx: &Ctxt, attrs: &[Attribute]) -> Self {
        let mut out = Self::default();
        for (key, item) in known(cx, attrs) {
            if key == SerdeVariantKey::Rename {
                set_name(cx, &item, &mut out.rename);
            }
            out.keys.push((key, item));
        }
        out
    }
}

/// serde's items, those of which nobody knows the key reported.
fn known<K: Keys>(cx: &Ctxt, attrs: &[Attribute]) -> Vec<(K, Item)> {
    let mut out = Vec::new();
    for item in items(cx, attrs, "serde") {
        match K::of(&item.name()) {
            Some(key) => out.push((key, item)),
            None => unknown_serde_key::<K>(cx, &item),
        }
    }
    out
}

fn set_name(cx: &Ctxt, item: &Item, into: &mut Once<LitStr>) {
    if let Some(text) = name(cx, item) {
        into.set(cx, item, text);
    }
}

/// The name of `rename = "x"`, and of `rename(serialize = "x", deserialize = "x")`; one for each direction is a mistake.
fn name(cx: &Ctxt, item: &Item) -> Option<LitStr> {
    let Value::List(_) = &item.value else {
        return item.string(cx);
    };
    let (mut written, mut read) = (None, None);
    for inner in item.list(cx) {
        match inner.name().as_str() {
            "serialize" => written = inner.string(cx),
            "deserialize" => read = inner.string(cx),
            other => cx.error(
                &inner.key,
                format_args!("unknown word `{other}`: write `{} = \"…\"`", item.name()),
            ),
        }
    }
    match (written, read) {
        (Some(written), Some(read)) if written.value() == read.value() => Some(written),
        (None, None) => None,
        (written, read) => {
            let one = written.or(read)?;
            cx.error(
                item,
                format_args!(
                    "a member has one name, by which it is read and written: write `{} = {:?}`",
                    item.name(),
                    one.value()
                ),
            );
            Some(one)
        }
    }
}

/// serde's derive of `Deserialize` in a separate attribute after that with our derive: the only place where a derive
/// sees it.
pub(crate) fn derive_of_deserialize(attrs: &[Attribute]) -> Option<Path> {
    attrs
        .iter()
        .filter(|attr| attr.path().is_ident("derive"))
        .filter_map(|attr| {
            attr.parse_args_with(Punctuated::<Path, Token![,]>::parse_terminated)
                .ok()
        })
        .flatten()
        .find(|path| {
            path.segments
                .last()
                .is_some_and(|last| last.ident == "Deserialize")
        })
}
