//! Text of which the metadata lists the values: the constant that compares them with those of an enum.

use super::assert;
use super::context::Check;
use crate::spans::at;
use odata_entity_csdl::{AllowedValues, Error, Kind, TypeRef};
use proc_macro2::TokenStream;
use quote::{quote, quote_spanned};
use syn::Type;

/// The type of text.
const TEXT: &str = "Edm.String";

/// Whether values are text, one or several: `Edm.String`, or a type definition of it.
pub(super) fn is_text(check: &Check<'_>, ty: &TypeRef) -> bool {
    let schema = check.schema();
    ty.name == TEXT
        || schema.type_kind(&ty.name) == Some(Kind::TypeDefinition)
            && schema
                .type_definition(&ty.name)
                .is_ok_and(|ty| ty.underlying == TEXT)
}

/// What may list values: its name, `@` before that of a parameter; the list; where it is declared, in bytes of the file.
pub(super) struct Listed<'a> {
    pub(super) what: &'a str,
    pub(super) list: Result<Option<AllowedValues>, Error>,
    pub(super) offset: usize,
}

/// Leaves to the compiler to compare what the type of a field knows with the list; nothing is left where there is none. `found` is the type
/// as the runtime has it.
pub(super) fn compare(check: &Check<'_>, written: &Type, found: &TokenStream, listed: Listed<'_>) {
    let list = match listed.list {
        Ok(Some(list)) => list,
        Ok(None) => return,
        Err(error) => return check.error_in_file(crate::model::types::span(written), error),
    };
    let values = list.values.iter().map(|one| &one.value);
    let place = check.loaded().place(listed.offset);
    let question = check.asked(&format!("{}\n{place}", listed.what));
    let at = at(crate::model::types::span(written));
    let found = quote_spanned!(at=> <#found as __odata::EdmValue>::EDM);
    check.assert(assert::of_value(
        written,
        "allows",
        &quote!(#found, &[#(#values),*], #question),
    ));
}
