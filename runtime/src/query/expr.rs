//! [`Expr`]: what functions, arithmetic and lambda variables give.

use super::kinds::InstantValue;
use super::operand::Operand;
use super::tree::Tree;
use std::fmt;
use std::marker::PhantomData;

/// An expression over the properties of `E` whose values are `T`: `length(name)`, `price mul 2`, the variable of a lambda expression.
///
/// It has the comparisons and functions that a [`Property`](crate::Property) has.
///
/// ```
/// use odata_entity::{Entity, query::Expr};
///
/// #[derive(Entity)]
/// #[odata(type = "shop.product", path = "/products/{id}")]
/// struct Product {
///     name: Option<String>,
///     price: Option<f64>,
/// }
///
/// let length: Expr<Product, i32> = Product::NAME.length();
/// let filter = length.gt(20).and(Product::PRICE.mul(2.0).lt(10.0));
/// let request = Product::collection().list().filter(filter).to_http("https://x/v1")?;
/// assert_eq!(
///     request.uri().query(),
///     Some("$filter=length(name)%20gt%2020%20and%20price%20mul%202.0%20lt%2010.0")
/// );
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "an expression by itself asks for nothing"]
pub struct Expr<E, T> {
    tree: Tree,
    types: PhantomData<fn() -> (E, T)>,
}

impl<E, T> Expr<E, T> {
    pub(super) const fn new(tree: Tree) -> Self {
        Self {
            tree,
            types: PhantomData,
        }
    }

    pub(super) fn tree(self) -> Tree {
        self.tree
    }

    /// A value, for an expression that begins with one: `'a' eq name`.
    pub fn value(value: impl Operand<E, T>) -> Self {
        Self::new(value.into_tree())
    }
}

/// Points in time ([OData URL Conventions 4.01, 5.1.1.8](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_DateandTimeFunctions)).
impl<E, T: InstantValue> Expr<E, T> {
    /// `now()`: the time at which the service answers.
    pub fn now() -> Self {
        Self::new(Tree::call("now", Vec::new()))
    }

    /// `mindatetime()`: the earliest time there is at the service.
    pub fn min_date_time() -> Self {
        Self::new(Tree::call("mindatetime", Vec::new()))
    }

    /// `maxdatetime()`: the latest time there is at the service.
    pub fn max_date_time() -> Self {
        Self::new(Tree::call("maxdatetime", Vec::new()))
    }
}

impl<E, T> Clone for Expr<E, T> {
    fn clone(&self) -> Self {
        Self::new(self.tree.clone())
    }
}

impl<E, T> fmt::Debug for Expr<E, T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Expr").field(&self.tree.text()).finish()
    }
}
