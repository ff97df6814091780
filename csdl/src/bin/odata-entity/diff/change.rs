//! What differs between two items.

use crate::contents::{Aspects, Item, Member};

/// What became of something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Change {
    /// It is new; what is stated about it.
    Added(Aspects),
    /// It is gone; what was stated about it.
    Removed(Aspects),
    /// Other things are stated about it: the aspect, with what was and what is.
    Changed(Vec<(&'static str, Option<String>, Option<String>)>),
}

/// What differs in an item.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) aspects: Vec<(&'static str, Option<String>, Option<String>)>,
    pub(crate) members: Vec<(Member, Change)>,
}

impl Difference {
    /// Between the same item of an old and a new schema.
    pub(crate) fn of(old: &Item, new: &Item) -> Difference {
        let mut members = Vec::new();
        for (member, before) in &old.members {
            match new.members.get(member) {
                None => members.push((member.clone(), Change::Removed(before.clone()))),
                Some(after) => {
                    let changed = aspects(before, after);
                    if !changed.is_empty() {
                        members.push((member.clone(), Change::Changed(changed)));
                    }
                }
            }
        }
        let added = new
            .members
            .iter()
            .filter(|(member, _)| !old.members.contains_key(*member));
        members.extend(added.map(|(member, after)| (member.clone(), Change::Added(after.clone()))));
        Difference {
            aspects: aspects(&old.aspects, &new.aspects),
            members,
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.aspects.is_empty() && self.members.is_empty()
    }
}

fn aspects(old: &Aspects, new: &Aspects) -> Vec<(&'static str, Option<String>, Option<String>)> {
    let mut names: Vec<&'static str> = old.keys().chain(new.keys()).copied().collect();
    names.sort_unstable();
    names.dedup();
    names
        .into_iter()
        .map(|name| (name, old.get(name).cloned(), new.get(name).cloned()))
        .filter(|(_, before, after)| before != after)
        .collect()
}

/// What is stated, in a line: `Edm.String, null: never`.
pub(crate) fn shown(aspects: &Aspects) -> String {
    let parts = aspects.iter().map(|(name, value)| part(name, value));
    // The type comes first, and needs no name.
    let (ty, others): (Vec<String>, Vec<String>) = parts.partition(|part| !part.contains(": "));
    [ty, others].concat().join(", ")
}

fn part(name: &str, value: &str) -> String {
    match name {
        crate::contents::TYPE => value.to_owned(),
        _ => format!("{name}: {value}"),
    }
}

/// A changed aspect, in words: `type: Edm.Int32 -> Edm.Int64`.
pub(crate) fn changed((name, old, new): &(&'static str, Option<String>, Option<String>)) -> String {
    let value = |value: &Option<String>| value.clone().unwrap_or_else(|| default(name).to_owned());
    format!("{name}: {} -> {}", value(old), value(new))
}

/// What an aspect is that is not stated.
fn default(aspect: &str) -> &'static str {
    match aspect {
        "null" => "allowed",
        "writing" => "allowed",
        "max length" | "precision" | "scale" | "values" => "any",
        "base" | "key" | "returns" => "none",
        _ => "no",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_and_aspects_are_compared() {
        let item = |aspects: &[(&'static str, &str)], members: &[(&str, &[(&'static str, &str)])]| Item {
            aspects: stated(aspects),
            members: members
                .iter()
                .map(|(name, aspects)| (("property", (*name).to_owned()), stated(aspects)))
                .collect(),
        };
        fn stated(aspects: &[(&'static str, &str)]) -> Aspects {
            aspects
                .iter()
                .map(|(name, value)| (*name, (*value).to_owned()))
                .collect()
        }
        let old = item(
            &[("base", "n.a")],
            &[("a", &[("type", "Edm.Int32"), ("null", "never")]), ("b", &[])],
        );
        let new = item(
            &[],
            &[("a", &[("type", "Edm.Int64")]), ("c", &[("type", "Edm.Guid")])],
        );
        assert!(Difference::of(&old, &old).is_empty());
        let difference = Difference::of(&old, &new);
        assert_eq!(
            difference.aspects.iter().map(changed).collect::<Vec<_>>(),
            ["base: n.a -> none"]
        );
        let members: Vec<String> = difference
            .members
            .iter()
            .map(|((_, name), change)| match change {
                Change::Added(aspects) => format!("+{name} {}", shown(aspects)),
                Change::Removed(_) => format!("-{name}"),
                Change::Changed(aspects) => {
                    format!(
                        "{name} {}",
                        aspects.iter().map(changed).collect::<Vec<_>>().join("; ")
                    )
                }
            })
            .collect();
        assert_eq!(
            members,
            [
                "a null: never -> allowed; type: Edm.Int32 -> Edm.Int64",
                "-b",
                "+c Edm.Guid"
            ]
        );
    }
}
