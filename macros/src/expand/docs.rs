//! The text of generated doc comments: the user's own words first, then what the item does.

use super::runtime::Runtime;
use crate::attr::Role;
use crate::model::{Docs, Field, Forbidden, Shape};
use crate::text::Text;
use proc_macro2::TokenStream;
use quote::quote;

/// A doc comment of these lines.
pub(super) fn comment(text: &str) -> TokenStream {
    quote!(#[doc = #text])
}

/// A warning where the item is used, if it is deprecated in the schema.
pub(super) fn deprecated(note: Option<&str>) -> Option<TokenStream> {
    note.map(|note| quote!(#[deprecated(note = #note)]))
}

/// The user's doc comment on the field, or its wire name: the doc of a patch's field; and the attributes that
/// are carried over.
pub(super) fn own(field: &Field<'_>, out: &mut Text) {
    match &field.docs {
        Docs::Text(text) if text.is_empty() => {
            let rule = format!("The property `{}`.", field.wire);
            with_rule(field, &rule, out);
        }
        _ => with_rule(field, "", out),
    }
}

/// The user's words, if there are some, and `rule` as a separate paragraph; and the attributes that are carried over.
fn with_rule(field: &Field<'_>, rule: &str, out: &mut Text) {
    // One attribute, as each is an item of its own to the compiler.
    let rule = rule.escape_debug();
    let lines = if rule.clone().next().is_some() {
        "\\n\\n"
    } else {
        ""
    };
    match &field.docs {
        Docs::Text(text) if text.is_empty() => out.write(format_args!("#[doc = \"{rule}\"]")),
        Docs::Text(text) => out.write(format_args!("#[doc = \"{text}{lines}{rule}\"]")),
        Docs::Attributes(attributes) => {
            out.tokens(attributes);
            // A line break at the begin of an attribute is trimmed.
            out.write(format_args!("#[doc = \"\"] #[doc = \"{rule}\"]"));
        }
    }
    for attr in &field.carried {
        out.tokens(attr);
    }
}

/// The doc of a setter.
pub(super) fn setter(field: &Field<'_>, runtime: &Runtime, out: &mut Text) {
    let (krate, wire) = (&runtime.doc, &field.wire);
    let rule = match (field.role, field.shape) {
        (Role::Base, _) => "Sets what changes of the base type's properties.".to_owned(),
        (Role::Open, _) => "Sets what changes of the undeclared members.".to_owned(),
        (_, Shape::Nullable | Shape::NullCollection) => format!(
            "Sets `{wire}`: takes a value, or `None` or [`Change::Null`]({krate}::Change::Null) to clear it."
        ),
        (_, Shape::NonNullable | Shape::Required) => {
            format!("Sets `{wire}`, which is not nullable: takes a value.")
        }
    };
    with_rule(field, &rule, out);
}

/// The doc of a property constant.
pub(super) fn constant(field: &Field<'_>, out: &mut Text) {
    let what = match field.role {
        Role::Key { .. } => ", a key",
        Role::ReadOnly => ", read-only",
        Role::Immutable => ", immutable",
        _ => "",
    };
    let wire = &field.wire;
    let rule = match field.role {
        Role::Navigation { .. } => format!(
            "The navigation property `{wire}`, for `$expand`, `bind` and paths: `path.to(…)`.{}",
            forbidden(field.forbidden)
        ),
        _ => format!("The property `{wire}`{what}, for `$select`, `$filter` and `$orderby`."),
    };
    with_rule(field, &rule, out);
}

/// What the metadata does not allow, in words: what the type `Allowed` has as parameters.
pub(super) fn forbidden(forbidden: Forbidden) -> String {
    let Forbidden {
        update,
        insert,
        delete,
        ..
    } = forbidden;
    let words = [(update, "changed"), (insert, "created"), (delete, "deleted")];
    let words: Vec<&str> = words
        .into_iter()
        .filter_map(|(is_forbidden, word)| is_forbidden.then_some(word))
        .collect();
    match words.split_last() {
        None => String::new(),
        Some((last, [])) => format!("\n\nBy the service's metadata, what is there cannot be {last}."),
        Some((last, others)) => {
            let others = others.join(", ");
            format!("\n\nBy the service's metadata, what is there cannot be {others} or {last}.")
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::attr::TypeKind;
    use crate::ctxt::Ctxt;
    use crate::expand;
    use crate::model::TypeModel;

    #[test]
    fn what_is_generated_for_a_field_has_the_users_words() {
        let text = "#[odata(type = \"n.thing\")]
            struct Thing {
                /// Words on the key.
                #[odata(key)]
                id: String,
                /// Words on the name.
                name: Option<String>,
                size: Option<i32>,
                #[doc = r#\"A \\ in \"raw\" words.\"#]
                raw: Option<i32>,
            }";
        // Without the stage that tracks files: what that does once a process is another test's.
        let (cx, input) = (Ctxt::default(), syn::parse_str(text).expect("a struct"));
        let model = TypeModel::read(&cx, &input, TypeKind::Entity).expect("a struct");
        let emitted = expand::structured(&model).to_string();
        assert!(cx.into_tokens().is_empty());
        // The constant; also the patch's field and its setter.
        for (words, times) in [
            ("Words on the key.", 1),
            ("Words on the name.", 3),
            (r#"A \\ in \"raw\" words."#, 3),
            ("The property `size`.", 1),
            ("The property `size`,", 1),
            ("Sets `size`:", 1),
        ] {
            assert_eq!(emitted.matches(words).count(), times, "{words}: {emitted}");
        }
    }
}
