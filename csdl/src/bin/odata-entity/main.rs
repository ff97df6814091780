//! The command `odata-entity`: structs, small schema files and answers out of a service's `$metadata`.

// Each module uses only those before it.
mod args;
mod failure;
mod output;
mod shown;
mod source;

mod naming;

mod versions;

mod select;

mod operations;

mod routes;

mod list;
mod prune;
mod scaffold;

mod contents;
mod package;

mod check;
mod diff;

use std::process::ExitCode;

use anstyle::{AnsiColor, Effects};
use clap::{CommandFactory, Parser};

use crate::args::{Arguments, Command};
use crate::output::Outcome;

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Command::Scaffold(arguments) => scaffold::run(arguments).map(|()| Outcome::Done),
        Command::List(arguments) => list::run(arguments).map(|()| Outcome::Done),
        Command::Prune(arguments) => prune::run(arguments).map(|()| Outcome::Done),
        Command::Check(arguments) => check::run(arguments),
        Command::Diff(arguments) => diff::run(arguments),
        Command::Completions(arguments) => {
            let mut script = Vec::new();
            clap_complete::generate(
                arguments.shell,
                &mut Arguments::command(),
                "odata-entity",
                &mut script,
            );
            output::print(&String::from_utf8_lossy(&script)).map(|()| Outcome::Done)
        }
    };
    match done {
        Ok(Outcome::Done) => ExitCode::SUCCESS,
        Ok(Outcome::Found) => ExitCode::from(3),
        Err(failure) => {
            let style = AnsiColor::Red.on_default().effects(Effects::BOLD);
            anstream::eprintln!("{style}error{style:#}: {failure}");
            ExitCode::FAILURE
        }
    }
}
