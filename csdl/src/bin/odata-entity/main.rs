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

mod routes;

mod list;
mod prune;
mod scaffold;

use std::process::ExitCode;

use clap::Parser;

use crate::args::{Arguments, Command};

fn main() -> ExitCode {
    let arguments = Arguments::parse();
    let done = match &arguments.command {
        Command::Scaffold(arguments) => scaffold::run(arguments),
        Command::List(arguments) => list::run(arguments),
        Command::Prune(arguments) => prune::run(arguments),
    };
    match done {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}
