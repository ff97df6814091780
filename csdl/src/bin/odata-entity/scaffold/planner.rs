//! From types of the schema to types of the module.

use odata_entity_csdl::{Kind, Schema};

use super::imports::Imports;
use super::marks::Proposal;
use super::model::Item;
use super::recursion::Recursion;
use super::selection::Selection;
use crate::failure::Failure;
use crate::naming::TypeNames;
use crate::routes::Paths;

/// What the user chose.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    pub(crate) with_references: bool,
    pub(crate) embed: bool,
    pub(crate) navigation: bool,
}

/// The work on one module.
pub(crate) struct Planner<'s> {
    pub(super) schema: &'s Schema,
    pub(super) names: TypeNames,
    pub(super) paths: Paths<'s>,
    pub(super) options: Options,
    pub(super) selection: Selection,
    pub(super) recursion: Recursion<'s>,
    /// The types that are declared somewhere and have derived types that can stand in their place.
    pub(super) unions: Vec<String>,
    pub(crate) imports: Imports,
    /// Properties whose types the module does not have, and these types.
    pub(crate) left_out: Vec<(String, String)>,
    /// What the metadata does not say and something else says.
    pub(crate) proposals: Vec<Proposal>,
}

impl<'s> Planner<'s> {
    pub(crate) fn new(schema: &'s Schema, paths: Paths<'s>, options: Options) -> Planner<'s> {
        Planner {
            schema,
            names: TypeNames::of(schema),
            paths,
            options,
            selection: Selection::default(),
            recursion: Recursion::new(schema, options.embed),
            unions: Vec::new(),
            imports: Imports::default(),
            left_out: Vec::new(),
            proposals: Vec::new(),
        }
    }

    /// The items for these types: in their order, a union in front of the first type that can stand in it.
    pub(crate) fn plan(&mut self, types: &[String]) -> Result<Vec<Item>, Failure> {
        self.selection = Selection::of(self.schema, types, self.options)?;
        let mut items = Vec::new();
        for (position, name) in self.selection.types().to_vec().iter().enumerate() {
            let item = match self.schema.type_kind(name) {
                Some(Kind::EnumType) => self.enumeration(name)?,
                _ => self.structure(name)?,
            };
            items.push((position, 1, item));
        }
        for union in self.unions.clone() {
            let (position, item) = self.union(&union)?;
            items.push((position, 0, item));
        }
        items.sort_by_key(|(position, turn, _)| (*position, *turn));
        Ok(items.into_iter().map(|(_, _, item)| item).collect())
    }

    /// The docs of a type: its description, or what it is.
    pub(super) fn type_docs(&self, name: &str, fallback: &str) -> Result<Vec<String>, Failure> {
        let mut docs = self.description(name)?;
        if docs.is_empty() {
            docs.push(format!("{fallback} `{name}`."));
        }
        docs.extend(self.deprecation(name)?);
        Ok(docs)
    }

    /// What the metadata says of a target in words, a paragraph each.
    pub(super) fn description(&self, target: &str) -> Result<Vec<String>, Failure> {
        let said = self.schema.description(target)?;
        let mut docs: Vec<String> = Vec::new();
        for text in [said.short, said.long].into_iter().flatten() {
            if !text.trim().is_empty() && !docs.iter().any(|known| known == text) {
                docs.push(text.to_owned());
            }
        }
        Ok(docs)
    }

    /// The paragraph that says since when and why a target should not be used any more.
    pub(super) fn deprecation(&self, target: &str) -> Result<Option<String>, Failure> {
        let revision = self.schema.deprecation(target)?;
        Ok(revision.map(|revision| format!("Deprecated {revision}")))
    }
}
