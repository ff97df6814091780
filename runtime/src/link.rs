//! Links in answers, and what they are relative to.

use crate::error::Accepted;
use crate::limits::retry_after;
use crate::origin::Origin;
use crate::url::{has_scheme, join, resolve, without_fragment};
use http::header::{CONTENT_LOCATION, LOCATION};
use http::{Extensions, HeaderMap, HeaderName, Uri};
use std::fmt;

/// The URL that an answer came from: that of the request, after redirects the last one, in a batch that of the individual
/// request.
///
/// [`Call`](crate::call::Call), `Client` and batches note it in the answer's extensions. If you send requests yourself, put
/// it there before [`Request::read`](crate::Request::read): relative links are resolved against it, and a next link that
/// leads back to the page it is on is seen.
///
/// ```
/// # use odata_entity::{AnswerUrl, LinkBase};
/// let mut answer = http::Response::new(Vec::<u8>::new());
/// answer.extensions_mut().insert(AnswerUrl("https://host/shop/Orders(1)/items".parse()?));
/// let base = LinkBase::of(&answer).within(Some("../$metadata#OrderItems"));
/// assert_eq!(base.resolve("Orders(1)/items?$skiptoken=50"), "https://host/shop/Orders(1)/items?$skiptoken=50");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct AnswerUrl(pub Uri);

/// It shows no URL, as that holds keys.
impl fmt::Debug for AnswerUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("AnswerUrl(…)")
    }
}

/// What relative links in an answer are relative to
/// ([OData JSON 4.01, 4.3](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_RelativeURLs)):
/// the context URL of their object, else that of the next object around it that has one, else the URL of the request.
///
/// A context URL can be relative itself: to that of the next object around it, the outermost one to the URL of the request.
/// Headers are relative to the URL of the request only. Where that URL is not known ([`AnswerUrl`]), what comes of a relative
/// link is relative to it.
///
/// ```
/// use odata_entity::LinkBase;
///
/// let base = LinkBase::from(&"https://host/shop/Orders".parse::<http::Uri>()?);
/// assert_eq!(base.resolve("Orders(1)"), "https://host/shop/Orders(1)");
/// // Inside an object that has a context URL.
/// let inside = base.within(Some("https://archive.example/2020/$metadata#Orders"));
/// assert_eq!(inside.resolve("Orders(1)"), "https://archive.example/2020/Orders(1)");
/// # Ok::<(), http::uri::InvalidUri>(())
/// ```
#[derive(Clone, Default, PartialEq, Eq)]
pub struct LinkBase(Base);

/// Text only where a link or a context was seen: most answers have neither.
#[derive(Clone, Default, PartialEq, Eq)]
enum Base {
    #[default]
    Unknown,
    Url(Uri),
    Text(String),
}

impl Base {
    fn join(&self, reference: &str) -> String {
        match self {
            Self::Unknown => join("", reference),
            Self::Url(url) => join(&url.to_string(), reference),
            Self::Text(text) => join(text, reference),
        }
    }
}

impl LinkBase {
    /// The URL that an answer came from.
    pub fn of<B>(response: &http::Response<B>) -> Self {
        Self::noted(response.extensions())
    }

    pub(crate) fn noted(extensions: &Extensions) -> Self {
        let url = extensions.get::<AnswerUrl>();
        url.map(|AnswerUrl(url)| Self::from(url)).unwrap_or_default()
    }

    /// The base inside an object that has this context URL, or none.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn within(&self, context: Option<&str>) -> Self {
        match context {
            Some(context) if !context.trim().is_empty() => Self(Base::Text(self.0.join(context))),
            _ => self.clone(),
        }
    }

    /// What a link leads to. An absolute one is left as it came.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn resolve(&self, link: &str) -> String {
        if self.0 == Base::Unknown || has_scheme(link.trim_start()) {
            link.to_owned()
        } else {
            self.0.join(link)
        }
    }
}

impl From<&Uri> for LinkBase {
    fn from(url: &Uri) -> Self {
        Self(Base::Url(url.clone()))
    }
}

/// It shows no URL, as that holds keys.
impl fmt::Debug for LinkBase {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let known = if self.0 == Base::Unknown { "unknown" } else { "…" };
        write!(f, "LinkBase({known})")
    }
}

/// The URL of the monitor of accepted work.
pub(crate) fn monitor_of(headers: &HeaderMap, extensions: &Extensions) -> Option<String> {
    url_of(headers, extensions, LOCATION).or_else(|| url_of(headers, extensions, CONTENT_LOCATION))
}

/// What an answer has whose work is only accepted (202).
pub(crate) fn accepted(headers: &HeaderMap, extensions: &Extensions) -> Accepted {
    Accepted::new(
        monitor_of(headers, extensions),
        retry_after(headers, std::time::SystemTime::now()),
    )
}

/// A URL in a header, which is relative to the URL of the request only.
pub(crate) fn url_of(headers: &HeaderMap, extensions: &Extensions, name: HeaderName) -> Option<String> {
    let url = header(headers, name)?;
    Some(LinkBase::noted(extensions).resolve(&url))
}

/// The text of a header; none if it is blank.
pub(crate) fn header(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    // An entity tag may have bytes beyond ASCII (RFC 9110, 8.8.3).
    let text = std::str::from_utf8(headers.get(name)?.as_bytes()).ok()?;
    (!text.trim().is_empty()).then(|| text.to_owned())
}

/// Whether a link leads nowhere: it has no more than a fragment. To follow it would be to ask for the same again, without
/// the query.
pub(crate) fn is_nowhere(link: &str) -> bool {
    matches!(without_fragment(link).trim(), "" | "?")
}

/// Whether two URLs are one: in any spelling of host and port, and whichever bytes are percent-encoded.
pub(crate) fn is_same(link: &str, url: &Uri) -> bool {
    let Some(link) = resolve(url, link) else {
        return false;
    };
    let target = |uri: &Uri| {
        uri.path_and_query()
            .map_or_else(String::new, |target| decode(target.as_str()))
    };
    let is_target = link.path_and_query() == url.path_and_query() || target(&link) == target(url);
    is_target && Origin::of(url).is_some_and(|origin| origin.is_of(&link))
}

/// Text with nothing percent-encoded; to compare, not to send.
pub(crate) fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        let digits = text.get(at + 1..at + 3).filter(|_| byte == b'%');
        match digits.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) => {
                out.push(decoded);
                at += 3;
            }
            None => {
                out.push(byte);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_context_is_relative_to_the_next_one_around_it() {
        let root = LinkBase::from(&"https://h/shop/Orders(1)/items?$top=1".parse().unwrap());
        let page = root.within(Some("../$metadata#OrderItems"));
        let item = page.within(Some("other/$metadata#Things/$entity"));
        for (base, expected) in [
            (&root, "https://h/shop/Orders(1)/x"),
            (&root.within(None), "https://h/shop/Orders(1)/x"),
            (&root.within(Some(" ")), "https://h/shop/Orders(1)/x"),
            (&page, "https://h/shop/x"),
            (&page.within(None), "https://h/shop/x"),
            (&item, "https://h/shop/other/x"),
            (
                &LinkBase::default().within(Some("../$metadata#OrderItems")),
                "../x",
            ),
            (&LinkBase::default(), "x"),
        ] {
            assert_eq!(base.resolve("x"), expected);
            assert_eq!(base.resolve("https://Other/a b"), "https://Other/a b");
        }
        assert_eq!(format!("{root:?}"), "LinkBase(…)");
    }

    #[test]
    fn a_url_is_itself_in_each_of_its_spellings() {
        let url: Uri = "https://h/a(1)?$filter=b%20eq%20'x'".parse().unwrap();
        for same in [
            "https://h/a(1)?$filter=b%20eq%20'x'",
            "https://H:443/a(1)?$filter=b eq 'x'#there",
            "?%24filter=b eq %27x%27",
            "/a%281%29?$filter=b%20eq%20'x'",
            "",
            "#",
        ] {
            assert!(is_same(same, &url), "{same}");
        }
        for other in [
            "https://h/a(1)",
            "https://h:444/a(1)?$filter=b%20eq%20'x'",
            "?$filter=b%20eq%20'x'&$skiptoken=1",
            "javascript:x",
            "https://h/a(1)?$filter=b%20eq%20'X'",
            "?%%2",
        ] {
            assert!(!is_same(other, &url), "{other}");
        }
    }
}
