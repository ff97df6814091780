//! The members of an enumeration.

use crate::model::{Enumeration, Variant};
use crate::schema::context::Check;
use crate::schema::warning::warning;
use odata_entity_csdl::{EnumType, Member};
use odata_entity_names::{RenameRule, nearest};
use syn::ext::IdentExt;

const SENTINEL: &str = "unknownFutureValue";

/// The members by name.
struct Members<'a>(&'a [Member]);

impl<'a> Members<'a> {
    /// The member of a name, which is that of the variant at `place`.
    ///
    /// Variants are mostly in the order of the members, so that is tried first: a map is slow without optimisation.
    fn of(&self, place: usize, name: &str) -> Option<&'a Member> {
        let at_place = self.0.get(place).filter(|member| member.name == name);
        at_place.or_else(|| self.find(name))
    }

    fn find(&self, name: &str) -> Option<&'a Member> {
        self.0.iter().find(|member| member.name == name)
    }

    fn contains(&self, name: &str) -> bool {
        self.find(name).is_some()
    }
}

/// Checks the members and takes over which have evolved and what flags are worth.
pub(crate) fn all(check: &Check<'_>, model: &mut Enumeration<'_>, ty: &EnumType) {
    let members = Members(&ty.members);
    flags(check, model, ty);
    let is_unknown =
        |(place, variant): (usize, &Variant<'_>)| members.of(place, variant.wire.as_str()).is_none();
    if model.members.iter().enumerate().any(is_unknown) {
        forgotten_rule(check, model, ty, &members);
        unknown(check, model, ty, &members);
    }
    take_over(check, model, ty, &members);
    missing(check, model, ty, &members);
}

fn flags(check: &Check<'_>, model: &Enumeration<'_>, ty: &EnumType) {
    match (ty.is_flags, model.attrs.flags.span()) {
        (true, None) => check.error(
            model.input.ident.span(),
            format_args!(
                "`{}` is a set of flags: add `flags` to the enum's attribute",
                ty.name
            ),
            ty.offset,
        ),
        (false, Some(span)) => check.error(
            span,
            format_args!(
                "a value of `{}` is one member, not a set of flags: drop `flags`",
                ty.name
            ),
            ty.offset,
        ),
        _ => {}
    }
}

/// Says which `rename_all` is missing or wrong where one would make members of all variants; they then go by its names.
fn forgotten_rule(check: &Check<'_>, model: &mut Enumeration<'_>, ty: &EnumType, members: &Members<'_>) {
    let given = model
        .attrs
        .rename_all
        .get()
        .copied()
        .or(model.serde.rename_all.get().copied());
    let current = given.unwrap_or(RenameRule::Camel);
    let named = |rule: RenameRule, ident: &syn::Ident| rule.variant(&ident.unraw().to_string());
    let by_rule = || {
        model
            .members
            .iter()
            .filter(|member| member.wire == named(current, member.ident))
    };
    if by_rule().count() < 2 || by_rule().all(|member| members.contains(&member.wire)) {
        return;
    }
    let corrects =
        |rule: &(&str, RenameRule)| by_rule().all(|member| members.contains(&named(rule.1, member.ident)));
    let Some((name, rule)) = RenameRule::ALL.into_iter().find(corrects) else {
        return;
    };
    check.error(
        model.input.ident.span(),
        format_args!(
            "the variants' names are not those of the members of `{}`: write `#[odata(rename_all = \"{name}\")]`",
            ty.name
        ),
        ty.offset,
    );
    for member in &mut model.members {
        if member.wire == named(current, member.ident) {
            member.wire = named(rule, member.ident);
        }
    }
}

fn unknown(check: &Check<'_>, model: &Enumeration<'_>, ty: &EnumType, members: &Members<'_>) {
    for member in &model.members {
        // The sentinel is not sent and harms nobody.
        if members.contains(&member.wire) || member.wire == SENTINEL {
            continue;
        }
        let names = ty.members.iter().map(|member| member.name.as_str());
        let hint = match nearest(&member.wire, names.clone()) {
            Some(near) => format!("; the nearest is `{near}`"),
            None => format!(
                "; its members are `{}`",
                names.take(12).collect::<Vec<_>>().join("`, `")
            ),
        };
        check.error(
            member.wire_span,
            format_args!("`{}` has no member `{}`{hint}", ty.name, member.wire),
            ty.offset,
        );
    }
}

fn take_over(check: &Check<'_>, model: &mut Enumeration<'_>, ty: &EnumType, members: &Members<'_>) {
    let sentinel = members.find(SENTINEL).map(|member| member.value);
    if sentinel.is_none() && !ty.is_flags {
        return;
    }
    for (place, variant) in model.members.iter_mut().enumerate() {
        let Some(member) = members.of(place, variant.wire.as_str()) else {
            continue;
        };
        variant.evolved |= sentinel.is_some_and(|sentinel| member.value > sentinel);
        if !ty.is_flags {
            continue;
        }
        let value = member.value.cast_unsigned();
        match variant.value_span {
            Some(span) if variant.value != value => check.error(
                span,
                format_args!(
                    "the member `{}` is worth {value}, not {}",
                    member.name, variant.value
                ),
                member.offset,
            ),
            _ => variant.value = value,
        }
    }
}

/// Members that the enum lacks are of interest only where reading one of them is an error.
fn missing(check: &Check<'_>, model: &Enumeration<'_>, ty: &EnumType, members: &Members<'_>) {
    let misspelt = |member: &Variant<'_>| !members.contains(&member.wire);
    if model.other.is_some() || model.members.iter().any(misspelt) {
        return;
    }
    let is_missing = |name: &&str| !model.members.iter().any(|member| member.wire == **name);
    let names: Vec<&str> = ty
        .members
        .iter()
        .map(|member| member.name.as_str())
        .filter(is_missing)
        .collect();
    if names.is_empty() {
        return;
    }
    let place = check.loaded().place(ty.offset);
    let message = format!(
        "`{}` also has `{}`, which cannot be read: add them, or a variant `#[odata(other)] Other(String)` ({place})",
        ty.name,
        names.join("`, `")
    );
    check.warn(warning(&model.input.ident, "MEMBERS_ARE_MISSING", &message));
}
