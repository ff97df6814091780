//! The command `odata-entity`, as somebody at a terminal uses it.
#![cfg(feature = "cli")]

mod common;

use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use std::{env, fs};

use odata_entity_csdl::Schema;

/// A schema file of the tests.
fn data(file: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR"))
        .join("tests/data")
        .join(file);
    path.display().to_string()
}

/// A file that does not exist yet, in a folder for tests.
fn scratch(name: &str) -> PathBuf {
    let file = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    let _ = fs::remove_file(&file);
    file
}

fn run(arguments: &[&str]) -> Output {
    let mut command = Command::new(env!("CARGO_BIN_EXE_odata-entity"));
    command.args(arguments).output().expect("runs")
}

/// What a command prints that does what it shall.
fn stdout(arguments: &[&str]) -> String {
    let output = run(arguments);
    let stderr = String::from_utf8_lossy(&output.stderr);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}: {stderr}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// What a command says that fails.
fn failure(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(1), "{arguments:?}");
    assert!(output.stdout.is_empty(), "nothing is printed beside an error");
    String::from_utf8(output.stderr).expect("UTF-8")
}

/// Compares a text with a file of the tests; `BLESS=1` writes the file.
fn golden(file: &str, text: &str) {
    if env::var_os("BLESS").is_some() {
        fs::write(data(file), text).expect("writable");
    }
    assert_eq!(fs::read_to_string(data(file)).expect("there"), text, "{file}");
}

/// Whether rustfmt, if it is installed, has nothing to change.
fn assert_formatted(text: &str) {
    let file = scratch("formatted.rs");
    fs::write(&file, text).expect("writable");
    let mut rustfmt = Command::new("rustfmt");
    // The project's own settings are not the reader's.
    rustfmt.args([
        "--edition",
        "2024",
        "--check",
        "--config",
        "max_width=100,use_field_init_shorthand=false",
    ]);
    match rustfmt.arg(&file).output() {
        Ok(output) if output.status.success() => {}
        Ok(output) => panic!("{}", String::from_utf8_lossy(&output.stdout)),
        Err(_) => println!("not run: there is no rustfmt"),
    }
}

#[test]
fn scaffolds_the_device_status_and_an_entity_with_everything() {
    let schema = data("devices.csdl");
    let types = [
        "managedDeviceMobileAppConfigurationDeviceStatus",
        "iosMobileAppConfiguration",
    ];
    let text = stdout(&[
        "scaffold",
        "--schema",
        &schema,
        types[0],
        types[1],
        "--with-references",
    ]);
    assert_formatted(&text);
    // It is compiled and used by a test of `odata-entity-testing`.
    golden("devices.rs", &text);
}

#[test]
fn scaffolds_every_kind_of_type_well_formatted() {
    let schema = data("library.csdl");
    for options in [&[][..], &["--embed", "--navigation"], &["--max-paths", "0"]] {
        let mut arguments = vec!["scaffold", "--schema", &schema, "*"];
        arguments.extend(options);
        let text = stdout(&arguments);
        assert_formatted(&text);
        assert_eq!(text.contains("#[odata(base)]"), options.contains(&"--embed"));
        assert_eq!(
            text.contains("#[odata(navigation)]"),
            options.contains(&"--navigation")
        );
        assert_eq!(text.contains("path = "), !options.contains(&"0"));
    }
}

/// The struct of a module.
fn structure<'t>(text: &'t str, name: &str) -> &'t str {
    let at = text.find(&format!("pub struct {name} {{")).expect("the struct");
    let begin = text[..at].rfind("#[derive").expect("its derives");
    &text[begin..at + text[at..].find("\n}").expect("its end")]
}

#[test]
fn a_key_is_optional_where_the_entity_is_read_without_it() {
    let schema = data("library.csdl");
    let text = stdout(&["scaffold", "-s", &schema, "*"]);
    // A singleton is of the type, so an answer may leave the key out.
    assert!(
        structure(&text, "Book").contains("#[odata(key)]\n    pub id: Option<String>,"),
        "{text}"
    );
    assert!(
        structure(&text, "Publisher").contains("#[odata(key)]\n    pub id: String,"),
        "{text}"
    );
    // The base that is embedded in the type of the singleton has its key.
    let embedded = stdout(&["scaffold", "-s", &schema, "*", "--embed"]);
    assert!(
        structure(&embedded, "Work").contains("pub id: Option<String>,"),
        "{embedded}"
    );
}

#[test]
fn what_can_be_made_of_nothing_has_a_default_and_a_base_type_keeps_the_tag() {
    let schema = data("library.csdl");
    for options in [&[][..], &["--embed"]] {
        let arguments = [&["scaffold", "-s", &schema, "*"], options].concat();
        let text = stdout(&arguments);
        for name in ["Work", "Book", "Publisher", "Measures"] {
            let text = structure(&text, name);
            assert!(text.contains("PartialEq, Default, "), "{text}");
            assert_eq!(
                text.contains("#[odata(tag)]\n    pub odata_type: Option<String>,"),
                name == "Work",
                "{text}"
            );
        }
        assert!(
            !text.contains("Deserialize") && !text.contains("with = \"odata_entity::edm"),
            "{text}"
        );
        assert!(!text.contains("features = [\"serde\"]"), "{text}");
    }
    // A member of an enumeration has no default.
    let odd = stdout(&["scaffold", "-s", &data("odd.csdl"), "*"]);
    assert!(
        structure(&odd, "KeyedByTime").contains("Default, Entity"),
        "{odd}"
    );
    assert!(!structure(&odd, "KeyedByFlags").contains("Default"), "{odd}");
}

#[test]
fn leaves_out_what_is_not_named_and_says_so() {
    let output = run(&[
        "scaffold",
        "-s",
        &data("devices.csdl"),
        "iosMobileAppConfiguration",
    ]);
    let (text, note) = (
        String::from_utf8_lossy(&output.stdout),
        String::from_utf8_lossy(&output.stderr),
    );
    assert!(
        text.contains("    // `settings` is left out: its type `Collection(microsoft.graph.appConfigurationSettingItem)` is not in this module.\n"),
        "{text}"
    );
    assert_eq!(
        note,
        "note: 2 properties are left out whose types are not scaffolded (`microsoft.graph.appConfigurationSettingItem`, \
         `microsoft.graph.identity`): name these too, or give `--with-references`\n"
    );
}

#[test]
fn takes_paths_of_the_users() {
    let schema = data("library.csdl");
    let text = stdout(&[
        "scaffold",
        "--schema",
        &schema,
        "book",
        "publisher",
        "--path",
        "/works/{workId}/publisher",
        "--path",
        "by_id=/publishers/{id}",
    ]);
    let wanted = "    path = \"/works/{workId}/publisher\",\n    path(by_id = \"/publishers/{id}\")\n";
    assert!(text.contains(wanted), "{text}");
    assert!(text.contains("\"/bestseller\""), "the book keeps what was found");
    let error = failure(&[
        "scaffold",
        "--schema",
        &schema,
        "book",
        "--path",
        "/works/{id}/publishr",
    ]);
    assert!(
        error.contains("has no property or operation `publishr`; the nearest is `publisher`"),
        "{error}"
    );
    let error = failure(&[
        "scaffold",
        "--schema",
        &schema,
        "book",
        "--path",
        "/publishers/{id}",
    ]);
    assert!(
        error.contains("leads to `library.publisher`, which is none of the types"),
        "{error}"
    );
}

#[test]
fn refuses_paths_that_would_not_compile() {
    let schema = data("library.csdl");
    let twice = ["/publishers/{id}", "/works/{workId}/publisher"];
    for (paths, message) in [
        (
            &twice[..],
            "two paths without a name: write the second as `name=/works/{workId}/publisher`",
        ),
        (
            &["a=/publishers/{id}", "a=/works/{id}/publisher"],
            "two paths of `library.publisher` are called `a`",
        ),
        (&["patch=/publishers/{id}"], "every entity has a function `patch`"),
        (
            &["byId=/publishers/{id}"],
            "`byId` is no name for a function: write a snake_case one",
        ),
        (&["a b=/publishers/{id}"], "`a b` is no name for a function"),
        (&["/publishers"], "leads to a collection: end it with a key"),
        (&["/publishers/{id}/"], "ends in `/`"),
        (&["/publishers/{id"], "a brace without its other half"),
    ] {
        let mut arguments = vec!["scaffold", "--schema", &schema, "publisher"];
        arguments.extend(paths.iter().flat_map(|path| ["--path", path]));
        let error = failure(&arguments);
        assert!(error.contains(message), "{error}");
    }
}

#[test]
fn a_type_that_stands_for_any_json_is_any_json() {
    let file = scratch("json.csdl");
    let text = fs::read_to_string(data("devices.csdl")).expect("there");
    let kind = "<ComplexType Name=\"Json\" /><EntityType Name=\"cell\"><Key><PropertyRef Name=\"id\" /></Key>\
                <Property Name=\"id\" Type=\"Edm.String\" /><Property Name=\"values\" Type=\"graph.Json\" /></EntityType>";
    let (before, behind) = text.split_once("<EntityContainer").expect("has one");
    fs::write(&file, format!("{before}{kind}<EntityContainer{behind}")).expect("writable");
    let text = stdout(&["scaffold", "-s", &file.display().to_string(), "cell", "-r"]);
    assert!(
        text.contains("pub values: Option<Value>,") && !text.contains("struct Json"),
        "{text}"
    );
}

#[test]
fn proposes_an_overlay_that_the_next_run_reads() {
    let schema = scratch("overlaid.csdl");
    let overlay = scratch("overlaid.overlay");
    fs::copy(data("devices.csdl"), &schema).expect("copied");
    let (schema, file) = (schema.display().to_string(), overlay.display().to_string());
    let status = "managedDeviceMobileAppConfigurationDeviceStatus";
    let first = stdout(&["scaffold", "-s", &schema, status, "-r", "--overlay", &file]);
    let written = fs::read_to_string(&overlay).expect("written");
    let line = format!(
        "microsoft.graph.{status}/lastReportedDateTime = read-only, filterable # by its description\n"
    );
    assert!(written.ends_with(&line), "{written}");
    assert_eq!(
        stdout(&["scaffold", "-s", &schema, status, "-r", "--overlay", &file]),
        first
    );
    assert_eq!(
        fs::read_to_string(&overlay).expect("written"),
        written,
        "nothing is proposed twice"
    );
    fs::write(&overlay, format!("microsoft.graph.{status}/userNam = read-only")).expect("writable");
    let error = failure(&["scaffold", "-s", &schema, status]);
    assert!(
        error.contains("line 1: ") && error.contains("the nearest is `userName`"),
        "{error}"
    );
}

#[test]
fn writes_what_cannot_be_read_and_what_cannot_be_unbound() {
    let schema = scratch("locker.csdl");
    let document = common::document(
        "<EntityType Name=\"locker\"><Key><PropertyRef Name=\"id\"/></Key>\
         <Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>\
         <Property Name=\"code\" Type=\"Edm.String\"><Annotation Term=\"Org.OData.Core.V1.Permissions\">\
         <EnumMember>Org.OData.Core.V1.Permission/Write</EnumMember></Annotation></Property>\
         <NavigationProperty Name=\"site\" Type=\"a.locker\" Nullable=\"false\"/>\
         <NavigationProperty Name=\"next\" Type=\"a.locker\"/>\
         <NavigationProperty Name=\"near\" Type=\"Collection(a.locker)\" Nullable=\"false\"/></EntityType>",
    );
    fs::write(&schema, document).expect("writable");
    let schema = schema.display().to_string();
    let text = stdout(&["scaffold", "-s", &schema, "a.locker", "--navigation"]);
    for field in [
        "#[odata(write_only)]\n    pub code: Option<String>",
        "#[odata(navigation, non_nullable)]\n    pub site: Option<Box<Locker>>",
        "#[odata(navigation)]\n    pub next: Option<Box<Locker>>",
        "#[odata(navigation)]\n    pub near: Option<Vec<Locker>>",
    ] {
        assert!(text.contains(field), "{field}: {text}");
    }
}

#[test]
fn does_not_overwrite_what_may_have_been_edited() {
    let file = scratch("edited.rs");
    let out = file.display().to_string();
    let schema = data("devices.csdl");
    let arguments = ["scaffold", "-s", &schema, "complianceStatus", "--out", &out];
    assert_eq!(stdout(&arguments), "");
    fs::write(&file, "edited").expect("writable");
    assert!(failure(&arguments).contains("give `--force`"));
    assert_eq!(fs::read_to_string(&file).expect("there"), "edited");
    stdout(&[&arguments[..], &["--force"]].concat());
    assert!(
        fs::read_to_string(&file)
            .expect("there")
            .contains("pub enum ComplianceStatus {")
    );
    let folder = scratch("folder/new.rs");
    stdout(&[
        "scaffold",
        "-s",
        &schema,
        "complianceStatus",
        "-o",
        &folder.display().to_string(),
    ]);
    assert!(folder.exists(), "a folder that is missing is made");
    let under = folder.join("file").display().to_string();
    assert!(
        failure(&["scaffold", "-s", &schema, "complianceStatus", "-o", &under]).contains("cannot be written")
    );
}

#[test]
fn lists_and_searches() {
    let schema = data("library.csdl");
    let all = stdout(&["list", "--schema", &schema]);
    assert_eq!(all.lines().count(), 17, "{all}");
    let found = stdout(&[
        "list", "--schema", &schema, "MEASURES", "--kind", "complex", "--long",
    ]);
    assert_eq!(
        found,
        "complex  library.measures      -                 -  1 properties\n    height: Edm.Int32\n\
         complex  library.fullMeasures  library.measures  -  2 properties\n    height: Edm.Int32\n    width: Edm.Int32\n"
    );
    assert_eq!(stdout(&["list", "-s", &schema, "*.map"]).lines().count(), 1);
    assert_eq!(
        failure(&["list", "-s", &schema, "bindign"]),
        "error: nothing fits `bindign`; the nearest name is `binding`\n"
    );
}

#[test]
fn prunes() {
    let file = scratch("pruned.csdl");
    let out = file.display().to_string();
    stdout(&[
        "prune",
        "-s",
        &data("devices.csdl"),
        "deviceAppManagement",
        "--out",
        &out,
    ]);
    let schema = Schema::parse(fs::read_to_string(&file).expect("written")).expect("CSDL");
    assert_eq!(schema.check(), []);
    assert!(schema.type_kind("microsoft.graph.deviceAppManagement").is_some());
    assert!(schema.type_kind("microsoft.graph.complianceStatus").is_none());
    let error = failure(&[
        "prune",
        "-s",
        &data("devices.csdl"),
        "--path",
        "/deviceAppManagment",
    ]);
    assert!(error.contains("the nearest is `deviceAppManagement`"), "{error}");
    // The service's own file is not overwritten.
    fs::copy(data("devices.csdl"), &file).expect("writable");
    let error = failure(&["prune", "-s", &out, "deviceAppManagement", "--out", &out]);
    assert!(error.contains("is the file that is read"), "{error}");
}

#[test]
fn says_what_is_wrong_and_what_is_nearest() {
    let schema = data("devices.csdl");
    for (ty, message) in [
        (
            "complianceStatsu",
            "the schema has no type `complianceStatsu`; the nearest is `microsoft.graph.complianceStatus`",
        ),
        (
            "graph.complianceStatsu",
            "the nearest is `microsoft.graph.complianceStatus`",
        ),
        ("zzz", "`odata-entity list` with a part of the name finds types"),
        (
            "zzz*",
            "no type fits the pattern `zzz*`; `odata-entity list` with a part of the name finds types",
        ),
        (
            "complianceSt*",
            "no type fits the pattern `complianceSt*`, which is for all of the qualified name: write `*.complianceSt*`",
        ),
        ("*nceSta", "write `**nceSta*`"),
    ] {
        let error = failure(&["scaffold", "--schema", &schema, ty]);
        assert!(error.starts_with("error: ") && error.contains(message), "{error}");
    }
    assert!(failure(&["list", "-s", "no-such-file.csdl"]).contains("`no-such-file.csdl` cannot be read"));
    let broken = scratch("broken.csdl");
    fs::write(&broken, "{}").expect("writable");
    let broken = broken.display().to_string();
    assert!(failure(&["list", "-s", &broken]).contains("CSDL in JSON, which is not supported"));
}

#[test]
fn a_terminal_gets_no_control_characters_of_a_metadata_file() {
    let file = scratch("control.csdl");
    let type_with = |name: &str, attribute: &str| {
        format!(
            "<edmx:Edmx Version=\"4.0\" xmlns:edmx=\"http://docs.oasis-open.org/odata/ns/edmx\"><edmx:DataServices>\
             <Schema Namespace=\"n\" xmlns=\"http://docs.oasis-open.org/odata/ns/edm\">\
             <EntityType Name=\"{name}\" {attribute}><Key><PropertyRef Name=\"id\"/></Key>\
             <Property Name=\"id\" Type=\"Edm.String\" Nullable=\"false\"/>\
             <Property Name=\"x&#27;[31m\" Type=\"Edm.String\"/></EntityType></Schema></edmx:DataServices></edmx:Edmx>"
        )
    };
    let file_name = file.display().to_string();
    let write = |text: String| fs::write(&file, text.replace("&#27;", "\u{1b}")).expect("writable");
    let is_clean = |text: &str| {
        assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{text:?}");
        assert!(!text.contains(['\u{202e}', '\u{2066}']), "{text:?}");
        assert!(text.contains("\\u{1b}") || text.contains("\\u{202e}"), "{text:?}");
    };
    write(type_with("ty&#27;]0;title&#27;\u{202e}", ""));
    is_clean(&stdout(&["list", "-s", &file_name, "--long"]));
    is_clean(&failure(&["list", "-s", &file_name, "no&#27;such\u{202e}"]));
    is_clean(&failure(&["scaffold", "-s", &file_name, "n.y\u{1b}"]));
    write(type_with("thing", "BaseType=\"n.none&#27;[2J\""));
    is_clean(&failure(&["scaffold", "-s", &file_name, "n.thing"]));
}

#[test]
fn control_characters_of_a_metadata_file_are_not_printed() {
    let file = scratch("controls.csdl");
    // A title that a terminal would set, a line that would be taken for the command's own, text that would run backwards.
    let odd = [
        "x\u{1b}]0;t\u{7}",
        "x&#x1b;[2J",
        "x&#xA;error: none",
        "x\u{202e}y",
        "x\u{9b}31m",
    ];
    let mut children = String::new();
    for (number, name) in odd.iter().enumerate() {
        children += &format!(
            "<EntityType Name=\"{name}\" BaseType=\"a.{name}{number}\"/><ComplexType Name=\"c{name}\"><Property Name=\"{name}\" Type=\"a.{name}\"/>\
             <Annotation Term=\"Org.OData.Core.V1.Description\" String=\"{name}\"/></ComplexType>"
        );
    }
    children += "<ComplexType Name=\"plain\"><Property Name=\"p\" Type=\"Edm.String\"/><Annotation Term=\"Org.OData.Core.V1.Description\">\
                 <String>a\u{1b}[1m&#x9b;b</String></Annotation></ComplexType>";
    fs::write(&file, common::document(&children)).expect("writable");
    let schema = file.display().to_string();
    for arguments in [
        &["list", "-l", "--kind", "complex"][..],
        &["list", "-l"],
        &["list", "x\u{1b}"],
        &["scaffold", "a.plain"],
        &["scaffold", "*", "-r"],
        &["scaffold", "a.nothing"],
        &["prune", "a.plain"],
        &["prune", "*"],
    ] {
        let output = run(&[arguments, &["--schema", &schema]].concat());
        for (channel, bytes) in [("stdout", output.stdout), ("stderr", output.stderr)] {
            let text = String::from_utf8(bytes).expect("UTF-8");
            let hidden = |c: char| c.is_control() && c != '\n' || c == '\u{202e}';
            assert!(!text.contains(hidden), "{arguments:?}, {channel}: {text:?}");
            assert!(
                !text.contains("\nerror: none"),
                "{arguments:?}, {channel}: {text}"
            );
        }
    }
    let pruned = stdout(&["prune", "a.plain", "--schema", &schema]);
    let pruned = Schema::parse(pruned).expect("a document");
    let description = pruned.description("a.plain").expect("no fault");
    assert_eq!(description.short, Some("a\u{1b}[1m\u{9b}b"), "nothing is lost");
}
