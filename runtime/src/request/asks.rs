//! [`Asks`]: whose properties a request's query options name.

use super::{Page, Tagged, Written};
use crate::reader::{Fields, Readable};
use crate::types::Entity;

/// An answer that query options shape: an entity, a page of entities, what a write gives back.
///
/// [`select`](crate::Request::select), [`expand`](crate::Request::expand) and [`filter`](crate::Request::filter) take the
/// properties of the type that it is of, and no others.
///
/// ```
/// use odata_entity::Request;
/// use odata_entity::bounds::Asks;
/// use odata_entity::query::Selection;
///
/// /// Any read, with fewer properties.
/// fn fewer<R: Asks>(request: Request<R>, properties: impl Selection<R::Of>) -> Request<R> {
///     request.select(properties)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the answer is `{Self}`, which has no properties to ask for",
    label = "`$select`, `$expand`, `$filter` and `$orderby` are for entities and pages of them"
)]
pub trait Asks {
    /// The type whose properties are asked for.
    type Of;

    /// The properties that it is read from, for [`select_fields`](crate::Request::select_fields); `None` where that is not known.
    #[doc(hidden)]
    #[must_use = "this changes nothing: use what it returns"]
    fn fields() -> Option<Fields> {
        None
    }
}

/// An answer that is a list: what [`filter`](crate::Request::filter), [`order_by`](crate::Request::order_by) and the paging options
/// are for.
///
/// ```
/// use odata_entity::bounds::AsksForMany;
/// use odata_entity::{Filter, Request};
///
/// /// Any list, of projections too, narrowed by what the caller may see.
/// fn narrowed<R: AsksForMany>(list: Request<R>, visible: Filter<R::Of>) -> Request<R> {
///     list.filter(visible).top(50)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "the answer is `{Self}`, not a list: `$filter`, `$orderby`, `$top`, `$skip`, `$count` and `$search` are for lists",
    label = "not a page",
    note = "call it on `list()` of a collection's path, as in `Device::collection().list()`; of one entity there are `select` and \
            `expand`"
)]
pub trait AsksForMany: Asks {}

impl<R: Asks> AsksForMany for Page<R> {}

#[diagnostic::do_not_recommend]
impl<E: Entity> Asks for E {
    type Of = E;

    #[doc(hidden)]
    fn fields() -> Option<Fields> {
        <E as Readable>::fields()
    }
}

impl<R: Asks> Asks for Page<R> {
    type Of = R::Of;

    fn fields() -> Option<Fields> {
        R::fields()
    }
}

impl<R: Asks> Asks for Tagged<R> {
    type Of = R::Of;

    fn fields() -> Option<Fields> {
        R::fields()
    }
}

impl<R: Asks> Asks for Option<R> {
    type Of = R::Of;

    fn fields() -> Option<Fields> {
        R::fields()
    }
}

/// With [`return_representation`](crate::Request::return_representation), which of the entity comes back.
impl<R: Asks> Asks for Written<R> {
    type Of = R::Of;

    fn fields() -> Option<Fields> {
        R::fields()
    }
}
