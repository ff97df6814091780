//! What the check against a schema adds to a user's build: crates of Microsoft Graph's own entity types, once with the
//! metadata named in their Cargo.toml and once without. See `benches/README.md`.
//!
//! `cargo bench -p odata-entity-testing --bench schema_check -- FILE [N…]`
//!
//! cargo calls this program in rustc's place for the generated crates, so that the compiler's own time is read and nothing of
//! cargo's.

use odata_entity_csdl::{Kind, Schema, StructuredType, TypeRef};
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};
use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How often each crate is compiled; the least time counts.
const ROUNDS: usize = 5;

fn main() -> Outcome<()> {
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let Some(times) = env::var_os("ODATA_BENCH_TIMES") {
        return compile(&args, Path::new(&times));
    }
    let Some((file, counts)) = args.split_first() else {
        println!("name the metadata: -- ../shared/metadata/graph-v1.0.csdl [N…]");
        return Ok(());
    };
    let file = fs::canonicalize(file)?;
    let schema = Schema::parse(fs::read_to_string(&file)?)?;
    let counts: Vec<usize> = counts.iter().filter_map(|count| count.parse().ok()).collect();
    let counts = if counts.is_empty() {
        vec![1, 100, 1000]
    } else {
        counts
    };
    println!("entities | other types | without, ms | with, ms | difference, ms | budget, ms");
    for count in counts {
        let (code, others) = Generator::new(&schema).code(count)?;
        let (off, on) = (
            Crate::write("off", None, &code)?,
            Crate::write("on", Some(&file), &code)?,
        );
        let (mut without, mut with) = (u64::MAX, u64::MAX);
        for _ in 0..ROUNDS {
            without = without.min(off.time()?);
            with = with.min(on.time()?);
        }
        let budget = 60.0 + 0.2 * count as f64;
        println!(
            "{count} | {others} | {without} | {with} | {} | {budget}",
            with as i64 - without as i64
        );
    }
    Ok(())
}

/// Compiles in rustc's place, and notes the time that the compiler took.
fn compile(args: &[String], times: &Path) -> Outcome<()> {
    let (rustc, rest) = args.split_first().ok_or("no compiler")?;
    let status = Command::new(rustc).args(rest).status()?;
    // User and system time of the children, in ticks of 10 ms: the fields behind the name in parentheses.
    let stat = fs::read_to_string("/proc/self/stat")?;
    let fields: Vec<&str> = stat
        .rsplit(')')
        .next()
        .unwrap_or_default()
        .split_whitespace()
        .collect();
    let ticks: u64 = [13, 14]
        .iter()
        .filter_map(|at| fields.get(*at)?.parse::<u64>().ok())
        .sum();
    fs::write(times, (ticks * 10).to_string())?;
    std::process::exit(status.code().unwrap_or(1));
}

struct Crate {
    folder: PathBuf,
}

impl Crate {
    fn write(name: &str, schema: Option<&Path>, code: &str) -> Outcome<Self> {
        let folder = Path::new(env!("CARGO_TARGET_TMPDIR"))
            .join("schema-check")
            .join(name);
        fs::create_dir_all(folder.join("src"))?;
        let setting = schema.map_or_else(String::new, |file| {
            format!(
                "\n[package.metadata.odata]\nschema = {:?}\n",
                file.display().to_string()
            )
        });
        let runtime = Path::new(env!("CARGO_MANIFEST_DIR")).join("../runtime");
        fs::write(
            folder.join("Cargo.toml"),
            format!(
                "[package]\nname = \"bench-{name}\"\nversion = \"0.0.0\"\nedition = \"2024\"\n[workspace]\n[dependencies]\n\
                 odata-entity = {{ path = {:?}, features = [\"schema\"] }}\nserde_json = \"1\"\n\
                 chrono = {{ version = \"0.4\", default-features = false }}\n{setting}",
                runtime.display().to_string()
            ),
        )?;
        fs::copy(
            Path::new(env!("CARGO_MANIFEST_DIR")).join("../Cargo.lock"),
            folder.join("Cargo.lock"),
        )?;
        fs::write(folder.join("src/lib.rs"), code)?;
        Ok(Self { folder })
    }

    /// Milliseconds of the compiler's.
    fn time(&self) -> Outcome<u64> {
        let times = self.folder.join("times");
        // cargo goes by the time of change.
        let source = self.folder.join("src/lib.rs");
        fs::write(&source, fs::read(&source)?)?;
        let status = Command::new(env!("CARGO"))
            .args(["check", "--quiet", "--offline"])
            .current_dir(&self.folder)
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema-check/target"),
            )
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?)
            .env("ODATA_BENCH_TIMES", &times)
            .env_remove("RUSTFLAGS")
            .status()?;
        if !status.success() {
            return Err(format!("{} does not compile", self.folder.display()).into());
        }
        Ok(fs::read_to_string(times)?.parse()?)
    }
}

/// Writes structs for types of a schema.
struct Generator<'s> {
    schema: &'s Schema,
    paths: HashMap<String, String>,
    /// Complex and enumeration types that are needed, and written.
    wanted: VecDeque<String>,
    known: BTreeSet<String>,
    out: BTreeMap<String, String>,
}

impl<'s> Generator<'s> {
    fn new(schema: &'s Schema) -> Self {
        Self {
            schema,
            paths: paths(schema),
            wanted: VecDeque::new(),
            known: BTreeSet::new(),
            out: BTreeMap::new(),
        }
    }

    /// A crate of so many entity types, evenly chosen, with the types of their properties; and how many these are.
    fn code(mut self, count: usize) -> Outcome<(String, usize)> {
        let all: Vec<String> = self.schema.names(Kind::EntityType).collect();
        for number in 0..count.min(all.len()) {
            if let Some(name) = all.get(number * all.len() / count) {
                let path = self
                    .paths
                    .get(name)
                    .map_or_else(String::new, |path| format!(", path = {path:?}"));
                let body = self.structure(name, &format!("type = {name:?}{path}"), "Entity")?;
                self.out.insert(name.clone(), body);
            }
        }
        let entities = self.out.len();
        while let Some(name) = self.wanted.pop_front() {
            let body = match self.schema.enum_type(&name) {
                Ok(_) => self.enumeration(&name)?,
                Err(_) => self.structure(&name, &format!("type = {name:?}"), "ComplexType")?,
            };
            self.out.insert(name, body);
        }
        let others = self.out.len() - entities;
        let code: String = self.out.into_values().collect();
        Ok((format!("#![allow(deprecated)]\n{code}"), others))
    }

    fn structure(&mut self, name: &str, attrs: &str, derive: &str) -> Outcome<String> {
        let mut out = format!(
            "#[derive(Clone, odata_entity::{derive})]\n#[odata({attrs})]\npub struct {} {{\n",
            rust_name(name)
        );
        let key = self.schema.key(name).unwrap_or_default();
        for (number, declared) in self.schema.properties(name)?.into_iter().enumerate() {
            let property = declared.property;
            let is_key = derive == "Entity" && key.iter().any(|part| part.path == property.name);
            let mark = match property.ty.name.as_str() {
                "Edm.Stream" => "#[odata(stream)] ",
                _ if is_key => "#[odata(key)] ",
                _ => "",
            };
            let ty = self.rust_type(&property.ty, derive == "ComplexType");
            let _ = writeln!(
                out,
                "    #[odata(name = {:?})] {mark}pub f{number}: Option<{ty}>,",
                property.name
            );
        }
        out.push_str("}\n");
        Ok(out)
    }

    fn enumeration(&self, name: &str) -> Outcome<String> {
        let mut out = format!(
            "#[derive(Clone, odata_entity::EnumType)]\n#[odata(type = {name:?})]\npub enum {} {{\n",
            rust_name(name)
        );
        for (number, member) in self.schema.enum_type(name)?.members.iter().enumerate() {
            let _ = writeln!(out, "    #[odata(name = {:?})] M{number},", member.name);
        }
        out.push_str("    #[odata(other)] Other(String),\n}\n");
        Ok(out)
    }

    fn rust_type(&mut self, ty: &TypeRef, nested: bool) -> String {
        let item = match ty.name.as_str() {
            "Edm.String" | "Edm.Stream" => "String".to_owned(),
            "Edm.Boolean" => "bool".to_owned(),
            "Edm.Byte" => "u8".to_owned(),
            "Edm.Int16" => "i16".to_owned(),
            "Edm.Int32" => "i32".to_owned(),
            "Edm.Int64" => "i64".to_owned(),
            "Edm.Single" => "f32".to_owned(),
            "Edm.Double" => "f64".to_owned(),
            "Edm.DateTimeOffset" => "chrono::DateTime<chrono::Utc>".to_owned(),
            "Edm.Date" => "chrono::NaiveDate".to_owned(),
            "Edm.TimeOfDay" => "chrono::NaiveTime".to_owned(),
            name => match self.schema.type_kind(name) {
                Some(Kind::EnumType) if self.schema.enum_type(name).is_ok_and(|ty| !ty.is_flags) => {
                    self.named(name)
                }
                // A complex type may hold itself.
                Some(Kind::ComplexType) if !nested || ty.is_collection => self.named(name),
                _ => "serde_json::Value".to_owned(),
            },
        };
        if ty.is_collection {
            format!("Vec<{item}>")
        } else {
            item
        }
    }

    fn named(&mut self, name: &str) -> String {
        if self.known.insert(name.to_owned()) {
            self.wanted.push_back(name.to_owned());
        }
        rust_name(name)
    }
}

fn rust_name(name: &str) -> String {
    let local = name.strip_prefix("microsoft.graph.").unwrap_or(name);
    let words = local.split('.').map(|word| {
        let (first, rest) = word.split_at(1);
        first.to_uppercase() + rest
    });
    words.collect()
}

/// For each entity type the shortest path by sets, singletons and containment.
fn paths(schema: &Schema) -> HashMap<String, String> {
    let mut paths = HashMap::new();
    let mut open = VecDeque::new();
    if let Ok(Some(container)) = schema.container() {
        for resource in &container.resources {
            let key = if resource.is_singleton { "" } else { "/{k0}" };
            open.push_back((
                resource.entity_type.clone(),
                format!("/{}{key}", resource.name),
                1,
            ));
        }
    }
    while let Some((ty, path, depth)) = open.pop_front() {
        if paths.contains_key(&ty) || depth > 5 {
            continue;
        }
        let own = |ty: &StructuredType| ty.navigation.clone();
        for navigation in schema.lineage(&ty).unwrap_or_default().into_iter().flat_map(own) {
            if navigation.contains_target {
                let key = if navigation.ty.is_collection {
                    format!("/{{k{depth}}}")
                } else {
                    String::new()
                };
                open.push_back((
                    navigation.ty.name,
                    format!("{path}/{}{key}", navigation.name),
                    depth + 1,
                ));
            }
        }
        paths.insert(ty, path);
    }
    paths
}
