//! The `Prefer` header (RFC 7240; Protocol 4.01, section 8.2.8), and which of its preferences were applied.

use http::HeaderMap;

/// What a request would like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Preferences {
    /// `return=minimal` is `Some(true)`, `return=representation` is `Some(false)`.
    pub(crate) minimal: Option<bool>,
    pub(crate) max_page_size: Option<usize>,
    pub(crate) create_if_missing: bool,
    pub(crate) include_unknown_enum_members: bool,
    pub(crate) track_changes: bool,
}

impl Preferences {
    /// Reads all `Prefer` headers; of a preference that comes twice the first counts, as RFC 7240 has it.
    pub(crate) fn read(headers: &HeaderMap) -> Self {
        let mut preferences = Self::default();
        let texts = headers
            .get_all("prefer")
            .into_iter()
            .filter_map(|value| value.to_str().ok());
        for preference in texts.flat_map(|text| text.split(',')) {
            let preference = preference.split(';').next().unwrap_or_default();
            let (name, value) = preference.split_once('=').unwrap_or((preference, ""));
            let value = value.trim().trim_matches('"');
            match (name.trim().to_ascii_lowercase().as_str(), value) {
                ("return", "minimal") => preferences.minimal = preferences.minimal.or(Some(true)),
                ("return", "representation") => preferences.minimal = preferences.minimal.or(Some(false)),
                ("odata.maxpagesize" | "maxpagesize", size) => {
                    let size = size.parse().ok().filter(|size| *size > 0);
                    preferences.max_page_size = preferences.max_page_size.or(size);
                }
                ("create-if-missing", _) => preferences.create_if_missing = true,
                ("odata.track-changes" | "track-changes", _) => preferences.track_changes = true,
                ("include-unknown-enum-members", _) => preferences.include_unknown_enum_members = true,
                _ => {}
            }
        }
        preferences
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_header_or_several_say_the_same() {
        let mut one = HeaderMap::new();
        let text = "Return=minimal; x=y, odata.maxpagesize=\"7\",create-if-missing, outlook.timezone=\"UTC\"";
        one.insert("prefer", text.parse().unwrap());
        let mut several = HeaderMap::new();
        for text in [
            "return=minimal",
            "maxpagesize=7",
            "create-if-missing",
            "return=representation",
        ] {
            several.append("prefer", text.parse().unwrap());
        }
        let expected = Preferences {
            minimal: Some(true),
            max_page_size: Some(7),
            create_if_missing: true,
            ..Default::default()
        };
        assert_eq!(Preferences::read(&one), expected);
        assert_eq!(Preferences::read(&several), expected);
    }
}
