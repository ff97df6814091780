//! The check against a schema in separate packages, as users have them: found from Cargo.toml, tracked for rebuilds,
//! and of no concern to the users of a package that has one.

mod calls;
mod documentation;
mod project;

use odata_entity_needs::{needed, needs};
use project::{MODELS, Project, SETTING, WORKSPACE, fleet, manifest, read, root, target};
use std::fs;
use std::process::Command;

#[test]
fn a_change_of_the_schema_or_the_setting_is_seen() {
    let project = Project::new("rebuild");
    let setting = manifest("rebuild", "\"schema\"", WORKSPACE);
    project.write("Cargo.toml", &setting).write("src/lib.rs", MODELS);
    project.cargo("", &["check"]).passes();
    // The setting alone.
    project.write("Cargo.toml", &(setting + SETTING));
    project.cargo("", &["check"]).fails(
        "cannot read the schema `schemas/fleet.csdl` that `[package.metadata.odata] schema`",
        1,
    );
    project.write("schemas/fleet.csdl", &fleet());
    project.cargo("", &["check"]).passes();
    project.cargo("", &["check"]).passes();
    // The schema alone.
    project.write(
        "schemas/fleet.csdl",
        &fleet().replace("Name=\"deviceName\"", "Name=\"deviceTitle\""),
    );
    project
        .cargo("", &["check"])
        .fails("`fleet.graph.device` has no property `deviceName`", 1);
}

#[test]
fn a_schema_of_several_files_is_read_as_one() {
    let project = Project::new("several");
    let namespace = |name: &str, children: &str| {
        format!(
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\">\n\
             <edmx:Reference Uri=\"base.xml\"><edmx:Include Namespace=\"fleet.base\" Alias=\"b\"/></edmx:Reference>\n\
             <edmx:DataServices><Schema Namespace=\"{name}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\n{children}\n\
             </Schema></edmx:DataServices></edmx:Edmx>"
        )
    };
    let fleet = namespace(
        "fleet.graph",
        "<EntityType Name=\"device\" BaseType=\"b.thing\"><Property Name=\"deviceName\" Type=\"Edm.String\"/></EntityType>\n\
         <EntityType Name=\"person\"><Property Name=\"displayName\" Type=\"Edm.String\"/></EntityType>\n\
         <EntityContainer Name=\"c\"><EntitySet Name=\"devices\" EntityType=\"fleet.graph.device\"/></EntityContainer>",
    );
    let base = namespace(
        "fleet.base",
        "<EntityType Name=\"thing\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.String\"/></EntityType>",
    );
    let setting = |files: &str| {
        manifest("several", "\"schema\"", WORKSPACE) + "\n[package.metadata.odata]\nschema = " + files
    };
    let models = MODELS.replace(
        "    pub device_name",
        "    #[odata(key)]\n    pub id: String,\n    pub device_name",
    );
    project
        .write(
            "Cargo.toml",
            &setting("[\"schemas/fleet.xml\", \"schemas/base.xml\"]\n"),
        )
        .write("src/lib.rs", &models)
        .write("schemas/fleet.xml", &fleet)
        .write("schemas/base.xml", &base);
    project.cargo("", &["check"]).passes();
    // Each of the files is tracked, and a place is that in its file.
    project.write("schemas/base.xml", &base.replace("\"id\"", "\"key\""));
    project
        .cargo("", &["check"])
        .fails("`fleet.graph.device` has no property `id`", 1);
    project.write("schemas/base.xml", &base);
    project.write("src/lib.rs", &models.replace("pub id: String", "pub id: i32"));
    project.cargo("", &["check"]).fails("(schemas/base.xml:4)", 1);
    project.write("src/lib.rs", &models);
    // A folder has all its files.
    project.write("Cargo.toml", &setting("\"schemas\"\n"));
    project.cargo("", &["check"]).passes();
    // What is missing is named with the reference that it would come from, and concerns its type only.
    project.write("Cargo.toml", &setting("\"schemas/fleet.xml\"\n"));
    let missing = "extends `fleet.base.thing`, which the schema does not have: it is of `base.xml`";
    project.cargo("", &["check"]).fails(missing, 1);
}

#[test]
fn a_workspace_finds_the_file_from_everywhere() {
    let project = Project::new("workspace");
    project
        .write(
            "Cargo.toml",
            "[workspace]\nresolver = \"3\"\nmembers = [\"models\", \"app\"]\n",
        )
        .write(
            "models/Cargo.toml",
            &manifest("workspace-models", "\"schema\"", SETTING),
        )
        .write("models/schemas/fleet.csdl", &fleet())
        .write("models/src/lib.rs", &MODELS.replace("device_name", "device_nane"))
        .write(
            "app/Cargo.toml",
            "[package]\nname = \"workspace-app\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\n\
             workspace-models = { path = \"../models\" }\n",
        )
        .write("app/src/lib.rs", "pub use workspace_models::Device;\n");
    let message = "has no property `deviceNane`; the nearest is `deviceName`: name the field `device_name` (schemas/fleet.csdl:47)";
    for below in ["", "models", "app"] {
        project.cargo(below, &["check"]).fails(message, 1);
    }
    project.write("models/src/lib.rs", MODELS);
    project.cargo("", &["check", "--workspace"]).passes();
}

#[test]
fn a_dependency_needs_no_file() {
    let project = Project::new("downstream");
    let patch = ["csdl", "macros", "runtime"].map(|folder| {
        let name = if folder == "runtime" {
            "odata-entity".to_owned()
        } else {
            format!("odata-entity-{folder}")
        };
        format!(
            "{name} = {{ path = {:?} }}\n",
            root().join(folder).display().to_string()
        )
    });
    let patch = format!("\n[patch.crates-io]\n{}", patch.concat());
    let exclude = manifest(
        "downstream-a",
        "\"schema\"",
        &format!("{WORKSPACE}{SETTING}{patch}"),
    )
    .replace("description", "exclude = [\"schemas\"]\ndescription");
    project
        .write("a/Cargo.toml", &exclude)
        .write("a/Cargo.lock", &read(&root().join("Cargo.lock")))
        .write("a/schemas/fleet.csdl", &fleet())
        .write("a/src/lib.rs", MODELS);
    project.cargo("a", &["check"]).passes();
    project
        .cargo(
            "a",
            &["package", "--no-verify", "--allow-dirty", "--exclude-lockfile"],
        )
        .passes();
    let unpacked = Command::new("tar")
        .arg("xzf")
        .arg(target().join("package/downstream-a-0.1.0.crate"))
        .current_dir(&project.folder)
        .status()
        .expect("tar");
    assert!(unpacked.success());
    let dependency = |folder: &str| {
        format!(
            "[package]\nname = \"downstream-b\"\nversion = \"0.1.0\"\nedition = \"2024\"\n[dependencies]\n\
             downstream-a = {{ path = {folder:?} }}\n{WORKSPACE}{patch}"
        )
    };
    project
        .write("b/Cargo.toml", &dependency("../downstream-a-0.1.0"))
        .write("b/Cargo.lock", &read(&root().join("Cargo.lock")))
        .write("b/src/lib.rs", "pub fn patch() -> downstream_a::DevicePatch { downstream_a::Device::patch().device_name(\"x\") }\n");
    project.cargo("b", &["check"]).passes();
    // A package that cargo did not unpack: no file, and not what cargo was asked for.
    fs::remove_dir_all(project.folder.join("a/schemas")).expect("the schema's folder");
    project.write("b/Cargo.toml", &dependency("../a"));
    project.cargo("b", &["check"]).passes();
    project.write("a/src/lib.rs", &format!("{MODELS}\n"));
    project.cargo("a", &["check"]).fails("cannot read the schema", 1);
}

#[test]
fn a_schema_without_the_feature_is_told() {
    let project = Project::new("feature");
    project
        .write(
            "Cargo.toml",
            &manifest("feature", "", &format!("{WORKSPACE}{SETTING}")),
        )
        .write("schemas/fleet.csdl", &fleet())
        .write("src/lib.rs", MODELS);
    let text = project.cargo("", &["check"]).passes();
    let message = "`schemas/fleet.csdl` of `[package.metadata.odata]` in Cargo.toml is not used: turn on the feature `schema`";
    assert_eq!(text.matches(message).count(), 1, "{text}");
    project.write(
        "src/lib.rs",
        &MODELS.replacen("path =", "schema = \"schemas/fleet.csdl\", path =", 1),
    );
    project.cargo("", &["check"]).fails(
        "nothing is checked against a schema without the feature `schema`",
        1,
    );
}

#[test]
fn settings_are_read_strictly() {
    let project = Project::new("settings");
    for (line, message) in [
        (
            "shema = \"x\"",
            "unknown key `shema` in `[package.metadata.odata]` of Cargo.toml: did you mean `schema`?",
        ),
        (
            "schema = 1",
            "`schema` in `[package.metadata.odata]` of Cargo.toml takes the file's path",
        ),
    ] {
        let setting = format!("{WORKSPACE}\n[package.metadata.odata]\n{line}\n");
        project
            .write("Cargo.toml", &manifest("settings", "\"schema\"", &setting))
            .write("src/lib.rs", MODELS);
        project.cargo("", &["check"]).fails(message, 1);
    }
}

/// What is read is the manifest, the schema and its overlay: nothing of the environment but what cargo sets, no network, no program.
#[test]
fn nothing_else_is_read() {
    let mut folders = vec![root().join("macros/src"), root().join("csdl/src")];
    let mut names = Vec::new();
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("an entry").path();
            if path.is_dir() && !path.ends_with("bin") {
                folders.push(path);
            } else if path.is_file() {
                let text = read(&path);
                for (number, line) in text.lines().enumerate() {
                    for way in ["Command::", "net::", "env::vars", "option_env!", "env::args"] {
                        assert!(!line.contains(way), "{}:{}: {line}", path.display(), number + 1);
                    }
                    let asked = line.split_once("env::var_os(").map(|(_, rest)| rest.to_owned());
                    names.extend(asked.and_then(|rest| Some(rest.split_once(')')?.0.to_owned())));
                    assert!(!line.contains("env::var("), "{}: {line}", path.display());
                }
            }
        }
    }
    names.sort_unstable();
    names.dedup();
    // The name that is no literal is one of the two that `once` asks for, both of cargo's.
    assert_eq!(
        names,
        ["\"CARGO_MANIFEST_DIR\"", "\"CARGO_PRIMARY_PACKAGE\"", "name"]
    );
}

/// The struct of the tour against the whole of Microsoft Graph's metadata, where that is at hand.
#[needs("metadata/graph-v1.0.csdl")]
#[test]
fn the_tour_agrees_with_graph() {
    let file = needed!("metadata/graph-v1.0.csdl");
    let project = Project::new("tour");
    let setting = format!("{WORKSPACE}\n[package.metadata.odata]\nschema = {file:?}\n");
    let code = |text: &str| {
        project
            .write("Cargo.toml", &manifest("tour", "\"schema\"", &setting))
            .write("src/lib.rs", text);
        project.cargo("", &["check"])
    };
    let text = code(TOUR).passes();
    assert!(!text.contains("warning"), "{text}");
    for (right, wrong, message) in [
        (
            "device_model",
            "device_modle",
            "the nearest is `deviceModel`: name the field `device_model`",
        ),
        (
            "}/deviceStatuses/",
            "}/deviceStatus/",
            "the nearest is `deviceStatuses`",
        ),
        (
            "NotApplicable, ",
            "NotApplicabel, ",
            "the nearest is `notApplicable`",
        ),
        (
            "ConfigurationDeviceStatus\"",
            "ConfigurationDeviceStatu\"",
            "the nearest is `microsoft.graph.managedDeviceMobileApp",
        ),
        (
            "user_name: Option<String>",
            "user_name: Option<i64>",
            "the property `userName` is `Edm.String`, and `i64` is `Edm.Int64`",
        ),
        ("#[odata(key)]", "", "mark the field `#[odata(key)]`"),
    ] {
        assert!(TOUR.contains(right), "{right}");
        let run = code(&TOUR.replace(right, wrong));
        run.fails(message, 1);
        run.fails("error: ", 2);
    }
}

const TOUR: &str = r#"
use chrono::{DateTime, FixedOffset};
use odata_entity::{Entity, EnumType};

#[derive(Debug, Clone, PartialEq, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus",
    path = "/deviceAppManagement/mobileAppConfigurations/{managedDeviceMobileAppConfigurationId}/deviceStatuses/{managedDeviceMobileAppConfigurationDeviceStatusId}"
)]
pub struct DeviceStatus {
    #[odata(key)]
    pub id: String,
    pub device_display_name: Option<String>,
    pub user_name: Option<String>,
    pub device_model: Option<String>,
    #[odata(non_nullable)]
    pub compliance_grace_period_expiration_date_time: Option<DateTime<FixedOffset>>,
    #[odata(non_nullable)]
    pub status: Option<ComplianceStatus>,
    #[odata(non_nullable)]
    pub last_reported_date_time: Option<DateTime<FixedOffset>>,
    pub user_principal_name: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Eq, EnumType)]
#[odata(type = "microsoft.graph.complianceStatus")]
pub enum ComplianceStatus {
    Unknown, NotApplicable, Compliant, Remediated, NonCompliant, Error, Conflict, NotAssigned,
    #[odata(other)]
    Other(String),
}
"#;

#[test]
fn a_schema_that_is_set_nowhere_or_at_another_place_is_reported() {
    let project = Project::new("unset");
    let warned = |more: &str, models: &str, message: Option<&str>| {
        project
            .write(
                "Cargo.toml",
                &manifest("unset", "\"schema\"", &format!("{WORKSPACE}{more}")),
            )
            .write("src/lib.rs", models);
        let text = project.cargo("", &["check"]).passes();
        let count = text.matches("SCHEMA_IS_NOT_SET").count();
        assert_eq!(count, usize::from(message.is_some()), "once a crate: {text}");
        assert!(text.contains(message.unwrap_or_default()), "{text}");
    };
    warned("", MODELS, Some("or write `schema = false` there"));
    // It is no mistake in the code, so it breaks no build.
    warned(
        "",
        &format!("#![deny(warnings)]\n{MODELS}"),
        Some("nothing is checked"),
    );
    warned("\n[package.metadata.odata]\nschema = false\n", MODELS, None);
    let misplaced = |table: &str| {
        let message = format!("`[{table}]` in Cargo.toml is not read");
        warned(
            &format!("\n[{table}]\nschema = \"schemas/fleet.csdl\"\n"),
            MODELS,
            Some(&message),
        );
    };
    misplaced("package.metadata.odata-entity");
    misplaced("workspace.metadata.odata");
    // The file of each type is its own.
    project.write("schemas/fleet.csdl", &fleet());
    let own = MODELS.replace("#[odata(", "#[odata(schema = \"schemas/fleet.csdl\", ");
    warned("", &own, None);
}
