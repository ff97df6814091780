//! Writing all of a value: as a create body, as a PUT body, as a complex value.

use super::tag::tag_of;
use super::{DeepValue, OpenMap, OpenPatch, Source, Structured};
use crate::fault::Fault;
use crate::json::{JsonBody, JsonWriter};
use crate::value::{Change, EdmValue, Fixed, FixedFields, NonNullChange};

/// Which members a value is written with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// The body of a POST: present properties, immutable ones and the client's key among them.
    Create,
    /// The body of a PUT: every writable property, null for one that is absent.
    Put,
    /// A complex value: present properties.
    Value,
    /// Never sent: everything that is present, what no body has too, to compare two values.
    Everything,
}

/// What can be written as a body: a structured type, or a union of some. Implemented by the derives.
///
/// You never name it.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity or a complex value",
    label = "not a structured type",
    note = "add `#[derive(Entity)]`, or `#[derive(ComplexType)]` for a type without a key"
)]
pub trait WriteBody {
    /// Writes the object.
    #[doc(hidden)]
    fn write_body(&self, kind: BodyKind, out: &mut JsonWriter);
}

impl<E: Structured> WriteBody for E {
    #[doc(hidden)]
    fn write_body(&self, kind: BodyKind, out: &mut JsonWriter) {
        write_structured(self, kind, out);
    }
}

/// The body of an entity, not of a patch, with every type tag that it could carry.
pub(crate) fn body_of<E: WriteBody>(
    entity: &E,
    kind: BodyKind,
    mut out: JsonWriter,
) -> Result<JsonBody, Fault> {
    entity.write_body(kind, &mut out);
    out.finish()
}

/// Writes the object of a structured value.
pub(crate) fn write_structured<E: Structured>(entity: &E, kind: BodyKind, out: &mut JsonWriter) {
    let tag = tag_of(entity);
    out.object(E::TYPE, tag.as_deref(), |out| {
        if E::TYPE.is_abstract && tag.is_none() && kind == BodyKind::Create {
            let mut fault = Fault::member(
                "is missing, and no entity is of an abstract type: set the field for it to the type that is to be created",
            );
            fault.inside("@odata.type");
            out.member_fault(fault);
        }
        E::changes(&mut Writer { kind, out }, entity, entity);
    });
}

struct Writer<'a> {
    kind: BodyKind,
    out: &'a mut JsonWriter,
}

impl Writer<'_> {
    fn value<T: EdmValue>(&mut self, member: &'static str, value: &T) {
        self.out.member(member, |out| value.write_json(out));
    }

    fn absent(&mut self, member: &'static str, null: &'static str) {
        if self.kind == BodyKind::Put {
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

    fn deep<D: DeepValue>(&mut self, member: &'static str, _: &D, after: &D) {
        let kind = self.kind;
        if matches!(kind, BodyKind::Create | BodyKind::Everything) && after.is_present() {
            self.out.deep_member(member, |out| after.write(kind, out));
        }
    }

    fn open<M: OpenMap>(&mut self, _: &M, after: &M) -> OpenPatch<M> {
        OpenPatch::of(after).write_members(self.out);
        OpenPatch::default()
    }
}

impl FixedFields for Writer<'_> {
    fn fixed<T: EdmValue>(&mut self, kind: Fixed, member: &'static str, _: Option<&T>, after: Option<&T>) {
        let sent = match kind {
            _ if self.kind == BodyKind::Everything => true,
            Fixed::Key | Fixed::ReadOnly => false,
            Fixed::ClientKey => self.kind == BodyKind::Create,
            Fixed::Immutable => self.kind != BodyKind::Put,
        };
        if let (true, Some(value)) = (sent, after) {
            self.value(member, value);
        }
    }
}
