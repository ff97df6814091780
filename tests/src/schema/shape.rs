//! What entity types and complex types have in common: a name, bases, properties; and the types derived from one.

use super::property::Property;

/// A structured type with all its properties, inherited ones included.
#[derive(Clone, Debug)]
pub(crate) struct Shape {
    pub(crate) name: String,
    /// This type and those it derives from, nearest first.
    pub(crate) lineage: Vec<String>,
    pub(crate) properties: Vec<Property>,
    pub(crate) is_open: bool,
    pub(crate) is_abstract: bool,
}

impl Shape {
    pub(crate) fn property(&self, name: &str) -> Option<&Property> {
        self.properties.iter().find(|property| property.name == name)
    }

    /// Whether this is the named type or derives from it.
    pub(crate) fn is_a(&self, name: &str) -> bool {
        self.lineage.iter().any(|base| base == name)
    }

    /// Adds a property; one of the same name is replaced, so that a key may be declared before its property.
    fn put(&mut self, property: Property) {
        match self
            .properties
            .iter_mut()
            .find(|known| known.name == property.name)
        {
            Some(known) => *known = property,
            None => self.properties.push(property),
        }
    }
}

/// A declared type and everything derived from it, kept flat: the calls of a builder may come in any order.
#[derive(Clone, Debug)]
pub(crate) struct Family {
    pub(crate) declared: Shape,
    pub(crate) derived: Vec<Shape>,
}

impl Family {
    pub(crate) fn new(name: String) -> Self {
        let declared = Shape {
            lineage: vec![name.clone()],
            name,
            properties: Vec::new(),
            is_open: false,
            is_abstract: false,
        };
        Self {
            declared,
            derived: Vec::new(),
        }
    }

    pub(crate) fn shapes(&self) -> impl Iterator<Item = &Shape> {
        std::iter::once(&self.declared).chain(&self.derived)
    }

    pub(crate) fn shapes_mut(&mut self) -> impl Iterator<Item = &mut Shape> {
        std::iter::once(&mut self.declared).chain(&mut self.derived)
    }

    pub(crate) fn find(&self, name: &str) -> Option<&Shape> {
        self.shapes().find(|shape| shape.name == name)
    }

    pub(crate) fn put(&mut self, property: &Property) {
        for shape in self.shapes_mut() {
            shape.put(property.clone());
        }
    }

    pub(crate) fn open(&mut self) {
        for shape in self.shapes_mut() {
            shape.is_open = true;
        }
    }

    /// Takes in types that derive from the declared one.
    pub(crate) fn derive(&mut self, mut derived: Family) {
        for shape in derived.shapes_mut() {
            shape.lineage.push(self.declared.name.clone());
            shape.is_open |= self.declared.is_open;
            let own = std::mem::replace(&mut shape.properties, self.declared.properties.clone());
            for property in own {
                shape.put(property);
            }
        }
        self.derived.push(derived.declared);
        self.derived.extend(derived.derived);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn derived_types_inherit_whatever_the_order_of_calls() {
        let mut leaf = Family::new("n.leaf".into());
        leaf.put(&Property::string("c"));
        let mut middle = Family::new("n.middle".into());
        middle.derive(leaf);
        middle.put(&Property::string("b"));
        let mut root = Family::new("n.root".into());
        root.put(&Property::string("a"));
        root.derive(middle);
        let leaf = root.find("n.leaf").unwrap();
        assert!(leaf.is_a("n.root") && leaf.is_a("n.middle") && !root.declared.is_a("n.leaf"));
        for name in ["a", "b", "c"] {
            assert!(leaf.property(name).is_some(), "{name}");
        }
    }
}
