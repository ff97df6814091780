//! Writing a value whole: as a create body, as a PUT body, as a complex value.

use super::{DeepValue, FieldValue, Fixed, OpenMap, OpenPatch, Source, Structured};
use crate::change::{Change, NonNullChange};
use crate::error::Fault;
use crate::json::{JsonBody, JsonWriter};
use crate::value::EdmValue;

/// Which members a value is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Whole {
    /// The body of a POST: present properties, immutable ones and the client's key among them.
    Create,
    /// The body of a PUT: every writable property, null for one that is absent.
    Put,
    /// A complex value: present properties.
    Value,
}

/// The body of an entity written whole, with every type tag that it could carry.
pub(crate) fn structured_body<E: Structured>(entity: &E, whole: Whole) -> Result<JsonBody, Fault> {
    let mut out = JsonWriter::with_capacity(256);
    write_structured(entity, whole, &mut out);
    out.finish()
}

/// Writes the object of a structured value.
pub(crate) fn write_structured<E: Structured>(entity: &E, whole: Whole, out: &mut JsonWriter) {
    out.begin(E::TYPE);
    E::changes(&mut Writer { whole, out }, entity, entity);
    out.end();
}

struct Writer<'a> {
    whole: Whole,
    out: &'a mut JsonWriter,
}

impl Writer<'_> {
    fn value<T: EdmValue>(&mut self, member: &'static str, value: &T) {
        self.out.member(member, |out| {
            if value.is_sentinel() {
                out.fail_sentinel();
            }
            value.write_json(out);
        });
    }

    fn absent(&mut self, member: &'static str, null: &'static str) {
        if self.whole == Whole::Put {
            self.out.member(member, |out| out.raw(null));
        }
    }
}

impl Source for Writer<'_> {
    fn nullable<T: EdmValue>(
        &mut self,
        member: &'static str,
        _: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body> {
        match after {
            Some(value) => self.value(member, value),
            None => self.absent(member, if T::EDM.collection { "[]" } else { "null" }),
        }
        Change::Unchanged
    }

    fn null_collection<T: EdmValue>(
        &mut self,
        member: &'static str,
        _: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body> {
        match after {
            Some(value) => self.value(member, value),
            None => self.absent(member, "null"),
        }
        Change::Unchanged
    }

    fn non_null<T: EdmValue>(
        &mut self,
        member: &'static str,
        _: &Option<T>,
        after: &Option<T>,
    ) -> NonNullChange<T::Body> {
        if let Some(value) = after {
            self.value(member, value);
        }
        NonNullChange::Unchanged
    }

    fn required<T: EdmValue>(&mut self, member: &'static str, _: &T, after: &T) -> NonNullChange<T::Body> {
        self.value(member, after);
        NonNullChange::Unchanged
    }

    fn fixed<T: EdmValue, F: FieldValue<T>>(&mut self, kind: Fixed, member: &'static str, _: &F, after: &F) {
        let sent = match kind {
            Fixed::Key | Fixed::ReadOnly => false,
            Fixed::ClientKey => self.whole == Whole::Create,
            Fixed::Immutable => self.whole != Whole::Put,
        };
        if let (true, Some(value)) = (sent, after.present()) {
            self.value(member, value);
        }
    }

    fn deep<D: DeepValue>(&mut self, member: &'static str, after: &D) {
        if self.whole == Whole::Create && after.is_present() {
            self.out.member(member, |out| after.write(out));
        }
    }

    fn open<M: OpenMap>(&mut self, _: &M, after: &M) -> OpenPatch<M> {
        OpenPatch::of(after).write(self.out);
        OpenPatch::default()
    }
}
