//! [`Extras`]: what a patch holds in addition to its members.

use super::Bind;
use crate::fault::Unrepresentable;
use crate::value::Merge;

/// Differences that no member can express, and links to bind. One pointer wide, as most patches have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Extras(Option<Box<Contents>>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Contents {
    differences: Vec<Difference>,
    binds: Vec<Bind>,
    /// The type tag of the value that a patch was made of. It changes nothing by itself.
    tag: Option<String>,
}

/// A difference that no member can express.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) property: &'static str,
    pub(crate) reason: Unrepresentable,
}

impl Merge for Extras {
    fn merge(&mut self, later: Self) {
        self.extend(later);
    }
}

impl Extras {
    /// Nothing noted.
    pub const EMPTY: Self = Self(None);

    fn extend(&mut self, later: Self) {
        let Some(later) = later.0 else { return };
        let this = self.0.get_or_insert_default();
        this.differences.extend(later.differences);
        for bind in later.binds {
            bind.add_to(&mut this.binds);
        }
        this.tag = later.tag.or(this.tag.take());
    }

    pub(crate) fn is_empty(&self) -> bool {
        let noted = self.0.as_ref();
        noted.is_none_or(|noted| noted.differences.is_empty() && noted.binds.is_empty())
    }

    pub(crate) fn differences(&self) -> &[Difference] {
        self.0.as_ref().map_or(&[], |noted| &noted.differences)
    }

    pub(crate) fn binds(&self) -> &[Bind] {
        self.0.as_ref().map_or(&[], |noted| &noted.binds)
    }

    pub(crate) fn tag(&self) -> Option<&str> {
        self.0.as_ref()?.tag.as_deref()
    }

    pub(crate) fn set_tag(&mut self, tag: String) {
        self.0.get_or_insert_default().tag = Some(tag);
    }

    pub(crate) fn add_difference(&mut self, property: &'static str, reason: Unrepresentable) {
        self.0
            .get_or_insert_default()
            .differences
            .push(Difference { property, reason });
    }

    pub(super) fn add_bind(&mut self, bind: Bind) {
        bind.add_to(&mut self.0.get_or_insert_default().binds);
    }
}
