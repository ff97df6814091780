//! What a path addresses: a set or singleton, the keys on the way there, and what is asked of it.

use super::key::Key;
use super::segment::segments;
use super::template::with_predicate;
use crate::answer::Problem;
use crate::schema::{Family, Property, Shape};
use crate::sources::Sources;

/// What a path addresses, before any entity is looked up.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Address {
    /// Which of the service's sets and singletons.
    pub(crate) source: usize,
    /// The keys for the placeholders of its template.
    pub(crate) parents: Vec<Key>,
    pub(crate) tail: Tail,
}

/// What is after the template.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Tail {
    /// The whole set, or its entities of one type.
    Collection { cast: Option<String> },
    /// `…/$count`.
    Count { cast: Option<String> },
    /// One entity of a set, with the type that the path determines.
    Entity { key: Key, cast: Option<String> },
    /// The entity that is the singleton.
    Singleton { cast: Option<String> },
    /// The path goes on from an entity, or from a singleton, with a navigation property: the first segment of the rest.
    Navigation {
        key: Option<Key>,
        cast: Option<String>,
        rest: Vec<String>,
    },
    /// `…/$ref` behind a navigation property that refers to many entities.
    References,
    /// `…/$ref` behind one that refers to a single entity, or behind one of many.
    Reference,
}

/// Finds what a path addresses; of two templates that fit, the one with more literal segments.
pub(crate) fn resolve(sources: &Sources, path: &str) -> Result<Address, Problem> {
    let segments = segments(path)?;
    let mut best: Option<(usize, Address)> = None;
    for (index, source) in sources.declared().iter().enumerate() {
        let Some(found) = source.template.matches(&segments)? else {
            continue;
        };
        let family = &source.entity_type.family;
        let tail = if source.is_singleton {
            match found.predicate {
                None => onward(family, None, None, found.rest),
                Some(_) => None,
            }
        } else {
            set_tail(family, found.predicate, found.rest)?
        };
        let weight = source.template.weight();
        if let Some(tail) = tail
            && best.as_ref().is_none_or(|(heaviest, _)| *heaviest < weight)
        {
            best = Some((
                weight,
                Address {
                    source: index,
                    parents: found.keys,
                    tail,
                },
            ));
        }
    }
    best.map(|(_, address)| address)
        .ok_or_else(|| Problem::no_resource(&segments))
}

/// What is after an entity, or after a singleton, which has no key: nothing, a cast, a navigation property.
pub(crate) fn onward(
    family: &Family,
    key: Option<Key>,
    cast: Option<String>,
    rest: &[String],
) -> Option<Tail> {
    let Some((name, more)) = rest.split_first() else {
        return Some(match key {
            Some(key) => Tail::Entity { key, cast },
            None => Tail::Singleton { cast },
        });
    };
    if let Some(shape) = family.find(name).filter(|_| cast.is_none()) {
        return onward(family, key, Some(shape.name.clone()), more);
    }
    let name = name.split('(').next().unwrap_or_default();
    let leads_on = |shape: &Shape| shape.property(name).is_some_and(Property::is_navigation);
    family.shapes().any(leads_on).then(|| Tail::Navigation {
        key,
        cast,
        rest: rest.to_vec(),
    })
}

/// What is after a collection, whose last segment may have a key predicate.
pub(crate) fn set_tail(
    family: &Family,
    predicate: Option<Key>,
    rest: &[String],
) -> Result<Option<Tail>, Problem> {
    if predicate.is_some() {
        return Ok(onward(family, predicate, None, rest));
    }
    let Some((segment, rest)) = rest.split_first() else {
        return Ok(Some(Tail::Collection { cast: None }));
    };
    let is_count = |rest: &[String]| matches!(rest, [count] if count == "$count");
    if segment == "$count" && rest.is_empty() {
        return Ok(Some(Tail::Count { cast: None }));
    }
    // A navigation property of the same path may have them.
    if segment == "$ref" {
        return Ok(None);
    }
    for shape in family.shapes() {
        let cast = Some(shape.name.clone());
        if let Some(inside) = with_predicate(segment, &shape.name) {
            return Ok(onward(family, Some(Key::predicate(inside)?), cast, rest));
        }
        if *segment == shape.name {
            return Ok(match rest {
                [] => Some(Tail::Collection { cast }),
                rest if is_count(rest) => Some(Tail::Count { cast }),
                [key, rest @ ..] if !key.starts_with('$') => {
                    onward(family, Some(Key::Segment(key.clone())), cast, rest)
                }
                _ => None,
            });
        }
    }
    if segment.starts_with('$') {
        return Err(Problem::system_segment(segment));
    }
    Ok(onward(family, Some(Key::Segment(segment.clone())), None, rest))
}
