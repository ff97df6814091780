//! The shortest ways to a type.

use std::collections::{BTreeMap, HashMap};

use crate::error::Error;
use crate::inheritance::Declared;
use crate::property::NavigationProperty;
use crate::schema::Schema;

/// What all the shortest ways to a type pass.
#[derive(Default)]
pub(crate) struct Ways {
    /// The entity sets and singletons that they begin with, and their entity types.
    pub(crate) roots: Vec<(String, String)>,
    /// The navigation properties that they follow, each with a type that has it.
    pub(crate) members: Vec<(String, String)>,
}

/// What a navigation property costs that leads to a contained entity: one that lives there.
const CONTAINED: usize = 2;
/// What one costs that leads to an entity that lives elsewhere.
const RELATED: usize = 5;
/// What a cast costs.
const CAST: usize = 1;

/// How a type is reached at the lowest cost: from which others, and by what.
#[derive(Default)]
struct Reached {
    cost: usize,
    roots: Vec<String>,
    steps: Vec<Step>,
}

#[derive(Clone)]
struct Step {
    from: String,
    /// The type that has the navigation property: `from` or one derived from it.
    by: String,
    member: String,
}

/// The shortest ways to where a type is declared, following navigation properties and casts to derived types. `None` if none leads
/// there.
pub(crate) fn shortest(schema: &Schema, target: &str) -> Result<Option<Ways>, Error> {
    let mut reached: HashMap<String, Reached> = HashMap::new();
    // The types to go on from, by cost. A type that was met again at a lower cost stands here twice.
    let mut queue: BTreeMap<usize, Vec<String>> = BTreeMap::new();
    for resource in schema
        .container()?
        .map(|container| container.resources.as_slice())
        .unwrap_or_default()
    {
        reached
            .entry(resource.entity_type.clone())
            .or_default()
            .roots
            .push(resource.name.clone());
        queue.entry(0).or_default().push(resource.entity_type.clone());
    }
    while let Some((cost, types)) = queue.pop_first() {
        if types.iter().any(|ty| ty == target) {
            return Ok(Some(ways(&reached, target)));
        }
        for from in types {
            if reached.get(&from).is_some_and(|known| known.cost < cost) {
                continue;
            }
            for (ty, extra) in casts(schema, &from) {
                for declared in navigation(schema, &ty, extra == 0)? {
                    let contained = declared.property.contains_target;
                    let cost = cost + extra + if contained { CONTAINED } else { RELATED };
                    let to = &declared.property.ty.name;
                    let member = declared.property.name.clone();
                    let step = Step {
                        from: from.clone(),
                        by: ty.clone(),
                        member,
                    };
                    if schema.type_kind(to).is_some() && note(&mut reached, to, cost, step) {
                        queue.entry(cost).or_default().push(to.clone());
                    }
                }
            }
        }
    }
    Ok(None)
}

/// A type and those derived from it, with what the cast costs.
fn casts(schema: &Schema, ty: &str) -> Vec<(String, usize)> {
    let mut all = vec![(ty.to_owned(), 0)];
    all.extend(
        schema
            .derived_types(ty)
            .into_iter()
            .map(|derived| (derived, CAST)),
    );
    all
}

/// The navigation properties of a type; without those of its bases where these were looked at already.
fn navigation<'s>(
    schema: &'s Schema,
    ty: &str,
    inherited: bool,
) -> Result<Vec<Declared<'s, NavigationProperty>>, Error> {
    if inherited {
        return schema.navigation_properties(ty);
    }
    let by = schema.structured_type(ty)?;
    Ok(by
        .navigation
        .iter()
        .map(|property| Declared { by, property })
        .collect())
}

/// Notes a step to a type. True if it is the first one of this cost, and no cheaper one is known.
fn note(reached: &mut HashMap<String, Reached>, to: &str, cost: usize, step: Step) -> bool {
    match reached.get_mut(to) {
        Some(known) if known.cost < cost => false,
        Some(known) if known.cost == cost => {
            known.steps.push(step);
            false
        }
        _ => {
            reached.insert(
                to.to_owned(),
                Reached {
                    cost,
                    roots: Vec::new(),
                    steps: vec![step],
                },
            );
            true
        }
    }
}

/// The ways back from a type that was reached.
fn ways(reached: &HashMap<String, Reached>, target: &str) -> Ways {
    let mut ways = Ways::default();
    let mut seen = vec![target.to_owned()];
    let mut next = 0;
    while let Some(ty) = seen.get(next).cloned() {
        next += 1;
        let Some(known) = reached.get(&ty) else { continue };
        ways.roots
            .extend(known.roots.iter().map(|root| (root.clone(), ty.clone())));
        for step in &known.steps {
            ways.members.push((step.by.clone(), step.member.clone()));
            if !seen.contains(&step.from) {
                seen.push(step.from.clone());
            }
        }
    }
    ways
}
