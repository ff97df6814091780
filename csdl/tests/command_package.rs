//! `odata-entity check` and `diff`: a package with a schema file, and what a new version of the service means for it.
#![cfg(feature = "cli")]

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use odata_entity_needs::{needed, needs};

/// A package in a separate folder.
fn package(name: &str, schema: &str, source: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("packages").join(name);
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(folder.join("src/nested")).expect("a folder");
    let manifest =
        format!("[package]\nname = \"{name}\"\n[package.metadata.odata]\nschema = \"service.csdl\"\n");
    for (file, text) in [
        ("Cargo.toml", &*manifest),
        ("service.csdl", schema),
        ("src/lib.rs", source),
    ] {
        fs::write(folder.join(file), text).expect("writable");
    }
    folder
}

/// The exit code, what is printed, and the errors.
fn run(arguments: &[&str]) -> (Option<i32>, String, String) {
    let output = Command::new(env!("CARGO_BIN_EXE_odata-entity"))
        .args(arguments)
        .output()
        .expect("runs");
    let text = |bytes: Vec<u8>| String::from_utf8(bytes).expect("UTF-8");
    (output.status.code(), text(output.stdout), text(output.stderr))
}

fn schema(body: &str) -> String {
    format!(
        r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="n" xmlns="http://docs.oasis-open.org/odata/ns/edm">{body}</Schema></edmx:DataServices></edmx:Edmx>"#
    )
}

const OLD: &str = r#"
<EntityType Name="device"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/>
<Property Name="deviceName" Type="Edm.String"/><Property Name="size" Type="Edm.Int32"/><Property Name="state" Type="n.state"/>
<Property Name="created" Type="Edm.Date"/><NavigationProperty Name="parts" Type="Collection(n.part)" ContainsTarget="true"/></EntityType>
<EntityType Name="part"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.String" Nullable="false"/></EntityType>
<ComplexType Name="unused"><Property Name="a" Type="Edm.String"/></ComplexType>
<EnumType Name="state"><Member Name="new" Value="0"/><Member Name="used" Value="1"/></EnumType>
<Action Name="wipe" IsBound="true"><Parameter Name="it" Type="n.device"/><Parameter Name="keepData" Type="Edm.Boolean"/></Action>
<Action Name="wipe" IsBound="true"><Parameter Name="it" Type="n.part"/><Parameter Name="force" Type="Edm.Boolean"/></Action>
<EntityContainer Name="c"><EntitySet Name="devices" EntityType="n.device"/></EntityContainer>"#;

const SOURCE: &str = r#"
use odata_entity::{Action, Entity, EnumType};

#[derive(Debug, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(type = "n.device", path = "/devices/{id}", path(by_part = "/devices/{id}/parts"))]
pub struct Device {
    #[odata(key)]
    pub id: String,
    pub device_name: Option<String>,
    pub size: Option<i32>,
    pub state: Option<State>,
    #[serde(rename = "created")]
    pub r#type: Option<chrono::NaiveDate>,
    #[odata(skip)]
    pub mine: Option<u8>,
}

pub mod inner {
    #[derive(odata_entity::EnumType)]
    #[odata(type = "n.state")]
    pub enum State { New, Used, #[odata(other)] Other(String) }
}

#[derive(Action)]
#[serde(rename_all = "camelCase")]
#[odata(name = "wipe", on = Device)]
pub struct Wipe { pub keep_data: Option<bool> }

pub fn call() { let _ = odata_entity::path!("/devices/{id}/parts/{partId}", "1", "2"); }
"#;

#[test]
fn a_package_that_fits_its_schema_has_nothing_to_correct() {
    let unused: String = (0..40)
        .map(|number| {
            format!(r#"<ComplexType Name="u{number}"><Property Name="a" Type="Edm.String"/></ComplexType>"#)
        })
        .collect();
    let folder = package("fits", &schema(&format!("{OLD}{unused}")), SOURCE);
    let shown = folder.display();
    let (code, printed, errors) = run(&["check", &shown.to_string()]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(
        printed
            .contains("the package needs less: 2 kB in place of 5 kB without 41 types (`n.unused`, `n.u0`")
            && printed.contains("made by: odata-entity prune -s ")
            && printed.contains("service.csdl n.device n.state -o ")
            && printed.contains("service.small.csdl (to be named in Cargo.toml)\n"),
        "{printed}"
    );
    assert!(
        printed.ends_with(&format!(
            "{shown}: 3 types, 3 paths: 0 to correct, 1 to look at\n"
        )),
        "{printed}"
    );
    // By its manifest as well.
    let manifest = folder.join("Cargo.toml").display().to_string();
    assert_eq!(run(&["check", &manifest]).1.matches("to correct").count(), 1);
}

#[test]
fn each_thing_that_the_schema_lacks_is_named_with_its_place() {
    let source = SOURCE
        .replace("pub size:", "pub sise:")
        .replace("New, Used", "New, Usd")
        .replace("/parts/{partId}", "/prts/{partId}");
    let source = source
        + "#[derive(Entity)] #[odata(type = \"n.devise\")] pub struct Gone { #[odata(key)] pub id: String }\n";
    let folder = package("lacks", &schema(OLD), &source);
    let overlay = "n.device/sizes = read-only\nn.device/size = read-only\nn.device/id = non-nullable\n";
    fs::write(folder.join("service.overlay"), overlay).expect("writable");
    let (code, printed, errors) = run(&["check", &folder.display().to_string()]);
    assert_eq!((code, errors.as_str()), (Some(3), ""));
    for line in [
        "service.overlay`, line 1: `n.device` has no property `sizes`; the nearest is `size`\n",
        "service.overlay`, line 3: the metadata states it about `n.device/id` itself: remove the line\n",
        "error: src/lib.rs:11: `n.device` has no `sise`; the nearest is `size`\n",
        "error: src/lib.rs:22: `n.state` has no `usd`; the nearest is `used`\n",
        "error: src/lib.rs:30: `/devices/{id}/prts/{partId}`: ",
        "`Gone`: the schema has no entity type or complex type `n.devise`; the nearest is `n.device`",
        ": 5 to correct, 1 to look at\n",
    ] {
        assert!(printed.contains(line), "{line} in\n{printed}");
    }
    assert!(!printed.contains('\u{1b}'), "colours in a pipe");
}

#[test]
fn a_package_without_a_schema_and_a_faulty_overlay_are_errors() {
    let folder = package("without", &schema(OLD), SOURCE);
    fs::write(folder.join("service.overlay"), "n.device/size read-only\n").expect("writable");
    let (code, printed, _) = run(&["check", &folder.display().to_string()]);
    assert_eq!(code, Some(3));
    assert!(printed.contains("service.overlay`, line 1: "), "{printed}");
    fs::write(folder.join("Cargo.toml"), "[package]\nname = \"x\"\n").expect("writable");
    let (code, printed, errors) = run(&["check", &folder.display().to_string()]);
    assert_eq!((code, printed.as_str()), (Some(1), ""));
    assert!(
        errors.contains("names no schema: write `[package.metadata.odata]`"),
        "{errors}"
    );
    for (manifest, message) in [
        (
            "[package.metadata.odata]\nschema = 1\n",
            "takes a path, a list of paths, or `false`",
        ),
        ("[package", "Cargo.toml`: "),
    ] {
        fs::write(folder.join("Cargo.toml"), manifest).expect("writable");
        let (code, _, errors) = run(&["check", &folder.display().to_string()]);
        assert_eq!(code, Some(1));
        assert!(errors.contains(message), "{errors}");
    }
    let (code, _, errors) = run(&["check", &folder.join("src").display().to_string()]);
    assert_eq!(code, Some(1));
    assert!(errors.contains("give the folder of a package"), "{errors}");
}

#[test]
fn what_a_new_version_means_for_a_package_is_shown() {
    let folder = package("concerned", &schema(OLD), SOURCE);
    let new = OLD
        .replace("<Property Name=\"deviceName\" Type=\"Edm.String\"/>", "<Property Name=\"fresh\" Type=\"Edm.Guid\"/>")
        .replace("Name=\"size\" Type=\"Edm.Int32\"", "Name=\"size\" Type=\"Edm.Int64\" Nullable=\"false\"")
        .replace(
            "<Property Name=\"created\" Type=\"Edm.Date\"/>",
            "<Property Name=\"created\" Type=\"Edm.Date\"><Annotation Term=\"Org.OData.Core.V1.Computed\" Bool=\"true\"/></Property>",
        )
        .replace("<Member Name=\"used\" Value=\"1\"/>", "<Member Name=\"worn\" Value=\"1\"/>")
        .replace("<Parameter Name=\"keepData\" Type=\"Edm.Boolean\"/>", "<Parameter Name=\"how\" Type=\"Edm.String\"/>")
        .replace("Name=\"parts\"", "Name=\"pieces\"");
    fs::write(folder.join("new.csdl"), schema(&new)).expect("writable");
    let [old, new, package] =
        ["service.csdl", "new.csdl", ""].map(|name| folder.join(name).display().to_string());
    let (code, printed, errors) = run(&["diff", &old, &new, "--package", &package, "--exit-code"]);
    assert_eq!((code, errors.as_str()), (Some(3), ""));
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(
        lines,
        [
            "src/lib.rs:7: `Device`, `n.device`",
            "    must change: line 10 `device_name`: the property `deviceName` is gone",
            "    must change: line 11 `size`: property `size`: null: allowed -> never; type: Edm.Int32 -> Edm.Int64",
            "    look at: line 14 `type`: property `created`: writing: allowed -> computed",
            "    new: navigation property `pieces`: Collection(n.part), contained: yes",
            "    new: property `fresh`: Edm.Guid",
            "src/lib.rs:22: `State`, `n.state`",
            "    must change: line 22 `Used`: the member `used` is gone",
            "    new: member `worn`: value: 1",
            "src/lib.rs:28: `Wipe`, `wipe`",
            "    must change: line 28 `keep_data`: the parameter `keepData` is gone",
            "    must change: parameter `how` is needed: Edm.String",
            "src/lib.rs:6: `/devices/{id}/parts`: `n.device` has no property or operation `parts`",
            "src/lib.rs:30: `/devices/{id}/parts/{partId}`: `n.device` has no property or operation `parts`",
            "of 3 types 3 must change and 2 can have something new; of 3 paths 2 lead nowhere now",
        ]
    );
    let (code, printed, _) = run(&["diff", &old, &old, "-p", &package, "--exit-code"]);
    assert_eq!(code, Some(0));
    assert_eq!(
        printed,
        "of 3 types 0 must change and 0 can have something new; of 3 paths 0 lead nowhere now\n"
    );
}

#[test]
fn all_that_differs_between_two_versions_is_shown() {
    let folder = package("versions", &schema(OLD), "");
    let new = OLD
        .replace("Name=\"state\"><", "Name=\"condition\"><")
        .replace("<Parameter Name=\"force\"", "<Parameter Name=\"hard\"")
        .replace(
            "<EntityType Name=\"part\">",
            "<EntityType Name=\"part\" OpenType=\"true\">",
        )
        .replace("EntitySet Name=\"devices\"", "EntitySet Name=\"machines\"");
    fs::write(folder.join("new.csdl"), schema(&new)).expect("writable");
    let [old, new] = ["service.csdl", "new.csdl"].map(|name| folder.join(name).display().to_string());
    let (code, printed, errors) = run(&["diff", &old, &new]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert_eq!(
        printed.lines().collect::<Vec<_>>(),
        [
            "~ action `n.wipe on n.part`",
            "    - parameter `force`: Edm.Boolean",
            "    + parameter `hard`: Edm.Boolean",
            "- entity set `devices`: n.device",
            "+ entity set `machines`: n.device",
            "~ entity type `n.part`",
            "    ~ open: no -> yes",
            "+ enumeration type `n.condition`",
            "- enumeration type `n.state`",
            "2 added, 2 removed, 2 changed",
        ]
    );
    assert_eq!(
        run(&["diff", &old, &new, "part"]).1,
        "~ entity type `n.part`\n    ~ open: no -> yes\n0 added, 0 removed, 1 changed\n"
    );
    assert_eq!(run(&["diff", &old, &new, "n.wipe*", "--exit-code"]).0, Some(3));
    assert_eq!(run(&["diff", &old, &new, "nothing", "--exit-code"]).0, Some(0));
}

#[test]
fn shells_get_their_scripts() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let (code, script, _) = run(&["completions", shell]);
        assert_eq!(code, Some(0));
        assert!(
            script.contains("odata-entity") && script.contains("scaffold"),
            "{shell}"
        );
    }
}

/// The types of `tests/graph` against a version of Graph in which something is different for a few of them.
#[needs("metadata/graph-v1.0.csdl")]
#[test]
fn of_a_crate_of_graphs_types_those_that_a_version_concerns_are_named() {
    let old = PathBuf::from(needed!("metadata/graph-v1.0.csdl"));
    let text = fs::read_to_string(&old).expect("readable");
    let changed = text
        .replacen(
            "<Property Name=\"deviceDisplayName\"",
            "<Property Name=\"displayNameOfDevice\"",
            usize::MAX,
        )
        .replacen(
            "<Property Name=\"complianceState\" Type=\"graph.complianceState\"",
            "<Property Name=\"complianceState\" Type=\"Edm.String\"",
            1,
        );
    assert_ne!(text, changed);
    let new = Path::new(env!("CARGO_TARGET_TMPDIR")).join("graph-changed.csdl");
    fs::write(&new, changed).expect("writable");
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).join("../tests/graph");
    let [old, new, package] = [old, new, package].map(|path| path.display().to_string());
    let (code, printed, errors) = run(&["diff", &old, &new, "-p", &package]);
    assert_eq!((code, errors.as_str()), (Some(0), ""));
    assert!(
        printed.contains("`device_display_name`: the property `deviceDisplayName` is gone"),
        "{printed}"
    );
    let (_, printed, _) = run(&["diff", &old, &old, "-p", &package, "--exit-code"]);
    assert!(
        printed.starts_with("of 2") && printed.contains(" 0 must change and 0 "),
        "{printed}"
    );
}
