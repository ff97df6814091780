//! What can be set on a request before it is built: query options, preferences, headers, tags.

use super::{Asks, AsksForMany, Request};
use crate::headers::is_of_the_connection;
use crate::query::{Expansion, IntoFilter, OrderTerms, Selection};
use crate::types::TypeTag;
use http::header::IF_MATCH;
use http::{HeaderName, HeaderValue};

impl<R: Asks> Request<R> {
    /// `$select`: only these properties ([OData Protocol 4.01, 11.2.5.1](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_SystemQueryOptionselect)).
    /// One, an array or `Vec` of one value type, or a tuple of any: `.select((Device::ID, Device::NAME))`. A second call adds
    /// to the first.
    ///
    /// What is not selected reads as `None`, so the fields of properties that are left out must be `Option`. `None`
    /// does not distinguish null from what was not selected: `full.diff(&partly_selected)` sends null for all that
    /// was left out. For a difference, select the same on both sides, or change a copy of what was read; `to_patch`
    /// sends what is there and nothing else.
    ///
    /// An empty selection is an error when the request is built: services read it as all properties, or refuse it.
    #[doc(alias = "$select")]
    pub fn select(mut self, properties: impl Selection<R::Of>) -> Self {
        self.parts.query.select(|list| properties.select_all(list));
        self
    }

    /// `$select` and `$expand` of all fields of the struct that the answer is read into: what it has no field for is not sent by the
    /// service. Navigation properties are expanded with the fields of their structs, and so on; a struct that is on the way already is not
    /// expanded again. Of a union, it is the properties that all its types have; with a map of undeclared properties, `*`.
    ///
    /// It adds to what [`select`](Self::select) and [`expand`](Self::expand) have. A struct that serde reads
    /// (`deserialize = false`) has no known fields: an error when the request is built.
    pub fn select_fields(mut self) -> Self {
        self.parts.query.select_fields(R::fields());
        self
    }

    /// `$select` by name, for what no struct has: properties that are not declared, paths into complex values
    /// (`address/city`), `*`, names that are known only when the program runs. Each is checked to be a name or a path of names; any other text is an
    /// error when the request is built.
    ///
    /// They are added to what [`select`](Self::select) has.
    pub fn select_named(mut self, names: impl IntoIterator<Item = impl Into<String>>) -> Self {
        self.parts.query.select(|list| {
            names.into_iter().for_each(|name| list.selectable(name.into()));
        });
        self
    }

    /// `$expand`: these navigation properties inline. One, or several in a tuple, an array or `Vec`. A second call adds to
    /// the first.
    #[doc(alias = "$expand")]
    pub fn expand(mut self, properties: impl Expansion<R::Of>) -> Self {
        self.parts
            .query
            .list("$expand", |list| properties.expand_all(list));
        self
    }

    /// An item of `$expand` written by hand, with its own options or of a name that no struct has:
    /// `owner($select=id;$expand=manager)`. It is added to what [`expand`](Self::expand) has; one whose quotes or
    /// parentheses do not close is an error when the request is built.
    pub fn expand_raw(mut self, item: &str) -> Self {
        self.parts.query.raw("$expand", item);
        self
    }
}

impl<R> Request<R> {
    /// Any other query option, by its full name: `$format`, or one of the service's own. Name and value are percent-encoded.
    /// Of two of one name the later counts, except for `$filter`, `$select`, `$expand` and `$orderby`, which mean what their
    /// methods mean.
    pub fn query(mut self, name: &'static str, value: impl Into<String>) -> Self {
        self.parts.query.set(name, value.into());
        self
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

    /// The API version for this request alone: it takes the place of the last segment of the base URL, and is one segment:
    /// `beta`. Any other text is an error when the request is built.
    pub fn version(mut self, version: &'static str) -> Self {
        self.parts.version = Some(version);
        self
    }

    /// Allows that it is sent again when its answer is lost, as sending it twice does what sending it once does. GET,
    /// PUT, PATCH and DELETE are repeatable already; for a POST you have to know.
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
    ///
    /// An empty one is an error when the request is built ([`Error::NoEntityTag`](crate::Error::NoEntityTag)): the header
    /// would ask for nothing. Of two calls, [`any_version`](Self::any_version) included, the later counts.
    #[doc(alias("If-Match", "etag"))]
    pub fn if_match(mut self, etag: &str) -> Self {
        self.parts.is_untagged = false;
        self.header(IF_MATCH, "If-Match", etag)
    }

    /// `If-Match: *`: whatever version of the entity there is, as long as there is one. It is for services that want an entity
    /// tag with each write, where yours is to win.
    #[doc(alias = "If-Match: *")]
    pub fn any_version(self) -> Self {
        self.if_match("*")
    }

    /// The same as [`any_version`](Self::any_version), by the name of the header.
    pub fn if_match_any(self) -> Self {
        self.any_version()
    }

    /// Any header; of two calls for one header the later counts, but preferences are all kept ([`prefer`](Self::prefer)).
    ///
    /// An invalid name, a value that no header can carry, and a header of the connection (`Content-Length`, `Host`,
    /// …), which is made from the request itself, are errors when the request is built. So is `Authorization` when a
    /// client or a batch sends the request: the token comes from the client's provider.
    #[doc(alias = "headers")]
    pub fn with_header(self, name: &'static str, value: &str) -> Self {
        match HeaderName::from_bytes(name.as_bytes()) {
            // There is one `Prefer` header, for all preferences.
            Ok(header) if header.as_str() == "prefer" => self.prefer(value),
            Ok(header) if header == IF_MATCH => self.if_match(value),
            Ok(header) if is_of_the_connection(&header) => self.bad_header(name),
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

    pub(super) fn bad_header(mut self, name: &'static str) -> Self {
        self.parts.bad_header.get_or_insert(name);
        self
    }
}

// The bound is one of each method: so it is reported in its own words, and not as a method that is not there.
impl<R: Asks> Request<R> {
    /// `$filter`: only entities for which this holds. After a second call both must hold.
    #[doc(alias("$filter", "where"))]
    pub fn filter(mut self, filter: impl IntoFilter<R::Of>) -> Self
    where
        R: AsksForMany,
    {
        self.parts.query.filter(filter.into_filter().over());
        self
    }

    /// `$orderby`: in this order. One term, or several in a tuple, an array or `Vec`, the first term first; a property by
    /// itself is ascending. A second call adds terms, which order what the first ones leave equal.
    #[doc(alias("$orderby", "sort"))]
    pub fn order_by(mut self, terms: impl OrderTerms<R::Of>) -> Self
    where
        R: AsksForMany,
    {
        self.parts.query.list("$orderby", |list| terms.order_all(list));
        self
    }

    /// `$top`: in the standard, at most this many entities in all
    /// ([OData Protocol 4.01, 11.2.6.3](https://docs.oasis-open.org/odata/odata/v4.01/odata-v4.01-part1-protocol.html#sec_SystemQueryOptiontop)).
    /// On Microsoft Graph it is the size of a page, which is often capped: the list goes on over next links, and
    /// `Client::items` gives all of it ([Paging](https://learn.microsoft.com/graph/paging)).
    ///
    /// What holds everywhere is a limit on the stream: `client.items(request).limit(50)`. Of two calls the later counts.
    #[doc(alias("$top", "page size"))]
    pub fn top(self, count: u32) -> Self
    where
        R: AsksForMany,
    {
        self.query("$top", count.to_string())
    }

    /// `$skip`: without this many entities at the beginning. Of two calls the later counts.
    #[doc(alias("$skip", "offset"))]
    pub fn skip(self, count: u32) -> Self
    where
        R: AsksForMany,
    {
        self.query("$skip", count.to_string())
    }

    /// `$count=true`: how many entities there are in all, in [`Page::count`](super::Page::count).
    #[doc(alias = "$count")]
    pub fn count(self) -> Self
    where
        R: AsksForMany,
    {
        self.query("$count", "true")
    }

    /// `$search`: entities that match this search expression. Of two calls the later counts.
    #[doc(alias = "$search")]
    pub fn search(self, expression: impl Into<String>) -> Self
    where
        R: AsksForMany,
    {
        self.query("$search", expression)
    }

    /// `Prefer: odata.maxpagesize`: at most this many entities in one page. On Microsoft Graph most lists take
    /// [`top`](Self::top) for it.
    pub fn max_page_size(self, count: u32) -> Self
    where
        R: AsksForMany,
    {
        self.prefer(format!("odata.maxpagesize={count}"))
    }
}
