//! A forgotten `rename_all` is one mistake and not one a field.

use crate::attr::Role;
use crate::model::{Field, TypeModel};
use crate::schema::context::{Check, Type};
use odata_entity_names::RenameRule;
use std::collections::HashSet;
use syn::ext::IdentExt;

/// Reports which `rename_all` is missing or wrong where it would correct names; the fields then have the names that it gives.
pub(crate) fn forgotten_rule(check: &Check<'_>, model: &mut TypeModel<'_>, ty: &Type<'_>) {
    let unknown = |field: &&Field<'_>| is_by_rule(field) && !ty.has_member(&field.wire);
    let Some(example) = model.fields().iter().find(unknown) else {
        return;
    };
    let members: HashSet<&str> = ty.members().collect();
    let Some((rule_name, rule)) = correcting(model, &members) else {
        return;
    };
    let given = model.serde.rename_all.get();
    let (wire, renamed) = (&example.wire, rule.field(&example.ident.unraw().to_string()));
    let what = match given {
        Some(_) => "the fields' names are renamed by another rule than the service's",
        None => "the fields' names are not the service's",
    };
    check.error(
        model.input.ident.span(),
        format_args!(
            "{what}: `{wire}` is `{renamed}` in `{}`; write `#[serde(rename_all = \"{rule_name}\")]`",
            ty.own.name
        ),
        ty.own.offset,
    );
    for field in model.fields_mut().iter_mut().filter(|field| is_by_rule(field)) {
        field.wire = rule.field(&field.ident.unraw().to_string());
    }
}

/// Whether a field's name on the wire comes from its name in Rust, and is meant to be a member of the type.
fn is_by_rule(field: &Field<'_>) -> bool {
    !field.serde.rename.is_set()
        && !field.attrs.name.is_set()
        && !matches!(
            field.role,
            Role::Skip | Role::Base | Role::Open | Role::Tag | Role::Annotation(_)
        )
}

/// The rule under which all names that were members still are, and the most of the others become so.
fn correcting(model: &TypeModel<'_>, members: &HashSet<&str>) -> Option<(&'static str, RenameRule)> {
    let mut best = None;
    for (name, rule) in RenameRule::ALL {
        if let Some((corrected, left)) = corrected(model, members, rule)
            && corrected > left
            && best.as_ref().is_none_or(|(_, fewest)| left < *fewest)
        {
            best = Some(((name, rule), left));
        }
    }
    best.map(|(rule, _)| rule)
}

/// How many names become members under a rule, and how many stay none; nothing if one that was a member would be none.
fn corrected(model: &TypeModel<'_>, members: &HashSet<&str>, rule: RenameRule) -> Option<(usize, usize)> {
    let (mut corrected, mut left) = (0, 0);
    for field in model.fields().iter().filter(|field| is_by_rule(field)) {
        let is_member = members.contains(rule.field(&field.ident.unraw().to_string()).as_str());
        match (members.contains(field.wire.as_str()), is_member) {
            (true, false) => return None,
            (false, true) => corrected += 1,
            (false, false) => left += 1,
            (true, true) => {}
        }
    }
    Some((corrected, left))
}
