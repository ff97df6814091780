//! [`Options`]: the query options of a request, in the order in which they were first set.

use super::filter::Filter;
use super::list::List;
use crate::fault::QueryError;

/// The query options of a request.
///
/// What a second call of one name means: filters must all hold, lists grow, anything else is replaced.
#[derive(Clone, Default)]
pub(crate) struct Options(Vec<(&'static str, Setting)>);

#[derive(Clone)]
enum Setting {
    Text(String),
    List(List),
    Filter(Filter<()>),
}

impl Options {
    /// Sets an option to this text. One that has a method of its own is as that method takes it.
    pub(crate) fn set(&mut self, name: &'static str, value: String) {
        match name {
            _ if name.trim().is_empty() => self.list(name, |list| {
                list.fault("the name of a query option", name, "is empty");
            }),
            "$filter" => self.filter(Filter::raw(value)),
            "$select" | "$expand" | "$orderby" => self.raw(name, &value),
            _ => {
                self.0.retain(|(other, _)| *other != name);
                self.0.push((name, Setting::Text(value)));
            }
        }
    }

    /// Items of a list, written by hand.
    pub(crate) fn raw(&mut self, name: &'static str, items: &str) {
        self.list(name, |list| match super::name::fault_of_expression(items) {
            Some(reason) => list.fault("the list", items, reason),
            None => list.item(items.to_owned()),
        });
    }

    /// `$select`: adds properties, and there are some.
    pub(crate) fn select(&mut self, fill: impl FnOnce(&mut List)) {
        self.list("$select", |list| {
            fill(list);
            if list.is_empty() {
                list.fault(
                    "the selection",
                    "",
                    "is empty: leave `select` out to read all properties",
                );
            }
        });
    }

    /// Puts items at the end of a list.
    pub(crate) fn list(&mut self, name: &'static str, fill: impl FnOnce(&mut List)) {
        let mut items = List::default();
        fill(&mut items);
        match self.of(name) {
            Some(Setting::List(list)) => list.append(items),
            // Nothing to order by, nothing to expand: that is what the request does without.
            _ if items.is_empty() => {}
            _ => self.0.push((name, Setting::List(items))),
        }
    }

    /// `$filter`: both hold, the filter that is there and this one.
    pub(crate) fn filter(&mut self, filter: Filter<()>) {
        match self.of("$filter") {
            Some(Setting::Filter(before)) => {
                let nothing = Filter::atom(Ok(String::new()), false);
                *before = std::mem::replace(before, nothing).and(filter);
            }
            _ => self.0.push(("$filter", Setting::Filter(filter))),
        }
    }

    fn of(&mut self, name: &str) -> Option<&mut Setting> {
        let found = self.0.iter_mut().find(|(other, _)| *other == name);
        found.map(|(_, setting)| setting)
    }

    /// Whether `$select` names this property.
    pub(crate) fn selects(&self, property: &str) -> bool {
        self.0.iter().any(|(name, setting)| {
            *name == "$select" && matches!(setting, Setting::List(list) if list.has(property))
        })
    }

    /// Whether a filter names enumeration members that services give only on request.
    pub(crate) fn has_unknown_members(&self) -> bool {
        let mut settings = self.0.iter();
        settings
            .any(|(_, setting)| matches!(setting, Setting::Filter(filter) if filter.has_unknown_members()))
    }

    /// Appends them to a URL, from the `?` on; what is wrong with one comes with its name.
    pub(crate) fn push(&self, url: &mut String) -> Result<(), (&'static str, QueryError)> {
        for (at, (name, setting)) in self.0.iter().enumerate() {
            url.push(if at == 0 { '?' } else { '&' });
            crate::path::push_query(url, name);
            url.push('=');
            match setting {
                Setting::Text(text) => crate::path::push_query(url, text),
                Setting::List(list) => {
                    crate::path::push_query(url, &list.text().map_err(|error| (*name, error))?);
                }
                Setting::Filter(filter) => {
                    let text = filter.as_str().map_err(|error| (*name, error.clone()))?;
                    crate::path::push_query(url, text);
                }
            }
        }
        Ok(())
    }
}
