//! What one compilation costs.
//!
//! cargo runs this program in place of rustc for the generated package (`RUSTC_WORKSPACE_WRAPPER`): the program then
//! runs the compiler, reads what it took, and leaves the figures in a file. So neither cargo's own work nor that of
//! dependencies is counted.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Output, Stdio};
use std::time::Instant;
use std::{env, fs, io};

use crate::emit::CRATE_NAME;

/// Names the file that the wrapper leaves its figures in, and so tells the program that it is the wrapper.
const FIGURES: &str = "ODATA_ENTITY_BENCH_FIGURES";
/// Set for the wrapper that counts instructions.
const INSTRUCTIONS: &str = "ODATA_ENTITY_BENCH_INSTRUCTIONS";

/// What is counted.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Meter {
    /// Seconds of user and system time.
    CpuTime,
    /// Instructions, by valgrind: some fifty times slower, and the same figure (within 0.1 %) on a busy machine.
    Instructions,
}

impl Meter {
    pub(crate) fn unit(self) -> &'static str {
        match self {
            Self::CpuTime if children_cpu().is_none() => "s wall (no CPU times on this system)",
            Self::CpuTime => "s CPU",
            Self::Instructions => "G instructions",
        }
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
pub(crate) enum Mode {
    Check,
    Build,
}

impl Mode {
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Check => "check",
            Self::Build => "build",
        }
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Cost {
    /// In the meter's unit.
    pub(crate) work: f64,
    /// Seconds by the clock.
    pub(crate) wall: f64,
}

/// Why a package has no cost: it does not compile (the compiler's output), or cargo could not be run.
pub(crate) enum Failure {
    Compiler(String),
    Io(io::Error),
}

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Io(error)
    }
}

/// Compiles the package in `folder` as cargo would for its user, with one job and nothing incremental.
/// Its dependencies are built first where they are not fresh, and not counted.
pub(crate) fn compile(folder: &Path, target: &Path, mode: Mode, meter: Meter) -> Result<Cost, Failure> {
    let figures = folder.join("figures");
    let mut cargo = cargo(folder, target, mode);
    cargo
        .arg("-j1")
        .env("RUSTC_WORKSPACE_WRAPPER", env::current_exe()?)
        .env(FIGURES, &figures);
    if meter == Meter::Instructions {
        cargo.env(INSTRUCTIONS, "1");
    }
    succeed(cargo.output()?)?;
    let text = fs::read_to_string(&figures)?;
    fs::remove_file(&figures)?;
    let mut numbers = text.split_whitespace().map(str::parse);
    match (numbers.next(), numbers.next()) {
        (Some(Ok(work)), Some(Ok(wall))) => Ok(Cost { work, wall }),
        _ => Err(io::Error::other(format!("unreadable figures: {text}")).into()),
    }
}

/// Builds the package in `folder` and all it depends on from nothing, with as many jobs as cargo chooses.
pub(crate) fn clean_build(folder: &Path, target: &Path, mode: Mode) -> Result<Cost, Failure> {
    if target.exists() {
        fs::remove_dir_all(target)?;
    }
    let mut cargo = cargo(folder, target, mode);
    let (output, cost) = timed(|| cargo.output())?;
    succeed(output)?;
    Ok(cost)
}

fn cargo(folder: &Path, target: &Path, mode: Mode) -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    cargo
        .args([mode.name(), "--lib", "--quiet", "--offline", "--target-dir"])
        .arg(target)
        .current_dir(folder)
        .env("CARGO_INCREMENTAL", "0")
        // A compiler cache would be measured instead of the compiler.
        .env_remove("RUSTC_WRAPPER")
        .stdin(Stdio::null());
    cargo
}

fn succeed(output: Output) -> Result<(), Failure> {
    if output.status.success() {
        Ok(())
    } else {
        Err(Failure::Compiler(
            String::from_utf8_lossy(&output.stderr).into_owned(),
        ))
    }
}

/// Runs the compiler in cargo's stead if cargo called this program for that.
pub(crate) fn as_wrapper() -> Option<ExitCode> {
    let figures = PathBuf::from(env::var_os(FIGURES)?);
    Some(match wrap(&figures) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("the compiler could not be measured: {error}");
            ExitCode::FAILURE
        }
    })
}

/// `program rustc arguments…`, as cargo calls a wrapper.
fn wrap(figures: &Path) -> io::Result<ExitCode> {
    let mut words = env::args_os().skip(1);
    let rustc = words
        .next()
        .ok_or_else(|| io::Error::other("no compiler named"))?;
    let arguments: Vec<_> = words.collect();
    let is_crate = arguments
        .windows(2)
        .any(|pair| pair[0] == "--crate-name" && pair[1] == CRATE_NAME);
    let log = figures.with_extension("valgrind");
    let mut command = if is_crate && env::var_os(INSTRUCTIONS).is_some() {
        valgrind(Path::new(&rustc), &log)?
    } else {
        Command::new(&rustc)
    };
    command.args(&arguments);
    let (status, mut cost) = timed(|| command.status())?;
    if is_crate && status.success() {
        if log.exists() {
            cost.work = instructions(&fs::read_to_string(&log)?)?;
            fs::remove_file(&log)?;
        }
        fs::write(figures, format!("{} {}", cost.work, cost.wall))?;
    }
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}

/// valgrind around the compiler itself: under rustup, `rustc` is only a proxy that starts it.
fn valgrind(rustc: &Path, log: &Path) -> io::Result<Command> {
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

/// In `==1== I   refs:      802,923,783`, the number, in 10⁹.
fn instructions(log: &str) -> io::Result<f64> {
    let digits = |line: &str| line.rsplit(' ').next().map(|number| number.replace(',', ""));
    log.lines()
        .find(|line| line.contains("refs:"))
        .and_then(digits)
        .and_then(|number| number.parse::<f64>().ok())
        .map(|count| count / 1e9)
        .ok_or_else(|| io::Error::other(format!("no instruction count in valgrind's log: {log}")))
}

/// Runs `child`, which must wait for the one process it starts.
fn timed<T>(child: impl FnOnce() -> io::Result<T>) -> io::Result<(T, Cost)> {
    let (clock, before) = (Instant::now(), children_cpu());
    let result = child()?;
    let wall = clock.elapsed().as_secs_f64();
    let work = match (before, children_cpu()) {
        (Some(before), Some(after)) => after - before,
        _ => wall,
    };
    Ok((result, Cost { work, wall }))
}

/// User and system seconds of all children waited for so far; `None` where there is no Linux `/proc`.
/// proc(5): `cutime` and `cstime` are the 16th and 17th field, in ticks of 10 ms; the second field may hold spaces.
fn children_cpu() -> Option<f64> {
    let stat = fs::read_to_string("/proc/self/stat").ok()?;
    let (_, fields) = stat.rsplit_once(')')?;
    let mut fields = fields.split_whitespace().skip(13);
    let (user, system): (f64, f64) = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
    Some((user + system) / 100.0)
}
