//! Unions: an enum of the types that can be where a complex type or an abstract entity type is declared.

use odata_entity_csdl::Kind;
use odata_entity_names::words;

use crate::failure::Failure;
use crate::naming::{Variants, local};
use crate::scaffold::hierarchy::{concrete, is_bare};
use crate::scaffold::model::{Argument, Attribute, Enumeration, Item, Variant};
use crate::scaffold::planner::Planner;
use crate::versions::only_newest;

/// How many entity types a union has at most: one of more is for nobody to match.
const MOST_VARIANTS: usize = 64;

impl Planner<'_> {
    /// The union of a type and of those derived from it, as far as the module has them; and where it is.
    pub(super) fn union(&mut self, base: &str) -> Result<(usize, Item), Failure> {
        let is_entity = self.schema.type_kind(base) == Some(Kind::EntityType);
        let (derive, derives) = match is_entity {
            true => ("Entity", "Debug, Clone, PartialEq, Entity"),
            false => ("ComplexType", "Debug, Clone, PartialEq, ComplexType"),
        };
        self.imports.add("odata_entity", derive);
        self.imports.add("serde_json", "Value");
        let mut arguments = vec![Argument::text("type", base)];
        if is_entity {
            arguments.extend(self.path_arguments(base)?);
        }
        let mut names = Variants::new(std::iter::empty());
        let mut variants = Vec::new();
        let mut first = usize::MAX;
        for ty in concrete(self.schema, base)? {
            let Some(position) = self.selection.position(&ty) else {
                continue;
            };
            first = first.min(position);
            let name = if ty == base {
                "Base".to_owned()
            } else {
                short(self.names.name(&ty), local(base))
            };
            variants.push(Variant {
                docs: vec![format!("A value of the type `{ty}`.")],
                attributes: Vec::new(),
                name: names.free(&name),
                holds: Some(self.names.name(&ty).to_owned()),
            });
        }
        variants.push(Variant {
            docs: vec!["A value of a type that this build does not know, as it came.".to_owned()],
            attributes: vec![Attribute::odata(vec![Argument::word("other")])],
            name: names.fallback(&["Other", "Unrecognized", "OtherType"]),
            holds: Some("Value".to_owned()),
        });
        let item = Item::Enumeration(Enumeration {
            docs: vec![format!("A value of the type `{base}` or of one derived from it.")],
            derives,
            attributes: vec![Attribute::odata(arguments)],
            name: self.names.union(base),
            variants,
        });
        Ok((first, item))
    }

    /// Whether the module has a union for an entity type: one that is abstract, of which it has derived types. It is what a list of the
    /// type has.
    pub(super) fn has_entity_union(&self, name: &str) -> Result<bool, Failure> {
        if self.schema.type_kind(name) != Some(Kind::EntityType)
            || !self.schema.entity_type(name)?.is_abstract
        {
            return Ok(false);
        }
        let is_known = |ty: &String| self.selection.contains(ty);
        if is_bare(self.schema.entity_type(name)?) || only_newest(self.schema, name).is_some() {
            // What has nothing but a key is the root of all types, and what is only a type in several versions is one struct.
            return Ok(false);
        }
        let known = concrete(self.schema, name)?
            .iter()
            .filter(|ty| is_known(ty))
            .count();
        Ok((1..=MOST_VARIANTS).contains(&known))
    }
}

/// The name of a derived type without the words that it ends with as its base does: `groupAssignmentTarget` of
/// `assignmentTarget` is `Group`.
fn short(name: &str, base: &str) -> String {
    let base = words(base);
    let own = words(name);
    let common = own
        .iter()
        .rev()
        .zip(base.iter().rev())
        .take_while(|(own, base)| own == base)
        .count();
    let suffix: usize = own.iter().rev().take(common).map(String::len).sum();
    let kept = name.len().checked_sub(suffix).and_then(|kept| name.get(..kept));
    match kept {
        Some(kept) if !kept.is_empty() && kept != "Self" => kept.to_owned(),
        _ => name.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::short;

    #[test]
    fn variants_are_named_for_what_differs() {
        assert_eq!(short("GroupAssignmentTarget", "assignmentTarget"), "Group");
        assert_eq!(
            short(
                "AllDevicesAssignmentTarget",
                "deviceAndAppManagementAssignmentTarget"
            ),
            "AllDevices"
        );
        assert_eq!(short("EmailIdentity", "identity"), "Email");
        assert_eq!(short("Identity", "identity"), "Identity");
        assert_eq!(short("OmaSettingBase64", "omaSetting"), "OmaSettingBase64");
    }
}
