//! Types, their members and what they inherit.

mod common;

use common::library;
use odata_entity_csdl::{Kind, Scale, Schema, Segment, TypeRef};

#[test]
fn names_and_kinds() {
    let schema = library();
    assert_eq!(
        schema.namespaces().collect::<Vec<_>>(),
        ["library", "library.people"]
    );
    let entities: Vec<String> = schema.names(Kind::EntityType).collect();
    assert_eq!(entities.len(), 7);
    assert!(entities.contains(&"library.people.person".to_owned()));
    assert_eq!(
        schema.names(Kind::Annotations).count(),
        0,
        "they have targets and no names"
    );
    assert_eq!(schema.type_kind("self.book"), Some(Kind::EntityType));
    assert_eq!(schema.type_kind("library.binding"), Some(Kind::EnumType));
    assert_eq!(schema.type_kind("library.lend"), None, "an action is no type");
    assert_eq!(schema.type_kind("library.commentedOut"), None);
    assert_eq!(schema.type_kind("book"), None, "names are qualified");
    assert_eq!(schema.canonical("self.book"), "library.book");
}

#[test]
fn a_type_with_all_that_it_declares() {
    let schema = library();
    let work = schema.entity_type("self.work").expect("there");
    assert_eq!(
        (work.name.as_str(), work.base.as_deref()),
        ("library.work", Some("library.entity"))
    );
    assert!(work.is_open && !work.is_abstract && !work.has_stream);
    let title = work.property("title").expect("there");
    assert_eq!(
        (title.nullable, title.is_nullable(), title.facets.max_length),
        (Some(false), false, Some(200))
    );
    let tags = work.property("tags").expect("there");
    assert_eq!(
        (&tags.ty, tags.nullable, tags.is_nullable()),
        (&TypeRef::collection("Edm.String"), None, true)
    );
    let price = work.property("price").expect("there");
    assert_eq!(
        (price.facets.precision, price.facets.scale),
        (Some(10), Some(Scale::Digits(2)))
    );
    assert_eq!(price.default.as_deref(), Some("1.50"));
    let weight = work.property("weight").expect("there");
    assert_eq!(
        (weight.facets.scale, weight.facets.max_length),
        (Some(Scale::Variable), None)
    );
    let publisher = work.navigation_property("publisher").expect("there");
    assert_eq!(
        (publisher.nullable, publisher.contains_target),
        (Some(false), false)
    );
    assert_eq!(publisher.constraints[0].referenced, "id");
    assert_eq!(
        work.navigation_property("authors")
            .and_then(|authors| authors.partner.as_deref()),
        Some("works")
    );
    assert_eq!(schema.position(title.offset).line, 15);
}

#[test]
fn enumeration_types_and_definitions() {
    let schema = library();
    let binding = schema.enum_type("library.binding").expect("there");
    let members: Vec<(&str, i64)> = binding
        .members
        .iter()
        .map(|member| (member.name.as_str(), member.value))
        .collect();
    assert_eq!(
        members,
        [
            ("hard", 0),
            ("soft", 1),
            ("unknownFutureValue", 9),
            ("spiral", 10)
        ]
    );
    assert_eq!(
        (binding.underlying.as_str(), binding.is_flags),
        ("Edm.Byte", false)
    );
    assert!(schema.enum_type("library.marks").expect("there").is_flags);
    let isbn = schema.type_definition("self.isbn").expect("there");
    assert_eq!(
        (isbn.underlying.as_str(), isbn.facets.max_length),
        ("Edm.String", Some(13))
    );
}

#[test]
fn what_is_inherited() {
    let schema = library();
    let names: Vec<&str> = schema
        .properties("library.book")
        .expect("there")
        .iter()
        .map(|found| found.property.name.as_str())
        .collect();
    assert_eq!(
        names,
        [
            "id",
            "title",
            "createdDateTime",
            "tags",
            "price",
            "weight",
            "isbn",
            "binding",
            "measures"
        ],
        "the root's first"
    );
    let id = schema
        .property("library.book", "id")
        .expect("no fault")
        .expect("there");
    assert_eq!(id.by.name, "library.entity");
    assert!(
        schema
            .property("library.book", "nope")
            .expect("no fault")
            .is_none()
    );
    assert!(
        schema
            .navigation_property("library.book", "authors")
            .expect("no fault")
            .is_some()
    );
    assert!(schema.is_open("library.book").expect("no fault"));
    assert!(
        schema
            .is_derived_from("library.book", "self.entity")
            .expect("no fault")
    );
    assert!(
        schema
            .is_derived_from("library.book", "library.book")
            .expect("no fault")
    );
    assert!(
        !schema
            .is_derived_from("library.work", "library.book")
            .expect("no fault")
    );
    assert_eq!(
        schema.derived_types("library.entity"),
        [
            "library.work",
            "library.publisher",
            "library.people.person",
            "library.book",
            "library.map"
        ]
    );
    assert_eq!(schema.derived_types("library.measures"), ["library.fullMeasures"]);
    assert!(schema.has_derived_types("self.work") && !schema.has_derived_types("library.book"));
}

#[test]
fn the_types_that_a_type_is_not_nearest_first() {
    let schema = library();
    let others = schema.other_types("self.map", 5);
    assert_eq!(
        others,
        [
            "library.work",
            "library.book",
            "library.entity",
            "library.publisher",
            "library.people.person"
        ]
    );
    let all = schema.other_types("library.map", usize::MAX);
    // Fewer are the first of all, also where the limit is among the children of a base.
    for limit in 0..=all.len() + 1 {
        let others = schema.other_types("library.map", limit);
        assert_eq!(others, all[..limit.min(all.len())], "{limit}");
    }
    let kinds = [Kind::EntityType, Kind::ComplexType];
    let count: usize = kinds.iter().map(|kind| schema.names(*kind).count()).sum();
    assert_eq!(all.len(), count - 1, "{all:?}");
    // Those that are derived from it are no others, its bases are.
    let others = schema.other_types("library.work", usize::MAX);
    assert!(others.contains(&"library.entity".to_owned()) && !others.contains(&"library.book".to_owned()));
    assert_eq!(schema.other_types("library.nothing", 9), [""; 0]);
    assert_eq!(
        (schema.alias_of("library.map"), schema.alias_of("x.map")),
        (Some("self"), None)
    );
}

#[test]
fn keys() {
    let schema = library();
    assert_eq!(schema.key("library.book").expect("no fault")[0].path, "id");
    let parts = schema.key_parts("library.chapter").expect("no fault");
    let parts: Vec<(&str, Option<&TypeRef>)> = parts
        .iter()
        .map(|part| (part.name.as_str(), part.ty.as_ref()))
        .collect();
    assert_eq!(
        parts,
        [
            ("number", Some(&TypeRef::single("Edm.Int32"))),
            ("shelf", Some(&TypeRef::single("Edm.Int64")))
        ]
    );
    let alternate = schema.alternate_keys("library.people.person").expect("no fault");
    assert_eq!(
        (alternate[0][0].path.as_str(), alternate[0][0].name()),
        ("mail", "address")
    );
}

/// Dataverse and Business Central have the annotation of before it was in the standard.
#[test]
fn alternate_keys_of_either_vocabulary_lead_to_an_entity() {
    for vocabulary in ["Org.OData.Core.V1", "OData.Community.Keys.V1"] {
        let schema = Schema::parse(format!(
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices><Schema Namespace=\"n\" \
             xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"><EntityType Name=\"account\"><Key><PropertyRef Name=\"id\"/></Key>\
             <Property Name=\"id\" Type=\"Edm.Guid\" Nullable=\"false\"/><Property Name=\"number\" Type=\"Edm.String\"/>\
             <Annotation Term=\"{vocabulary}.AlternateKeys\"><Collection><Record Type=\"{vocabulary}.AlternateKey\"><PropertyValue Property=\"Key\">\
             <Collection><Record Type=\"{vocabulary}.PropertyRef\"><PropertyValue Property=\"Alias\" String=\"number\"/>\
             <PropertyValue Property=\"Name\" PropertyPath=\"number\"/></Record></Collection></PropertyValue></Record></Collection></Annotation>\
             </EntityType><EntityContainer Name=\"c\"><EntitySet Name=\"accounts\" EntityType=\"n.account\"/></EntityContainer></Schema>\
             </edmx:DataServices></edmx:Edmx>"
        ))
        .expect("CSDL");
        let route = |path: &str| schema.route(&Segment::split(path)).is_ok();
        assert!(route("/accounts(number={number})"), "{vocabulary}");
        assert!(route("/accounts(id={id})"), "{vocabulary}");
        assert!(!route("/accounts(name={name})"), "{vocabulary}");
        // A small file has them too.
        let small = schema.prune(&["n.account"], &[]).expect("pruned");
        assert!(small.contains(&format!("{vocabulary}.AlternateKeys")), "{small}");
    }
}

/// Some services write what is true in other letters than XML Schema has it.
#[test]
fn true_is_read_in_each_of_its_spellings() {
    for spelling in ["true", "True", "TRUE", "1"] {
        let schema = Schema::parse(format!(
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices><Schema Namespace=\"n\" \
             xmlns=\"http://docs.oasis-open.org/odata/ns/edm\"><EntityType Name=\"t\"/>\
             <Action Name=\"go\" IsBound=\"{spelling}\"><Parameter Name=\"it\" Type=\"n.t\"/></Action></Schema></edmx:DataServices></edmx:Edmx>"
        ))
        .expect("CSDL");
        let called = schema.operations_on(&TypeRef::single("n.t")).expect("no fault");
        assert_eq!(called.len(), 1, "{spelling}");
    }
}

#[test]
fn operations() {
    let schema = library();
    let similar = schema.operations("similar").expect("no fault");
    assert_eq!(similar.len(), 2);
    assert_eq!(similar[0].arguments().len(), 0, "in document order");
    assert_eq!(similar[0].entity_set_path.as_deref(), Some("bindingParameter"));
    assert!(similar[0].is_composable);
    assert_eq!(similar[1].arguments()[0].ty.name, "library.marks");
    let bound = schema
        .bound_operations(&TypeRef::single("library.book"), "self.lend")
        .expect("no fault");
    assert_eq!(
        bound[0].binding().map(|ty| ty.name.as_str()),
        Some("library.work")
    );
    assert!(bound[0].returns.is_none());
    let names = schema
        .callable_names(&TypeRef::collection("library.work"))
        .expect("no fault");
    for name in ["similar", "library.similar", "library.book", "library.work"] {
        assert!(
            names.iter().any(|known| known == name),
            "{name} is not in {names:?}"
        );
    }
    assert!(
        !names.iter().any(|name| name == "lend"),
        "it is called on a single work"
    );
}

#[test]
fn the_container_with_what_it_extends() {
    let schema = library();
    let container = schema.container().expect("no fault").expect("there");
    assert_eq!(container.name, "library.service");
    let names: Vec<&str> = container
        .resources
        .iter()
        .map(|resource| resource.name.as_str())
        .collect();
    assert_eq!(names, ["publishers", "works", "people", "bestseller"]);
    assert_eq!(
        container
            .resource("publishers")
            .map(|set| set.target())
            .as_deref(),
        Some("library.base/publishers")
    );
    assert!(
        container
            .resource("bestseller")
            .is_some_and(|resource| resource.is_singleton)
    );
    assert_eq!(
        container
            .resource("works")
            .map(|works| works.bindings[0].target.as_str()),
        Some("publishers")
    );
    assert_eq!(
        container.import("today").map(|import| import.operation.as_str()),
        Some("library.today")
    );
}
