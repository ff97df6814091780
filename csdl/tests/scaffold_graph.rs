//! Scaffolds of Microsoft Graph's own metadata, compiled with the check against it, and used.
//!
//! Both tests compile a crate of their own below the target folder. All types of Graph at once are the bench `scaffold`.
#![cfg(feature = "cli")]

mod common;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use common::scaffolds::{cargo, package, scaffold};
use odata_entity_csdl::{Kind, Schema};
use odata_entity_needs::{needed, needs};
use serde_json::{Value, json};

/// The differences between the documentation and what is sent, each with its cause.
const DIFFERENCES: &str = include_str!("data/corpus_differences.txt");

#[needs("metadata/graph-v1.0.csdl")]
#[test]
fn a_sample_of_all_types_compiles_without_a_warning() {
    let file = Path::new(needed!("metadata/graph-v1.0.csdl"));
    let schema = Schema::parse(fs::read_to_string(file).expect("readable")).expect("CSDL");
    let kinds = [Kind::EntityType, Kind::ComplexType, Kind::EnumType];
    let all: Vec<String> = kinds.into_iter().flat_map(|kind| schema.names(kind)).collect();
    // Every so many of all, and some with everything that can make a difference: unions, open types, types that hold themselves,
    // enumerations without members.
    let mut types: Vec<String> = all.iter().step_by(all.len() / 150).cloned().collect();
    for name in [
        "user",
        "driveItem",
        "identitySet",
        "deviceAndAppManagementAssignmentTarget",
        "groupAssignmentTarget",
        "allDevicesAssignmentTarget",
        "synchronizationJobSubject",
        "synchronizationLinkedObjects",
        "auditLogRecordType",
        "plannerAssignments",
        "security.containerImageEvidence",
    ] {
        let name = format!("microsoft.graph.{name}");
        if !types.contains(&name) {
            types.push(name);
        }
    }
    assert!(types.len() >= 150);
    let text = scaffold(file, &types);
    let embedding = [
        "iosMobileAppConfiguration",
        "managedIOSLobApp",
        "win32LobApp",
        "mobileAppAssignment",
        "roleDefinition",
        "-r",
        "--embed",
        "--navigation",
    ];
    let embedded = scaffold(file, &embedding.map(str::to_owned));
    let library = "//! A sample.\n#![deny(warnings, missing_docs)]\npub mod embedded;\npub mod types;\n";
    let files = [
        ("lib.rs", library),
        ("types.rs", &text),
        ("embedded.rs", &embedded),
    ];
    let folder = package("scaffold-sample", file, &files);
    assert_eq!(cargo(&folder, "check"), "");
}

/// A documented call.
struct Call {
    entity: String,
    paths: Vec<String>,
    body: Value,
}

fn calls(file: &Path) -> Vec<Call> {
    let read: Vec<Value> = serde_json::from_str(&fs::read_to_string(file).expect("readable")).expect("JSON");
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let call = |read: &Value| Call {
        entity: format!("{}.{}", text(&read["namespace"]), text(&read["entity"])),
        paths: read["paths"].as_array().into_iter().flatten().map(text).collect(),
        body: read["request"]["body"].clone(),
    };
    read.iter().map(call).collect()
}

/// A struct of the scaffold.
struct Scaffolded {
    name: String,
    paths: Vec<String>,
}

/// The structs of a module by the names of their types.
fn scaffolded(text: &str) -> BTreeMap<String, Scaffolded> {
    let mut found = BTreeMap::new();
    let (mut ty, mut paths) = (String::new(), Vec::new());
    for line in text.lines() {
        let literals = line.split('"').skip(1).step_by(2);
        if line.contains("type = \"") {
            (ty, paths) = (literals.clone().next().unwrap_or_default().to_owned(), Vec::new());
        }
        if line.trim_start().starts_with("//") {
            continue;
        }
        paths.extend(
            literals
                .filter(|literal| literal.starts_with('/'))
                .map(str::to_owned),
        );
        if let Some(rest) = line.strip_prefix("pub struct ") {
            let name = rest.split(' ').next().unwrap_or_default().to_owned();
            let paths = std::mem::take(&mut paths);
            found.insert(ty.clone(), Scaffolded { name, paths });
        }
    }
    found
}

const ROUND_TRIP: &str = "\
use odata_entity::{Entity, EntityPath, Patch, TypeTag};
use scaffold_corpus::types;
use serde_json::{Value, json};

fn read<E: serde::de::DeserializeOwned>(mut body: Value) -> Result<E, String> {
    if let Some(object) = body.as_object_mut() {
        object.entry(\"id\").or_insert_with(|| json!(\"1\"));
    }
    serde_json::from_value(body).map_err(|error| error.to_string())
}

fn sent<E: Entity, P: Patch<Of = E>>(path: &EntityPath<E>, patch: &P) -> Result<Value, String>
where
    E: odata_entity::Structured<Patch = P>,
{
    let request = path.patch(patch).type_tag(TypeTag::Always).allow_empty();
    let http = request.to_http(\"https://localhost\").map_err(|error| error.to_string())?;
    serde_json::from_slice(http.body()).map_err(|error| error.to_string())
}

macro_rules! round_trip {
    ($body:expr, $ty:ty, $path:expr) => {
        match read::<$ty>($body).and_then(|entity| sent(&$path, &entity.to_patch())) {
            Ok(body) => println!(\"{}\", json!({ \"body\": body })),
            Err(error) => println!(\"{}\", json!({ \"error\": error })),
        }
    };
}

fn main() {
    let calls: Vec<Value> = serde_json::from_str(include_str!(\"calls.json\")).expect(\"JSON\");
";

#[needs("metadata/graph-v1.0.csdl", "corpus/intune-v1.0-update.json")]
#[test]
fn documented_calls_round_trip() {
    let corpus = Path::new(needed!("corpus/intune-v1.0-update.json"));
    let file = Path::new(needed!("metadata/graph-v1.0.csdl"));
    let schema = Schema::parse(fs::read_to_string(file).expect("readable")).expect("CSDL");
    let (calls, unknown): (Vec<Call>, Vec<Call>) = calls(corpus)
        .into_iter()
        .partition(|call| schema.entity_type(&call.entity).is_ok());
    let mut differences = String::new();
    for call in unknown {
        let _ = writeln!(differences, "{}: no such type", call.entity);
    }
    let mut types: Vec<String> = calls.iter().map(|call| call.entity.clone()).collect();
    types.sort_unstable();
    types.dedup();
    types.push("--with-references".to_owned());
    let text = scaffold(file, &types);
    let structs = scaffolded(&text);
    let mut main = String::from(ROUND_TRIP);
    for (number, call) in calls.iter().enumerate() {
        let found = &structs[&call.entity];
        let template = found.paths.first().map_or("", String::as_str);
        let keys = vec!["\"1\""; template.matches('{').count()].join(", ");
        let name = &found.name;
        let _ = writeln!(
            main,
            "    round_trip!(calls[{number}].clone(), types::{name}, types::{name}::path({keys}));"
        );
    }
    main.push_str("}\n");
    let bodies: Vec<&Value> = calls.iter().map(|call| &call.body).collect();
    let bodies = json!(bodies).to_string();
    let library = "//! The documented types.\n#![deny(warnings, missing_docs)]\npub mod types;\n";
    let files = [
        ("lib.rs", library),
        ("types.rs", &text),
        ("main.rs", &main),
        ("calls.json", &bodies),
    ];
    let printed = cargo(&package("scaffold-corpus", file, &files), "run");
    let results: Vec<Value> = printed
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(results.len(), calls.len());
    let mut equal = 0;
    for (call, result) in calls.iter().zip(&results) {
        let before = differences.len();
        match &result["error"] {
            Value::Null => compare(&mut differences, &call.entity, &call.body, &result["body"]),
            error => {
                let _ = writeln!(differences, "{}: {error}", call.entity);
            }
        }
        equal += usize::from(differences.len() == before);
        let known: Vec<String> = structs[&call.entity]
            .paths
            .iter()
            .map(|path| without_names(path))
            .collect();
        for path in call
            .paths
            .iter()
            .filter(|path| !known.contains(&without_names(path)))
        {
            let _ = writeln!(differences, "{}: path {path}", call.entity);
        }
    }
    println!("{equal} of {} calls are sent as documented", calls.len());
    let found: Vec<&str> = differences.lines().collect();
    let known: Vec<&str> = DIFFERENCES
        .lines()
        .filter(|line| !line.is_empty() && !line.starts_with('#'))
        .map(|line| line.split(" -- ").next().unwrap_or(line))
        .collect();
    assert_eq!(found, known, "tests/data/corpus_differences.txt:\n{differences}");
}

/// A template with its placeholders' names left out.
fn without_names(template: &str) -> String {
    let mut out = String::new();
    for part in template.split('{') {
        out.push_str(part.split_once('}').map_or(part, |(_, rest)| rest));
        out.push_str("{}");
    }
    out
}

/// Notes each member in which what is sent differs from what is documented.
fn compare(differences: &mut String, place: &str, documented: &Value, sent: &Value) {
    match (documented, sent) {
        (Value::Object(documented), Value::Object(sent)) => {
            let missing: Vec<&str> = documented
                .keys()
                .filter(|name| !sent.contains_key(*name))
                .map(String::as_str)
                .collect();
            if !missing.is_empty() {
                let _ = writeln!(differences, "{place}: not sent: {}", missing.join(", "));
            }
            for (name, sent) in sent {
                let place = format!("{place}/{name}");
                match documented.get(name) {
                    Some(documented) => compare(differences, &place, documented, sent),
                    None => {
                        let _ = writeln!(differences, "{place}: not documented, sent {sent}");
                    }
                }
            }
        }
        (Value::Array(documented), Value::Array(sent)) if documented.len() == sent.len() => {
            for (number, (documented, sent)) in documented.iter().zip(sent).enumerate() {
                compare(differences, &format!("{place}/{number}"), documented, sent);
            }
        }
        // A type tag means the same with and without `#`.
        (Value::String(documented), Value::String(sent))
            if place.ends_with("@odata.type")
                && documented.trim_start_matches('#') == sent.trim_start_matches('#') => {}
        _ if documented == sent => {}
        _ => {
            let _ = writeln!(differences, "{place}: documented {documented}, sent {sent}");
        }
    }
}
