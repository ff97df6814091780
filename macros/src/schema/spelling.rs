//! What the spelling of a Rust type says of its Edm type, so that most fields need no help of the compiler's.

use crate::model::types::{last_segment, only_argument, option_of};
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

/// Rust's types with their Edm types; the first of several is the one to propose.
const TYPES: [(&str, &str); 16] = [
    ("String", "Edm.String"),
    ("bool", "Edm.Boolean"),
    ("u8", "Edm.Byte"),
    ("i8", "Edm.SByte"),
    ("i16", "Edm.Int16"),
    ("i32", "Edm.Int32"),
    ("i64", "Edm.Int64"),
    ("f32", "Edm.Single"),
    ("f64", "Edm.Double"),
    ("DateTime", "Edm.DateTimeOffset"),
    ("NaiveDate", "Edm.Date"),
    ("NaiveTime", "Edm.TimeOfDay"),
    ("Duration", "Edm.Duration"),
    ("Binary", "Edm.Binary"),
    ("Uuid", "Edm.Guid"),
    ("Decimal", "Edm.Decimal"),
];

/// How many of [`TYPES`] are the prelude's.
const PRELUDE: usize = 9;

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
    match TYPES.iter().position(|(known, _)| name == *known) {
        Some(at) if at < PRELUDE => Spelled::Surely(TYPES[at].1),
        Some(at) => Spelled::Likely(TYPES[at].1),
        None => Spelled::Own,
    }
}

/// The Rust type to propose for an Edm type.
pub(super) fn proposal(edm: &str) -> Option<&'static str> {
    match edm {
        "Edm.DateTimeOffset" => Some("DateTime<FixedOffset>"),
        _ => TYPES.iter().find(|(_, name)| *name == edm).map(|(rust, _)| *rust),
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
