//! [`Page`]: one page of a collection.

use super::Request;
use super::response::{FromResponse, content, decode};
use crate::error::{DecodeError, Error, LinkError};
use crate::limits;
use crate::link::{AnswerUrl, LinkBase, is_nowhere, is_same};
use crate::reader::{JsonReader, Place, ReadError, Readable};
use crate::structure::read::{count, link, plain};
use crate::types::{Entity, TypeInfo};
use http::{Extensions, Response, StatusCode};
use serde::{Deserialize, Deserializer};
use std::fmt;

/// One page of a collection.
///
/// It is no iterator, as it may not be the complete list: a loop goes over [`value`](Self::value), the items of this
/// page, or over the stream `client.items(request)`, the items of all pages.
///
/// The items are in `value`, or in the member that the profile names ([`Profile::items`](crate::Profile::items)). A page without it is
/// an error, unless it has a next link: then it is an empty one
/// ([OData JSON 4.01, 4.2](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html)).
///
/// ```
/// # use odata_entity::Entity;
/// # #[derive(Debug, Clone, PartialEq, Entity)]
/// # #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// # struct User {
/// #     #[odata(key)]
/// #     id: String,
/// #     mail: Option<String>,
/// # }
/// let answer = http::Response::new(br#"{"value":[{"id":"1","mail":"a@example.com"},{"id":"2"}]}"#.to_vec());
/// let page = User::collection().list().read(answer)?;
/// for user in &page.value {
///     println!("{}: {:?}", user.id, user.mail);
/// }
/// assert!(page.next_link.is_none());
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Page<E> {
    /// The entities of this page. More than a million in one page are an error: ask for less of them
    /// ([`max_page_size`](crate::Request::max_page_size)).
    pub value: Vec<E>,
    /// Where the next page is; none on the last one. An empty link ends the list, as null does.
    ///
    /// A relative one was resolved against the context URL, as [`LinkBase`] has it. One that leads back to this page, or is
    /// nothing but a fragment, is an error when the page is read: the rest of the list would be missing.
    #[doc(alias("nextLink", "@odata.nextLink", "$skiptoken"))]
    pub next_link: Option<String>,
    /// Where to ask for later changes; on the last page of a delta query. It may be the link that was asked. A
    /// [`DeltaPage`](crate::DeltaPage) reads such a page, with what was removed.
    pub delta_link: Option<String>,
    /// How many entities there are in all, if [`count`](crate::Request::count) asked; a number or, as
    /// `IEEE754Compatible=true` has it, text.
    pub count: Option<u64>,
    /// What the page is, as a URL of the service's metadata; as it came.
    pub context: Option<String>,
    /// How many entities of other types were left out, if [`skip_other_types`](crate::Request::skip_other_types) asked.
    pub skipped: usize,
}

impl<E> Page<E> {
    /// A page of these items, with nothing behind it: for tests of code that is given one. The other fields can be set afterwards.
    ///
    /// ```
    /// use odata_entity::Page;
    ///
    /// let mut page = Page::new(vec!["a", "b"]);
    /// page.count = Some(12);
    /// page.next_link = Some("https://service.example/items?$skiptoken=2".to_owned());
    /// assert_eq!(page.value.len(), 2);
    /// ```
    #[must_use = "this changes nothing: use what it returns"]
    pub fn new(value: Vec<E>) -> Self {
        Self {
            value,
            next_link: None,
            delta_link: None,
            count: None,
            context: None,
            skipped: 0,
        }
    }
}

/// It does not show where links lead: their tokens are all that is needed to read the list.
impl<E: fmt::Debug> fmt::Debug for Page<E> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let hidden = |link: &Option<String>| link.as_ref().map(|_| format_args!("…"));
        f.debug_struct("Page")
            .field("value", &self.value)
            .field("next_link", &hidden(&self.next_link))
            .field("delta_link", &hidden(&self.delta_link))
            .field("count", &self.count)
            .field("skipped", &self.skipped)
            .finish_non_exhaustive()
    }
}

/// Control information has either name of each (OData JSON 4.01, 4.5).
#[diagnostic::do_not_recommend]
impl<E: Readable> Readable for Page<E> {
    type Leads = Self;

    fn read(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        let (mut value, place, items_name) = (None, from.place, from.items);
        let mut hint = "";
        let mut page = Self::new(Vec::new());
        from.object(&mut |name, from| {
            let name = plain(name);
            // Where the items have another name, it is in front of what is of them.
            let name = match name.strip_prefix(items_name) {
                Some(term) if term.starts_with('@') => term,
                _ => name.as_ref(),
            };
            match name {
                name if name == items_name && from.null() => {}
                name if name == items_name => value = Some(items(from, place, &mut page.skipped)?),
                "@nextLink" => page.next_link = link(from)?,
                "@deltaLink" => page.delta_link = link(from)?,
                "@count" => page.count = count(from)?,
                "@context" => page.context = link(from)?,
                name => {
                    hint = crate::profile::hint_of_items(name).unwrap_or(hint);
                    from.skip()?;
                }
            }
            Ok(())
        })?;
        match value {
            Some(value) => page.value = value,
            None if page.next_link.is_some() => {}
            None => {
                return Err(from
                    .fail(format!(
                        "missing field `{items_name}`, and there is no next link either{hint}"
                    ))
                    .within(items_name));
            }
        }
        Ok(page)
    }
}

/// The items; those of other types are left out and counted where the request asks for that.
fn items<E: Readable>(
    from: &mut JsonReader<'_>,
    place: Place,
    skipped: &mut usize,
) -> Result<Vec<E>, ReadError> {
    let mut out = Vec::new();
    from.list(&mut |from| {
        if out.len() == limits::ITEMS {
            return Err(from.fail(format!("more than {} entities in one page", limits::ITEMS)));
        }
        from.place = place;
        let before = from.mark();
        match E::read(from) {
            Ok(item) => out.push(item),
            Err(error) if from.skips_other_types && error.is_other_type() => {
                from.back_to(before);
                from.skip()?;
                *skipped += 1;
            }
            Err(error) => return Err(error),
        }
        Ok(())
    })?;
    Ok(out)
}

/// An item that may be none of the type: then the error has the raw item as its body.
#[diagnostic::do_not_recommend]
impl<E: Readable> Readable for Result<E, DecodeError> {
    type Leads = E::Leads;

    fn read(from: &mut JsonReader<'_>) -> Result<Self, ReadError> {
        let before = from.mark();
        Ok(match E::read(from) {
            Ok(item) => Ok(item),
            Err(error) => {
                from.back_to(before);
                let raw = from.raw()?;
                Err(DecodeError::of(StatusCode::OK, raw.into(), error))
            }
        })
    }
}

impl<E: FromResponse + Readable> FromResponse for Result<E, DecodeError> {
    const OF: Option<&'static TypeInfo> = E::OF;

    fn from_response(response: Response<Vec<u8>>) -> Result<Self, Error> {
        match E::from_response(response) {
            Ok(value) => Ok(Ok(value)),
            Err(Error::Decode(error)) => Ok(Err(*error)),
            Err(error) => Err(error),
        }
    }

    fn resolve_links(&mut self, base: &LinkBase) {
        if let Ok(value) = self {
            value.resolve_links(base);
        }
    }
}

impl<E: Entity> Request<Page<E>> {
    /// Leaves out the entities of other types, which their type tag gives away, and counts them ([`Page::skipped`]). Without it they are
    /// an error. A path that ends in the type (`/deviceAppManagement/mobileApps/microsoft.graph.win32LobApp`) asks the service
    /// to do so.
    pub fn skip_other_types(mut self) -> Self {
        self.parts.skips_other_types = true;
        self
    }

    /// Reads each entity by itself: of one that cannot be read the page has the error, whose
    /// [`body`](DecodeError::body) is the raw item. Call it last: filters are typed by the entity.
    pub fn lenient(self) -> Request<Page<Result<E, DecodeError>>> {
        self.answered_by()
    }
}

/// From any self-describing format, as entities are.
impl<'de, E: Readable> Deserialize<'de> for Page<E> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        crate::reader::deserialize(deserializer)
    }
}

#[diagnostic::do_not_recommend]
impl<E: FromResponse + Readable> FromResponse for Page<E> {
    const OF: Option<&'static TypeInfo> = E::OF;

    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, body) = content(
            response,
            "a list without entities is a page with an empty `value`",
        )?;
        let mut page: Self = decode(&parts, body)?;
        page.resolve_links(&LinkBase::noted(&parts.extensions));
        check_page_links(
            page.next_link.as_deref(),
            page.delta_link.as_deref(),
            &parts.extensions,
        )?;
        Ok(page)
    }

    fn resolve_links(&mut self, base: &LinkBase) {
        let base = base.within(self.context.as_deref());
        for link in [&mut self.next_link, &mut self.delta_link] {
            if let Some(link) = link.as_mut().filter(|link| !is_nowhere(link)) {
                *link = base.resolve(link);
            }
        }
        for entity in &mut self.value {
            entity.resolve_links(&base);
        }
    }
}

/// Links that lead nowhere, or back to the page they are on. A delta link may lead where this page came from.
pub(crate) fn check_page_links(
    next_link: Option<&str>,
    delta_link: Option<&str>,
    extensions: &Extensions,
) -> Result<(), Error> {
    let refused = |what, reason| Error::Link(LinkError::new(what, None, reason));
    for (what, link) in [("next link", next_link), ("delta link", delta_link)] {
        if link.is_some_and(is_nowhere) {
            return Err(refused(
                what,
                "it is nothing but a fragment, so the rest of the list is missing",
            ));
        }
    }
    match (next_link, extensions.get::<AnswerUrl>()) {
        (Some(link), Some(AnswerUrl(url))) if is_same(link, url) => Err(Error::Link(LinkError::new(
            "next link",
            Some(url),
            "it leads back to the page it is on: the pages go in a circle, and the rest of the list is missing",
        ))),
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_of_more_entities_than_anybody_can_want_is_an_error() {
        let read = |count: usize| {
            let body = format!("{{\"value\":[{}1]}}", "1,".repeat(count - 1));
            serde_json::from_str::<Page<serde_json::Value>>(&body)
        };
        assert_eq!(read(limits::ITEMS).unwrap().value.len(), limits::ITEMS);
        let error = read(limits::ITEMS + 1).unwrap_err();
        assert!(
            error
                .to_string()
                .contains("more than 1000000 entities in one page")
        );
    }
}
