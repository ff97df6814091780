//! Keys of every type, keys in parentheses and as segments, names of any letters: scaffolded, compiled with the check on, and used.
#![cfg(feature = "cli")]

mod common;

use std::path::Path;

use common::document;
use common::scaffolds::{cargo, package, scaffold};
use std::fs;
use std::process::Command;

const MAIN: &str = r##"
use odata_entity::Flags;
use scaffold_keys::types::{DepotBox, Draft, Gate, Größe, Lane, Marks, Slot};

fn main() {
    let id = uuid::Uuid::nil();
    assert_eq!(Draft::path(id, true).as_str(), Ok("/Drafts(ID=00000000-0000-0000-0000-000000000000,IsActiveEntity=true)"));
    assert_eq!(Draft::collection().as_str(), Ok("/Drafts"));
    assert_eq!(DepotBox::path("O'Neil/1").as_str(), Ok("/Boxes('O%27%27Neil%2F1')"));
    let when = "2026-01-02T03:04:05Z".parse::<chrono::DateTime<chrono::FixedOffset>>().expect("a time");
    let slot = Slot::path(
        "1.50".parse::<rust_decimal::Decimal>().expect("a decimal"),
        when,
        chrono::NaiveTime::from_hms_opt(1, 2, 3).expect("a time"),
        Lane::South,
        "PT5M".parse::<odata_entity::edm::Duration>().expect("a duration"),
        chrono::NaiveDate::from_ymd_opt(2026, 1, 2).expect("a date"),
        7,
        -3,
        Flags::from_iter([Marks::Worn, Marks::Torn]),
    );
    assert_eq!(
        slot.as_str(),
        Ok("/Slots(a=1.50,b=2026-01-02T03%3A04%3A05Z,c=01%3A02%3A03,d=depot.Lane'South',e=duration'PT5M',f=2026-01-02,g=7,h=-3,i=depot.Marks'Worn%2CTorn')")
    );
    assert_eq!(Gate::path(Lane::North).as_str(), Ok("/Gates(depot.Lane'North')"));
    assert_eq!(Größe::path("ä").as_str(), Ok("/Gr%C3%B6%C3%9Fen('%C3%A4')"));
    let patch = Größe::patch().名前("n").x_y("v").order_date(None);
    assert_eq!(
        String::from_utf8(odata_entity::Patch::to_json(&patch).expect("a body")).expect("UTF-8"),
        "{\"@odata.type\":\"#depot.Größe\",\"名前\":\"n\",\"x\u{203f}y\":\"v\",\"Order_x0020_Date\":null}"
    );
    println!("used");
}
"##;

#[test]
fn keys_of_every_type_and_names_of_any_letters_compile_and_work() {
    let schema = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/data/keys.csdl");
    let text = scaffold(&schema, &["*".to_owned()]);
    let segments = scaffold(&schema, &["*", "--keys", "segments"].map(str::to_owned));
    assert!(
        segments.contains("\"/Boxes/{Code}\"") && segments.contains("\"/Gates/{Lane: Lane}\""),
        "{segments}"
    );
    let library = "//! Keys.\n#![deny(warnings, missing_docs)]\npub mod segments;\npub mod types;\n";
    let files = [
        ("lib.rs", library),
        ("types.rs", &text),
        ("segments.rs", &segments),
        ("main.rs", MAIN),
    ];
    assert_eq!(cargo(&package("scaffold-keys", &schema, &files), "run"), "used\n");
}

/// A service of a namespace with a container that has these annotations.
fn service(namespace: &str, annotations: &str) -> String {
    document(&format!(
        "<EntityType Name=\"item\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/></EntityType>\
         <EntityContainer Name=\"c\"><EntitySet Name=\"items\" EntityType=\"{namespace}.item\"/>{annotations}</EntityContainer>"
    ))
    .replace("Namespace=\"a\"", &format!("Namespace=\"{namespace}\""))
}

#[test]
fn keys_are_in_parentheses_unless_the_service_announces_segments_or_is_graph() {
    let annotation = |value: &str| {
        format!("<Annotation Term=\"Org.OData.Capabilities.V1.KeyAsSegmentSupported\"{value}/>")
    };
    let (announced, refused) = (annotation(""), annotation(" Bool=\"false\""));
    for (number, (namespace, annotations, options, path)) in [
        ("shop", "", &[][..], "/items({itemId})"),
        ("shop", &announced, &[], "/items/{itemId}"),
        ("shop", &refused, &[], "/items({itemId})"),
        ("microsoft.graph", "", &[], "/items/{itemId}"),
        ("microsoft.graph", &refused, &[], "/items({itemId})"),
        ("shop", "", &["--keys", "segments"], "/items/{itemId}"),
        (
            "microsoft.graph",
            "",
            &["--keys", "parentheses"],
            "/items({itemId})",
        ),
    ]
    .into_iter()
    .enumerate()
    {
        let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(format!("style-{number}.csdl"));
        fs::write(&file, service(namespace, annotations)).expect("writable");
        let mut arguments = vec!["item".to_owned()];
        arguments.extend(options.iter().map(|option| (*option).to_owned()));
        let text = scaffold(&file, &arguments);
        assert!(text.contains(&format!("path = \"{path}\"")), "{path}: {text}");
    }
}

#[test]
fn a_derived_type_is_in_the_collections_of_its_base_with_a_path_that_casts() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("ways.csdl");
    let text = document(
        "<EntityType Name=\"setting\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.Int32\" Nullable=\"false\"/>\
         <NavigationProperty Name=\"profiles\" Type=\"Collection(a.profile)\" ContainsTarget=\"true\"/>\
         <NavigationProperty Name=\"default\" Type=\"a.phone\" ContainsTarget=\"true\"/></EntityType>\
         <EntityType Name=\"profile\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.Int32\" Nullable=\"false\"/></EntityType>\
         <EntityType Name=\"phone\" BaseType=\"a.profile\"/><EntityType Name=\"laptop\" BaseType=\"a.profile\"/>\
         <EntityContainer Name=\"c\"><EntitySet Name=\"settings\" EntityType=\"a.setting\"/></EntityContainer>",
    );
    fs::write(&file, text).expect("writable");
    let way = "/settings({settingId: i32})/profiles";
    let of = |ty: &str| scaffold(&file, &[ty.to_owned()]);
    let phone = of("phone");
    for path in [
        format!("path = \"{way}({{profileId: i32}})\""),
        format!("cast = \"{way}/a.phone({{profileId: i32}})\""),
        "default = \"/settings({settingId: i32})/default\"".to_owned(),
    ] {
        assert!(phone.contains(&path), "{path}: {phone}");
    }
    let laptop = of("laptop");
    assert!(
        laptop.contains(&format!("cast = \"{way}/a.laptop({{profileId: i32}})\"")),
        "{laptop}"
    );
    assert!(!of("profile").contains("cast ="));
}

/// Two versions of a type that is at listed paths, in the manner of Redfish.
fn versions() -> String {
    let schema = |namespace: &str, children: &str| {
        format!(
            "<Schema Namespace=\"{namespace}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{children}</Schema>"
        )
    };
    let root = "<EntityType Name=\"Rack\" Abstract=\"true\"><Key><PropertyRef Name=\"Id\"/></Key>\
                <Property Name=\"Id\" Type=\"Edm.String\" Nullable=\"false\"/><Annotation Term=\"Redfish.Uris\"><Collection>\
                <String>/redfish/v1/Racks/{RackId}</String><String>/redfish/v1/Halls/{HallId}/Racks/{RackId}</String>\
                </Collection></Annotation></EntityType>";
    let first = "<EntityType Name=\"Rack\" BaseType=\"Rack.Rack\"><Property Name=\"Fan\" Type=\"Rack.v1_0_0.Fan\"/></EntityType>\
                 <ComplexType Name=\"Fan\"><Property Name=\"MaxRpm\" Type=\"Edm.Int64\"/></ComplexType>";
    let second = "<EntityType Name=\"Rack\" BaseType=\"Rack.v1_0_0.Rack\"><Property Name=\"AssetTag\" Type=\"Edm.String\"/>\
                  <NavigationProperty Name=\"Parent\" Type=\"Rack.Rack\"/>\
                  <NavigationProperty Name=\"Parts\" Type=\"Collection(Rack.Rack)\"/></EntityType>\
                  <ComplexType Name=\"Fan\" BaseType=\"Rack.v1_0_0.Fan\"><Property Name=\"MinRpm\" Type=\"Edm.Int64\"/></ComplexType>\
                  <ComplexType Name=\"Actions\"/><Action Name=\"Reset\" IsBound=\"true\">\
                  <Parameter Name=\"Rack\" Type=\"Rack.v1_10_0.Actions\"/></Action>";
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:Reference Uri=\"x\">\
         <edmx:Include Namespace=\"RedfishExtensions.v1_0_0\" Alias=\"Redfish\"/></edmx:Reference><edmx:DataServices>{}{}{}\
         </edmx:DataServices></edmx:Edmx>",
        schema("Rack", root),
        schema("Rack.v1_0_0", first),
        schema("Rack.v1_10_0", second)
    )
}

/// What cargo reports of a package that does not compile.
fn failed_check(folder: &Path) -> String {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"))
        .parent()
        .expect("a target folder");
    let output = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline"])
        .current_dir(folder)
        .env("CARGO_TARGET_DIR", target)
        .output()
        .expect("runs");
    assert!(!output.status.success());
    String::from_utf8_lossy(&output.stderr).into_owned()
}

#[test]
fn of_versions_the_newest_is_scaffolded_at_the_paths_that_its_metadata_lists() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("versions.csdl");
    fs::write(&file, versions()).expect("writable");
    let text = scaffold(&file, &["Rack", "-r", "--navigation"].map(str::to_owned));
    for part in [
        "pub parent: Option<Linked<Rack>>,",
        "pub parts: Option<Vec<Linked<Rack>>>,",
        "type = \"Rack.v1_10_0.Rack\"",
        "#[serde(rename_all = \"PascalCase\")]",
        "path = \"/Racks/{RackId}\"",
        "path(by_halls = \"/Halls/{HallId}/Racks/{RackId}\")",
        "pub struct Rack {",
        "pub asset_tag: Option<String>,",
        "pub fan: Option<Fan>,",
        "type = \"Rack.v1_10_0.Fan\"",
    ] {
        assert!(text.contains(part), "{part}: {text}");
    }
    assert!(!text.contains("rename =") && !text.contains("AnyFan"), "{text}");
    // A call is checked against the listed paths of all types too, whether it is written from the service root or from the host on.
    let library = "//! Versions.\n#![deny(warnings, missing_docs)]\npub mod types;\n/// Calls.\npub fn calls(id: &str) {\n    \
                   let _ = odata_entity::path!(\"/Racks/{id}\");\n    \
                   let _ = odata_entity::path!(\"/redfish/v1/Halls/{hall}/Racks/{rack}\", id, id);\n    \
                   let _ = odata_entity::path!(\"/Racks/{id}/Actions/Rack.v1_10_0.Reset\");\n}\n";
    let files = [("lib.rs", library), ("types.rs", &text)];
    let folder = package("scaffold-versions", &file, &files);
    cargo(&folder, "check");
    for (written, message) in [
        (
            "/Racks/{id}/Fans",
            "the metadata lists 2 paths (`Redfish.Uris`), and this is none of them",
        ),
        ("/Racks/{id}/Actions/Rack.v1_10_0.Rest", "this is none of them"),
    ] {
        let wrong = library.replacen("/Racks/{id}\"", &format!("{written}\""), 1);
        fs::write(folder.join("src/lib.rs"), wrong).expect("writable");
        let error = failed_check(&folder);
        assert!(error.contains(message), "{error}");
    }
}

/// Redfish lists the service root as its own path, and the container has it as a singleton, which no service serves.
#[test]
fn a_type_that_is_listed_at_the_service_root_alone_has_no_path() {
    let text = document(
        "<EntityType Name=\"root\"><Annotation Term=\"RedfishExtensions.v1_0_0.Uris\"><Collection><String>/redfish/v1</String>\
         <String>/redfish/v1/</String></Collection></Annotation><Key><PropertyRef Name=\"Id\"/></Key>\
         <Property Name=\"Id\" Type=\"Edm.String\" Nullable=\"false\"/></EntityType>\
         <EntityContainer Name=\"c\"><Singleton Name=\"Service\" Type=\"a.root\"/></EntityContainer>",
    );
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("service-root.csdl");
    fs::write(&file, text).expect("writable");
    let text = scaffold(&file, &["root".to_owned()]);
    assert!(text.contains("#[odata(type = \"a.root\")]"), "{text}");
    let library = "//! The root.\n#![deny(warnings, missing_docs)]\npub mod types;\n";
    let files = [("lib.rs", library), ("types.rs", text.as_str())];
    assert_eq!(cargo(&package("keys-service-root", &file, &files), "check"), "");
}
