//! What is proposed for an overlay.

use std::collections::HashSet;
use std::fmt::Write;

use odata_entity_csdl::Overlay;

/// A line of an overlay that is proposed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Proposal {
    /// The type that declares the property, and the property.
    pub(crate) target: String,
    pub(crate) marks: Vec<&'static str>,
    /// Where this is taken from.
    pub(crate) reason: &'static str,
}

/// The overlay file: its lines as they were, and below them the proposals about anything else.
pub(crate) fn overlay(before: &str, proposals: &[Proposal]) -> String {
    let known = Overlay::parse(before).unwrap_or_default();
    let entries = known.entries().iter();
    let known: HashSet<String> = entries
        .map(|entry| format!("{}/{}", entry.ty, entry.property))
        .collect();
    let is_new = |proposal: &&Proposal| !known.contains(&proposal.target);
    let mut lines: Vec<&Proposal> = proposals.iter().filter(is_new).collect();
    lines.sort_by(|a, b| a.target.cmp(&b.target));
    let mut out = before.to_owned();
    if out.is_empty() {
        out.push_str(
            "# What the metadata lacks. Proposed by `odata-entity scaffold`: check it, it is yours.\n",
        );
    } else if !out.ends_with('\n') {
        out.push('\n');
    }
    for proposal in lines {
        let _ = writeln!(
            out,
            "{} = {} # {}",
            proposal.target,
            proposal.marks.join(", "),
            proposal.reason
        );
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_overlay_keeps_its_lines() {
        let proposal = |target: &str| Proposal {
            target: target.to_owned(),
            marks: vec!["read-only", "filterable"],
            reason: "by its name",
        };
        let before = "# mine\na.t/x = immutable";
        assert_eq!(
            overlay(before, &[proposal("a.t/y"), proposal("a.t/x"), proposal("a.s/z")]),
            "# mine\na.t/x = immutable\n\
             a.s/z = read-only, filterable # by its name\na.t/y = read-only, filterable # by its name\n"
        );
        assert!(Overlay::parse(&overlay("", &[proposal("a.t/y")])).is_ok());
    }
}
