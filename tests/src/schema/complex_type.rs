//! A complex type: structured like an entity type, but with no key.

use super::property::Property;
use super::shape::Family;

/// A complex type (CSDL 4.01, section 9).
///
/// ```
/// use odata_entity_testing::{ComplexType, Property};
///
/// let mode = ComplexType::new("microsoft.graph.kioskModeApp")
///     .property(Property::string("name"))
///     .derived(ComplexType::new("microsoft.graph.storeApp").property(Property::string("storeId")));
/// ```
#[derive(Clone, Debug)]
#[must_use = "a declaration changes nothing until a service has it"]
pub struct ComplexType {
    pub(crate) family: Family,
}

impl ComplexType {
    /// A complex type with this qualified name and no properties yet.
    pub fn new(name: impl Into<String>) -> Self {
        Self {
            family: Family::new(name.into()),
        }
    }

    /// Adds a property, or replaces the one of that name; derived types have it too.
    pub fn property(mut self, property: Property) -> Self {
        self.family.put(&property);
        self
    }

    /// Adds a type that derives from this one. A value of it carries `@odata.type` in requests and answers.
    pub fn derived(mut self, derived: ComplexType) -> Self {
        self.family.derive(derived.family);
        self
    }

    /// Makes this an open type: members it does not declare are kept, and null removes one. With no declared property it is a
    /// dictionary.
    pub fn open(mut self) -> Self {
        self.family.open();
        self
    }

    /// Makes this an abstract type: a value must name a derived one in `@odata.type`.
    pub fn is_abstract(mut self) -> Self {
        self.family.declared.is_abstract = true;
        self
    }
}
