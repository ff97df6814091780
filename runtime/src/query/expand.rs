//! [`Expand`]: navigation properties whose entities come along, and the options for them.

use super::forms::Forms;
use super::into_filter::IntoFilter;
use super::list::{List, lists};
use super::navigation::NavigationProperty;
use super::options::Options;
use super::order::OrderTerms;
use super::path::NavigationPath;
use super::select::Selection;
use super::tree::Tree;
use crate::fault::QueryError;
use crate::reader::Readable;
use crate::types::{Multiplicity, ToMany};
use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

/// A navigation property of `E` in `$expand`, with what is asked of the entities that it leads to
/// ([OData URL Conventions 4.01, 5.1.3](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_SystemQueryOptionexpand)).
///
/// ```
/// use odata_entity::Entity;
///
/// #[derive(Entity)]
/// #[odata(type = "n.group", path = "/groups/{id}")]
/// struct Group {
///     #[odata(key)]
///     id: Option<String>,
///     #[odata(navigation)]
///     members: Option<Vec<User>>,
/// }
///
/// #[derive(Entity)]
/// #[odata(type = "n.user")]
/// struct User {
///     id: Option<String>,
///     city: Option<String>,
/// }
///
/// let members = Group::MEMBERS.expand().select(User::ID).filter(User::CITY.eq("Bonn")).top(5);
/// let request = Group::path("1").get().expand(members).to_http("https://x/v1")?;
/// assert_eq!(
///     request.uri(),
///     "https://x/v1/groups/1?$expand=members($select=id%3B$filter=city%20eq%20'Bonn'%3B$top=5)"
/// );
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "it expands nothing until it is given to `expand`"]
pub struct Expand<E, M> {
    expanded: Expanded,
    types: PhantomData<fn() -> (E, M)>,
}

/// References to the entities that a navigation property leads to, in place of the entities: `$expand=members/$ref`.
///
/// ```
/// use odata_entity::Entity;
///
/// #[derive(Entity)]
/// #[odata(type = "n.group", path = "/groups/{id}")]
/// struct Group {
///     #[odata(key)]
///     id: Option<String>,
///     #[odata(navigation)]
///     members: Option<Vec<Group>>,
/// }
///
/// let request = Group::path("1").get().expand(Group::MEMBERS.expand_ref().top(5)).to_http("https://x/v1")?;
/// assert_eq!(request.uri(), "https://x/v1/groups/1?$expand=members/$ref($top=5)");
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "it expands nothing until it is given to `expand`"]
pub struct ExpandRef<E, M> {
    expanded: Expanded,
    types: PhantomData<fn() -> (E, M)>,
}

/// How many levels of a navigation property that leads to its own type are expanded.
///
/// ```
/// use odata_entity::Entity;
/// use odata_entity::query::Levels;
///
/// #[derive(Entity)]
/// #[odata(type = "n.folder", path = "/folders/{id}")]
/// struct Folder {
///     #[odata(navigation)]
///     children: Option<Vec<Folder>>,
/// }
///
/// let tree = Folder::CHILDREN.expand().levels(Levels::Max);
/// let request = Folder::path("1").get().expand(tree).to_http("https://x/v1")?;
/// assert_eq!(request.uri(), "https://x/v1/folders/1?$expand=children($levels=max)");
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Levels {
    /// So many. 0 is an error when the request is built: leave the expansion out.
    Number(u32),
    /// As many as the service allows.
    Max,
}

impl From<u32> for Levels {
    fn from(number: u32) -> Self {
        Self::Number(number)
    }
}

/// How deep expansions are nested at most: each level takes room on the stack, and services take far fewer.
const HEIGHT: u16 = 64;

/// An item of `$expand`.
#[derive(Clone)]
pub(super) struct Expanded {
    name: Cow<'static, str>,
    options: Options,
    fault: Option<QueryError>,
    height: u16,
}

impl Expanded {
    pub(super) fn new(path: &Tree, suffix: &str) -> Self {
        let (name, fault) = match path.names_inside() {
            Ok(names) if suffix.is_empty() => (names.clone(), None),
            Ok(names) => (Cow::Owned(format!("{names}{suffix}")), None),
            Err(error) => ("".into(), Some(error)),
        };
        Self {
            name,
            options: Options::default(),
            fault,
            height: 0,
        }
    }

    pub(super) fn select_fields(&mut self, select: impl FnOnce(&mut Options)) {
        select(&mut self.options);
    }

    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Takes over what a later call asks of the same navigation property.
    pub(super) fn append(&mut self, later: Self) {
        self.options.append(later.options);
        self.fault = self.fault.take().or(later.fault);
        self.height = self.height.max(later.height);
    }

    pub(super) fn has_unknown_members(&self) -> bool {
        self.options.has_unknown_members()
    }

    pub(super) fn push(&self, out: &mut String, forms: Forms) -> Result<(), QueryError> {
        if let Some(fault) = &self.fault {
            return Err(fault.clone());
        }
        out.push_str(&self.name);
        if self.options.is_empty() {
            return Ok(());
        }
        out.push('(');
        self.options.push_nested(out, forms)?;
        out.push(')');
        Ok(())
    }
}

impl<E, M: Multiplicity> Expand<E, M> {
    fn new(expanded: Expanded) -> Self {
        Self {
            expanded,
            types: PhantomData,
        }
    }

    /// `$select`: only these properties of the entities. A second call adds to the first.
    pub fn select(mut self, properties: impl Selection<M::Target>) -> Self {
        self.expanded.options.select(|list| properties.select_all(list));
        self
    }

    /// `$select` and `$expand` of all that the entities are read from, as
    /// [`Request::select_fields`](crate::Request::select_fields) has it.
    pub fn select_fields(mut self) -> Self
    where
        M::Target: Readable,
    {
        self.expanded.options.select_fields(<M::Target>::fields());
        self
    }

    /// `$expand`: what the entities lead to comes along, too. A second call adds to the first.
    pub fn expand(mut self, properties: impl Expansion<M::Target>) -> Self {
        let mut height = 0;
        self.expanded.options.list("$expand", |list| {
            properties.expand_all(list);
            height = properties.height();
        });
        self.expanded.height = self.expanded.height.max(height.saturating_add(1));
        if self.expanded.height > HEIGHT {
            // Dropped, too: what is nested deeper would take more of the stack to be taken apart.
            self.expanded.options = Options::default();
            self.expanded.height = 0;
            self.expanded.fault.get_or_insert_with(|| {
                QueryError::text(
                    "the expansion",
                    "…",
                    "is nested too deep: 64 levels are the limit",
                )
            });
        }
        self
    }

    /// `$levels`: so many levels of a navigation property that leads to its own type, a number or [`Levels::Max`]; of OData 4.0
    /// ([OData URL Conventions 4.01, 5.1.3.3](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part2-url-conventions.html#sec_ExpandOptions)).
    pub fn levels(mut self, levels: impl Into<Levels>) -> Self {
        match levels.into() {
            Levels::Number(0) => {
                self.expanded.fault.get_or_insert_with(|| {
                    QueryError::text(
                        "the number of levels",
                        "0",
                        "expands nothing: leave the expansion out",
                    )
                });
            }
            Levels::Number(number) => self.expanded.options.set("$levels", number.to_string()),
            Levels::Max => self.expanded.options.set("$levels", "max".to_owned()),
        }
        self
    }
}

/// What is asked of a collection, whether entities or references to them come along.
macro_rules! of_many {
    ($name:ident) => {
        impl<E, M: Multiplicity> $name<E, M> {
            /// `$filter`: only entities for which this holds. After a second call both must hold.
            pub fn filter(mut self, filter: impl IntoFilter<M::Target>) -> Self
            where
                M: ToMany,
            {
                self.expanded.options.filter(filter.into_filter().over());
                self
            }

            /// `$top`: at most so many entities. Of two calls the later counts.
            pub fn top(self, count: u32) -> Self
            where
                M: ToMany,
            {
                self.set("$top", count.to_string())
            }

            /// `$skip`: without the first so many entities. Of two calls the later counts.
            pub fn skip(self, count: u32) -> Self
            where
                M: ToMany,
            {
                self.set("$skip", count.to_string())
            }

            /// `$count=true`: how many there are in all, in [`Related::count`](crate::Related::count).
            pub fn count(self) -> Self
            where
                M: ToMany,
            {
                self.set("$count", "true".to_owned())
            }

            /// `$search`: entities that match this search expression. Of two calls the later counts. One whose parentheses or double
            /// quotes do not close, or that has a semicolon outside of quotes, is an error when the request is built.
            pub fn search(mut self, expression: impl Into<String>) -> Self
            where
                M: ToMany,
            {
                let expression = expression.into();
                match super::name::fault_of_search(&expression) {
                    Some(reason) => {
                        let error = QueryError::text("the search expression", &expression, reason);
                        self.expanded.fault.get_or_insert(error);
                        self
                    }
                    None => self.set("$search", expression),
                }
            }

            fn set(mut self, option: &'static str, value: String) -> Self {
                self.expanded.options.set(option, value);
                self
            }
        }
    };
}

of_many!(Expand);
of_many!(ExpandRef);

impl<E, M: Multiplicity> Expand<E, M> {
    /// `$orderby`: in this order. A second call adds terms.
    pub fn order_by(mut self, terms: impl OrderTerms<M::Target>) -> Self
    where
        M: ToMany,
    {
        self.expanded
            .options
            .list("$orderby", |list| terms.order_all(list));
        self
    }
}

macro_rules! expanding {
    ($($name:ident)+) => {$(
        impl<E, M: Multiplicity> $name<E, M> {
            /// The answer includes the entities that it leads to. The methods of the result set which of them, and
            /// which properties.
            pub fn expand(self) -> Expand<E, M> {
                Expand::new(Expanded::new(&self.tree(), ""))
            }

            /// References to them come along, each with its `@odata.id` alone.
            pub fn expand_ref(self) -> ExpandRef<E, M> {
                ExpandRef {
                    expanded: Expanded::new(&self.tree(), "/$ref"),
                    types: PhantomData,
                }
            }
        }

        impl<E, M> Expansion<E> for $name<E, M> {
            fn expand_all(&self, list: &mut List) {
                list.expand(Expanded::new(&self.clone().tree(), ""));
            }
        }
    )+};
}

expanding!(NavigationProperty NavigationPath);

macro_rules! shown {
    ($($name:ident)+) => {$(
        impl<E, M> Expansion<E> for $name<E, M> {
            fn expand_all(&self, list: &mut List) {
                list.expand(self.expanded.clone());
            }

            fn height(&self) -> u16 {
                self.expanded.height
            }
        }

        impl<E, M> Clone for $name<E, M> {
            fn clone(&self) -> Self {
                Self {
                    expanded: self.expanded.clone(),
                    types: PhantomData,
                }
            }
        }

        impl<E, M> fmt::Debug for $name<E, M> {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                let mut text = String::new();
                let pushed = self.expanded.push(&mut text, Forms::standard());
                f.debug_tuple(stringify!($name)).field(&pushed.map(|()| text)).finish()
            }
        }
    )+};
}

shown!(Expand ExpandRef);

/// Navigation properties of `E`, for [`Request::expand`](crate::Request::expand): one, or several in a tuple of up to 16, an array,
/// slice or `Vec`; each by itself, or as an [`Expand`] with what is asked of its entities.
///
/// ```
/// use odata_entity::query::Expansion;
/// use odata_entity::{Entity, EntityPath, Request};
///
/// /// One entity, with whatever the caller wants along.
/// fn read<E: Entity>(path: &EntityPath<E>, along: impl Expansion<E>) -> Request<E> {
///     path.get().expand(along)
/// }
/// ```
#[diagnostic::on_unimplemented(
    message = "`{Self}` is no navigation property of `{E}`",
    label = "not navigation properties of `{E}`",
    note = "`expand` takes constants of fields marked `#[odata(navigation)]`, one or several: `.expand(Device::OWNER)`, \
            `.expand(Device::OWNER.expand().select(User::NAME))`; a name that no struct has goes into `expand_raw`"
)]
pub trait Expansion<E> {
    /// Adds the items.
    #[doc(hidden)]
    fn expand_all(&self, list: &mut List);

    /// How many levels of expansions are nested in it.
    #[doc(hidden)]
    fn height(&self) -> u16 {
        0
    }
}

lists!(Expansion::expand_all of Expansion::expand_all);
