//! [`OrderBy`]: terms of `$orderby`.

use super::expr::Expr;
use super::kinds::Ordered;
use super::list::{List, lists};
use super::name;
use super::path::PropertyPath;
use super::property::Property;
use super::tree::Tree;
use std::fmt;
use std::marker::PhantomData;

/// A term of `$orderby`: a property of `E`, a path to one or an expression, ascending or descending.
///
/// ```
/// use odata_entity::{Entity, OrderBy};
///
/// #[derive(Entity)]
/// #[odata(type = "shop.product", path = "/products/{id}")]
/// struct Product {
///     name: Option<String>,
///     price: Option<f64>,
/// }
///
/// // A choice of the user's, with the name for equal ones.
/// let by_price = true;
/// let first: OrderBy<Product> = if by_price { Product::PRICE.desc() } else { Product::NAME.asc() };
/// let request = Product::collection().list().order_by((first, Product::NAME)).to_http("https://x/v1")?;
/// assert_eq!(request.uri().query(), Some("$orderby=price%20desc,name"));
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "a term orders nothing until it is given to `order_by`"]
pub struct OrderBy<E> {
    term: Term,
    types: PhantomData<fn() -> E>,
}

#[derive(Clone)]
enum Term {
    Tree(Tree, &'static str),
    Raw(String),
}

impl<E> OrderBy<E> {
    fn new(term: Term) -> Self {
        Self {
            term,
            types: PhantomData,
        }
    }

    /// A term written by hand: `address/city desc`. One whose quotes or parentheses do not close is an error when the request
    /// is built.
    pub fn raw(text: impl Into<String>) -> Self {
        Self::new(Term::Raw(text.into()))
    }
}

impl<E> Clone for OrderBy<E> {
    fn clone(&self) -> Self {
        Self::new(self.term.clone())
    }
}

impl<E> fmt::Debug for OrderBy<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.term {
            Term::Tree(tree, direction) => match tree.text() {
                Ok(text) => write!(f, "OrderBy({text}{direction})"),
                Err(error) => write!(f, "OrderBy({error})"),
            },
            Term::Raw(text) => write!(f, "OrderBy({text})"),
        }
    }
}

/// Terms of `$orderby` over `E`, for [`Request::order_by`](crate::Request::order_by): one, or several in a tuple of up to
/// 16, an array, slice or `Vec`. A property by itself is ascending.
///
/// ```
/// use odata_entity::query::OrderTerms;
/// use odata_entity::{CollectionPath, Entity, Page, Request};
///
/// /// The first ten, in the caller's order.
/// fn first_ten<E: Entity>(path: &CollectionPath<E>, order: impl OrderTerms<E>) -> Request<Page<E>> {
///     path.list().order_by(order).top(10)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no order of `{E}`",
    label = "not terms over properties of `{E}`",
    note = "`order_by` takes one term or several: `.order_by(Device::NAME.asc())`, `.order_by((Device::NAME, Device::SIZE.desc()))`"
)]
pub trait OrderTerms<E> {
    /// Adds the terms.
    #[doc(hidden)]
    fn order_all(&self, list: &mut List);
}

impl<E> OrderTerms<E> for OrderBy<E> {
    fn order_all(&self, list: &mut List) {
        match &self.term {
            Term::Tree(tree, direction) => list.term(tree, direction),
            Term::Raw(text) => match name::fault_of_expression(text) {
                Some(reason) => list.fault("the term", text, reason),
                None => list.item(text.clone()),
            },
        }
    }
}

macro_rules! terms {
    ($($name:ident)+) => {$(
        impl<E, T: Ordered> $name<E, T> {
            /// Ascending, for `$orderby`.
            pub fn asc(self) -> OrderBy<E> {
                OrderBy::new(Term::Tree(self.tree(), ""))
            }

            /// Descending, for `$orderby`.
            pub fn desc(self) -> OrderBy<E> {
                OrderBy::new(Term::Tree(self.tree(), " desc"))
            }
        }

        impl<E, T: Ordered> OrderTerms<E> for $name<E, T> {
            fn order_all(&self, list: &mut List) {
                list.term(&self.clone().tree(), "");
            }
        }
    )+};
}

terms!(Property PropertyPath Expr);

lists!(OrderTerms::order_all of OrderTerms::order_all);
