//! What the derives leave to the compiler when they check a type against a schema: comparing type names that only the
//! types themselves know.
//!
//! The functions are evaluated when the user's crate is compiled. Each is called in its own constant, so that every
//! mistake is reported, and with the tokens of the user's type, so that the message underlines it.
//!
//! Constants are evaluated by an interpreter, for which two names of thirty letters are a long way. So the derives make a number
//! of each name, and where the numbers agree nothing else is looked at.

use crate::structure::Structured;
use crate::types::Typed;
use crate::value::{EdmKind, EdmType, EdmValue};
use std::marker::PhantomData;

/// The longest message; a longer one is cut.
const ROOM: usize = 1024;

/// Fails unless `found`, what a field is, is of the first of the types that a const assertion names, whose number is
/// `id`, or of another of them.
///
/// The type is given as a value: for a field that is no Edm value the compiler reports just that. It is the error
/// that it reports at other places too, and so once.
///
/// The assertion is `type|type…⏎property⏎place⏎what to write`, the last of which can be left out: one text, as each argument of each constant takes compile time, and
/// the parts are needed only where the types differ.
///
/// # Panics
///
/// When the user's crate is compiled, with the message for them.
#[track_caller]
pub const fn fits(found: EdmType, id: u64, question: &str) {
    if found.id == id && !found.collection {
        return;
    }
    unfit(found, question, false);
}

/// The same for a collection of one of the types.
///
/// # Panics
///
/// When the user's crate is compiled, with the message for them.
#[track_caller]
pub const fn fits_collection(found: EdmType, id: u64, question: &str) {
    if found.id == id && found.collection {
        return;
    }
    unfit(found, question, true);
}

/// Fails unless each value of `found`, what a field is, is one of `allowed`: those of the list that the metadata has for what `question`
/// names, as `property⏎place`. Only an enum over text has values to compare.
///
/// # Panics
///
/// When the user's crate is compiled, with the message for them.
#[track_caller]
pub const fn allows(found: EdmType, allowed: &[&str], question: &str) {
    let mut values = found.values;
    while let [value, rest @ ..] = values {
        if !question.is_empty() && !is_one(value, allowed) {
            refused(value, allowed, question);
        }
        values = rest;
    }
}

#[track_caller]
const fn refused(value: &str, allowed: &[&str], question: &str) {
    let (property, place) = cut(question, b'\n');
    let (what, name) = named(property);
    let mut message = Message::new()
        .with("`")
        .with(value)
        .with("` of the field's type is no value of ")
        .with(what)
        .with(name)
        .with("`, which allows `");
    let (mut rest, mut number) = (allowed, 0);
    while let [value, more @ ..] = rest {
        if number > 0 {
            message = message.with("`, `");
        }
        if number == SHOWN {
            message = message.with("…");
            break;
        }
        message = message.with(value);
        (rest, number) = (more, number + 1);
    }
    let message = message.with("` (").with(place).with(")");
    panic!("{}", message.text());
}

/// How many allowed values are listed.
const SHOWN: usize = 12;

/// What is before the name of a property or parameter in a message, and the name: a parameter has an `@` before it.
const fn named(property: &str) -> (&'static str, &str) {
    match property.as_bytes() {
        [b'@', ..] => ("the parameter `", property.split_at(1).1),
        _ => ("the property `", property),
    }
}

/// Fails unless `T`, the type of a placeholder, is of the type of the key that it fills.
///
/// # Panics
///
/// When the user's crate is compiled, with the message for them.
#[track_caller]
pub const fn fits_key<T: EdmValue>(key: &str, wanted: &str, proposal: &str, place: &str) {
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
        .with("`: write `")
        .with(proposal)
        .with("` (")
        .with(place)
        .with(")");
    panic!("{}", message.text());
}

/// Compares by name, and reports what is wrong.
#[track_caller]
const fn unfit(found: EdmType, question: &str, collection: bool) {
    if question.is_empty() {
        return;
    }
    let (wanted, rest) = cut(question, b'\n');
    let (property, rest) = cut(rest, b'\n');
    let (place, proposal) = cut(rest, b'\n');
    let write = if proposal.is_empty() { "" } else { ": write " };
    if matches!(found.kind, EdmKind::Untyped)
        || found.collection == collection && is_listed(found.name, wanted)
    {
        return;
    }
    let (first, _) = cut(wanted, b'|');
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
    let (what, name) = named(property);
    let message = Message::new()
        .with(what)
        .with(name)
        .with("` is `")
        .with(open)
        .with(first)
        .with(close)
        .with("`, and the field's type is `")
        .with(found_open)
        .with(found.name)
        .with(found_close)
        .with("`")
        .with(write)
        .with(proposal)
        .with(" (")
        .with(place)
        .with(")");
    panic!("{}", message.text());
}

/// The name that a type has in the service, as [`Named::NAME`], where a derive gave it one; else [`Unnamed::NAME`], which is empty.
///
/// The compiler looks among a type's own constants first, then among those of traits. So generated code that brings
/// [`Unnamed`] into scope can read the name of any type, also of one without derives.
pub struct Named<T>(PhantomData<T>);

impl<T: Typed> Named<T> {
    /// The qualified name.
    pub const NAME: &'static str = T::TYPE.name;
}

/// The name that [`Named`] has for all other types: an empty one.
pub trait Unnamed {
    /// No name.
    const NAME: &'static str = "";
}

impl<T> Unnamed for Named<T> {}

/// The number of a name: FNV-1a, never zero, as the derives make it of the names that a schema has.
#[must_use = "this changes nothing: use what it returns"]
pub const fn id_of(name: &str) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    let mut rest = name.as_bytes();
    while let [byte, more @ ..] = rest {
        // Lossless: `From` cannot be used in a constant.
        hash = (hash ^ *byte as u64).wrapping_mul(0x0100_0000_01b3);
        rest = more;
    }
    match hash {
        0 => 1,
        hash => hash,
    }
}

/// What an assertion compares if one of `ids`, the numbers of types, is among those of `types`; else nothing, an empty text.
#[must_use = "this changes nothing: use what it returns"]
pub const fn asked(ids: &[u64], types: &[u64], question: &'static str) -> &'static str {
    if have_common(ids, types) { question } else { "" }
}

/// Fails with a message if one of `ids`, the numbers of types, is among those of `types`.
///
/// # Panics
///
/// When the user's crate is compiled, with the message for them.
#[track_caller]
pub const fn wrong(ids: &[u64], types: &[u64], message: &str) {
    if have_common(ids, types) {
        panic!("{}", message);
    }
}

const fn have_common(mut ids: &[u64], types: &[u64]) -> bool {
    while let [first, rest @ ..] = ids {
        if is_numbered(*first, types) {
            return true;
        }
        ids = rest;
    }
    false
}

const fn is_numbered(id: u64, mut types: &[u64]) -> bool {
    while let [first, rest @ ..] = types {
        if *first == id {
            return true;
        }
        types = rest;
    }
    false
}

/// Fails unless `found`, the name of an entity type, is the first of the types that a const assertion names, or
/// another of them.
///
/// The assertion is that of [`fits`]; a type without a name fits.
///
/// # Panics
///
/// When the user's crate is compiled, with the message for them.
#[track_caller]
pub const fn leads_to(found: &str, question: &str) {
    let (wanted, rest) = cut(question, b'\n');
    if found.is_empty() || is_listed(found, wanted) {
        return;
    }
    let (property, place) = cut(rest, b'\n');
    let (first, _) = cut(wanted, b'|');
    let message = Message::new()
        .with("the navigation property `")
        .with(property)
        .with("` leads to `")
        .with(first)
        .with("`, and the field's type is `")
        .with(found)
        .with("`, which is neither that type nor a base of it nor derived from it (")
        .with(place)
        .with(")");
    panic!("{}", message.text());
}

/// Fails unless `found`, the name of an entity type, is one of those that an operation can be called on: the types that a
/// question names.
///
/// # Panics
///
/// When the user's crate is compiled, with the message for them.
#[track_caller]
pub const fn bound_to(found: &str, question: &str) {
    unrelated(
        found,
        question,
        "` is bound to `",
        "`, and the struct's type is `",
    );
}

/// The same of the type that an operation returns.
///
/// # Panics
///
/// When the user's crate is compiled, with the message for them.
#[track_caller]
pub const fn returns(found: &str, question: &str) {
    unrelated(found, question, "` returns `", "`, and the answer's type is `");
}

#[track_caller]
const fn unrelated(found: &str, question: &str, is: &str, and: &str) {
    let (wanted, rest) = cut(question, b'\n');
    if found.is_empty() || question.is_empty() || is_listed(found, wanted) {
        return;
    }
    let (name, place) = cut(rest, b'\n');
    let (first, _) = cut(wanted, b'|');
    let message = Message::new()
        .with("`")
        .with(name)
        .with(is)
        .with(first)
        .with(and)
        .with(found)
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

/// Fails unless `T`, which a variant of a union holds, is the type `name` or derived from it, as those of the `known` numbers are.
///
/// # Panics
///
/// When the user's crate is compiled, with the message for them.
#[track_caller]
pub const fn is_derived<T: Structured>(known: &[u64], name: &str, place: &str) {
    let ty = T::TYPE;
    if is_numbered(ty.id, known) {
        return;
    }
    let found = ty.name;
    let message = Message::new()
        .with("`")
        .with(found)
        .with("` is not derived from `")
        .with(name)
        .with("`, the union's type (")
        .with(place)
        .with(")");
    panic!("{}", message.text());
}

/// The text before and after the first `mark`; the latter is empty where there is no mark.
const fn cut(text: &str, mark: u8) -> (&str, &str) {
    let mut rest = text.as_bytes();
    while let [byte, more @ ..] = rest {
        if *byte == mark {
            let (before, _) = text.split_at(text.len() - rest.len());
            let (_, behind) = text.split_at(text.len() - more.len());
            return (before, behind);
        }
        rest = more;
    }
    (text, "")
}

/// Whether a name is among those that `|` separates.
const fn is_listed(name: &str, mut names: &str) -> bool {
    while !names.is_empty() {
        let (first, rest) = cut(names, b'|');
        if is_same(name.as_bytes(), first.as_bytes()) {
            return true;
        }
        names = rest;
    }
    false
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
    use crate::types::TypeInfo;

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
        fits(i32::EDM, 7, "Edm.Int32\nsize\nx:1");
        fits_collection(Vec::<String>::EDM, 7, "x.tag|Edm.String\ntags\nx:1");
        fits_collection(serde_json::Value::EDM, 7, "x.thing\nany\nx:1");
    }

    #[test]
    fn asks_any_type_for_its_name() {
        struct Ours;
        impl Typed for Ours {
            const TYPE: &'static TypeInfo = &TypeInfo::new("x.ours");
        }
        let names = (Named::<Ours>::NAME, Named::<String>::NAME);
        assert_eq!(names, ("x.ours", ""));
        leads_to(names.0, "x.base|x.ours\nowner\nx:1");
        leads_to(names.1, "x.other\nowner\nx:1");
        let failed = std::panic::catch_unwind(|| leads_to(Named::<Ours>::NAME, "x.other|x.more\nowner\nx:1"));
        let payload = failed.expect_err("differs");
        assert_eq!(
            payload.downcast_ref::<String>().map(String::as_str),
            Some(
                "the navigation property `owner` leads to `x.other`, and the field's type is `x.ours`, which is neither that type nor a base of it nor derived from it (x:1)"
            )
        );
    }

    #[test]
    fn says_both_types() {
        let failed = std::panic::catch_unwind(|| fits_collection(i32::EDM, 7, "Edm.String|x.tag\nsize\nx:1"));
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
