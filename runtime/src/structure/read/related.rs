//! [`Related`]: an expanded collection, and where the rest of it is.

use super::field::{NavigationField, Note};
use crate::reader::{Fields, JsonReader, ReadError};
use crate::types::{Many, Multiplicity};
use std::fmt;
use std::ops::Deref;

/// The entities that a navigation property leads to, as far as they came along: the type of a field
/// `Option<Related<User>>` marked `#[odata(navigation)]`.
///
/// A service can cut an expanded collection and give a link to the rest
/// ([OData JSON 4.01, 8.3](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ExpandedNavigationProperty));
/// a plain `Option<Vec<User>>` is then an error when it is read, and not a shorter list. Microsoft Graph cuts expanded directory objects at 20
/// **without** a link: ask for such collections at their own path.
///
/// ```
/// use odata_entity::{Entity, Related};
///
/// #[derive(Entity)]
/// #[odata(type = "n.group", path = "/groups/{id}")]
/// struct Group {
///     #[odata(navigation)]
///     members: Option<Related<User>>,
/// }
///
/// #[derive(Entity)]
/// #[odata(type = "n.user", path = "/groups/{groupId}/members/{id}")]
/// struct User {
///     #[odata(key)]
///     id: Option<String>,
/// }
///
/// let group: Group = serde_json::from_str(
///     r#"{"members@odata.count":3,"members":[{"id":"a"}],"members@odata.nextLink":"https://x/groups/1/members?$skip=1"}"#,
/// )?;
/// let members = group.members.unwrap();
/// assert_eq!((members.len(), members.count), (1, Some(3)));
/// let rest = members.next_link.map(|link| User::collection("1").list().from_link(link));
/// assert!(rest.is_some());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Related<T> {
    /// The entities that came along.
    pub value: Vec<T>,
    /// Where the rest is, as it came: for [`Request::from_link`](crate::Request::from_link). None where there is no rest.
    pub next_link: Option<String>,
    /// How many there are in all, if the expansion asked by [`count`](crate::Expand::count).
    pub count: Option<u64>,
}

impl<T> Default for Related<T> {
    fn default() -> Self {
        Self::from(Vec::new())
    }
}

/// All entities: there is no rest.
impl<T> From<Vec<T>> for Related<T> {
    fn from(value: Vec<T>) -> Self {
        Self {
            value,
            next_link: None,
            count: None,
        }
    }
}

/// The entities that came along.
impl<T> Deref for Related<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.value
    }
}

impl<T> IntoIterator for Related<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.into_iter()
    }
}

impl<'a, T> IntoIterator for &'a Related<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.value.iter()
    }
}

/// It does not show where the link leads: its token is all that is needed to read the list.
impl<T: fmt::Debug> fmt::Debug for Related<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = self.next_link.as_ref().map(|_| format_args!("…"));
        f.debug_struct("Related")
            .field("value", &self.value)
            .field("next_link", &hidden)
            .field("count", &self.count)
            .finish()
    }
}

impl<N: NavigationField> NavigationField for Related<N> {
    type Kind = Many<<N::Kind as Multiplicity>::Target>;

    fn read_navigation(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        Vec::read_navigation(from).map(Self::from)
    }

    fn fields() -> Option<Fields> {
        N::fields()
    }

    fn note(&mut self, note: Note, _: &JsonReader<'_>) -> Result<(), ReadError> {
        match note {
            Note::NextLink(link) => self.next_link = link,
            Note::Count(count) => self.count = count,
        }
        Ok(())
    }

    fn of_note(note: Note, from: &JsonReader<'_>) -> Result<Option<Self>, ReadError> {
        let mut out = Self::default();
        out.note(note, from)?;
        Ok(Some(out))
    }
}
