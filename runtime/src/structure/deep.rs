//! [`DeepValue`]: entities that are created together with the one that refers to them.

use super::{BodyKind, Source, WriteBody};
use crate::json::JsonWriter;

/// The value of a navigation property marked `deep`: an entity, several, or none.
///
/// You never name it: it is what the derives ask of a field marked `#[odata(navigation(deep))]`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity or a collection of entities",
    label = "not an entity",
    note = "a navigation property marked `deep` is `Option<E>`, `Option<Box<E>>` or `Option<Vec<E>>` of a type that derives `Entity`; a \
            parameter marked `entity` is `E`, `Vec<E>`, or an `Option` of one of them"
)]
pub trait DeepValue {
    /// Whether there is something to write.
    fn is_present(&self) -> bool;

    /// Writes it as it is in a create body, or everything of it.
    #[doc(hidden)]
    fn write(&self, kind: BodyKind, out: &mut JsonWriter);

    /// [`Source::deep`]. As a function of this trait it can fail over a type in one way only, which the compiler reports once.
    #[doc(hidden)]
    fn compare<S: Source>(source: &mut S, member: &'static str, before: &Self, after: &Self)
    where
        Self: Sized,
    {
        source.deep(member, before, after);
    }

    /// The same of a field of type `Option<Box<Self>>`.
    #[doc(hidden)]
    fn compare_boxed<S: Source>(
        source: &mut S,
        member: &'static str,
        before: &Option<Box<Self>>,
        after: &Option<Box<Self>>,
    ) where
        Self: Sized,
    {
        source.deep(
            member,
            &BoxedEntity(before.as_deref()),
            &BoxedEntity(after.as_deref()),
        );
    }
}

#[diagnostic::do_not_recommend]
impl<E: WriteBody> DeepValue for E {
    fn is_present(&self) -> bool {
        true
    }

    #[doc(hidden)]
    fn write(&self, kind: BodyKind, out: &mut JsonWriter) {
        // An entity's tag goes out unless its type sets another policy, here as at the root.
        out.default_tag(|out| self.write_body(kind, out));
    }
}

impl<D: DeepValue> DeepValue for Option<D> {
    fn is_present(&self) -> bool {
        self.as_ref().is_some_and(DeepValue::is_present)
    }

    fn write(&self, kind: BodyKind, out: &mut JsonWriter) {
        if let Some(value) = self {
            value.write(kind, out);
        }
    }
}

/// What a field of type `Option<Box<E>>` holds. (`Box` itself cannot have the trait: another crate may give it one of the traits
/// that entities have.)
struct BoxedEntity<'a, E>(Option<&'a E>);

impl<E: DeepValue> DeepValue for BoxedEntity<'_, E> {
    fn is_present(&self) -> bool {
        self.0.is_some()
    }

    fn write(&self, kind: BodyKind, out: &mut JsonWriter) {
        if let Some(entity) = self.0 {
            entity.write(kind, out);
        }
    }
}

impl<D: DeepValue> DeepValue for Vec<D> {
    fn is_present(&self) -> bool {
        true
    }

    fn write(&self, kind: BodyKind, out: &mut JsonWriter) {
        out.array(self, |item, out| item.write(kind, out));
    }
}

/// Whether two values are the same in everything that they hold.
pub(super) fn same_deep<D: DeepValue>(a: &D, b: &D) -> bool {
    let written = |value: &D| {
        let mut out = JsonWriter::new();
        value.write(BodyKind::Everything, &mut out);
        out.into_parts()
    };
    a.is_present() == b.is_present() && written(a) == written(b)
}
