//! [`Multiplicity`]: whether a navigation property leads to one entity or to many, and of which type.

use std::marker::PhantomData;

/// Leads to one entity `T`, or to none: the multiplicity of a navigation property `Option<T>` or `Option<Box<T>>`.
pub struct One<T>(PhantomData<fn() -> T>);

/// Leads to a collection of entities `T`: the multiplicity of a navigation property `Option<Vec<T>>`.
pub struct Many<T>(PhantomData<fn() -> T>);

/// What a navigation property leads to: [`One<T>`] or [`Many<T>`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a multiplicity",
    label = "neither `One<T>` nor `Many<T>`"
)]
pub trait Multiplicity {
    /// The type of the entities.
    type Target;

    /// Whether it is a collection of them.
    const IS_COLLECTION: bool;
}

/// What leads to a collection: [`Many<T>`].
#[diagnostic::on_unimplemented(
    message = "`{Self}` leads to one entity, and this is asked of a collection",
    label = "not of a collection",
    note = "of what leads to one entity, `select`, `expand` and `levels` can be asked"
)]
pub trait ToMany: Multiplicity {}

impl<T> ToMany for Many<T> {}

impl<T> Multiplicity for One<T> {
    type Target = T;
    const IS_COLLECTION: bool = false;
}

impl<T> Multiplicity for Many<T> {
    type Target = T;
    const IS_COLLECTION: bool = true;
}
