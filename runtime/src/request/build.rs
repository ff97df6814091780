//! From a request to HTTP.

use super::{Body, Request};
use crate::error::Error;
use crate::path::push_query;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue};
use http::uri::Scheme;
use http::{HeaderMap, Uri};

const ODATA_VERSION: HeaderName = HeaderName::from_static("odata-version");
const PREFER: HeaderName = HeaderName::from_static("prefer");
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const IEEE754_JSON: HeaderValue = HeaderValue::from_static("application/json;IEEE754Compatible=true");
const INCLUDE_UNKNOWN: &str = "include-unknown-enum-members";

impl<R> Request<R> {
    /// The request as HTTP; `base_url` is what stands before the path, the API version with it:
    /// `https://graph.microsoft.com/v1.0`.
    ///
    /// It has no `Authorization`; who sends it adds that.
    ///
    /// # Errors
    ///
    /// A key that no path can carry, an empty patch, a difference that a patch cannot say, a value that has no form in
    /// OData, a base URL that is none.
    pub fn to_http(&self, base_url: &str) -> Result<http::Request<Vec<u8>>, Error> {
        let base_url = base_url.strip_suffix('/').unwrap_or(base_url);
        let parts = &*self.parts;
        if let Some(name) = parts.bad_header {
            return Err(Error::Header { name });
        }
        let mut url = String::with_capacity(base_url.len() + 128);
        url.push_str(base_url);
        check_base(base_url)?;
        url.push_str(parts.path.as_ref().map_err(Clone::clone)?);
        self.push_options(&mut url)?;
        let body = parts
            .body
            .as_ref()
            .map(|body| self.bytes(body.as_ref().map_err(Clone::clone)?, base_url));
        let body = body.transpose()?;
        let uri =
            Uri::try_from(url).map_err(|_| bad_base(base_url, "is not a URL that a path can follow"))?;
        let mut request = http::Request::new(body.unwrap_or_default());
        *request.method_mut() = parts.method.clone();
        *request.uri_mut() = uri;
        self.fill_headers(request.headers_mut())?;
        Ok(request)
    }

    fn push_options(&self, url: &mut String) -> Result<(), Error> {
        for (at, (name, value)) in self.parts.query.iter().enumerate() {
            url.push(if at == 0 { '?' } else { '&' });
            push_query(url, name);
            url.push('=');
            match value {
                Ok(value) => push_query(url, value),
                Err(fault) => {
                    let mut fault = fault.clone();
                    fault.inside(name);
                    return Err(fault.into());
                }
            }
        }
        Ok(())
    }

    fn bytes(&self, body: &Body, base_url: &str) -> Result<Vec<u8>, Error> {
        if body.is_empty && !self.parts.allow_empty {
            return Err(Error::EmptyPatch);
        }
        let (root, nested) = self.policy();
        let mut bytes = body.json.to_bytes(root, nested);
        for bind in &body.binds {
            bind.write(&mut bytes, base_url)?;
        }
        Ok(bytes)
    }

    fn fill_headers(&self, headers: &mut HeaderMap) -> Result<(), Error> {
        let json = if self.parts.ieee754 { IEEE754_JSON } else { JSON };
        headers.insert(ACCEPT, json.clone());
        headers.insert(ODATA_VERSION, HeaderValue::from_static("4.0"));
        let parts = &*self.parts;
        let mut unknown = false;
        if let Some(Ok(body)) = &parts.body {
            headers.insert(CONTENT_TYPE, json);
            unknown = body.json.has_unknown_members();
        }
        let asked = parts
            .prefer
            .iter()
            .any(|preference| preference == INCLUDE_UNKNOWN);
        let extra = (unknown && !asked).then_some(INCLUDE_UNKNOWN);
        let prefer: Vec<&str> = parts.prefer.iter().map(String::as_str).chain(extra).collect();
        if !prefer.is_empty() {
            let value =
                HeaderValue::from_str(&prefer.join(", ")).map_err(|_| Error::Header { name: "Prefer" })?;
            headers.insert(PREFER, value);
        }
        headers.extend(
            parts
                .headers
                .iter()
                .map(|(name, value)| (name.clone(), value.clone())),
        );
        Ok(())
    }
}

/// A base URL is absolute, http or https, and has neither user information nor query nor fragment.
pub(crate) fn check_base(base_url: &str) -> Result<Uri, Error> {
    if base_url.contains(['?', '#']) {
        return Err(bad_base(
            base_url,
            "has a query or a fragment: give just scheme, host and the path before the API's own",
        ));
    }
    let uri = base_url
        .parse::<Uri>()
        .map_err(|_| bad_base(base_url, "is not a URL"))?;
    if !uri
        .scheme()
        .is_some_and(|scheme| *scheme == Scheme::HTTPS || *scheme == Scheme::HTTP)
    {
        return Err(bad_base(
            base_url,
            "has no scheme: write it as `https://host/version`",
        ));
    }
    if uri
        .authority()
        .is_some_and(|authority| authority.as_str().contains('@'))
    {
        return Err(bad_base(
            base_url,
            "has user information: a token goes into the `Authorization` header",
        ));
    }
    Ok(uri)
}

pub(crate) fn bad_base(base_url: &str, reason: &'static str) -> Error {
    // What stands before an `@` can be a secret.
    let url = match base_url.rsplit_once('@') {
        Some((before, after)) => {
            let scheme = before.split_once("://").map_or("", |(scheme, _)| scheme);
            format!("{scheme}://…@{after}")
        }
        None => base_url.to_owned(),
    };
    Error::BaseUrl { url, reason }
}
