//! [`Page`]: one page of a collection.

use super::response::{FromResponse, content, decode};
use crate::error::LinkError;
use crate::limits;
use crate::link::{AnswerUrl, LinkBase, is_nowhere, is_same};
use http::Extensions;
use serde::de::{DeserializeOwned, Error, SeqAccess, Unexpected, Visitor};
use serde::{Deserialize, Deserializer};
use std::fmt;
use std::marker::PhantomData;

/// One page of a collection.
///
/// A page without `value` is an error, unless it has a next link: then it is an empty one
/// ([OData JSON 4.01, 4.2](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html)).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(try_from = "Body<E>")]
#[non_exhaustive]
pub struct Page<E> {
    /// The entities of this page. More than a million in one page are an error: ask for less of them
    /// ([`max_page_size`](crate::Request::max_page_size)).
    pub value: Vec<E>,
    /// Where the next page is; none on the last one. An empty link ends the list, as null does.
    ///
    /// A relative one was resolved against the context URL, as [`LinkBase`] has it. One that leads back to this page, or is
    /// nothing but a fragment, is an error when the page is read: the rest of the list would be missing.
    pub next_link: Option<String>,
    /// Where to ask for later changes; on the last page of a delta query. It may be the link that was asked.
    pub delta_link: Option<String>,
    /// How many entities there are in all, if [`count`](crate::Request::count) asked; a number or, as
    /// `IEEE754Compatible=true` has it, text.
    pub count: Option<u64>,
    /// What the page is, as a URL of the service's metadata; as it came.
    pub context: Option<String>,
}

/// A page as it is on the wire. Its control information has either name of each (OData JSON 4.01, 4.5).
#[derive(Deserialize)]
#[serde(bound = "E: Deserialize<'de>")]
struct Body<E> {
    #[serde(default, deserialize_with = "items")]
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
    #[serde(
        default,
        rename = "@odata.count",
        alias = "@count",
        deserialize_with = "count"
    )]
    count: Option<u64>,
    #[serde(rename = "@odata.context", alias = "@context")]
    context: Option<String>,
}

/// A link; none if it is null or blank.
fn link<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    let link = Option::<String>::deserialize(deserializer)?;
    Ok(link.filter(|link| !link.trim().is_empty()))
}

/// A count; JSON numbers and text are the same here (OData JSON 4.01, 4.6.8).
fn count<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u64>, D::Error> {
    struct Count;
    impl Visitor<'_> for Count {
        type Value = Option<u64>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("a count")
        }

        fn visit_unit<E>(self) -> Result<Self::Value, E> {
            Ok(None)
        }

        fn visit_u64<E>(self, count: u64) -> Result<Self::Value, E> {
            Ok(Some(count))
        }

        fn visit_str<E: Error>(self, count: &str) -> Result<Self::Value, E> {
            let is_number = count.bytes().all(|byte| byte.is_ascii_digit());
            let number = count.parse().ok().filter(|_| is_number);
            number
                .map(Some)
                .ok_or_else(|| E::invalid_value(Unexpected::Str(count), &self))
        }
    }
    deserializer.deserialize_any(Count)
}

/// The items of a page, as many as there may be.
fn items<'de, D: Deserializer<'de>, E: Deserialize<'de>>(
    deserializer: D,
) -> Result<Option<Vec<E>>, D::Error> {
    struct Items<E>(PhantomData<fn() -> E>);
    impl<'de, E: Deserialize<'de>> Visitor<'de> for Items<E> {
        type Value = Option<Vec<E>>;

        fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
            f.write_str("an array of entities")
        }

        fn visit_unit<X>(self) -> Result<Self::Value, X> {
            Ok(None)
        }

        fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
            let mut items = Vec::new();
            while let Some(item) = seq.next_element()? {
                if items.len() == limits::ITEMS {
                    let many = format_args!("more than {} entities in one page", limits::ITEMS);
                    return Err(A::Error::custom(many));
                }
                items.push(item);
            }
            Ok(Some(items))
        }
    }
    deserializer.deserialize_any(Items(PhantomData))
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
    fn from_response(response: http::Response<Vec<u8>>) -> Result<Self, crate::Error> {
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
    fn check_links(&self, extensions: &Extensions) -> Result<(), crate::Error> {
        let refused = |what, reason| crate::Error::Link(LinkError::new(what, None, reason));
        for (what, link) in [("next link", &self.next_link), ("delta link", &self.delta_link)] {
            if link.as_deref().is_some_and(is_nowhere) {
                return Err(refused(
                    what,
                    "it is nothing but a fragment, so the rest of the list is missing",
                ));
            }
        }
        match (&self.next_link, extensions.get::<AnswerUrl>()) {
            (Some(link), Some(AnswerUrl(url))) if is_same(link, url) => {
                Err(crate::Error::Link(LinkError::new(
                    "next link",
                    Some(url),
                    "it leads back to the page it is on: the pages go in a circle, and the rest of the list is missing",
                )))
            }
            _ => Ok(()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde::de::IgnoredAny;

    #[test]
    fn a_page_of_more_entities_than_anybody_can_want_is_an_error() {
        let read = |count: usize| {
            let body = format!("{{\"value\":[{}1]}}", "1,".repeat(count - 1));
            serde_json::from_str::<Page<IgnoredAny>>(&body)
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
