//! The stages of each derive: read, check, emit. What could be read is emitted beside the errors, so that no second
//! error follows from a first one.

use crate::attr::TypeKind;
use crate::ctxt::Ctxt;
use crate::model::{Enumeration, Newtype, Operation, OperationKind, PathCall, Projection, TypeModel};
use crate::{check, expand, schema, self_type, twice};
use proc_macro2::TokenStream;
use syn::DeriveInput;

/// `#[derive(Entity)]`.
pub(crate) fn entity(input: DeriveInput) -> TokenStream {
    structured(input, TypeKind::Entity)
}

/// `#[derive(ComplexType)]`.
pub(crate) fn complex_type(input: DeriveInput) -> TokenStream {
    structured(input, TypeKind::Complex)
}

fn structured(input: DeriveInput, kind: TypeKind) -> TokenStream {
    let input = self_type::named(input);
    stages(
        (kind.derive(), &input),
        |cx| TypeModel::read(cx, &input, kind),
        check::structured,
        |cx, model| {
            let checks = schema::structured(cx, model);
            if let Some(key) = check::unmarked_key(model)
                && !schema::is_set(model.attrs.schema.get())
            {
                key.report(cx);
            }
            checks
        },
        expand::structured,
    )
}

/// `#[derive(Projection)]`: what the schema has of it is checked by way of the entity.
pub(crate) fn projection(input: DeriveInput) -> TokenStream {
    let input = self_type::named(input);
    stages(
        ("Projection", &input),
        |cx| Projection::read(cx, &input),
        check::projection,
        |_, _| TokenStream::new(),
        expand::projection,
    )
}

/// `#[derive(EdmValue)]`.
pub(crate) fn edm_value(input: &DeriveInput) -> TokenStream {
    stages(
        ("EdmValue", input),
        |cx| Newtype::read(cx, input),
        check::newtype,
        schema::newtype,
        expand::newtype,
    )
}

/// `#[derive(EnumType)]`.
pub(crate) fn enum_type(input: &DeriveInput) -> TokenStream {
    stages(
        ("EnumType", input),
        |cx| Enumeration::read(cx, input),
        check::enumeration,
        schema::enumeration,
        expand::enumeration,
    )
}

/// `#[derive(Action)]` and `#[derive(Function)]`.
pub(crate) fn operation(input: DeriveInput, kind: OperationKind) -> TokenStream {
    let input = self_type::named(input);
    stages(
        (kind.derive(), &input),
        |cx| Operation::read(cx, &input, kind),
        check::operation,
        schema::operation,
        expand::operation,
    )
}

/// `path!`: an expression, with the errors in it.
pub(crate) fn path(input: TokenStream) -> TokenStream {
    let cx = Ctxt::default();
    let mut call = PathCall::read(&cx, input);
    let checks = schema::path_call(&cx, &mut call);
    let errors = cx.into_tokens();
    expand::path_call(&call, &checks, &errors)
}

/// One stage after the other; where nothing could be read, there are errors alone. `of` is the derive's name and the type.
fn stages<M>(
    of: (&'static str, &DeriveInput),
    read: impl FnOnce(&Ctxt) -> Option<M>,
    check: impl FnOnce(&Ctxt, &M),
    schema: impl FnOnce(&Ctxt, &mut M) -> TokenStream,
    expand: impl FnOnce(&M) -> TokenStream,
) -> TokenStream {
    let cx = Ctxt::default();
    let mut out = TokenStream::new();
    if !twice::is_second(&cx, of.0, of.1)
        && let Some(mut model) = read(&cx)
    {
        check(&cx, &model);
        let checks = schema(&cx, &mut model);
        out = expand(&model);
        out.extend(Some(checks));
    }
    out.extend(cx.into_tokens());
    out
}

#[cfg(test)]
mod tests {
    /// So that lints and coverage leave the impls alone.
    #[test]
    fn every_trait_impl_that_a_derive_writes_is_automatically_derived() {
        let root = concat!(env!("CARGO_MANIFEST_DIR"), "/..");
        let expand = std::fs::read_dir(format!("{root}/macros/src/expand")).expect("the expansions");
        let mut files: Vec<_> = expand.map(|file| file.expect("a file").path()).collect();
        files.push(format!("{root}/runtime/src/structure/emitted.rs").into());
        files.push(format!("{root}/runtime/src/enums/mod.rs").into());
        let mut impls = 0;
        for file in files {
            let text = std::fs::read_to_string(&file).expect("text");
            let mut before = "";
            for (number, line) in text.lines().map(str::trim).enumerate() {
                if line.starts_with("impl") && line.contains("__odata::") {
                    let place = format!("{}:{}", file.display(), number + 1);
                    assert_eq!(before, "#[automatically_derived]", "{place}: {line}");
                    impls += 1;
                }
                before = line;
            }
        }
        assert!(impls > 20, "{impls} impls");
    }

    #[cfg(feature = "schema")]
    #[test]
    fn files_are_tracked_once_a_crate_and_again_where_they_were_first() {
        let tracked = |name: &str| {
            let text = format!(
                "#[odata(type = \"fleet.graph.person\", schema = \"../tests/schemas/fleet.csdl\")]
                 struct {name} {{ mail: Option<String> }}"
            );
            let emitted = super::entity(syn::parse_str(&text).expect("a struct")).to_string();
            assert!(!emitted.contains("compile_error"), "{emitted}");
            let files = emitted.split("include_bytes").skip(1);
            let files =
                files.filter_map(|text| text.split('"').nth(1)?.rsplit('/').next().map(str::to_owned));
            files.collect::<Vec<_>>()
        };
        let all = ["Cargo.toml", "fleet.csdl", "fleet.overlay"];
        assert_eq!(tracked("First"), all);
        assert!(tracked("Second").is_empty());
        // rust-analyzer expands again what has been expanded before.
        assert_eq!(tracked("First"), all);
    }
}
