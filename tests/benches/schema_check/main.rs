//! What the check against a schema adds to a user's build: crates of Microsoft Graph's own entity types, once with the
//! metadata named in their Cargo.toml and once without. See `benches/README.md`.
//!
//! `cargo bench -p odata-entity-testing --bench schema_check -- [--instructions] [--plain] [FILE] [N…]`
//!
//! cargo calls this program in rustc's place for the generated crates, so that the compiler's own time is read and nothing of
//! cargo's. Other work on the machine can only add, so the crates take turns and the least counts; with `--instructions` valgrind
//! counts the compiler's instructions instead, which is some fifty times slower, and the same on a busy machine. With `--plain`
//! there are entities only: their fields of the schema's own complex and enumeration types are any JSON.

mod generate;

use generate::Generator;
use odata_entity_csdl::Schema;
use std::error::Error;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::{env, fs};

type Outcome<T> = Result<T, Box<dyn Error>>;

/// How often each crate is compiled to have the least time.
const ROUNDS: usize = 7;

/// Where this program, called in the compiler's place, leaves its figure.
const FIGURE: &str = "ODATA_BENCH_FIGURE";
/// Whether that is to be instructions.
const INSTRUCTIONS: &str = "ODATA_BENCH_INSTRUCTIONS";

fn main() -> Outcome<()> {
    let args: Vec<String> = env::args().skip(1).filter(|arg| arg != "--bench").collect();
    if let Some(figure) = env::var_os(FIGURE) {
        return compile(&args, Path::new(&figure));
    }
    let (flags, args): (Vec<String>, Vec<String>) = args.into_iter().partition(|arg| arg.starts_with("--"));
    let has = |wanted: &str| flags.iter().any(|flag| flag == wanted);
    let (instructions, is_plain) = (has("--instructions"), has("--plain"));
    let (counts, files): (Vec<String>, Vec<String>) =
        args.into_iter().partition(|arg| arg.parse::<usize>().is_ok());
    let Some(file) = files.first().map(PathBuf::from).or_else(shared) else {
        println!("not run: `shared/metadata/graph-v1.0.csdl` is absent, and no other file is named");
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
    let unit = if instructions { "10⁶ instructions" } else { "ms" };
    println!(
        "| entities | other types | off, {unit} | on, {unit} | difference | budget, ms |\n|---|---|---|---|---|---|"
    );
    for count in counts {
        let (code, others) = Generator::new(&schema, is_plain).code(count)?;
        let (off, on) = (
            Crate::write("off", None, &code)?,
            Crate::write("on", Some(&file), &code)?,
        );
        let (mut without, mut with) = (u64::MAX, u64::MAX);
        for _ in 0..if instructions { 1 } else { ROUNDS } {
            without = without.min(off.cost(instructions)?);
            with = with.min(on.cost(instructions)?);
        }
        let budget = 60.0 + 0.2 * count as f64;
        println!(
            "| {count} | {others} | {without} | {with} | {} | {budget} |",
            with.cast_signed() - without.cast_signed()
        );
    }
    Ok(())
}

/// Microsoft Graph's metadata, beside the project or beside a folder around it.
fn shared() -> Option<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared/metadata/graph-v1.0.csdl"))
        .find(|path| path.exists())
}

/// Compiles in rustc's place, and notes what the compiler took: milliseconds or millions of instructions.
fn compile(args: &[String], figure: &Path) -> Outcome<()> {
    let (rustc, rest) = args.split_first().ok_or("no compiler")?;
    let is_crate = rest.iter().any(|arg| arg.starts_with("bench_"));
    let log = figure.with_extension("valgrind");
    let counted = is_crate && env::var_os(INSTRUCTIONS).is_some();
    let status = if counted {
        valgrind(rustc, &log)?.args(rest).status()?
    } else {
        Command::new(rustc).args(rest).status()?
    };
    if is_crate && status.success() {
        let cost = if counted {
            instructions(&fs::read_to_string(&log)?)?
        } else {
            milliseconds()?
        };
        fs::write(figure, cost.to_string())?;
    }
    std::process::exit(status.code().unwrap_or(1));
}

/// valgrind around the compiler itself: under rustup, `rustc` is only a proxy that starts it.
fn valgrind(rustc: &str, log: &Path) -> Outcome<Command> {
    let sysroot = Command::new(rustc).args(["--print", "sysroot"]).output()?.stdout;
    let compiler = Path::new(String::from_utf8_lossy(&sysroot).trim()).join("bin/rustc");
    let mut command = Command::new("valgrind");
    command
        .args([
            "--tool=cachegrind",
            "--cache-sim=no",
            "--cachegrind-out-file=/dev/null",
        ])
        .arg(format!("--log-file={}", log.display()))
        .arg(compiler);
    Ok(command)
}

/// In `==1== I   refs:      802,923,783`, the number, in millions.
fn instructions(log: &str) -> Outcome<u64> {
    let line = log.lines().find(|line| line.contains("refs:"));
    let number = line
        .and_then(|line| line.rsplit(' ').next())
        .ok_or("no count in valgrind's log")?;
    Ok(number.replace(',', "").parse::<u64>()? / 1_000_000)
}

/// User and system time of this process's children, in ticks of 10 ms (proc(5): `cutime` and `cstime`, behind the name in
/// parentheses).
fn milliseconds() -> Outcome<u64> {
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
    Ok(ticks * 10)
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

    /// What the compiler takes for the crate.
    fn cost(&self, instructions: bool) -> Outcome<u64> {
        let figure = self.folder.join("figure");
        // cargo goes by the time of change.
        let source = self.folder.join("src/lib.rs");
        fs::write(&source, fs::read(&source)?)?;
        let mut cargo = Command::new(env!("CARGO"));
        cargo
            .args(["check", "--quiet", "--offline"])
            .current_dir(&self.folder)
            .env(
                "CARGO_TARGET_DIR",
                Path::new(env!("CARGO_TARGET_TMPDIR")).join("schema-check/target"),
            )
            .env("CARGO_INCREMENTAL", "0")
            .env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?)
            .env(FIGURE, &figure)
            .env_remove("RUSTFLAGS");
        if instructions {
            cargo.env(INSTRUCTIONS, "1");
        }
        if !cargo.status()?.success() {
            return Err(format!("{} does not compile", self.folder.display()).into());
        }
        Ok(fs::read_to_string(figure)?.parse()?)
    }
}
