//! Whether the URLs of generated queries, paths and calls are valid by the grammar of the OData specification
//! (`odata-abnf-construction-rules.txt` of <https://github.com/oasis-tcs/odata-abnf>), which is read from the file that is named.
//!
//! ```text
//! cargo run -p odata-entity-abnf -- odata-abnf-construction-rules.txt [number]
//! ```

mod generate;
mod grammar;
mod model;
mod slips;

use grammar::Grammar;
use std::process::ExitCode;

const BASE: &str = "http://host/service";

fn main() -> ExitCode {
    // Matching goes as deep as an expression is nested.
    let work = std::thread::Builder::new().stack_size(1 << 29).spawn(run);
    match work.map(std::thread::JoinHandle::join) {
        Ok(Ok(Ok(()))) => ExitCode::SUCCESS,
        Ok(Ok(Err(message))) => fail(&message),
        Ok(Err(_)) => fail("it panicked"),
        Err(error) => fail(&error.to_string()),
    }
}

fn fail(message: &str) -> ExitCode {
    eprintln!("{message}");
    ExitCode::FAILURE
}

fn run() -> Result<(), String> {
    let mut arguments = std::env::args().skip(1);
    let file = arguments
        .next()
        .ok_or("name the file of the grammar: odata-abnf-construction-rules.txt")?;
    let number = arguments.next().map_or(Ok(200), |number| number.parse());
    let number = number.map_err(|error| format!("the number of URLs: {error}"))?;
    let text = std::fs::read_to_string(&file).map_err(|error| format!("{file}: {error}"))?;
    let (grammar, right) = (Grammar::read(&text)?, Grammar::read(&slips::put_right(&text)?)?);
    let (mut valid, mut but_for_slips, mut faults) = (0, 0, Vec::new());
    for url in generate::urls(number, BASE) {
        let below = url.strip_prefix(BASE).unwrap_or(&url).trim_start_matches('/');
        if grammar.matches("odataRelativeUri", below)?.is_ok() {
            valid += 1;
            continue;
        }
        match right.matches("odataRelativeUri", below)? {
            Ok(()) => but_for_slips += 1,
            Err(at) => faults.push(format!(
                "{below}\n  not after {:?}",
                below.get(..at).unwrap_or(below)
            )),
        }
    }
    println!("{valid} URLs are valid, {but_for_slips} more but for slips of the grammar:");
    for slip in slips::SLIPS {
        println!("- {}", slip.why);
    }
    match faults.is_empty() {
        true => Ok(()),
        false => Err(format!("{} are not:\n{}", faults.len(), faults.join("\n"))),
    }
}
