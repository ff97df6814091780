//! From an entity to another, over its navigation properties: those that contain entities, and those that refer to them.

use super::link::{Spot, contained, links};
use super::problem::Problem;
use super::rules::Rules;
use crate::path::{Key, Tail, onward, set_tail};
use crate::schema::Property;
use crate::sources::Source;
use crate::store::{Place, Row, Store};

/// The entity that a navigation property belongs to.
pub(crate) struct Owner<'r> {
    pub(crate) place: Place,
    pub(crate) key: String,
    pub(crate) property: &'r Property,
    /// The one of its entities that the path names.
    pub(crate) member: Option<Spot>,
}

/// Where a path ends.
pub(crate) struct Arrival<'r> {
    pub(crate) place: Place,
    pub(crate) tail: Tail,
    pub(crate) linked: Option<Vec<Spot>>,
    pub(crate) owner: Option<Owner<'r>>,
}

impl Arrival<'_> {
    pub(crate) fn at(place: Place, tail: Tail) -> Self {
        Self {
            place,
            tail,
            linked: None,
            owner: None,
        }
    }
}

#[derive(Clone, Copy)]
pub(crate) struct Walk<'r, 's> {
    pub(crate) rules: &'r Rules,
    pub(crate) store: &'s Store,
    /// Without it a path that leads over a link leads nowhere.
    pub(crate) over_links: bool,
}

/// One step: further on, or the end.
enum Step<'r> {
    On(Place, Tail),
    End(Arrival<'r>),
}

impl<'r, 's> Walk<'r, 's> {
    /// Follows the navigation properties of a path.
    pub(crate) fn follow(self, mut place: Place, mut tail: Tail) -> Result<Arrival<'r>, Problem> {
        loop {
            match tail {
                Tail::Navigation { key, cast, rest } => match self.step(&place, key, cast, &rest)? {
                    Step::On(next, then) => (place, tail) = (next, then),
                    Step::End(arrival) => return Ok(arrival),
                },
                tail => return Ok(Arrival::at(place, tail)),
            }
        }
    }

    fn source(self, place: &Place) -> Result<&'r Source, Problem> {
        let source = self.rules.sources.get(place.source);
        source.ok_or_else(|| Problem::no_resource(&[]))
    }

    fn step(
        self,
        place: &Place,
        key: Option<Key>,
        cast: Option<String>,
        rest: &[String],
    ) -> Result<Step<'r>, Problem> {
        let missing = || Problem::no_resource(rest);
        let source = self.source(place)?;
        let (row, key) = self.row(place, source, key)?;
        let (segment, rest) = rest.split_first().ok_or_else(missing)?;
        let (name, predicate) = match segment.split_once('(') {
            Some((name, inside)) => {
                let inside = inside.strip_suffix(')').ok_or_else(missing)?;
                (name, Some(Key::predicate(inside)?))
            }
            None => (segment.as_str(), None),
        };
        let family = &source.entity_type.family;
        let shape = family.find(&row.type_name).unwrap_or(&family.declared);
        let is_such = cast.is_none_or(|cast| shape.is_a(&cast));
        let property = shape
            .property(name)
            .filter(|property| property.is_navigation() && is_such);
        let property = property.ok_or_else(missing)?;
        let behind = contained(self.rules, place, &key, property).ok_or_else(missing)?;
        if property.is_contained {
            return self.inside(behind, property, predicate, rest);
        }
        if !self.over_links {
            return Err(missing());
        }
        let owner = Owner {
            place: place.clone(),
            key,
            property,
            member: None,
        };
        let linked = links(self.rules, self.store, &row.members, property);
        let linked: Vec<Spot> = linked.into_iter().filter_map(|link| link.to).collect();
        if property.is_collection {
            self.among(behind, owner, linked, predicate, rest)
        } else {
            self.to_one(behind, owner, linked, predicate, rest)
        }
    }

    /// The entity that the path goes on from.
    fn row(self, place: &Place, source: &Source, key: Option<Key>) -> Result<(&'s Row, String), Problem> {
        let none = |key: Option<Key>| Problem::no_entity(&key.map(Key::into_text).unwrap_or_default());
        let text = match &key {
            Some(key) => self.store.find(place, &source.entity_type, key)?,
            None => Some(String::new()),
        };
        let Some(text) = text else { return Err(none(key)) };
        match self.store.row(place, &text) {
            Some(row) => Ok((row, text)),
            None => Err(none(key)),
        }
    }

    /// On to entities that are contained.
    fn inside(
        self,
        place: Place,
        property: &Property,
        predicate: Option<Key>,
        rest: &[String],
    ) -> Result<Step<'r>, Problem> {
        if rest.last().is_some_and(|last| last == "$ref") {
            return Err(Problem::bad_request(format!(
                "'{}' contains its entities, so it has no references.",
                property.name
            )));
        }
        let family = &self.source(&place)?.entity_type.family;
        let tail = if property.is_collection {
            set_tail(family, predicate, rest)?
        } else if predicate.is_some() {
            None
        } else {
            onward(family, None, None, rest)
        };
        let tail = tail.ok_or_else(|| Problem::no_resource(rest))?;
        Ok(Step::On(place, tail))
    }

    /// All entities that a property refers to, or on to one of them.
    fn among(
        self,
        place: Place,
        mut owner: Owner<'r>,
        linked: Vec<Spot>,
        predicate: Option<Key>,
        rest: &[String],
    ) -> Result<Step<'r>, Problem> {
        let family = &self.source(&place)?.entity_type.family;
        let (is_reference, rest) = match rest.split_last() {
            Some((last, rest)) if last == "$ref" => (true, rest),
            _ => (false, rest),
        };
        let (cast, rest) = match rest.split_first() {
            Some((name, rest)) if predicate.is_none() && family.find(name).is_some() => {
                (Some(name.clone()), rest)
            }
            _ => (None, rest),
        };
        let end = match rest {
            _ if predicate.is_some() => None,
            [] if is_reference => Some(Tail::References),
            [] => Some(Tail::Collection { cast: cast.clone() }),
            [count] if count == "$count" => Some(Tail::Count { cast: cast.clone() }),
            _ => None,
        };
        if let Some(tail) = end {
            return Ok(Step::End(Arrival {
                place,
                tail,
                linked: Some(linked),
                owner: Some(owner),
            }));
        }
        let (key, rest) = match (predicate, rest) {
            (Some(key), rest) => (key, rest),
            (None, [key, rest @ ..]) if !key.starts_with('$') => (Key::Segment(key.clone()), rest),
            (None, [segment, ..]) => return Err(Problem::system_segment(segment)),
            (None, []) => return Err(Problem::no_resource(rest)),
        };
        let member = linked.into_iter().find(|(place, text)| {
            let source = self.rules.sources.get(place.source);
            let found = source.map(|source| self.store.find(place, &source.entity_type, &key));
            matches!(found, Some(Ok(Some(found))) if found == *text)
        });
        let member = member.ok_or_else(|| Problem::no_entity(&key.into_text()))?;
        if is_reference {
            if !rest.is_empty() {
                return Err(Problem::no_resource(rest));
            }
            owner.member = Some(member);
            return Ok(Step::End(Arrival {
                place,
                tail: Tail::Reference,
                linked: None,
                owner: Some(owner),
            }));
        }
        let rest: Vec<String> = cast.into_iter().chain(rest.iter().cloned()).collect();
        self.on(member, &rest)
    }

    /// On to the entity that a property refers to.
    fn to_one(
        self,
        place: Place,
        owner: Owner<'r>,
        linked: Vec<Spot>,
        predicate: Option<Key>,
        rest: &[String],
    ) -> Result<Step<'r>, Problem> {
        if predicate.is_some() {
            return Err(Problem::no_resource(rest));
        }
        let tail = match rest {
            [last] if last == "$ref" => Tail::Reference,
            _ => match linked.into_iter().next() {
                Some(one) => return self.on(one, rest),
                None if rest.is_empty() => Tail::Singleton { cast: None },
                None => return Err(Problem::no_entity("")),
            },
        };
        Ok(Step::End(Arrival {
            place,
            tail,
            linked: Some(Vec::new()),
            owner: Some(owner),
        }))
    }

    /// On from an entity elsewhere.
    fn on(self, (place, key): Spot, rest: &[String]) -> Result<Step<'r>, Problem> {
        let source = self.source(&place)?;
        let key = (!source.is_singleton).then_some(Key::Stored(key));
        let tail = onward(&source.entity_type.family, key, None, rest);
        let tail = tail.ok_or_else(|| Problem::no_resource(rest))?;
        Ok(Step::On(place, tail))
    }
}
