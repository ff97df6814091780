//! [`Selection`]: the properties of one entity that `select` takes.

use super::list::List;
use super::property::Property;

/// A property of `E` that can be selected.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a property of `{E}`",
    label = "not a property of `{E}`",
    note = "`select` takes the constants that the derive makes of the fields, such as `Device::NAME`; those of a base type after \
            `.of()`; names that no struct has go into `select_named`"
)]
pub trait Selectable<E> {
    /// Adds its name.
    #[doc(hidden)]
    fn select_into(&self, list: &mut List);
}

impl<E, T> Selectable<E> for Property<E, T> {
    fn select_into(&self, list: &mut List) {
        list.name("the property", self.name());
    }
}

/// Properties of `E`, for [`Request::select`](crate::Request::select): one, several of one value type in an array, slice or
/// `Vec`, or up to 16 of any value types in a tuple.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no selection of properties of `{E}`",
    label = "not properties of `{E}`",
    note = "`select` takes one property, an array or `Vec` of them, or a tuple where their value types differ: \
            `.select((Device::ID, Device::NAME))`",
    note = "text is not checked against the entity: names that no struct has go into `select_named`"
)]
pub trait Selection<E> {
    /// Adds the names.
    #[doc(hidden)]
    fn select_all(&self, list: &mut List);
}

#[diagnostic::do_not_recommend]
impl<E, T> Selection<E> for Property<E, T> {
    fn select_all(&self, list: &mut List) {
        self.select_into(list);
    }
}

#[diagnostic::do_not_recommend]
impl<E, S: Selectable<E>> Selection<E> for [S] {
    fn select_all(&self, list: &mut List) {
        for property in self {
            property.select_into(list);
        }
    }
}

#[diagnostic::do_not_recommend]
impl<E, S: Selectable<E>, const N: usize> Selection<E> for [S; N] {
    fn select_all(&self, list: &mut List) {
        self.as_slice().select_all(list);
    }
}

#[diagnostic::do_not_recommend]
impl<E, S: Selectable<E>> Selection<E> for Vec<S> {
    fn select_all(&self, list: &mut List) {
        self.as_slice().select_all(list);
    }
}

#[diagnostic::do_not_recommend]
impl<E, S: Selection<E> + ?Sized> Selection<E> for &S {
    fn select_all(&self, list: &mut List) {
        (**self).select_all(list);
    }
}

macro_rules! tuples {
    ($($property:ident)+) => {
        #[diagnostic::do_not_recommend]
        impl<E, $($property: Selectable<E>),+> Selection<E> for ($($property,)+) {
            fn select_all(&self, list: &mut List) {
                #[allow(non_snake_case, reason = "the bindings are named as the types are")]
                let ($($property,)+) = self;
                $($property.select_into(list);)+
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
tuples!(A B C D F G H I J);
tuples!(A B C D F G H I J K);
tuples!(A B C D F G H I J K L);
tuples!(A B C D F G H I J K L M);
tuples!(A B C D F G H I J K L M N);
tuples!(A B C D F G H I J K L M N O);
tuples!(A B C D F G H I J K L M N O P);
tuples!(A B C D F G H I J K L M N O P Q);
