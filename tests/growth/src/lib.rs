//! Whether work grows with what it is about, and not with its square.
//!
//! A case does some work whose size can be chosen. It is done for one size and for the double: where that takes more than
//! [`LIMIT`] times as much, the bench fails. What is compared is the number of CPU instructions, counted by valgrind's callgrind, which
//! is the same on a busy machine; what the work of size one takes is subtracted. Where valgrind is not installed it is the least
//! CPU time of some rounds, which can only be too large, and more rounds are made before a case fails.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// How many times as much work a double size may be. Linear work is 2, with a sort in it a little more, and its square 4.
pub const LIMIT: f64 = 2.5;

/// The rounds without valgrind: at least, and before a case fails.
const ROUNDS: (u32, u32) = (3, 15);

/// The rounds in which instructions are counted before a case fails.
const COUNTED_ROUNDS: u32 = 4;

/// The processor time of a round that is long enough to be compared.
const SHORTEST: Duration = Duration::from_millis(50);

/// Some work whose size can be chosen.
pub struct Case {
    /// What it is about.
    pub name: &'static str,
    /// The smaller of the two sizes: so large that what grows with its square would show.
    pub size: usize,
    /// The work.
    pub work: Work,
}

/// How the work is done.
pub enum Work {
    /// By a function of the bench.
    Here(fn(usize)),
    /// By a program; what is made for it first, files and the command itself, does not count.
    Program(fn(usize) -> Command),
}

impl Case {
    /// Work of the bench's own.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn here(name: &'static str, size: usize, work: fn(usize)) -> Self {
        let work = Work::Here(work);
        Self { name, size, work }
    }

    /// Work of a program.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn program(name: &'static str, size: usize, command: fn(usize) -> Command) -> Self {
        let work = Work::Program(command);
        Self { name, size, work }
    }

    /// What the work costs beyond what work of size one does.
    fn cost(&self, size: usize, is_counted: bool) -> f64 {
        match is_counted {
            true => self.instructions(size) - self.instructions(1),
            false => self.time(size).as_secs_f64() * 1e6,
        }
    }

    fn instructions(&self, size: usize) -> f64 {
        let command = match self.work {
            Work::Here(_) => own(self.name, size),
            Work::Program(command) => command(size),
        };
        let output = Command::new("valgrind")
            .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
            .arg(command.get_program())
            .args(command.get_args())
            .stdin(Stdio::null())
            .output()
            .expect("valgrind runs");
        let text = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}, size {size}: {text}", self.name);
        let collected = text.lines().find_map(|line| line.split_once("Collected : "));
        collected
            .and_then(|(_, count)| count.trim().parse().ok())
            .unwrap_or_else(|| panic!("valgrind counted nothing: {text}"))
    }

    fn time(&self, size: usize) -> Duration {
        match self.work {
            Work::Here(work) => {
                // The kernel counts in steps of some ms, so the work is done again until they are many.
                let (began, mut times) = (Instant::now(), 0);
                let start = cpu(began);
                loop {
                    work(size);
                    times += 1;
                    let spent = cpu(began).saturating_sub(start);
                    if spent >= SHORTEST {
                        return spent / times;
                    }
                }
            }
            Work::Program(command) => {
                let mut command = command(size);
                let began = Instant::now();
                let output = command.output().expect("the program runs");
                let text = String::from_utf8_lossy(&output.stderr);
                assert!(output.status.success(), "{}, size {size}: {text}", self.name);
                began.elapsed()
            }
        }
    }

    /// What the work costs for the size and for the double.
    fn growth(&self, is_counted: bool) -> (f64, f64) {
        let round = |size| self.cost(size, is_counted).max(1.0);
        let (mut once, mut twice) = (round(self.size), round(2 * self.size));
        if is_counted {
            // Hash tables and stand-ins are seeded at random, so a count can differ; work that grows too much does so each time.
            for _ in 1..COUNTED_ROUNDS {
                if twice / once <= LIMIT {
                    break;
                }
                (once, twice) = (round(self.size), round(2 * self.size));
            }
        } else {
            for number in 1..ROUNDS.1 {
                if number >= ROUNDS.0 && twice / once <= LIMIT {
                    break;
                }
                (once, twice) = (once.min(round(self.size)), twice.min(round(2 * self.size)));
            }
        }
        (once, twice)
    }
}

/// Measures every case, or those whose names have one of the arguments in them, and prints a table; exits with 1 if the work of one
/// grows too much.
pub fn main(cases: &[Case]) {
    let arguments: Vec<String> = std::env::args()
        .skip(1)
        .filter(|argument| argument != "--bench")
        .collect();
    if let [flag, name, size] = arguments.as_slice()
        && flag == "--run"
    {
        return run(cases, name, size);
    }
    let is_counted = has_valgrind();
    let unit = if is_counted { "10⁶ instructions" } else { "ms" };
    println!("| work | size | {unit} | {unit}, double size | ratio (limit {LIMIT}) |\n|---|---|---|---|---|");
    let wanted = |case: &&Case| arguments.is_empty() || arguments.iter().any(|part| case.name.contains(part));
    let mut over = Vec::new();
    for case in cases.iter().filter(wanted) {
        let (once, twice) = case.growth(is_counted);
        let unit = if is_counted { 1e6 } else { 1e3 };
        let ratio = twice / once;
        println!(
            "| {} | {} | {:.1} | {:.1} | {ratio:.2} |",
            case.name,
            case.size,
            once / unit,
            twice / unit
        );
        if ratio > LIMIT {
            over.push(case.name);
        }
    }
    if !over.is_empty() {
        eprintln!("grows too much: {}", over.join(", "));
        std::process::exit(1);
    }
}

/// What the bench does when it is run again to be counted.
fn run(cases: &[Case], name: &str, size: &str) {
    let case = cases.iter().find(|case| case.name == name);
    if let Some(Work::Here(work)) = case.map(|case| &case.work) {
        work(size.parse().expect("a number"));
    }
}

/// The bench itself, to do the work of a case and nothing else.
fn own(name: &str, size: usize) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("the program has a path"));
    command.args(["--run", name, &size.to_string()]);
    command
}

fn has_valgrind() -> bool {
    Command::new("valgrind")
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
}

/// The time so far that this thread has had a processor, where the system reports it (Linux); else all the time that
/// has passed.
fn cpu(began: Instant) -> Duration {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = text.and_then(|text| text.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| began.elapsed(), Duration::from_nanos)
}
