//! [`Flags`]: values of enumeration types whose members can be combined.

mod set;
mod wire;

use crate::enums::EnumType;
use std::collections::BTreeSet;

/// An enumeration type marked `#[odata(flags)]`: its values are [`Flags`] of its members
/// ([OData CSDL 4.01, 10.2](https://docs.oasis-open.org/odata/odata-csdl-xml/v4.01/odata-csdl-xml-v4.01.html#sec_FlagsEnumerationType)).
///
/// ```
/// use odata_entity::{EnumType, Flags, FlagsType};
///
/// /// A row of check boxes, for the flags of any type.
/// fn boxes<E: FlagsType>(set: &Flags<E>) -> Vec<(&'static str, bool)> {
///     E::MEMBERS.iter().map(|member| (member.name(), set.contains(member))).collect()
/// }
///
/// #[derive(Debug, Clone, PartialEq, EnumType)]
/// #[odata(type = "contoso.days", flags)]
/// enum Days {
///     Saturday = 1,
///     Sunday = 2,
/// }
/// assert_eq!(boxes(&Flags::from_iter([Days::Sunday])), [("saturday", false), ("sunday", true)]);
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an enumeration of flags",
    label = "its members cannot be combined",
    note = "add `flags` to its attribute: `#[odata(type = \"…\", flags)]`"
)]
pub trait FlagsType: EnumType + Clone {
    /// The values of [`MEMBERS`](EnumType::MEMBERS), in their order; zero is the member for no flag at all.
    const VALUES: &'static [u64];
}

/// A set of flags: members of an enumeration type, and the names that this build does not know.
///
/// On the wire it is `"a,b"`; no flag at all is the member whose value is zero (often `none`), or `"0"` if there is
/// none. Known members are written in the order of their declaration, unknown names behind them. An integer is read by
/// the members' values; bits that no member has are kept as a number.
///
/// A member whose value has several bits means the members of each: `readWrite` contains `read`, and is equal to
/// `read` and `write` together.
///
/// ```
/// # use odata_entity::{EnumType, Flags};
/// #[derive(Debug, Clone, PartialEq, EnumType)]
/// #[odata(type = "microsoft.graph.deviceFilter", flags)]
/// enum DeviceFilter {
///     #[odata(value = 0)]
///     None,
///     #[odata(value = 1)]
///     Corporate,
///     #[odata(value = 2)]
///     Personal,
/// }
/// let both: Flags<DeviceFilter> = [DeviceFilter::Corporate, DeviceFilter::Personal].into_iter().collect();
/// assert_eq!(both.to_string(), "corporate,personal");
/// ```
#[derive(Clone)]
pub struct Flags<E> {
    members: Vec<E>,
    /// Bits of an integer that was read, which no member has.
    bits: u64,
}

impl<E: FlagsType> Flags<E> {
    /// No flag at all.
    #[must_use = "this changes nothing: use what it returns"]
    pub const fn empty() -> Self {
        Self {
            members: Vec::new(),
            bits: 0,
        }
    }

    /// Every member that this build knows.
    pub fn all() -> Self {
        E::MEMBERS.iter().cloned().collect()
    }

    /// Whether no flag is set.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_empty(&self) -> bool {
        self.members.is_empty() && self.bits == 0
    }

    /// Whether the member is set; the member for no flag is when no other one is.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn contains(&self, member: &E) -> bool {
        match value_of(member) {
            Some(0) => self.is_empty(),
            Some(value) => self.all_bits() & value == value,
            None => self.has_name(member),
        }
    }

    /// Sets a member.
    pub fn insert(&mut self, member: E) {
        if value_of(&member) != Some(0) && !self.contains(&member) {
            self.push_all([member]);
        }
    }

    /// Takes a member out.
    pub fn remove(&mut self, member: &E) {
        match value_of(member) {
            Some(value) => self.remove_bits(value),
            None => self.members.retain(|other| other.name() != member.name()),
        }
    }

    /// The members that are set.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn iter(&self) -> std::slice::Iter<'_, E> {
        self.members.iter()
    }

    /// The value on the wire: the names, joined by commas.
    fn names(&self) -> String {
        let mut names: Vec<String> = self
            .members
            .iter()
            .map(|member| member.name().to_owned())
            .collect();
        if self.bits != 0 {
            names.push(self.bits.to_string());
        }
        if names.is_empty() {
            names.push(
                E::MEMBERS
                    .iter()
                    .find(|member| is_zero(*member))
                    .map_or("0", E::name)
                    .to_owned(),
            );
        }
        names.join(",")
    }

    fn from_bits(bits: u64) -> Self {
        let mut out = Self::empty();
        out.add_bits(bits);
        out
    }

    fn has_name(&self, member: &E) -> bool {
        self.members.iter().any(|other| other.name() == member.name())
    }

    /// Sets members by their names, whatever the others mean. All at once, as a service may send any number of them.
    fn push_all(&mut self, members: impl IntoIterator<Item = E>) {
        for member in members {
            self.bits &= !value_of(&member).unwrap_or_default();
            self.members.push(member);
        }
        let mut names = BTreeSet::new();
        let is_first: Vec<bool> = self
            .members
            .iter()
            .map(|member| names.insert(member.name()))
            .collect();
        let mut is_first = is_first.into_iter();
        self.members.retain(|_| is_first.next().unwrap_or(true));
        // A stable sort: unknown names stay in the order in which they came, behind the known members.
        self.members
            .sort_by_cached_key(|member| position(member).unwrap_or(usize::MAX));
    }

    /// The value, but for members whose names this build does not know.
    fn all_bits(&self) -> u64 {
        let values = self.members.iter().filter_map(value_of);
        values.fold(self.bits, |bits, value| bits | value)
    }

    /// Sets the members whose values are in `bits`, and keeps what no member has as a number.
    fn add_bits(&mut self, bits: u64) {
        let (members, left) = members_of(bits, bits & !self.all_bits());
        self.push_all(members);
        self.bits |= left;
    }

    /// Takes bits out; of a member that has others too, those stay.
    fn remove_bits(&mut self, bits: u64) {
        let left = self.all_bits() & !bits;
        self.bits &= !bits;
        self.members
            .retain(|member| value_of(member).is_none_or(|value| value & bits == 0));
        self.add_bits(left);
    }

    /// The names that this build does not know.
    fn unknown_names(&self) -> BTreeSet<&str> {
        let unknown = self.members.iter().filter(|member| position(*member).is_none());
        unknown.map(E::name).collect()
    }
}

/// The members whose values are in `bits` and have some of those that are `left`, and the bits that no member has.
fn members_of<E: FlagsType>(bits: u64, mut left: u64) -> (Vec<E>, u64) {
    let mut found = Vec::new();
    if left != 0 {
        for (member, value) in E::MEMBERS.iter().zip(E::VALUES) {
            if bits & value == *value && left & value != 0 {
                found.push(member.clone());
                left &= !value;
            }
        }
    }
    (found, left)
}

/// The member's place in the declaration.
fn position<E: FlagsType>(member: &E) -> Option<usize> {
    E::MEMBERS.iter().position(|other| other.name() == member.name())
}

/// The member's value, if this build knows it.
fn value_of<E: FlagsType>(member: &E) -> Option<u64> {
    position(member).and_then(|at| E::VALUES.get(at)).copied()
}

/// Whether it is the member for no flag at all.
fn is_zero<E: FlagsType>(member: &E) -> bool {
    value_of(member) == Some(0)
}
