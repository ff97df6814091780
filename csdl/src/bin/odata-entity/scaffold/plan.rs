//! All items of a module.

use odata_entity_csdl::Kind;

use crate::failure::Failure;
use crate::scaffold::model::Item;
use crate::scaffold::operations::{Wanted, of_values};
use crate::scaffold::planner::Planner;
use crate::scaffold::selection::Selection;

impl Planner<'_> {
    /// The items for these types: in their order, a union in front of the first type that can be in it, enums of listed values behind the first that has them, and then the operations, with those at
    /// the service's root that are named.
    pub(crate) fn plan(&mut self, types: &[String], imports: &[String]) -> Result<Vec<Item>, Failure> {
        let operations = match self.options.operations {
            true => Wanted::of(self.schema, types, imports)?,
            false => Vec::new(),
        };
        self.selection = Selection::of(self.schema, &self.paths, types, &operations, self.options)?;
        let mut called = Vec::new();
        for wanted in &operations {
            called.push(self.operation(wanted)?);
            called.append(&mut self.listed_items);
        }
        if self.options.operations {
            let left_out = of_values(self.schema, &|ty| self.selection.contains(ty))?;
            called.extend(left_out.into_iter().map(Item::Comment));
        }
        let mut items = Vec::new();
        for (position, name) in self.selection.types().to_vec().iter().enumerate() {
            let item = match self.schema.type_kind(name) {
                Some(Kind::EnumType) => self.enumeration(name)?,
                Some(Kind::EntityType) if self.has_entity_union(name)? => {
                    self.unions.push(name.clone());
                    self.structure(name)?
                }
                _ => self.structure(name)?,
            };
            items.push((position, 1, item));
            let listed = self.listed_items.drain(..);
            items.extend(listed.map(|item| (position, 2, item)));
        }
        for union in self.unions.clone() {
            let (position, item) = self.union(&union)?;
            items.push((position, 0, item));
        }
        items.sort_by_key(|(position, turn, _)| (*position, *turn));
        let types = items.into_iter().map(|(_, _, item)| item);
        Ok(types.chain(called).collect())
    }
}
