//! A key that is not marked, where no schema has the type's key.

use crate::attr::{Role, TypeKind};
use crate::ctxt::Ctxt;
use crate::model::{Field, Shape, TypeModel, TypeShape};
use crate::template::{Segment, Template};

/// A field that is most probably the key and would be sent in patches, for lack of its mark.
///
/// An entity can do without a readable key, so nothing is missed where no field has the name of one: `id` where the path ends in
/// `{deviceId}` or `{id}`, and `device_id` without `Option` where it ends in `{deviceId}`. A key in the base type is the base's.
pub(crate) struct UnmarkedKey<'m, 'a> {
    field: &'m Field<'a>,
    placeholder: &'m str,
}

/// Looks for one.
pub(crate) fn unmarked_key<'m, 'a>(model: &'m TypeModel<'a>) -> Option<UnmarkedKey<'m, 'a>> {
    let has_key = |field: &Field<'_>| matches!(field.role, Role::Key { .. } | Role::Base);
    if model.kind != TypeKind::Entity
        || !matches!(model.shape, TypeShape::Struct(_))
        || model.fields().iter().any(has_key)
    {
        return None;
    }
    let paths = model.paths.iter().filter(|path| !path.template.is_faulty);
    paths
        .filter_map(|path| last_key(&path.template))
        .find_map(|(name, placeholder)| {
            let field = model.fields().iter().find(|field| is_named(field, name))?;
            Some(UnmarkedKey { field, placeholder })
        })
}

impl UnmarkedKey<'_, '_> {
    /// Notes the mistake.
    pub(crate) fn report(&self, cx: &Ctxt) {
        let (ident, placeholder) = (self.field.ident, self.placeholder);
        cx.error(
            ident,
            format_args!(
                "the path ends in the key `{{{placeholder}}}`, so `{ident}` is the key and no patch has it: mark it `#[odata(key)]`; if \
                 another property is the key, name the placeholder after that one"
            ),
        );
    }
}

/// The key that the last segment consists of: the name that its property has, and its placeholder's.
fn last_key(template: &Template) -> Option<(&str, &str)> {
    let last = template.segments.last()?;
    match last {
        Segment::Key {
            plus: false,
            colon: false,
            ..
        } => {}
        // A name with a dot is an operation; its arguments are no key.
        Segment::Call { name, .. } if !name.contains('.') => {}
        _ => return None,
    }
    let keys = last.keys();
    let [key] = keys.as_slice() else { return None };
    let placeholder = template.placeholders.get(key.placeholder)?;
    Some((key.name.unwrap_or(&placeholder.name), &placeholder.name))
}

/// Whether a field that a patch has is named like the key.
fn is_named(field: &Field<'_>, key: &str) -> bool {
    let letters = |text: &str| -> String {
        let letters = text.chars().filter(|ch| ch.is_alphanumeric());
        letters.collect::<String>().to_lowercase()
    };
    let (wire, key) = (letters(&field.wire), letters(key));
    field.role == Role::Property
        && key.ends_with("id")
        && (wire == "id" || (wire == key && field.shape == Shape::Required))
}
