//! Names of an enum's variants.

use odata_entity_names::{RenameRule, capitalized, words};

use unicode_ident::is_xid_start;

use crate::naming::unique::Unique;

/// How many characters a name has at most.
const LONGEST: usize = 80;

/// A variant's name, and whether the derive needs the member's, too.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Variant {
    pub(crate) ident: String,
    /// Whether the enum's rule does not give the member's name back.
    pub(crate) rename: bool,
}

/// The names of the variants of one enum.
pub(crate) struct Variants {
    names: Unique,
    /// Whether members are written as the variants are, with a capital in front.
    pub(crate) pascal: bool,
}

impl Variants {
    /// Names for an enum with these members, of which most decide for the rule.
    pub(crate) fn new<'a>(members: impl Iterator<Item = &'a str>) -> Variants {
        let (upper, all) = members.fold((0, 0), |(upper, all), member| {
            (upper + usize::from(begins_upper(member)), all + 1)
        });
        Variants {
            names: Unique::default(),
            pascal: upper * 2 > all,
        }
    }

    /// A name for the member that no other variant has.
    pub(crate) fn name(&mut self, member: &str) -> Variant {
        self.called(member, member)
    }

    /// The same for a member that has another name in code.
    pub(crate) fn called(&mut self, name: &str, member: &str) -> Variant {
        let ident = self.free(&variant(name));
        let rule = match self.pascal {
            true => RenameRule::Pascal,
            false => RenameRule::Camel,
        };
        Variant {
            rename: rule.variant(&ident) != member,
            ident,
        }
    }

    /// The first of these names that no variant has, as it is or with a number.
    pub(crate) fn free(&mut self, wanted: &str) -> String {
        self.names.take(
            wanted.to_owned(),
            |wanted, number| format!("{wanted}{number}"),
            str::to_owned,
        )
    }

    /// A name for what is no member: one of these that is free.
    pub(crate) fn fallback(&mut self, wanted: &[&str]) -> String {
        let free = wanted.iter().find(|name| !self.names.contains(name));
        self.free(free.or(wanted.first()).copied().unwrap_or("Other"))
    }
}

/// The variant for a member: the member with a capital in front if that is a good name, for then no rule is needed.
fn variant(member: &str) -> String {
    let mut chars = member.chars();
    let capital: String = chars
        .next()
        .map(|first| first.to_ascii_uppercase())
        .into_iter()
        .chain(chars)
        .collect();
    let plain = capital.chars().all(|c| c.is_ascii_alphanumeric())
        && capital.starts_with(|c: char| c.is_ascii_uppercase())
        && (capital.len() == 1 || capital.chars().any(|c| c.is_ascii_lowercase()));
    let mut name = if plain { capital } else { pascal(member) };
    // Text can be of any length, and begin with what only goes on in an identifier.
    name = name.chars().take(LONGEST).collect();
    if !name.starts_with(is_xid_start) {
        name.insert(0, 'N');
    }
    if name == "Self" {
        name.push_str("Member");
    }
    name
}

/// The Pascal case of a name. Digits that an underscore separates stay so: `v10_15` is `V10_15`.
pub(crate) fn pascal(name: &str) -> String {
    let mut out = String::with_capacity(name.len());
    for word in words(name) {
        if out.ends_with(|c: char| c.is_ascii_digit()) && word.starts_with(|c: char| c.is_ascii_digit()) {
            out.push('_');
        }
        out.push_str(&capitalized(&word));
    }
    out
}

fn begins_upper(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_uppercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_are_variants() {
        let mut variants = Variants::new(["nonCompliant", "a"].into_iter());
        for (member, ident, rename) in [
            ("nonCompliant", "NonCompliant", false),
            ("macOS", "MacOS", false),
            ("NONE", "None", true),
            ("none", "None2", true),
            ("v10_15", "V10_15", false),
            ("email_verified", "EmailVerified", true),
            ("self", "SelfMember", true),
            ("_1", "N1", true),
            ("a", "A", false),
            ("other", "Other", false),
        ] {
            let expected = Variant {
                ident: ident.to_owned(),
                rename,
            };
            assert_eq!(variants.name(member), expected, "{member}");
        }
        assert_eq!(variants.fallback(&["Other", "Unrecognized"]), "Unrecognized");
        assert_eq!(variants.fallback(&["Other"]), "Other2");
        let mut upper = Variants::new(["AuditDelete", "x", "ProcessRead"].into_iter());
        assert!(upper.pascal);
        assert!(!upper.name("AuditDelete").rename && upper.name("x").rename);
    }
}
