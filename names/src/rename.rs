//! serde's rename rules.

/// A rule of serde's `rename_all` (<https://serde.rs/container-attrs.html#rename_all>).
///
/// ```
/// use odata_entity_names::RenameRule;
/// let rule = RenameRule::parse("camelCase").expect("a rule of serde's");
/// assert_eq!(rule.field("device_display_name"), "deviceDisplayName");
/// assert_eq!(rule.variant("NotApplicable"), "notApplicable");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RenameRule {
    /// `lowercase`
    Lower,
    /// `UPPERCASE`
    Upper,
    /// `PascalCase`
    Pascal,
    /// `camelCase`
    Camel,
    /// `snake_case`
    Snake,
    /// `SCREAMING_SNAKE_CASE`
    ScreamingSnake,
    /// `kebab-case`
    Kebab,
    /// `SCREAMING-KEBAB-CASE`
    ScreamingKebab,
}

impl RenameRule {
    /// The rules with their spellings, in serde's order.
    pub const ALL: [(&'static str, RenameRule); 8] = [
        ("lowercase", RenameRule::Lower),
        ("UPPERCASE", RenameRule::Upper),
        ("PascalCase", RenameRule::Pascal),
        ("camelCase", RenameRule::Camel),
        ("snake_case", RenameRule::Snake),
        ("SCREAMING_SNAKE_CASE", RenameRule::ScreamingSnake),
        ("kebab-case", RenameRule::Kebab),
        ("SCREAMING-KEBAB-CASE", RenameRule::ScreamingKebab),
    ];

    /// The rule that serde writes as `text`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .iter()
            .find(|(name, _)| *name == text)
            .map(|(_, rule)| *rule)
    }

    /// The wire name of a field; `field` is snake_case, as serde assumes.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn field(self, field: &str) -> String {
        match self {
            Self::Lower | Self::Snake => field.to_owned(),
            Self::Upper | Self::ScreamingSnake => field.to_ascii_uppercase(),
            Self::Pascal => pascal(field),
            Self::Camel => lower_first(&pascal(field)),
            Self::Kebab => field.replace('_', "-"),
            Self::ScreamingKebab => field.to_ascii_uppercase().replace('_', "-"),
        }
    }

    /// The wire name of a variant; `variant` is PascalCase, as serde assumes.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn variant(self, variant: &str) -> String {
        match self {
            Self::Pascal => variant.to_owned(),
            Self::Lower => variant.to_ascii_lowercase(),
            Self::Upper => variant.to_ascii_uppercase(),
            Self::Camel => lower_first(variant),
            Self::Snake => snake_each(variant),
            Self::ScreamingSnake => snake_each(variant).to_ascii_uppercase(),
            Self::Kebab => snake_each(variant).replace('_', "-"),
            Self::ScreamingKebab => snake_each(variant).to_ascii_uppercase().replace('_', "-"),
        }
    }
}

fn pascal(field: &str) -> String {
    let mut out = String::with_capacity(field.len());
    let mut start = true;
    for ch in field.chars() {
        match ch {
            '_' => start = true,
            ch if start => {
                out.push(ch.to_ascii_uppercase());
                start = false;
            }
            ch => out.push(ch),
        }
    }
    out
}

fn lower_first(name: &str) -> String {
    let mut chars = name.chars();
    match chars.next() {
        Some(first) => first.to_ascii_lowercase().to_string() + chars.as_str(),
        None => String::new(),
    }
}

/// serde's snake case: a `_` before every capital, so that `IPv6` is `i_pv6`.
fn snake_each(name: &str) -> String {
    let mut out = String::with_capacity(name.len() + 4);
    for (at, ch) in name.char_indices() {
        if at > 0 && ch.is_uppercase() {
            out.push('_');
        }
        out.push(ch.to_ascii_lowercase());
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_match_serde() {
        assert_eq!(
            RenameRule::Camel.field("device_display_name"),
            "deviceDisplayName"
        );
        assert_eq!(RenameRule::Camel.field("_a__b_"), "aB");
        assert_eq!(RenameRule::Pascal.field("mac_os"), "MacOs");
        assert_eq!(RenameRule::ScreamingKebab.field("a_b"), "A-B");
        assert_eq!(RenameRule::Camel.variant("NotApplicable"), "notApplicable");
        assert_eq!(RenameRule::Snake.variant("IPv6"), "i_pv6");
        assert_eq!(RenameRule::parse("camelcase"), None);
    }
}
