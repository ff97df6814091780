//! A package of edition 2018: `gen` is a name there, and a keyword where the derives are written. That it compiles is the test.
#![deny(warnings)]

use odata_entity::{ComplexType, Entity, EnumType};

/// A complex type with the name.
#[derive(Clone, Debug, ComplexType)]
#[odata(type = "n.part")]
pub struct Part {
    /// In a patch.
    pub gen: Option<i32>,
    /// A keyword of both editions.
    pub r#try: Option<String>,
}

/// Members of the name.
#[derive(Clone, Debug, EnumType)]
#[odata(type = "n.kind")]
#[allow(non_camel_case_types, reason = "the member is to be spelt as the keyword is")]
pub enum Kind {
    /// The member.
    gen,
}

/// A property of a complex type, and an argument of a path.
#[derive(Clone, Entity)]
#[odata(type = "n.thing", path = "/things/{gen}", path(gen = "/all/{thingId}"), debug)]
pub struct Thing {
    /// The key.
    #[odata(key)]
    pub id: String,
    /// Changed in part.
    #[odata(merge)]
    pub gen: Option<Part>,
}

/// A key.
#[derive(Clone, Entity)]
#[odata(type = "n.keyed")]
pub struct Keyed {
    /// The key.
    #[odata(key)]
    pub gen: String,
}

/// A navigation property.
#[derive(Clone, Entity)]
#[odata(type = "n.leading")]
pub struct Leading {
    /// Created together with it.
    #[odata(navigation, deep)]
    pub gen: Option<Vec<Keyed>>,
}

/// An embedded base type.
#[derive(Clone, Entity)]
#[odata(type = "n.derived")]
pub struct Derived {
    /// The base.
    #[serde(flatten)]
    #[odata(base)]
    pub gen: Keyed,
}

/// A value in a format.
#[derive(Clone, Entity)]
#[odata(type = "n.formatted")]
pub struct Formatted {
    /// The value.
    #[odata(serde)]
    pub gen: Option<serde_json::Value>,
}

/// Lints that are allowed and what is deprecated are so in what the derive makes, too, which uses both without a warning.
#[derive(Clone, Entity)]
#[odata(type = "n.old", debug)]
#[allow(non_snake_case, reason = "that the lint is taken over is what is tested")]
pub struct Old {
    /// A name as the service writes it.
    pub badName: Option<String>,
    /// Gone.
    #[deprecated(note = "the service forgets it")]
    pub nickname: Option<String>,
    /// Of another target.
    #[cfg(any())]
    pub never: Option<Missing>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_property_named_like_a_keyword_of_a_later_edition_is_written() {
        let patch = Thing::patch().gen(Part::patch().gen(5));
        let json = serde_json::to_string(&patch).expect("a body");
        assert_eq!(json, r##"{"@odata.type":"#n.thing","gen":{"gen":5}}"##);
        assert_eq!(Thing::path("a").as_str(), Ok("/things/a"));
        assert_eq!(Thing::gen("a").as_str(), Ok("/all/a"));
        assert_eq!(Kind::gen.as_str(), "gen");
    }
}
