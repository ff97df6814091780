//! `odata-entity check`

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use odata_entity_csdl::{Kind, Overlay, Schema, Segment};
use odata_entity_names::nearest;

use crate::args::CheckArguments;
use crate::failure::Failure;
use crate::output::{Ink, Outcome, Page, counted};
use crate::package::{Declared, Package, Role};
use crate::shown::in_shell;
use crate::{prune, source};

pub(crate) fn run(arguments: &CheckArguments) -> Result<Outcome, Failure> {
    let package = Package::read(&arguments.package)?;
    let own = package.types.iter().filter_map(|ty| ty.schema.clone().flatten());
    let others: BTreeSet<PathBuf> = own.collect();
    if package.schema.is_empty() && others.is_empty() {
        return Err(Failure::new(format!(
            "`{}` names no schema: write `[package.metadata.odata]` with `schema = \"schemas/service.csdl\"` in its Cargo.toml",
            package.folder.display()
        )));
    }
    let mut report = Report::default();
    if !package.schema.is_empty() {
        let types: Vec<&Declared> = package.types.iter().filter(|ty| ty.schema.is_none()).collect();
        let checked = Checked::read(&package.schema, types, arguments.long, &mut report)?;
        checked.paths(&package, &mut report);
        checked.unused(&package, &mut report)?;
    }
    for file in others {
        let is_of = |ty: &&Declared| ty.schema.as_ref().and_then(Option::as_ref) == Some(&file);
        let types: Vec<&Declared> = package.types.iter().filter(is_of).collect();
        Checked::read(std::slice::from_ref(&file), types, arguments.long, &mut report)?;
    }
    if report.lacks {
        report.note(
            "the schema is a part of the metadata: if the service has what is missing, `odata-entity prune` with the type's name, or \
             with `--path '…'`, adds it"
                .to_owned(),
        );
    }
    let errors = report.errors;
    report.page.line(
        Ink::Plain,
        format!(
            "{}: {}, {}: {errors} to correct, {} to look at",
            package.folder.display(),
            counted(package.types.len(), "type"),
            counted(package.paths.len(), "path"),
            report.notes
        ),
    );
    report.page.print()?;
    Ok(if errors > 0 { Outcome::Found } else { Outcome::Done })
}

#[derive(Default)]
struct Report {
    page: Page,
    errors: usize,
    notes: usize,
    /// Whether a pruned file lacks something, which the service may have.
    lacks: bool,
}

impl Report {
    fn error(&mut self, text: String) {
        self.page.line(Ink::Removed, format!("error: {text}"));
        self.errors += 1;
    }

    fn note(&mut self, text: String) {
        self.page.line(Ink::Changed, format!("note: {text}"));
        self.notes += 1;
    }
}

/// A schema with the types that are checked against it.
struct Checked<'p> {
    schema: Schema,
    files: Vec<PathBuf>,
    types: Vec<&'p Declared>,
    /// All of a list, and not only its beginning.
    long: bool,
}

/// What a smaller file must save to be proposed: one part in so many.
const WORTH: usize = 10;

/// How many names a note lists.
const LISTED: usize = 8;

impl<'p> Checked<'p> {
    /// Reads the schema, and checks its overlay and the types.
    fn read(
        files: &[PathBuf],
        types: Vec<&'p Declared>,
        long: bool,
        report: &mut Report,
    ) -> Result<Self, Failure> {
        let schema = source::read_alone(files)?;
        let schema = match source::overlay_beside(files)? {
            None => schema,
            Some((beside, Ok(overlay))) => with_overlay(schema, overlay, &beside, report),
            Some((beside, Err(errors))) => {
                for error in errors {
                    report.error(format!("`{}`, {error}", beside.display()));
                }
                schema
            }
        };
        let checked = Checked {
            schema,
            files: files.to_vec(),
            types,
            long,
        };
        checked.faults(report);
        checked.members(report);
        Ok(checked)
    }

    /// The faults of the metadata: to correct if one of the types has it, else to look at.
    fn faults(&self, report: &mut Report) {
        let used: Vec<String> = self
            .types
            .iter()
            .filter_map(|ty| crate::select::fault(&self.schema, &ty.name))
            .map(|error| error.to_string())
            .collect();
        for error in self.schema.check() {
            let error = error.to_string();
            match used.contains(&error) {
                true => report.error(error),
                false => report.note(format!("{error}; no type of the package needs it")),
            }
        }
    }

    /// Types and members that the service does not have.
    fn members(&self, report: &mut Report) {
        for ty in &self.types {
            let at = format!("{}:{}: `{}`", ty.at.file.display(), ty.at.line, ty.at.text);
            let known = match ty.role {
                // Operations are found by what they are bound to: that is the derive's work.
                Role::Operation => continue,
                Role::Enumeration => self
                    .schema
                    .enum_type(&ty.name)
                    .map(|found| names(found.members.iter().map(|member| &member.name))),
                Role::Text => self.schema.allowed_values(&ty.name).map(|list| {
                    let values = list.unwrap_or_default().values;
                    names(values.iter().map(|one| &one.value))
                }),
                Role::Structured | Role::Union => self.properties(&ty.name),
            };
            let known = match known {
                Ok(known) => known,
                Err(error) => {
                    report.lacks |= error.is_missing() && self.schema.is_pruned();
                    report.error(format!("{at}: {error}"));
                    continue;
                }
            };
            let is_open = self.schema.is_open(&ty.name).unwrap_or(false);
            for member in &ty.members {
                if known.contains(&member.wire) || is_open {
                    continue;
                }
                report.lacks |= ty.role == Role::Structured && self.schema.is_pruned();
                let near = nearest(&member.wire, known.iter().map(String::as_str));
                let near = near.map(|near| format!("; the nearest is `{near}`"));
                report.error(format!(
                    "{}:{}: `{}` has no `{}`{}",
                    member.at.file.display(),
                    member.at.line,
                    ty.name,
                    member.wire,
                    near.unwrap_or_default()
                ));
            }
        }
    }

    fn properties(&self, name: &str) -> Result<Vec<String>, odata_entity_csdl::Error> {
        let mut known = names(
            self.schema
                .properties(name)?
                .iter()
                .map(|declared| &declared.property.name),
        );
        known.extend(names(
            self.schema
                .navigation_properties(name)?
                .iter()
                .map(|declared| &declared.property.name),
        ));
        Ok(known)
    }

    fn paths(&self, package: &Package, report: &mut Report) {
        for path in &package.paths {
            if let Err(error) = self.schema.route(&Segment::split(&path.text)) {
                report.lacks |= error.error.is_missing() && self.schema.is_pruned();
                report.error(format!(
                    "{}:{}: `{}`: {error}",
                    path.file.display(),
                    path.line,
                    path.text
                ));
            }
        }
    }

    /// Types of the file that nothing in the package needs.
    fn unused(&self, package: &Package, report: &mut Report) -> Result<(), Failure> {
        let mut types: Vec<&str> = self
            .types
            .iter()
            .filter(|ty| ty.role != Role::Operation && self.schema.type_kind(&ty.name).is_some())
            .map(|ty| ty.name.as_str())
            .collect();
        types.sort_unstable();
        types.dedup();
        let paths: Vec<&str> = package
            .paths
            .iter()
            .map(|path| path.text.as_str())
            .filter(|path| self.schema.route(&Segment::split(path)).is_ok())
            .collect();
        if types.is_empty() && paths.is_empty() {
            return Ok(());
        }
        let base = prune::pruned(&self.schema, &types, &[], "")?;
        let base = Schema::parse(base)?;
        // Paths that the types bring along need not be named.
        let mut paths: Vec<&str> = paths
            .into_iter()
            .filter(|path| base.route(&Segment::split(path)).is_err())
            .collect();
        paths.sort_unstable();
        paths.dedup();
        let files: Vec<String> = self.files.iter().map(|file| file.display().to_string()).collect();
        let command = prune::command(&files, &types, &paths);
        let pruned = prune::pruned(&self.schema, &types, &paths, &command)?;
        let (before, after) = (self.schema.text().len(), pruned.len());
        if before.saturating_sub(after) * WORTH < before {
            return Ok(());
        }
        let small = Schema::parse(pruned.as_str())?;
        let unused: Vec<String> = [Kind::EntityType, Kind::ComplexType, Kind::EnumType]
            .into_iter()
            .flat_map(|kind| self.schema.names(kind).collect::<Vec<_>>())
            .filter(|name| small.type_kind(name).is_none())
            .collect();
        let most = if self.long { unused.len() } else { LISTED };
        let mut listed: Vec<String> = unused.iter().take(most).map(|name| format!("`{name}`")).collect();
        if unused.len() > most {
            listed.push(format!("{} more (`--long` lists them)", unused.len() - most));
        }
        let without = match unused.len() {
            // Of types that it needs the names of, it may need no more.
            0 => String::new(),
            number => format!(" without {} ({})", counted(number, "type"), listed.join(", ")),
        };
        report.note(format!(
            "`{}`: the package needs less: {} kB in place of {} kB{without}, made by: {command} -o {}",
            files.join("`, `"),
            after.div_ceil(1000),
            before.div_ceil(1000),
            self.out()
        ));
        Ok(())
    }

    /// Where the small file goes: in the place of one that was pruned already, else beside the first.
    fn out(&self) -> String {
        let first = self
            .files
            .first()
            .map_or(Path::new("schema.csdl"), PathBuf::as_path);
        match self.files.len() == 1 && self.schema.is_pruned() {
            true => in_shell(&first.display().to_string()).into_owned(),
            false => format!(
                "{} (to be named in Cargo.toml)",
                in_shell(&first.with_extension("small.csdl").display().to_string())
            ),
        }
    }
}

/// The schema with its overlay; reported are lines that are about nothing, and those that the metadata has itself by now.
fn with_overlay(schema: Schema, overlay: Overlay, beside: &Path, report: &mut Report) -> Schema {
    let shown = beside.display();
    let stated: Vec<_> = overlay
        .entries()
        .iter()
        .map(|entry| schema.facts(&entry.ty, &entry.property).ok().flatten())
        .collect();
    let schema = schema.with_overlay(overlay);
    for error in schema.check_overlay() {
        report.error(format!("`{shown}`, {error}"));
    }
    for (entry, facts) in schema.overlay().entries().iter().zip(stated) {
        let Some(facts) = facts else { continue };
        let marks = entry.marks;
        let is_new = (marks.read_only && !facts.is_never_written())
            || (marks.immutable && !facts.is_immutable)
            || (marks.write_only && !facts.is_write_only)
            || (marks.non_nullable && facts.is_nullable)
            || (marks.filterable && facts.is_filterable != Some(true));
        if !is_new {
            report.note(format!(
                "`{shown}`, line {}: the metadata states it about `{}/{}` itself: remove the line",
                entry.line, entry.ty, entry.property
            ));
        }
    }
    schema
}

fn names<'a>(names: impl Iterator<Item = &'a String>) -> Vec<String> {
    names.cloned().collect()
}
