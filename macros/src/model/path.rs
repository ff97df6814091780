//! A path of a type: the attribute, its template, and what the schema adds.

use super::facts::PathFacts;
use crate::attr::PathAttr;
use crate::ctxt::Ctxt;
use crate::template::Template;

/// One path of a type.
pub(crate) struct Path {
    pub(crate) attr: PathAttr,
    pub(crate) template: Template,
    /// What the schema adds; nothing without one.
    pub(crate) facts: PathFacts,
}

impl Path {
    /// Reads the template; every mistake in it is noted.
    pub(super) fn read(cx: &Ctxt, attr: PathAttr) -> Self {
        let template = Template::read(cx, &attr.template);
        Self {
            attr,
            template,
            facts: PathFacts::default(),
        }
    }
}
