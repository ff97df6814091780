//! Unions: an enum of the types that can be where a complex type is declared.

use odata_entity_names::words;

use crate::failure::Failure;
use crate::naming::{Variants, local};
use crate::scaffold::hierarchy::concrete;
use crate::scaffold::model::{Argument, Attribute, Enumeration, Item, Variant};
use crate::scaffold::planner::Planner;

impl Planner<'_> {
    /// The union of a type and of those derived from it, as far as the module has them; and where it is.
    pub(super) fn union(&mut self, base: &str) -> Result<(usize, Item), Failure> {
        self.imports.add("odata_entity", "ComplexType");
        self.imports.add("serde_json", "Value");
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
            derives: "Debug, Clone, PartialEq, ComplexType",
            attributes: vec![Attribute::odata(vec![Argument::text("type", base)])],
            name: self.names.union(base),
            variants,
        });
        Ok((first, item))
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
