//! Actions and functions: how they are listed, scaffolded and merged into a file; all of Microsoft Graph's, compiled with the check on.
#![cfg(feature = "cli")]

mod common;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

use common::scaffolds::{cargo, package, scaffold};
use odata_entity_csdl::{Kind, Schema, TypeRef};
use odata_entity_needs::{needed, needs};

/// A service with an operation of each kind.
const SHOP: &str = r#"<edmx:Edmx Version="4.0" xmlns:edmx="http://docs.oasis-open.org/odata/ns/edmx"><edmx:DataServices>
<Schema Namespace="shop" xmlns="http://docs.oasis-open.org/odata/ns/edm">
<EntityType Name="item"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/>
<Property Name="title" Type="Edm.String"/></EntityType>
<EntityType Name="book" BaseType="shop.item"><Property Name="pages" Type="Edm.Int32"/></EntityType>
<EntityType Name="shelf"><Key><PropertyRef Name="id"/></Key><Property Name="id" Type="Edm.Int32" Nullable="false"/></EntityType>
<ComplexType Name="place"><Property Name="row" Type="Edm.Int32"/></ComplexType>
<EnumType Name="state"><Member Name="new" Value="0"/><Member Name="used" Value="1"/></EnumType>
<Action Name="lend" IsBound="true"><Annotation Term="Org.OData.Core.V1.Description" String="Lends it to somebody."/>
<Parameter Name="it" Type="shop.item"/><Parameter Name="To" Type="Edm.String" Nullable="false"/><Parameter Name="State" Type="shop.state"/>
<Parameter Name="Places" Type="Collection(shop.place)"/><Parameter Name="With" Type="shop.shelf"/><ReturnType Type="shop.item"/></Action>
<Action Name="sort" IsBound="true"><Parameter Name="it" Type="Collection(shop.item)"/></Action>
<Action Name="sort" IsBound="true"><Parameter Name="it" Type="shop.shelf"/></Action>
<Function Name="near" IsBound="true"><Parameter Name="it" Type="shop.item"/><ReturnType Type="Collection(shop.item)"/></Function>
<Function Name="near" IsBound="true"><Parameter Name="it" Type="shop.item"/><Parameter Name="within" Type="Edm.Int32"/>
<ReturnType Type="Collection(shop.item)"/></Function>
<Function Name="where" IsBound="true"><Parameter Name="it" Type="shop.item"/><ReturnType Type="shop.place"/></Function>
<Function Name="cover" IsBound="true"><Parameter Name="it" Type="shop.book"/><ReturnType Type="Edm.Stream"/></Function>
<Function Name="count"><Parameter Name="state" Type="shop.state" Nullable="false"/><ReturnType Type="Edm.Int32"/></Function>
<EntityContainer Name="c"><EntitySet Name="items" EntityType="shop.item"/><EntitySet Name="shelves" EntityType="shop.shelf"/>
<FunctionImport Name="CountAll" Function="shop.count"/></EntityContainer>
</Schema></edmx:DataServices></edmx:Edmx>"#;

fn shop(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::create_dir_all(&folder).expect("a folder");
    let file = folder.join("shop.csdl");
    fs::write(&file, SHOP).expect("writable");
    file
}

fn arguments(words: &str) -> Vec<String> {
    words.split(' ').map(str::to_owned).collect()
}

#[test]
fn operations_are_listed_with_what_they_are_bound_to() {
    let file = shop("operations-list");
    let run = |words: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_odata-entity"));
        command
            .args(["list", "--schema"])
            .arg(&file)
            .args(arguments(words));
        let output = command.output().expect("runs");
        String::from_utf8(output.stdout).expect("UTF-8")
    };
    assert_eq!(
        run("sort"),
        "action  shop.sort  Collection(shop.item)  -  0 parameters\naction  shop.sort  shop.shelf             -  0 parameters\n"
    );
    assert_eq!(
        run("near --kind function --long"),
        "function  shop.near  shop.item  -  0 parameters  -> Collection(shop.item)\n\
         function  shop.near  shop.item  -  1 parameter   -> Collection(shop.item)\n    within: Edm.Int32\n"
    );
}

#[test]
fn operations_are_structs_with_what_they_need_and_compile_with_the_check_on() {
    let file = shop("operations-scaffold");
    let text = scaffold(&file, &arguments("item book shelf CountAll --operations"));
    for part in [
        "/// Lends it to somebody.\n///\n/// The action `shop.lend` on `shop.item`.\n#[derive(Debug, Clone, PartialEq, Action)]\n\
         #[serde(rename_all = \"PascalCase\")]\n#[odata(name = \"shop.lend\", on = Item, on = Book, returns = Item)]\n\
         pub struct Lend {\n    /// To.\n    pub to: String,\n    /// State.\n    pub state: Option<State>,\n    /// Places.\n    \
         pub places: Option<Vec<Place>>,\n    /// With.\n    #[odata(entity)]\n    pub with: Option<Shelf>,\n}\n",
        "pub struct ItemSort;\n",
        "pub struct ShelfSort;\n",
        "#[odata(name = \"shop.sort\", on(collection = Item), on(collection = Book))]\n",
        "returns = odata_entity::Page<Item>",
        "pub struct ItemNearWithWithin {\n",
        "#[odata(\n    name = \"shop.where\",\n    on = Item,\n    on = Book,\n    returns = odata_entity::Json<Place>\n)]\n",
        "#[odata(name = \"shop.cover\", on = Book, returns = odata_entity::Media)]\n",
        "#[odata(path = \"/CountAll\", returns = odata_entity::Single<i32>)]\npub struct Count {\n    /// State.\n    pub state: State,\n}\n",
    ] {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
    let library = "//! A shop.\n#![deny(warnings, missing_docs)]\npub mod types;\n";
    let folder = package(
        "operations-check",
        &file,
        &[("lib.rs", library), ("types.rs", &text)],
    );
    assert_eq!(cargo(&folder, "check"), "");
}

#[test]
fn an_update_adds_operations_that_are_new() {
    let file = shop("operations-update");
    let before = scaffold(&file, &arguments("item shelf --operations"));
    let edited = before
        .replace("pub struct ItemSort;", "/// Mine.\npub struct SortAll;")
        .replace("pub struct Item ", "pub struct Thing ")
        .replace("= Item", "= Thing")
        .replace("<Item>", "<Thing>");
    let mine = file.with_file_name("mine.rs");
    fs::write(&mine, &edited).expect("writable");
    let update = || {
        let mut command = Command::new(env!("CARGO_BIN_EXE_odata-entity"));
        command
            .args(["scaffold", "--schema"])
            .arg(&file)
            .args(arguments("item shelf --operations --update"));
        let output = command.arg(&mine).output().expect("runs");
        assert!(
            output.status.success(),
            "{}",
            String::from_utf8_lossy(&output.stderr)
        );
        fs::read_to_string(&mine).expect("there")
    };
    // Nothing is new: the structs are known by what they call, whatever their names.
    assert_eq!(update(), edited);
    let parameter = "<Parameter Name=\"To\" Type=\"Edm.String\" Nullable=\"false\"/>";
    let grown = SHOP
        .replace(parameter, &format!("{parameter}<Parameter Name=\"by\" Type=\"Edm.String\"/>"))
        .replace(
            "<EntityContainer",
            "<Action Name=\"burn\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"shop.item\"/></Action><EntityContainer",
        );
    fs::write(&file, grown).expect("writable");
    let updated = update();
    for part in [
        "pub by: Option<String>",
        "pub struct Burn;",
        "on = Thing",
        "pub struct SortAll;",
    ] {
        assert!(updated.contains(part), "{part} in\n{updated}");
    }
    assert!(!updated.contains("pub struct ItemSort"), "{updated}");
}

/// Every bound action and function of Microsoft Graph: 857 and 326 of them.
#[needs("metadata/graph-v1.0.csdl")]
#[test]
fn all_operations_of_graph_compile_with_the_check_on() {
    let file = Path::new(needed!("metadata/graph-v1.0.csdl"));
    let schema = Schema::parse(fs::read_to_string(file).expect("readable")).expect("CSDL");
    let has_some = |name: &String| {
        [TypeRef::single(name.clone()), TypeRef::collection(name.clone())]
            .iter()
            .any(|ty| !schema.operations_on(ty).expect("its operations").is_empty())
    };
    let mut types: Vec<String> = schema.names(Kind::EntityType).filter(has_some).collect();
    types.push("--operations".to_owned());
    let text = scaffold(file, &types);
    assert_eq!(text.matches(", Action)]").count(), 857);
    assert_eq!(text.matches(", Function)]").count(), 326);
    let library = "//! All operations.\n#![deny(warnings, missing_docs)]\npub mod types;\n";
    let folder = package(
        "operations-graph",
        file,
        &[("lib.rs", library), ("types.rs", &text)],
    );
    assert_eq!(cargo(&folder, "check"), "");
}
