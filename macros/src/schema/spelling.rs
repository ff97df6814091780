//! What the spelling of a Rust type says of its Edm type, so that most fields need no help of the compiler's.

use crate::model::types::{last_segment, only_argument, option_of};
use odata_entity_names::Primitive;
use syn::Type;

/// The Edm type that a spelling stands for.
#[derive(Debug, PartialEq)]
pub(super) enum Spelled {
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
pub(super) fn spelled(ty: &Type) -> Spelled {
    let Some(segment) = last_segment(ty) else {
        return Spelled::Own;
    };
    // To compare an identifier is to ask the compiler for its text, so that is done once.
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

#[cfg(test)]
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
