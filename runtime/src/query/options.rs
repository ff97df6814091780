//! [`Options`]: the query options of a request, in the order in which they were first set.

use super::filter::Filter;
use super::forms::Forms;
use super::list::List;
use crate::fault::QueryError;
use crate::reader::Fields;

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
    /// Sets an option to this text. One that has its own method is treated as by that method.
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

    /// `$select` and `$expand` of all that a type is read from, where that is known.
    pub(crate) fn select_fields(&mut self, fields: Option<Fields>) {
        match fields {
            Some(fields) => super::fields::select(&fields, self),
            None => self.list("$select", |list| {
                list.fault(
                    "the selection of all fields",
                    "…",
                    "is not known, as serde reads the type: name the properties by `select`",
                );
            }),
        }
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
            Some(Setting::Filter(before)) => before.add(filter),
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
        self.0.iter().any(|(_, setting)| match setting {
            Setting::Text(_) => false,
            Setting::List(list) => list.has_unknown_members(),
            Setting::Filter(filter) => filter.has_unknown_members(),
        })
    }

    pub(super) fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Takes over the options of a later call.
    pub(super) fn append(&mut self, later: Self) {
        for (name, setting) in later.0 {
            match setting {
                Setting::Text(text) => self.set(name, text),
                Setting::List(later) => self.list(name, |list| list.append(later)),
                Setting::Filter(filter) => self.filter(filter),
            }
        }
    }

    /// Appends them to an item of `$expand`, not percent-encoded.
    pub(super) fn push_nested(&self, out: &mut String, forms: Forms) -> Result<(), QueryError> {
        for (at, (name, setting)) in self.0.iter().enumerate() {
            if at > 0 {
                out.push(';');
            }
            out.push_str(name);
            out.push('=');
            match setting {
                Setting::Text(text) => out.push_str(text),
                Setting::List(list) => out.push_str(&list.text(forms)?),
                Setting::Filter(filter) => out.push_str(&filter.text_in(forms)?),
            }
        }
        Ok(())
    }

    /// Whether a service's forms make a difference.
    fn has_forms(&self) -> bool {
        self.0.iter().any(|(_, setting)| match setting {
            Setting::Text(_) => false,
            Setting::List(list) => list.has_forms(),
            Setting::Filter(_) => true,
        })
    }

    /// Appends them to a URL, from the `?` on; what is wrong with one comes with its name. `forms` are those of the service.
    pub(crate) fn push(
        &self,
        url: &mut String,
        forms: impl FnOnce() -> Forms,
    ) -> Result<(), (&'static str, QueryError)> {
        let forms = if self.has_forms() {
            forms()
        } else {
            Forms::standard()
        };
        for (at, (name, setting)) in self.0.iter().enumerate() {
            url.push(if at == 0 { '?' } else { '&' });
            crate::path::push_query_name(url, name);
            url.push('=');
            match setting {
                Setting::Text(text) => crate::path::push_query(url, text),
                Setting::List(list) => {
                    crate::path::push_query(url, &list.text(forms).map_err(|error| (*name, error))?);
                }
                Setting::Filter(filter) => {
                    let text = filter.text_in(forms).map_err(|error| (*name, error))?;
                    crate::path::push_query(url, &text);
                }
            }
        }
        Ok(())
    }
}
