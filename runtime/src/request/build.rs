//! From a request to HTTP.

use super::{Body, Request};
use crate::error::Error;
use crate::path::push_query;
use crate::profile::Profile;
use crate::structure::{bound_members, check_binds};
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue};
use http::uri::Scheme;
use http::{HeaderMap, Uri};

const ODATA_VERSION: HeaderName = HeaderName::from_static("odata-version");
const ODATA_MAX_VERSION: HeaderName = HeaderName::from_static("odata-maxversion");
const PREFER: HeaderName = HeaderName::from_static("prefer");
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const IEEE754_JSON: HeaderValue = HeaderValue::from_static("application/json;IEEE754Compatible=true");

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
        check_base(base_url)?;
        self.to_http_at(base_url, None)
    }

    /// The same for a service whose habits are not those that its host tells: what [`Profile::of`] the base URL gives is what
    /// [`to_http`](Self::to_http) goes by.
    ///
    /// # Errors
    ///
    /// Those of [`to_http`](Self::to_http).
    pub fn to_http_for(&self, base_url: &str, profile: &Profile) -> Result<http::Request<Vec<u8>>, Error> {
        check_base(base_url)?;
        self.to_http_at(base_url, Some(profile))
    }

    /// The same at a base URL that is known to be good.
    pub(crate) fn to_http_at(
        &self,
        base_url: &str,
        profile: Option<&Profile>,
    ) -> Result<http::Request<Vec<u8>>, Error> {
        let base_url = base_url.strip_suffix('/').unwrap_or(base_url);
        let parts = &*self.parts;
        if let Some(name) = parts.bad_header {
            return Err(Error::Header { name });
        }
        if parts.is_untagged {
            return Err(Error::NoEntityTag);
        }
        let versioned = parts.version.map(|version| at_version(base_url, version));
        let versioned = versioned.transpose()?;
        let base_url = versioned.as_deref().unwrap_or(base_url);
        let uri = self.uri(base_url)?;
        let body = parts
            .body
            .as_ref()
            .map(|body| self.bytes(body.as_ref().map_err(Clone::clone)?, base_url, profile));
        let mut request = http::Request::new(body.transpose()?.unwrap_or_default());
        *request.method_mut() = parts.method.clone();
        *request.uri_mut() = uri;
        self.fill_headers(request.headers_mut())?;
        if parts.is_just_created {
            request.extensions_mut().insert(crate::retry::JustCreated);
        }
        Ok(request)
    }

    fn uri(&self, base_url: &str) -> Result<Uri, Error> {
        let mut url = String::with_capacity(base_url.len() + 128);
        url.push_str(base_url);
        url.push_str(self.parts.path.as_ref().map_err(Clone::clone)?);
        if self.parts.link.is_none() {
            self.push_options(&mut url)?;
        }
        let uri =
            Uri::try_from(url).map_err(|_| bad_base(base_url, "is not a URL that a path can follow"))?;
        match &self.parts.link {
            Some(link) => self.linked(&uri, link),
            None => Ok(uri),
        }
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

    fn bytes(&self, body: &Body, base_url: &str, profile: Option<&Profile>) -> Result<Vec<u8>, Error> {
        if body.is_empty && !self.parts.allow_empty {
            return Err(Error::EmptyPatch);
        }
        let (root, nested) = self.policy();
        let bytes = body.json.to_bytes(root, nested);
        if body.binds.is_empty() {
            return Ok(bytes);
        }
        match profile {
            Some(profile) => check_binds(&body.binds, profile)?,
            None => check_binds(&body.binds, &Profile::of(base_url))?,
        }
        let binds = bound_members(&body.binds, &bytes, base_url)?;
        Ok(body.json.to_bytes_with(root, nested, &binds))
    }

    fn fill_headers(&self, headers: &mut HeaderMap) -> Result<(), Error> {
        let json = if self.parts.ieee754 { IEEE754_JSON } else { JSON };
        headers.insert(ACCEPT, json.clone());
        headers.insert(ODATA_VERSION, HeaderValue::from_static("4.0"));
        // Without it a service may answer in a version that was not asked for (OData Protocol 4.01, 8.2.7).
        headers.insert(ODATA_MAX_VERSION, HeaderValue::from_static("4.0"));
        let parts = &*self.parts;
        let mut unknown = parts.unknown_members;
        if let Some(Ok(body)) = &parts.body {
            headers.insert(CONTENT_TYPE, json);
            unknown |= body.json.has_unknown_members();
        }
        if let Some(value) = super::prefer::header(&parts.prefer, unknown) {
            headers.insert(PREFER, value.map_err(|()| Error::Header { name: "Prefer" })?);
        }
        // Not `extend`, which would keep both of two values.
        for (name, value) in &parts.headers {
            headers.insert(name.clone(), value.clone());
        }
        if !parts.headers.is_empty() {
            super::numbers::agree(headers, parts.ieee754)?;
        }
        Ok(())
    }
}

/// The base URL with its last segment, the API version, replaced.
fn at_version(base_url: &str, version: &str) -> Result<String, Error> {
    let bad = |reason| bad_base(base_url, reason);
    let start = base_url.find("://").map_or(0, |at| at + 3);
    let slash = base_url[start..].rfind('/').map(|at| start + at);
    let slash = slash.ok_or_else(|| bad("has no API version that another could take the place of"))?;
    let mut url = base_url[..=slash].to_owned();
    crate::path::push_query(&mut url, version);
    Ok(url)
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
