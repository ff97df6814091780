//! [`Expansion`]: the navigation properties of one entity that `expand` takes.

use super::list::List;
use super::navigation::NavigationProperty;

/// Navigation properties of `E`, for [`Request::expand`](crate::Request::expand): one, or several in a tuple of up to eight,
/// an array, slice or `Vec`.
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no navigation property of `{E}`",
    label = "not navigation properties of `{E}`",
    note = "`expand` takes constants of fields marked `#[odata(navigation)]`, one or several: `.expand(Device::OWNER)`; \
            an item with options of its own goes into `expand_raw`"
)]
pub trait Expansion<E> {
    /// Adds the names.
    #[doc(hidden)]
    fn expand_all(&self, list: &mut List);
}

impl<E, M> Expansion<E> for NavigationProperty<E, M> {
    fn expand_all(&self, list: &mut List) {
        list.name("the navigation property", self.name());
    }
}

#[diagnostic::do_not_recommend]
impl<E, X: Expansion<E>> Expansion<E> for [X] {
    fn expand_all(&self, list: &mut List) {
        for property in self {
            property.expand_all(list);
        }
    }
}

#[diagnostic::do_not_recommend]
impl<E, X: Expansion<E>, const N: usize> Expansion<E> for [X; N] {
    fn expand_all(&self, list: &mut List) {
        self.as_slice().expand_all(list);
    }
}

#[diagnostic::do_not_recommend]
impl<E, X: Expansion<E>> Expansion<E> for Vec<X> {
    fn expand_all(&self, list: &mut List) {
        self.as_slice().expand_all(list);
    }
}

#[diagnostic::do_not_recommend]
impl<E, X: Expansion<E> + ?Sized> Expansion<E> for &X {
    fn expand_all(&self, list: &mut List) {
        (**self).expand_all(list);
    }
}

macro_rules! tuples {
    ($($property:ident)+) => {
        #[diagnostic::do_not_recommend]
        impl<E, $($property: Expansion<E>),+> Expansion<E> for ($($property,)+) {
            fn expand_all(&self, list: &mut List) {
                #[allow(non_snake_case, reason = "the bindings are named as the types are")]
                let ($($property,)+) = self;
                $($property.expand_all(list);)+
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
