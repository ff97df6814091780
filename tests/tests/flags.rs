//! Flags: members that can be combined, as sets, as text, as numbers.

use std::collections::BTreeSet;

use odata_entity::{Entity, EnumType, Flags, FlagsType, Patch};
use proptest::prelude::*;
use serde_json::{Value, json};

/// With members that mean several bits, one before and one behind the members of the bits, and a gap at 16.
#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.right", flags)]
enum Right {
    None,
    #[odata(value = 7)]
    All,
    #[odata(value = 1)]
    Read,
    #[odata(value = 2)]
    Write,
    #[odata(value = 3)]
    ReadWrite,
    #[odata(value = 4)]
    Share,
    #[odata(value = 8)]
    Audit,
    /// One bit that has no separate member.
    #[odata(value = 33)]
    Backup,
    #[odata(other)]
    Other(String),
}

/// Without a member for no flag, and without a fallback.
#[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
#[odata(type = "n.side", flags)]
enum Side {
    #[odata(value = 1)]
    Left,
    #[odata(value = 2)]
    Right,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "n.file", path = "/files/{id}", type_tag = "never")]
struct File {
    #[odata(key)]
    id: String,
    rights: Option<Flags<Right>>,
    sides: Option<Vec<Flags<Side>>>,
}

fn flags(text: &str) -> Flags<Right> {
    text.parse().unwrap()
}

/// The value of a set, from the values of its members alone.
fn value(flags: &Flags<Right>) -> u64 {
    let value = |member: &Right| {
        let at = Right::MEMBERS.iter().position(|known| known == member)?;
        Right::VALUES.get(at).copied()
    };
    let number = |name: &str| name.parse().ok();
    let named = |name: &str| number(name).or_else(|| value(&name.parse().unwrap()));
    flags
        .to_string()
        .split(',')
        .filter_map(named)
        .fold(0, |bits, value| bits | value)
}

#[test]
fn a_member_of_several_bits_is_the_members_of_each() {
    let both = flags("readWrite");
    assert!(both.contains(&Right::Read) && both.contains(&Right::Write) && both.contains(&Right::ReadWrite));
    assert!(!both.contains(&Right::All) && !both.contains(&Right::Share) && !both.contains(&Right::None));
    assert_eq!(both, Flags::from([Right::Write, Right::Read]));
    assert!(flags("read,write").contains(&Right::ReadWrite));
    assert_eq!((both.clone() - Right::Read).to_string(), "write");
    assert_eq!((both.clone() & Right::Write).to_string(), "write");
    assert_eq!((both.clone() | Right::Read).to_string(), "readWrite");
    assert_eq!((both | Right::Share).to_string(), "readWrite,share");
    // What is left of a member and has no name is a number.
    assert_eq!((flags("backup") - Right::Read).to_string(), "32");
    assert_eq!(flags("all,none,read"), flags("all"));
    assert_eq!(flags("all,brandNew") - flags("brandNew"), flags("all"));
    assert_ne!(flags("all,brandNew"), flags("all,other"));
}

#[test]
fn numbers_are_read_by_value_and_what_has_no_name_is_kept() {
    let read = |json: Value| serde_json::from_value::<Flags<Right>>(json).unwrap().to_string();
    for (json, text) in [
        (json!(0), "none"),
        (json!(1), "read"),
        (json!(3), "read,write"),
        (json!(7), "all"),
        (json!(15), "all,audit"),
        (json!(33), "read,backup"),
        (json!(u64::MAX), "all,audit,backup,18446744073709551568"),
        (json!(64), "64"),
        (json!("5"), "read,share"),
        (json!("none"), "none"),
        (json!("none,read"), "read"),
        (json!(" read , audit"), "read,audit"),
        (json!("readWrite,read"), "read,readWrite"),
    ] {
        assert_eq!(read(json.clone()), text, "{json}");
    }
    assert_eq!(Flags::<Side>::empty().to_string(), "0");
    assert_eq!("0".parse::<Flags<Side>>(), Ok(Flags::empty()));
    assert!("up".parse::<Flags<Side>>().is_err());
}

/// The rules `enumValue` and `enumLiteral` of the OData ABNF, with the cases of its test cases.
#[test]
fn texts_of_the_abnf() {
    for (text, written) in [
        ("read", "read"),
        ("audit,read", "read,audit"),
        ("read,audit,+64", "read,audit,64"),
        ("read,64", "read,64"),
        // No value has the bits of a negative number: kept as it came.
        ("read,-42", "read,-42"),
        ("Read", "Read"),
    ] {
        assert_eq!(flags(text).to_string(), written);
    }
    for text in ["", ",", "read,", ",read", "read,,audit", "read, ,audit", " "] {
        assert!(text.parse::<Flags<Right>>().is_err(), "{text:?}");
    }
    let filter = |flags: Flags<Right>| File::RIGHTS.eq(flags).as_str().unwrap().to_owned();
    assert_eq!(filter(flags("read,audit")), "rights eq n.right'read,audit'");
    assert_eq!(filter(flags("it's,64")), "rights eq n.right'it''s,64'");
    assert_eq!(filter(Flags::empty()), "rights eq n.right'none'");
    assert_eq!(File::RIGHTS.ne(None).as_str(), Ok("rights ne null"));
    assert_eq!(
        File::RIGHTS.has(Right::Read).as_str(),
        Ok("rights has n.right'read'")
    );
    assert_eq!(
        File::RIGHTS.has([Right::Audit, Right::Read]).not().as_str(),
        Ok("not (rights has n.right'read,audit')")
    );
}

#[test]
fn a_difference_is_one_of_values() {
    let file = |rights: Value, sides: Value| -> File {
        serde_json::from_value(json!({"id": "1", "rights": rights, "sides": sides})).unwrap()
    };
    let body =
        |before: &File, after: &File| String::from_utf8(before.diff(after).to_json().unwrap()).unwrap();
    let before = file(json!("read,write"), json!(["left", 3]));
    assert!(before.diff(&file(json!(3), json!([1, "right,left"]))).is_empty());
    assert!(
        before
            .diff(&file(json!("readWrite"), json!(["left", "left,right"])))
            .is_empty()
    );
    assert_eq!(
        body(&before, &file(json!("read"), json!([0]))),
        r#"{"rights":"read","sides":["0"]}"#
    );
    assert_eq!(
        body(&before, &file(Value::Null, Value::Null)),
        r#"{"rights":null,"sides":[]}"#
    );
}

proptest! {
    /// The operations of sets are those of bits, whichever members mean these.
    #[test]
    fn operations_are_those_of_bits(a in 0..64_u64, b in 0..64_u64, member in 0..Right::MEMBERS.len()) {
        let of = |bits: u64| serde_json::from_value::<Flags<Right>>(json!(bits)).unwrap();
        let (x, y) = (of(a), of(b));
        prop_assert_eq!(value(&x), a);
        prop_assert_eq!(value(&(x.clone() | y.clone())), a | b);
        prop_assert_eq!(value(&(x.clone() & y.clone())), a & b);
        prop_assert_eq!(value(&(x.clone() - y.clone())), a & !b);
        prop_assert_eq!(x == y, a == b);
        let (member, bits) = (&Right::MEMBERS[member], Right::VALUES[member]);
        prop_assert_eq!(x.contains(member), if bits == 0 { a == 0 } else { a & bits == bits });
        let mut with = x.clone();
        with.insert(member.clone());
        prop_assert_eq!(value(&with), a | bits);
        with.remove(member);
        prop_assert_eq!(value(&with), a & !bits);
    }

    /// Names are kept, known and unknown ones, whatever their order.
    #[test]
    fn texts_read_back(names in proptest::collection::vec("[a-e]{1,2}|read|all|readWrite|share|[0-9]{1,3}", 1..6)) {
        let text = names.join(",");
        let read = flags(&text);
        prop_assert_eq!(flags(&read.to_string()), read.clone());
        let kept: BTreeSet<_> = read.to_string().split(',').map(str::to_owned).collect();
        for name in names.iter().filter(|name| name.parse::<u64>().is_err()) {
            prop_assert!(kept.contains(name), "{} of {} is not in {}", name, text, read);
        }
    }
}

#[test]
fn a_discriminant_is_the_members_value() {
    #[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
    #[odata(type = "n.mode", flags)]
    enum Mode {
        None,
        Read,
        Write = 1 << 1,
        Audit = 0x20,
        #[odata(value = 7)]
        All = 7,
    }
    assert_eq!(Mode::VALUES, [0, 1, 2, 32, 7]);
    for (member, value) in Mode::MEMBERS.iter().zip(Mode::VALUES) {
        assert_eq!(*member as u64, *value);
    }

    #[derive(Debug, Clone, PartialEq, Eq, EnumType)]
    #[odata(type = "n.mode", flags)]
    #[repr(u8)]
    enum Kept {
        Read = 4,
        Write = 8,
        #[odata(other)]
        Other(String),
    }
    assert_eq!(Kept::VALUES, [4, 8]);
    let both: Flags<Kept> = serde_json::from_value(json!(12)).unwrap();
    assert_eq!(both.to_string(), "read,write");

    // Without flags a discriminant is Rust's own matter.
    #[derive(Debug, Clone, Copy, PartialEq, Eq, EnumType)]
    #[odata(type = "n.state")]
    enum State {
        Active = 5,
        Gone,
    }
    assert_eq!((State::Gone as i32, State::Gone.as_str()), (6, "gone"));
    assert_eq!(State::Active.as_str(), "active");
}
