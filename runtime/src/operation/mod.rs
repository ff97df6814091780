//! [`Operation`]: actions and functions, as structs of their parameters.

mod parameters;

pub use parameters::Parameters;

use crate::path::Endpoint;
use crate::request::{FromResponse, Request};
use crate::types::Entity;
use http::Method;
use std::marker::PhantomData;

/// An action or a function, as a struct of its parameters. Derive it: `#[derive(Action)]`, `#[derive(Function)]`
/// ([OData Protocol 4.01, 11.5](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_Operations)).
///
/// ```
/// use odata_entity::{AnyPath, Operation, Request};
///
/// /// The call of any operation, with its name for a log.
/// fn logged<O: Operation>(path: &AnyPath, operation: &O) -> (&'static str, Request<O::Returns>) {
///     (O::NAME, path.call(operation))
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no operation",
    label = "neither an action nor a function",
    note = "add `#[derive(Action)]` or `#[derive(Function)]` to the struct of its parameters, and `#[odata(name = \"…\", on = …)]`"
)]
pub trait Operation {
    /// What it returns: `()`, an entity, a [`Page`](crate::Page) of them, [`Single`](crate::Single), [`Json`](crate::Json),
    /// [`Media`](crate::Media), or an `Option` of one of them.
    type Returns: FromResponse;

    /// The name as it is in the URL.
    const NAME: &'static str;

    /// Whether it is a function, which is asked by GET, its parameters in the URL.
    #[doc(hidden)]
    const IS_FUNCTION: bool;

    /// Writes the parameters.
    #[doc(hidden)]
    fn parameters(&self, out: &mut Parameters<'_>);
}

/// An operation that is bound to an entity type `T`, or to a [`Collection<T>`].
///
/// ```
/// use odata_entity::bounds::Callable;
/// use odata_entity::{Entity, EntityPath, Request};
///
/// /// The same operation on each of several entities: a batch of them.
/// fn on_each<E: Entity, O: Callable<E>>(paths: &[EntityPath<E>], operation: &O) -> Vec<Request<O::Returns>> {
///     paths.iter().map(|path| path.call(operation)).collect()
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be called on `{T}`",
    label = "not an operation on `{T}`",
    note = "an action or function names what it is bound to: `#[odata(on = …)]` for one entity, `#[odata(on(collection = …))]` for a \
            collection; it may have several"
)]
pub trait Callable<T: Bindable>: Operation {}

/// What an operation can be bound to: an entity type, or a [`Collection`] of one.
///
/// You never name it: the bound of generic code is [`Callable<E>`](Callable).
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not an entity type, so no operation is bound to it",
    label = "not an entity type",
    note = "an operation that is bound to something else is called at a path: `#[odata(path = \"/…\")]`"
)]
pub trait Bindable {}

impl<E: Entity> Bindable for E {}
impl<E: Entity> Bindable for Collection<E> {}

/// The collection of entities `E`, in [`Callable<Collection<E>>`](Callable).
///
/// ```
/// use odata_entity::bounds::Callable;
/// use odata_entity::{Collection, CollectionPath, Entity, Request};
///
/// /// The same operation on each of several collections.
/// fn on_each<E: Entity, O: Callable<Collection<E>>>(paths: &[CollectionPath<E>], operation: &O) -> Vec<Request<O::Returns>> {
///     paths.iter().map(|path| path.call(operation)).collect()
/// }
/// ```
pub struct Collection<E>(PhantomData<fn() -> E>);

/// The call of an operation on what a path leads to.
pub(crate) fn call<O: Operation>(
    endpoint: &Endpoint,
    version: Option<&'static str>,
    operation: &O,
) -> Request<O::Returns> {
    call_of(endpoint, operation, |request| {
        request.at_operation(O::NAME, version)
    })
}

/// The call of an operation whose own URL is known.
pub(crate) fn call_at<O: Operation>(endpoint: &Endpoint, operation: &O) -> Request<O::Returns> {
    call_of(endpoint, operation, |request| request)
}

fn call_of<O: Operation>(
    endpoint: &Endpoint,
    operation: &O,
    at: impl FnOnce(Request<O::Returns>) -> Request<O::Returns>,
) -> Request<O::Returns> {
    let method = if O::IS_FUNCTION { Method::GET } else { Method::POST };
    let request = at(Request::untyped(method, endpoint));
    match O::IS_FUNCTION {
        true => match parameters::arguments(operation) {
            Ok(arguments) => {
                let request = request.with_arguments(&arguments.inline, arguments.aliases);
                match arguments.has_unknown_members {
                    true => request.include_unknown_enum_members(),
                    false => request,
                }
            }
            Err(fault) => request.with_fault(fault),
        },
        false => request.with_body(parameters::body(operation, endpoint.ieee754)),
    }
}
