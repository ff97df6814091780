//! What a pruned document holds.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use crate::error::Error;
use crate::kind::Kind;
use crate::operation::Operation;
use crate::path::{Location, Reached, Segment};
use crate::prune::error::PruneError;
use crate::prune::reach::Reach;
use crate::schema::{Item, Schema};
use crate::type_ref::TypeRef;

/// What is kept, by qualified name.
#[derive(Debug, Default)]
pub(crate) struct Kept {
    /// The types that are kept in full.
    pub(crate) whole: BTreeSet<String>,
    /// The entity types that are kept as stubs, with the members that are kept of them.
    pub(crate) stubs: BTreeMap<String, BTreeSet<String>>,
    /// The operations, by entry number, since overloads share a name.
    pub(crate) operations: BTreeSet<usize>,
    /// The entity sets, singletons and imports.
    pub(crate) roots: BTreeSet<String>,
}

/// The work of finding out what is needed.
pub(crate) struct Plan<'s> {
    schema: &'s Schema,
    kept: Kept,
    /// Whole types whose own needs have not been looked at.
    queue: Vec<String>,
    /// Types whose derived types are kept.
    with_derived: HashSet<String>,
    /// The entity sets and singletons of each entity type, once they are asked for.
    roots: Option<HashMap<&'s str, Vec<&'s str>>>,
    reach: Reach<'s>,
}

impl<'s> Plan<'s> {
    pub(crate) fn new(schema: &'s Schema) -> Plan<'s> {
        Plan {
            schema,
            kept: Kept::default(),
            queue: Vec::new(),
            with_derived: HashSet::new(),
            roots: None,
            reach: Reach::new(schema),
        }
    }

    /// Keeps a type in full.
    pub(crate) fn keep(&mut self, name: &str) -> Result<(), Error> {
        if self.schema.type_kind(name).is_none() {
            return Err(self.schema.unknown(name, "type", Kind::is_type));
        }
        let name = self.schema.canonical(name);
        if self.kept.whole.insert(name.clone()) {
            self.queue.push(name);
        }
        Ok(())
    }

    /// Keeps a type that is asked for: in full, with the types that extend it, those of an entity type as stubs.
    pub(crate) fn keep_asked(&mut self, name: &str) -> Result<(), Error> {
        self.keep(name)?;
        if self.with_derived.insert(self.schema.canonical(name)) {
            self.keep_derived(name)?;
        }
        Ok(())
    }

    /// Keeps what extends a type: a value that is declared as the type may be of any of these.
    fn keep_derived(&mut self, name: &str) -> Result<(), Error> {
        for derived in self.schema.derived_types(name) {
            match self.schema.type_kind(&derived) {
                // One that is faulty is an error where it is asked for.
                _ if self.schema.lineage(&derived).is_err() => {}
                Some(Kind::EntityType) => self.keep_stub(&derived)?,
                _ => self.keep(&derived)?,
            }
        }
        Ok(())
    }

    /// Keeps what can be a value: a complex type in full with the types that extend it, an entity type as a stub.
    fn keep_value(&mut self, ty: &TypeRef) -> Result<(), Error> {
        match self.schema.type_kind(&ty.name) {
            // What a faulty type is for is left to whoever asks for it.
            Some(Kind::EntityType | Kind::ComplexType) if self.schema.lineage(&ty.name).is_err() => Ok(()),
            Some(Kind::EntityType) => self.keep_stub(&ty.name),
            Some(_) => self.keep_asked(&ty.name),
            // A primitive type, or one of a referenced document.
            None => Ok(()),
        }
    }

    /// Keeps the name, bases and key of a type.
    fn keep_stub(&mut self, name: &str) -> Result<(), Error> {
        for ty in self.schema.lineage(name)? {
            if self.kept.stubs.contains_key(&ty.name) {
                // What extends it came after it, so its bases are there.
                return Ok(());
            }
            self.kept.stubs.insert(ty.name.clone(), BTreeSet::new());
            for part in &ty.key {
                let member = part.path.split('/').next().unwrap_or_default();
                self.keep_member(&ty.name, member)?;
            }
        }
        Ok(())
    }

    /// Keeps a member of the type that declares it, or of the nearest base that does.
    fn keep_member(&mut self, name: &str, member: &str) -> Result<(), Error> {
        let schema = self.schema;
        for ty in schema.lineage(name)? {
            let found = ty.property(member).map(|property| &property.ty);
            let Some(of) = found.or(ty.navigation_property(member).map(|property| &property.ty)) else {
                continue;
            };
            self.keep_stub(&ty.name)?;
            if let Some(members) = self.kept.stubs.get_mut(&ty.name)
                && members.insert(member.to_owned())
            {
                self.keep_value(of)?;
            }
            break;
        }
        Ok(())
    }

    /// Keeps all that a path passes.
    pub(crate) fn keep_path(&mut self, path: &str) -> Result<(), PruneError> {
        let schema = self.schema;
        let route = schema.route(&Segment::split(path));
        let route = route.map_err(|error| PruneError::Path {
            path: path.to_owned(),
            error: Box::new(error),
        })?;
        for location in &route.locations {
            self.keep_location(location)?;
        }
        Ok(())
    }

    fn keep_location(&mut self, location: &Location<'s>) -> Result<(), Error> {
        if let Some(ty) = &location.ty {
            self.keep_value(ty)?;
        }
        match &location.reached {
            Reached::Resource(resource) => {
                self.kept.roots.insert(resource.name.clone());
            }
            Reached::Import(import) => {
                self.kept.roots.insert(import.name.clone());
                self.keep_operations(&import.operation, |operation| !operation.is_bound)?;
            }
            Reached::Navigation(declared) => self.keep_member(&declared.by.name, &declared.property.name)?,
            Reached::Property(declared) => self.keep_member(&declared.by.name, &declared.property.name)?,
            Reached::Operation(operation) => {
                let binding = operation.binding().cloned();
                self.keep_operations(&operation.name, |other| other.binding() == binding.as_ref())?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Keeps the overloads of an operation that fit.
    fn keep_operations(&mut self, name: &str, fits: impl Fn(&Operation) -> bool) -> Result<(), Error> {
        let schema = self.schema;
        let Some((prefix, local)) = name.rsplit_once('.') else {
            return Ok(());
        };
        for number in schema.index.named(local) {
            let here = schema
                .index
                .entry(number)
                .is_some_and(|entry| schema.index.is_in(entry, prefix));
            if let Some(Item::Operation(operation)) = schema.item(number)?.filter(|_| here)
                && fits(operation)
            {
                self.keep_operation(number, operation)?;
            }
        }
        Ok(())
    }

    fn keep_operation(&mut self, number: usize, operation: &Operation) -> Result<(), Error> {
        if self.kept.operations.insert(number) {
            for parameter in &operation.parameters {
                self.keep_value(&parameter.ty)?;
            }
            if let Some(returns) = &operation.returns {
                self.keep_value(&returns.ty)?;
            }
        }
        Ok(())
    }

    /// Keeps the entity sets and singletons of an entity type; if there are none, the shortest ways to it. The type may be declared
    /// there by one of its bases.
    pub(crate) fn keep_way_to(&mut self, name: &str) -> Result<(), Error> {
        let schema = self.schema;
        let Some(container) = schema.container()? else {
            return Ok(());
        };
        if schema.type_kind(name) != Some(Kind::EntityType) {
            return Ok(());
        }
        let lineage = schema.lineage(name)?;
        let roots = self.roots.get_or_insert_with(|| {
            let mut roots: HashMap<&str, Vec<&str>> = HashMap::new();
            for resource in &container.resources {
                roots
                    .entry(&resource.entity_type)
                    .or_default()
                    .push(&resource.name);
            }
            roots
        });
        let own = lineage.first().and_then(|own| roots.get(own.name.as_str()));
        if let Some(own) = own {
            self.kept.roots.extend(own.iter().map(|root| (*root).to_owned()));
            return Ok(());
        }
        for ty in lineage {
            if let Some(ways) = self.reach.shortest(&ty.name)? {
                for (by, member) in &ways.members {
                    self.keep_stub(by)?;
                    self.keep_member(by, member)?;
                }
                for (root, ty) in ways.roots {
                    self.keep_stub(&ty)?;
                    self.kept.roots.insert(root);
                }
                break;
            }
        }
        Ok(())
    }

    /// Looks at what the types kept in full need, until nothing new is needed.
    pub(crate) fn finish(mut self) -> Result<Kept, Error> {
        let schema = self.schema;
        let bindings = schema.bindings()?;
        while let Some(name) = self.queue.pop() {
            self.keep_needs(&name)?;
            for bound in bindings.get(&name).into_iter().flatten() {
                if let Some(Item::Operation(operation)) = schema.item(bound.operation)? {
                    self.keep_operation(bound.operation, operation)?;
                }
            }
        }
        // The entity types of the sets that are kept.
        for resource in schema
            .container()?
            .map(|container| container.resources.as_slice())
            .unwrap_or_default()
        {
            if self.kept.roots.contains(&resource.name) && schema.type_kind(&resource.entity_type).is_some() {
                self.keep_stub(&resource.entity_type)?;
            }
        }
        Ok(self.kept)
    }

    /// Keeps what the element of a type kept in full mentions.
    fn keep_needs(&mut self, name: &str) -> Result<(), Error> {
        let schema = self.schema;
        if !matches!(schema.type_kind(name), Some(Kind::EntityType | Kind::ComplexType)) {
            return Ok(());
        }
        for ty in schema.lineage(name)? {
            self.keep(&ty.name)?;
        }
        let ty = schema.structured_type(name)?;
        for property in &ty.properties {
            self.keep_value(&property.ty)?;
        }
        for property in &ty.navigation {
            self.keep_value(&property.ty)?;
        }
        Ok(())
    }
}
