//! Slips of the grammar: what the specification has and the grammar does not, each with a rule in which it is put right.

/// A rule, put right, and why.
pub struct Slip {
    pub why: &'static str,
    rule: &'static str,
    right: &'static str,
}

pub const SLIPS: &[Slip] = &[Slip {
    why: "text literals: percent-encoded characters that begin with `%7` (`{`, `|`, `}`) are left out",
    rule: "pct-encoded-no-SQUOTE = \"%\" ( \"0\" / \"1\" /   \"3\" / \"4\" / \"5\" / \"6\" / \"8\"",
    right: "pct-encoded-no-SQUOTE = \"%\" ( \"0\" / \"1\" /   \"3\" / \"4\" / \"5\" / \"6\" / \"7\" / \"8\"",
}];

/// The grammar with all of them put right. One that is not found is put right in the file, and is an error here.
pub fn put_right(grammar: &str) -> Result<String, String> {
    SLIPS.iter().try_fold(grammar.to_owned(), |grammar, slip| {
        if !grammar.contains(slip.rule) {
            return Err(format!(
                "the grammar no longer has the slip `{}`: drop it from the list",
                slip.why
            ));
        }
        Ok(grammar.replacen(slip.rule, slip.right, 1))
    })
}
