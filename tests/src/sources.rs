//! The sets, singletons and navigation properties that paths lead to.

use std::sync::OnceLock;

use crate::path::{Part, Template};
use crate::schema::{EntityType, Property};

/// An entity set or a singleton, as declared, or what a navigation property of one leads to.
#[derive(Clone, Debug)]
pub(crate) struct Source {
    pub(crate) template: Template,
    pub(crate) entity_type: EntityType,
    pub(crate) is_singleton: bool,
    /// Whether its entities exist in another one alone.
    pub(crate) is_contained: bool,
}

/// All of them, by number. Those behind navigation properties are added when a path first leads there: with types that refer to
/// each other there is no end to them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Sources {
    declared: Vec<Source>,
    found: Found,
}

/// A list that only grows, so that what is in it can be borrowed while it does.
#[derive(Clone, Debug, Default)]
struct Found(OnceLock<Box<(Source, Found)>>);

impl Found {
    fn next(&self) -> Option<&(Source, Found)> {
        self.0.get().map(Box::as_ref)
    }
}

impl Sources {
    pub(crate) fn declare(&mut self, source: Source) {
        self.declared.push(source);
    }

    pub(crate) fn declared(&self) -> &[Source] {
        &self.declared
    }

    fn found(&self) -> impl Iterator<Item = &Source> {
        std::iter::successors(self.found.next(), |(_, rest)| rest.next()).map(|(source, _)| source)
    }

    pub(crate) fn get(&self, number: usize) -> Option<&Source> {
        match number.checked_sub(self.declared.len()) {
            None => self.declared.get(number),
            Some(number) => self.found().nth(number),
        }
    }

    /// The number of the declared set at a path without keys.
    pub(crate) fn set(&self, path: &str) -> Option<usize> {
        let template = Template::parse(path).ok()?;
        self.declared
            .iter()
            .position(|source| !source.is_singleton && source.template == template)
    }

    /// The number of what a navigation property of a source leads to.
    pub(crate) fn child(&self, number: usize, property: &Property) -> Option<usize> {
        let owner = self.get(number)?;
        let mut template = owner.template.clone();
        if !owner.is_singleton {
            template.parts.push(Part::Key);
        }
        template.parts.push(Part::Literal(property.name.clone()));
        let entity_type = property.target()?;
        let mut place = &self.found;
        for (number, source) in self.declared.iter().chain(self.found()).enumerate() {
            if source.template == template {
                return Some(number);
            }
        }
        // Another request may have added one in the meantime.
        loop {
            let mut added = false;
            let pair = place.0.get_or_init(|| {
                added = true;
                let source = Source {
                    template: template.clone(),
                    entity_type: entity_type.clone(),
                    is_singleton: !property.is_collection,
                    is_contained: property.is_contained,
                };
                Box::new((source, Found::default()))
            });
            if added || pair.0.template == template {
                let before = self.found().position(|source| std::ptr::eq(source, &pair.0));
                return before.map(|before| self.declared.len() + before);
            }
            place = &pair.1;
        }
    }
}
