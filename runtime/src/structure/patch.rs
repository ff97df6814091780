//! [`Patch`]: the walk over a patch, and what is done with it.

use super::{Notes, OpenMap, OpenPatch, Structured, body};
use crate::change::{Change, NonNullChange};
use crate::endpoint::EntityPath;
use crate::error::{Error, Fault};
use crate::json::member_name;
use crate::property::NavigationProperty;
use crate::value::EdmValue;
use serde::{Serialize, Serializer};

/// What changes of a structured type. Implemented by the derives for the `XPatch` that they make of a struct `X`.
pub trait Patch: Default + Clone {
    /// The type whose values it changes.
    type Of: Structured<Patch = Self>;

    /// Hands every member of two patches to `visitor`, in the order in which they go out.
    #[doc(hidden)]
    fn visit<V: Visitor>(&self, other: &Self, visitor: &mut V);

    /// Takes over what `other` changes; where both change a property, `other` wins.
    fn merge(&mut self, other: Self);

    /// What the patch cannot say as a member.
    #[doc(hidden)]
    fn notes(&self) -> &Notes;

    /// The same, to add to.
    #[doc(hidden)]
    fn notes_mut(&mut self) -> &mut Notes;

    /// Each member and its patch group, where the type has groups; `""` is none.
    #[doc(hidden)]
    const GROUPS: &'static [(&'static str, &'static str)] = &[];

    /// Takes the members of a group out.
    #[doc(hidden)]
    fn take_group(&mut self, _group: &str) -> Self {
        std::mem::take(self)
    }

    /// The patch in parts that the service takes in one request each: one a
    /// `#[odata(patch_group = "…")]`, one for the rest. What the patch notes besides its members goes with the first.
    fn split(mut self) -> Vec<Self> {
        let notes = std::mem::take(self.notes_mut());
        let mut groups: Vec<&str> = Self::GROUPS.iter().map(|(_, group)| *group).collect();
        groups.push("");
        groups.sort_unstable();
        groups.dedup();
        let parts = groups.into_iter().map(|group| self.take_group(group));
        let mut parts: Vec<Self> = parts.filter(|part| !part.is_empty()).collect();
        if !notes.is_empty() {
            match parts.first_mut() {
                Some(first) => *first.notes_mut() = notes,
                None => {
                    *self.notes_mut() = notes;
                    parts.push(self);
                }
            }
        }
        parts
    }

    /// Binds a navigation property to the entity at a path; of a collection, adds it
    /// ([OData JSON 4.01, 8.5](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BindOperation)).
    ///
    /// Goes out as `"property@odata.bind"`, the link absolute, behind the members.
    #[must_use]
    fn bind<T, A>(mut self, property: NavigationProperty<Self::Of>, target: &EntityPath<T, A>) -> Self {
        let path = target.as_str().map(str::to_owned);
        self.notes_mut()
            .add_bind(property.name(), property.is_collection(), path);
        self
    }

    /// Whether there is nothing to send: no member, no bound link, and no difference that had to be noted.
    fn is_empty(&self) -> bool {
        let mut any = AnyMember(false);
        any.notes(self.notes());
        self.visit(self, &mut any);
        !any.0
    }

    /// The body as JSON, with the type's own tag policy.
    ///
    /// # Errors
    ///
    /// A value that has no form in OData, a difference that a patch cannot say, the sentinel `unknownFutureValue`; each
    /// names its property.
    fn to_json(&self) -> Result<Vec<u8>, Error> {
        let (root, nested) = Self::Of::TYPE.policy(None, None);
        let body = body::patch_body(self, false)?;
        Ok(body.json.into_bytes(root, nested))
    }
}

/// What is done at each member of a pair of patches; `member` is `,"name":`.
pub trait Visitor {
    /// A member of any kind. `null` is what [`Change::Null`] is written as.
    fn member<T: EdmValue>(&mut self, member: &'static str, null: &'static str, a: Change<&T>, b: Change<&T>);

    /// A property that null clears; a collection is cleared by `[]`.
    #[inline]
    fn nullable<T: EdmValue>(&mut self, member: &'static str, a: &Change<T>, b: &Change<T>) {
        let null = if T::EDM.collection { "[]" } else { "null" };
        self.member(member, null, a.as_ref(), b.as_ref());
    }

    /// A collection that null clears.
    #[inline]
    fn null_collection<T: EdmValue>(&mut self, member: &'static str, a: &Change<T>, b: &Change<T>) {
        self.member(member, "null", a.as_ref(), b.as_ref());
    }

    /// A property that is not nullable.
    #[inline]
    fn non_null<T: EdmValue>(&mut self, member: &'static str, a: &NonNullChange<T>, b: &NonNullChange<T>) {
        self.member(member, "null", a.as_ref(), b.as_ref());
    }

    /// The base type's patch.
    fn base<P: Patch>(&mut self, a: &P, b: &P)
    where
        Self: Sized,
    {
        self.notes(a.notes());
        a.visit(b, self);
    }

    /// The undeclared members.
    fn open<M: OpenMap>(&mut self, a: &OpenPatch<M>, b: &OpenPatch<M>);

    /// What a base type's patch cannot say as a member.
    fn notes(&mut self, _notes: &Notes) {}
}

/// Whether any member is there.
struct AnyMember(bool);

impl Visitor for AnyMember {
    #[inline]
    fn member<T: EdmValue>(&mut self, _: &'static str, _: &'static str, a: Change<&T>, _: Change<&T>) {
        self.0 |= !a.is_unchanged();
    }

    fn open<M: OpenMap>(&mut self, a: &OpenPatch<M>, _: &OpenPatch<M>) {
        self.0 |= !a.is_empty();
    }

    fn notes(&mut self, notes: &Notes) {
        self.0 |= !notes.is_empty();
    }
}

/// Whether two patches say the same, values compared by their written form.
pub fn patch_eq<P: Patch>(a: &P, b: &P) -> bool {
    let mut same = Same(a.notes() == b.notes());
    a.visit(b, &mut same);
    same.0
}

struct Same(bool);

impl Visitor for Same {
    fn member<T: EdmValue>(&mut self, _: &'static str, _: &'static str, a: Change<&T>, b: Change<&T>) {
        self.0 &= match (a, b) {
            (Change::Set(a), Change::Set(b)) => a.same(b),
            (Change::Null, Change::Null) | (Change::Unchanged, Change::Unchanged) => true,
            _ => false,
        };
    }

    fn base<P: Patch>(&mut self, a: &P, b: &P) {
        self.0 &= a.notes() == b.notes();
        a.visit(b, self);
    }

    fn open<M: OpenMap>(&mut self, a: &OpenPatch<M>, b: &OpenPatch<M>) {
        self.0 &= a.same_members(b);
    }
}

/// Serializes a patch as its body, with the type's own tag policy.
///
/// # Errors
///
/// Those of [`Patch::to_json`], as the serializer's.
pub fn patch_serialize<P: Patch, S: Serializer>(patch: &P, serializer: S) -> Result<S::Ok, S::Error> {
    let json = patch.to_json().map_err(serde::ser::Error::custom)?;
    crate::transcode::Json(&json).serialize(serializer)
}

/// What is wrong with a patch as a whole: a difference that it noted, or groups that it mixes.
pub(super) fn fault_of<P: Patch>(patch: &P) -> Option<Fault> {
    if P::GROUPS.is_empty() {
        return None;
    }
    let mut groups = Groups {
        of: P::GROUPS,
        first: None,
        second: None,
    };
    patch.visit(patch, &mut groups);
    Some(Fault::groups(groups.first?, groups.second?))
}

/// The first two groups that have members.
struct Groups {
    of: &'static [(&'static str, &'static str)],
    first: Option<&'static str>,
    second: Option<&'static str>,
}

impl Visitor for Groups {
    fn member<T: EdmValue>(&mut self, member: &'static str, _: &'static str, a: Change<&T>, _: Change<&T>) {
        if a.is_unchanged() {
            return;
        }
        let name = member_name(member);
        let group = self
            .of
            .iter()
            .find(|(wire, _)| *wire == name)
            .map_or("", |(_, group)| group);
        match self.first {
            None => self.first = Some(group),
            Some(first) if first != group => self.second = self.second.or(Some(group)),
            Some(_) => {}
        }
    }

    fn open<M: OpenMap>(&mut self, _: &OpenPatch<M>, _: &OpenPatch<M>) {}
}

/// The first difference that a patch noted.
pub(super) fn noted(notes: &Notes) -> Option<Fault> {
    notes
        .differences()
        .first()
        .map(|noted| Fault::difference(noted.property, noted.reason))
}
