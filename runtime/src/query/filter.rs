//! [`Filter`]: `$filter` expressions over the properties of one type.

use super::forms::Forms;
use super::tree::Tree;
use crate::fault::QueryError;
use crate::types::{DerivedType, Typed};
use std::fmt;
use std::marker::PhantomData;
use std::sync::OnceLock;

/// A Boolean expression over the properties of `E`, for `$filter`.
///
/// Made by the comparisons and functions of [`Property`](crate::Property), joined by [`and`](Self::and), [`or`](Self::or) and
/// [`not`](Self::not); parentheses are put where they are needed. What has no form in OData (a value, an empty list) is an
/// error when the request is built.
#[doc = include_str!("../../docs/queries.md")]
#[must_use = "a filter does nothing until a request has it"]
pub struct Filter<E> {
    tree: Tree,
    /// The text in the standard's forms, once it was asked for.
    text: OnceLock<Result<String, QueryError>>,
    types: PhantomData<fn() -> E>,
}

impl<E> Filter<E> {
    pub(super) const fn new(tree: Tree) -> Self {
        Self {
            tree,
            text: OnceLock::new(),
            types: PhantomData,
        }
    }

    pub(super) fn into_tree(self) -> Tree {
        self.tree
    }

    /// An expression written by hand, for what has no method here: `geo.distance(location,geography'POINT(1 2)') lt 5`.
    ///
    /// It is percent-encoded and sent as it is. Text of others in it needs its quotes doubled: one whose quotes or parentheses
    /// do not close is an error when the request is built.
    pub fn raw(text: impl Into<String>) -> Self {
        Self::new(Tree::raw(text.into()))
    }

    /// `isof`: the entity is of this type, or of one that derives from it
    /// ([OData URL Conventions 4.01, 5.1.1.10.2](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_isof)).
    pub fn is_of<D: Typed>() -> Self {
        Self::new(Tree::call("isof", vec![Tree::type_name(D::TYPE.name)]))
    }

    /// Both hold.
    pub fn and(self, other: Self) -> Self {
        Self::new(self.tree.joined(other.tree, true))
    }

    /// Both hold, this one extended: many calls copy none of what is there.
    pub(super) fn add(&mut self, other: Self) {
        self.tree = self.tree.take().joined(other.tree, true);
    }

    /// One or both hold.
    pub fn or(self, other: Self) -> Self {
        Self::new(self.tree.joined(other.tree, false))
    }

    /// It does not hold.
    #[expect(
        clippy::should_implement_trait,
        reason = "named as OData's operator, beside `and` and `or`"
    )]
    pub fn not(self) -> Self {
        Self::new(self.tree.not())
    }

    /// The same expression over a derived type.
    pub fn of<D: DerivedType<Base = E>>(self) -> Filter<D> {
        self.over()
    }

    /// The same expression, whatever it is over.
    pub(crate) fn over<D>(self) -> Filter<D> {
        Filter::new(self.tree)
    }

    /// The expression in the standard's forms, not percent-encoded.
    ///
    /// # Errors
    ///
    /// A value that has no form in OData, an empty list, an invalid name, text written by hand that does not close, a
    /// lambda variable outside of its expression.
    pub fn as_str(&self) -> Result<&str, &QueryError> {
        match self.text.get_or_init(|| self.tree.text()) {
            Ok(text) => Ok(text),
            Err(error) => Err(error),
        }
    }

    /// The expression in the forms that a service wants.
    pub(super) fn text_in(&self, forms: Forms) -> Result<String, QueryError> {
        self.tree.text_in(forms)
    }

    pub(crate) fn has_unknown_members(&self) -> bool {
        self.tree.has_unknown_members()
    }
}

/// [`Filter::not`]: `!Device::IS_MANAGED.eq(true)`.
impl<E> std::ops::Not for Filter<E> {
    type Output = Self;

    fn not(self) -> Self {
        Self::not(self)
    }
}

impl<E> Clone for Filter<E> {
    fn clone(&self) -> Self {
        Self::new(self.tree.clone())
    }
}

impl<E> fmt::Debug for Filter<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_tuple("Filter").field(&self.as_str()).finish()
    }
}

#[cfg(test)]
mod tests {
    use crate::Property;
    use crate::fault::QueryError;

    struct E;
    const A: Property<E, i32> = Property::new("a");
    const B: Property<E, String> = Property::new("b");

    #[test]
    fn parentheses_stand_where_they_are_needed() {
        let or = A.eq(1).or(B.eq("x'y"));
        assert_eq!(or.as_str(), Ok("a eq 1 or b eq 'x''y'"));
        let and = or.and(A.ne(None)).and(B.starts_with("z"));
        assert_eq!(
            and.as_str(),
            Ok("(a eq 1 or b eq 'x''y') and a ne null and startswith(b,'z')")
        );
        assert_eq!(A.is_in([1, 2]).not().as_str(), Ok("not (a in (1,2))"));
    }

    #[test]
    fn a_value_without_a_form_is_an_error() {
        const D: Property<E, chrono::NaiveTime> = Property::new("d");
        let leap_second = chrono::NaiveTime::from_hms_milli_opt(23, 59, 59, 1_500);
        assert!(D.eq(leap_second).and(D.ne(None)).as_str().is_err());
    }

    #[test]
    fn an_empty_list_is_an_error_that_names_the_property() {
        let none = A.is_in([0; 0]);
        let property = "a".to_owned();
        assert_eq!(none.as_str(), Err(&QueryError::EmptyList { property }));
        assert!(B.eq("x").and(none.not()).as_str().is_err());
    }

    #[test]
    fn a_name_that_is_none_is_an_error_wherever_it_is_used() {
        const BAD: Property<E, String> = Property::new("a eq 1 or b");
        for filter in [
            BAD.eq("x"),
            BAD.is_in(["x"]),
            BAD.starts_with("x"),
            A.eq(1).and(BAD.ne(None)),
        ] {
            assert!(matches!(filter.as_str(), Err(QueryError::Text(error)) if error.text() == BAD.name()));
        }
        let path: Property<E, String> = Property::new("address/city");
        assert_eq!(path.eq("x").as_str(), Ok("address/city eq 'x'"));
    }
}
