//! [`List`]: the items of `$select`, `$expand` or `$orderby`.

use super::expand::Expanded;
use super::forms::Forms;
use super::name;
use super::tree::Tree;
use crate::fault::QueryError;
use std::borrow::Cow;
use std::collections::HashSet;

/// The items of a query option that is a list, and what is wrong with the first invalid one.
#[derive(Clone, Default)]
pub struct List {
    items: Vec<Item>,
    /// The text of the items, once there are more than [`FEW`].
    known: HashSet<Cow<'static, str>>,
    fault: Option<QueryError>,
}

#[derive(Clone)]
enum Item {
    Text(Cow<'static, str>),
    /// A term that is an expression, and its text in the standard's forms.
    Term(Box<Tree>, &'static str, String),
    Expand(Box<Expanded>),
}

impl Item {
    /// What distinguishes it from others of its list.
    fn key(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Term(_, _, text) => text,
            Self::Expand(expanded) => expanded.name(),
        }
    }
}

/// How many items are compared one by one.
const FEW: usize = 32;

impl List {
    /// A property, or a path to one.
    pub(super) fn path(&mut self, tree: &Tree) {
        match tree.names_inside() {
            Ok(names) => self.item(names.clone()),
            Err(error) => self.error(error),
        }
    }

    /// A term of `$orderby`; `direction` is the text after it.
    pub(super) fn term(&mut self, tree: &Tree, direction: &'static str) {
        if let Ok(names) = tree.names() {
            return match direction {
                "" => self.item(names.clone()),
                _ => self.item(format!("{names}{direction}")),
            };
        }
        match tree.text() {
            Ok(text) => self.add(Item::Term(
                Box::new(tree.clone()),
                direction,
                format!("{text}{direction}"),
            )),
            Err(error) => self.error(error),
        }
    }

    /// A navigation property with its options.
    pub(super) fn expand(&mut self, expanded: Expanded) {
        self.add(Item::Expand(Box::new(expanded)));
    }

    /// What `$select` takes: a path, or `*`.
    pub(crate) fn selectable(&mut self, name: String) {
        match name::is_selectable(&name) {
            true => self.item(name),
            false => self.fault(
                "the property",
                &name,
                "is no name or path: give each name by itself, as `address/city`",
            ),
        }
    }

    /// An item that was checked.
    pub(super) fn item(&mut self, item: impl Into<Cow<'static, str>>) {
        self.add(Item::Text(item.into()));
    }

    /// One that is there already changes nothing, and services refuse it a second time. Options of a navigation property add up.
    fn add(&mut self, item: Item) {
        let key = item.key();
        let found = match self.items.len() {
            ..=FEW => self.items.iter().any(|other| other.key() == key),
            _ => {
                if self.known.is_empty() {
                    self.known = self
                        .items
                        .iter()
                        .map(|item| item.key().to_owned().into())
                        .collect();
                }
                !self.known.insert(key.to_owned().into())
            }
        };
        match item {
            item if !found => self.items.push(item),
            Item::Expand(later) => {
                let mut items = self.items.iter_mut();
                let earlier = items.find_map(|item| match item {
                    Item::Expand(earlier) if earlier.name() == later.name() => Some(earlier),
                    _ => None,
                });
                if let Some(earlier) = earlier {
                    earlier.append(*later);
                }
            }
            _ => {}
        }
    }

    pub(super) fn fault(&mut self, what: &'static str, text: &str, reason: &'static str) {
        self.error(QueryError::text(what, text, reason));
    }

    pub(super) fn error(&mut self, error: QueryError) {
        self.fault.get_or_insert(error);
    }

    /// Takes over the items of a later call.
    pub(super) fn append(&mut self, later: Self) {
        later.items.into_iter().for_each(|item| self.add(item));
        self.fault = self.fault.take().or(later.fault);
    }

    /// Whether an item is this name. Text written by hand may be several.
    pub(super) fn has(&self, name: &str) -> bool {
        let names = self.items.iter().flat_map(|item| item.key().split(','));
        names.into_iter().any(|item| item.trim() == name)
    }

    pub(super) fn is_empty(&self) -> bool {
        self.items.is_empty() && self.fault.is_none()
    }

    /// Whether a service's forms make a difference.
    pub(super) fn has_forms(&self) -> bool {
        let is_text = |item: &Item| matches!(item, Item::Text(_));
        !self.items.iter().all(is_text)
    }

    /// Whether a filter in it names enumeration members that services give only on request.
    pub(super) fn has_unknown_members(&self) -> bool {
        self.items.iter().any(|item| match item {
            Item::Text(_) => false,
            Item::Term(tree, ..) => tree.has_unknown_members(),
            Item::Expand(expanded) => expanded.has_unknown_members(),
        })
    }

    /// The option's value.
    pub(super) fn text(&self, forms: Forms) -> Result<String, QueryError> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        let mut out = String::new();
        for (at, item) in self.items.iter().enumerate() {
            if at > 0 {
                out.push(',');
            }
            match item {
                Item::Text(text) => out.push_str(text),
                Item::Term(tree, direction, _) => {
                    out.push_str(&tree.text_in(forms)?);
                    out.push_str(direction);
                }
                Item::Expand(expanded) => expanded.push(&mut out, forms)?,
            }
        }
        Ok(out)
    }
}

/// Lists of what `$item` is: slices, arrays, `Vec`, references, tuples of up to 16.
macro_rules! lists {
    ($list:ident::$add:ident of $item:ident::$add_item:ident) => {
        #[diagnostic::do_not_recommend]
        impl<E, X: $item<E>> $list<E> for [X] {
            fn $add(&self, list: &mut List) {
                for item in self {
                    item.$add_item(list);
                }
            }
        }

        #[diagnostic::do_not_recommend]
        impl<E, X: $item<E>, const N: usize> $list<E> for [X; N] {
            fn $add(&self, list: &mut List) {
                self.as_slice().$add(list);
            }
        }

        #[diagnostic::do_not_recommend]
        impl<E, X: $item<E>> $list<E> for Vec<X> {
            fn $add(&self, list: &mut List) {
                self.as_slice().$add(list);
            }
        }

        #[diagnostic::do_not_recommend]
        impl<E, X: $list<E> + ?Sized> $list<E> for &X {
            fn $add(&self, list: &mut List) {
                (**self).$add(list);
            }
        }

        crate::query::list::lists!(@tuples $list $add $item $add_item A B C D F G H I J K L M N O P Q);
    };
    (@tuples $list:ident $add:ident $item:ident $add_item:ident) => {};
    (@tuples $list:ident $add:ident $item:ident $add_item:ident $first:ident $($rest:ident)*) => {
        #[diagnostic::do_not_recommend]
        impl<E, $first: $item<E>, $($rest: $item<E>),*> $list<E> for ($first, $($rest,)*) {
            fn $add(&self, list: &mut List) {
                #[allow(non_snake_case, reason = "the bindings are named as the types are")]
                let ($first, $($rest,)*) = self;
                $first.$add_item(list);
                $($rest.$add_item(list);)*
            }
        }

        crate::query::list::lists!(@tuples $list $add $item $add_item $($rest)*);
    };
}

pub(super) use lists;
