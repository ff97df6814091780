//! [`Patch`]: the walk over a patch, and what is done with it.

use super::bind::{Bind, bound_members};
use super::{Extras, OpenMap, OpenPatch, Structured, body};
use crate::error::Error;
use crate::fault::Fault;
use crate::json::member_name;
use crate::path::EntityPath;
use crate::query::NavigationProperty;
use crate::types::{Multiplicity, One, Typed};
use crate::value::EdmValue;
use crate::value::{Change, Merge, NonNullChange};
use serde::{Serialize, Serializer};

/// What changes of a structured type. Implemented by the derives for the `XPatch` that they make of a struct `X`.
///
/// ```
/// use odata_entity::{Entity, Patch};
///
/// /// One patch that does what several do one after the other.
/// fn merged<P: Patch>(patches: impl IntoIterator<Item = P>) -> P {
///     patches.into_iter().fold(P::default(), |mut all, patch| {
///         all.merge(patch);
///         all
///     })
/// }
///
/// #[derive(Debug, Clone, PartialEq, Entity)]
/// #[odata(type = "microsoft.graph.user", path = "/users/{userId}", type_tag = "never")]
/// struct User {
///     #[odata(key)]
///     id: String,
///     mail: Option<String>,
///     city: Option<String>,
/// }
/// let patch = merged([User::patch().mail("a").city("Bonn"), User::patch().mail("b")]);
/// assert_eq!(serde_json::to_string(&patch)?, r#"{"mail":"b","city":"Bonn"}"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
pub trait Patch: Default + Clone {
    /// The type whose values it changes.
    type Of: Structured<Patch = Self>;

    /// Hands every member of `a` and `b` to `walk`, in the order in which they go out, then the extras, and makes a patch
    /// of what it gives back. The one walk that the derives emit.
    #[doc(hidden)]
    fn walk<W: Walk>(walk: &mut W, a: &Self, b: &Self) -> Self;

    /// Hands every member to `visitor`, in the order in which they go out, and the extras.
    #[doc(hidden)]
    #[inline]
    fn visit<V: Visitor>(&self, visitor: &mut V) {
        // Every member of it is unchanged: there is nothing to drop.
        std::mem::forget(Self::walk(&mut Visit(visitor), self, self));
    }

    /// Takes over what `other` changes; where both change a property, `other` wins.
    fn merge(&mut self, other: Self) {
        *self = Self::walk(&mut Merged, self, &other);
    }

    /// What the patch holds in addition to its members, to add to.
    #[doc(hidden)]
    fn extras_mut(&mut self) -> &mut Extras;

    /// Each member and its patch group, where the type has groups; `""` is none. Without those of the base type.
    #[doc(hidden)]
    const GROUPS: &'static [(&'static str, &'static str)] = &[];

    /// The groups of the type and of its base types, some more than once.
    #[doc(hidden)]
    #[inline]
    fn group_names(&self, names: &mut Vec<&'static str>) {
        own_groups::<Self>(names);
    }

    /// Takes the members of a group out; `""` is of those that are in none.
    #[doc(hidden)]
    #[must_use = "what is taken is gone otherwise"]
    fn take_group(&mut self, group: &str) -> Self {
        if group.is_empty() {
            std::mem::take(self)
        } else {
            Self::default()
        }
    }

    /// The patch in parts that the service takes in one request each: one a `#[odata(patch_group = "…")]`, one for
    /// the rest. What the patch holds in addition to its members goes with the first.
    #[must_use = "the parts change nothing until they are sent"]
    fn split(mut self) -> Vec<Self> {
        let extras = std::mem::take(self.extras_mut());
        let tag = extras.tag().map(str::to_owned);
        let mut groups = vec![""];
        self.group_names(&mut groups);
        groups.sort_unstable();
        groups.dedup();
        let parts = groups.into_iter().map(|group| self.take_group(group));
        let mut parts: Vec<Self> = parts.filter(|part| !part.is_empty()).collect();
        for part in &mut parts {
            if let Some(tag) = &tag {
                part.extras_mut().set_tag(tag.clone());
            }
        }
        if !extras.is_empty() {
            match parts.first_mut() {
                Some(first) => *first.extras_mut() = extras,
                None => {
                    *self.extras_mut() = extras;
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
    #[doc(alias = "@odata.bind")]
    #[must_use = "a patch changes nothing until it is sent"]
    fn bind<T, A, M: Multiplicity>(
        mut self,
        property: NavigationProperty<Self::Of, M>,
        target: &EntityPath<T, A>,
    ) -> Self {
        let link = target.target();
        self.extras_mut().add_bind(Bind::to(property, link));
        self
    }

    /// Unbinds a navigation property that leads to one entity: null in `"property@odata.bind"`
    /// ([OData JSON 4.01, 8.5](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_BindOperation)).
    ///
    /// A collection cannot be unbound: its members are removed one by one, by `DELETE` of each one's `…/$ref`.
    ///
    /// When the request is built, it is an error for a property that is not nullable, and for a service that wants `DELETE …/property/$ref` instead, as Microsoft Graph does
    /// ([`Profile::unbinds_with_null`](crate::Profile::unbinds_with_null)).
    #[must_use = "a patch changes nothing until it is sent"]
    fn unbind<T, A>(mut self, property: NavigationProperty<Self::Of, One<T, A>>) -> Self {
        self.extras_mut().add_bind(Bind::nothing(property));
        self
    }

    /// Whether there is nothing to send: no member, no bound link, and no difference that had to be noted.
    fn is_empty(&self) -> bool {
        let mut any = AnyMember(false);
        self.visit(&mut any);
        !any.0
    }

    /// The body as JSON, with the type's own tag policy. Links to bind are paths, as no base URL is known.
    ///
    /// # Errors
    ///
    /// A value that has no form in OData, a difference that a patch cannot express, the sentinel
    /// `unknownFutureValue`; each names its property.
    fn to_json(&self) -> Result<Vec<u8>, Error> {
        let body = body::patch_body(self, false)?;
        let (root, nested) = Self::Of::TYPE.policy(None, None, body.json.tag(true));
        if body.binds.is_empty() {
            return Ok(body.json.into_bytes(root, nested));
        }
        let binds = bound_members(&body.binds, &body.json.to_bytes(root, nested), "")?;
        Ok(body.json.to_bytes_with(root, nested, &binds))
    }
}

/// What is done at each member of a patch; `member` is `,"name":`.
pub trait Visitor: Sized {
    /// A member of any kind. `null` is what [`Change::Null`] is written as.
    fn member<T: EdmValue>(&mut self, member: &'static str, null: &'static str, change: Change<&T>);

    /// Goes over to the members of another type, the base or the one derived from it; gives back the groups of the type that
    /// it comes from.
    fn enter(&mut self, _groups: MemberGroups) -> MemberGroups {
        &[]
    }

    /// The undeclared members.
    fn open<M: OpenMap>(&mut self, patch: &OpenPatch<M>);

    /// What the patch holds in addition to its members.
    fn extras(&mut self, _extras: &Extras) {}
}

/// What is done at each member of a pair of patches, and what becomes of it; `member` is `,"name":`.
pub trait Walk: Sized {
    /// A property that null clears; a collection is cleared by `[]`.
    fn nullable<T: EdmValue>(&mut self, member: &'static str, a: &Change<T>, b: &Change<T>) -> Change<T>;

    /// A collection that null clears.
    fn null_collection<T: EdmValue>(
        &mut self,
        member: &'static str,
        a: &Change<T>,
        b: &Change<T>,
    ) -> Change<T>;

    /// A property that is not nullable.
    fn non_null<T: EdmValue>(
        &mut self,
        member: &'static str,
        a: &NonNullChange<T>,
        b: &NonNullChange<T>,
    ) -> NonNullChange<T>;

    /// The base type's patches.
    #[inline]
    fn base<P: Patch>(&mut self, a: &P, b: &P) -> P {
        P::walk(self, a, b)
    }

    /// The undeclared members.
    fn open<M: OpenMap>(&mut self, a: &OpenPatch<M>, b: &OpenPatch<M>) -> OpenPatch<M>;

    /// What they hold in addition to their members.
    fn extras(&mut self, a: &Extras, b: &Extras) -> Extras;
}

/// Shows the first patch of a pair, and gives nothing back.
struct Visit<'a, V>(&'a mut V);

impl<V: Visitor> Walk for Visit<'_, V> {
    #[inline]
    fn nullable<T: EdmValue>(&mut self, member: &'static str, a: &Change<T>, _: &Change<T>) -> Change<T> {
        let null = if T::EDM.collection { "[]" } else { "null" };
        self.0.member(member, null, a.as_ref());
        Change::Unchanged
    }

    #[inline]
    fn null_collection<T: EdmValue>(
        &mut self,
        member: &'static str,
        a: &Change<T>,
        _: &Change<T>,
    ) -> Change<T> {
        self.0.member(member, "null", a.as_ref());
        Change::Unchanged
    }

    #[inline]
    fn non_null<T: EdmValue>(
        &mut self,
        member: &'static str,
        a: &NonNullChange<T>,
        _: &NonNullChange<T>,
    ) -> NonNullChange<T> {
        self.0.member(member, "null", a.as_ref());
        NonNullChange::Unchanged
    }

    #[inline]
    fn base<P: Patch>(&mut self, a: &P, b: &P) -> P {
        let derived = self.0.enter(P::GROUPS);
        let base = P::walk(self, a, b);
        self.0.enter(derived);
        base
    }

    fn open<M: OpenMap>(&mut self, a: &OpenPatch<M>, _: &OpenPatch<M>) -> OpenPatch<M> {
        self.0.open(a);
        OpenPatch::default()
    }

    #[inline]
    fn extras(&mut self, a: &Extras, _: &Extras) -> Extras {
        self.0.extras(a);
        Extras::EMPTY
    }
}

/// Makes each member of two by [`member`](Self::member).
trait Zip {
    fn member<C: Merge>(&mut self, a: &C, b: &C) -> C;
}

impl<Z: Zip> Walk for Z {
    #[inline]
    fn nullable<T: EdmValue>(&mut self, _: &'static str, a: &Change<T>, b: &Change<T>) -> Change<T> {
        self.member(a, b)
    }

    #[inline]
    fn null_collection<T: EdmValue>(&mut self, _: &'static str, a: &Change<T>, b: &Change<T>) -> Change<T> {
        self.member(a, b)
    }

    #[inline]
    fn non_null<T: EdmValue>(
        &mut self,
        _: &'static str,
        a: &NonNullChange<T>,
        b: &NonNullChange<T>,
    ) -> NonNullChange<T> {
        self.member(a, b)
    }

    fn open<M: OpenMap>(&mut self, a: &OpenPatch<M>, b: &OpenPatch<M>) -> OpenPatch<M> {
        self.member(a, b)
    }

    #[inline]
    fn extras(&mut self, a: &Extras, b: &Extras) -> Extras {
        self.member(a, b)
    }
}

struct Merged;

impl Zip for Merged {
    fn member<C: Merge>(&mut self, a: &C, b: &C) -> C {
        let mut merged = a.clone();
        merged.merge(b.clone());
        merged
    }
}

struct Cloned;

impl Zip for Cloned {
    #[inline]
    fn member<C: Merge>(&mut self, a: &C, _: &C) -> C {
        a.clone()
    }
}

/// A copy of a patch.
#[must_use = "this changes nothing: use what it returns"]
pub fn patch_clone<P: Patch>(patch: &P) -> P {
    P::walk(&mut Cloned, patch, patch)
}

/// Whether any member is there.
struct AnyMember(bool);

impl Visitor for AnyMember {
    #[inline]
    fn member<T: EdmValue>(&mut self, _: &'static str, _: &'static str, change: Change<&T>) {
        self.0 |= !change.is_unchanged();
    }

    fn open<M: OpenMap>(&mut self, patch: &OpenPatch<M>) {
        self.0 |= !patch.is_empty();
    }

    fn extras(&mut self, extras: &Extras) {
        self.0 |= !extras.is_empty();
    }
}

/// Whether two patches hold the same: values compare by their written form.
#[must_use = "this changes nothing: use what it returns"]
pub fn patch_eq<P: Patch>(a: &P, b: &P) -> bool {
    body::Written::of(a) == body::Written::of(b)
}

/// Serializes a patch as its body, with the type's own tag policy.
///
/// # Errors
///
/// Those of [`Patch::to_json`], as the serializer's.
pub fn patch_serialize<P: Patch, S: Serializer>(patch: &P, serializer: S) -> Result<S::Ok, S::Error> {
    super::handed::hand(P::Of::TYPE, || body::patch_body(patch, false));
    let json = patch.to_json().map_err(serde::ser::Error::custom)?;
    crate::transcode::Json(&json).serialize(serializer)
}

/// The groups of the type itself.
#[inline]
pub fn own_groups<P: Patch>(names: &mut Vec<&'static str>) {
    names.extend(P::GROUPS.iter().map(|(_, group)| *group));
}

/// The groups that a patch mixes, if it does.
pub(super) fn mixed_groups<P: Patch>(patch: &P) -> Option<Fault> {
    let mut names = Vec::new();
    patch.group_names(&mut names);
    if names.is_empty() {
        return None;
    }
    let mut groups = Groups {
        of: P::GROUPS,
        first: None,
        second: None,
    };
    patch.visit(&mut groups);
    Some(Fault::groups(groups.first?, groups.second?))
}

/// Members and their patch groups: [`Patch::GROUPS`].
type MemberGroups = &'static [(&'static str, &'static str)];

/// The first two groups that have members.
struct Groups {
    of: MemberGroups,
    first: Option<&'static str>,
    second: Option<&'static str>,
}

impl Groups {
    fn add(&mut self, group: &'static str) {
        match self.first {
            None => self.first = Some(group),
            Some(first) if first != group => self.second = self.second.or(Some(group)),
            Some(_) => {}
        }
    }
}

impl Visitor for Groups {
    fn member<T: EdmValue>(&mut self, member: &'static str, _: &'static str, change: Change<&T>) {
        if !change.is_unchanged() {
            let name = member_name(member);
            let group = self.of.iter().find(|(wire, _)| *wire == name);
            self.add(group.map_or("", |(_, group)| group));
        }
    }

    fn enter(&mut self, groups: MemberGroups) -> MemberGroups {
        std::mem::replace(&mut self.of, groups)
    }

    /// Undeclared members are of no group.
    fn open<M: OpenMap>(&mut self, patch: &OpenPatch<M>) {
        if !patch.is_empty() {
            self.add("");
        }
    }
}

/// The first difference that a patch noted.
pub(super) fn noted(extras: &Extras) -> Option<Fault> {
    extras
        .differences()
        .first()
        .map(|noted| Fault::difference(noted.property, noted.reason))
}
