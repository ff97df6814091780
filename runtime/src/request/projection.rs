//! [`Projection`]: a smaller struct that some of an entity's properties are read into.

use super::Asks;
use super::response::{ABSENT_ENTITY, FromResponse, content, decode};
use crate::error::Error;
use crate::query::{NavigationProperty, Property};
use crate::reader::Readable;
use crate::structure::read::NavigationField;
use crate::types::{Entity, Many, One, TypeInfo};
use std::convert::Infallible;

/// A struct that some of an entity's properties are read into. Derive it: `#[derive(Projection)]`.
///
/// ```
/// use odata_entity::{CollectionPath, Entity, Page, Projection, Request};
///
/// /// The first page of any projection: the service sends no more properties than it has fields.
/// fn first_page<E: Entity, P: Projection<Of = E>>(path: &CollectionPath<E>) -> Request<Page<P>> {
///     path.list_as::<P>().top(20)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a projection",
    label = "not a projection",
    note = "add `#[derive(Projection)]` and `#[odata(of = …)]` with the entity to the struct"
)]
pub trait Projection: Readable + FromResponse + Asks<Of = <Self as Projection>::Of> {
    /// The entity that it is of.
    type Of: Entity;
}

/// Reads the answer of a request for a projection.
///
/// # Errors
///
/// Those of an entity.
pub fn projected<P: Readable>(response: http::Response<Vec<u8>>) -> Result<P, Error> {
    let (parts, body) = content(response, ABSENT_ENTITY)?;
    decode(&parts, body)
}

/// The entity type of a projection.
#[must_use = "this changes nothing: use what it returns"]
pub const fn type_of<E: Entity>() -> Option<&'static TypeInfo> {
    Some(E::TYPE)
}

/// What a field of a projection can be, as the entity's constant `P` has it: `Property<E, T>` is for a field `T` or `Option<T>`.
///
/// You never name it: `#[derive(Projection)]` asserts it of each field.
#[diagnostic::on_unimplemented(
    message = "the entity's constant for this field is a `{P}`, and the field is of type `{Self}`",
    label = "not the type of the entity's property",
    note = "write the type of the entity's field, or `Option` of it; a field of a navigation property is marked `#[odata(navigation)]`"
)]
pub trait FieldOf<P>: Sized {
    /// Nothing: it is there to be named in a const assertion.
    #[doc(hidden)]
    fn fits(_: P) {}
}

impl<E, T> FieldOf<Property<E, T>> for T {}

// With a second impl the compiler takes the constant's type for `P`, and not what would fit the field. No constant has this type.
#[diagnostic::do_not_recommend]
impl<T> FieldOf<Infallible> for T {}

#[diagnostic::do_not_recommend]
impl<T> NavigationFieldOf<Infallible> for T {}

/// What a field of a projection that is marked `navigation` can be, as the entity's constant `P` has it: it leads to what the
/// navigation property leads to, or to a projection of that.
///
/// You never name it: `#[derive(Projection)]` asserts it of each such field.
#[diagnostic::on_unimplemented(
    message = "the entity's constant for this field is a `{P}`, and the field is marked `navigation`",
    label = "not a navigation property of the entity",
    note = "drop `navigation` here, or mark the entity's field `#[odata(navigation)]`"
)]
pub trait NavigationFieldOf<P>: Sized {
    /// Nothing: it is there to be named in a const assertion.
    #[doc(hidden)]
    fn fits(_: P) {}
}

impl<E, M, F: NavigationField<Kind: LeadsTo<M>>> NavigationFieldOf<NavigationProperty<E, M>> for F {}

/// What leads to the entities that `M` does, or to projections of them.
///
/// You never name it: it is a bound of [`NavigationFieldOf`].
#[diagnostic::on_unimplemented(
    message = "the field leads to `{Self}`, and the entity's navigation property to `{M}`",
    label = "not what the property leads to, nor a projection of it",
    note = "`One` is for a field `Option<T>`, `Many` for `Option<Vec<T>>`; `T` is the entity that the property leads to, or a projection \
            with `#[odata(of = …)]` of it"
)]
pub trait LeadsTo<M> {}

impl<T: Asks, A> LeadsTo<One<T::Of, A>> for One<T> {}
impl<T: Asks, A> LeadsTo<Many<T::Of, A>> for Many<T> {}

/// What has no properties to choose from is the same in both.
macro_rules! same {
    ($($ty:ty),+) => {$(
        impl<A> LeadsTo<One<$ty, A>> for One<$ty> {}
        impl<A> LeadsTo<Many<$ty, A>> for Many<$ty> {}
    )+};
}

same!(String, serde_json::Value);

/// Whether two names are the same.
#[must_use = "this changes nothing: use what it returns"]
pub const fn is_called(name: &str, other: &str) -> bool {
    let (name, other) = (name.as_bytes(), other.as_bytes());
    if name.len() != other.len() {
        return false;
    }
    let mut at = 0;
    while at < name.len() {
        if name[at] != other[at] {
            return false;
        }
        at += 1;
    }
    true
}

/// The impls of a projection.
#[doc(hidden)]
#[macro_export]
macro_rules! __projection_impls {
    (($ty:ident) ($of:ty)) => {
        #[automatically_derived]
        impl __odata::FromResponse for $ty {
            const OF: __odata::Option<&'static __odata::TypeInfo> = __odata::type_of::<$of>();
            #[inline]
            fn from_response(
                response: __odata::http::Response<__odata::Vec<u8>>,
            ) -> __odata::Result<Self, __odata::Error> {
                __odata::projected(response)
            }
        }
        #[automatically_derived]
        impl __odata::Asks for $ty {
            type Of = $of;
            #[inline]
            fn fields() -> __odata::Option<__odata::Fields> {
                <Self as __odata::Readable>::fields()
            }
        }
        #[automatically_derived]
        impl __odata::Projection for $ty {
            type Of = $of;
        }
    };
}

pub use __projection_impls as projection_impls;
