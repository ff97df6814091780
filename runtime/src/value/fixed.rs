//! Fields that are in no patch.

use super::EdmValue;

/// Why a field is in no patch.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fixed {
    /// A key that the service chooses.
    Key,
    /// A key that the client chooses: in the create body.
    ClientKey,
    /// Computed by the service.
    ReadOnly,
    /// In the create body, and never afterwards.
    Immutable,
}

/// What is done at the fields of a pair of values that are in no patch; `member` is `,"name":`.
pub trait FixedFields {
    /// A field, with its values if they are there.
    fn fixed<T: EdmValue>(
        &mut self,
        kind: Fixed,
        member: &'static str,
        before: Option<&T>,
        after: Option<&T>,
    );
}

/// A field `Option<T>` that is in no patch.
#[inline]
pub fn fixed_option<T: EdmValue, F: FixedFields>(
    to: &mut F,
    kind: Fixed,
    member: &'static str,
    before: &Option<T>,
    after: &Option<T>,
) {
    to.fixed(kind, member, before.as_ref(), after.as_ref());
}

/// A field `T` that is in no patch.
#[inline]
pub fn fixed_required<T: EdmValue, F: FixedFields>(
    to: &mut F,
    kind: Fixed,
    member: &'static str,
    before: &T,
    after: &T,
) {
    to.fixed(kind, member, Some(before), Some(after));
}
