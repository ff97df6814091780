//! [`Bind`]: a navigation property that a body binds, as `"property@odata.bind"`.

use crate::error::Error;
use crate::json::JsonWriter;
use crate::path::LinkTarget;
use crate::query::NavigationProperty;
use crate::types::{Multiplicity, One};
use serde::de::{Deserialize, Deserializer, IgnoredAny, MapAccess, Visitor};
use std::fmt;

/// A navigation property, and what becomes of it
/// ([OData JSON 4.01, 8.5](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BindOperation)).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bind {
    pub(crate) property: &'static str,
    pub(crate) to: BindTo,
}

/// What a navigation property is bound to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum BindTo {
    /// This entity, in the place of the one that it leads to.
    One(LinkTarget),
    /// These entities, in addition to those that it leads to.
    Many(Vec<LinkTarget>),
    /// No entity any more.
    Nothing,
    /// Nothing that a body can hold; why, and what to do instead.
    Refused(&'static str),
}

impl Bind {
    pub(super) fn to<E, M: Multiplicity>(property: NavigationProperty<E, M>, link: LinkTarget) -> Self {
        Self {
            property: property.name(),
            to: match property.is_collection() {
                true => BindTo::Many(vec![link]),
                false => BindTo::One(link),
            },
        }
    }

    pub(super) fn nothing<E, T, A>(property: NavigationProperty<E, One<T, A>>) -> Self {
        let to = if property.is_nullable() {
            BindTo::Nothing
        } else {
            BindTo::Refused("is not nullable, so it cannot be unbound: bind another entity in its place")
        };
        Self {
            property: property.name(),
            to,
        }
    }

    /// Takes over a later binding of the same property: to a collection it adds, another one takes the place.
    fn merge(&mut self, later: BindTo) {
        match (&mut self.to, later) {
            (BindTo::Many(links), BindTo::Many(more)) => {
                for link in more {
                    if !links.contains(&link) {
                        links.push(link);
                    }
                }
            }
            (to, later) => *to = later,
        }
    }

    /// How many links it has.
    pub(crate) fn len(&self) -> usize {
        match &self.to {
            BindTo::One(_) => 1,
            BindTo::Many(links) => links.len(),
            BindTo::Nothing | BindTo::Refused(_) => 0,
        }
    }

    /// Adds to bindings, of which one property has one.
    pub(super) fn add_to(self, binds: &mut Vec<Self>) {
        match binds.iter_mut().find(|other| other.property == self.property) {
            Some(earlier) => earlier.merge(self.to),
            None => binds.push(self),
        }
    }

    pub(crate) fn error(&self, reason: impl Into<std::borrow::Cow<'static, str>>) -> Error {
        Error::Member {
            property: self.property.to_owned(),
            reason: reason.into(),
        }
    }

    fn write(&self, base_url: &str, out: &mut JsonWriter) -> Result<(), Error> {
        let url = |link: &LinkTarget| link.url(base_url).map_err(Error::from);
        let name = format!("{}@odata.bind", self.property);
        match &self.to {
            BindTo::One(link) => {
                let url = url(link)?;
                out.named_member(&name, |out| out.string(&url));
            }
            BindTo::Many(links) => {
                let urls = links.iter().map(url).collect::<Result<Vec<_>, _>>()?;
                out.named_member(&name, |out| out.array(&urls, |url, out| out.string(url)));
            }
            BindTo::Nothing => out.named_member(&name, |out| out.raw("null")),
            BindTo::Refused(reason) => return Err(self.error(*reason)),
        }
        Ok(())
    }
}

/// The members that bind, with commas between them, to be put into `body`.
///
/// The links are absolute, as Graph documents them, so the base URL must be known; without one they are paths.
pub(crate) fn bound_members(binds: &[Bind], body: &[u8], base_url: &str) -> Result<Vec<u8>, Error> {
    let mut out = JsonWriter::new();
    if binds.is_empty() {
        return Ok(Vec::new());
    }
    let names = member_names(body);
    let has = |name: &str| names.iter().any(|other| other == name);
    // The brace is for the writer alone, which puts no comma behind it.
    out.raw("{");
    for bind in binds {
        let is_collection = matches!(bind.to, BindTo::Many(_));
        if has(&format!("{}@odata.bind", bind.property)) {
            return Err(bind.error("is bound by a separate field (`…@odata.bind`) too: keep one of the two"));
        }
        if has(bind.property) && !is_collection {
            return Err(
                bind.error("is bound, and the body also has an entity to create for it: keep one of the two")
            );
        }
        bind.write(base_url, &mut out)?;
    }
    let (mut members, _) = out.into_parts();
    members.remove(0);
    Ok(members)
}

/// The names of the members of an object.
fn member_names(body: &[u8]) -> Vec<String> {
    serde_json::from_slice::<Names>(body).map_or_else(|_| Vec::new(), |names| names.0)
}

struct Names(Vec<String>);

impl<'de> Deserialize<'de> for Names {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(NamesVisitor)
    }
}

struct NamesVisitor;

impl<'de> Visitor<'de> for NamesVisitor {
    type Value = Names;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Names, A::Error> {
        let mut names = Vec::new();
        while let Some((name, IgnoredAny)) = map.next_entry::<String, _>()? {
            names.push(name);
        }
        Ok(Names(names))
    }
}
