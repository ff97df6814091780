//! Complex types that hold themselves.

use std::collections::{HashMap, HashSet};

use odata_entity_csdl::{Kind, Schema};

use super::selection::{concrete, embedded_base};
use crate::failure::Failure;

/// Which complex types a value of a complex type holds, collections apart, which hold theirs elsewhere in memory.
pub(crate) struct Recursion<'s> {
    schema: &'s Schema,
    /// Whether a derived type holds its base.
    embed: bool,
    held: HashMap<String, Vec<String>>,
    /// The types that each type holds, directly or over others.
    reached: HashMap<String, HashSet<String>>,
}

impl<'s> Recursion<'s> {
    pub(crate) fn new(schema: &'s Schema, embed: bool) -> Recursion<'s> {
        Recursion {
            schema,
            embed,
            held: HashMap::new(),
            reached: HashMap::new(),
        }
    }

    /// Whether a property of `owner` that is of the type `ty` would make values of endless size: a `ty` holds an `owner`.
    pub(crate) fn is_endless(&mut self, owner: &str, ty: &str) -> Result<bool, Failure> {
        if self.schema.type_kind(owner) != Some(Kind::ComplexType) {
            return Ok(false);
        }
        for held in concrete(self.schema, ty)? {
            if held == owner || self.reached(&held)?.contains(owner) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    fn reached(&mut self, ty: &str) -> Result<&HashSet<String>, Failure> {
        if !self.reached.contains_key(ty) {
            let mut reached = HashSet::new();
            let mut queue = self.held(ty)?;
            while let Some(next) = queue.pop() {
                if reached.insert(next.clone()) {
                    queue.extend(self.held(&next)?);
                }
            }
            self.reached.insert(ty.to_owned(), reached);
        }
        Ok(self.reached.entry(ty.to_owned()).or_default())
    }

    fn held(&mut self, ty: &str) -> Result<Vec<String>, Failure> {
        if let Some(held) = self.held.get(ty) {
            return Ok(held.clone());
        }
        let mut held = Vec::new();
        if self.embed {
            held.extend(
                embedded_base(self.schema, self.schema.structured_type(ty)?)?.map(|base| base.name.clone()),
            );
        }
        for declared in self.schema.properties(ty)? {
            let of = &declared.property.ty;
            if !of.is_collection && self.schema.type_kind(&of.name) == Some(Kind::ComplexType) {
                held.extend(concrete(self.schema, &of.name)?);
            }
        }
        self.held.insert(ty.to_owned(), held.clone());
        Ok(held)
    }
}
