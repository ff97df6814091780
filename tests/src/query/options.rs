//! The query part of a request target, read and checked against the type it is about.

use percent_encoding::percent_decode_str;
use serde_json::{Map, Value};

use super::expand::{Expansion, expansions};
use super::filter::Filter;
use super::property_path::PropertyPath;
use crate::answer::Problem;
use crate::schema::{Family, Shape};

/// The options of one read.
#[derive(Clone, Debug, Default)]
pub(crate) struct QueryOptions {
    /// The first segments of the selected paths; `None` selects all.
    pub(crate) select: Option<Vec<String>>,
    pub(crate) expand: Vec<Expansion>,
    pub(crate) filter: Option<Filter>,
    order: Vec<(PropertyPath, bool)>,
    pub(crate) top: Option<usize>,
    pub(crate) skip: usize,
    pub(crate) count: bool,
    /// How many entities the pages before this one held.
    pub(crate) skip_token: usize,
}

impl QueryOptions {
    /// Reads the options. Of an entity only `$select` and `$expand` can be asked; options without `$` are the service's own and
    /// are not looked at.
    pub(crate) fn read(
        query: &str,
        family: &Family,
        shape: &Shape,
        is_collection: bool,
    ) -> Result<Self, Problem> {
        let mut pairs = Vec::new();
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (name, value) = pair.split_once('=').unwrap_or((pair, ""));
            let (name, value) = (unescape(name)?, unescape(value)?);
            if name.starts_with('$') {
                pairs.push((name, value));
            }
        }
        Self::of_pairs(pairs, family, shape, is_collection, 0)
    }

    /// The same of decoded options, those of an item of `$expand` too; `depth` is how deep that is nested.
    pub(super) fn of_pairs(
        pairs: Vec<(String, String)>,
        family: &Family,
        shape: &Shape,
        is_collection: bool,
        depth: usize,
    ) -> Result<Self, Problem> {
        let mut options = Self::default();
        let mut seen = Vec::new();
        for (name, value) in pairs {
            if seen.contains(&name) {
                return Err(Problem::bad_request(format!(
                    "Query option '{name}' was specified more than once."
                )));
            }
            let is_known = match name.as_str() {
                "$select" => {
                    options.select = Some(select(&value, family, shape)?);
                    true
                }
                "$expand" => {
                    options.expand = expansions(&value, shape, depth)?;
                    true
                }
                name if is_collection => options.read_collection_option(name, &value, family, shape)?,
                _ => false,
            };
            if !is_known {
                return Err(Problem::bad_request(format!(
                    "The query parameter '{name}' is not supported here."
                )));
            }
            seen.push(name);
        }
        Ok(options)
    }

    fn read_collection_option(
        &mut self,
        name: &str,
        value: &str,
        family: &Family,
        shape: &Shape,
    ) -> Result<bool, Problem> {
        match name {
            "$filter" => self.filter = Some(Filter::parse(value, family, shape)?),
            "$orderby" => self.order = order(value, family, shape)?,
            "$top" => self.top = Some(number(name, value)?),
            "$skip" => self.skip = number(name, value)?,
            "$skiptoken" => self.skip_token = number(name, value)?,
            "$count" => {
                self.count = match value {
                    "true" => true,
                    "false" => false,
                    _ => return Err(Problem::bad_request("'$count' is 'true' or 'false'.")),
                }
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Whether an entity passes the filter.
    pub(crate) fn passes(&self, members: &Map<String, Value>) -> bool {
        self.filter.as_ref().is_none_or(|filter| filter.passes(members))
    }

    /// Sorts what passed; entities that sort alike keep their order.
    pub(crate) fn sort<T>(&self, items: &mut [T], members: impl Fn(&T) -> &Map<String, Value>) {
        items.sort_by(|left, right| {
            let by_path = self.order.iter().map(|(path, is_descending)| {
                let order = path.datum(members(left)).sort(&path.datum(members(right)));
                if *is_descending { order.reverse() } else { order }
            });
            by_path.fold(std::cmp::Ordering::Equal, std::cmp::Ordering::then)
        });
    }
}

/// Decodes one name or value of a query. A `+` is a space, as in services on .NET: a literal `+`, of a time offset for example,
/// must come as `%2B`.
pub(crate) fn unescape(text: &str) -> Result<String, Problem> {
    let spaced = text.replace('+', " ");
    let decoded = percent_decode_str(&spaced).decode_utf8();
    decoded
        .map(Into::into)
        .map_err(|_| Problem::bad_request(format!("The query part '{text}' is not UTF-8.")))
}

pub(super) fn number(name: &str, value: &str) -> Result<usize, Problem> {
    let message = || {
        Problem::bad_request(format!(
            "Invalid value '{value}' for '{name}': a non-negative integer is needed."
        ))
    };
    value.parse().map_err(|_| message())
}

fn select(value: &str, family: &Family, shape: &Shape) -> Result<Vec<String>, Problem> {
    let mut names = Vec::new();
    for path in value.split(',').map(str::trim) {
        if path == "*" {
            names.extend(shape.properties.iter().map(|property| property.name.clone()));
            continue;
        }
        let path = PropertyPath::resolve(family, shape, path)?;
        names.extend(path.names.into_iter().next());
    }
    Ok(names)
}

fn order(value: &str, family: &Family, shape: &Shape) -> Result<Vec<(PropertyPath, bool)>, Problem> {
    let item = |text: &str| {
        let mut words = text.split_whitespace();
        let path = PropertyPath::resolve(family, shape, words.next().unwrap_or_default())?;
        let is_descending = match (words.next(), words.next()) {
            (None | Some("asc"), None) => false,
            (Some("desc"), None) => true,
            _ => {
                return Err(Problem::bad_request(format!(
                    "Syntax error in '$orderby={text}'."
                )));
            }
        };
        Ok((path, is_descending))
    };
    value.split(',').map(item).collect()
}
