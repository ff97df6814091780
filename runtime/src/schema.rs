//! What the derives leave to the compiler when they check a type against a schema: comparing type names that only the
//! types themselves know.
//!
//! The functions are evaluated when the user's crate is compiled. Each is called in a constant of its own, so that every
//! mistake is told, and with the tokens of the user's own type, so that the message underlines it.
//!
//! Constants are evaluated by an interpreter, for which two names of thirty letters are a long way. So the derives make a number
//! of each name, and where the numbers agree nothing else is looked at.

use crate::structure::Structured;
use crate::value::{EdmKind, EdmType, EdmValue};

/// The longest message; a longer one is cut.
const ROOM: usize = 1024;

/// Fails unless `T` is of the type `wanted`, or a collection of it; `id` is the number made of that name.
///
/// # Panics
///
/// When the user's crate is compiled, with the message for them.
#[track_caller]
pub const fn fits<T: EdmValue>(property: &str, id: u64, wanted: &str, collection: bool, place: &str) {
    let found = T::EDM;
    if found.collection == collection && found.id == id {
        return;
    }
    unfit(found, property, &[wanted], collection, place);
}

/// The same where several types fit.
///
/// # Panics
///
/// When the user's crate is compiled, with the message for them.
#[track_caller]
pub const fn fits_any<T: EdmValue>(property: &str, wanted: &[&str], collection: bool, place: &str) {
    unfit(T::EDM, property, wanted, collection, place);
}

/// Fails unless `T`, the type of a placeholder, is of the type of the key that it fills.
///
/// # Panics
///
/// When the user's crate is compiled, with the message for them.
#[track_caller]
pub const fn fits_key<T: EdmValue>(key: &str, wanted: &str, place: &str) {
    let found = T::EDM;
    if !found.collection && is_same(found.name.as_bytes(), wanted.as_bytes()) {
        return;
    }
    let message = Message::new()
        .with("the key `")
        .with(key)
        .with("` is `")
        .with(wanted)
        .with("`, and the placeholder's type is `")
        .with(found.name)
        .with("` (")
        .with(place)
        .with(")");
    panic!("{}", message.text());
}

/// Compares by name, and tells what is wrong.
#[track_caller]
const fn unfit(found: EdmType, property: &str, wanted: &[&str], collection: bool, place: &str) {
    if matches!(found.kind, EdmKind::Untyped) || found.collection == collection && is_one(found.name, wanted)
    {
        return;
    }
    let (open, close) = if collection {
        ("Collection(", ")")
    } else {
        ("", "")
    };
    let (found_open, found_close) = if found.collection {
        ("Collection(", ")")
    } else {
        ("", "")
    };
    let message = Message::new()
        .with("the property `")
        .with(property)
        .with("` is `")
        .with(open)
        .with(first(wanted))
        .with(close)
        .with("`, and the field's type is `")
        .with(found_open)
        .with(found.name)
        .with(found_close)
        .with("` (")
        .with(place)
        .with(")");
    panic!("{}", message.text());
}

/// Fails unless `T`, the embedded base of the type `name`, is one of its bases.
///
/// # Panics
///
/// When the user's crate is compiled, with the message for them.
#[track_caller]
pub const fn is_base<T: Structured>(name: &str, bases: &[&str], place: &str) {
    let found = T::TYPE.name;
    if is_one(found, bases) {
        return;
    }
    let message = Message::new()
        .with("`")
        .with(name)
        .with("` is not derived from `")
        .with(found)
        .with("`, which this field embeds, but from `")
        .with(first(bases))
        .with("` (")
        .with(place)
        .with(")");
    panic!("{}", message.text());
}

/// Fails unless `T`, which a variant of a union holds, is the first of the `known` types or derived from it, as the
/// others are.
///
/// # Panics
///
/// When the user's crate is compiled, with the message for them.
#[track_caller]
pub const fn is_derived<T: Structured>(known: &[&str], place: &str) {
    let found = T::TYPE.name;
    if is_one(found, known) {
        return;
    }
    let message = Message::new()
        .with("`")
        .with(found)
        .with("` is not derived from `")
        .with(first(known))
        .with("`, the union's type (")
        .with(place)
        .with(")");
    panic!("{}", message.text());
}

const fn first<'a>(names: &[&'a str]) -> &'a str {
    match names {
        [first, ..] => first,
        [] => "",
    }
}

const fn is_one(name: &str, mut names: &[&str]) -> bool {
    while let [first, rest @ ..] = names {
        if is_same(name.as_bytes(), first.as_bytes()) {
            return true;
        }
        names = rest;
    }
    false
}

const fn is_same(mut a: &[u8], mut b: &[u8]) -> bool {
    if a.len() != b.len() {
        return false;
    }
    while let ([x, rest_a @ ..], [y, rest_b @ ..]) = (a, b) {
        if *x != *y {
            return false;
        }
        (a, b) = (rest_a, rest_b);
    }
    true
}

/// A message that a constant puts together: `panic!` takes but one text there.
struct Message {
    bytes: [u8; ROOM],
    len: usize,
}

impl Message {
    const fn new() -> Self {
        Self {
            bytes: [0; ROOM],
            len: 0,
        }
    }

    const fn with(mut self, text: &str) -> Self {
        let mut rest = text.as_bytes();
        while let ([byte, more @ ..], true) = (rest, self.len < ROOM) {
            self.bytes[self.len] = *byte;
            self.len += 1;
            rest = more;
        }
        self
    }

    const fn text(&self) -> &str {
        let (text, _) = self.bytes.split_at(self.len);
        match std::str::from_utf8(text) {
            Ok(text) => text,
            // Cut inside a character.
            Err(_) => "a type does not fit the schema",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn compares_names() {
        const LONG: &str = "microsoft.graph.managedDevice";
        assert!(is_one(LONG, &["x", "microsoft.graph.managedDevice"]));
        assert!(!is_one(
            LONG,
            &["microsoft.graph.managedDevicf", "Microsoft.graph.managedDevice"]
        ));
        assert!(!is_one("", &[]));
        assert!(is_one("a", &["a"]));
    }

    #[test]
    fn accepts_what_fits() {
        fits::<i32>("size", 7, "Edm.Int32", false, "x:1");
        fits_any::<Vec<String>>("tags", &["x.tag", "Edm.String"], true, "x:1");
        fits::<serde_json::Value>("any", 7, "x.thing", true, "x:1");
    }

    #[test]
    fn says_both_types() {
        let failed = std::panic::catch_unwind(|| fits::<i32>("size", 7, "Edm.String", true, "x:1"));
        let payload = failed.expect_err("differs");
        let message = payload.downcast_ref::<String>().map(String::as_str);
        assert_eq!(
            message,
            Some(
                "the property `size` is `Collection(Edm.String)`, and the field's type is `Edm.Int32` (x:1)"
            )
        );
    }
}
