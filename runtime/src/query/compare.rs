//! Comparisons of properties, paths and expressions.

use super::expr::Expr;
use super::filter::Filter;
use super::kinds::Ordered;
use super::operand::{IntoOperand, Operand, literal};
use super::path::{PropertyPath, Step};
use super::property::Property;
use super::tree::{Binds, Operator, Tree};
use crate::flags::{Flags, FlagsType};
use crate::types::Typed;
use crate::value::EdmValue;

const EQ: Operator = Operator::EQ;
const NE: Operator = Operator::new("ne", Binds::Equality);
const GT: Operator = Operator::new("gt", Binds::Relation);
const GE: Operator = Operator::new("ge", Binds::Relation);
const LT: Operator = Operator::new("lt", Binds::Relation);
const LE: Operator = Operator::new("le", Binds::Relation);
const HAS: Operator = Operator::new("has", Binds::Primary);

/// What properties, paths to them and expressions have in common.
macro_rules! comparisons {
    ($name:ident) => {
        /// Comparisons ([OData URL Conventions 4.01, 5.1.1.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_LogicalOperators)).
        ///
        /// They take a value, another property of the same entity, or an expression.
        impl<E, T: EdmValue> $name<E, T> {
            /// `eq`: the property has this value; with `None`, that it is null.
            pub fn eq(self, value: impl Operand<E, T>) -> Filter<E> {
                Filter::new(self.tree().binary(EQ, value.into_tree()))
            }

            /// `ne`: the property has another value; with `None`, that it is not null.
            pub fn ne(self, value: impl Operand<E, T>) -> Filter<E> {
                Filter::new(self.tree().binary(NE, value.into_tree()))
            }

            /// `gt`: greater than.
            pub fn gt(self, value: impl Operand<E, T>) -> Filter<E>
            where
                T: Ordered,
            {
                Filter::new(self.tree().binary(GT, value.into_tree()))
            }

            /// `ge`: greater than or equal.
            pub fn ge(self, value: impl Operand<E, T>) -> Filter<E>
            where
                T: Ordered,
            {
                Filter::new(self.tree().binary(GE, value.into_tree()))
            }

            /// `lt`: less than.
            pub fn lt(self, value: impl Operand<E, T>) -> Filter<E>
            where
                T: Ordered,
            {
                Filter::new(self.tree().binary(LT, value.into_tree()))
            }

            /// `le`: less than or equal.
            pub fn le(self, value: impl Operand<E, T>) -> Filter<E>
            where
                T: Ordered,
            {
                Filter::new(self.tree().binary(LE, value.into_tree()))
            }

            /// `in`: the property has one of these values. With no values it is an error when the request is built, as services
            /// share no form for that.
            ///
            /// The operator is of OData 4.01: where the service's profile has none
            /// ([`Forms::in_operator`](crate::query::Forms::in_operator)), it is written as [`is_one_of`](Self::is_one_of).
            pub fn is_in<V: IntoOperand<T>>(self, values: impl IntoIterator<Item = V>) -> Filter<E> {
                self.among(values, false)
            }

            /// The same for services of OData 4.0, which have no `in`: `(state eq 'a' or state eq 'b')`.
            pub fn is_one_of<V: IntoOperand<T>>(self, values: impl IntoIterator<Item = V>) -> Filter<E> {
                self.among(values, true)
            }

            fn among<V: IntoOperand<T>>(
                self,
                values: impl IntoIterator<Item = V>,
                is_chain: bool,
            ) -> Filter<E> {
                let values = values
                    .into_iter()
                    .map(|value| literal(value.into_operand()));
                Filter::new(self.tree().one_of(values.collect(), is_chain))
            }

            /// With members of its enumeration type written without the type: `state eq 'error'` for `state eq n.state'error'`, for
            /// services that take a property so. [`Forms::bare_enum_members`](crate::query::Forms::bare_enum_members) is for all
            /// properties of a service.
            pub fn bare(self) -> Expr<E, T> {
                let mut tree = self.tree();
                tree.is_bare = true;
                Expr::new(tree)
            }

            /// `cast`: the value as one of another type, null where that cannot be
            /// ([OData URL Conventions 4.01, 5.1.1.10.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_cast)).
            pub fn cast_to<U: EdmValue>(self) -> Expr<E, U> {
                Expr::new(Tree::call(
                    "cast",
                    vec![self.tree(), Tree::type_name(U::EDM.name)],
                ))
            }
        }

        impl<E, T> $name<E, T> {
            /// The property is null.
            pub fn is_null(self) -> Filter<E> {
                Filter::new(self.tree().binary(EQ, Tree::null()))
            }

            /// The property is not null.
            pub fn is_not_null(self) -> Filter<E> {
                Filter::new(self.tree().binary(NE, Tree::null()))
            }

            /// `isof`: the value is of this type, or of one that derives from it
            /// ([OData URL Conventions 4.01, 5.1.1.10.2](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_isof)).
            pub fn is_of<D: Typed>(self) -> Filter<E> {
                let ty = Tree::type_name(D::TYPE.name);
                Filter::new(Tree::call("isof", vec![self.tree(), ty]))
            }

            /// A property inside of the complex value or entity: `address/city`; or a navigation property, and so on.
            #[must_use = "this changes nothing: use what it returns"]
            pub fn then<S: Step<T>>(self, step: S) -> S::Path<E> {
                step.after(self.tree())
            }

            /// The complex value or entity as one of a derived type: `address/n.homeAddress`. What follows is a property of that
            /// type.
            pub fn cast<D: Typed>(self) -> PropertyPath<E, D> {
                PropertyPath::new(self.tree().then(Tree::name(D::TYPE.name)))
            }
        }

        /// Flags ([OData URL Conventions 4.01, 5.1.1.1.9](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_Has)).
        impl<E, M: FlagsType> $name<E, Flags<M>> {
            /// `has`: these flags are set, whatever others are.
            pub fn has(self, flags: impl Into<Flags<M>>) -> Filter<E> {
                let flags: Flags<M> = flags.into();
                Filter::new(self.tree().binary(HAS, literal(Some(flags))))
            }
        }
    };
}

comparisons!(Property);
comparisons!(PropertyPath);
comparisons!(Expr);

/// What leads to one entity, or to none.
macro_rules! navigation {
    ($name:ident) => {
        impl<E, T, A> $name<E, crate::types::One<T, A>> {
            /// It leads to no entity.
            pub fn is_null(self) -> Filter<E> {
                Filter::new(self.tree().binary(EQ, Tree::null()))
            }

            /// It leads to an entity.
            pub fn is_not_null(self) -> Filter<E> {
                Filter::new(self.tree().binary(NE, Tree::null()))
            }

            /// `isof`: the entity that it leads to is of this type, or of one that derives from it.
            pub fn is_of<D: Typed>(self) -> Filter<E> {
                let ty = Tree::type_name(D::TYPE.name);
                Filter::new(Tree::call("isof", vec![self.tree(), ty]))
            }
        }
    };
}

use super::navigation::NavigationProperty;
use super::path::NavigationPath;

/// Nothing implements it: an entity is no value that a filter compares.
///
/// You never name it: compare a property of the entity, `User::MANAGER.then(User::ID).eq(id)`.
#[diagnostic::on_unimplemented(
    message = "a navigation property has no value to be compared with `{Self}`",
    label = "compared with an entity",
    note = "compare a property of the entity that it leads to: `User::MANAGER.then(User::ID).eq(id)`, and of a collection \
            `Group::MEMBERS.any(|member| member.then(User::ID).eq(id))`; with null by `is_null()` and `is_not_null()`; entities come along \
            by `expand`"
)]
pub trait ComparedWithEntity {}

/// Comparisons that say what to write.
macro_rules! no_comparison {
    ($($name:ident: $($method:ident)+;)+) => {$(
        impl<E, M> $name<E, M> {
            $(
                #[doc(hidden)]
                #[must_use = "this changes nothing: use what it returns"]
                pub fn $method(self, _: impl ComparedWithEntity) -> Filter<E> {
                    Filter::new(self.tree())
                }
            )+
        }
    )+};
}

no_comparison! {
    NavigationProperty: eq ne gt ge lt le is_in contains;
    NavigationPath: eq ne gt ge lt le is_in contains;
}

navigation!(NavigationProperty);
navigation!(NavigationPath);
