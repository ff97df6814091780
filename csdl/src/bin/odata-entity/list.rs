//! `odata-entity list`

use odata_entity_csdl::{Error, Kind, Parameter, Schema};
use odata_entity_names::nearest;

use crate::args::{ListArguments, TypeKind};
use crate::failure::Failure;
use crate::naming::local;
use crate::routes::Paths;
use crate::select::fits;
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

pub(crate) fn run(arguments: &ListArguments) -> Result<(), Failure> {
    let schema = source::read(&arguments.schema.schema)?;
    let mut paths = None;
    let mut rows = Vec::new();
    for kind in TypeKind::ALL {
        if arguments.kind.is_some_and(|wanted| wanted != kind) {
            continue;
        }
        for name in schema
            .names(kind.kind())
            .filter(|name| is_wanted(arguments, name))
        {
            if paths.is_none() {
                paths = Some(Paths::find(&schema, None, 4)?);
            }
            if let Kind::Action | Kind::Function = kind.kind() {
                // Its overloads follow each other; the first of them brings them all.
                if rows.last().is_none_or(|last: &Row| last.name != name) {
                    operations(&schema, kind, &name, arguments.long, &mut rows)?;
                }
            } else if let Some(paths) = &paths {
                rows.push(row(&schema, paths, kind, name, arguments.long)?);
            }
        }
    }
    if rows.is_empty() {
        return Err(nothing(&schema, arguments));
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

fn nothing(schema: &Schema, arguments: &ListArguments) -> Failure {
    let Some(pattern) = &arguments.pattern else {
        return Failure::new("the schema has nothing of this kind");
    };
    let kinds = TypeKind::ALL
        .into_iter()
        .filter(|kind| arguments.kind.is_none_or(|wanted| wanted == *kind));
    let names: Vec<String> = kinds.flat_map(|kind| schema.names(kind.kind())).collect();
    let near = nearest(local(pattern), names.iter().map(|name| local(name)));
    let near = near.map(|near| format!("; the nearest name is `{near}`"));
    Failure::new(format!("nothing fits `{pattern}`{}", near.unwrap_or_default()))
}

fn row(schema: &Schema, paths: &Paths<'_>, kind: TypeKind, name: String, long: bool) -> Result<Row, Failure> {
    let mut row = Row {
        kind: kind.word(),
        base: String::new(),
        key: String::new(),
        size: String::new(),
        path: String::new(),
        below: Vec::new(),
        name,
    };
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
    name: &str,
    long: bool,
    rows: &mut Vec<Row>,
) -> Result<(), Failure> {
    for operation in schema.operations(name)? {
        if operation.kind != kind.kind() {
            continue;
        }
        let parameters = operation.arguments();
        let shown = |parameter: &Parameter| format!("{}: {}", parameter.name, parameter.ty);
        rows.push(Row {
            kind: kind.word(),
            name: name.to_owned(),
            base: operation.binding().map(ToString::to_string).unwrap_or_default(),
            key: String::new(),
            size: match parameters.len() {
                1 => "1 parameter".to_owned(),
                number => format!("{number} parameters"),
            },
            path: operation
                .returns
                .as_ref()
                .map(|returns| format!("-> {}", returns.ty))
                .unwrap_or_default(),
            below: match long {
                true => parameters.iter().map(shown).collect(),
                false => Vec::new(),
            },
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
