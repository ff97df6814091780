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

/// A document with these children of a schema.
fn document(namespace: &str, children: &str) -> String {
    format!(
        "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
         <Schema Namespace=\"{namespace}\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">{children}</Schema></edmx:DataServices></edmx:Edmx>"
    )
}

/// Books, of which some can be called as their base is and some in their own way.
const BOOKS: &str = "\
    <EntityType Name=\"item\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.Int32\" Nullable=\"false\"/></EntityType>\
    <EntityType Name=\"book\" BaseType=\"NS.item\"/>\
    <EntityType Name=\"author\" Abstract=\"true\" BaseType=\"NS.item\"/>\
    <EntityType Name=\"poet\" BaseType=\"NS.author\"><Property Name=\"home\" Type=\"NS.place\"/></EntityType>\
    <ComplexType Name=\"place\"><Property Name=\"kind\" Type=\"NS.kind\"/></ComplexType>\
    <EnumType Name=\"kind\"><Member Name=\"town\" Value=\"0\"/></EnumType>\
    <Action Name=\"print\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"NS.item\"/></Action>\
    <Action Name=\"print\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"NS.book\"/>\
    <Parameter Name=\"Copies\" Type=\"Edm.Int32\" Nullable=\"false\"/></Action>\
    <Function Name=\"tags\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"NS.item\"/><ReturnType Type=\"Collection(Edm.String)\"/></Function>\
    <Function Name=\"tags\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"NS.book\"/><Parameter Name=\"Language\" Type=\"Edm.String\"/>\
    <ReturnType Type=\"Collection(Edm.String)\"/></Function>\
    <Action Name=\"invite\" IsBound=\"true\"><Parameter Name=\"those\" Type=\"Collection(NS.book)\"/>\
    <Parameter Name=\"Whom\" Type=\"NS.author\"/><Parameter Name=\"where\" Type=\"NS.place\"/></Action>\
    <Annotations Target=\"NS.print(NS.book,Edm.Int32)\"><Annotation Term=\"Org.OData.Core.V1.Description\" String=\"Prints it\"/></Annotations>\
    <Annotations Target=\"NS.print(NS.book)/Copies\"><Annotation Term=\"Org.OData.Core.V1.Description\" String=\"How many\"/></Annotations>\
    <EntityContainer Name=\"c\"><EntitySet Name=\"items\" EntityType=\"NS.item\"/><EntitySet Name=\"books\" EntityType=\"NS.book\"/></EntityContainer>";

fn books(name: &str, namespace: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let text = document(namespace, &BOOKS.replace("NS", namespace));
    fs::write(&file, text).expect("writable");
    file
}

#[test]
fn an_operation_of_a_base_is_there_unless_the_type_has_its_own_and_docs_are_those_of_the_overload() {
    let file = books("books.csdl", "shop");
    let text = scaffold(&file, &arguments("item book --operations"));
    for part in [
        "#[odata(name = \"shop.print\", on = Item)]\npub struct ItemPrint;\n",
        "/// Prints it.\n///\n/// The action `shop.print` on `shop.book`.\n#[derive(Debug, Clone, PartialEq, Action)]\n\
         #[serde(rename_all = \"PascalCase\")]\n#[odata(name = \"shop.print\", on = Book)]\npub struct BookPrint {\n    \
         /// How many.\n    pub copies: i32,\n}\n",
        "    name = \"shop.tags\",\n    on = Item,\n    on = Book,\n    returns = odata_entity::Page<odata_entity::Json<String>>\n",
        // A parameter that is an entity of an abstract type: what is derived from it, with all of its properties.
        "pub enum AnyAuthor {",
        "pub whom: Option<AnyAuthor>,",
        "pub home: Option<Place>,",
        "pub kind: Option<Kind>,",
    ] {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
    let library = "//! Books.\n#![deny(warnings, missing_docs)]\npub mod types;\n";
    let files = [("lib.rs", library), ("types.rs", text.as_str())];
    assert_eq!(cargo(&package("operations-books", &file, &files), "check"), "");
}

#[test]
fn names_of_graph_are_bare_and_its_parameters_begin_in_lower_case() {
    let file = books("books-graph.csdl", "microsoft.graph");
    let text = scaffold(&file, &arguments("book --operations"));
    assert!(
        text.contains("#[odata(name = \"print\", on = Book)]\npub struct BookPrint {\n    /// How many.\n    pub copies: i32,\n"),
        "{text}"
    );
}

#[test]
fn an_update_knows_an_operation_that_is_called_on_more_types_and_has_other_parameters() {
    let file = books("books-update.csdl", "shop");
    let edited = scaffold(&file, &arguments("book --operations")).replace(
        "    /// Language.\n    pub language: Option<String>,\n",
        "    // `Language` is of no use.\n",
    );
    let mine = file.with_file_name("books-mine.rs");
    fs::write(&mine, &edited).expect("writable");
    let mut command = Command::new(env!("CARGO_BIN_EXE_odata-entity"));
    command.args(["scaffold", "--schema"]).arg(&file);
    let output = command
        .args(arguments("item book --operations --update"))
        .arg(&mine)
        .output()
        .expect("runs");
    let notes = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{notes}");
    let updated = fs::read_to_string(&mine).expect("there");
    // The struct of the base, and its own way to print, are new.
    assert!(notes.contains("2 types and members added"), "{notes}");
    for (name, times) in [("shop.tags", 2), ("shop.print", 2), ("shop.invite", 1)] {
        let found = updated.matches(&format!("name = \"{name}\"")).count();
        assert_eq!(found, times, "{name} in\n{updated}");
    }
}

#[test]
fn an_operation_with_several_imports_has_a_struct_for_each() {
    let text = document(
        "shop",
        "<Action Name=\"reset\"/><EntityContainer Name=\"c\"><ActionImport Name=\"resetAll\" Action=\"shop.reset\"/>\
         <ActionImport Name=\"clear\" Action=\"shop.reset\"/></EntityContainer>",
    );
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("imports.csdl");
    fs::write(&file, text).expect("writable");
    let text = scaffold(&file, &arguments("resetAll clear --operations"));
    for part in [
        "#[odata(path = \"/resetAll\")]\npub struct ResetAtResetAll;\n",
        "#[odata(path = \"/clear\")]\npub struct ResetAtClear;\n",
    ] {
        assert!(text.contains(part), "{part} is not in\n{text}");
    }
}

#[test]
fn what_can_be_called_on_a_type_is_listed_by_its_name() {
    let file = books("books-list.csdl", "shop");
    let list = |words: &str| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_odata-entity"));
        command
            .args(["list", "--schema"])
            .arg(&file)
            .args(arguments(words));
        String::from_utf8(command.output().expect("runs").stdout).expect("UTF-8")
    };
    assert_eq!(
        list("book --kind action"),
        "action  shop.print   shop.book              -  1 parameter\naction  shop.invite  Collection(shop.book)  -  2 parameters\n"
    );
    let book = list("shop.book --kind entity --long");
    for line in [
        "    action shop.print(Copies: Edm.Int32)\n",
        "    function shop.tags() -> Collection(Edm.String)\n",
        "    action shop.invite(Whom: shop.author, where: shop.place) on the collection\n",
    ] {
        assert!(book.contains(line), "{line}is not in\n{book}");
    }
    assert!(!book.contains("action shop.print()"), "{book}");
}

#[test]
fn a_small_file_keeps_the_operations_of_its_types() {
    let file = shop("operations-prune");
    let small = file.with_file_name("small.csdl");
    let mut command = Command::new(env!("CARGO_BIN_EXE_odata-entity"));
    command
        .args(["prune", "item", "book", "shelf", "--schema"])
        .arg(&file);
    let output = command.arg("--out").arg(&small).output().expect("runs");
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let structs = |file: &Path| -> Vec<String> {
        let text = scaffold(file, &arguments("item book shelf --operations"));
        text.lines()
            .filter(|line| line.starts_with("pub struct"))
            .map(str::to_owned)
            .collect()
    };
    assert_eq!(structs(&small), structs(&file));
    assert!(structs(&small).len() > 8);
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

/// Operations that no struct can call, and parameters and results that are any JSON.
const VALUES: &str = "\
    <EntityType Name=\"poet\"><Key><PropertyRef Name=\"id\"/></Key><Property Name=\"id\" Type=\"Edm.Int32\" Nullable=\"false\"/>\
    <Property Name=\"home\" Type=\"NS.place\"/></EntityType>\
    <ComplexType Name=\"place\"><Property Name=\"kind\" Type=\"NS.kind\"/></ComplexType>\
    <ComplexType Name=\"elsewhere\"/>\
    <EnumType Name=\"kind\"><Member Name=\"town\" Value=\"0\"/></EnumType>\
    <EnumType Name=\"faulty\"><Member Name=\"huge\" Value=\"99999999999999999999\"/></EnumType>\
    <Action Name=\"move\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"NS.place\"/></Action>\
    <Action Name=\"leave\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"NS.elsewhere\"/></Action>\
    <Function Name=\"longest\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"Collection(NS.place)\"/><ReturnType Type=\"NS.place\"/></Function>\
    <Function Name=\"shout\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"Edm.String\"/><ReturnType Type=\"Edm.String\"/></Function>\
    <Action Name=\"paint\" IsBound=\"true\"><Parameter Name=\"it\" Type=\"NS.poet\"/><Parameter Name=\"picture\" Type=\"Edm.Stream\"/>\
    <Parameter Name=\"size\" Type=\"NS.faulty\"/><Parameter Name=\"frame\" Type=\"NS.nowhere\"/><ReturnType Type=\"Collection(Edm.Stream)\"/></Action>\
    <EntityContainer Name=\"c\"><EntitySet Name=\"poets\" EntityType=\"NS.poet\"/></EntityContainer>";

#[test]
fn what_no_struct_can_call_and_what_is_any_json_is_noted_with_the_reason() {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join("values.csdl");
    fs::write(&file, document("shop", &VALUES.replace("NS", "shop"))).expect("writable");
    let text = scaffold(&file, &arguments("poet -r --operations"));
    for part in [
        "\n// The action `shop.move` on `shop.place` is left out: a struct is called on entities. `path!(\"/…/shop.move\")` calls it.\n",
        "\n// The function `shop.longest` on `Collection(shop.place)` is left out: ",
        "\n// The function `shop.shout` on `Edm.String` is left out: ",
        "    /// Any JSON: a stream in a body is JSON, text or base64url, by its media type.\n    pub picture: Option<Value>,\n",
        "    /// Any JSON: its type `shop.faulty` is not in this module.\n    pub size: Option<Value>,\n",
        "    /// Any JSON: the metadata has no type `shop.nowhere`.\n    pub frame: Option<Value>,\n",
        "/// Its result is any JSON: a stream in a body is JSON, text or base64url, by its media type.\n",
    ] {
        assert!(text.contains(part), "{part}\nis not in\n{text}");
    }
    // A type that the module does not have is of no concern.
    assert!(!text.contains("shop.leave"), "{text}");
    assert!(!scaffold(&file, &arguments("poet -r")).contains("shop.move"));
    let library = "//! Poets.\n#![deny(warnings, missing_docs)]\npub mod types;\n\
        /// Calls what is on a value.\npub fn leave_for() -> odata_entity::AnyPath { odata_entity::path!(\"/poets/{id}/home/shop.move\", 1) }\n";
    let files = [("lib.rs", library), ("types.rs", text.as_str())];
    assert_eq!(cargo(&package("operations-values", &file, &files), "check"), "");
    // Of those that an edited file does not have there is a note.
    let mine = file.with_file_name("values-mine.rs");
    let edited = text.replace("shop.longest", "that");
    fs::write(&mine, &edited).expect("writable");
    let mut command = Command::new(env!("CARGO_BIN_EXE_odata-entity"));
    command.args(["scaffold", "--schema"]).arg(&file);
    let output = command
        .args(arguments("poet -r --operations --update"))
        .arg(&mine)
        .output()
        .expect("runs");
    let notes = String::from_utf8_lossy(&output.stderr);
    assert!(notes.contains("note: The function `shop.longest`"), "{notes}");
    assert!(!notes.contains("shop.move"), "{notes}");
    assert_eq!(fs::read_to_string(&mine).expect("there"), edited);
}
