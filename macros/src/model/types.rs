//! The little that is read from the spelling of a Rust type.

use proc_macro2::Span;
use syn::spanned::Spanned;
use syn::{GenericArgument, PathArguments, PathSegment, Type};

/// The `T` of `Option<T>`, however the path to `Option` is written.
pub(crate) fn option_of(ty: &Type) -> Option<&Type> {
    only_argument(last_segment(ty)?, "Option")
}

/// The `T` of `Option<Box<T>>`.
pub(crate) fn boxed(ty: &Type) -> Option<&Type> {
    only_argument(last_segment(option_of(ty)?)?, "Box")
}

/// Whether the type is written `Box<T>` of a sized type: a `Box<str>` is text.
pub(crate) fn is_boxed_value(ty: &Type) -> bool {
    let within = last_segment(ty).and_then(|segment| only_argument(segment, "Box"));
    within
        .and_then(last_segment)
        .is_some_and(|name| name.ident != "str")
}

/// The type within any number of `Option`s.
pub(super) fn without_options(ty: &Type) -> &Type {
    option_of(ty).map_or(ty, without_options)
}

/// The type within any number of `Option`s, `Vec`s and `Box`es.
#[cfg(feature = "schema")]
pub(crate) fn innermost(ty: &Type) -> &Type {
    let within = last_segment(ty).and_then(|segment| {
        ["Option", "Vec", "Box"]
            .iter()
            .find_map(|name| only_argument(segment, name))
    });
    within.map_or(ty, innermost)
}

/// Whether the type is written `Vec<…>`.
pub(super) fn is_vec(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == "Vec")
}

/// Whether the type is written `Vec<u8>`.
pub(crate) fn is_bytes(ty: &Type) -> bool {
    let item = last_segment(ty).and_then(|segment| only_argument(segment, "Vec"));
    item.and_then(last_segment).is_some_and(|item| item.ident == "u8")
}

/// Whether the type is written as some map: `HashMap<…>`, `BTreeMap<…>`, `Map<…>`.
pub(super) fn is_map(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident.to_string().ends_with("Map"))
}

/// The span of the word that names the type: of `HashMap` in `&std::collections::HashMap<String, String>`.
pub(crate) fn span(ty: &Type) -> Span {
    match ty {
        Type::Reference(reference) => span(&reference.elem),
        ty => last_segment(ty).map_or_else(|| ty.span(), |segment| segment.ident.span()),
    }
}

/// The same of a value: of `Size` in `Vec<Size>` too, as the items of a list are values.
pub(super) fn value_span(ty: &Type) -> Span {
    match last_segment(ty).and_then(|segment| only_argument(segment, "Vec")) {
        Some(item) => value_span(item),
        None => span(ty),
    }
}

pub(crate) fn last_segment(ty: &Type) -> Option<&PathSegment> {
    match ty {
        Type::Path(path) if path.qself.is_none() => path.path.segments.last(),
        Type::Group(group) => last_segment(&group.elem),
        Type::Paren(paren) => last_segment(&paren.elem),
        _ => None,
    }
}

pub(crate) fn only_argument<'a>(segment: &'a PathSegment, name: &str) -> Option<&'a Type> {
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    match arguments.args.first() {
        // Last of all the name: comparing an identifier takes a call to the compiler.
        Some(GenericArgument::Type(ty)) if arguments.args.len() == 1 && segment.ident == name => Some(ty),
        _ => None,
    }
}
