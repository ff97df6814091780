//! Names between Rust and the wire: serde's rename rules, snake case of placeholders, the nearest known name.

/// serde's `rename_all` rules (<https://serde.rs/container-attrs.html#rename_all>).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RenameRule {
    Lower,
    Upper,
    Pascal,
    Camel,
    Snake,
    ScreamingSnake,
    Kebab,
    ScreamingKebab,
}

/// The spellings of the rules, in serde's order.
pub(crate) const RENAME_RULES: [(&str, RenameRule); 8] = [
    ("lowercase", RenameRule::Lower),
    ("UPPERCASE", RenameRule::Upper),
    ("PascalCase", RenameRule::Pascal),
    ("camelCase", RenameRule::Camel),
    ("snake_case", RenameRule::Snake),
    ("SCREAMING_SNAKE_CASE", RenameRule::ScreamingSnake),
    ("kebab-case", RenameRule::Kebab),
    ("SCREAMING-KEBAB-CASE", RenameRule::ScreamingKebab),
];

impl RenameRule {
    /// The rule that serde writes as `text`.
    pub(crate) fn parse(text: &str) -> Option<Self> {
        RENAME_RULES
            .iter()
            .find(|(name, _)| *name == text)
            .map(|(_, rule)| *rule)
    }

    /// The wire name of a field; `field` is snake_case, as serde assumes.
    pub(crate) fn field(self, field: &str) -> String {
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
    pub(crate) fn variant(self, variant: &str) -> String {
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

/// The snake case a person would write: runs of capitals stay together (`iosVppTokenID` is `ios_vpp_token_id`).
pub(crate) fn snake(name: &str) -> String {
    let chars: Vec<char> = name.chars().collect();
    let mut out = String::with_capacity(name.len() + 4);
    for (at, &ch) in chars.iter().enumerate() {
        if !ch.is_alphanumeric() {
            if !out.is_empty() && !out.ends_with('_') {
                out.push('_');
            }
            continue;
        }
        let before = at.checked_sub(1).and_then(|i| chars.get(i));
        let starts_word = ch.is_uppercase()
            && before.is_some_and(|b| {
                b.is_lowercase()
                    || b.is_ascii_digit()
                    || (b.is_uppercase() && chars.get(at + 1).is_some_and(|next| next.is_lowercase()))
            });
        if starts_word && !out.ends_with('_') {
            out.push('_');
        }
        out.extend(ch.to_lowercase());
    }
    out.trim_end_matches('_').to_owned()
}

/// An identifier for `name`: raw if it is a keyword, with a `_` behind it if it cannot even be raw.
pub(crate) fn ident(name: &str, span: proc_macro2::Span) -> syn::Ident {
    if matches!(name, "self" | "Self" | "super" | "crate" | "_") {
        return syn::Ident::new(&format!("{name}_"), span);
    }
    match syn::parse_str::<syn::Ident>(name) {
        Ok(_) => syn::Ident::new(name, span),
        Err(_) => syn::Ident::new_raw(name, span),
    }
}

/// A number made of a type's name, by which constants compare types: FNV-1a, never zero; but zero, which stands for none, where
/// nothing is checked against a schema, so nothing compares.
pub(crate) fn id(name: &str) -> u64 {
    if cfg!(not(feature = "schema")) {
        return 0;
    }
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    hash.max(1)
}

/// The name in `known` that is closest to `name`, if it is close enough to be what was meant.
pub(crate) fn nearest<'a>(name: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    known
        .into_iter()
        .map(|candidate| (distance(name, candidate), candidate))
        .filter(|(distance, candidate)| *distance <= 1 + name.len().min(candidate.len()) / 3)
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}

/// Optimal string alignment distance, ignoring ASCII case: a swap of neighbours is one mistake.
fn distance(a: &str, b: &str) -> usize {
    let a: Vec<char> = a.to_ascii_lowercase().chars().collect();
    let b: Vec<char> = b.to_ascii_lowercase().chars().collect();
    let mut rows = [
        vec![0; b.len() + 1],
        (0..=b.len()).collect(),
        vec![0; b.len() + 1],
    ];
    for i in 1..=a.len() {
        let [before, previous, current] = &mut rows;
        current[0] = i;
        for j in 1..=b.len() {
            let substitution = previous[j - 1] + usize::from(a[i - 1] != b[j - 1]);
            current[j] = substitution.min(previous[j] + 1).min(current[j - 1] + 1);
            if i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1] {
                current[j] = current[j].min(before[j - 2] + 1);
            }
        }
        rows.rotate_left(1);
    }
    rows[1][b.len()]
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
        assert_eq!(RenameRule::Pascal.field("mac_os"), "MacOs");
        assert_eq!(RenameRule::ScreamingKebab.field("a_b"), "A-B");
        assert_eq!(RenameRule::Camel.variant("NotApplicable"), "notApplicable");
        assert_eq!(RenameRule::Snake.variant("IPv6"), "i_pv6");
        assert_eq!(RenameRule::parse("camelcase"), None);
    }

    #[test]
    fn snake_case_of_placeholders() {
        for (name, expected) in [
            (
                "managedDeviceMobileAppConfigurationId",
                "managed_device_mobile_app_configuration_id",
            ),
            ("iosVppTokenID", "ios_vpp_token_id"),
            ("drive-id", "drive_id"),
            ("IPAddress", "ip_address"),
            ("windows10Policy", "windows10_policy"),
            ("id2", "id2"),
            ("_x_", "x"),
        ] {
            assert_eq!(snake(name), expected, "{name}");
        }
    }

    #[test]
    fn nearest_takes_typos_and_leaves_strangers() {
        let known = ["non_nullable", "navigation", "read_only", "key"];
        assert_eq!(nearest("nonnullable", known), Some("non_nullable"));
        assert_eq!(nearest("raed_only", known), Some("read_only"));
        assert_eq!(nearest("Key", known), Some("key"));
        assert_eq!(nearest("concurrency", known), None);
    }
}
