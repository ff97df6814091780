//! The values of an enum over text are among those that the metadata lists for what the enum names.

use crate::model::{Enumeration, Variant};
use crate::schema::context::Check;
use crate::schema::text::is_text;
use crate::schema::warning::warning;
use odata_entity_csdl::{AllowedValue, Error, Kind, Operation, TypeRef};
use odata_entity_names::nearest;
use syn::LitStr;

/// How many values are listed in a message.
const SHOWN: usize = 12;

/// What has a list of values.
struct List {
    values: Vec<AllowedValue>,
    /// Where it is declared, in bytes of the file.
    offset: usize,
}

/// Compares the variants with the list that the enum names.
pub(crate) fn all(check: &Check<'_>, model: &mut Enumeration<'_>) {
    let Some(literal) = model.attrs.allowed_values.get() else {
        return;
    };
    let target = literal.value();
    if let Some(list) = find(check, literal, &target) {
        unknown(check, model, &target, &list);
        missing(check, model, &target, &list);
    }
}

/// The list of the target that a literal names, or the error that there is none.
fn find(check: &Check<'_>, literal: &LitStr, target: &str) -> Option<List> {
    let (name, member) = target.split_once('/').unwrap_or((target, ""));
    if !crate::check::is_qualified(name) {
        return None;
    }
    let declared = declared(check, name, member).and_then(|(ty, offset)| {
        let values = check.schema().allowed_values(target);
        let values = values.map_err(|error| error.to_string())?;
        Ok((ty, offset, values.unwrap_or_default().values))
    });
    let (ty, offset, values) = declared
        .map_err(|message| check.error_in_file(literal.span(), message))
        .ok()?;
    let wrong = match () {
        () if !is_text(check, &ty) => format!("`{target}` is `{ty}`, not text"),
        () if values.is_empty() => format!("`{target}` has no list of allowed values"),
        () => return Some(List { values, offset }),
    };
    check.error(
        literal.span(),
        format_args!("{wrong}: drop `allowed_values`"),
        offset,
    );
    None
}

/// The type of a property, parameter or type definition, and where it is declared; or why there is none.
fn declared(check: &Check<'_>, name: &str, member: &str) -> Result<(TypeRef, usize), String> {
    let schema = check.schema();
    let text = |error: Error| error.to_string();
    match schema.type_kind(name) {
        Some(Kind::TypeDefinition) if member.is_empty() => {
            let definition = schema.type_definition(name).map_err(text)?;
            return Ok((TypeRef::single(definition.underlying.clone()), definition.offset));
        }
        None => {
            let overloads = schema.operations(name).map_err(text)?;
            if !overloads.is_empty() {
                return parameter(&overloads, name, member);
            }
        }
        Some(_) => {}
    }
    let own = schema.structured_type(name).map_err(text)?;
    let lineage = schema.lineage(&own.name).map_err(text)?;
    let property = lineage.iter().find_map(|ty| ty.property(member));
    let names = lineage.iter().flat_map(|ty| &ty.properties);
    let names = names.map(|property| property.name.as_str());
    let property = property.ok_or_else(|| lacks(name, "property", member, names))?;
    Ok((property.ty.clone(), property.offset))
}

fn parameter(overloads: &[&Operation], name: &str, member: &str) -> Result<(TypeRef, usize), String> {
    let parameters = || {
        overloads.iter().flat_map(|overload| {
            let of = overload.parameters.iter();
            of.map(|parameter| (parameter, overload.offset))
        })
    };
    let found = parameters().find(|(parameter, _)| parameter.name == member);
    let names = parameters().map(|(parameter, _)| parameter.name.as_str());
    let (parameter, offset) = found.ok_or_else(|| lacks(name, "parameter", member, names))?;
    Ok((parameter.ty.clone(), offset))
}

fn lacks<'a>(name: &str, what: &str, member: &str, names: impl Iterator<Item = &'a str>) -> String {
    if member.is_empty() {
        return format!("`{name}` has no values itself: write \"{name}/{what}\" with the {what}'s name");
    }
    let hint = nearest(member, names).map_or_else(String::new, |near| format!("; the nearest is `{near}`"));
    format!("`{name}` has no {what} `{member}`{hint}")
}

/// A variant that is no value of the list, as a member that an enumeration type does not have. The type of a field does not report it again.
fn unknown(check: &Check<'_>, model: &mut Enumeration<'_>, target: &str, list: &List) {
    for member in &mut model.members {
        let names = list.values.iter().map(|one| one.value.as_str());
        if names.clone().any(|name| name == member.wire) {
            continue;
        }
        let hint = match nearest(&member.wire, names.clone()) {
            Some(near) => format!("; the nearest is `{near}`"),
            None => format!(
                "; its values are `{}`",
                names.take(SHOWN).collect::<Vec<_>>().join("`, `")
            ),
        };
        check.error(
            member.wire_span,
            format_args!("`{target}` does not allow `{}`{hint}", member.wire),
            list.offset,
        );
        member.is_refused = true;
    }
}

/// Values that the enum lacks are of interest only where reading one of them is an error.
fn missing(check: &Check<'_>, model: &Enumeration<'_>, target: &str, list: &List) {
    let is_refused = |member: &Variant<'_>| member.is_refused;
    if model.other.is_some() || model.members.iter().any(is_refused) {
        return;
    }
    let names = list.values.iter().map(|one| one.value.as_str());
    let missing: Vec<&str> = names
        .filter(|name| !model.members.iter().any(|member| member.wire == **name))
        .collect();
    if missing.is_empty() {
        return;
    }
    let place = check.loaded().place(list.offset);
    let message = format!(
        "`{target}` also allows `{}`, which cannot be read: add them, or a variant `#[odata(other)] Other(String)` ({place})",
        missing.join("`, `")
    );
    check.warn(warning(&model.input.ident, "MEMBERS_ARE_MISSING", &message));
}
