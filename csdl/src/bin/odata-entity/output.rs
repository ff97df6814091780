//! Where results go.

use std::fs;
use std::io::{self, ErrorKind, Write};
use std::path::Path;

use crate::failure::Failure;

/// Writes a text to a file, or to the standard output.
pub(crate) fn write(text: &str, file: Option<&Path>) -> Result<(), Failure> {
    let Some(file) = file else {
        return print(text);
    };
    if let Some(folder) = file
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty() && !folder.exists())
    {
        return Err(Failure(format!(
            "`{}` cannot be written: there is no folder `{}`",
            file.display(),
            folder.display()
        )));
    }
    fs::write(file, text).map_err(|error| Failure(format!("`{}` cannot be written: {error}", file.display())))
}

/// Prints a text. That nobody reads on, as `head` does, is no error.
pub(crate) fn print(text: &str) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    match out.write_all(text.as_bytes()).and_then(|()| out.flush()) {
        Err(error) if error.kind() != ErrorKind::BrokenPipe => {
            Err(Failure(format!("the output cannot be written: {error}")))
        }
        _ => Ok(()),
    }
}
