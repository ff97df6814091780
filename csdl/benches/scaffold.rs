//! What it costs to compile **all** entity, complex and enumeration types of Microsoft Graph: scaffolded, with the check on, and the
//! same types with serde's derives only.
//!
//! `cargo bench -p odata-entity-csdl --features cli --bench scaffold`; it takes minutes and up to 8 GB. See `benches/README.md`.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};
use std::{env, fs, thread};

/// Where the wrapped compiler writes what it took.
const REPORT: &str = "ODATA_ENTITY_BENCH_REPORT";

fn main() -> ExitCode {
    match env::var_os(REPORT) {
        Some(report) => compile(Path::new(&report)),
        None => bench(),
    }
}

/// Stands in the compiler's place (`RUSTC_WORKSPACE_WRAPPER`): runs it, and notes its processor time and its largest memory.
fn compile(report: &Path) -> ExitCode {
    let arguments: Vec<_> = env::args_os().skip(1).collect();
    let Some((rustc, arguments)) = arguments.split_first() else {
        return ExitCode::FAILURE;
    };
    let Ok(mut child) = Command::new(rustc).args(arguments).spawn() else {
        return ExitCode::FAILURE;
    };
    let mut peak = 0;
    let status = loop {
        peak = peak.max(peak_memory(child.id()).unwrap_or(0));
        match child.try_wait() {
            Ok(Some(status)) => break status,
            Ok(None) => thread::sleep(Duration::from_millis(20)),
            Err(_) => return ExitCode::FAILURE,
        }
    };
    let is_measured = arguments.iter().any(|argument| argument == "scaffolded");
    if is_measured && fs::write(report, format!("{} {peak}", children_ticks().unwrap_or(0))).is_err() {
        return ExitCode::FAILURE;
    }
    if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    }
}

/// The most memory a process has had, in kB (`proc_pid_status(5)`).
fn peak_memory(process: u32) -> Option<u64> {
    let status = fs::read_to_string(format!("/proc/{process}/status")).ok()?;
    let line = status.lines().find(|line| line.starts_with("VmHWM:"))?;
    line.split_whitespace().nth(1)?.parse().ok()
}

/// The processor time of this process's children that ended, in hundredths of a second (`proc_pid_stat(5)`, fields 16 and 17).
fn children_ticks() -> Option<u64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let fields: Vec<&str> = stat.rsplit_once(')')?.1.split_whitespace().collect();
    let field = |number: usize| fields.get(number - 3)?.parse::<u64>().ok();
    Some(field(16)? + field(17)?)
}

fn bench() -> ExitCode {
    let Some(schema) = shared("metadata/graph-v1.0.csdl") else {
        println!("not run: `shared/metadata/graph-v1.0.csdl` is absent");
        return ExitCode::SUCCESS;
    };
    let started = Instant::now();
    let output = Command::new(env!("CARGO_BIN_EXE_odata-entity"))
        .args(["scaffold", "*", "--schema"])
        .arg(&schema)
        .output();
    let Some(text) = output
        .ok()
        .filter(|output| output.status.success())
        .and_then(|output| String::from_utf8(output.stdout).ok())
    else {
        println!("the scaffold failed");
        return ExitCode::FAILURE;
    };
    let count = |line: &str| text.lines().filter(|other| other.starts_with(line)).count();
    let types = count("pub struct ") + count("pub enum ");
    println!(
        "{types} types, {} lines, scaffolded in {:.1} s",
        text.lines().count(),
        started.elapsed().as_secs_f64()
    );
    println!("| derives | processor s | ms a type | largest memory, MB |");
    println!("|---|---|---|---|");
    let mut all = Vec::new();
    for (name, text) in [
        ("none", with_derives(&text, "", "")),
        (
            "serde only",
            with_derives(
                &text,
                ", Serialize, Deserialize",
                "use serde::{Deserialize, Serialize};\n",
            ),
        ),
        ("these, which read and write, check on", text.clone()),
    ] {
        match measure(&schema, &text) {
            Some((ticks, peak)) => {
                all.push(seconds(ticks));
                println!(
                    "| {name} | {:.1} | {:.1} | {} |",
                    seconds(ticks),
                    seconds(ticks) * 1000.0 / types.max(1) as f64,
                    peak / 1024
                );
            }
            None => {
                println!("| {name} | does not compile | | |");
                return ExitCode::FAILURE;
            }
        }
    }
    if let [none, serde, ours] = all[..] {
        println!(
            "what the derives add / what serde's pair adds: {:.2} (budget 0.50)",
            (ours - none) / (serde - none)
        );
    }
    ExitCode::SUCCESS
}

fn seconds(ticks: u64) -> f64 {
    ticks as f64 / 100.0
}

/// The same types with other derives and without the attributes of this project.
fn with_derives(text: &str, derives: &str, imports: &str) -> String {
    let mut out = String::new();
    let mut in_attribute = false;
    for line in text.lines() {
        let start = line.trim_start();
        if in_attribute
            || start.starts_with("#[odata(")
            || (derives.is_empty() && start.starts_with("#[serde("))
        {
            in_attribute = !line.ends_with(")]");
            continue;
        }
        if start.starts_with("#[derive(") {
            let ours = [", Deserialize", ", EnumType", ", ComplexType", ", Entity"];
            let plain = ours
                .iter()
                .fold(line.to_owned(), |line, derive| line.replace(derive, ""));
            out.push_str(&plain.replace(")]", &format!("{derives})]")));
            if line.contains(" EnumType") && !derives.is_empty() {
                out.push_str("\n#[serde(rename_all = \"camelCase\")]");
            }
        } else if line.starts_with("use odata_entity::{") {
            out.push_str(imports);
        } else if line.starts_with("use serde::") && derives.is_empty() {
            continue;
        } else {
            out.push_str(&line.replace("Flags<", "Vec<"));
        }
        out.push('\n');
    }
    out
}

/// Checks a package with these types, and returns the processor time and the largest memory of the compiler.
fn measure(schema: &Path, text: &str) -> Option<(u64, u64)> {
    let target = Path::new(env!("CARGO_TARGET_TMPDIR"));
    let folder = target.join("scaffold-all");
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent()?;
    fs::create_dir_all(folder.join("src")).ok()?;
    fs::copy(schema, folder.join("graph.csdl")).ok()?;
    fs::copy(root.join("Cargo.lock"), folder.join("Cargo.lock")).ok()?;
    let manifest = format!(
        "[package]\nname = \"scaffolded\"\nedition = \"2024\"\n[workspace]\n[package.metadata.odata]\nschema = \"graph.csdl\"\n\
         [dependencies]\nchrono = {{ version = \"0.4\", default-features = false, features = [\"serde\"] }}\n\
         odata-entity = {{ path = {:?}, features = [\"decimal\", \"schema\", \"uuid\"] }}\n\
         rust_decimal = {{ version = \"1\", default-features = false, features = [\"serde\"] }}\n\
         serde = {{ version = \"1\", features = [\"derive\"] }}\nserde_json = \"1\"\n\
         uuid = {{ version = \"1\", default-features = false, features = [\"serde\"] }}\n",
        root.join("runtime")
    );
    fs::write(folder.join("Cargo.toml"), manifest).ok()?;
    let library = "//! All of Graph.\n#![deny(warnings, missing_docs)]\npub mod types;\n";
    fs::write(folder.join("src/lib.rs"), library).ok()?;
    fs::write(folder.join("src/types.rs"), text).ok()?;
    let report = folder.join("report");
    let _ = fs::remove_file(&report);
    let status = Command::new(env!("CARGO"))
        .args(["check", "--quiet", "--offline"])
        .current_dir(&folder)
        // One of its own: a compilation of minutes would hold up everybody else at work in the project's.
        .env("CARGO_TARGET_DIR", target.join("scaffold-all-target"))
        .env("CARGO_INCREMENTAL", "0")
        .env("RUSTC_WORKSPACE_WRAPPER", env::current_exe().ok()?)
        .env(REPORT, &report)
        .status()
        .ok()?;
    let report = fs::read_to_string(report).ok().filter(|_| status.success())?;
    let (ticks, peak) = report.split_once(' ')?;
    Some((ticks.parse().ok()?, peak.parse().ok()?))
}

/// A file below `shared`, beside the project or beside a folder around it.
fn shared(file: &str) -> Option<PathBuf> {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .ancestors()
        .map(|folder| folder.join("shared").join(file))
        .find(|path| path.exists())
}
