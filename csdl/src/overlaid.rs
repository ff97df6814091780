//! A schema with an overlay: what its lines are about.

use std::collections::HashMap;

use odata_entity_names::nearest;

use crate::overlay::{Overlay, OverlayEntry, OverlayError};
use crate::schema::Schema;

/// How many errors are returned: each proposes the nearest of all names.
const MOST: usize = 100;

impl Schema {
    /// Adds what the metadata lacks. An overlay that was set before is replaced.
    ///
    /// Its lines may name types by an alias. Of two lines that then have one target the first counts.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn with_overlay(mut self, mut overlay: Overlay) -> Schema {
        let mut by_target = HashMap::new();
        for (number, entry) in overlay.entries.iter().enumerate() {
            let target = format!("{}/{}", self.canonical(&entry.ty), entry.property);
            by_target.entry(target).or_insert(number);
        }
        overlay.by_target = by_target;
        self.overlay = overlay;
        self
    }

    /// What is wrong with the overlay as seen from the schema: lines about types or properties that do not exist, each with the
    /// nearest that does; the first hundred. A type that is itself faulty is reported on the first of its lines.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn check_overlay(&self) -> Vec<OverlayError> {
        let entries = self.overlay.entries.iter();
        let errors = entries.filter_map(|entry| self.check_overlay_entry(entry));
        errors.take(MOST).collect()
    }

    /// What is wrong with one line of the overlay.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn check_overlay_entry(&self, entry: &OverlayEntry) -> Option<OverlayError> {
        let message = match self.property(&entry.ty, &entry.property) {
            Err(error) => error.to_string(),
            Ok(Some(_)) => return None,
            Ok(None) => {
                let properties = self.properties(&entry.ty).unwrap_or_default();
                let names = properties.iter().map(|declared| declared.property.name.as_str());
                let near = nearest(&entry.property, names).map(|near| format!("; the nearest is `{near}`"));
                format!(
                    "`{}` has no property `{}`{}",
                    entry.ty,
                    entry.property,
                    near.unwrap_or_default()
                )
            }
        };
        Some(OverlayError {
            line: entry.line,
            message,
        })
    }
}
