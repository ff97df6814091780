//! [`List`]: the items of `$select`, `$expand` or `$orderby`.

use super::name;
use crate::fault::QueryError;
use std::borrow::Cow;
use std::collections::HashSet;

/// The items of a query option that is a list, and what is wrong with the first one that is none.
#[derive(Clone, Default)]
pub struct List {
    items: Vec<Cow<'static, str>>,
    /// The same, once there are more than [`FEW`].
    known: HashSet<Cow<'static, str>>,
    fault: Option<QueryError>,
}

/// How many items are compared one by one.
const FEW: usize = 32;

impl List {
    /// The name of a property, or a path to one.
    pub(super) fn name(&mut self, what: &'static str, name: impl Into<Cow<'static, str>>) {
        let name = name.into();
        match name::is_path(&name) {
            true => self.item(name),
            false => self.fault(what, &name, super::name::NO_NAME),
        }
    }

    /// What `$select` takes: a path, or `*`.
    pub(crate) fn selectable(&mut self, name: String) {
        match name::is_selectable(&name) {
            true => self.item(name),
            false => self.fault(
                "the property",
                &name,
                "is no name or path: give each name by itself, as `address/city`",
            ),
        }
    }

    /// An item that was checked. One that is there already changes nothing, and services refuse it a second time.
    pub(super) fn item(&mut self, item: impl Into<Cow<'static, str>>) {
        let item = item.into();
        let is_new = match self.items.len() {
            ..=FEW => !self.items.contains(&item),
            _ => {
                if self.known.is_empty() {
                    self.known = self.items.iter().cloned().collect();
                }
                self.known.insert(item.clone())
            }
        };
        if is_new {
            self.items.push(item);
        }
    }

    pub(super) fn fault(&mut self, what: &'static str, text: &str, reason: &'static str) {
        self.fault
            .get_or_insert_with(|| QueryError::text(what, text, reason));
    }

    /// Takes over the items of a later call.
    pub(super) fn append(&mut self, later: Self) {
        later.items.into_iter().for_each(|item| self.item(item));
        self.fault = self.fault.take().or(later.fault);
    }

    /// Whether an item is this name. Text written by hand may be several.
    pub(super) fn has(&self, name: &str) -> bool {
        let names = self.items.iter().flat_map(|item| item.split(','));
        names.into_iter().any(|item| item.trim() == name)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.fault.is_none()
    }

    /// The option's value.
    pub(super) fn text(&self) -> Result<String, QueryError> {
        match &self.fault {
            Some(fault) => Err(fault.clone()),
            None => Ok(self.items.join(",")),
        }
    }
}
