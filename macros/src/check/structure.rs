//! The rules of structs.

use crate::attr::{Role, Sent, TypeKind};
use crate::ctxt::Ctxt;
use crate::model::{Field, Shape, types};
use std::collections::HashMap;

/// Checks every rule of a struct's fields.
pub(super) fn structure(cx: &Ctxt, kind: TypeKind, writes_debug: bool, fields: &[Field<'_>]) {
    for field in fields {
        nullability(cx, field);
        format(cx, field);
        bytes(cx, field);
        merge(cx, field);
        flattening(cx, field);
        navigation(cx, field);
        annotation(cx, field);
        wire_name(cx, field);
        secret(cx, field, writes_debug);
        if kind == TypeKind::Complex {
            no_key(cx, field);
            not_deep(cx, field);
        }
    }
    distinct_names(cx, fields);
    one_of_each(cx, fields);
}

/// `secret` has an effect where this crate shows values: in the `Debug` of bodies, and in that which `debug` on the type asks for.
fn secret(cx: &Ctxt, field: &Field<'_>, writes_debug: bool) {
    let (secret, write_only) = (field.attrs.secret.span(), field.attrs.write_only.span());
    let Some(span) = secret.or(write_only) else {
        return;
    };
    let name = if secret.is_some() { "secret" } else { "write_only" };
    let key = field.role.key();
    let message = match field.role {
        _ if secret.is_some() && write_only.is_some() => {
            "a `write_only` property is secret already: keep one of the two".to_owned()
        }
        Role::Key { .. } => {
            format!("a key is a part of URLs, which are logged, so it cannot be secret: drop `{name}`")
        }
        Role::Tag => format!("a type tag is no secret: drop `{name}`"),
        Role::Base => {
            format!("the members of a base type are secret where the base type marks them: drop `{name}`")
        }
        Role::Property
        | Role::Immutable
        | Role::Open
        | Role::Annotation(Sent::Always | Sent::OnCreation)
        | Role::Navigation { deep: true } => return,
        _ if write_only.is_some() => {
            format!("`{key}` is never sent, so it cannot be `write_only`: write `secret`, or drop it")
        }
        _ if writes_debug => return,
        _ => format!(
            "`{key}` is in no body, so nothing shows it but a `Debug` of the type: add `debug` to the type's `#[odata(…)]` in \
             place of `#[derive(Debug)]`, or drop `secret`"
        ),
    };
    cx.push(syn::Error::new(span, message));
}

/// `non_nullable` and `null_collection` have a meaning only on an `Option` that a patch can carry.
fn nullability(cx: &Ctxt, field: &Field<'_>) {
    if field.is_double_option() {
        cx.error(
            field.ty,
            "write `Option<T>`: the patch distinguishes absent, null and value, not two `Option`s",
        );
    }
    let sent = matches!(field.role, Role::Property | Role::Immutable);
    let can_be_unbound = matches!(field.role, Role::Navigation { .. }) && !field.is_vec();
    if let Some(span) = field.attrs.non_nullable.span()
        && !sent
        && !can_be_unbound
    {
        let message = match field.role {
            Role::Navigation { .. } => {
                "a collection is never null, so `non_nullable` has no effect: drop it".to_owned()
            }
            role => format!(
                "`{}` is never in a patch, so `non_nullable` has no effect: drop it",
                role.key()
            ),
        };
        cx.push(syn::Error::new(span, message));
    }
    if let Some(span) = field.attrs.null_collection.span()
        && (!sent || !field.is_vec() || field.attrs.non_nullable.is_set())
    {
        cx.push(syn::Error::new(
            span,
            "`null_collection` belongs to a nullable collection: write the field as `Option<Vec<T>>`",
        ));
    }
}

/// One format a field, and only where a value is written.
fn format(cx: &Ctxt, field: &Field<'_>) {
    if field.attrs.with.is_set()
        && let Some(span) = field.attrs.serde.span()
    {
        cx.push(syn::Error::new(
            span,
            "`with` and `serde` both set how the value is written: keep one",
        ));
    }
    let written = !matches!(
        field.role,
        Role::Base | Role::Open | Role::Tag | Role::Skip | Role::Stream | Role::Navigation { .. }
    );
    // A navigation property can be read by serde: its type may have no derive of ours.
    let by_serde = matches!(field.role, Role::Navigation { deep: false }) && !field.attrs.with.is_set();
    if let Some(span) = field.attrs.with.span().or(field.attrs.serde.span())
        && !(written || by_serde)
    {
        cx.push(syn::Error::new(
            span,
            format_args!(
                "a field marked `{}` is not written by a format: drop it",
                field.role.key()
            ),
        ));
    }
}

/// Bytes are `Edm.Binary`, which is text in JSON; a `Vec` of them is a list of numbers (OData JSON 4.01, 7.1).
fn bytes(cx: &Ctxt, field: &Field<'_>) {
    let is_value = matches!(
        field.role,
        Role::Property | Role::Immutable | Role::ReadOnly | Role::Key { .. }
    );
    if is_value && !field.has_format() && types::is_bytes(field.value_type) {
        cx.error(
            field.value_type,
            "a `Vec<u8>` is a list of numbers, `[1,2,255]`: for bytes write `odata_entity::edm::Binary`; if the service does have a \
             list of `Edm.Byte`, keep it and add `#[odata(serde)]`",
        );
    }
}

/// `merge` has a meaning on a complex value, or on a dictionary; other types are known by their spelling.
fn merge(cx: &Ctxt, field: &Field<'_>) {
    if let Some(span) = field.attrs.merge.span()
        && (field.role != Role::Property || field.is_std_primitive() || field.is_vec() || field.has_format())
    {
        cx.push(syn::Error::new(
            span,
            "`merge` belongs to a property of a complex type, whose difference can be sent in part: drop it",
        ));
    }
}

/// `base` and `open` are flattened into the object; nothing else is.
fn flattening(cx: &Ctxt, field: &Field<'_>) {
    let needs = matches!(field.role, Role::Base | Role::Open);
    if needs && !field.serde.flatten {
        cx.error(
            field.ident,
            format_args!(
                "`{}` is part of the object itself: add `#[serde(flatten)]`",
                field.role.key()
            ),
        );
    }
    if let Some(span) = field.attrs.patch_group.span()
        && field.role != Role::Property
    {
        cx.push(syn::Error::new(
            span,
            "`patch_group` belongs to a property that a patch carries: drop it",
        ));
    }
    if field.is_flattened_wrongly() {
        cx.error(
            field.ident,
            format_args!(
                "a flattened field is `base` (the embedded base type) or `open` (a map of undeclared members), not `{}`: keep one",
                field.role.key()
            ),
        );
    }
}

/// What a navigation property leads to is there where it was expanded, which an empty list could not show.
fn navigation(cx: &Ctxt, field: &Field<'_>) {
    if matches!(field.role, Role::Navigation { .. }) && field.shape == Shape::Required && field.is_vec() {
        cx.error(
            field.ty,
            "a navigation property is there only where it was expanded, and a list would be read as empty elsewhere: write \
             `Option<Vec<…>>`",
        );
    }
}

/// Annotations are members whose name has an `@` (OData JSON 4.01, 4.5).
fn annotation(cx: &Ctxt, field: &Field<'_>) {
    if matches!(field.role, Role::Annotation(_)) && !field.wire.contains('@') {
        cx.push(syn::Error::new(
            field.wire_span,
            format_args!(
                "{:?} is not an annotation's name: write `#[serde(rename = \"@namespace.term\")]`",
                field.wire
            ),
        ));
    }
}

fn wire_name(cx: &Ctxt, field: &Field<'_>) {
    // In `$select` and `$filter` each of these would be more than a part of a name.
    let wrong = |ch: char| ch.is_control() || ch.is_whitespace() || "\"\\/?&=,;()'%+*".contains(ch);
    if field.role != Role::Skip && (field.wire.is_empty() || field.wire.contains(wrong)) {
        cx.push(syn::Error::new(
            field.wire_span,
            format_args!(
                "{:?} is not a member's name: letters, digits, `_`, `.` and `@`",
                field.wire
            ),
        ));
    }
}

/// Complex types have no key (OData CSDL 4.01, 9).
fn no_key(cx: &Ctxt, field: &Field<'_>) {
    if matches!(field.role, Role::Key { .. }) {
        cx.error(
            field.ident,
            "a complex type has no key: drop `key`, or derive `Entity`",
        );
    }
}

/// Only entities create others together with them (OData Protocol 4.01, 11.4.2.2).
fn not_deep(cx: &Ctxt, field: &Field<'_>) {
    if field.role == (Role::Navigation { deep: true }) {
        cx.error(
            field.ident,
            "a complex value creates no entities together with it: write `navigation` without `deep`",
        );
    }
}

/// Two members of one object have different names (OData JSON 4.01, 4).
fn distinct_names(cx: &Ctxt, fields: &[Field<'_>]) {
    let mut seen = HashMap::new();
    for field in fields {
        if matches!(field.role, Role::Skip | Role::Base | Role::Open) {
            continue;
        }
        if let Some(first) = seen.insert(field.wire.as_str(), field.ident) {
            if field.role == Role::Tag {
                let message =
                    format_args!("the type tag is read into `{first}` already: drop one of the two fields");
                cx.error(field.ident, message);
                continue;
            }
            cx.push(syn::Error::new(
                field.wire_span,
                format_args!(
                    "`{}` and `{first}` are both {:?} on the wire: rename one",
                    field.ident, field.wire
                ),
            ));
        }
    }
}

/// A type has one base type (OData CSDL 4.01, 6.2), and one place for its undeclared members.
fn one_of_each(cx: &Ctxt, fields: &[Field<'_>]) {
    for (role, what) in [
        (Role::Base, "one base type"),
        (Role::Open, "one map of undeclared members"),
    ] {
        let mut fields = fields.iter().filter(|field| field.role == role);
        if let (Some(first), Some(second)) = (fields.next(), fields.next()) {
            cx.error(
                second.ident,
                format_args!("a type has {what}: `{}` is `{}` already", first.ident, role.key()),
            );
        }
    }
}
