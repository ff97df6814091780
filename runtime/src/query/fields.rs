//! `$select` and `$expand` of all that a struct is read from.

use super::expand::Expanded;
use super::options::Options;
use super::tree::Tree;
use crate::reader::{Field, Fields};

/// Selects the properties that a type is read from, and expands its navigation properties, each with those of what it leads to.
pub(super) fn select(fields: &Fields, options: &mut Options) {
    select_on_the_way(fields, options, &mut Vec::new());
}

/// `way` are the types from the entity on: one of them is not expanded again, as there would be no end.
fn select_on_the_way(fields: &Fields, options: &mut Options, way: &mut Vec<&'static str>) {
    way.push(fields.ty);
    let (related, own): (Vec<&Field>, Vec<&Field>) =
        fields.all.iter().partition(|field| field.navigation.is_some());
    if fields.is_open || !own.is_empty() {
        options.list("$select", |list| match fields.is_open {
            // The undeclared ones have no names yet.
            true => list.item("*"),
            false => own.iter().for_each(|field| list.path(&Tree::name(field.name))),
        });
    }
    for field in related {
        let target = field.navigation.and_then(|fields| fields());
        let mut expanded = Expanded::new(&Tree::name(field.name), "");
        match target {
            Some(target) if way.contains(&target.ty) => continue,
            Some(target) => expanded.select_fields(|options| select_on_the_way(&target, options, way)),
            // Nothing is known of a type that serde reads: all of it.
            None => {}
        }
        options.list("$expand", |list| list.expand(expanded));
    }
    way.pop();
}
