//! Every value of the table of Edm types, in every place where a value can be: any value is read back as it was written, exact
//! forms are read as they are, and what is no value of the type is refused with the path of the place.
//!
//! `table!` has a row for each type. A primitive type without a row fails `every_primitive_type_has_a_row`.

mod places;

use std::fmt::Debug;

use odata_entity::{ComplexType, EdmType, EdmValue, Entity, EnumType};
use odata_entity_names::Primitive;
use places::{Bare, Derived, Holder, Place, Read, answer, everywhere, read_everywhere, read_value, written};
use proptest::prelude::*;
use serde_json::Value;

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.level")]
enum Level {
    Low,
    High,
    #[odata(other)]
    Other(String),
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.state")]
enum State {
    On,
    Off,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "n.rights", flags)]
enum Right {
    #[odata(value = 1)]
    Read,
    #[odata(value = 2)]
    Write,
    #[odata(other)]
    Other(String),
}

/// A newtype of the user's.
#[derive(Debug, Clone, PartialEq, EdmValue)]
struct Minutes(i64);

#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[odata(type = "n.address")]
struct Address {
    city: Option<String>,
    floor: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[odata(type = "n.circle", base = "n.shape")]
struct Circle {
    radius: Option<f64>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "n.shape")]
enum Shape {
    Circle(Circle),
    #[odata(other)]
    Other(Value),
}

/// Whether a value is the one that was written.
fn is_same<T: EdmValue>(read: &T, value: &T) -> bool {
    read.same(value)
}

/// Every place of an entity, by reading what a create body has.
fn check_round_trip<T: EdmValue + Debug + PartialEq>(value: &T) {
    let entity = everywhere(value);
    let body = |entity: &Holder<T>| {
        let http = Holder::collection().create(entity).to_http("https://x").unwrap();
        String::from_utf8(http.into_body()).unwrap()
    };
    let json = body(&entity);
    let read: Holder<T> = answer(&Holder::path("1").get(), json.clone()).unwrap();
    assert_eq!(read.values().len(), entity.values().len(), "{json}");
    for read in read.values() {
        assert!(is_same(read, value), "{read:?} of {json}");
    }
    assert_eq!(body(&read), body(&entity));
}

/// What a text that is read is written as, in every place.
fn check_exact<T: EdmValue + Debug + PartialEq>(json: &str, expected: &str, places: Vec<Place<T>>) {
    for Place { name, read, .. } in places {
        let value = read.unwrap_or_else(|(_, error)| panic!("{} {json} as {name}: {error}", T::EDM));
        assert_eq!(written(&value), expected, "{} {json} as {name}", T::EDM);
    }
    assert_eq!(written(&read_value::<T>(json)), expected);
}

/// What is refused in every place, with the place's path and without the value.
fn check_refused<T: EdmValue + Debug + PartialEq>(json: &str, places: Vec<Place<T>>) {
    for Place { name, path, read } in places {
        match read {
            Ok(value) => panic!("{} {json} as {name} is read as {value:?}", T::EDM),
            Err((at, error)) => {
                // What is no JSON is none of a patch's properties for serde_json, which looks for its end first.
                let is_known = name != "patch" || serde_json::from_str::<Value>(json).is_ok();
                assert!(
                    at.starts_with(path) || !is_known,
                    "{} {json} as {name}: `{at}`, {error}",
                    T::EDM
                );
            }
        }
    }
}

/// The table: `name: type = strategy; exact [json => written]; refused [json]`.
macro_rules! table {
    ($($name:ident: $ty:ty = $strategy:expr; exact [$($json:expr => $written:expr),* $(,)?]; refused [$($refused:expr),* $(,)?];)+) => {
        $(mod $name {
            use super::*;

            /// The places in a union.
            #[derive(Debug, Clone, PartialEq, Entity)]
            #[odata(type = "n.holder", path = "/holders/{id}")]
            enum Any {
                Derived(Derived<$ty>),
                Holder(Holder<$ty>),
            }

            fn united(name: &'static str, path: &'static str, body: String) -> Place<$ty> {
                let read: Read<Any> = answer(&Any::path("1").get(), body);
                let read = read.map(|any| match any {
                    Any::Derived(derived) => derived.own.or(derived.base.option).expect("a value"),
                    Any::Holder(holder) => holder.option.expect("a value"),
                });
                Place { name, path, read }
            }

            fn places(json: &str) -> Vec<Place<$ty>> {
                let mut places = read_everywhere::<$ty>(json);
                places.push(united("union", "option", format!("{{\"id\":\"1\",\"option\":{json}}}")));
                places.push(united(
                    "derived, its tag first",
                    "own",
                    format!("{{\"@odata.type\":\"#n.derived\",\"id\":\"1\",\"own\":{json}}}"),
                ));
                places.push(united(
                    "base in a union, the tag last",
                    "option",
                    format!("{{\"id\":\"1\",\"option\":{json},\"@odata.type\":\"#n.derived\"}}"),
                ));
                places
            }

            proptest! {
                #[test]
                fn any_value_is_read_back(value in $strategy) {
                    let value: $ty = value;
                    check_round_trip(&value);
                    let json = written(&value);
                    for Place { name, read, .. } in places(&json) {
                        prop_assert!(read.as_ref().is_ok_and(|read| is_same(read, &value)), "{json} as {name}: {read:?}");
                    }
                }
            }

            #[test]
            fn exact_forms_are_read_and_others_refused() {
                $(check_exact($json, $written, places($json));)*
                $(check_refused($refused, places($refused));)*
            }
        })+

        pub(super) const ROWS: &[(&str, EdmType)] = &[$((stringify!($ty), <$ty as EdmValue>::EDM)),+];
    };
}

mod table;

#[test]
fn every_primitive_type_has_a_row() {
    for primitive in Primitive::all() {
        assert!(
            table::ROWS
                .iter()
                .any(|(rust, edm)| *edm == EdmType::primitive(primitive.edm) && *rust == primitive.rust),
            "no row for {primitive:?}"
        );
    }
}

#[test]
fn null_is_a_value_of_no_type_but_untyped() {
    for (json, path) in [
        (r#"{"id":"1","value":null}"#, "value"),
        (r#"{"id":null,"value":1}"#, "id"),
    ] {
        assert_eq!(
            answer(&Bare::<i32>::path("1").get(), json.to_owned())
                .unwrap_err()
                .0,
            path
        );
    }
    let read = answer(
        &Holder::<i32>::path("1").get(),
        r#"{"id":"1","option":null,"list":null,"sparse":null,"dictionary":null,"inner":null,"x":null}"#
            .to_owned(),
    )
    .unwrap();
    assert!(read.values().is_empty() && read.open.is_empty(), "{read:?}");
    assert_eq!((read.sparse, read.dictionary, read.inner), (None, None, None));
    let body = r#"{"id":"1","list":[null]}"#.to_owned();
    assert_eq!(
        answer(&Holder::<i32>::path("1").get(), body).unwrap_err().0,
        "list[0]"
    );
    let body = r#"{"id":"1","list":[null],"x":null}"#.to_owned();
    let untyped = answer(&Holder::<Value>::path("1").get(), body).unwrap();
    assert_eq!(
        (untyped.list, untyped.open["x"].clone()),
        (vec![Value::Null], Value::Null)
    );
}
