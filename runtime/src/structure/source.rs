//! [`Structured`]: the walk over the user's values, and [`Source`]: what is done at each field of it.

use super::{DeepValue, Notes, OpenMap, OpenPatch, Patch};
use crate::types::Typed;
use crate::value::EdmValue;
use crate::value::{Change, NonNullChange};

/// A structured type: an entity type or a complex type. Implemented by the derives.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity type or complex type",
    label = "not a structured type",
    note = "add `#[derive(Entity)]`, or `#[derive(ComplexType)]` for a type without a key; a union has no patch of its own: take \
            that of the type in its variant"
)]
pub trait Structured: Typed {
    /// What can change of it.
    type Patch: Patch<Of = Self>;

    /// Hands every field of `before` and `after` to `source` and collects what it says into a patch.
    #[doc(hidden)]
    fn changes<S: Source>(source: &mut S, before: &Self, after: &Self) -> Self::Patch;
}

/// The fields that are in no patch.
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

/// What is done at each field of a pair of values; `member` is `,"name":`.
pub trait Source: Sized {
    /// A field `Option<T>` that null clears.
    fn nullable<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body>;

    /// A collection that null clears rather than `[]`.
    fn null_collection<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body>;

    /// A field `Option<T>` that is not nullable: absent when it was not selected.
    fn non_null<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> NonNullChange<T::Body>;

    /// A field `T`.
    fn required<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &T,
        after: &T,
    ) -> NonNullChange<T::Body>;

    /// [`nullable`](Self::nullable) of a complex type marked `merge`.
    fn merge_nullable<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> Change<T::Body> {
        self.nullable(member, before, after)
    }

    /// [`non_null`](Self::non_null) of a complex type marked `merge`.
    fn merge_non_null<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &Option<T>,
        after: &Option<T>,
    ) -> NonNullChange<T::Body> {
        self.non_null(member, before, after)
    }

    /// [`required`](Self::required) of a complex type marked `merge`.
    fn merge_required<T: EdmValue>(
        &mut self,
        member: &'static str,
        before: &T,
        after: &T,
    ) -> NonNullChange<T::Body> {
        self.required(member, before, after)
    }

    /// A field that is in no patch.
    fn fixed<F: FieldValue>(&mut self, kind: Fixed, member: &'static str, before: &F, after: &F);

    /// A navigation property that is created together with its entity.
    fn deep<D: DeepValue>(&mut self, member: &'static str, before: &D, after: &D);

    /// The embedded base type.
    fn base<B: Structured>(&mut self, before: &B, after: &B) -> B::Patch {
        B::changes(self, before, after)
    }

    /// The undeclared members of an open type.
    fn open<M: OpenMap>(&mut self, before: &M, after: &M) -> OpenPatch<M>;

    /// What is to be noted in the patch.
    fn notes(&mut self) -> Notes {
        Notes::EMPTY
    }
}

/// A field's type: a value, or `Option` of one.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a value that OData can carry",
    label = "not an Edm value",
    note = "a struct of your own needs `#[derive(ComplexType)]`, an enum `#[derive(EnumType)]`, a newtype `#[derive(EdmValue)]`; an \
            entity is no value but a navigation property: `#[odata(navigation)]`",
    note = "text is `String`; numbers are `u8`, `i8`, `i16`, `i32`, `i64`, `f32`, `f64`; dates and times are chrono's \
            `DateTime<FixedOffset>`, `DateTime<Utc>`, `NaiveDate`, `NaiveTime`; durations and bytes are `odata_entity::edm`'s \
            `Duration` and `Binary`; GUIDs and decimals are `uuid::Uuid` and `rust_decimal::Decimal`, with the features `uuid` and \
            `decimal`; lists are `Vec`, dictionaries `BTreeMap<String, T>`, members of an enum of flags `Flags<E>`; any JSON is \
            `serde_json::Value`",
    note = "a type of another crate is written by a format of yours, `#[odata(with = \"…\")]`, or by its own serde impls, \
            `#[odata(serde)]`; an alias of `Option<T>` is written out as `Option<T>`; a field that is not of the service is marked \
            `#[odata(skip)]`"
)]
pub trait FieldValue {
    /// The type without `Option`.
    type Value: EdmValue;

    /// The value, if there is one.
    fn present(&self) -> Option<&Self::Value>;
}

#[diagnostic::do_not_recommend]
impl<T: EdmValue> FieldValue for T {
    type Value = T;

    fn present(&self) -> Option<&T> {
        Some(self)
    }
}

#[diagnostic::do_not_recommend]
impl<T: EdmValue> FieldValue for Option<T> {
    type Value = T;

    fn present(&self) -> Option<&T> {
        self.as_ref()
    }
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    /// The attributes of all traits whose label is that of a type that is no Edm value.
    fn advice(folder: &Path, found: &mut Vec<String>) {
        for entry in std::fs::read_dir(folder).expect("a folder") {
            let path = entry.expect("a file").path();
            if path.is_dir() {
                advice(&path, found);
                continue;
            }
            let text = std::fs::read_to_string(&path).expect("text");
            let attributes = text.split("#[diagnostic::on_unimplemented(\n").skip(1);
            let attributes = attributes.filter_map(|rest| rest.split("\n)]\n").next());
            found.extend(
                attributes
                    .filter(|text| text.contains("label = \"not an Edm value\""))
                    .map(str::to_owned),
            );
        }
    }

    /// The compiler takes only literals there, so the two cannot share a constant.
    #[test]
    fn a_type_that_is_no_edm_value_gets_the_same_advice_from_both_traits() {
        let mut found = Vec::new();
        advice(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut found);
        assert_eq!(found.len(), 2, "of `EdmValue` and of `FieldValue`: {found:#?}");
        assert_eq!(found[0], found[1]);
    }
}
