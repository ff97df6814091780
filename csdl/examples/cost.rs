//! What the reader costs: `cargo run --example cost FILE`, in the dev profile as derive macros run. Each figure is the mean of 30
//! rounds.

use std::error::Error;
use std::time::{Duration, Instant};

use odata_entity_csdl::{Kind, Schema, Segment, TypeRef};

/// The things that are measured, and the time that each took.
type Figures = Vec<(&'static str, Duration)>;

/// How often everything is done: the system counts a thread's time in steps of some milliseconds.
const ROUNDS: u32 = 30;

fn main() -> Result<(), Box<dyn Error>> {
    let path = std::env::args().nth(1).ok_or("usage: cost FILE")?;
    let text = std::fs::read_to_string(&path)?;
    let mut sum = round(&text)?;
    for _ in 1..ROUNDS {
        for (sum, (_, time)) in sum.iter_mut().zip(round(&text)?) {
            sum.1 += time;
        }
    }
    for (what, time) in sum {
        println!("{what:<45}{:>10.2?}", time / ROUNDS);
    }
    Ok(())
}

/// The time so far that this thread has had a processor, where the system tells (Linux); else all the time that has passed.
fn now(began: Instant) -> Duration {
    let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
    let nanoseconds = told.and_then(|told| told.split(' ').next()?.parse().ok());
    nanoseconds.map_or_else(|| began.elapsed(), Duration::from_nanos)
}

fn round(text: &str) -> Result<Figures, Box<dyn Error>> {
    let mut figures = Figures::new();
    let copy = text.to_owned();
    let began = Instant::now();
    let mut start = now(began);
    let mut lap = |what| {
        let end = now(began);
        figures.push((what, end.saturating_sub(start)));
        start = end;
    };
    let schema = Schema::parse(copy)?;
    lap("index");
    // Types from everywhere in the file, so that large and small ones are met as they come.
    let all: Vec<String> = schema.names(Kind::EntityType).collect();
    let names: Vec<&str> = all
        .iter()
        .step_by((all.len() / 100).max(1))
        .map(String::as_str)
        .collect();
    lap("(names of all entity types)");
    let mut properties = Vec::new();
    for name in &names {
        properties.push(schema.properties(name)?);
    }
    lap("some 100 entity types with all properties");
    for name in &names {
        schema.navigation_properties(name)?;
    }
    lap("the same once more, navigation properties");
    for (name, properties) in names.iter().zip(&properties) {
        for declared in properties {
            schema.facts(name, &declared.property.name)?;
        }
    }
    lap("what is said of each of their properties");
    let derived = names.iter().filter(|name| schema.has_derived_types(name)).count();
    lap("whether they have derived types");
    let resources = schema
        .container()?
        .map_or(0, |container| container.resources.len());
    lap("container");
    let paths = paths(&schema)?;
    lap("(paths)");
    for path in &paths {
        schema.route(&Segment::split(path))?;
    }
    lap("following some 100 paths of four segments");
    for name in &names {
        schema.callable_names(&TypeRef::collection(*name))?;
    }
    lap("what is callable on some 100 collections");
    assert!(derived < names.len() && resources > 0 && !properties.is_empty());
    Ok(figures)
}

/// Paths through the sets and singletons, of the kind that entities have.
fn paths(schema: &Schema) -> Result<Vec<String>, Box<dyn Error>> {
    let mut paths = Vec::new();
    for resource in schema
        .container()?
        .map(|container| container.resources.as_slice())
        .unwrap_or_default()
    {
        for navigation in schema.navigation_properties(&resource.entity_type)? {
            let key = if resource.is_singleton { "" } else { "/{id}" };
            let end = if navigation.property.ty.is_collection {
                "/{id}"
            } else {
                ""
            };
            paths.push(format!(
                "/{}{key}/{}{end}",
                resource.name, navigation.property.name
            ));
        }
    }
    let step = (paths.len() / 100).max(1);
    Ok(paths.into_iter().step_by(step).collect())
}
