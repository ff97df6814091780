//! What can be said of a request before it is built: query options, preferences, headers, tags.

use super::{Page, Request};
use crate::error::Fault;
use crate::filter::Filter;
use crate::property::OrderBy;
use crate::tag::TypeTag;
use http::{HeaderName, HeaderValue};

impl<R> Request<R> {
    /// `$select`: only these properties ([OData Protocol 4.01, 11.2.5.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_SystemQueryOptionselect)).
    ///
    /// What is not selected reads as `None`, so the fields of properties that are left out must be `Option`.
    pub fn select(self, properties: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.joined("$select", properties)
    }

    /// `$expand`: these navigation properties inline.
    pub fn expand(self, properties: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        self.joined("$expand", properties)
    }

    /// Any other query option, by its full name: `$format`, or one of the service's own. It is percent-encoded.
    pub fn query(self, name: &'static str, value: impl Into<String>) -> Self {
        self.option(name, Ok(value.into()))
    }

    /// A type tag policy for this request alone.
    pub fn type_tag(mut self, type_tag: TypeTag) -> Self {
        self.parts.type_tag = Some(type_tag);
        self
    }

    /// Sends a patch that changes nothing: the bare type tag.
    pub fn allow_empty(mut self) -> Self {
        self.parts.allow_empty = true;
        self
    }

    /// The API version for this request alone: it takes the place of the last segment of the base URL.
    pub fn version(mut self, version: &'static str) -> Self {
        self.parts.version = Some(version);
        self
    }

    /// Says that sending this twice does what sending it once does, so that it may be sent again when its answer is lost. GET,
    /// PUT, PATCH and DELETE are so already; of a POST only its author knows.
    pub fn repeatable(mut self) -> Self {
        self.parts.is_repeatable = true;
        self
    }

    /// Marks a request that names an entity which was created just now, in its path or in its body: a 404 is tried again, as the
    /// [`RetryPolicy`](crate::RetryPolicy) has it, for services that do not find a new entity everywhere at once.
    ///
    /// For requests to the entity itself, [`not_found_after_create`](crate::RetryPolicy::not_found_after_create) is the
    /// setting for all of them.
    pub fn just_created(mut self) -> Self {
        self.parts.is_just_created = true;
        self
    }

    /// `If-Match`: only if the entity still has this entity tag, as it came in `@odata.etag`.
    pub fn if_match(mut self, etag: &str) -> Self {
        self.parts.is_untagged = false;
        self.header(http::header::IF_MATCH, "If-Match", etag)
    }

    /// `If-Match: *`: only if the entity exists.
    pub fn if_match_any(self) -> Self {
        self.if_match("*")
    }

    /// Any header.
    pub fn with_header(self, name: &'static str, value: &str) -> Self {
        match HeaderName::from_bytes(name.as_bytes()) {
            // There is one `Prefer` header, for all preferences.
            Ok(header) if header.as_str() == "prefer" => self.prefer(value),
            Ok(header) => self.header(header, name, value),
            Err(_) => self.bad_header(name),
        }
    }

    pub(super) fn header(mut self, header: HeaderName, name: &'static str, value: &str) -> Self {
        match HeaderValue::from_str(value) {
            Ok(value) => {
                self.parts.headers.insert(header, value);
                self
            }
            Err(_) => self.bad_header(name),
        }
    }

    fn bad_header(mut self, name: &'static str) -> Self {
        self.parts.bad_header.get_or_insert(name);
        self
    }

    fn joined(self, name: &'static str, values: impl IntoIterator<Item = impl AsRef<str>>) -> Self {
        let mut text = String::new();
        for value in values {
            if !text.is_empty() {
                text.push(',');
            }
            text.push_str(value.as_ref());
        }
        self.option(name, Ok(text))
    }

    /// Sets a query option; the last one of a name counts.
    fn option(mut self, name: &'static str, value: Result<String, Fault>) -> Self {
        self.parts.query.retain(|(other, _)| *other != name);
        self.parts.query.push((name, value));
        self
    }
}

impl<E> Request<Page<E>> {
    /// `$filter`: only entities for which this holds.
    pub fn filter(mut self, filter: Filter<E>) -> Self {
        self.parts.unknown_members |= filter.has_unknown_members();
        self.option("$filter", filter.into_text().map_err(Fault::value))
    }

    /// `$orderby`: in this order, the first term first.
    pub fn order_by(self, terms: impl IntoIterator<Item = OrderBy<E>>) -> Self {
        self.joined("$orderby", terms.into_iter().map(|term| term.text))
    }

    /// `$top`: in the standard, at most so many entities in all
    /// ([OData Protocol 4.01, 11.2.6.3](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_SystemQueryOptiontop)).
    /// On Microsoft Graph it is the size of a page, which is often capped: the list goes on over next links, and `Client::items`
    /// gives all of it
    /// ([Paging](https://learn.microsoft.com/graph/paging)).
    ///
    /// What holds everywhere is a limit on the stream: `client.items(request).limit(50)`.
    pub fn top(self, count: u32) -> Self {
        self.option("$top", Ok(count.to_string()))
    }

    /// `$skip`: without the first so many entities.
    pub fn skip(self, count: u32) -> Self {
        self.option("$skip", Ok(count.to_string()))
    }

    /// `$count=true`: how many entities there are in all, in [`Page::count`].
    pub fn count(self) -> Self {
        self.option("$count", Ok("true".to_owned()))
    }

    /// `$search`: entities that match this search expression.
    pub fn search(self, expression: impl Into<String>) -> Self {
        self.option("$search", Ok(expression.into()))
    }

    /// `Prefer: odata.maxpagesize`: at most so many entities in one page. On Microsoft Graph most lists take
    /// [`top`](Self::top) for it.
    pub fn max_page_size(self, count: u32) -> Self {
        self.prefer(format!("odata.maxpagesize={count}"))
    }
}
