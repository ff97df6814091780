//! The values that the metadata lists for text: as they are read, and in a pruned document.

mod common;

use common::document;
use odata_entity_csdl::{AllowedValues, Schema};

const TERM: &str = "Org.OData.Validation.V1.AllowedValues";

/// An annotation with a list of text.
fn list(attributes: &str, values: &[&str]) -> String {
    let records: String = values
        .iter()
        .map(|value| format!("<Record><PropertyValue Property=\"Value\" String=\"{value}\"/></Record>"))
        .collect();
    format!("<Annotation Term=\"{TERM}\"{attributes}><Collection>{records}</Collection></Annotation>")
}

fn children() -> String {
    let property = |name: &str, inside: &str| {
        format!("<Property Name=\"{name}\" Type=\"Edm.String\">{inside}</Property>")
    };
    [
        &format!("<TypeDefinition Name=\"grade\" UnderlyingType=\"Edm.String\">{}</TypeDefinition>", list("", &["1st", "2nd"])),
        "<EntityType Name=\"base\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"a.grade\" Nullable=\"false\"/>",
        &property("size", &list("", &["s", "l", "s"])),
        &property("other", &(list(" Qualifier=\"Tablet\"", &["t"]) + &list("", &["plain"]))),
        "<Property Name=\"count\" Type=\"Edm.Int32\"><Annotation Term=\"Org.OData.Validation.V1.AllowedValues\"><Collection>\
         <Record><PropertyValue Property=\"Value\" Int=\"4\"/></Record><Record><PropertyValue Property=\"Value\"><Null/></PropertyValue></Record>\
         </Collection></Annotation></Property>",
        "<Property Name=\"free\" Type=\"Edm.String\"/></EntityType>",
        "<EntityType Name=\"own\" BaseType=\"a.base\"><NavigationProperty Name=\"to\" Type=\"a.leaf\"/></EntityType>",
        &format!("<Annotations Target=\"a.own/size\">{}</Annotations>", list("", &["xl"])),
        &format!("<EntityType Name=\"leaf\"><Key><PropertyRef Name=\"code\"/></Key>{}{}</EntityType>",
            property("code", &list("", &["key"])), property("rest", &list("", &["rest"]))),
        &format!("<Function Name=\"f\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"a.base\"/><Parameter Name=\"p\" Type=\"Edm.String\">{}\
            </Parameter><ReturnType Type=\"Edm.String\"/></Function>", list("", &["a", "b"])),
        &format!("<Function Name=\"f\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"a.leaf\"/><Parameter Name=\"p\" Type=\"Edm.String\">{}\
            </Parameter><ReturnType Type=\"Edm.String\"/></Function>", list("", &["b", "c"])),
    ]
    .concat()
}

fn found(schema: &Schema, target: &str) -> Option<(String, Vec<String>)> {
    let found: AllowedValues = schema.allowed_values(target).expect("no fault")?;
    Some((
        found.target,
        found.values.into_iter().map(|one| one.value).collect(),
    ))
}

fn expect(schema: &Schema, target: &str, by: &str, values: &[&str]) {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    assert_eq!(found(schema, target), Some((by.to_owned(), values)), "{target}");
}

#[test]
fn a_list_is_that_of_the_nearest_type_or_of_the_type_definition() {
    let schema = Schema::parse(document(&children())).expect("a document");
    expect(&schema, "a.base/size", "a.base/size", &["s", "l"]);
    expect(&schema, "a.own/size", "a.own/size", &["xl"]);
    expect(&schema, "a.own/id", "a.grade", &["1st", "2nd"]);
    expect(&schema, "a.grade", "a.grade", &["1st", "2nd"]);
    expect(&schema, "a.base/other", "a.base/other", &["plain"]);
    expect(&schema, "a.base/count", "a.base/count", &["4"]);
    expect(&schema, "a.f/p", "a.f/p", &["a", "b", "c"]);
    for target in [
        "a.base/free",
        "a.base/gone",
        "a.gone",
        "a.gone/size",
        "a.base",
        "a.f",
        "",
        "/",
    ] {
        assert_eq!(found(&schema, target), None, "{target}");
    }
}

#[test]
fn names_and_descriptions_are_those_of_the_records() {
    let core = "Org.OData.Core.V1";
    let schema = Schema::parse(document(&format!(
        "<TypeDefinition Name=\"arch\" UnderlyingType=\"Edm.String\"><Annotation Term=\"RedfishExtensions.v1_0_0.Enumeration\"><Collection>\
         <Record><PropertyValue Property=\"Member\" String=\"IA-64\"/><Annotation Term=\"{core}.Description\" String=\"Intel.\"/></Record>\
         </Collection></Annotation></TypeDefinition>\
         <TypeDefinition Name=\"code\" UnderlyingType=\"Edm.String\"><Annotation Term=\"{TERM}\"><Collection>\
         <Record><Annotation Term=\"{core}.SymbolicName\" String=\"FIRST\"/><PropertyValue Property=\"Value\"><String>1.01</String></PropertyValue></Record>\
         </Collection></Annotation></TypeDefinition>"
    )))
    .expect("a document");
    let first = |target: &str| {
        let list = schema.allowed_values(target).expect("no fault").expect("a list");
        list.values.into_iter().next().expect("a value")
    };
    let arch = first("a.arch");
    assert_eq!(
        (arch.value.as_str(), arch.name, arch.description),
        ("IA-64", None, vec!["Intel.".to_owned()])
    );
    let code = first("a.code");
    assert_eq!(
        (code.value.as_str(), code.name.as_deref(), code.description.len()),
        ("1.01", Some("FIRST"), 0)
    );
}

#[test]
fn pruning_keeps_the_lists_of_what_it_keeps() {
    let schema = Schema::parse(document(&children())).expect("a document");
    let small = Schema::parse(schema.prune(&["a.own"], &[]).expect("prunes")).expect("a document");
    for target in [
        "a.own/size",
        "a.base/size",
        "a.base/other",
        "a.grade",
        "a.own/id",
        "a.leaf/code",
    ] {
        assert!(found(&schema, target).is_some(), "{target}");
        assert_eq!(found(&small, target), found(&schema, target), "{target}");
    }
    // Of a type that is kept as a stub only the key is there.
    assert_eq!(found(&small, "a.leaf/rest"), None);
    expect(&small, "a.f/p", "a.f/p", &["a", "b"]);
}
