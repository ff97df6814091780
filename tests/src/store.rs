//! The data: every entity of every set, in the order of their creation.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value};

use crate::answer::Problem;
use crate::path::{Key, Part};
use crate::random::Random;
use crate::schema::EntityType;
use crate::sources::{Source, Sources};

/// One collection of a set: with keys in its template there is one for each combination of them.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Place {
    pub(crate) source: usize,
    pub(crate) parents: Vec<String>,
}

/// A stored entity.
#[derive(Clone, Debug)]
pub(crate) struct Row {
    pub(crate) key: String,
    pub(crate) type_name: String,
    pub(crate) members: Map<String, Value>,
    /// Changes with every write, and is never used again.
    pub(crate) version: u64,
    /// The version that each member has its value since.
    pub(crate) since: BTreeMap<String, u64>,
}

/// An entity that was removed.
#[derive(Clone, Debug)]
pub(crate) struct Gone {
    pub(crate) members: Map<String, Value>,
    /// That of its removal.
    pub(crate) version: u64,
}

#[derive(Clone, Debug, Default)]
struct Collection {
    rows: BTreeMap<u64, Row>,
    by_key: HashMap<String, u64>,
    /// Those that were removed and are not there again, by their keys.
    gone: BTreeMap<String, Gone>,
}

/// Every entity there is.
#[derive(Clone, Debug)]
pub(crate) struct Store {
    collections: HashMap<Place, Collection>,
    clock: u64,
    /// Changes before this version are not known any more.
    floor: u64,
    /// How many changes there were.
    changes: u64,
    random: Random,
}

impl Store {
    pub(crate) fn new() -> Self {
        Self {
            collections: HashMap::new(),
            clock: 0,
            floor: 0,
            changes: 0,
            random: Random::new(0x0da7a),
        }
    }

    /// Makes it what its copy has become, unless it was changed since the copy was made; whether it could.
    pub(crate) fn replace(&mut self, copied_at: u64, by: Self) -> bool {
        let is_unchanged = self.changes == copied_at;
        if is_unchanged {
            *self = by;
        }
        is_unchanged
    }

    /// How many changes there were.
    pub(crate) fn changes(&self) -> u64 {
        self.changes
    }

    /// Follows the keys on the way to a collection. Where the service has the set that a key belongs to, the entity must exist
    /// there; any other key is taken as it is.
    pub(crate) fn place(
        &self,
        sources: &Sources,
        source: usize,
        parents: Vec<Key>,
    ) -> Result<Place, Problem> {
        let mut place = Place {
            source,
            parents: Vec::new(),
        };
        let Some(template) = sources.get(source).map(|source: &Source| &source.template) else {
            return Ok(place);
        };
        for (length, key) in template.key_positions().zip(parents) {
            let owner = sources.declared().iter().position(|owner| {
                !owner.is_singleton && Some(owner.template.parts.as_slice()) == template.parts.get(..length)
            });
            let text = match owner.and_then(|index| Some((index, sources.get(index)?))) {
                Some((index, owner)) => {
                    let set = Place {
                        source: index,
                        parents: place.parents.clone(),
                    };
                    self.find(&set, &owner.entity_type, &key)?
                        .ok_or_else(|| Problem::no_entity(&key.into_text()))?
                }
                None => key.into_text(),
            };
            place.parents.push(text);
        }
        Ok(place)
    }

    /// The canonical text of the key of the entity that `key` addresses, if there is one.
    pub(crate) fn find(
        &self,
        place: &Place,
        entity_type: &EntityType,
        key: &Key,
    ) -> Result<Option<String>, Problem> {
        if let Key::Stored(text) = key {
            return Ok(self.row(place, text).map(|row| row.key.clone()));
        }
        let parts = entity_type.key_parts(key)?;
        let Some(collection) = self.collections.get(place) else {
            return Ok(None);
        };
        let by_key = entity_type.key_text(|name| {
            parts
                .iter()
                .find(|(part, _)| part == name)
                .map(|(_, value)| value)
        });
        if let Some(text) = by_key {
            return Ok(collection.by_key.contains_key(&text).then_some(text));
        }
        let is_it = |row: &&Row| {
            parts
                .iter()
                .all(|(name, value)| row.members.get(name) == Some(value))
        };
        Ok(collection
            .rows
            .values()
            .find(is_it)
            .and_then(|row| entity_type.key_text(|name| row.members.get(name))))
    }

    pub(crate) fn row(&self, place: &Place, key: &str) -> Option<&Row> {
        let collection = self.collections.get(place)?;
        collection.rows.get(collection.by_key.get(key)?)
    }

    pub(crate) fn rows(&self, place: &Place) -> impl Iterator<Item = &Row> {
        self.collections
            .get(place)
            .into_iter()
            .flat_map(|collection| collection.rows.values())
    }

    /// Puts an entity in place of the one with this key, or behind all others.
    pub(crate) fn put(&mut self, place: Place, key: String, type_name: String, members: Map<String, Value>) {
        self.clock += 1;
        let collection = self.collections.entry(place).or_default();
        collection.gone.remove(&key);
        let position = *collection.by_key.entry(key.clone()).or_insert(self.clock);
        let before = collection.rows.get(&position);
        let since = |(name, value): (&String, &Value)| {
            let same = before.filter(|before| before.members.get(name) == Some(value));
            let version = same.and_then(|before| before.since.get(name));
            (name.clone(), version.copied().unwrap_or(self.clock))
        };
        self.changes += 1;
        let row = Row {
            since: members.iter().map(since).collect(),
            key,
            type_name,
            members,
            version: self.clock,
        };
        collection.rows.insert(position, row);
    }

    pub(crate) fn remove(&mut self, place: &Place, key: &str) -> Option<Row> {
        self.changes += 1;
        let collection = self.collections.get_mut(place)?;
        let position = collection.by_key.remove(key)?;
        let row = collection.rows.remove(&position)?;
        self.clock += 1;
        let gone = Gone {
            members: row.members.clone(),
            version: self.clock,
        };
        collection.gone.insert(key.to_owned(), gone);
        Some(row)
    }

    /// The entities of a collection that were removed.
    pub(crate) fn gone(&self, place: &Place) -> impl Iterator<Item = &Gone> {
        self.collections
            .get(place)
            .into_iter()
            .flat_map(|collection| collection.gone.values())
    }

    /// The version of the latest change.
    pub(crate) fn clock(&self) -> u64 {
        self.clock
    }

    /// Whether the changes since a version are still known.
    pub(crate) fn knows_since(&self, version: u64) -> bool {
        version >= self.floor && version <= self.clock
    }

    /// Forgets which changes there were until now.
    pub(crate) fn forget_changes(&mut self) {
        self.clock += 1;
        self.floor = self.clock;
        for collection in self.collections.values_mut() {
            collection.gone.clear();
        }
    }

    /// Removes what is contained in an entity that is gone: all that is at paths which go on from its own.
    pub(crate) fn remove_below(&mut self, sources: &Sources, place: &Place, key: &str) {
        let Some(owner) = sources.get(place.source) else {
            return;
        };
        let mut parts = owner.template.parts.clone();
        let mut parents = place.parents.clone();
        if !owner.is_singleton {
            parts.push(Part::Key);
            parents.push(key.to_owned());
        }
        self.collections.retain(|other, _| {
            let is_below = sources.get(other.source).is_some_and(|source| {
                source.template.parts.len() > parts.len() && source.template.parts.starts_with(&parts)
            });
            !(is_below && other.parents.starts_with(&parents))
        });
    }

    /// Removes every entity.
    pub(crate) fn clear(&mut self) {
        self.changes += 1;
        self.collections.clear();
        self.forget_changes();
    }

    /// Fills in the key properties that a new entity does not have yet.
    pub(crate) fn make_key(&mut self, entity_type: &EntityType, members: &mut Map<String, Value>) {
        for name in &entity_type.key {
            if members.get(name).is_none_or(Value::is_null) {
                self.clock += 1;
                members.insert(
                    name.clone(),
                    entity_type.new_key(name, self.clock, &mut self.random),
                );
            }
        }
    }
}

impl Row {
    /// The entity tag, a weak one as services of Microsoft write them.
    pub(crate) fn entity_tag(&self) -> String {
        format!("W/\"JzEt{:08x}\"", self.version)
    }
}
