//! Work of the reader and of the command whose size a metadata file decides.
//!
//! `cargo bench -p odata-entity-csdl --features cli --bench growth`

use std::fmt::Write;
use std::hint::black_box;
use std::path::PathBuf;
use std::process::Command;
use std::{env, fs};

use odata_entity_csdl::{Kind, Overlay, Schema, Segment, TypeRef};
use odata_entity_growth::Case;

/// A document with these schemas.
fn document(schemas: &str) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>{schemas}\
         </edmx:DataServices></edmx:Edmx>"
    )
}

/// A document with these children of a schema.
fn schema(children: &str) -> String {
    document(&format!(
        "<Schema Namespace=\"a\" Alias=\"self\">{children}</Schema>"
    ))
}

/// One element after the other, each with its number.
fn many(size: usize, element: impl Fn(&mut String, usize) -> std::fmt::Result) -> String {
    let mut out = String::new();
    for number in 0..size {
        element(&mut out, number).expect("a string takes any text");
    }
    out
}

const KEY: &str =
    "<Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>";

/// An entity set of the type `a.t`.
const SET: &str = "<EntityContainer Name=\"c\"><EntitySet Name=\"ts\" EntityType=\"a.t\"/></EntityContainer>";

// Documents, each with more and more of one thing.

fn bases(size: usize) -> String {
    let chain = many(size, |out, number| {
        write!(
            out,
            "<EntityType Name=\"t{}\" BaseType=\"a.t{number}\"><Property Name=\"p{number}\" Type=\"Edm.String\"/></EntityType>",
            number + 1
        )
    });
    schema(&format!("<EntityType Name=\"t0\">{KEY}</EntityType>{chain}"))
}

fn derived(size: usize) -> String {
    // Types that inherit nothing, or the text that is made of them would itself grow with the square.
    let all = many(size, |out, number| {
        write!(
            out,
            "<ComplexType Name=\"d{number}\" BaseType=\"a.b\"/><EntityType Name=\"e{number}\" BaseType=\"a.r\"/>"
        )
    });
    let properties = many(size, |out, number| {
        write!(
            out,
            "<Property Name=\"p{number}\" Type=\"a.b\"/><NavigationProperty Name=\"n{number}\" Type=\"a.r\" ContainsTarget=\"true\"/>"
        )
    });
    schema(&format!(
        "<ComplexType Name=\"b\"/><EntityType Name=\"r\">{KEY}</EntityType><EntityType Name=\"t\">{KEY}{properties}</EntityType>\
         {all}{SET}"
    ))
}

fn properties(size: usize) -> String {
    let all = many(size, |out, number| {
        write!(
            out,
            "<Property Name=\"p{number}\" Type=\"Edm.String\"><Annotation Term=\"Org.OData.Core.V1.Description\" String=\"d. Read-only.\"/>\
             </Property><NavigationProperty Name=\"n{number}\" Type=\"a.t\" ContainsTarget=\"true\"/>"
        )
    });
    let annotations = many(size, |out, number| {
        write!(
            out,
            "<Annotations Target=\"self.t/p{number}\"><Annotation Term=\"Org.OData.Core.V1.Computed\"/></Annotations>"
        )
    });
    schema(&format!(
        "<EntityType Name=\"t\">{KEY}{all}</EntityType>{annotations}{SET}"
    ))
}

fn one_name(size: usize) -> String {
    let all = "<Property Name=\"p\" Type=\"Edm.String\"/>".repeat(size);
    let members = "<Member Name=\"m\"/>".repeat(size);
    schema(&format!(
        "<EntityType Name=\"t\">{KEY}{all}</EntityType><EnumType Name=\"e\">{members}</EnumType>{SET}"
    ))
}

fn names_of_one_spelling(size: usize) -> String {
    let types = many(size, |out, number| {
        let (before, after) = ("_".repeat(1 + number % 60), "_".repeat(1 + number / 60));
        write!(out, "<EntityType Name=\"x{before}y{after}\"/>")
    });
    schema(&format!("<EntityType Name=\"t\">{KEY}</EntityType>{types}{SET}"))
}

fn attributes(size: usize) -> String {
    let all = many(size, |out, number| write!(out, " x{number}=\"\""));
    schema(&format!("<EntityType Name=\"t\"{all}>{KEY}</EntityType>{SET}"))
}

fn members(size: usize) -> String {
    let all = many(size, |out, number| {
        write!(
            out,
            "<Member Name=\"m{number}\"><Annotation Term=\"Org.OData.Core.V1.Description\" String=\"d\"/></Member>"
        )
    });
    schema(&format!(
        "<EnumType Name=\"e\">{all}<Member Name=\"unknownFutureValue\"/></EnumType><EntityType Name=\"t\">{KEY}\
         <Property Name=\"e\" Type=\"a.e\"/></EntityType>{SET}"
    ))
}

fn keys(size: usize) -> String {
    let parts = many(size, |out, number| {
        write!(out, "<PropertyRef Name=\"k{number}\"/>")
    });
    let all = many(size, |out, number| {
        write!(
            out,
            "<Property Name=\"k{number}\" Type=\"Edm.Int32\" Nullable=\"false\"/>"
        )
    });
    let derived = many(size, |out, number| {
        write!(out, "<EntityType Name=\"t{number}\" BaseType=\"a.t\"/>")
    });
    schema(&format!(
        "<EntityType Name=\"t\" Abstract=\"true\"><Key>{parts}</Key>{all}</EntityType>{derived}{SET}"
    ))
}

fn schemas(size: usize) -> String {
    let all = many(size, |out, number| {
        let is_root = number % 20 == 19 || number + 1 == size;
        let base = match is_root {
            true => String::new(),
            false => format!(" BaseType=\"a{}.t\"", number + 1),
        };
        write!(
            out,
            "<Schema Namespace=\"n{number}.m\" Alias=\"a{number}\"><EntityType Name=\"t\"{base}>{}<Property Name=\"c{number}\" \
             Type=\"a{}.c\"/></EntityType><ComplexType Name=\"c\"/><Annotations Target=\"a{number}.t/c{number}\">\
             <Annotation Term=\"a0.x\"/></Annotations></Schema>",
            if is_root { KEY } else { "" },
            (number * 7) % size
        )
    });
    document(&all)
}

fn includes(size: usize) -> String {
    let all = many(size, |out, number| {
        write!(out, "<edmx:Include Namespace=\"x{number}\" Alias=\"y{number}\"/>")
    });
    let reference = format!(
        "<edmx:Reference Uri=\"{}\">{all}</edmx:Reference><edmx:DataServices>",
        "u".repeat(16 * size)
    );
    schema(&format!("<EntityType Name=\"t\">{KEY}</EntityType>{SET}"))
        .replace("<edmx:DataServices>", &reference)
}

fn alike(size: usize) -> String {
    let all = many(size, |out, number| {
        let middle = "x".repeat(40);
        write!(
            out,
            "<EntityType Name=\"beginning{number:05}{middle}end_of_it\"/>"
        )
    });
    schema(&all)
}

fn operations(size: usize) -> String {
    let all = many(size, |out, number| {
        write!(
            out,
            "<Function Name=\"f{number}\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"{}\"/><ReturnType Type=\"a.c{number}\"/></Function>\
             <Action Name=\"a\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"a.t\"/></Action><ComplexType Name=\"c{number}\"/>\
             <Annotations Target=\"a.a\"><Annotation Term=\"x.y\"/></Annotations>",
            match number.checked_sub(1) {
                Some(before) if number % 2 == 1 => format!("a.c{before}"),
                _ => "a.t".to_owned(),
            }
        )
    });
    schema(&format!("<EntityType Name=\"t\">{KEY}</EntityType>{all}{SET}"))
}

fn containment(size: usize) -> String {
    let all = many(size, |out, number| {
        write!(
            out,
            "<EntityType Name=\"t{number}\">{KEY}<NavigationProperty Name=\"next\" Type=\"Collection(a.t{})\" ContainsTarget=\"true\"/>\
             </EntityType>",
            number + 1
        )
    });
    schema(&format!(
        "{all}<EntityType Name=\"t{size}\">{KEY}</EntityType><EntityContainer Name=\"c\"><EntitySet Name=\"ts\" EntityType=\"a.t0\"/>\
         </EntityContainer>"
    ))
}

fn container(size: usize) -> String {
    let all = many(size, |out, number| {
        write!(
            out,
            "<EntityContainer Name=\"c{number}\" Extends=\"a.c{}\"><Singleton Name=\"s{number}\" Type=\"a.t\"/></EntityContainer>",
            number + 1
        )
    });
    let sets = many(size, |out, number| {
        write!(
            out,
            "<EntitySet Name=\"e{number}\" EntityType=\"a.t\"/><Singleton Name=\"f{number}\" Type=\"a.t\"/>"
        )
    });
    schema(&format!(
        "<EntityType Name=\"t\">{KEY}</EntityType>{all}<EntityContainer Name=\"c{size}\">{sets}</EntityContainer>"
    ))
}

fn complex_chain(size: usize) -> String {
    let all = many(size, |out, number| {
        write!(
            out,
            "<ComplexType Name=\"c{number}\"><Property Name=\"next\" Type=\"a.c{}\"/></ComplexType>",
            (number + 1) % size
        )
    });
    schema(&format!(
        "<EntityType Name=\"t\">{KEY}<Property Name=\"c\" Type=\"a.c0\"/></EntityType>{all}{SET}"
    ))
}

fn faults(size: usize) -> String {
    let all = many(size, |out, number| {
        writeln!(
            out,
            "<EntityType Name=\"t{number}\" BaseType=\"a.x{number}\"><Property Name=\"p\"/></EntityType>"
        )
    });
    schema(&all)
}

fn unknown_types(size: usize) -> String {
    let all = many(size, |out, number| {
        write!(
            out,
            "<NavigationProperty Name=\"n{number}\" Type=\"b.x{number}\" ContainsTarget=\"true\"/>\
             <Property Name=\"p{number}\" Type=\"b.y{number}\"/>"
        )
    });
    schema(&format!("<EntityType Name=\"t\">{KEY}{all}</EntityType>{SET}"))
}

fn comments(size: usize) -> String {
    schema(&format!(
        "<EntityType Name=\"t\">{KEY}{}</EntityType>{SET}",
        "<!-- < > --><x:y/><?p >?>&amp;".repeat(size)
    ))
}

// What is asked of a document.

fn read(text: String) -> Schema {
    Schema::parse(text).expect("a document")
}

/// Everything that derives and tools ask, of each type.
fn ask(text: String) {
    let Ok(schema) = Schema::parse(text) else { return };
    black_box(schema.check().len());
    for kind in [Kind::EntityType, Kind::ComplexType] {
        for name in schema.names(kind) {
            // A tool ends with the first fault that it meets.
            let Ok(lineage) = schema.lineage(&name) else {
                return;
            };
            black_box((schema.has_derived_types(&name), schema.type_kind(&name)));
            for declared in lineage.iter().flat_map(|ty| &ty.properties).take(4) {
                black_box(schema.facts(&name, &declared.name).is_ok());
                black_box(schema.type_kind(&declared.ty.name));
            }
            black_box(schema.key(&name).is_ok());
        }
    }
    for name in schema.names(Kind::EnumType) {
        black_box(
            schema
                .enum_type(&name)
                .map(|ty| ty.member("unknownFutureValue").is_some()),
        )
        .ok();
    }
    black_box(schema.callable_names(&TypeRef::single("a.t")).is_ok());
    black_box(schema.derived_types("a.t").len());
    for path in ["/ts/{id}/p1", "/ts/{id}/a", "/ts/{id}/nothing", "/es"] {
        black_box(schema.route(&Segment::split(path)).is_ok());
    }
}

/// Asks for each property of a type.
fn ask_properties(text: String) {
    let schema = read(text);
    for declared in schema.properties("a.t").expect("a type") {
        let name = &declared.property.name;
        black_box(schema.facts("a.t", name).is_ok());
        black_box(schema.description(&format!("a.t/{name}")).is_ok());
        black_box(schema.annotations(&format!("a.t/{name}")).is_ok());
    }
}

fn overlay(size: usize) {
    let lines = many(size, |out, number| writeln!(out, "a.t/p{number} = read-only"));
    let schema = read(properties(size)).with_overlay(Overlay::parse(&lines).expect("an overlay"));
    assert!(schema.check_overlay().is_empty());
    let wrong = many(size, |out, number| writeln!(out, "self.t/q{number} = read-only"));
    let schema = read(properties(size)).with_overlay(Overlay::parse(&wrong).expect("an overlay"));
    assert!(!schema.check_overlay().is_empty());
}

// The command.

/// The command with a document that is written for it.
fn command(arguments: &[&str], text: &str) -> Command {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR"));
    fs::create_dir_all(&folder).expect("writable");
    let file = folder.join("growth.csdl");
    fs::write(&file, text).expect("writable");
    let mut command = Command::new(env!("CARGO_BIN_EXE_odata-entity"));
    command.args(arguments).arg("--schema").arg(file);
    command
}

const SCAFFOLD: [&str; 3] = ["scaffold", "*", "-r"];
const PRUNE: [&str; 2] = ["prune", "*"];
const LIST: [&str; 2] = ["list", "-l"];

macro_rules! command {
    ($name:literal, $size:literal, $arguments:expr, $document:expr) => {
        Case::program($name, $size, |size| command(&$arguments, &$document(size)))
    };
}

const CASES: &[Case] = &[
    Case::here("bases", 1_000, |size| ask(bases(size))),
    Case::here("derived types", 1_000, |size| ask(derived(size))),
    Case::here("properties", 2_000, |size| ask_properties(properties(size))),
    Case::here("properties of one name", 4_000, |size| {
        ask_properties(one_name(size));
    }),
    Case::here("attributes", 10_000, |size| ask(attributes(size))),
    Case::here("members", 4_000, |size| ask(members(size))),
    Case::here("parts of a key", 1_000, |size| ask(keys(size))),
    Case::here("schemas", 300, |size| ask(schemas(size))),
    Case::here("includes", 4_000, |size| ask(includes(size))),
    Case::here("names that look alike", 10_000, |size| ask(alike(size))),
    Case::here("operations", 1_000, |size| ask(operations(size))),
    Case::here("containers and sets", 1_000, |size| ask(container(size))),
    Case::here("types that hold each other", 1_000, |size| {
        ask(complex_chain(size));
    }),
    Case::here("faults", 1_000, |size| {
        assert!(!read(faults(size)).check().is_empty());
    }),
    Case::here("comments and references", 4_000, |size| ask(comments(size))),
    Case::here("lines of an overlay", 1_000, overlay),
    command!("scaffold: derived types", 200, SCAFFOLD, derived),
    command!("scaffold: properties", 1_000, SCAFFOLD, properties),
    command!("scaffold: properties of one name", 2_000, SCAFFOLD, one_name),
    command!(
        "scaffold: types of one spelling",
        2_000,
        SCAFFOLD,
        names_of_one_spelling
    ),
    command!("scaffold: members", 2_000, SCAFFOLD, members),
    command!("scaffold: parts of a key", 500, ["scaffold", "a.t", "-r"], keys),
    command!("scaffold: containment", 500, SCAFFOLD, containment),
    command!("scaffold: containers and sets", 1_000, SCAFFOLD, container),
    command!(
        "scaffold: types that hold each other",
        1_000,
        SCAFFOLD,
        complex_chain
    ),
    command!(
        "scaffold: types of other documents",
        1_000,
        SCAFFOLD,
        unknown_types
    ),
    command!("scaffold: operations", 500, SCAFFOLD, operations),
    command!("prune: derived types", 500, PRUNE, derived),
    command!("prune: properties", 1_000, PRUNE, properties),
    command!("prune: schemas", 300, PRUNE, schemas),
    command!("prune: includes", 2_000, PRUNE, includes),
    command!("prune: containment", 500, PRUNE, containment),
    command!("prune: operations", 500, ["prune", "a.t"], operations),
    command!("list: derived types", 1_000, LIST, derived),
    command!("list: types of other documents", 1_000, LIST, unknown_types),
    command!("list: containment", 500, LIST, containment),
    command!("list: schemas", 500, LIST, schemas),
];

fn main() {
    odata_entity_growth::main(CASES);
}
