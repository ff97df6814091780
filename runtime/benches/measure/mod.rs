//! What the benches measure with: CPU instructions (by valgrind where it is installed, else time) and allocations.

use std::alloc::System;
use std::process::Command;
use std::time::Instant;

use stats_alloc::{INSTRUMENTED_SYSTEM, Region, StatsAlloc};

#[global_allocator]
static ALLOCATOR: &StatsAlloc<System> = &INSTRUMENTED_SYSTEM;

/// The same work done twice: by this project, and by hand.
pub struct Case {
    pub name: &'static str,
    pub ours: fn(),
    pub by_hand: fn(),
    /// What ours may cost, as a share of by hand.
    pub budget: f64,
    /// How often ours may allocate.
    pub allocations: usize,
    /// How many runs are counted: the more, the shorter one is.
    pub runs: u32,
}

/// Measures every case and prints a table; exits with 1 if one is over its budget or allocates more often than it may.
pub fn main(cases: &[Case]) {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [flag, name, side, times] = arguments.as_slice()
        && flag == "--repeat"
    {
        return repeat(cases, name, side, times);
    }
    let unit = if valgrind() { "instructions" } else { "ns" };
    println!(
        "| case | {unit}, ours | {unit}, by hand | ratio | budget | allocations, ours | allocations, by hand |"
    );
    println!("|---|---|---|---|---|---|---|");
    let mut met = true;
    for case in cases {
        let cost = |side, run: fn()| {
            if unit == "ns" {
                time(run, case.runs)
            } else {
                instructions(case, side)
            }
        };
        let (ours, by_hand) = (cost("ours", case.ours), cost("by_hand", case.by_hand));
        let (allocations, allocations_by_hand) = (allocations(case.ours), allocations(case.by_hand));
        let ratio = ours / by_hand;
        met &= ratio <= case.budget && allocations <= case.allocations;
        println!(
            "| {} | {ours:.0} | {by_hand:.0} | {ratio:.2} | {:.2} | {allocations} | {allocations_by_hand} |",
            case.name, case.budget
        );
    }
    if !met {
        eprintln!("over budget");
        std::process::exit(1);
    }
}

/// What the program does when it is run again to be counted.
fn repeat(cases: &[Case], name: &str, side: &str, times: &str) {
    let case = cases
        .iter()
        .find(|case| case.name == name)
        .expect("the case is known");
    let run = if side == "ours" { case.ours } else { case.by_hand };
    for _ in 0..times.parse::<u32>().expect("a number") {
        run();
    }
}

fn valgrind() -> bool {
    Command::new("valgrind")
        .arg("--version")
        .output()
        .is_ok_and(|output| output.status.success())
}

/// Instructions of one run: what more runs cost more, so that starting the program does not count.
fn instructions(case: &Case, side: &str) -> f64 {
    let few = case.runs.div_ceil(4);
    let many = few + case.runs;
    let of = |times| collected(case.name, side, times);
    (of(many) - of(few)) / f64::from(case.runs)
}

fn collected(name: &str, side: &str, times: u32) -> f64 {
    let program = std::env::current_exe().expect("the program has a path");
    let output = Command::new("valgrind")
        .args(["--tool=callgrind", "--callgrind-out-file=/dev/null"])
        .arg(program)
        .args(["--repeat", name, side, &times.to_string()])
        .output()
        .expect("valgrind runs");
    let text = String::from_utf8_lossy(&output.stderr);
    let collected = text.lines().find_map(|line| line.split_once("Collected : "));
    collected
        .and_then(|(_, count)| count.trim().parse().ok())
        .unwrap_or_else(|| panic!("valgrind counted nothing: {text}"))
}

/// Nanoseconds of one run: the best of ten rounds.
fn time(run: fn(), runs: u32) -> f64 {
    let times = runs * 5;
    let round = || {
        let start = Instant::now();
        (0..times).for_each(|_| run());
        start.elapsed().as_nanos() as f64 / f64::from(times)
    };
    (0..10).map(|_| round()).fold(f64::INFINITY, f64::min)
}

/// Allocations and reallocations of one run.
fn allocations(run: fn()) -> usize {
    run();
    let region = Region::new(ALLOCATOR);
    run();
    let change = region.change();
    change.allocations + change.reallocations
}
