//! Types within others: base types and variants of unions, read by way of their patches.

use super::{JsonReader, Members, Names, Place, ReadError, UnionTag, apply_object, read_object};
use crate::structure::Patch;
use crate::types::Typed;

/// The patch of a type that is read by its derive.
///
/// The derives name an embedded type by its patch: of a type that has none there is an error about that already, which is then the
/// only one.
#[diagnostic::on_unimplemented(
    message = "the type of `{Self}` is not read by its derive",
    label = "not read by its derive",
    note = "remove `#[odata(deserialize = false)]` from the type: what embeds it reads its members"
)]
pub trait EmbeddedPatch: Patch {
    /// The names of the type's members.
    #[doc(hidden)]
    const NAMES: &'static Names;

    /// The value in which every member is absent.
    #[doc(hidden)]
    fn absent() -> Self::Of;

    /// Reads the member with this index.
    ///
    /// # Errors
    ///
    /// A value that is not of the member's type.
    #[doc(hidden)]
    fn field(to: &mut Self::Of, index: usize, from: &mut JsonReader<'_>) -> Result<(), ReadError>;

    /// Whether an object is of the type.
    #[doc(hidden)]
    fn is_tagged(tag: &UnionTag<'_>) -> bool {
        <Self::Of as Typed>::TYPE.is_named(tag.name())
    }

    /// Reads an object as a new value of a variant.
    ///
    /// # Errors
    ///
    /// Those of the type.
    #[doc(hidden)]
    fn variant(from: &mut JsonReader<'_>) -> Result<Self::Of, ReadError>;

    /// Reads an object into the value of a variant: only one of the same type.
    ///
    /// # Errors
    ///
    /// Those of the type, and an object of another one.
    #[doc(hidden)]
    fn apply_variant(to: &mut Self::Of, from: &mut JsonReader<'_>) -> Result<(), ReadError>;
}

#[diagnostic::do_not_recommend]
impl<P: Patch<Of: Members>> EmbeddedPatch for P {
    const NAMES: &'static Names = <P::Of as Members>::NAMES;

    #[inline]
    fn absent() -> P::Of {
        Members::absent()
    }

    #[inline]
    fn field(to: &mut P::Of, index: usize, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
        to.field(index, from)
    }

    fn variant(from: &mut JsonReader<'_>) -> Result<P::Of, ReadError> {
        read_object(from)
    }

    fn apply_variant(to: &mut P::Of, from: &mut JsonReader<'_>) -> Result<(), ReadError> {
        from.place = Place::Unknown;
        apply_object(to, from)
    }
}
