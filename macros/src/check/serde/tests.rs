use crate::attr::TypeKind;
use crate::check;
use crate::ctxt::Ctxt;
use crate::model::{Enumeration, Newtype, TypeModel};
use std::collections::BTreeSet;
use syn::DeriveInput;

/// Each key that serde documents (<https://serde.rs/container-attrs.html>), with a value.
const OF_TYPES: [&str; 21] = [
    "rename = \"x\"",
    "rename(serialize = \"x\")",
    "rename_all = \"camelCase\"",
    "rename_all(deserialize = \"camelCase\")",
    "rename_all_fields = \"camelCase\"",
    "deny_unknown_fields",
    "tag = \"t\"",
    "content = \"c\"",
    "untagged",
    "bound = \"\"",
    "bound(serialize = \"\")",
    "default",
    "default = \"make\"",
    "remote = \"Other\"",
    "transparent",
    "from = \"Other\"",
    "try_from = \"Other\"",
    "into = \"Other\"",
    "crate = \"serde\"",
    "expecting = \"a thing\"",
    "variant_identifier",
];

/// <https://serde.rs/field-attrs.html>
const OF_FIELDS: [&str; 19] = [
    "rename = \"x\"",
    "rename(deserialize = \"x\")",
    "alias = \"x\"",
    "default",
    "default = \"make\"",
    "flatten",
    "skip",
    "skip_serializing",
    "skip_deserializing",
    "skip_serializing_if = \"Option::is_none\"",
    "skip_serializing_if = \"is_zero\"",
    "serialize_with = \"f\"",
    "deserialize_with = \"f\"",
    "with = \"m\"",
    "with = \"odata_entity::edm::string\"",
    "borrow",
    "bound = \"\"",
    "bound(serialize = \"\")",
    "getter = \"f\"",
];

/// <https://serde.rs/variant-attrs.html>
const OF_VARIANTS: [&str; 13] = [
    "rename = \"x\"",
    "alias = \"x\"",
    "rename_all = \"camelCase\"",
    "skip",
    "skip_serializing",
    "skip_deserializing",
    "serialize_with = \"f\"",
    "deserialize_with = \"f\"",
    "with = \"m\"",
    "bound = \"\"",
    "borrow",
    "other",
    "untagged",
];

type Derive = fn(&Ctxt, &DeriveInput);

/// The stages that read and check; that which tracks files does so once a process, for a separate test.
fn structured(cx: &Ctxt, input: &DeriveInput, kind: TypeKind) {
    check::structured(cx, &TypeModel::read(cx, input, kind).expect("a type"));
}

fn entity(cx: &Ctxt, input: &DeriveInput) {
    structured(cx, input, TypeKind::Entity);
}

fn complex_type(cx: &Ctxt, input: &DeriveInput) {
    structured(cx, input, TypeKind::Complex);
}

fn enum_type(cx: &Ctxt, input: &DeriveInput) {
    check::enumeration(cx, &Enumeration::read(cx, input).expect("an enum"));
}

fn edm_value(cx: &Ctxt, input: &DeriveInput) {
    check::newtype(cx, &Newtype::read(cx, input).expect("a newtype"));
}

/// The first message.
fn compile(derive: Derive, text: &str) -> Option<String> {
    let input = syn::parse_str(text).unwrap_or_else(|error| panic!("{error}: {text}"));
    let cx = Ctxt::default();
    derive(&cx, &input);
    let emitted = cx.into_tokens().to_string();
    let (_, rest) = emitted.split_once("compile_error ! { ")?;
    Some(rest.split(" }").next().unwrap_or_default().to_owned())
}

/// The keys of a table that are accepted at a place, `KEY` in a text; the message of each other one names it and what to do.
fn accepted(derive: Derive, text: &str, keys: &[&'static str]) -> BTreeSet<&'static str> {
    let mut out = BTreeSet::new();
    for key in keys {
        match compile(derive, &text.replace("KEY", key)) {
            None => {
                out.insert(*key);
            }
            Some(message) => {
                let name = key.split([' ', '(']).next().unwrap_or_default();
                assert!(message.contains(name), "{key}: {message}");
                assert!(
                    ["drop", "keep", "write"]
                        .iter()
                        .any(|word| message.contains(word)),
                    "{key} names no way out: {message}"
                );
            }
        }
    }
    out
}

fn set<const N: usize>(keys: [&'static str; N]) -> BTreeSet<&'static str> {
    keys.into()
}

const ALIKE: &str = "rename_all = \"camelCase\"";

#[test]
fn every_key_of_serdes_on_a_type_has_its_effect_or_is_an_error() {
    let of_struct = |more: &str| {
        format!("#[serde(KEY)] #[odata(type = \"n.a\"{more})] struct A {{ name: Option<String> }}")
    };
    for derive in [entity, complex_type] {
        let own = accepted(derive, &of_struct(""), &OF_TYPES);
        assert_eq!(own, set([ALIKE, "bound(serialize = \"\")", "crate = \"serde\""]));
        let by_serde = accepted(derive, &of_struct(", deserialize = false"), &OF_TYPES);
        assert_eq!(
            by_serde,
            set([
                ALIKE,
                "bound = \"\"",
                "bound(serialize = \"\")",
                "crate = \"serde\"",
                "expecting = \"a thing\""
            ])
        );
        let union = "#[serde(KEY)] #[odata(type = \"n.a\")] enum A { B(B) }";
        assert_eq!(accepted(derive, union, &OF_TYPES), set([]));
    }
    let text = "#[serde(KEY)] #[odata(type = \"n.a\")] enum A { B }";
    assert_eq!(accepted(enum_type, text, &OF_TYPES), set([ALIKE]));
    let text = "#[serde(KEY)] struct A(i64);";
    assert_eq!(
        accepted(edm_value, text, &OF_TYPES),
        set([
            "transparent",
            "bound = \"\"",
            "bound(serialize = \"\")",
            "crate = \"serde\"",
            "expecting = \"a thing\""
        ])
    );
}

#[test]
fn every_key_of_serdes_on_a_field_has_its_effect_or_is_an_error() {
    let of = |more: &str, field: &str| {
        format!("#[odata(type = \"n.a\"{more})] struct A {{ #[serde(KEY)] {field} }}")
    };
    let own = |field: &str| accepted(complex_type, &of("", field), &OF_FIELDS);
    let by_serde = |field: &str| accepted(complex_type, &of(", deserialize = false", field), &OF_FIELDS);
    let always = [
        "rename = \"x\"",
        "flatten",
        "skip",
        "skip_serializing",
        "bound(serialize = \"\")",
    ];
    let and = |more: &[&'static str]| always.iter().chain(more).copied().collect::<BTreeSet<_>>();
    let if_none = "skip_serializing_if = \"Option::is_none\"";
    let edm = "with = \"odata_entity::edm::string\"";

    assert_eq!(own("name: Option<String>"), and(&["default", if_none]));
    assert_eq!(own("name: String"), and(&[]));
    assert_eq!(own("name: Vec<String>"), and(&["default"]));
    assert_eq!(
        by_serde("name: Option<String>"),
        and(&[
            "default",
            if_none,
            edm,
            "skip_deserializing",
            "borrow",
            "bound = \"\""
        ])
    );
    assert_eq!(by_serde("name: String"), and(&[edm, "borrow", "bound = \"\""]));
    // Flattened and skipped fields have no format, which is another rule's to report.
    let keys: Vec<_> = OF_FIELDS
        .into_iter()
        .filter(|key| !matches!(*key, "flatten" | "skip"))
        .collect();
    let formatted = of("", "#[odata(serde)] name: Option<Own>");
    let mut expected = and(&["default", if_none, edm, "with = \"m\"", "serialize_with = \"f\""]);
    expected.retain(|key| keys.contains(key));
    assert_eq!(accepted(complex_type, &formatted, &keys), expected);
    // What is never sent cannot differ from what is read; what is not of the service is serde's alone.
    let read_only = own("#[odata(read_only)] name: Option<String>");
    assert!(read_only.contains("skip_serializing_if = \"is_zero\"") && !read_only.contains("skip"));
    assert_eq!(own("#[odata(skip)] name: String").len(), OF_FIELDS.len() - 1); // all but names that differ by direction
}

#[test]
fn every_key_of_serdes_on_a_variant_has_its_effect_or_is_an_error() {
    let text = "#[odata(type = \"n.a\")] enum A { #[serde(KEY)] B }";
    assert_eq!(accepted(enum_type, text, &OF_VARIANTS), set(["rename = \"x\""]));
    let text = "#[odata(type = \"n.a\")] enum A { B, #[serde(KEY)] #[odata(other)] C(String) }";
    assert_eq!(accepted(enum_type, text, &OF_VARIANTS), set([]));
    for derive in [entity, complex_type] {
        let text = "#[odata(type = \"n.a\")] enum A { #[serde(KEY)] B(B) }";
        assert_eq!(accepted(derive, text, &OF_VARIANTS), set([]));
    }
}

#[test]
fn an_attribute_where_nothing_reads_it_is_an_error() {
    for attr in ["odata(key)", "serde(default)"] {
        for (derive, text) in [
            (edm_value as Derive, format!("struct A(#[{attr}] i64);")),
            (
                enum_type,
                format!("#[odata(type = \"n.a\")] enum A {{ #[odata(other)] B(#[{attr}] String) }}"),
            ),
            (
                complex_type,
                format!("#[odata(type = \"n.a\")] enum A {{ B(#[{attr}] B) }}"),
            ),
        ] {
            let message = compile(derive, &text).unwrap_or_default();
            assert!(message.contains("has no effect here"), "{text}: {message}");
        }
    }
}
