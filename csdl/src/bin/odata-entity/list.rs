//! `odata-entity list`

use std::collections::HashSet;

use odata_entity_csdl::{Error, Kind, Operation, Parameter, Schema, TypeRef};
use odata_entity_names::nearest;

use crate::args::{ListArguments, TypeKind};
use crate::failure::Failure;
use crate::naming::local;
use crate::operations::{parameter_name, signature};
use crate::routes::Paths;
use crate::select::{fits, wider};
use crate::shown::on_one_line;
use crate::{output, source};

/// A line of the list.
struct Row {
    kind: &'static str,
    name: String,
    base: String,
    key: String,
    size: String,
    path: String,
    /// What `--long` shows below it.
    below: Vec<String>,
}

impl Row {
    fn new(kind: TypeKind, name: String) -> Row {
        Row {
            kind: kind.word(),
            name,
            base: String::new(),
            key: String::new(),
            size: String::new(),
            path: String::new(),
            below: Vec::new(),
        }
    }
}

pub(crate) fn run(arguments: &ListArguments) -> Result<(), Failure> {
    let schema = source::read(&arguments.schema.schema)?;
    let mut paths = None;
    let mut rows = Vec::new();
    for kind in TypeKind::ALL {
        if arguments.kind.is_some_and(|wanted| wanted != kind) {
            continue;
        }
        if kind.kind().is_operation() {
            operations(&schema, kind, arguments, &mut rows)?;
            continue;
        }
        for name in schema
            .names(kind.kind())
            .filter(|name| is_wanted(arguments, name))
        {
            if paths.is_none() {
                paths = Some(Paths::find(&schema, None, 4)?);
            }
            if let Some(paths) = &paths {
                rows.push(row(&schema, paths, kind, name, arguments.long)?);
            }
        }
    }
    if rows.is_empty() {
        return Err(source::lacking(&schema, nothing(&schema, arguments)));
    }
    output::print(&table(&rows))
}

fn is_wanted(arguments: &ListArguments, name: &str) -> bool {
    match &arguments.pattern {
        None => true,
        Some(pattern) if pattern.contains('*') => fits(pattern, name),
        Some(part) => name.to_lowercase().contains(&part.to_lowercase()),
    }
}

/// Whether an operation fits: by its name, or since the pattern is all of the name of the type that it is bound to.
fn is_wanted_operation(arguments: &ListArguments, operation: &Operation) -> bool {
    let is_bound_to = |pattern: &str| {
        operation.binding().is_some_and(|ty| {
            ty.name.eq_ignore_ascii_case(pattern) || local(&ty.name).eq_ignore_ascii_case(pattern)
        })
    };
    is_wanted(arguments, &operation.name) || arguments.pattern.as_deref().is_some_and(is_bound_to)
}

fn nothing(schema: &Schema, arguments: &ListArguments) -> Failure {
    let Some(pattern) = &arguments.pattern else {
        return Failure::new("the schema has nothing of this kind");
    };
    let kinds = TypeKind::ALL
        .into_iter()
        .filter(|kind| arguments.kind.is_none_or(|wanted| wanted == *kind));
    let names: Vec<String> = kinds.flat_map(|kind| schema.names(kind.kind())).collect();
    if pattern.contains('*') {
        let wider = wider(pattern, &names).unwrap_or_default();
        return Failure::new(format!("nothing fits the pattern `{pattern}`{wider}"));
    }
    let near = nearest(local(pattern), names.iter().map(|name| local(name)));
    let near = near.map(|near| format!("; the nearest name is `{near}`"));
    Failure::new(format!("nothing fits `{pattern}`{}", near.unwrap_or_default()))
}

fn row(schema: &Schema, paths: &Paths<'_>, kind: TypeKind, name: String, long: bool) -> Result<Row, Failure> {
    let mut row = Row::new(kind, name);
    match kind.kind() {
        Kind::EnumType => {
            let ty = match schema.enum_type(&row.name) {
                Ok(ty) => ty,
                Err(error) => {
                    faulty(&mut row, &error)?;
                    return Ok(row);
                }
            };
            row.size = format!("{} members", ty.members.len());
            row.below = ty
                .members
                .iter()
                .map(|member| format!("{} = {}", member.name, member.value))
                .collect();
        }
        Kind::TypeDefinition => row.base = schema.type_definition(&row.name)?.underlying.clone(),
        _ => structured(schema, paths, &mut row)?,
    }
    if !long {
        row.below.clear();
    }
    Ok(row)
}

/// A row for each overload: what it is bound to where a type has its base, what it returns where a type has its path.
fn operations(
    schema: &Schema,
    kind: TypeKind,
    arguments: &ListArguments,
    rows: &mut Vec<Row>,
) -> Result<(), Failure> {
    let mut known = HashSet::new();
    let names = schema
        .names(kind.kind())
        .filter(|name| known.insert(name.clone()));
    let mut all = Vec::new();
    for name in names {
        match schema.operations(&name) {
            Ok(overloads) => all.extend(overloads),
            Err(error) if is_wanted(arguments, &name) => {
                let mut row = Row::new(kind, name);
                faulty(&mut row, &error)?;
                rows.push(row);
            }
            Err(_) => {}
        }
    }
    all.retain(|operation| operation.kind == kind.kind() && is_wanted_operation(arguments, operation));
    for operation in all {
        let parameters = operation.arguments();
        let shown =
            |parameter: &Parameter| format!("{}: {}", parameter_name(operation, parameter), parameter.ty);
        rows.push(Row {
            base: operation.binding().map(ToString::to_string).unwrap_or_default(),
            size: match parameters.len() {
                1 => "1 parameter".to_owned(),
                number => format!("{number} parameters"),
            },
            path: operation
                .returns
                .as_ref()
                .map(|returns| format!("-> {}", returns.ty))
                .unwrap_or_default(),
            below: match arguments.long {
                true => parameters.iter().map(shown).collect(),
                false => Vec::new(),
            },
            ..Row::new(kind, operation.name.clone())
        });
    }
    Ok(())
}

/// A row of a type that is there and cannot be used, with the reason where its path would be.
fn faulty(row: &mut Row, error: &Error) -> Result<(), Failure> {
    row.size = "unusable".to_owned();
    row.path = error.to_string();
    Ok(())
}

fn structured(schema: &Schema, paths: &Paths<'_>, row: &mut Row) -> Result<(), Failure> {
    let ty = match schema.structured_type(&row.name) {
        Ok(ty) => ty,
        Err(error) => return faulty(row, &error),
    };
    row.base = ty.base.clone().unwrap_or_default();
    if ty.is_abstract {
        row.kind = if ty.kind == Kind::EntityType {
            "entity, abstract"
        } else {
            "complex, abstract"
        };
    }
    let properties = match schema.properties(&row.name) {
        Ok(properties) => properties,
        Err(error) => return faulty(row, &error),
    };
    row.size = format!("{} properties", properties.len());
    for declared in properties {
        row.below
            .push(format!("{}: {}", declared.property.name, declared.property.ty));
    }
    for declared in schema.navigation_properties(&row.name)? {
        row.below
            .push(format!("{} -> {}", declared.property.name, declared.property.ty));
    }
    if ty.kind == Kind::EntityType {
        for is_collection in [false, true] {
            let on = TypeRef {
                name: row.name.clone(),
                is_collection,
            };
            let operations = schema.operations_on(&on).unwrap_or_default();
            row.below.extend(operations.into_iter().map(signature));
        }
        let key: Vec<&str> = schema.key(&row.name)?.iter().map(|part| part.name()).collect();
        row.key = key.join(",");
        let found = paths.of(&row.name)?;
        row.path = found
            .first()
            .map(|path| path.template.clone())
            .unwrap_or_default();
        row.below
            .extend(found.into_iter().skip(1).map(|path| path.template));
    }
    Ok(())
}

/// The rows with each column as wide as its widest cell.
fn table(rows: &[Row]) -> String {
    let cells = |row: &Row| {
        [
            row.kind.to_owned(),
            row.name.clone(),
            dash(&row.base),
            dash(&row.key),
            dash(&row.size),
            row.path.clone(),
        ]
        .map(|cell| on_one_line(&cell).into_owned())
    };
    let rows: Vec<([String; 6], &Row)> = rows.iter().map(|row| (cells(row), row)).collect();
    let mut widths = [0; 6];
    for (cells, _) in &rows {
        for (width, cell) in widths.iter_mut().zip(cells) {
            *width = (*width).max(cell.chars().count());
        }
    }
    let mut out = String::new();
    for (cells, row) in &rows {
        let mut line = String::new();
        for (width, cell) in widths.iter().zip(cells) {
            line.push_str(&format!("{cell:<width$}  "));
        }
        out.push_str(line.trim_end());
        out.push('\n');
        for below in &row.below {
            out.push_str(&format!("    {}\n", on_one_line(below)));
        }
    }
    out
}

fn dash(cell: &str) -> String {
    if cell.is_empty() { "-" } else { cell }.to_owned()
}
