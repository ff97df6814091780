//! `odata-entity diff`

mod change;
mod concerned;
mod everything;

use crate::args::DiffArguments;
use crate::failure::Failure;
use crate::output::{Outcome, Page};
use crate::package::Package;
use crate::source;

pub(crate) fn run(arguments: &DiffArguments) -> Result<Outcome, Failure> {
    let old = source::read(std::slice::from_ref(&arguments.old))?;
    let new = source::read(std::slice::from_ref(&arguments.new))?;
    let mut page = Page::default();
    let differs = match &arguments.package {
        Some(folder) => concerned::show(&old, &new, &Package::read(folder)?, &mut page)?,
        None => everything::show(&old, &new, &arguments.types, &mut page)?,
    };
    page.print()?;
    Ok(match differs && arguments.exit_code {
        true => Outcome::Found,
        false => Outcome::Done,
    })
}
