//! What a path addresses: a set or singleton, the keys on the way there, and what is asked of it.

use super::key::Key;
use super::segment::segments;
use super::template::with_predicate;
use crate::answer::Problem;
use crate::schema::Family;
use crate::store::Source;

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
}

/// Finds what a path addresses; of two templates that fit, the one with more literal segments.
pub(crate) fn resolve(sources: &[Source], path: &str) -> Result<Address, Problem> {
    let segments = segments(path)?;
    let mut best: Option<(usize, Address)> = None;
    for (index, source) in sources.iter().enumerate() {
        let Some(found) = source.template.matches(&segments)? else {
            continue;
        };
        let family = &source.entity_type.family;
        let tail = if source.is_singleton {
            match found.predicate {
                None => singleton_tail(family, found.rest),
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

fn singleton_tail(family: &Family, rest: &[String]) -> Option<Tail> {
    match rest {
        [] => Some(Tail::Singleton { cast: None }),
        [name] => family.find(name).map(|shape| Tail::Singleton {
            cast: Some(shape.name.clone()),
        }),
        _ => None,
    }
}

fn set_tail(family: &Family, predicate: Option<Key>, rest: &[String]) -> Result<Option<Tail>, Problem> {
    let (key, rest) = match (predicate, rest) {
        (Some(key), rest) => (key, rest),
        (None, []) => return Ok(Some(Tail::Collection { cast: None })),
        (None, [count]) if count == "$count" => return Ok(Some(Tail::Count { cast: None })),
        (None, [segment, rest @ ..]) => {
            let cast = family.shapes().find_map(|shape| {
                let name = &shape.name;
                (segment == name)
                    .then_some((name, None))
                    .or(with_predicate(segment, name).map(|key| (name, Some(key))))
            });
            match (cast, rest) {
                (Some((name, Some(inside))), []) => {
                    let key = Key::predicate(inside)?;
                    return Ok(Some(Tail::Entity {
                        key,
                        cast: Some(name.clone()),
                    }));
                }
                (Some((name, None)), []) => {
                    return Ok(Some(Tail::Collection {
                        cast: Some(name.clone()),
                    }));
                }
                (Some((name, None)), [count]) if count == "$count" => {
                    return Ok(Some(Tail::Count {
                        cast: Some(name.clone()),
                    }));
                }
                (Some((name, None)), [key]) if !key.starts_with('$') => {
                    return Ok(Some(Tail::Entity {
                        key: Key::Segment(key.clone()),
                        cast: Some(name.clone()),
                    }));
                }
                (Some(_), _) => return Ok(None),
                (None, _) if segment.starts_with('$') => return Err(Problem::system_segment(segment)),
                (None, rest) => (Key::Segment(segment.clone()), rest),
            }
        }
    };
    Ok(match rest {
        [] => Some(Tail::Entity { key, cast: None }),
        [name] => family.find(name).map(|shape| Tail::Entity {
            key,
            cast: Some(shape.name.clone()),
        }),
        _ => None,
    })
}
