//! The shortest ways to a type.

use std::collections::{BTreeMap, HashMap, HashSet};

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

/// What can be reached from the entity sets and singletons, following navigation properties and casts to derived types. It goes only as
/// far as was asked, and no way twice.
pub(crate) struct Reach<'s> {
    schema: &'s Schema,
    reached: HashMap<String, Reached>,
    /// The types to go on from, by cost. A type that was met again at a lower cost is here twice.
    queue: BTreeMap<usize, Vec<String>>,
    /// The types whose lowest cost is known, and those of them that were met last, to go on from.
    settled: HashSet<String>,
    last: Option<(usize, Vec<String>)>,
    /// The types whose ways were given out.
    given: HashSet<String>,
}

impl<'s> Reach<'s> {
    pub(crate) fn new(schema: &'s Schema) -> Self {
        Self {
            schema,
            reached: HashMap::new(),
            queue: BTreeMap::new(),
            settled: HashSet::new(),
            last: None,
            given: HashSet::new(),
        }
    }

    /// The shortest ways to where a type is declared, without what was given out before. `None` if none leads there.
    pub(crate) fn shortest(&mut self, target: &str) -> Result<Option<Ways>, Error> {
        if self.reached.is_empty() {
            self.begin()?;
        }
        while !self.settled.contains(target) {
            if let Some((cost, types)) = self.last.take() {
                for from in types {
                    self.go_on(&from, cost)?;
                }
            }
            let Some((cost, types)) = self.queue.pop_first() else {
                return Ok(None);
            };
            self.settled.extend(types.iter().cloned());
            self.last = Some((cost, types));
        }
        Ok(Some(self.ways(target)))
    }

    fn begin(&mut self) -> Result<(), Error> {
        let container = self.schema.container()?;
        for resource in container.iter().flat_map(|container| &container.resources) {
            let ty = &resource.entity_type;
            // A type of a document that was not given, or one that is faulty, leads nowhere.
            if self.schema.lineage(ty).is_err() {
                continue;
            }
            let reached = self.reached.entry(ty.clone()).or_default();
            if reached.roots.is_empty() {
                self.queue.entry(0).or_default().push(ty.clone());
            }
            reached.roots.push(resource.name.clone());
        }
        Ok(())
    }

    fn go_on(&mut self, from: &str, cost: usize) -> Result<(), Error> {
        if self.reached.get(from).is_some_and(|known| known.cost < cost) {
            return Ok(());
        }
        for (ty, extra) in casts(self.schema, from) {
            for declared in navigation(self.schema, &ty, extra == 0)? {
                let contained = declared.property.contains_target;
                let cost = cost + extra + if contained { CONTAINED } else { RELATED };
                let to = &declared.property.ty.name;
                let step = Step {
                    from: from.to_owned(),
                    by: ty.clone(),
                    member: declared.property.name.clone(),
                };
                if self.schema.lineage(to).is_ok() && note(&mut self.reached, to, cost, step) {
                    self.queue.entry(cost).or_default().push(to.clone());
                }
            }
        }
        Ok(())
    }

    /// The ways back from a type that was reached.
    fn ways(&mut self, target: &str) -> Ways {
        let mut ways = Ways::default();
        let mut queue = Vec::new();
        if self.given.insert(target.to_owned()) {
            queue.push(target.to_owned());
        }
        while let Some(ty) = queue.pop() {
            let Some(known) = self.reached.get(&ty) else {
                continue;
            };
            ways.roots
                .extend(known.roots.iter().map(|root| (root.clone(), ty.clone())));
            for step in &known.steps {
                ways.members.push((step.by.clone(), step.member.clone()));
                if self.given.insert(step.from.clone()) {
                    queue.push(step.from.clone());
                }
            }
        }
        ways
    }
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
    let Ok(by) = schema.structured_type(ty) else {
        return Ok(Vec::new());
    };
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
