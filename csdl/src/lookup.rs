//! Questions about a schema's children by name.

use std::collections::{HashMap, HashSet};

use odata_entity_names::nearest;

use crate::container::EntityContainer;
use crate::enumeration::{EnumType, TypeDefinition};
use crate::error::Error;
use crate::kind::Kind;
use crate::operation::Operation;
use crate::schema::{Item, Schema};
use crate::structured::StructuredType;

impl Schema {
    /// What kind of type a qualified name is, if any. Parses nothing.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn type_kind(&self, name: &str) -> Option<Kind> {
        let number = self.index.find(name, Kind::is_type)?;
        self.index.entry(number).map(|entry| entry.kind)
    }

    /// The qualified names of everything of a kind, in document order. Parses nothing.
    ///
    /// An operation with several overloads is named once for each; [`Kind::Annotations`] have targets and no names.
    pub fn names(&self, kind: Kind) -> impl Iterator<Item = String> {
        let of_kind = self
            .index
            .entries
            .iter()
            .filter(move |entry| entry.kind == kind && kind != Kind::Annotations);
        of_kind.map(|entry| self.index.qualified(entry))
    }

    /// The entity type of a qualified name.
    ///
    /// # Errors
    /// There is none ([`Error::Unknown`], [`Error::WrongKind`]), or its element is faulty.
    pub fn entity_type(&self, name: &str) -> Result<&StructuredType, Error> {
        let ty = self.structured(name, "entity type", |kind| kind == Kind::EntityType)?;
        Ok(ty)
    }

    /// The complex type of a qualified name.
    ///
    /// # Errors
    /// There is none ([`Error::Unknown`], [`Error::WrongKind`]), or its element is faulty.
    pub fn complex_type(&self, name: &str) -> Result<&StructuredType, Error> {
        self.structured(name, "complex type", |kind| kind == Kind::ComplexType)
    }

    /// The entity type or complex type of a qualified name.
    ///
    /// # Errors
    /// There is none ([`Error::Unknown`], [`Error::WrongKind`]), or its element is faulty.
    pub fn structured_type(&self, name: &str) -> Result<&StructuredType, Error> {
        self.structured(name, "entity type or complex type", |kind| {
            matches!(kind, Kind::EntityType | Kind::ComplexType)
        })
    }

    fn structured(
        &self,
        name: &str,
        wanted: &'static str,
        is: fn(Kind) -> bool,
    ) -> Result<&StructuredType, Error> {
        match self.item(self.require(name, wanted, is)?)? {
            Some(Item::Structured(ty)) => Ok(ty),
            _ => Err(self.unknown(name, wanted, is)),
        }
    }

    /// The enumeration type of a qualified name.
    ///
    /// # Errors
    /// There is none ([`Error::Unknown`], [`Error::WrongKind`]), or its element is faulty.
    pub fn enum_type(&self, name: &str) -> Result<&EnumType, Error> {
        let (wanted, is) = ("enumeration type", |kind| kind == Kind::EnumType);
        match self.item(self.require(name, wanted, is)?)? {
            Some(Item::Enum(ty)) => Ok(ty),
            _ => Err(self.unknown(name, wanted, is)),
        }
    }

    /// The type definition of a qualified name.
    ///
    /// # Errors
    /// There is none ([`Error::Unknown`], [`Error::WrongKind`]), or its element is faulty.
    pub fn type_definition(&self, name: &str) -> Result<&TypeDefinition, Error> {
        let (wanted, is) = ("type definition", |kind| kind == Kind::TypeDefinition);
        match self.item(self.require(name, wanted, is)?)? {
            Some(Item::Definition(ty)) => Ok(ty),
            _ => Err(self.unknown(name, wanted, is)),
        }
    }

    /// All overloads of an action or function, in document order. The name is qualified, or unqualified for those of every
    /// namespace. Empty if there are none.
    ///
    /// # Errors
    /// The element of one is faulty.
    pub fn operations(&self, name: &str) -> Result<Vec<&Operation>, Error> {
        let (prefix, local) = name.rsplit_once('.').unwrap_or(("", name));
        let mut operations = Vec::new();
        for number in self.index.named(local) {
            let Some(entry) = self.index.entry(number) else {
                continue;
            };
            if !entry.kind.is_operation() || !(prefix.is_empty() || self.index.is_in(entry, prefix)) {
                continue;
            }
            if let Some(Item::Operation(operation)) = self.item(number)? {
                operations.push(operation);
            }
        }
        operations.reverse();
        Ok(operations)
    }

    /// The entity container with everything that it takes over from the one it extends; `None` if there is none. Of several it is
    /// the last one that no other extends, of the first document that has one. If it extends one of a document that was not given,
    /// it has only what is its own.
    ///
    /// # Errors
    /// Its element is faulty, or it extends something that does not exist or itself.
    pub fn container(&self) -> Result<Option<&EntityContainer>, Error> {
        match self.container.get_or_init(|| self.read_container()) {
            Ok(container) => Ok(container.as_ref()),
            Err(error) => Err(error.clone()),
        }
    }

    fn read_container(&self) -> Result<Option<EntityContainer>, Error> {
        let mut all = Vec::new();
        for (number, entry) in self.index.entries.iter().enumerate() {
            if entry.kind == Kind::EntityContainer
                && let Some(Item::Container(container)) = self.item(number)?
            {
                all.push(container);
            }
        }
        let extended: HashSet<&String> = all
            .iter()
            .filter_map(|container| container.extends.as_ref())
            .collect();
        // Where they all extend one another, the last one shows the circle.
        let document =
            |container: &EntityContainer| self.document_at(container.offset).map(|(_, start)| start);
        let free = |container: &&&EntityContainer| !extended.contains(&container.name);
        let first = all.iter().find(free).map(|first| document(first));
        let Some(first) = all
            .iter()
            .filter(free)
            .rfind(|container| Some(document(container)) == first)
            .or(all.last())
        else {
            return Ok(None);
        };
        let mut by_name = HashMap::new();
        for container in &all {
            by_name.entry(&container.name).or_insert(*container);
        }
        let mut chain = vec![*first];
        let mut seen = HashSet::from([&first.name]);
        let mut next = first.extends.as_ref();
        while let Some(name) = next {
            if !seen.insert(name) {
                let names = chain.iter().map(|container| &container.name);
                let error = Error::Cycle {
                    position: self.position(first.offset),
                    types: names.chain([name]).cloned().collect(),
                };
                return Err(self.located(first.offset, error));
            }
            let Some(base) = by_name.get(name) else {
                if self.reference_to(name).is_some() {
                    break;
                }
                return Err(self.unknown(name, "entity container", |kind| kind == Kind::EntityContainer));
            };
            chain.push(base);
            next = base.extends.as_ref();
        }
        let mut merged = (*first).clone();
        (merged.resources, merged.imports) = Default::default();
        for container in chain.into_iter().rev() {
            merged.resources.extend(container.resources.iter().cloned());
            merged.imports.extend(container.imports.iter().cloned());
        }
        Ok(Some(merged))
    }

    /// The number of the entry that a qualified name means, or the error that has the nearest name or what the name
    /// is instead.
    fn require(&self, name: &str, wanted: &'static str, is: fn(Kind) -> bool) -> Result<usize, Error> {
        if let Some(number) = self.index.find(name, is) {
            return Ok(number);
        }
        let other = self
            .index
            .find(name, |kind| kind != Kind::Annotations)
            .and_then(|number| self.index.entry(number));
        match other {
            Some(entry) => Err(Error::WrongKind {
                wanted,
                name: self.index.qualified(entry),
                found: entry.kind,
            }),
            None => Err(self.unknown(name, wanted, is)),
        }
    }

    /// The error for a name that does not exist.
    pub(crate) fn unknown(&self, name: &str, wanted: &'static str, is: fn(Kind) -> bool) -> Error {
        let reference = self.reference_to(name).map(str::to_owned);
        Error::Unknown {
            wanted,
            name: name.to_owned(),
            nearest: match reference {
                // It is spelled well, as far as is known.
                Some(_) => None,
                None => self.nearest_name(name, is),
            },
            reference,
        }
    }

    /// The reference that a qualified name would come from, if its namespace is of a document that was not given: the reference's `Uri`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn reference_to(&self, name: &str) -> Option<&str> {
        let (prefix, _) = name.rsplit_once('.')?;
        let namespaces = &self.index.namespaces;
        namespaces.reference_to(namespaces.resolve(prefix, 0))
    }

    /// The nearest qualified name: before all others one that differs in its namespace only.
    pub(crate) fn nearest_name(&self, name: &str, is: fn(Kind) -> bool) -> Option<String> {
        let local = name.rsplit_once('.').map_or(name, |(_, local)| local);
        let elsewhere = self
            .index
            .named(local)
            .filter_map(|number| self.index.entry(number))
            .find(|entry| is(entry.kind));
        if let Some(entry) = elsewhere {
            return Some(self.index.qualified(entry));
        }
        let of_kind = || self.index.entries.iter().filter(|entry| is(entry.kind));
        let near = nearest(local, of_kind().map(|entry| entry.name.as_str()))?;
        of_kind()
            .find(|entry| entry.name == near)
            .map(|entry| self.index.qualified(entry))
    }
}
