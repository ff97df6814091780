//! [`Page`]: one page of a collection.

use super::response::{FromResponse, content, decode};
use crate::error::{Error, LinkError};
use crate::link::{AnswerUrl, LinkBase, is_nowhere, is_same};
use http::Extensions;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Deserializer};

/// One page of a collection.
///
/// A page without `value` is an error, unless it has a next link: then it is an empty one
/// ([OData JSON 4.01, 4.2](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Body<E>")]
#[non_exhaustive]
pub struct Page<E> {
    /// The entities of this page.
    pub value: Vec<E>,
    /// Where the next page is; none on the last one. An empty link ends the list, as null does.
    ///
    /// A relative one was resolved against the context URL, as [`LinkBase`] has it. One that leads back to this page, or is
    /// nothing but a fragment, is an error when the page is read: the rest of the list would be missing.
    pub next_link: Option<String>,
    /// Where to ask for later changes; on the last page of a delta query. It may be the link that was asked.
    pub delta_link: Option<String>,
    /// How many entities there are in all, if [`count`](crate::Request::count) asked.
    pub count: Option<u64>,
    /// What the page is, as a URL of the service's metadata; as it came.
    pub context: Option<String>,
}

/// A page as it is on the wire. Its control information has either name of each (OData JSON 4.01, 4.5).
#[derive(Deserialize)]
struct Body<E> {
    value: Option<Vec<E>>,
    #[serde(
        default,
        rename = "@odata.nextLink",
        alias = "@nextLink",
        deserialize_with = "link"
    )]
    next_link: Option<String>,
    #[serde(
        default,
        rename = "@odata.deltaLink",
        alias = "@deltaLink",
        deserialize_with = "link"
    )]
    delta_link: Option<String>,
    #[serde(rename = "@odata.count", alias = "@count")]
    count: Option<u64>,
    #[serde(rename = "@odata.context", alias = "@context")]
    context: Option<String>,
}

/// A link; none if it is null or blank.
fn link<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let link = Option::<String>::deserialize(deserializer)?;
    Ok(link.filter(|link| !link.trim().is_empty()))
}

impl<E> TryFrom<Body<E>> for Page<E> {
    type Error = &'static str;

    fn try_from(body: Body<E>) -> Result<Self, Self::Error> {
        let value = match body.value {
            Some(value) => value,
            None if body.next_link.is_some() => Vec::new(),
            None => return Err("missing field `value`, and there is no next link either"),
        };
        Ok(Self {
            value,
            next_link: body.next_link,
            delta_link: body.delta_link,
            count: body.count,
            context: body.context,
        })
    }
}

#[diagnostic::do_not_recommend]
impl<E: FromResponse + DeserializeOwned> FromResponse for Page<E> {
    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, Error> {
        let (parts, body) = content(
            response,
            "a list without entities is a page with an empty `value`",
        )?;
        let mut page: Self = decode(parts.status, body)?;
        page.resolve_links(&LinkBase::noted(&parts.extensions));
        page.check_links(&parts.extensions)?;
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

impl<E> Page<E> {
    /// Links that lead nowhere. A delta link may lead where this page came from.
    fn check_links(&self, extensions: &Extensions) -> Result<(), Error> {
        let refused = |what, reason| Error::Link(LinkError::new(what, None, reason));
        for (what, link) in [("next link", &self.next_link), ("delta link", &self.delta_link)] {
            if link.as_deref().is_some_and(is_nowhere) {
                return Err(refused(
                    what,
                    "it is nothing but a fragment, so the rest of the list is missing",
                ));
            }
        }
        match (&self.next_link, extensions.get::<AnswerUrl>()) {
            (Some(link), Some(AnswerUrl(url))) if is_same(link, url) => Err(Error::Link(LinkError::new(
                "next link",
                Some(url),
                "it leads back to the page it is on: the pages go in a circle, and the rest of the list is missing",
            ))),
            _ => Ok(()),
        }
    }
}
