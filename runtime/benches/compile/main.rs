//! What the derives cost to compile, against what serde's cost on the same structs.
//!
//! `cargo bench -p odata-entity --bench compile -- --help` lists the arguments; `benches/README.md` has the method.

mod emit;
mod measure;
mod report;
mod shape;

use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::{env, fs, io};

use emit::{Package, REGISTRY, Use, Variant, source, with_odata_entity};
use measure::{Failure, Meter, Mode, as_wrapper, clean_build, compile};
use report::{Group, Samples, print_clean, print_growth};
use shape::{Mix, Shapes};

const HELP: &str = "\
arguments (after `--`):
  --n 100,1000        entities in the generated crates
  --mode check,build  how they are compiled
  --mix               complex types and unions too, as many to an entity as Graph has
  --used              crates in which each entity is read once, against serde's `Deserialize` used likewise
  --repeat 3          runs of each; the least counts
  --instructions      count instructions with valgrind, not seconds
  --clean             compare clean builds with and without odata-entity instead
  --keep              leave the generated crates in the target folder
";

struct Options {
    sizes: Vec<usize>,
    modes: Vec<Mode>,
    repeat: usize,
    meter: Meter,
    mix: Mix,
    use_of: Use,
    clean: bool,
    keep: bool,
}

fn main() -> ExitCode {
    if let Some(code) = as_wrapper() {
        return code;
    }
    let options = match options(env::args().skip(1)) {
        Ok(options) => options,
        Err(message) => {
            eprint!("{message}");
            return ExitCode::FAILURE;
        }
    };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("compile");
    let result = if options.clean {
        run_clean(&options, &folder)
    } else {
        run_derives(&options, &folder)
    };
    if options.keep {
        println!("\nthe generated crates are in {}", folder.display());
    } else if let Err(error) = fs::remove_dir_all(&folder) {
        eprintln!("{} stays: {error}", folder.display());
    }
    match result {
        Ok(()) => ExitCode::SUCCESS,
        Err(Failure::Io(error)) => {
            eprintln!("{error}");
            ExitCode::FAILURE
        }
        Err(Failure::Compiler(output)) => {
            eprintln!("{output}");
            ExitCode::FAILURE
        }
    }
}

/// Reads the arguments; an error is the text to show.
fn options(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut options = Options {
        sizes: vec![100, 1000],
        modes: vec![Mode::Check, Mode::Build],
        repeat: 3,
        meter: Meter::CpuTime,
        mix: Mix::Entities,
        use_of: Use::Nothing,
        clean: false,
        keep: false,
    };
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--n" => {
                options.sizes = list(&argument, arguments.next(), number)?;
            }
            "--mode" => options.modes = list(&argument, arguments.next(), mode)?,
            "--repeat" => {
                let counts = list(&argument, arguments.next(), number)?;
                options.repeat = counts[0];
            }
            "--instructions" => options.meter = Meter::Instructions,
            "--mix" => options.mix = Mix::All,
            "--used" => options.use_of = Use::Reading,
            "--clean" => options.clean = true,
            "--keep" => options.keep = true,
            // cargo adds it to whatever `cargo bench` runs.
            "--bench" => {}
            "--help" => return Err(HELP.to_owned()),
            other => return Err(format!("unknown argument `{other}`\n{HELP}")),
        }
    }
    Ok(options)
}

/// A comma-separated list with at least one element.
fn list<T>(name: &str, text: Option<String>, read: impl Fn(&str) -> Option<T>) -> Result<Vec<T>, String> {
    let text = text.unwrap_or_default();
    text.split(',')
        .map(read)
        .collect::<Option<_>>()
        .ok_or_else(|| format!("`{name} {text}` is not valid\n{HELP}"))
}

fn number(text: &str) -> Option<usize> {
    text.parse().ok().filter(|number| *number > 0)
}

fn mode(text: &str) -> Option<Mode> {
    [Mode::Check, Mode::Build]
        .into_iter()
        .find(|mode| mode.name() == text)
}

fn run_derives(options: &Options, folder: &Path) -> Result<(), Failure> {
    let mut groups = Vec::new();
    for &entities in &options.sizes {
        let shapes = Shapes::new(entities, options.mix);
        for &mode in &options.modes {
            let group = Group {
                entities,
                use_of: options.use_of,
                properties: shapes.properties(),
                mode,
                variants: variants(options, folder, &shapes, mode)?,
            };
            group.print(options.meter);
            groups.push(group);
        }
    }
    print_growth(&groups);
    Ok(())
}

/// The costs of each variant. One that does not compile is reported and left out.
fn variants(
    options: &Options,
    folder: &Path,
    shapes: &Shapes,
    mode: Mode,
) -> Result<Vec<(Variant, Samples)>, Failure> {
    let dependencies = with_odata_entity();
    let target = folder.join("target");
    let run = |variant: Variant, meter| {
        let package = folder.join(variant.name());
        // Written anew each time: a fresh source is what makes cargo compile it again.
        let source = source(shapes, variant, options.use_of).map_err(io::Error::other)?;
        Package {
            folder: &package,
            dependencies: &dependencies,
            source: &source,
        }
        .write()?;
        compile(&package, &target, mode, meter)
    };
    // Dependencies first, and the compiler's own files read once; the variants have all dependencies in common.
    run(Variant::Plain, Meter::CpuTime)?;
    let mut measured: Vec<_> = Variant::compared(options.use_of, !shapes.complexes.is_empty())
        .iter()
        .map(|variant| (*variant, Samples::default()))
        .collect();
    for _ in 0..options.repeat {
        let mut failed = Vec::new();
        // Interleaved, so that a slow minute of the machine falls on all of them.
        for (variant, samples) in &mut measured {
            match run(*variant, options.meter) {
                Ok(cost) => samples.push(cost),
                Err(Failure::Compiler(output)) => {
                    report_failure(*variant, mode, &output);
                    failed.push(*variant);
                }
                Err(error) => return Err(error),
            }
        }
        measured.retain(|(variant, _)| !failed.contains(variant));
    }
    Ok(measured)
}

fn report_failure(variant: Variant, mode: Mode, output: &str) {
    const SHOWN: usize = 40;
    let name = variant.name();
    eprintln!(
        "\nthe crate of variant `{name}` does not compile ({}), so it is not measured:",
        mode.name()
    );
    for line in output.lines().take(SHOWN) {
        eprintln!("  {line}");
    }
    let rest = output.lines().count().saturating_sub(SHOWN);
    if rest > 0 {
        eprintln!("  … and {rest} lines more");
    }
}

fn run_clean(options: &Options, folder: &Path) -> Result<(), Failure> {
    let write = |name: &str, dependencies: &str| -> Result<PathBuf, Failure> {
        let package = folder.join(name);
        Package {
            folder: &package,
            dependencies,
            source: "//! Nothing of its own.\n",
        }
        .write()?;
        Ok(package)
    };
    let without = write("clean-without", REGISTRY)?;
    let with = write("clean-with", &with_odata_entity())?;
    let target = folder.join("clean-target");
    for &mode in &options.modes {
        let (mut registry, mut entity) = (Samples::default(), Samples::default());
        for _ in 0..options.repeat {
            registry.push(clean_build(&without, &target, mode)?);
            entity.push(clean_build(&with, &target, mode)?);
        }
        print_clean(mode, &registry, &entity);
    }
    Ok(())
}
