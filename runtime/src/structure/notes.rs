//! [`Notes`]: what a patch holds besides its members.

use crate::change::Merge;
use crate::error::{Error, Unsayable};
use crate::json::JsonWriter;
use crate::path::PathError;

/// Differences that no member can say, and links to bind. One pointer wide, as most patches have none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Notes(Option<Box<Noted>>);

#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Noted {
    differences: Vec<Difference>,
    binds: Vec<Bind>,
}

/// A difference that no member can say.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Difference {
    pub(crate) property: &'static str,
    pub(crate) reason: Unsayable,
}

/// A navigation property to bind: to one path, or to several.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Bind {
    pub(crate) property: &'static str,
    pub(crate) collection: bool,
    pub(crate) paths: Vec<Result<String, PathError>>,
}

impl Bind {
    /// Puts the member `"property@odata.bind"` at the end of a written object
    /// ([OData JSON 4.01, 8.5](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BindOperation)).
    ///
    /// The links are absolute, as Graph documents them, so the base URL must be known.
    pub(crate) fn write(&self, body: &mut Vec<u8>, base_url: &str) -> Result<(), Error> {
        let closed = body.pop();
        debug_assert_eq!(closed, Some(b'}'));
        let mut out = JsonWriter::new();
        std::mem::swap(out.buffer(), body);
        let mut fault = None;
        out.named_member(&format!("{}@odata.bind", self.property), |out| {
            let mut link = |path: &Result<String, PathError>, out: &mut JsonWriter| match path {
                Ok(path) => out.string(&format!("{base_url}{path}")),
                Err(error) => fault = Some(error.clone()),
            };
            match self.paths.as_slice() {
                [path] if !self.collection => link(path, out),
                paths => out.array(paths, link),
            }
        });
        out.raw("}");
        std::mem::swap(out.buffer(), body);
        fault.map_or(Ok(()), |error| Err(error.into()))
    }
}

impl Merge for Notes {
    fn merge(&mut self, later: Self) {
        self.extend(later);
    }
}

impl Notes {
    /// Nothing noted.
    pub const EMPTY: Self = Self(None);

    fn extend(&mut self, later: Self) {
        let Some(later) = later.0 else { return };
        let this = self.0.get_or_insert_default();
        this.differences.extend(later.differences);
        for bind in later.binds {
            this.binds.retain(|earlier| earlier.property != bind.property);
            this.binds.push(bind);
        }
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.0.is_none()
    }

    pub(crate) fn differences(&self) -> &[Difference] {
        self.0.as_ref().map_or(&[], |noted| &noted.differences)
    }

    pub(crate) fn binds(&self) -> &[Bind] {
        self.0.as_ref().map_or(&[], |noted| &noted.binds)
    }

    pub(crate) fn add_difference(&mut self, property: &'static str, reason: Unsayable) {
        self.0
            .get_or_insert_default()
            .differences
            .push(Difference { property, reason });
    }

    pub(crate) fn add_bind(
        &mut self,
        property: &'static str,
        collection: bool,
        path: Result<String, PathError>,
    ) {
        let binds = &mut self.0.get_or_insert_default().binds;
        match binds.iter_mut().find(|bind| bind.property == property) {
            Some(bind) if collection => bind.paths.push(path),
            Some(bind) => bind.paths = vec![path],
            None => binds.push(Bind {
                property,
                collection,
                paths: vec![path],
            }),
        }
    }
}
