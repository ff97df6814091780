//! Enumeration types.

use odata_entity_csdl::{EnumType, Member};
use odata_entity_names::words;

use crate::failure::Failure;
use crate::naming::{Variants, is_identifier};
use crate::scaffold::model::{Argument, Attribute, Enumeration, Item, Variant};
use crate::scaffold::planner::Planner;

/// The member that means all that older clients do not know (Graph's guidelines, "evolvable enums").
const SENTINEL: &str = "unknownFutureValue";

impl Planner<'_> {
    /// The enum for an enumeration type.
    pub(super) fn enumeration(&mut self, name: &str) -> Result<Item, Failure> {
        let ty = self.schema.enum_type(name)?;
        self.imports.add("odata_entity", "EnumType");
        let mut names = Variants::new(ty.members.iter().map(|member| member.name.as_str()));
        let mut arguments = vec![Argument::text("type", name)];
        if ty.is_flags {
            arguments.push(Argument::word("flags"));
        }
        if names.pascal {
            arguments.push(Argument::text("rename_all", "PascalCase"));
        }
        let mut flags = Flags::default();
        let mut variants = Vec::new();
        let (members, nameless): (Vec<&Member>, Vec<&Member>) =
            ty.members.iter().partition(|member| is_identifier(&member.name));
        for member in members {
            variants.push(self.variant(ty, member, &mut names, &mut flags)?);
        }
        let mut docs = self.type_docs(name, "The enumeration type")?;
        docs.extend(nameless.iter().map(|member| {
            format!(
                "Without the member {:?}, whose name OData does not allow.",
                member.name
            )
        }));
        variants.push(Variant {
            docs: vec!["A member that this build does not know, as it came.".to_owned()],
            attributes: vec![Attribute::odata(vec![Argument::word("other")])],
            name: names.fallback(&["Other", "Unrecognized", "OtherMember"]),
            holds: Some("String".to_owned()),
        });
        Ok(Item::Enumeration(Enumeration {
            docs,
            derives: "Debug, Clone, PartialEq, Eq, EnumType",
            attributes: vec![Attribute::odata(arguments)],
            name: self.names.name(name).to_owned(),
            variants,
        }))
    }

    fn variant(
        &self,
        ty: &EnumType,
        member: &Member,
        names: &mut Variants,
        flags: &mut Flags,
    ) -> Result<Variant, Failure> {
        let chosen = names.name(&member.name);
        let mut arguments = Vec::new();
        if chosen.rename {
            arguments.push(Argument::text("name", &member.name));
        }
        if ty.is_flags
            && let Some(value) = flags.unexpected(member)
        {
            arguments.push(Argument::Plain(format!("value = {value}")));
        }
        let sentinel = ty.member(SENTINEL).map(|sentinel| sentinel.value);
        if sentinel.is_some_and(|sentinel| member.value > sentinel) {
            arguments.push(Argument::word("evolved"));
        }
        let target = format!("{}/{}", ty.name, member.name);
        let mut docs = self.description(&target)?;
        if docs.is_empty() {
            docs.push(humanized(&member.name, "member"));
        }
        docs.extend(self.deprecation(&target)?);
        Ok(Variant {
            docs,
            attributes: if arguments.is_empty() {
                Vec::new()
            } else {
                vec![Attribute::odata(arguments)]
            },
            name: chosen.ident,
            holds: None,
        })
    }
}

/// A name as words that begin a sentence: `deviceDisplayName` is `Device display name.`
pub(super) fn humanized(name: &str, what: &str) -> String {
    let text = words(name).join(" ");
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => format!("{}{}.", first.to_uppercase(), chars.as_str()),
        None => format!("The {what} `{name}`."),
    }
}

/// The values that flags have by default: powers of two in order, zero for `none`.
#[derive(Default)]
struct Flags {
    highest: u64,
}

impl Flags {
    /// The member's value, if it has to be written.
    fn unexpected(&mut self, member: &Member) -> Option<u64> {
        // A highest bit that is set is one of a flag too.
        let value = member.value.cast_unsigned();
        let expected = match self.highest.checked_ilog2() {
            _ if member.name == "none" => 0,
            None => 1,
            Some(highest) => 1_u64.checked_shl(highest + 1).unwrap_or(0),
        };
        self.highest = self.highest.max(value);
        (value != expected).then_some(value)
    }
}
