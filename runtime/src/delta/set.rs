//! Context URLs: of which set an item is, and which kind.

/// What the context URL of an item makes it
/// ([OData JSON 4.01, 15](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_DeltaPayload)).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// An entity, new or changed.
    Entity,
    /// `…/$deletedEntity`: an entity that is gone, in the form of OData 4.0.
    Deleted,
    /// `…/$link`: a relationship that is new.
    Link,
    /// `…/$deletedLink`: a relationship that is gone.
    DeletedLink,
}

impl Kind {
    /// The kind by the end of a context URL, which alone decides: an entity can have properties `id` and `reason`.
    pub(super) fn of(context: Option<&str>) -> Self {
        let end = context.and_then(|context| context.trim_end().rsplit('/').next());
        match end.unwrap_or_default() {
            "$deletedEntity" => Self::Deleted,
            "$link" => Self::Link,
            "$deletedLink" => Self::DeletedLink,
            _ => Self::Entity,
        }
    }
}

/// The entity set in a context URL: the fragment without keys, selections, casts and what begins with `$`.
///
/// `None` where there is no context URL, or one that names a type and no set: `#Collection(n.driveItem)`.
pub(super) fn set_of(context: Option<&str>) -> Option<String> {
    let fragment = context?.rsplit_once('#')?.1.trim();
    let mut set = String::new();
    for segment in segments(fragment) {
        let name = segment.split('(').next().unwrap_or_default();
        if name.is_empty() || name.starts_with('$') || name.contains('.') || name == "Collection" {
            continue;
        }
        if !set.is_empty() {
            set.push('/');
        }
        set.push_str(name);
    }
    (!set.is_empty()).then_some(set)
}

/// The segments of a fragment: a `/` in parentheses is that of a selected path, or of a key.
fn segments(fragment: &str) -> impl Iterator<Item = &str> {
    let mut depth = 0_u32;
    fragment.split(move |character| {
        match character {
            '(' => depth += 1,
            ')' => depth = depth.saturating_sub(1),
            _ => {}
        }
        character == '/' && depth == 0
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_end_of_a_context_decides_what_an_item_is() {
        for (context, kind) in [
            (None, Kind::Entity),
            (Some("$metadata#Customers/$entity"), Kind::Entity),
            (
                Some("https://h/$metadata#Customers/$deletedEntity"),
                Kind::Deleted,
            ),
            (Some("#Orders/$link"), Kind::Link),
            (Some("#Orders/$deletedLink "), Kind::DeletedLink),
        ] {
            assert_eq!(Kind::of(context), kind, "{context:?}");
        }
    }

    #[test]
    fn a_set_is_what_is_left_of_its_context() {
        for (context, set) in [
            ("https://h/v1.0/$metadata#users", Some("users")),
            ("$metadata#users(displayName,address/city)/$delta", Some("users")),
            ("#Customers/n.Vip/$deletedEntity", Some("Customers")),
            ("#Customers('A/B')/Orders(id)/$entity", Some("Customers/Orders")),
            ("#Collection(microsoft.graph.driveItem)", None),
            ("#n.user/$entity", None),
            ("no fragment", None),
            ("#", None),
        ] {
            assert_eq!(set_of(Some(context)).as_deref(), set, "{context}");
        }
        assert_eq!(set_of(None), None);
    }
}
