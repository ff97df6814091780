//! Open types: members that the type does not declare, held in a map.

use super::wide_number::WideNumber;
use crate::fault::Fault;
use crate::json::JsonWriter;
use crate::reader::{JsonReader, ReadError};
use crate::value::sentinel::{differs_by_sentinel, holds_sentinel};
use crate::value::{Change, Merge};
use crate::value::{EdmKind, EdmValue};
use std::collections::{BTreeMap, HashMap};
use std::hash::BuildHasher;

/// A map of undeclared members: `BTreeMap<String, T>` or `HashMap<String, T>`.
///
/// ```
/// use odata_entity::bounds::OpenMap;
/// use serde_json::json;
/// use std::collections::BTreeMap;
///
/// /// The names of the members that no struct declares, of any such map.
/// fn undeclared<M: OpenMap>(map: &M) -> Vec<&str> {
///     map.members().map(|(name, _)| name).collect()
/// }
///
/// let map = BTreeMap::from([("extension_color".to_owned(), json!("red"))]);
/// assert_eq!(undeclared(&map), ["extension_color"]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a map of undeclared members",
    label = "not a map of `String` to Edm values",
    note = "write `BTreeMap<String, serde_json::Value>`, or a map to one Edm type"
)]
pub trait OpenMap: Sized {
    /// The type of the members.
    type Value: EdmValue;

    /// The members.
    fn members<'a>(&'a self) -> impl Iterator<Item = (&'a str, &'a Self::Value)>
    where
        Self::Value: 'a;

    /// The member of that name.
    fn member(&self, name: &str) -> Option<&Self::Value>;

    /// Puts a member in, or in the place of the one of that name.
    fn insert(&mut self, name: String, value: Self::Value);

    /// Takes a member out.
    fn remove(&mut self, name: &str);

    /// Reads the undeclared member that comes next.
    ///
    /// # Errors
    ///
    /// Those of the value, and a member that is there twice.
    #[doc(hidden)]
    fn read_entry(&mut self, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
        from.open(self)
    }
}

impl<T: EdmValue> OpenMap for BTreeMap<String, T> {
    type Value = T;

    fn members<'a>(&'a self) -> impl Iterator<Item = (&'a str, &'a T)>
    where
        T: 'a,
    {
        self.iter().map(|(name, value)| (name.as_str(), value))
    }

    fn member(&self, name: &str) -> Option<&T> {
        self.get(name)
    }

    fn insert(&mut self, name: String, value: T) {
        self.insert(name, value);
    }

    fn remove(&mut self, name: &str) {
        self.remove(name);
    }
}

impl<T: EdmValue, H: BuildHasher> OpenMap for HashMap<String, T, H> {
    type Value = T;

    fn members<'a>(&'a self) -> impl Iterator<Item = (&'a str, &'a T)>
    where
        T: 'a,
    {
        self.iter().map(|(name, value)| (name.as_str(), value))
    }

    fn member(&self, name: &str) -> Option<&T> {
        self.get(name)
    }

    fn insert(&mut self, name: String, value: T) {
        self.insert(name, value);
    }

    fn remove(&mut self, name: &str) {
        self.remove(name);
    }
}

/// What changes of the undeclared members: by name, so that they go out in the order of their names.
///
/// ```
/// use odata_entity::{Change, Entity, OpenPatch};
/// use std::collections::BTreeMap;
///
/// #[derive(Debug, Clone, PartialEq, Entity)]
/// #[odata(type = "contoso.asset", path = "/assets/{id}", type_tag = "never")]
/// struct Asset {
///     #[odata(key)]
///     id: String,
///     #[serde(flatten)]
///     #[odata(open)]
///     extra: BTreeMap<String, String>,
/// }
///
/// let mut extra = OpenPatch::default();
/// extra.set("room", "4.12".to_owned()).set("oldRoom", Change::Null);
/// let patch = Asset::patch().extra(extra);
/// assert_eq!(serde_json::to_string(&patch)?, r#"{"oldRoom":null,"room":"4.12"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub struct OpenPatch<M: OpenMap> {
    entries: BTreeMap<String, Change<M::Value>>,
}

impl<M: OpenMap> OpenPatch<M> {
    /// Sets what becomes of one member: a value, or null to remove it.
    pub fn set(&mut self, name: impl Into<String>, change: impl Into<Change<M::Value>>) -> &mut Self {
        self.entries.insert(sent_name(name.into()), change.into());
        self
    }

    /// What the patch holds for the member of that name.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn get(&self, name: &str) -> Option<&Change<M::Value>> {
        self.entries.get(&sent_name(name.to_owned()))
    }

    /// Whether the patch holds nothing.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_empty(&self) -> bool {
        self.entries.values().all(Change::is_unchanged)
    }

    /// Every member that is there, without those that hold the sentinel. Annotations and advertised operations are read and not
    /// sent, but for the types of members that are (`x@odata.type`).
    pub(crate) fn of(map: &M) -> Self {
        Self::with(map, |_, value| !holds_sentinel(value))
    }

    /// The members of the map that can be sent, of which `also` is true too.
    fn with(map: &M, also: impl Fn(&str, &M::Value) -> bool) -> Self {
        let sent = map
            .members()
            .filter(|(name, value)| is_sent(name, map) && also(name, value));
        let mut out = Self {
            entries: sent
                .map(|(name, value)| (sent_name(name.to_owned()), Change::Set(value.clone())))
                .collect(),
        };
        out.drop_orphans();
        out
    }

    /// Takes out the types of members that are not sent.
    fn drop_orphans(&mut self) {
        let is_orphan = |name: &&String| {
            name.strip_suffix(TYPE_SUFFIX)
                .is_some_and(|member| !self.entries.contains_key(member))
        };
        let orphans: Vec<String> = self.entries.keys().filter(is_orphan).cloned().collect();
        for name in orphans {
            self.entries.remove(&name);
        }
    }

    /// A removed member is null, an added or changed one its value, or every one if the map is sent in full
    /// (`whole`); a type goes with its member. One that holds the sentinel is left out, unless it also differs
    /// otherwise and the difference is not `lossy`: then the body refuses it, so that nothing is lost unseen.
    pub(crate) fn diff(before: &M, after: &M, whole: bool, lossy: bool) -> Self {
        let differ = |before: Option<&M::Value>, after: Option<&M::Value>| match (before, after) {
            (Some(before), Some(after)) => !before.same(after),
            (None, None) => false,
            _ => true,
        };
        let changed = |name: &str| {
            differ(before.member(name), after.member(name))
                || differ(type_in(before, name), type_in(after, name))
        };
        let refused = |name: &str, value: &M::Value| {
            let differs = |before: &M::Value| !before.same(value) && !differs_by_sentinel(before, value);
            !lossy && before.member(name).is_some_and(differs)
        };
        let mut out = Self::with(after, |name, value| {
            !holds_sentinel(value) || refused(name, value)
        });
        out.entries
            .retain(|name, _| whole || changed(name.strip_suffix(TYPE_SUFFIX).unwrap_or(name)));
        let gone = before
            .members()
            .filter(|(name, _)| is_property(name) && after.member(name).is_none());
        out.entries
            .extend(gone.map(|(name, _)| (name.to_owned(), Change::Null)));
        out
    }

    /// Writes the members into an object that is open, each behind its type if it has one.
    pub(crate) fn write_members(&self, out: &mut JsonWriter) {
        for (name, change) in &self.entries {
            if let Some(reason) = self.refused(name, change) {
                out.named_member(name, |out| out.fault(Fault::member(reason)));
            }
            match change {
                _ if name.ends_with(TYPE_SUFFIX) => {}
                Change::Unchanged => {}
                Change::Null => out.undeclared_member(name, |out| out.raw("null")),
                Change::Set(value) => {
                    let companion = format!("{name}{TYPE_SUFFIX}");
                    let mut wide = None;
                    match self.entries.get(&companion) {
                        Some(Change::Set(ty)) => out.named_member(&companion, |out| {
                            let start = out.buffer().len();
                            ty.write_json(out);
                            write_hash(out.buffer(), start);
                            wide = out.buffer().get(start..).and_then(WideNumber::of);
                        }),
                        _ => Self::write_type(&companion, value, out),
                    }
                    // Nothing declares the member, so its type would be unknown.
                    out.undeclared_member(name, |out| {
                        let start = out.buffer().len();
                        out.force_tag(|out| value.write_json(out));
                        if let Some(wide) = wide {
                            wide.check(out, start);
                        }
                    });
                }
            }
        }
    }

    /// Why an entry that was set by hand cannot be sent.
    fn refused(&self, name: &str, change: &Change<M::Value>) -> Option<&'static str> {
        if change.is_unchanged() {
            return None;
        }
        match name.strip_suffix(TYPE_SUFFIX) {
            Some(member) => {
                let is_sent = |change: &Change<M::Value>| !change.is_unchanged();
                let goes_out = self.entries.get(member).is_some_and(is_sent);
                (!goes_out).then_some("is the type of a member that is not set beside it: set the member, or leave its type out")
            }
            None => name
                .contains('#')
                .then_some("is an advertised operation, which only the service writes: leave it out"),
        }
    }

    /// The type of a member where JSON does not show it: a number is a double and a text a string by default. That of
    /// a collection is always written, as it may be empty (OData JSON 4.01, 4.6.3).
    fn write_type(companion: &str, value: &M::Value, out: &mut JsonWriter) {
        let ty = M::Value::EDM;
        let is_known = match ty.kind {
            // `"INF"` would be a text.
            EdmKind::Primitive if ty.name == "Edm.Double" => !is_text(value),
            EdmKind::Primitive => matches!(ty.name, "Edm.String" | "Edm.Boolean"),
            EdmKind::Enum => false,
            // Its own tag has it.
            EdmKind::Complex => true,
            EdmKind::Untyped => return,
        };
        let name = ty.name.strip_prefix("Edm.").unwrap_or(ty.name);
        if ty.collection {
            out.named_member(companion, |out| out.string(&format!("#Collection({name})")));
        } else if !is_known {
            out.named_member(companion, |out| out.string(&format!("#{name}")));
        }
    }

    pub(crate) fn members_len(&self) -> usize {
        let len = |(name, change): (&String, &Change<M::Value>)| {
            name.len() + 4 + change.as_set().map_or(4, EdmValue::json_len)
        };
        self.entries.iter().map(len).sum()
    }

    pub(crate) fn same_members(&self, other: &Self) -> bool {
        let same = |a: &Change<M::Value>, b: &Change<M::Value>| match (a, b) {
            (Change::Set(a), Change::Set(b)) => a.same(b),
            (a, b) => std::mem::discriminant(a) == std::mem::discriminant(b),
        };
        let mut pairs = self.entries.iter().zip(&other.entries);
        self.entries.len() == other.entries.len() && pairs.all(|((a, x), (b, y))| a == b && same(x, y))
    }
}

/// Whether the value is a string in JSON.
fn is_text<T: EdmValue>(value: &T) -> bool {
    let mut json = JsonWriter::new();
    value.write_json(&mut json);
    json.buffer().first() == Some(&b'"')
}

/// What follows a member's name in the annotation with its type, as it is sent.
const TYPE_SUFFIX: &str = "@odata.type";

/// The same as 4.01 has it too (OData JSON 4.01, 4.5); it is read.
const SHORT_TYPE_SUFFIX: &str = "@type";

/// The member whose type an annotation has.
fn typed_member(name: &str) -> Option<&str> {
    name.strip_suffix(TYPE_SUFFIX)
        .or_else(|| name.strip_suffix(SHORT_TYPE_SUFFIX))
        .filter(|member| !member.is_empty())
}

/// The type that a map has of its member.
fn type_in<'m, M: OpenMap>(map: &'m M, member: &str) -> Option<&'m M::Value> {
    map.member(&format!("{member}{TYPE_SUFFIX}"))
        .or_else(|| map.member(&format!("{member}{SHORT_TYPE_SUFFIX}")))
}

/// The name that a member is sent by: bodies are of OData 4.0.
fn sent_name(name: String) -> String {
    match typed_member(&name) {
        Some(member) if !name.ends_with(TYPE_SUFFIX) => format!("{member}{TYPE_SUFFIX}"),
        _ => name,
    }
}

/// Puts the `#` before the name of a type that 4.01 may write without, behind the quotation mark at `start`; a URL has its own.
fn write_hash(json: &mut Vec<u8>, start: usize) {
    if let Some([b'"', rest @ ..]) = json.get(start..)
        && rest.len() > 1
        && !rest.iter().any(|byte| b"#:".contains(byte))
    {
        json.insert(start + 1, b'#');
    }
}

/// Whether a member that was read is sent back: a property is, of annotations only the type of a property that is there.
fn is_sent<M: OpenMap>(name: &str, map: &M) -> bool {
    match typed_member(name) {
        Some(member) => map.member(member).is_some(),
        None => is_property(name),
    }
}

/// Whether a member is a property: no annotation (`x@ns.term`, [OData JSON 4.01, 4.5]), and no advertised operation (`#ns.action`,
/// `x#ns.action`, [OData JSON 4.01, 16 and 17]), which a service writes and nobody else.
///
/// [OData JSON 4.01, 4.5]: https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ControlInformation
/// [OData JSON 4.01, 16 and 17]: https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BoundFunction
fn is_property(name: &str) -> bool {
    !name.contains(['@', '#'])
}

impl<M: OpenMap> Merge for OpenPatch<M> {
    fn merge(&mut self, later: Self) {
        self.entries.extend(
            later
                .entries
                .into_iter()
                .filter(|(_, change)| !change.is_unchanged()),
        );
    }
}

impl<M: OpenMap> Default for OpenPatch<M> {
    fn default() -> Self {
        Self {
            entries: BTreeMap::new(),
        }
    }
}

impl<M: OpenMap> Clone for OpenPatch<M> {
    fn clone(&self) -> Self {
        Self {
            entries: self.entries.clone(),
        }
    }
}

impl<M: OpenMap> From<M> for OpenPatch<M> {
    fn from(map: M) -> Self {
        Self::of(&map)
    }
}
