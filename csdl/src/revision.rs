//! When something was added, changed or deprecated.

use std::fmt;

use crate::annotation::Value;

/// An entry of `Core.Revisions` (OData Core vocabulary; `Date` and `RemovalDate` are Microsoft Graph's additions).
///
/// ```
/// use odata_entity_csdl::Schema;
///
/// let schema = Schema::parse(std::fs::read_to_string("docs/shop.csdl")?)?;
/// let deprecated = schema.deprecation("shop.author/phone")?.expect("it is deprecated");
/// assert_eq!(deprecated.to_string(), "since 2026-01-15: Use mail");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Revision {
    /// The version or name of the change: `2024-01/Deprecation`.
    pub version: Option<String>,
    /// `Added`, `Modified` or `Deprecated`.
    pub kind: String,
    /// Since when, as an ISO date.
    pub date: Option<String>,
    /// When it is to be removed, as an ISO date.
    pub removal_date: Option<String>,
    /// Why, and what to use instead.
    pub description: Option<String>,
    /// The part of the target that the entry is about, where it is not the entire target.
    pub element: Option<String>,
}

impl Revision {
    /// All entries of a value of `Core.Revisions`, in document order.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn all(value: &Value) -> Vec<Revision> {
        let text =
            |record: &Value, field: &str| record.field(field).and_then(Value::as_str).map(str::to_owned);
        let read = |record: &Value| Revision {
            version: text(record, "Version"),
            kind: record
                .field("Kind")
                .and_then(|kind| kind.members().first())
                .cloned()
                .unwrap_or_default(),
            date: text(record, "Date"),
            removal_date: text(record, "RemovalDate"),
            description: text(record, "Description"),
            element: text(record, "ElementName"),
        };
        value.items().iter().map(read).collect()
    }

    /// The entry that deprecates the entire target; the last one of several.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn deprecation(value: &Value) -> Option<Revision> {
        Revision::all(value)
            .into_iter()
            .rfind(|revision| revision.kind == "Deprecated" && revision.element.is_none())
    }
}

/// The text of a deprecation warning: `since 2024-04-10, to be removed on 2026-04-10: use …`.
impl fmt::Display for Revision {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut separator = "";
        if let Some(date) = &self.date {
            write!(f, "since {date}")?;
            separator = ", ";
        }
        if let Some(date) = &self.removal_date {
            write!(f, "{separator}to be removed on {date}")?;
            separator = ", ";
        }
        match (&self.description, separator) {
            (Some(description), "") => f.write_str(description),
            (Some(description), _) => write!(f, ": {description}"),
            (None, _) => Ok(()),
        }
    }
}
