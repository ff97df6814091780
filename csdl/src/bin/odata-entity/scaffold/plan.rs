//! All items of a module.

use odata_entity_csdl::Kind;

use crate::failure::Failure;
use crate::scaffold::model::Item;
use crate::scaffold::planner::Planner;
use crate::scaffold::selection::Selection;

impl Planner<'_> {
    /// The items for these types: in their order, a union in front of the first type that can be in it.
    pub(crate) fn plan(&mut self, types: &[String]) -> Result<Vec<Item>, Failure> {
        self.selection = Selection::of(self.schema, &self.paths, types, self.options)?;
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
        }
        for union in self.unions.clone() {
            let (position, item) = self.union(&union)?;
            items.push((position, 0, item));
        }
        items.sort_by_key(|(position, turn, _)| (*position, *turn));
        Ok(items.into_iter().map(|(_, _, item)| item).collect())
    }
}
