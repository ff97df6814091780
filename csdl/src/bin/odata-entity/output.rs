//! Where results go.

use std::fs;
use std::io::{self, ErrorKind, IsTerminal, Write};
use std::path::Path;

use anstyle::{AnsiColor, Style};

use crate::failure::Failure;
use crate::shown::{on_one_line, shown};

/// Writes a text to a file, whose folder is made if there is none, or to the standard output.
pub(crate) fn write(text: &str, file: Option<&Path>) -> Result<(), Failure> {
    let Some(file) = file else {
        return print(text);
    };
    let folder = file.parent().filter(|folder| !folder.as_os_str().is_empty());
    folder
        .map_or(Ok(()), fs::create_dir_all)
        .and_then(|()| fs::write(file, text))
        .map_err(|error| Failure::new(format!("`{}` cannot be written: {error}", file.display())))
}

/// Prints a text. That nobody reads on, as `head` does, is no error.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    // Into a file or another program it goes as it is.
    let text = match out.is_terminal() {
        true => shown(text),
        false => text.into(),
    };
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure::new(format!("the output cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}

/// How a command ended that did not fail.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    Done,
    /// It found what it was to look for: exit code 3.
    Found,
}

/// The colour of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ink {
    Plain,
    /// Green.
    Added,
    /// Red.
    Removed,
    /// Yellow.
    Changed,
}

impl Ink {
    fn style(self) -> Style {
        match self {
            Ink::Plain => Style::new(),
            Ink::Added => AnsiColor::Green.on_default(),
            Ink::Removed => AnsiColor::Red.on_default(),
            Ink::Changed => AnsiColor::Yellow.on_default(),
        }
    }
}

/// Lines with their colours, which a terminal gets and nothing else does (`NO_COLOR` and `CLICOLOR_FORCE` are heeded).
#[derive(Debug, Default)]
pub(crate) struct Page(Vec<(Ink, String)>);

impl Page {
    /// Adds a line. Of what is in it by way of the metadata nothing acts.
    pub(crate) fn line(&mut self, ink: Ink, text: impl AsRef<str>) {
        self.0.push((ink, on_one_line(text.as_ref()).into_owned()));
    }

    /// Prints the lines.
    pub(crate) fn print(&self) -> Result<(), Failure> {
        let mut out = anstream::AutoStream::auto(io::stdout().lock());
        for (ink, text) in &self.0 {
            let style = ink.style();
            match writeln!(out, "{style}{text}{style:#}") {
                Err(error) if error.kind() == ErrorKind::BrokenPipe => return Ok(()),
                Err(error) => {
                    return Err(Failure::new(format!("the output cannot be written: {error}")));
                }
                Ok(()) => {}
            }
        }
        Ok(())
    }
}

/// A number of things: `1 type`, `2 types`.
pub(crate) fn counted(number: usize, what: &str) -> String {
    match number {
        1 => format!("1 {what}"),
        _ => format!("{number} {what}s"),
    }
}
