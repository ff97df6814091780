//! The search for ways.

use std::cmp::Reverse;
use std::collections::{BinaryHeap, HashMap, HashSet};
use std::rc::Rc;

use odata_entity_csdl::{Kind, NavigationProperty, Schema};

use crate::failure::Failure;
use crate::naming::is_identifier;
use crate::routes::route::{Hop, Route};

/// What a way costs that begins at a singleton.
const SINGLETON: usize = 0;
/// What one costs that begins at an entity set.
const SET: usize = 1;
/// What one costs that begins at a singleton that means some entity of a set, as `/me` does.
const ALIAS: usize = 2;
/// What a navigation property costs that leads to contained entities: ones that live there.
const CONTAINED: usize = 2;
/// What one costs that leads to entities that live elsewhere.
const RELATED: usize = 5;
/// What one costs more that leads to one entity, which is a particular one, and not to a collection.
const SINGLE: usize = 1;
/// What a cast to a derived type costs.
const CAST: usize = 3;

/// How many navigation properties a way follows at most. Nobody writes longer paths; a limit keeps what is made of a long chain of
/// containment from growing with the square of its length.
const MOST_HOPS: usize = 20;

/// The cheapest ways to every entity type, at most a given number to each.
pub(crate) struct Routes<'s> {
    found: HashMap<String, Vec<Route<'s>>>,
}

/// A way and what decides its turn: its cost, then its length, then its text, so that the result is always the same.
struct Candidate<'s> {
    turn: Reverse<(usize, usize, String)>,
    route: Route<'s>,
}

impl PartialEq for Candidate<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.turn == other.turn
    }
}

impl Eq for Candidate<'_> {}

impl PartialOrd for Candidate<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<std::cmp::Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Candidate<'_> {
    fn cmp(&self, other: &Self) -> std::cmp::Ordering {
        self.turn.cmp(&other.turn)
    }
}

impl<'s> Candidate<'s> {
    fn new(cost: usize, route: Route<'s>) -> Candidate<'s> {
        let mut text = route.root.name.clone();
        for hop in &route.hops {
            text.push('/');
            text.push_str(&hop.property.name);
        }
        Candidate {
            turn: Reverse((cost, text.len(), text)),
            route,
        }
    }

    fn cost(&self) -> usize {
        self.turn.0.0
    }
}

impl<'s> Routes<'s> {
    /// Finds ways by containment; over other navigation properties only to types that have none.
    pub(crate) fn find(schema: &'s Schema, most: usize) -> Result<Routes<'s>, Failure> {
        let mut routes = search(schema, most, false)?;
        for (ty, found) in search(schema, 1, true)?.found {
            routes.found.entry(ty).or_insert(found);
        }
        Ok(routes)
    }

    /// The ways to where a type is declared, the cheapest first.
    pub(crate) fn to(&self, ty: &str) -> &[Route<'s>] {
        self.found.get(ty).map_or(&[], Vec::as_slice)
    }
}

fn search<'s>(schema: &'s Schema, most: usize, related: bool) -> Result<Routes<'s>, Failure> {
    let mut found: HashMap<String, Vec<Route<'s>>> = HashMap::new();
    let mut queue = BinaryHeap::new();
    let roots = schema
        .container()?
        .map(|container| container.resources.as_slice())
        .unwrap_or_default();
    let sets = roots.iter().filter(|root| !root.is_singleton);
    let with_set: HashSet<&str> = sets.map(|set| set.entity_type.as_str()).collect();
    for root in roots.iter().filter(|root| is_identifier(&root.name)) {
        let cost = match root.is_singleton {
            true if with_set.contains(root.entity_type.as_str()) => ALIAS,
            true => SINGLETON,
            false => SET,
        };
        let route = Route {
            root,
            hops: Vec::new(),
        };
        queue.push(Candidate::new(cost, route));
    }
    let mut steps = Steps {
        schema,
        related,
        known: HashMap::new(),
    };
    while let Some(candidate) = queue.pop() {
        let route = &candidate.route;
        let ty = route.ty().to_owned();
        let ways = found.entry(ty.clone()).or_default();
        // Each type is left by its cheapest ways only, so the search ends however the types go round in circles.
        // That a type does not exist is asked cheaply: the error would propose the nearest of all names.
        let exists = schema.type_kind(&ty) == Some(Kind::EntityType) && schema.lineage(&ty).is_ok();
        if ways.len() >= most || !exists {
            continue;
        }
        if route.is_collection() && !can_be_chosen(schema, &ty)? {
            continue;
        }
        ways.push(route.clone());
        if route.hops.len() == MOST_HOPS {
            continue;
        }
        for step in steps.of(&ty)?.iter() {
            let target = &step.property.ty.name;
            let visited = route.root.entity_type == *target
                || route.hops.iter().any(|hop| hop.property.ty.name == *target);
            if !visited {
                let mut longer = route.clone();
                longer.hops.push(Hop {
                    cast: step.cast.clone(),
                    property: step.property,
                });
                queue.push(Candidate::new(candidate.cost() + step.cost, longer));
            }
        }
    }
    found.retain(|_, ways| !ways.is_empty());
    Ok(Routes { found })
}

/// Whether a key chooses an entity of the type from a collection: one with parts that can be named.
fn can_be_chosen(schema: &Schema, ty: &str) -> Result<bool, Failure> {
    let parts = schema.key_parts(ty)?;
    Ok(!parts.is_empty() && parts.iter().all(|part| is_identifier(&part.name)))
}

/// A way on from a type.
struct Step<'s> {
    cost: usize,
    cast: Option<String>,
    property: &'s NavigationProperty,
}

/// The ways on from each type, found when first asked for.
struct Steps<'s> {
    schema: &'s Schema,
    related: bool,
    known: HashMap<String, Rc<[Step<'s>]>>,
}

impl<'s> Steps<'s> {
    fn of(&mut self, ty: &str) -> Result<Rc<[Step<'s>]>, Failure> {
        if let Some(steps) = self.known.get(ty) {
            return Ok(Rc::clone(steps));
        }
        let mut steps = Vec::new();
        for declared in self.schema.navigation_properties(ty)? {
            steps.extend(self.step(declared.property, None));
        }
        for derived in self.schema.derived_types(ty) {
            // A faulty type is an error where it is asked for, and no way.
            let Ok(own) = self.schema.entity_type(&derived) else {
                continue;
            };
            for property in &own.navigation {
                steps.extend(self.step(property, Some(&derived)));
            }
        }
        let steps: Rc<[Step<'s>]> = steps.into();
        self.known.insert(ty.to_owned(), Rc::clone(&steps));
        Ok(steps)
    }

    fn step(&self, property: &'s NavigationProperty, cast: Option<&str>) -> Option<Step<'s>> {
        let cost = match (property.contains_target, self.related) {
            (true, _) => CONTAINED,
            (false, true) => RELATED,
            (false, false) => return None,
        };
        if !is_identifier(&property.name) {
            return None;
        }
        let extra = if property.ty.is_collection { 0 } else { SINGLE };
        Some(Step {
            cost: cost + extra + if cast.is_some() { CAST } else { 0 },
            cast: cast.map(str::to_owned),
            property,
        })
    }
}
