//! What a request is about: the set, its type as the path has it, and the collection.

use super::link::Spot;
use super::problem::Problem;
use super::rules::Rules;
pub(crate) use super::walk::Owner;
use super::walk::{Arrival, Walk};
use crate::path::{Address, Key, Tail, encode, resolve};
use crate::schema::{EntityType, Shape, TypeTags};
use crate::sources::Source;
use crate::store::{Place, Row, Store};

/// A resource path, resolved.
pub(crate) struct Target<'r> {
    pub(crate) source: &'r Source,
    /// The type that the path determines: the declared one, or a cast.
    pub(crate) shape: &'r Shape,
    pub(crate) place: Place,
    pub(crate) tail: Tail,
    /// Of the collection behind a navigation property that refers to its entities: where these are.
    pub(crate) linked: Option<Vec<Spot>>,
    /// Of a path behind a navigation property that refers: the entity that has it.
    pub(crate) owner: Option<Owner<'r>>,
}

/// The entity that a path is about.
pub(crate) struct Resource {
    /// The key as the client wrote it.
    pub(crate) key: Key,
    /// The stored key, if there is such an entity of the type that the path determines.
    pub(crate) found: Option<String>,
}

impl Resource {
    /// The entity; 404 where there is none.
    pub(crate) fn row<'s>(&self, target: &Target<'_>, store: &'s Store) -> Result<&'s Row, Problem> {
        let row = self
            .found
            .as_deref()
            .and_then(|key| store.row(&target.place, key));
        row.ok_or_else(|| Problem::no_entity(&self.key.clone().into_text()))
    }
}

impl<'r> Target<'r> {
    /// Looks up what an address is about.
    pub(crate) fn locate(
        rules: &'r Rules,
        store: &Store,
        address: Address,
    ) -> Result<(Self, Resource), Problem> {
        Self::follow(rules, store, address, true)
    }

    /// The same, over links or not.
    pub(crate) fn follow(
        rules: &'r Rules,
        store: &Store,
        address: Address,
        over_links: bool,
    ) -> Result<(Self, Resource), Problem> {
        let place = store.place(&rules.sources, address.source, address.parents)?;
        let walk = Walk {
            rules,
            store,
            over_links,
        };
        let arrival = walk.follow(place, address.tail)?;
        Self::arrive(rules, store, arrival)
    }

    fn arrive(rules: &'r Rules, store: &Store, arrival: Arrival<'r>) -> Result<(Self, Resource), Problem> {
        let Arrival {
            place,
            tail,
            linked,
            owner,
        } = arrival;
        // A place has the number of one of these sources.
        let source = rules
            .sources
            .get(place.source)
            .ok_or_else(|| Problem::no_resource(&[]))?;
        let family = &source.entity_type.family;
        let (key, cast) = match &tail {
            Tail::Collection { cast } | Tail::Count { cast } | Tail::Singleton { cast } => {
                (None, cast.as_ref())
            }
            Tail::Entity { key, cast } => (Some(key.clone()), cast.as_ref()),
            Tail::Navigation { .. } | Tail::References | Tail::Reference => (None, None),
        };
        let shape = cast
            .and_then(|name| family.find(name))
            .unwrap_or(&family.declared);
        let found = match &key {
            Some(key) => store.find(&place, &source.entity_type, key)?,
            None => Some(String::new()),
        };
        let is_such = |key: &String| {
            let row = store.row(&place, key);
            row.and_then(|row| family.find(&row.type_name))
                .is_some_and(|stored| stored.is_a(&shape.name))
        };
        let resource = Resource {
            found: found.filter(is_such),
            key: key.unwrap_or(Key::Segment(String::new())),
        };
        Ok((
            Self {
                source,
                shape,
                place,
                tail,
                linked,
                owner,
            },
            resource,
        ))
    }

    /// A place that is known, with what is asked of it.
    pub(crate) fn in_set(
        rules: &'r Rules,
        store: &Store,
        place: Place,
        tail: Tail,
    ) -> Result<(Self, Resource), Problem> {
        Self::arrive(rules, store, Arrival::at(place, tail))
    }

    /// Looks up the entity or collection at a path that a test gives.
    pub(crate) fn at(rules: &'r Rules, store: &Store, path: &str) -> Result<(Self, Resource), Problem> {
        Self::locate(rules, store, resolve(&rules.sources, path)?)
    }

    pub(crate) fn entity_type(&self) -> &'r EntityType {
        &self.source.entity_type
    }

    pub(crate) fn type_tags(&self, rules: &Rules) -> TypeTags {
        self.entity_type().type_tags.unwrap_or(rules.type_tags)
    }

    /// The type of a stored entity.
    pub(crate) fn shape_of(&self, row: &Row) -> &'r Shape {
        let family = &self.entity_type().family;
        family.find(&row.type_name).unwrap_or(&family.declared)
    }

    /// The stored entities that the path is about.
    pub(crate) fn rows<'s>(&self, store: &'s Store) -> impl Iterator<Item = &'s Row> {
        let own = self
            .linked
            .is_none()
            .then(|| store.rows(&self.place))
            .into_iter()
            .flatten();
        let linked = self.linked.iter().flatten();
        own.chain(linked.filter_map(|(place, key)| store.row(place, key)))
            .filter(|row| self.shape_of(row).is_a(&self.shape.name))
    }

    /// Where an entity is stored that the path is about.
    pub(crate) fn place_of(&self, store: &Store, row: &Row) -> Option<&Place> {
        let Some(linked) = &self.linked else {
            return Some(&self.place);
        };
        let is_it = |(place, key): &&Spot| {
            let found = store.row(place, key);
            found.is_some_and(|found| std::ptr::eq(found, row))
        };
        linked.iter().find(is_it).map(|(place, _)| place)
    }

    /// Whether the path is that of a single entity which another contains: it can be deleted, and put there again.
    pub(crate) fn is_contained(&self) -> bool {
        self.owner.is_none() && self.source.is_contained
    }

    /// Whether the path is that of a single entity, and there is none.
    pub(crate) fn is_null(&self, store: &Store) -> bool {
        self.source.is_singleton && store.row(&self.place, "").is_none()
    }

    /// The URL of an entity of the set, behind that of the service root, which may be relative.
    pub(crate) fn entity_url(&self, root: &str, row: &Row) -> String {
        self.source.entity_url(root, &self.place.parents, row)
    }

    /// The `@odata.context` of an answer, in the form of Microsoft Graph; `suffix` is empty, or `/$entity`.
    pub(crate) fn context(&self, root: &str, select: Option<&[String]>, suffix: &str) -> String {
        let key = |key: &str| format!("('{}')", encode(&key.replace('\'', "''")));
        let path = self.source.template.fill(&self.place.parents, key);
        let is_cast = self.shape.name != self.entity_type().family.declared.name;
        let cast = if is_cast {
            format!("/{}", self.shape.name)
        } else {
            String::new()
        };
        let select = select
            .map(|names| format!("({})", names.join(",")))
            .unwrap_or_default();
        let path = path.trim_start_matches('/');
        below(root, &format!("/$metadata#{path}{cast}{select}{suffix}"))
    }
}

impl Source {
    /// The URL of an entity, behind that of the service root, which may be relative.
    pub(crate) fn entity_url(&self, root: &str, parents: &[String], row: &Row) -> String {
        let path = self.template.fill(parents, |key| format!("/{}", encode(key)));
        let key = self.entity_type.key_segment(|name| row.members.get(name));
        let key = if self.is_singleton { "" } else { &key };
        below(root, &format!("{path}{key}"))
    }
}

/// A path, which begins with `/`, behind the URL of the service root: absolute, or relative as `../..`; empty for the root itself.
pub(crate) fn below(root: &str, path: &str) -> String {
    match root {
        "" => path.trim_start_matches('/').to_owned(),
        root => format!("{root}{path}"),
    }
}
