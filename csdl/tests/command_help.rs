//! The help of the command `odata-entity`: what each subcommand shows of itself is true.
#![cfg(feature = "cli")]

use std::path::Path;
use std::process::{Command, Output};
use std::{env, fs};

/// Runs the command in a folder without files, so that an example finds nothing and changes nothing.
fn run(arguments: &[&str]) -> Output {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("help");
    fs::create_dir_all(&folder).expect("a folder");
    let mut command = Command::new(env!("CARGO_BIN_EXE_odata-entity"));
    command
        .current_dir(folder)
        .args(arguments)
        .output()
        .expect("runs")
}

fn help(arguments: &[&str]) -> String {
    let output = run(arguments);
    assert_eq!(output.status.code(), Some(0), "{arguments:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// The subcommands that the help lists.
fn subcommands() -> Vec<String> {
    let text = help(&["--help"]);
    let listed = text.lines().skip_while(|line| *line != "Commands:").skip(1);
    let names = listed.map_while(|line| line.split_whitespace().next());
    names.filter(|name| *name != "help").map(String::from).collect()
}

/// The examples of a help, each as its arguments, without the file that a shell would write.
fn examples(help: &str) -> Vec<Vec<String>> {
    let lines = help.lines().skip_while(|line| *line != "Examples:").skip(1);
    let commands = lines.map_while(|line| line.strip_prefix("  odata-entity "));
    let arguments = |line: &str| {
        let words = line.split(" > ").next().unwrap_or(line).split_whitespace();
        words.map(|word| word.trim_matches('\'').to_owned()).collect()
    };
    commands.map(arguments).collect()
}

#[test]
fn each_subcommand_shows_examples_that_are_command_lines_of_it() {
    let subcommands = subcommands();
    assert!(subcommands.len() >= 6, "{subcommands:?}");
    for name in &subcommands {
        let shown = examples(&help(&[name, "--help"]));
        assert!(!shown.is_empty(), "`{name} --help` has no example");
        for example in &shown {
            assert_eq!(
                example.first(),
                Some(name),
                "{example:?} is in the help of `{name}`"
            );
        }
    }
    let shown = examples(&help(&["--help"]));
    assert!(!shown.is_empty(), "`--help` has no example");
}

/// Code 2 is what a wrong command line ends with: an option that was renamed, an argument that became required.
#[test]
fn no_example_is_a_wrong_command_line() {
    let mut pages: Vec<Vec<&str>> = vec![vec!["--help"]];
    let subcommands = subcommands();
    pages.extend(subcommands.iter().map(|name| vec![name.as_str(), "--help"]));
    for page in &pages {
        for example in examples(&help(page)) {
            let arguments: Vec<&str> = example.iter().map(String::as_str).collect();
            let output = run(&arguments);
            let errors = String::from_utf8_lossy(&output.stderr);
            assert!(
                matches!(output.status.code(), Some(0 | 1)),
                "{arguments:?}: {errors}"
            );
        }
    }
}

#[test]
fn the_help_lists_each_exit_code() {
    let text = help(&["--help"]);
    let codes = text
        .split("The exit code is")
        .nth(1)
        .expect("a paragraph on exit codes");
    for code in ["0 if", "1 if", "2 if", "3 if"] {
        assert!(codes.contains(code), "no `{code}` in {codes}");
    }
    assert_eq!(run(&["scaffold"]).status.code(), Some(2));
    assert_eq!(run(&[]).status.code(), Some(2));
    assert_eq!(run(&["list", "--schema", "none.csdl"]).status.code(), Some(1));
}

#[test]
fn the_command_has_a_name_and_a_version() {
    assert!(help(&["--version"]).starts_with("odata-entity "));
    assert!(help(&["scaffold", "--help"]).contains("Usage: odata-entity scaffold"));
}
