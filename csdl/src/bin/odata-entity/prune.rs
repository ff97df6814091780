//! `odata-entity prune`

use std::path::Path;

use crate::args::PruneArguments;
use crate::failure::Failure;
use crate::{output, select, source};

pub(crate) fn run(arguments: &PruneArguments) -> Result<(), Failure> {
    let schema = source::read(&arguments.schema.schema)?;
    let types = select::types(&schema, &arguments.types)?;
    let types: Vec<&str> = types.iter().map(String::as_str).collect();
    let paths: Vec<&str> = arguments.path.iter().map(String::as_str).collect();
    let pruned = schema.prune(&types, &paths)?;
    if let Some(out) = &arguments.out {
        if arguments.schema.schema.iter().any(|file| is_same(out, file)) {
            return Err(Failure::new(format!(
                "`{}` is the file that is read: write elsewhere, so that more can be taken from it later",
                out.display()
            )));
        }
        eprintln!(
            "{}: {} kB of {} kB",
            out.display(),
            kilobytes(&pruned),
            kilobytes(schema.text())
        );
    }
    output::write(&pruned, arguments.out.as_deref())
}

/// Whether two paths lead to one file that exists.
fn is_same(one: &Path, other: &Path) -> bool {
    one.canonicalize()
        .is_ok_and(|one| other.canonicalize().is_ok_and(|other| one == other))
}

fn kilobytes(text: &str) -> usize {
    text.len().div_ceil(1000)
}
