//! One document in all the forms that XML allows it.

mod common;

use std::fmt::Write as _;

use common::{LIBRARY, document, graph, library};
use odata_entity_csdl::{Kind, Schema, Segment};
use odata_entity_needs::needs;

/// Everything that can be asked of a schema, as text. Offsets are left out: they depend on the form.
fn everything(schema: &Schema) -> String {
    let mut all = String::new();
    for kind in [Kind::EntityType, Kind::ComplexType] {
        for name in schema.names(kind) {
            let ty = schema.structured_type(&name).expect("no fault");
            let _ = write!(all, "{ty:?} {:?}", schema.derived_types(&name));
            for declared in schema.properties(&name).expect("no fault") {
                let property = &declared.property.name;
                let target = format!("{name}/{property}");
                let _ = write!(
                    all,
                    "{:?} {:?}",
                    schema.facts(&name, property),
                    schema.annotations(&target)
                );
            }
        }
    }
    for name in schema.names(Kind::EnumType) {
        let _ = write!(all, "{:?}", schema.enum_type(&name));
    }
    for kind in [Kind::Action, Kind::Function] {
        for name in schema.names(kind) {
            let _ = write!(all, "{:?}", schema.operations(&name));
        }
    }
    let _ = write!(all, "{:?}", schema.container());
    without_offsets(&all)
}

fn without_offsets(text: &str) -> String {
    let mut parts = text.split("offset: ");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |all, part| {
        all + part.trim_start_matches(|c: char| c.is_ascii_digit())
    })
}

/// A form: its name, and what makes it of a document.
type Form = (&'static str, Box<dyn Fn(&str) -> String>);

fn forms() -> Vec<Form> {
    fn form(name: &'static str, of: impl Fn(&str) -> String + 'static) -> Form {
        (name, Box::new(of))
    }
    vec![
        form("a foreign element, which the quick way does not know", |text| {
            text.replace(
                "    </Schema>",
                "<x:y xmlns:x=\"urn:x\"><EntityType Name=\"no\"/></x:y></Schema>",
            )
        }),
        form("a CDATA section", |text| {
            text.replace("    </Schema>", "<![CDATA[ ]]></Schema>")
        }),
        form("a document type", |text| {
            text.replace("<edmx:Edmx", "<!DOCTYPE edmx:Edmx><edmx:Edmx")
        }),
        form("comments everywhere", |text| {
            text.replace("/>", "/><!-- > <EntityType Name='x'> -->")
        }),
        form("processing instructions", |text| {
            text.replace("    </Schema>", "<?x <EntityType Name='x'/>?></Schema>")
        }),
        form("line breaks between attributes", |text| {
            text.replace(" Name=", "\n\t Name =\r\n ")
        }),
        form("the other quote", |text| {
            text.replace('\'', "\u{1}")
                .replace('"', "'")
                .replace('\u{1}', "\"")
        }),
        form("character references", |text| {
            text.replace("Name=\"t", "Name=\"&#116;")
                .replace("Type=\"Edm", "Type=\"&#x45;dm")
        }),
        form("space in closing tags", |text| {
            text.replace("Type>", "Type >").replace("/Schema>", "/Schema\n>")
        }),
        form("a byte order mark", |text| format!("\u{feff}{text}")),
        form("attributes in another order", |text| {
            text.replace("<EntityType ", "<EntityType xmlns:b=\"urn:b\" b:Name=\"x>/\" ")
        }),
        form("a prefix for all elements", |text| {
            let mut prefixed = text.replace("xmlns=", "xmlns:edm=");
            for name in [
                "Schema",
                "EntityType",
                "ComplexType",
                "EnumType",
                "Member",
                "TypeDefinition",
                "Action",
                "Function",
                "Term",
                "EntityContainer",
                "EntitySet",
                "Singleton",
                "FunctionImport",
                "Annotations",
                "Annotation",
                "Property",
                "PropertyValue",
                "PropertyPath",
                "PropertyRef",
                "Key",
                "NavigationProperty",
                "NavigationPropertyBinding",
                "ReferentialConstraint",
                "Parameter",
                "ReturnType",
                "Record",
                "Collection",
                "EnumMember",
            ] {
                for end in [" ", ">", "/>"] {
                    prefixed = prefixed.replace(&format!("<{name}{end}"), &format!("<edm:{name}{end}"));
                    prefixed = prefixed.replace(&format!("</{name}{end}"), &format!("</edm:{name}{end}"));
                }
            }
            prefixed
        }),
    ]
}

#[test]
fn all_forms_say_the_same() {
    let wanted = everything(&library());
    assert!(wanted.contains("spiral") && wanted.contains("bestseller"));
    for (name, form) in forms() {
        let text = form(LIBRARY);
        assert_ne!(text, LIBRARY, "{name}");
        let schema = Schema::parse(text).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(schema.check(), [], "{name}");
        assert_eq!(everything(&schema), wanted, "{name}");
    }
}

#[needs("metadata/graph-v1.0.csdl")]
#[test]
fn the_quick_way_and_the_full_one_agree_on_graph() {
    let text = graph();
    let slow = text.replacen("</Schema>", "<![CDATA[]]></Schema>", 1);
    let (quick, full) = (
        Schema::parse(text).expect("CSDL"),
        Schema::parse(slow).expect("CSDL"),
    );
    assert!(everything(&quick) == everything(&full), "the two readers differ");
}

#[test]
fn elements_inside_others_are_no_schema_children() {
    let schema = Schema::parse(document(
        "<EntityType Name=\"t\"><Annotation Term=\"x.y\"><Record><EntityType Name=\"no\"/></Record></Annotation></EntityType>\n\
         <Annotation Term=\"x.z\"><Annotation Term=\"x.q\"/></Annotation><EntityType Name=\"u\"/>",
    ))
    .expect("well-formed");
    assert_eq!(schema.names(Kind::EntityType).collect::<Vec<_>>(), ["a.t", "a.u"]);
    assert!(
        schema.route(&Segment::split("/x")).is_err(),
        "there is no container"
    );
}

#[test]
fn what_opens_inside_a_tag_hides_nothing() {
    for opening in ["<Retur<? x=\"y\" />", "<Retur<!-- x=\"y\" />"] {
        let text = document(&format!(
            "<Function Name=\"a\">{opening}</Function><Function Name=\"b\"> ?> --> </Function>"
        ));
        let schema = Schema::parse(text).expect("CSDL outside of the functions");
        let names: Vec<String> = schema.names(Kind::Function).collect();
        assert_eq!(names.len(), 2, "{opening}: {names:?}");
    }
}
