//! The little that is read from the spelling of a Rust type.

use syn::{GenericArgument, PathArguments, PathSegment, Type};

/// The `T` of `Option<T>`, however the path to `Option` is written.
pub(crate) fn option_of(ty: &Type) -> Option<&Type> {
    only_argument(last_segment(ty)?, "Option")
}

/// Whether the type is written `Vec<…>`.
pub(crate) fn is_vec(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident == "Vec")
}

/// Whether the type is written as some map: `HashMap<…>`, `BTreeMap<…>`, `Map<…>`.
pub(super) fn is_map(ty: &Type) -> bool {
    last_segment(ty).is_some_and(|segment| segment.ident.to_string().ends_with("Map"))
}

/// Whether the type is one of the standard library's that a patch carries as it is.
///
/// Only a saving of compile time: such a field is `Change<T>` in the patch, any other one `ChangeOf<T>`, which says
/// the same by way of the trait.
pub(super) fn is_std_primitive(ty: &Type) -> bool {
    const NAMES: [&str; 14] = [
        "String",
        "bool",
        "i8",
        "i16",
        "i32",
        "i64",
        "u8",
        "u16",
        "u32",
        "f32",
        "f64",
        "Vec",
        "DateTime",
        "NaiveDate",
    ];
    last_segment(ty).is_some_and(|segment| NAMES.iter().any(|name| segment.ident == name))
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
    if segment.ident != name {
        return None;
    }
    let PathArguments::AngleBracketed(arguments) = &segment.arguments else {
        return None;
    };
    match arguments.args.first() {
        Some(GenericArgument::Type(ty)) if arguments.args.len() == 1 => Some(ty),
        _ => None,
    }
}
