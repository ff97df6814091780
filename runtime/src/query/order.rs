//! [`OrderBy`]: terms of `$orderby`.

use super::list::List;
use super::name;
use super::property::Property;
use std::fmt;
use std::marker::PhantomData;

/// A term of `$orderby`: a property of `E`, ascending or descending.
#[must_use = "a term orders nothing until it is given to `order_by`"]
pub struct OrderBy<E> {
    term: Term,
    types: PhantomData<fn() -> E>,
}

#[derive(Clone)]
enum Term {
    Ascending(&'static str),
    Descending(&'static str),
    Raw(String),
}

impl<E, T> Property<E, T> {
    /// Ascending, for `$orderby`.
    pub fn asc(self) -> OrderBy<E> {
        OrderBy::new(Term::Ascending(self.name()))
    }

    /// Descending, for `$orderby`.
    pub fn desc(self) -> OrderBy<E> {
        OrderBy::new(Term::Descending(self.name()))
    }
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
            Term::Ascending(name) => write!(f, "OrderBy({name})"),
            Term::Descending(name) => write!(f, "OrderBy({name} desc)"),
            Term::Raw(text) => write!(f, "OrderBy({text})"),
        }
    }
}

/// Terms of `$orderby` over `E`, for [`Request::order_by`](crate::Request::order_by): one, or several in a tuple of up to
/// eight, an array, slice or `Vec`. A property by itself is ascending.
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
            Term::Ascending(name) => list.name("the property", *name),
            Term::Descending(name) if name::is_path(name) => list.item(format!("{name} desc")),
            Term::Descending(name) => list.name("the property", *name),
            Term::Raw(text) => match name::fault_of_expression(text) {
                Some(reason) => list.fault("the term", text, reason),
                None => list.item(text.clone()),
            },
        }
    }
}

impl<E, T> OrderTerms<E> for Property<E, T> {
    fn order_all(&self, list: &mut List) {
        self.asc().order_all(list);
    }
}

#[diagnostic::do_not_recommend]
impl<E, O: OrderTerms<E>> OrderTerms<E> for [O] {
    fn order_all(&self, list: &mut List) {
        for term in self {
            term.order_all(list);
        }
    }
}

#[diagnostic::do_not_recommend]
impl<E, O: OrderTerms<E>, const N: usize> OrderTerms<E> for [O; N] {
    fn order_all(&self, list: &mut List) {
        self.as_slice().order_all(list);
    }
}

#[diagnostic::do_not_recommend]
impl<E, O: OrderTerms<E>> OrderTerms<E> for Vec<O> {
    fn order_all(&self, list: &mut List) {
        self.as_slice().order_all(list);
    }
}

#[diagnostic::do_not_recommend]
impl<E, O: OrderTerms<E> + ?Sized> OrderTerms<E> for &O {
    fn order_all(&self, list: &mut List) {
        (**self).order_all(list);
    }
}

macro_rules! tuples {
    ($($term:ident)+) => {
        #[diagnostic::do_not_recommend]
        impl<E, $($term: OrderTerms<E>),+> OrderTerms<E> for ($($term,)+) {
            fn order_all(&self, list: &mut List) {
                #[allow(non_snake_case, reason = "the bindings are named as the types are")]
                let ($($term,)+) = self;
                $($term.order_all(list);)+
            }
        }
    };
}

tuples!(A);
tuples!(A B);
tuples!(A B C);
tuples!(A B C D);
tuples!(A B C D F);
tuples!(A B C D F G);
tuples!(A B C D F G H);
tuples!(A B C D F G H I);
