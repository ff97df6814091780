//! What a scaffold takes from annotations, names and descriptions; compiled with the check on.
#![cfg(feature = "cli")]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use common::document;
use common::scaffolds::{cargo, package, scaffold};
use odata_entity_csdl::Schema;

fn file(name: &str, children: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&file, document(children)).expect("writable");
    file
}

fn types(arguments: &[&str]) -> Vec<String> {
    arguments.iter().map(|argument| (*argument).to_owned()).collect()
}

fn has(text: &str, parts: &[&str]) {
    for part in parts {
        assert!(text.contains(part), "{part}: {text}");
    }
}

const CHILDREN: &str = "\
<EntityType Name=\"team\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.Guid\" Nullable=\"false\"/>
<Property Name=\"createdDateTime\" Type=\"Edm.DateTimeOffset\"/><Property Name=\"lastModifiedDateTime\" Type=\"Edm.DateTimeOffset\"/>
<Property Name=\"_owner_value\" Type=\"Edm.Guid\"/><Property Name=\"target\" Type=\"Edm.PropertyPath\"/>
<Property Name=\"label\" Type=\"Edm.String\"><Annotation Term=\"com.sap.vocabularies.Common.v1.Label\" String=\"The label\"/></Property>
<Property Name=\"shown\" Type=\"Edm.String\"><Annotation Term=\"OData.Community.Display.V1.DisplayName\" String=\"Shown name\"/></Property>
<Property Name=\"size\" Type=\"Edm.String\"><Annotation Term=\"Org.OData.Validation.V1.AllowedValues\"><Collection>
<Record><PropertyValue Property=\"Value\" String=\"S\"/></Record><Record><PropertyValue Property=\"Value\" String=\"L\"/></Record></Collection></Annotation></Property>
<NavigationProperty Name=\"owner\" Type=\"a.person\"><Annotation Term=\"x.v1_0_0.RequiredOnCreate\"/></NavigationProperty>
<NavigationProperty Name=\"others\" Type=\"Collection(a.person)\"/></EntityType>
<EntityType Name=\"person\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.Guid\" Nullable=\"false\"/></EntityType>
<EntityType Name=\"part\"><Key><PropertyRef Name=\"order\"/><PropertyRef Name=\"line\"/></Key>
<Property Name=\"order\" Type=\"Edm.Int32\" Nullable=\"false\"/><Property Name=\"line\" Type=\"Edm.Int32\" Nullable=\"false\"/></EntityType>
<EntityType Name=\"row\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.Int32\" Nullable=\"false\">
<Annotation Term=\"Org.OData.Core.V1.Computed\"/></Property></EntityType>
<EntityContainer Name=\"c\"><EntitySet Name=\"teams\" EntityType=\"a.team\"/><EntitySet Name=\"parts\" EntityType=\"a.part\"/>
<EntitySet Name=\"people\" EntityType=\"a.person\"/><EntitySet Name=\"rows\" EntityType=\"a.row\"/></EntityContainer>";

#[test]
fn annotations_and_names_become_marks_and_documentation() {
    let schema = file("marks.csdl", CHILDREN);
    let text = scaffold(&schema, &types(&["*"]));
    has(
        &text,
        &[
            "    #[odata(immutable)]\n    pub created_date_time:",
            "    #[odata(read_only)]\n    pub last_modified_date_time:",
            "    #[serde(rename = \"_owner_value\")]\n    #[odata(read_only)]\n    pub owner_value:",
            "pub target: Option<String>",
            "/// The label.",
            "/// Shown name.",
            "pub size: Option<TeamSize>",
            "    #[odata(navigation(deep))]\n    pub owner: Option<Box<Person>>",
            "    #[odata(key(client))]\n    pub order: i32",
        ],
    );
    assert!(
        !text.contains("pub others") && text.matches("key(client)").count() == 2,
        "{text}"
    );
    // One key is given by the caller only where that is wanted, and never where the service computes it.
    let client = scaffold(&schema, &types(&["*", "--client-keys"]));
    assert_eq!(client.matches("key(client)").count(), 4, "{client}");
    let library = "//! Marks.\n#![deny(warnings, missing_docs)]\npub mod client;\npub mod types;\n";
    let files = [("lib.rs", library), ("types.rs", &text), ("client.rs", &client)];
    cargo(&package("scaffold-marks", &schema, &files), "check");
}

#[test]
fn a_property_that_is_declared_again_is_as_the_derived_type_has_it() {
    let schema = file(
        "again.csdl",
        "<EntityType Name=\"base\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.Int32\" Nullable=\"false\"/>\
         <Property Name=\"value\" Type=\"Edm.String\"/><Property Name=\"more\" Type=\"Edm.String\"/></EntityType>\
         <EntityType Name=\"own\" BaseType=\"a.base\"><Property Name=\"value\" Type=\"Edm.Int64\"/></EntityType>",
    );
    let text = scaffold(&schema, &types(&["own"]));
    assert!(
        text.contains("pub value: Option<i64>") && text.matches("pub value:").count() == 1,
        "{text}"
    );
    let library = "//! Again.\n#![deny(warnings, missing_docs)]\npub mod types;\n";
    cargo(
        &package(
            "scaffold-again",
            &schema,
            &[("lib.rs", library), ("types.rs", &text)],
        ),
        "check",
    );
}

#[test]
fn pruning_keeps_each_way_that_is_scaffolded_and_names_those_that_it_leaves_out() {
    let ways: String = (0..7)
        .map(|number| {
            format!(
                "<NavigationProperty Name=\"n{number}\" Type=\"Collection(a.leaf)\" ContainsTarget=\"true\"/>"
            )
        })
        .collect();
    let schema = file(
        "dropped.csdl",
        &format!(
            "<EntityType Name=\"leaf\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.Int32\" Nullable=\"false\"/></EntityType>\
             <EntityType Name=\"tree\">{ways}<NavigationProperty Name=\"deep\" Type=\"a.branch\" ContainsTarget=\"true\"/></EntityType>\
             <EntityType Name=\"branch\"><NavigationProperty Name=\"only\" Type=\"Collection(a.leaf)\" ContainsTarget=\"true\"/></EntityType>\
             <EntityContainer Name=\"c\"><Singleton Name=\"root\" Type=\"a.tree\"/></EntityContainer>"
        ),
    );
    let output = Command::new(env!("CARGO_BIN_EXE_odata-entity"))
        .args(["prune", "a.leaf", "--path", "/root/deep/only/{id}", "--schema"])
        .arg(&schema)
        .output()
        .expect("runs");
    let small = file("kept.csdl", "");
    fs::write(&small, &output.stdout).expect("writable");
    let scaffolded = |file: &Path| {
        let text = scaffold(file, &types(&["leaf"]));
        text.lines().skip(1).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(scaffolded(&small), scaffolded(&schema));
    let kept = Schema::parse(String::from_utf8(output.stdout).expect("UTF-8")).expect("a document");
    assert!(
        kept.navigation_property("a.branch", "only")
            .expect("there")
            .is_some()
    );
    let notes = String::from_utf8(output.stderr).expect("UTF-8");
    let tree = kept.entity_type("a.tree").expect("a stub");
    for number in 0..7 {
        let is_kept = tree.navigation_property(&format!("n{number}")).is_some();
        let note = format!(
            "note: without the way `/root/n{number}({{leafId: i32}})` to `a.leaf`: `--path` keeps it"
        );
        assert_eq!(!is_kept, notes.contains(&note), "{notes}");
    }
}

#[test]
fn an_abstract_entity_type_has_a_union_of_those_that_are_scaffolded_with_it() {
    let schema = file(
        "union.csdl",
        "<EntityType Name=\"app\" Abstract=\"true\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.Int32\" Nullable=\"false\"/><Property Name=\"title\" Type=\"Edm.String\"/></EntityType>\
         <EntityType Name=\"webApp\" BaseType=\"a.app\"/><EntityType Name=\"phoneApp\" BaseType=\"a.app\"/>\
         <EntityType Name=\"team\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.Int32\" Nullable=\"false\"/>\
         <NavigationProperty Name=\"main\" Type=\"a.app\"/><NavigationProperty Name=\"all\" Type=\"Collection(a.app)\"/></EntityType>\
         <EntityContainer Name=\"c\"><EntitySet Name=\"apps\" EntityType=\"a.app\"/><EntitySet Name=\"teams\" EntityType=\"a.team\"/></EntityContainer>",
    );
    let text = scaffold(&schema, &types(&["app", "webApp", "team", "--navigation"]));
    has(
        &text,
        &[
            "#[odata(type = \"a.app\", path = \"/apps({appId: i32})\")]\npub enum AnyApp {",
            "    Web(WebApp),",
            "pub main: Option<Box<AnyApp>>,",
            "pub all: Option<Vec<AnyApp>>,",
        ],
    );
    assert!(!text.contains("PhoneApp"), "{text}");
    assert!(!scaffold(&schema, &types(&["app", "team"])).contains("enum AnyApp"));
    let library = "//! Unions.\n#![deny(warnings, missing_docs)]\npub mod types;\n";
    cargo(
        &package(
            "scaffold-union",
            &schema,
            &[("lib.rs", library), ("types.rs", &text)],
        ),
        "check",
    );
}

/// Lookups as Dataverse documents them: `Nullable="false"`, with a dependent property that may be null, and one of several tables in two properties.
const LOOKUPS: &str = r#"
<EntityType Name="contact"><Key><PropertyRef Name="contactid"/></Key><Property Name="contactid" Type="Edm.Guid"/></EntityType>
<EntityType Name="account"><Key><PropertyRef Name="accountid"/></Key><Property Name="accountid" Type="Edm.Guid"/></EntityType>
<EntityType Name="profile"><Key><PropertyRef Name="profileid"/></Key><Property Name="profileid" Type="Edm.Guid"/>
<Property Name="_customerid_value" Type="Edm.Guid"/><Property Name="ownerId" Type="Edm.Guid" Nullable="false"/>
<NavigationProperty Name="customerid_contact" Type="crm.contact" Nullable="false"><ReferentialConstraint Property="_customerid_value" ReferencedProperty="contactid"/></NavigationProperty>
<NavigationProperty Name="customerid_account" Type="crm.account" Nullable="false"><ReferentialConstraint Property="_customerid_value" ReferencedProperty="accountid"/></NavigationProperty>
<NavigationProperty Name="owner" Type="crm.contact" Nullable="false"><ReferentialConstraint Property="ownerId" ReferencedProperty="contactid"/></NavigationProperty>
<NavigationProperty Name="creator" Type="crm.contact" Nullable="false"/></EntityType>
<EntityContainer Name="System"><EntitySet Name="profiles" EntityType="crm.profile"/></EntityContainer>"#;

#[test]
fn a_navigation_property_whose_dependent_property_may_be_null_can_be_unbound() {
    let text = format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"crm\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{LOOKUPS}</Schema></edmx:DataServices></edmx:Edmx>"
    );
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("lookups.csdl");
    fs::write(&file, text).expect("writable");
    let arguments = ["profile", "contact", "account", "--navigation"].map(str::to_owned);
    let text = scaffold(&file, &arguments);
    for part in [
        "    #[serde(rename = \"_customerid_value\")]\n    #[odata(read_only)]\n",
        "    #[odata(navigation)]\n    pub customerid_contact:",
        "    #[odata(navigation)]\n    pub customerid_account:",
        "    #[odata(navigation, non_nullable)]\n    pub owner:",
        "    #[odata(navigation, non_nullable)]\n    pub creator:",
    ] {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
    // The check agrees, also where the struct has no mark.
    let unmarked = text.replace("navigation, non_nullable", "navigation");
    let files = [("main.rs", UNBINDING), ("types.rs", unmarked.as_str())];
    assert_eq!(cargo(&package("marks-lookups", &file, &files), "run"), "");
}

const UNBINDING: &str = r##"//! Unbinds what can be unbound.
#![deny(warnings, missing_docs)]
pub mod types;
use types::{Profile, ProfilePatch};

fn sent(patch: &ProfilePatch) -> Result<String, odata_entity::Error> {
    let request = Profile::path(uuid::Uuid::nil()).patch(patch).to_http("https://crm.test")?;
    Ok(String::from_utf8_lossy(request.body()).into_owned())
}

fn main() {
    let cleared = Profile::patch().unbind(Profile::CUSTOMERID_CONTACT).unbind(Profile::CUSTOMERID_ACCOUNT);
    let body = sent(&cleared).expect("both can be null");
    assert!(body.contains(r#""customerid_contact@odata.bind":null,"customerid_account@odata.bind":null"#), "{body}");
    for refused in [Profile::patch().unbind(Profile::OWNER), Profile::patch().unbind(Profile::CREATOR)] {
        let error = sent(&refused).expect_err("it leads somewhere always");
        assert!(error.to_string().contains("cannot be unbound"), "{error}");
    }
}
"##;
