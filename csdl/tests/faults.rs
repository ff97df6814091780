//! Documents that are wrong, and what is said of them.

mod common;

use common::{LIBRARY, document};
use odata_entity_csdl::{Error, Schema};

fn parse_error(text: &str) -> String {
    Schema::parse(text).expect_err("wrong").to_string()
}

#[test]
fn other_documents() {
    assert_eq!(
        parse_error("\u{feff} {\"$Version\": \"4.0\"}"),
        "this is CSDL in JSON, which is not supported: request `$metadata` with the header `Accept: application/xml`"
    );
    assert_eq!(
        parse_error("<html><body/></html>"),
        "this is not a CSDL document: it begins with `<html` and not with the element `edmx:Edmx`"
    );
    assert!(matches!(Schema::parse(""), Err(Error::NotCsdl { .. })));
    assert!(matches!(Schema::parse("Not found"), Err(Error::NotCsdl { .. })));
    assert_eq!(
        parse_error(&document("").replace("4.0", "1.0")),
        "the metadata is of OData version `1.0`; only versions 4.0, 4.01 and 4.02 are supported"
    );
    assert!(Schema::parse(document("").replace("4.0", "4.02")).is_ok());
    let second = document("").replace("4.0", "1.0").replace(
        "<edmx:DataServices",
        "<edmx:DataServices m:DataServiceVersion='2.0'",
    );
    assert_eq!(
        parse_error(&second),
        "the metadata is of OData version `2.0`; only versions 4.0, 4.01 and 4.02 are supported",
        "`Version` on the root is that of the packaging"
    );
    assert!(
        Schema::parse(format!("\u{feff}{LIBRARY}")).is_ok(),
        "a byte order mark is no fault"
    );
}

#[test]
fn broken_xml_has_a_line_and_a_column() {
    assert_eq!(
        parse_error(&document("<EntityType Name=\"t\">")),
        "broken XML at line 4, column 1: expected `</EntityType>`, but `</Schema>` was found"
    );
    let cut = document("<EntityType Name=\"t\"/>");
    assert_eq!(
        parse_error(&cut[..cut.len() - 12]),
        "broken XML at line 5, column 21: the text ends before `</edmx:Edmx>`"
    );
    assert_eq!(
        parse_error(&document("<EntityType/>")),
        "the element `EntityType` has no attribute `Name` (line 3, column 1)"
    );
}

#[test]
fn a_fault_inside_a_type_is_found_when_it_is_asked_for() {
    let schema = Schema::parse(document(
        "<EntityType Name=\"t\">\n<Property Name=\"p\" Type=\"Edm.String\">\n</EntityType>\n\
         <EntityType Name=\"u\"><Property Name=\"p\"/></EntityType>\n\
         <EntityType Name=\"v\"><Property Name=\"p\" Type=\"Edm.String\" Nullable=\"no\"/></EntityType>\n\
         <EntityType Name=\"w\"><Property Name=\"p\" Type=\"Edm.String\" MaxLength=\"x\"/></EntityType>\n\
         <EntityType Name=\"x\"><Property Name=\"p/></EntityType>",
    ))
    .expect("the outer structure is right");
    let message = |name: &str| schema.entity_type(name).expect_err("wrong").to_string();
    assert_eq!(
        message("a.t"),
        "broken XML at line 5, column 1: expected `</Property>`, but `</EntityType>` was found"
    );
    assert_eq!(
        message("a.u"),
        "the element `Property` has no attribute `Type` (line 6, column 22)"
    );
    assert_eq!(
        message("a.v"),
        "the attribute `Nullable` is `no`, which is neither `true` nor `false` (line 7, column 22)"
    );
    assert_eq!(
        message("a.w"),
        "the attribute `MaxLength` is `x`, which is not a number in its range (line 8, column 22)"
    );
    assert_eq!(
        message("a.x"),
        "broken XML at line 9, column 22: attribute value not closed: `\"` not found before end of input"
    );
    assert_eq!(schema.check().len(), 5);
}

#[test]
fn a_member_whose_value_is_no_value_of_the_type_is_a_fault_of_that_type_only() {
    let schema = Schema::parse(document(
        "<EnumType Name=\"e\" UnderlyingType=\"Edm.Byte\"><Member Name=\"a\" Value=\"255\"/>\n<Member Name=\"b\" Value=\"256\"/></EnumType>\
         <EnumType Name=\"f\"><Member Name=\"a\" Value=\"2147483647\"/></EnumType>\
         <EnumType Name=\"g\"><Member Name=\"a\" Value=\"x\"/></EnumType>",
    ))
    .expect("well-formed");
    let message = |name: &str| schema.enum_type(name).expect_err("wrong").to_string();
    assert_eq!(
        message("a.e"),
        "the member `b` of `a.e` has the value `256`, which is no `Edm.Byte` (line 4, column 1)"
    );
    assert_eq!(
        message("a.g"),
        "the member `a` of `a.g` has the value `x`, which is no `Edm.Int32` (line 4, column 128)"
    );
    assert!(schema.enum_type("a.f").is_ok());
}

#[test]
fn bases_that_are_missing_or_go_round() {
    let schema = Schema::parse(document(
        "<EntityType Name=\"t\" BaseType=\"a.u\"/><EntityType Name=\"u\" BaseType=\"a.t\"/>\n\
         <EntityType Name=\"self\" BaseType=\"a.self\"/>\n\
         <EntityType Name=\"device\" BaseType=\"a.entty\"/>\n<EntityType Name=\"entity\"/>\n\
         <EntityType Name=\"odd\" BaseType=\"a.value\"/>\n<ComplexType Name=\"value\"/>",
    ))
    .expect("well-formed");
    let message = |name: &str| schema.properties(name).expect_err("wrong").to_string();
    assert_eq!(
        message("a.t"),
        "inheritance goes round in a circle at line 3, column 1: `a.t` extends `a.u` extends `a.t`"
    );
    assert_eq!(
        message("a.self"),
        "inheritance goes round in a circle at line 4, column 1: `a.self` extends `a.self`"
    );
    assert_eq!(
        message("a.device"),
        "`a.device` (line 5, column 1) extends `a.entty`, which the schema does not have; the nearest is `a.entity`"
    );
    assert_eq!(
        message("a.odd"),
        "the entity type `a.odd` extends the complex type `a.value` (line 7, column 1)"
    );
    assert_eq!(schema.check().len(), 5);
    assert_eq!(schema.derived_types("a.t"), ["a.u"], "a circle ends");
    assert_eq!(schema.derived_types("a.self"), [""; 0]);
    assert!(!schema.other_types("a.t", 99).contains(&"a.u".to_owned()));
    assert!(schema.other_types("a.self", 99).contains(&"a.t".to_owned()));
}

#[test]
fn names_that_are_not_there() {
    let schema = common::library();
    let message = |error: Error| error.to_string();
    assert_eq!(
        message(schema.entity_type("library.bok").expect_err("no such")),
        "the schema has no entity type `library.bok`; the nearest is `library.book`"
    );
    assert_eq!(
        message(schema.entity_type("library.person").expect_err("no such")),
        "the schema has no entity type `library.person`; the nearest is `library.people.person`"
    );
    assert_eq!(
        message(schema.entity_type("person").expect_err("no such")),
        "the schema has no entity type `person`; the nearest is `library.people.person`"
    );
    assert_eq!(
        message(schema.enum_type("library.book").expect_err("no such")),
        "`library.book` is an entity type in the schema, not an enumeration type"
    );
    assert_eq!(
        message(schema.complex_type("library.xyzzy").expect_err("no such")),
        "the schema has no complex type `library.xyzzy`"
    );
}

#[test]
fn a_container_that_extends_itself() {
    let schema =
        Schema::parse(document("<EntityContainer Name=\"c\" Extends=\"a.c\"/>")).expect("well-formed");
    assert!(matches!(schema.container(), Err(Error::Cycle { .. })));
    let schema =
        Schema::parse(document("<EntityContainer Name=\"c\" Extends=\"a.d\"/>")).expect("well-formed");
    assert!(matches!(schema.container(), Err(Error::Unknown { .. })));
    assert!(
        Schema::parse(document(""))
            .expect("well-formed")
            .container()
            .expect("no fault")
            .is_none()
    );
}

#[test]
fn nesting_without_end_and_entities_are_no_way_in() {
    let deep = |open: &str, close: &str| open.repeat(20_000) + &close.repeat(20_000);
    let annotated = document(&format!(
        "<EntityType Name=\"t\"><Annotation Term=\"x.y\">{}</Annotation></EntityType>",
        deep("<Collection>", "</Collection>")
    ));
    let schema = Schema::parse(annotated).expect("its index needs no depth");
    let error = schema.entity_type("a.t").expect_err("too deep").to_string();
    assert!(error.contains("elements are nested deeper than"), "{error}");
    for text in [
        document(&deep("<x:y>", "</x:y>")),
        document("").replace(
            "<edmx:DataServices>",
            &(deep("<x:y>", "</x:y>") + "<edmx:DataServices>"),
        ),
        document(&deep("<Schema>", "</Schema>")),
        deep("<edmx:Edmx Version=\"4.0\">", "</edmx:Edmx>"),
        format!("<edmx:Edmx Version=\"4.0\">{}", "<".repeat(20_000)),
    ] {
        let names =
            Schema::parse(text).map(|schema| schema.names(odata_entity_csdl::Kind::EntityType).count());
        assert!(matches!(names, Err(_) | Ok(0)), "{names:?}");
    }

    // Nothing is put in place of an entity of the document's own: neither a little nor a billion times.
    let entities = "<!DOCTYPE x [<!ENTITY a \"t\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\">]>";
    let text = entities.to_owned() + &document("<EntityType Name=\"&b;\"/>");
    assert!(parse_error(&text).contains("`b`"), "{}", parse_error(&text));
    let text = entities.to_owned() + &document("<EntityType Name=\"t\"/>");
    assert!(Schema::parse(text).expect("legal").entity_type("a.t").is_ok());
}

#[test]
fn what_a_document_may_have_any_number_of_has_a_limit() {
    let chain = |bases: usize| {
        let mut types = "<EntityType Name=\"t0\"/>".to_owned();
        for number in 1..=bases {
            types += &format!("<EntityType Name=\"t{number}\" BaseType=\"a.t{}\"/>", number - 1);
        }
        Schema::parse(document(&types)).expect("well-formed")
    };
    assert_eq!(chain(99).lineage("a.t99").expect("not too long").len(), 100);
    let error = chain(1_000).lineage("a.t1000").expect_err("too long").to_string();
    assert!(
        error.starts_with("`a.t1000` has 100 bases or more (line "),
        "{error}"
    );
    assert_eq!(chain(1_000).check().len(), 100, "the first errors of many");

    let attributes = |number: usize| {
        let all: String = (0..number).map(|number| format!(" x{number}=\"\"")).collect();
        let element =
            format!("<EntityType Name=\"t\"><Property Name=\"p\" Type=\"Edm.String\"{all}/></EntityType>");
        let schema = Schema::parse(document(&element)).expect("its index needs no properties");
        schema.entity_type("a.t").map(|ty| ty.properties.len())
    };
    assert_eq!(attributes(98), Ok(1));
    let error = attributes(99).expect_err("too many").to_string();
    assert!(
        error.starts_with("an element has more than 100 attributes (line "),
        "{error}"
    );

    let long = |length: usize| document(&format!("<EntityType Name=\"{}\"/>", "t".repeat(length)));
    assert!(Schema::parse(long(511)).is_ok());
    assert!(
        parse_error(&long(512)).contains("is longer than 511 characters"),
        "{}",
        parse_error(&long(512))
    );
    let namespace = document("").replace("Namespace=\"a\"", &format!("Namespace=\"{}\"", "a".repeat(512)));
    assert!(parse_error(&namespace).contains("is longer than 511 characters"));
}
