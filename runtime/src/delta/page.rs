//! [`DeltaPage`]: one page of changes.

use super::item::DeltaItem;
use super::scan::{Scanned, each, scan};
use crate::error::{DeltaError, Error, ResyncRequired, ServiceError};
use crate::limits;
use crate::link::{LinkBase, is_nowhere};
use crate::reader::{Fields, JsonReader, Place, ReadError, Readable};
use crate::request::{
    Asks, AsksForMany, FromResponse, GoOverPageDotValue, check_page_links, content, decode, is_untracked,
};
use crate::structure::read::{Apply, count, link, plain};
use crate::text::without_mark;
use crate::types::{Entity, TypeInfo};
use http::Response;
use serde::{Deserialize, Deserializer};
use std::fmt;

/// One page of a delta: changes in the order in which the service sent them.
///
/// A page may be empty and have a next link; a round ends with the page that has a delta link. A page that has neither is an
/// error: there would be no later round.
///
/// ```
/// use odata_entity::Entity;
///
/// #[derive(Entity)]
/// #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// struct User {
///     #[odata(key)]
///     id: String,
/// }
///
/// let request = User::collection().delta();
/// let body = br#"{"value":[{"id":"a"}],"@odata.nextLink":"https://graph.microsoft.com/v1.0/users/delta?skip=1"}"#;
/// let page = request.read(http::Response::new(body.to_vec()))?;
/// assert_eq!(page.value[0].key(), Some("a"));
/// assert!(page.next_link.is_some() && page.delta_link.is_none());
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[non_exhaustive]
pub struct DeltaPage<E> {
    /// The changes. More than a million in one page are an error.
    pub value: Vec<DeltaItem<E>>,
    /// Where the round goes on; none on its last page. A relative one was resolved, as of [`Page`](crate::Page). One that leads
    /// back to this page, or is nothing but a fragment, is an error when the page is read.
    pub next_link: Option<String>,
    /// Where to ask for later changes; on the last page. It may be the link that was asked.
    pub delta_link: Option<String>,
    /// How many items there are in all, if [`count`](crate::Request::count) asked.
    pub count: Option<u64>,
    /// What the page is, as a URL of the service's metadata; as it came.
    pub context: Option<String>,
}

#[diagnostic::do_not_recommend]
impl<E: Entity> Readable for DeltaPage<E> {
    type Leads = Self;

    fn read(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        let place = from.place;
        let declared = match place {
            Place::Declared(declared) => Some(declared),
            _ => None,
        };
        let raw = RawPage::read(from, E::TYPE, place)?;
        let context = raw.context;
        let value = raw.value.into_iter();
        Ok(Self {
            value: value
                .map(|item| DeltaItem::of(item, context.as_deref(), declared))
                .collect(),
            next_link: raw.next_link,
            delta_link: raw.delta_link,
            count: raw.count,
            context,
        })
    }
}

/// A page whose items are not yet those of a type.
#[derive(Default)]
struct RawPage {
    value: Vec<Scanned>,
    next_link: Option<String>,
    delta_link: Option<String>,
    count: Option<u64>,
    context: Option<String>,
}

impl RawPage {
    fn read(from: &mut JsonReader<'_>, ty: &'static TypeInfo, place: Place) -> Result<Self, ReadError> {
        let (mut page, mut has_value) = (Self::default(), false);
        from.object(&mut |name, from| {
            match plain(name).as_ref() {
                "value" if from.null() => {}
                "value" => (page.value, has_value) = (items(from, ty, place)?, true),
                "@nextLink" => page.next_link = link(from)?,
                "@deltaLink" => page.delta_link = link(from)?,
                "@count" => page.count = count(from)?,
                "@context" => page.context = link(from)?,
                _ => from.skip()?,
            }
            Ok(())
        })?;
        match (&page.next_link, &page.delta_link) {
            (None, None) => Err(from.fail(
                "there is neither a next link nor a delta link: the answer is no delta, or there would be no later round",
            )),
            (None, Some(_)) if !has_value => Err(from
                .fail("missing field `value`, and there is no next link either")
                .within("value")),
            _ => Ok(page),
        }
    }
}

fn items(from: &mut JsonReader<'_>, ty: &'static TypeInfo, place: Place) -> Result<Vec<Scanned>, ReadError> {
    let mut out = Vec::new();
    from.list(&mut |from| {
        if out.len() == limits::ITEMS {
            return Err(from.fail(format!("more than {} items in one page", limits::ITEMS)));
        }
        out.push(scan(from, ty, place, out.len())?);
        Ok(())
    })?;
    Ok(out)
}

/// From any self-describing format, as entities are.
impl<'de, E: Entity> Deserialize<'de> for DeltaPage<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::reader::deserialize(deserializer)
    }
}

#[diagnostic::do_not_recommend]
impl<E: Entity + Apply> FromResponse for DeltaPage<E> {
    const OF: Option<&'static TypeInfo> = Some(E::TYPE);

    fn from_response(response: Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, body) = content(
            response,
            "a delta without changes is a page with an empty `value`",
        )?;
        if is_untracked(&parts) && !has_delta_link(&body) {
            return Err(DeltaError::not_tracked().into());
        }
        let mut page: Self = decode(&parts, body)?;
        page.resolve_links(&LinkBase::noted(&parts.extensions));
        check_page_links(
            page.next_link.as_deref(),
            page.delta_link.as_deref(),
            &parts.extensions,
        )?;
        Ok(page)
    }

    fn refused(error: ServiceError, location: Option<String>) -> Error {
        match ResyncRequired::of(error, location) {
            Ok(resync) => Error::Resync(Box::new(resync)),
            Err(error) => error.into(),
        }
    }

    fn resolve_links(&mut self, base: &LinkBase) {
        let base = base.within(self.context.as_deref());
        for link in [&mut self.next_link, &mut self.delta_link].into_iter().flatten() {
            if !is_nowhere(link) {
                *link = base.resolve(link);
            }
        }
    }
}

/// Whether a body has a delta link, which shows that changes are tracked.
fn has_delta_link(body: &[u8]) -> bool {
    let mut found = false;
    let text = std::str::from_utf8(without_mark(body)).unwrap_or_default();
    let read = each(&mut JsonReader::new(text), &mut |name, value| {
        found |= plain(name) == "@deltaLink" && value.starts_with('"');
    });
    read.is_ok() && found
}

impl<E: Entity> Asks for DeltaPage<E> {
    type Of = E;

    fn fields() -> Option<Fields> {
        <E as Readable>::fields()
    }
}

impl<E: Entity> AsksForMany for DeltaPage<E> {}

/// Only for the error of a `for` over it.
impl<E> Iterator for DeltaPage<E>
where
    DeltaPage<E>: GoOverPageDotValue,
{
    type Item = DeltaItem<E>;

    fn next(&mut self) -> Option<Self::Item> {
        None
    }
}

impl<E> Clone for DeltaPage<E> {
    fn clone(&self) -> Self {
        Self {
            value: self.value.clone(),
            next_link: self.next_link.clone(),
            delta_link: self.delta_link.clone(),
            count: self.count,
            context: self.context.clone(),
        }
    }
}

/// It does not show where links lead: their tokens are all that is needed to read the changes.
impl<E> fmt::Debug for DeltaPage<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = |link: &Option<String>| link.as_ref().map(|_| format_args!("…"));
        f.debug_struct("DeltaPage")
            .field("value", &self.value)
            .field("next_link", &hidden(&self.next_link))
            .field("delta_link", &hidden(&self.delta_link))
            .field("count", &self.count)
            .finish_non_exhaustive()
    }
}
