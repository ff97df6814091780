//! `any`, `all` and the number of items of a collection
//! ([OData URL Conventions 4.01, 5.1.1.13](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_LambdaOperators)).

use super::expr::Expr;
use super::filter::Filter;
use super::navigation::NavigationProperty;
use super::path::{NavigationPath, PropertyPath};
use super::property::Property;
use super::tree::{Tree, Variable};
use crate::types::Many;

fn lambda<E, T>(
    over: Tree,
    quantifier: &'static str,
    condition: impl FnOnce(Expr<E, T>) -> Filter<E>,
) -> Filter<E> {
    let variable = Variable::new();
    let body = condition(Expr::new(Tree::variable(variable))).into_tree();
    Filter::new(over.lambda(quantifier, Some((variable, body))))
}

macro_rules! collections {
    ($($name:ident<E, $collection:ty> $(where $by:ident)?;)+) => {$(
        impl<E, T $(, $by)?> $name<E, $collection> {
            /// `any`: the condition holds for one of the items at least. The closure gets the item: `Device::TAGS.any(|tag| tag.eq("a"))`,
            /// `Group::MEMBERS.any(|member| member.then(User::CITY).eq("Bonn"))`.
            pub fn any(self, condition: impl FnOnce(Expr<E, T>) -> Filter<E>) -> Filter<E> {
                lambda(self.tree(), "any", condition)
            }

            /// `all`: the condition holds for all items; of an empty collection it does.
            pub fn all(self, condition: impl FnOnce(Expr<E, T>) -> Filter<E>) -> Filter<E> {
                lambda(self.tree(), "all", condition)
            }

            /// `any()`: there is an item.
            pub fn has_any(self) -> Filter<E> {
                Filter::new(self.tree().lambda("any", None))
            }

            /// `$count`: the number of items.
            pub fn count(self) -> Expr<E, i64> {
                Expr::new(self.tree().count(None))
            }

            /// `$count($filter=…)`: the number of items for which this holds; of OData 4.01
            /// ([OData URL Conventions 4.01, 4.8](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_AddressingtheCountofaCollection)).
            pub fn count_where(self, filter: Filter<T>) -> Expr<E, i64> {
                Expr::new(self.tree().count(Some(filter.into_tree())))
            }
        }
    )+};
}

collections! {
    Property<E, Vec<T>>;
    PropertyPath<E, Vec<T>>;
    Expr<E, Vec<T>>;
    NavigationProperty<E, Many<T, A>> where A;
    NavigationPath<E, Many<T, A>> where A;
}
