//! The Edm type of a Rust type, as far as its spelling shows it, so that most fields need no help of the compiler's. The types themselves
//! are in [`Primitive`]'s table.

#[cfg(feature = "schema")]
use super::types::option_of;
use super::types::{last_segment, only_argument};
use odata_entity_names::Primitive;
use syn::Type;

/// Whether a patch carries the type as it is, or a list of it.
///
/// Only a saving of compile time: such a field is `Change<T>` in the patch, any other one `ChangeOf<T>`, which is the
/// same by way of the trait. It reports what is wrong with a type, too, so no other type may pass here: only names of
/// the prelude, and those of chrono, which nobody gives to their own type.
pub(super) fn is_std_primitive(ty: &Type) -> bool {
    let Some(segment) = last_segment(ty) else {
        return false;
    };
    if let Some(item) = only_argument(segment, "Vec") {
        return is_std_primitive(item);
    }
    // The text of an identifier takes a call to the compiler, so it is read once.
    let name = segment.ident.to_string();
    let Some(primitive) = Primitive::of_rust(&name) else {
        return false;
    };
    match primitive.imports {
        [] => true,
        [("chrono", _)] => true,
        // `DateTime<FixedOffset>`
        [("chrono", _), ("chrono", _)] => only_argument(segment, &name)
            .and_then(last_segment)
            .is_some_and(|offset| offset.ident == "FixedOffset" || offset.ident == "Utc"),
        _ => false,
    }
}

/// The Edm type that a spelling means.
#[cfg(feature = "schema")]
#[derive(Debug, PartialEq)]
pub(crate) enum Spelled {
    /// A type of the prelude, which nobody shadows.
    Surely(&'static str),
    /// The type that usually has this name. Where it does not fit, it may be another one.
    Likely(&'static str),
    /// Any JSON: fits everywhere.
    Json,
    /// `Vec` of it.
    List(Box<Spelled>),
    /// A type of the user's own.
    Own,
}

/// Reads a type, which is no `Option`.
#[cfg(feature = "schema")]
pub(crate) fn spelled(ty: &Type) -> Spelled {
    let Some(segment) = last_segment(ty) else {
        return Spelled::Own;
    };
    // The text of an identifier takes a call to the compiler, so it is read once.
    let name = segment.ident.to_string();
    match name.as_str() {
        "Vec" => {
            if let Some(item) = only_argument(segment, "Vec") {
                return Spelled::List(Box::new(spelled(option_of(item).unwrap_or(item))));
            }
        }
        "Value" => return Spelled::Json,
        _ => {}
    }
    match Primitive::of_rust(&name) {
        Some(ty) if ty.is_prelude() => Spelled::Surely(ty.edm),
        Some(ty) => Spelled::Likely(ty.edm),
        None => Spelled::Own,
    }
}

#[cfg(all(test, feature = "schema"))]
mod tests {
    use super::*;

    #[test]
    fn reads_types() {
        let read = |text: &str| spelled(&syn::parse_str(text).expect("a type"));
        assert_eq!(read("std::string::String"), Spelled::Surely("Edm.String"));
        assert_eq!(read("DateTime<Utc>"), Spelled::Likely("Edm.DateTimeOffset"));
        assert_eq!(
            read("Vec<Option<i32>>"),
            Spelled::List(Box::new(Spelled::Surely("Edm.Int32")))
        );
        assert_eq!(read("serde_json::Value"), Spelled::Json);
        assert_eq!(read("Status"), Spelled::Own);
        assert_eq!(read("(String,)"), Spelled::Own);
    }
}
