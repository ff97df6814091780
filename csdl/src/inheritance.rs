//! What types have from their bases.

use crate::derived::Derived;
use crate::error::Error;
use crate::kind::Kind;
use crate::property::{NavigationProperty, Property};
use crate::schema::Schema;
use crate::structured::{PropertyRef, StructuredType};
use std::collections::{HashMap, HashSet};

/// A property together with the type that declares it.
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// for declared in schema.properties("shop.book")? {
///     println!("{} of {}", declared.property.name, declared.by.name);
/// }
/// let price = schema.property("shop.book", "price")?.expect("it has one");
/// assert_eq!(price.by.name, "shop.item");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, PartialEq)]
pub struct Declared<'a, P> {
    /// The type that declares it: the one that was asked for or one of its bases.
    pub by: &'a StructuredType,
    /// The property.
    pub property: &'a P,
}

// Derives would ask for `P: Clone`, which a reference does not need.
impl<P> Clone for Declared<'_, P> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<P> Copy for Declared<'_, P> {}

/// How many types a lineage may have. The deepest hierarchies in use have eight; a limit keeps what is asked of each type of a long
/// chain from growing with the square of its length.
const MAX_BASES: usize = 100;

fn is_structured(kind: Kind) -> bool {
    matches!(kind, Kind::EntityType | Kind::ComplexType)
}

impl Schema {
    /// A type and its bases: itself first, the root of the hierarchy last.
    ///
    /// # Errors
    /// The type or a base does not exist ([`Error::Unknown`], [`Error::UnknownBase`]), the bases go round in a circle
    /// ([`Error::Cycle`]), there are a hundred or more of them, or an element is faulty.
    pub fn lineage(&self, name: &str) -> Result<Vec<&StructuredType>, Error> {
        self.lineage_of(self.structured_type(name)?)
    }

    /// The same for a type at hand.
    pub(crate) fn lineage_of<'a>(&'a self, ty: &'a StructuredType) -> Result<Vec<&'a StructuredType>, Error> {
        let mut lineage = vec![ty];
        let mut last = ty;
        while let Some(name) = &last.base {
            let base = self.base(last, name)?;
            let is_circle = lineage.iter().any(|known| std::ptr::eq(*known, base));
            lineage.push(base);
            if is_circle {
                let types = lineage.iter().map(|ty| ty.name.clone()).collect();
                let position = self.position(ty.offset);
                return Err(self.located(ty.offset, Error::Cycle { position, types }));
            }
            if lineage.len() > MAX_BASES {
                return Err(self.malformed(ty, format!("`{}` has {MAX_BASES} bases or more", ty.name)));
            }
            last = base;
        }
        Ok(lineage)
    }

    fn malformed(&self, ty: &StructuredType, message: String) -> Error {
        let position = self.position(ty.offset);
        self.located(ty.offset, Error::Malformed { position, message })
    }

    /// The base of a type, which must be of its own kind.
    fn base(&self, derived: &StructuredType, name: &str) -> Result<&StructuredType, Error> {
        let base = if derived.kind == Kind::EntityType {
            self.entity_type(name)
        } else {
            self.complex_type(name)
        };
        base.map_err(|error| match error {
            Error::Unknown {
                name,
                nearest,
                reference,
                ..
            } => self.located(
                derived.offset,
                Error::UnknownBase {
                    position: self.position(derived.offset),
                    derived: derived.name.clone(),
                    base: name,
                    nearest,
                    reference,
                },
            ),
            Error::WrongKind { wanted, name, found } => self.malformed(
                derived,
                format!("the {wanted} `{}` extends the {found} `{name}`", derived.name),
            ),
            other => other,
        })
    }

    /// All properties of a type: those of the root of its hierarchy first, its own last. One that a derived type declares again is as
    /// that type has it.
    ///
    /// # Errors
    /// As [`Schema::lineage`].
    pub fn properties(&self, name: &str) -> Result<Vec<Declared<'_, Property>>, Error> {
        let mut all: Vec<Declared<'_, Property>> = Vec::new();
        let mut known = HashMap::new();
        for by in self.lineage(name)?.into_iter().rev() {
            for property in &by.properties {
                let declared = Declared { by, property };
                match known.insert(property.name.as_str(), all.len()) {
                    None => all.push(declared),
                    // Declared again, it is in its place; CSDL does not allow it, and services do it to refine what a base has.
                    Some(place) => {
                        known.insert(property.name.as_str(), place);
                        if let Some(earlier) = all.get_mut(place) {
                            *earlier = declared;
                        }
                    }
                }
            }
        }
        Ok(all)
    }

    /// All navigation properties of a type: those of the root of its hierarchy first, its own last.
    ///
    /// # Errors
    /// As [`Schema::lineage`].
    pub fn navigation_properties(&self, name: &str) -> Result<Vec<Declared<'_, NavigationProperty>>, Error> {
        let mut all = Vec::new();
        for by in self.lineage(name)?.into_iter().rev() {
            for property in &by.navigation {
                all.push(Declared { by, property });
            }
        }
        Ok(all)
    }

    /// The property of a type or of its bases.
    ///
    /// # Errors
    /// As [`Schema::lineage`]. That there is no such property is no error but `None`.
    pub fn property(&self, ty: &str, name: &str) -> Result<Option<Declared<'_, Property>>, Error> {
        let lineage = self.lineage(ty)?;
        Ok(lineage.into_iter().find_map(|by| {
            Some(Declared {
                by,
                property: by.property(name)?,
            })
        }))
    }

    /// The navigation property of a type or of its bases.
    ///
    /// # Errors
    /// As [`Schema::lineage`]. That there is no such property is no error but `None`.
    pub fn navigation_property(
        &self,
        ty: &str,
        name: &str,
    ) -> Result<Option<Declared<'_, NavigationProperty>>, Error> {
        let lineage = self.lineage(ty)?;
        Ok(lineage.into_iter().find_map(|by| {
            Some(Declared {
                by,
                property: by.navigation_property(name)?,
            })
        }))
    }

    /// Whether a navigation property of a type leads somewhere at all times, so that it cannot be unbound: it is `Nullable="false"`,
    /// and so is each property of its referential constraints (CSDL 4.01, 8.5 wants that). One that may be null may be set to null: Dataverse states
    /// `Nullable="false"` for all its lookups, and documents how to clear them.
    ///
    /// ```
    /// use odata_entity_csdl::Schema;
    ///
    /// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
    /// let author = schema.navigation_property("shop.book", "author")?.expect("it has one").property;
    /// // It is not nullable, and `authorId` is.
    /// assert!(!schema.is_bound_always("shop.book", author)?);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    ///
    /// # Errors
    /// As [`Schema::lineage`].
    pub fn is_bound_always(&self, ty: &str, property: &NavigationProperty) -> Result<bool, Error> {
        if property.ty.is_collection || property.nullable != Some(false) {
            return Ok(false);
        }
        for constraint in &property.constraints {
            let dependent = self.property(ty, &constraint.property)?;
            if dependent.is_some_and(|declared| declared.property.nullable != Some(false)) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// The key of an entity type: that of the nearest type in its hierarchy that declares one. Empty if none does, as for an
    /// abstract type that leaves the key to those derived from it, or for the type of a singleton.
    ///
    /// # Errors
    /// As [`Schema::lineage`].
    pub fn key(&self, entity_type: &str) -> Result<&[PropertyRef], Error> {
        let lineage = self.lineage(entity_type)?;
        Ok(lineage
            .into_iter()
            .find(|ty| !ty.key.is_empty())
            .map_or(&[], |ty| &ty.key))
    }

    /// Whether instances may have properties that are not declared: the type or a base is open.
    ///
    /// # Errors
    /// As [`Schema::lineage`].
    pub fn is_open(&self, name: &str) -> Result<bool, Error> {
        Ok(self.lineage(name)?.into_iter().any(|ty| ty.is_open))
    }

    /// Whether a type is another one or extends it, directly or over others.
    ///
    /// # Errors
    /// As [`Schema::lineage`]. That the second name is unknown is no error.
    pub fn is_derived_from(&self, name: &str, base: &str) -> Result<bool, Error> {
        let lineage = self.lineage(name)?;
        // Nearly always the name is written as answers write it; only an alias needs the work.
        if lineage.iter().any(|ty| ty.name == base) {
            return Ok(true);
        }
        let base = self.canonical(base);
        Ok(lineage.iter().any(|ty| ty.name == base))
    }

    /// The qualified names of the types that extend a type, directly or over others: nearer ones first, else in document order. Empty
    /// if the type does not exist. Parses nothing.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn derived_types(&self, name: &str) -> Vec<String> {
        let mut found = Vec::new();
        let Some(root) = self.index.find(name, is_structured) else {
            return Vec::new();
        };
        let derived = self.derived();
        let mut next = 0;
        let mut base = Some(root);
        while let Some(number) = base {
            // A type has one base, so it can be met twice only where the bases go round from it to itself.
            found.extend(derived.of(number).filter(|child| *child != root));
            base = found.get(next).copied();
            next += 1;
        }
        found
            .iter()
            .filter_map(|number| self.index.entry(*number))
            .map(|entry| self.index.qualified(entry))
            .collect()
    }

    /// The qualified names of at most `limit` types that are neither a type nor extend it, nearest first: its base, what else
    /// extends that, the base of the base and so on, then those that have no base in common with it, in document order. Parses
    /// nothing.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn other_types(&self, name: &str, limit: usize) -> Vec<String> {
        let Some(root) = self.index.find(name, is_structured) else {
            return Vec::new();
        };
        let derived = self.derived();
        let (mut seen, mut found) = (HashSet::from([root]), Vec::new());
        let mut own = vec![root];
        while let Some(number) = own.pop() {
            // The types below the one are no others; each is looked at once, also where the bases go round.
            own.extend(derived.of(number).filter(|child| seen.insert(*child)));
        }
        let mut next = self.base_number(root);
        while let Some(base) = next.filter(|base| seen.insert(*base)) {
            let from = found.len();
            found.push(base);
            let mut at = from;
            while at < found.len() && found.len() < limit {
                let children = found.get(at).map(|number| derived.of(*number));
                // The most general types have hundreds of children.
                let left = limit.saturating_sub(found.len());
                let children = children.into_iter().flatten();
                found.extend(children.filter(|child| seen.insert(*child)).take(left));
                at += 1;
            }
            next = self.base_number(base).filter(|_| found.len() < limit);
        }
        let all = self.index.entries.iter().enumerate();
        let structured = all
            .filter(|(_, entry)| is_structured(entry.kind))
            .map(|(number, _)| number);
        let left = limit.saturating_sub(found.len());
        found.extend(structured.filter(|number| !seen.contains(number)).take(left));
        found.truncate(limit);
        found
            .iter()
            .filter_map(|number| self.index.entry(*number))
            .map(|entry| self.index.qualified(entry))
            .collect()
    }

    /// The number of the base of a type.
    fn base_number(&self, number: usize) -> Option<usize> {
        let entry = self.index.entry(number)?;
        let (prefix, local) = entry.base.rsplit_once('.')?;
        let namespace = self.index.namespaces.resolve(prefix, entry.schema);
        self.index.find_in(namespace, local, &|kind| kind == entry.kind)
    }

    /// The alias of the namespace of a qualified name, if it has one.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn alias_of(&self, name: &str) -> Option<&str> {
        let (namespace, _) = name.rsplit_once('.')?;
        let schemas = &self.index.namespaces.schemas;
        let schema = schemas.iter().find(|schema| schema.name == namespace)?;
        schema.alias.as_deref()
    }

    /// Whether any type extends a type. Parses nothing.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn has_derived_types(&self, name: &str) -> bool {
        self.index
            .find(name, is_structured)
            .is_some_and(|number| self.derived().of(number).next().is_some())
    }

    fn derived(&self) -> &Derived {
        self.derived.get_or_init(|| Derived::of_index(&self.index))
    }
}
