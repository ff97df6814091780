//! From types of the schema to types of the module.

use std::collections::{HashMap, HashSet};

use odata_entity_csdl::Schema;

use crate::failure::Failure;
use crate::naming::{OperationNames, TypeNames};
use crate::routes::Paths;
use crate::scaffold::imports::Imports;
use crate::scaffold::model::Item;
use crate::scaffold::options::Options;
use crate::scaffold::overlay::Proposal;
use crate::scaffold::recursion::Recursion;
use crate::scaffold::selection::Selection;

/// The work on one module.
pub(crate) struct Planner<'s> {
    pub(super) schema: &'s Schema,
    pub(super) names: TypeNames,
    pub(super) operation_names: OperationNames,
    pub(super) paths: Paths<'s>,
    pub(super) options: Options,
    pub(super) selection: Selection,
    pub(super) recursion: Recursion<'s>,
    /// The types that are declared somewhere and have derived types that can be in their place.
    pub(super) unions: Vec<String>,
    /// The Rust types of the complex types that were met; none of those that the module does not have.
    pub(super) complex_types: HashMap<String, Option<String>>,
    /// The enums of listed values, by what has the list, and those of them that are not among the items yet.
    pub(super) listed: HashMap<String, String>,
    pub(super) listed_items: Vec<Item>,
    pub(crate) imports: Imports,
    /// Properties whose types the module does not have, and these types.
    pub(crate) left_out: Vec<(String, String)>,
    /// What the metadata lacks and another source has.
    pub(crate) proposals: Vec<Proposal>,
    /// The targets of these.
    pub(super) proposed: HashSet<String>,
}

impl<'s> Planner<'s> {
    pub(crate) fn new(schema: &'s Schema, paths: Paths<'s>, options: Options) -> Planner<'s> {
        let names = TypeNames::of(schema);
        Planner {
            schema,
            operation_names: match options.operations {
                true => OperationNames::of(schema, &names),
                false => OperationNames::default(),
            },
            names,
            paths,
            options,
            selection: Selection::default(),
            recursion: Recursion::new(schema, options.embed),
            unions: Vec::new(),
            complex_types: HashMap::new(),
            listed: HashMap::new(),
            listed_items: Vec::new(),
            imports: Imports::default(),
            left_out: Vec::new(),
            proposals: Vec::new(),
            proposed: HashSet::new(),
        }
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

    /// The metadata's description of a target, a paragraph each.
    pub(super) fn description(&self, target: &str) -> Result<Vec<String>, Failure> {
        let description = self.schema.description(target)?;
        let mut docs: Vec<String> = Vec::new();
        for text in [description.short, description.long].into_iter().flatten() {
            if !text.trim().is_empty() && !docs.iter().any(|known| known == text) {
                docs.push(text.to_owned());
            }
        }
        Ok(docs)
    }

    /// The paragraph that states since when and why a target should not be used any more.
    pub(super) fn deprecation(&self, target: &str) -> Result<Option<String>, Failure> {
        let revision = self.schema.deprecation(target)?;
        Ok(revision.map(|revision| format!("Deprecated {revision}")))
    }
}
