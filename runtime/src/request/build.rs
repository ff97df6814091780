//! From a request to HTTP.

use super::binds::check_binds;
use super::link::id_url;
use super::result::in_its_batch;
use super::{Body, Request};
use crate::call::retry::JustCreated;
use crate::error::Error;
use crate::fault::{QueryError, TextError};
use crate::origin::{bad_base, check_base};
use crate::profile::Profile;
use crate::query::Forms;
use crate::structure::bound_members;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName, HeaderValue, IF_MATCH, IF_NONE_MATCH};
use http::{HeaderMap, Method, Uri};
use std::cell::OnceCell;

const ODATA_VERSION: HeaderName = HeaderName::from_static("odata-version");
const ODATA_MAX_VERSION: HeaderName = HeaderName::from_static("odata-maxversion");
const PREFER: HeaderName = HeaderName::from_static("prefer");
const JSON: HeaderValue = HeaderValue::from_static("application/json");
const IEEE754_JSON: HeaderValue = HeaderValue::from_static("application/json;IEEE754Compatible=true");

impl<R> Request<R> {
    /// The request as HTTP; `base_url` is what comes before the path, with the API version:
    /// `https://graph.microsoft.com/v1.0`.
    ///
    /// It has no `Authorization`: add it when you send the request.
    ///
    /// # Errors
    ///
    /// A key that no path can carry, an empty patch, a difference that a patch cannot express, a value that has no
    /// form in OData, an invalid base URL.
    pub fn to_http(&self, base_url: &str) -> Result<http::Request<Vec<u8>>, Error> {
        check_base(base_url)?;
        self.to_http_at(base_url, None)
    }

    /// The same for a service that does not behave as its host suggests: what [`Profile::of`] the base URL gives is
    /// what [`to_http`](Self::to_http) goes by.
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
        given: Option<&Profile>,
    ) -> Result<http::Request<Vec<u8>>, Error> {
        let base_url = base_url.trim_end_matches('/');
        let parts = &*self.parts;
        if let Some(error) = &parts.bad_segment {
            return Err(Error::Text(error.clone()));
        }
        if let Some(name) = parts.bad_header {
            return Err(Error::Header { name });
        }
        // An empty tag is none (RFC 9110, 8.8.3): the header would ask for nothing.
        let is_blank = |name| {
            let value = parts.headers.get(name).map(HeaderValue::as_bytes);
            value.is_some_and(|value| value.trim_ascii().is_empty())
        };
        if parts.is_untagged || is_blank(IF_MATCH) || is_blank(IF_NONE_MATCH) {
            return Err(Error::NoEntityTag);
        }
        let versioned = parts.version.map(|version| at_version(base_url, version));
        let versioned = versioned.transpose()?;
        let base_url = versioned.as_deref().unwrap_or(base_url);
        if let (Ok(path), false) = (&parts.path, parts.is_id) {
            no_second_version(base_url, in_its_batch(path)?)?;
        }
        let known = OnceCell::new();
        let profile = || given.unwrap_or_else(|| known.get_or_init(|| Profile::of(base_url)));
        let has_parentheses = parts.is_bare_function && profile().empty_parentheses;
        let uri = self.uri(base_url, || profile().forms, has_parentheses)?;
        let body = parts
            .body
            .as_ref()
            .map(|body| self.bytes(body.as_ref().map_err(Clone::clone)?, base_url, &profile));
        let body = match &parts.bytes {
            Some(bytes) => bytes.clone(),
            None => body.transpose()?.unwrap_or_default(),
        };
        let mut request = http::Request::new(body);
        *request.method_mut() = parts.method.clone();
        *request.uri_mut() = uri;
        self.fill_headers(request.headers_mut(), &profile)?;
        if parts.is_just_created {
            request.extensions_mut().insert(JustCreated);
        }
        Ok(request)
    }

    fn uri(
        &self,
        base_url: &str,
        forms: impl FnOnce() -> Forms,
        has_parentheses: bool,
    ) -> Result<Uri, Error> {
        let mut url = String::with_capacity(base_url.len() + 128);
        let path = self.parts.path.as_ref().map_err(Clone::clone)?;
        if self.parts.is_id {
            url.push_str(&id_url(base_url, path)?);
        } else {
            url.push_str(base_url);
            url.push_str(path);
        }
        if has_parentheses {
            url.push_str("()");
        }
        if self.parts.link.is_none() {
            self.push_options(&mut url, forms)?;
        }
        if self.parts.method == Method::DELETE
            && let Some(id) = self.reference_id(base_url)?
        {
            url.push_str(if url.contains('?') { "&$id=" } else { "?$id=" });
            crate::path::push_segment(&mut url, &id);
        }
        let uri =
            Uri::try_from(url).map_err(|_| bad_base(base_url, "is not a URL that a path can follow"))?;
        match &self.parts.link {
            Some(link) => self.followed(&uri, link),
            None => Ok(uri),
        }
    }

    fn push_options(&self, url: &mut String, forms: impl FnOnce() -> Forms) -> Result<(), Error> {
        self.parts
            .query
            .push(url, forms)
            .map_err(|(option, error)| match error {
                QueryError::Value(error) => Error::Value {
                    property: option.to_owned(),
                    error,
                },
                error => Error::Query { option, error },
            })
    }

    fn bytes<'p>(
        &self,
        body: &Body,
        base_url: &str,
        profile: &impl Fn() -> &'p Profile,
    ) -> Result<Vec<u8>, Error> {
        if let Some(bytes) = self.reference_body(base_url)? {
            return Ok(bytes);
        }
        if body.is_empty && !self.parts.allow_empty {
            return Err(Error::EmptyPatch);
        }
        if body.is_empty && !profile().bare_tag {
            return Err(Error::BarePatch);
        }
        let (root, nested) = self.policy(&body.json);
        let bytes = body.json.to_bytes(root, nested);
        if body.binds.is_empty() {
            return Ok(bytes);
        }
        check_binds(&body.binds, profile())?;
        let binds = bound_members(&body.binds, &bytes, base_url)?;
        Ok(body.json.to_bytes_with(root, nested, &binds))
    }

    fn fill_headers<'p>(
        &self,
        headers: &mut HeaderMap,
        profile: &impl Fn() -> &'p Profile,
    ) -> Result<(), Error> {
        let json = if self.parts.ieee754 { IEEE754_JSON } else { JSON };
        // With those that the client and its transport add: a map that grows moves all that is in it.
        headers.reserve(12);
        headers.insert(ACCEPT, json.clone());
        headers.insert(ODATA_VERSION, HeaderValue::from_static("4.0"));
        // Without it a service may answer in a version that was not asked for (OData Protocol 4.01, 8.2.7).
        headers.insert(ODATA_MAX_VERSION, HeaderValue::from_static("4.0"));
        let parts = &*self.parts;
        let mut unknown = parts.query.has_unknown_members();
        if let Some(Ok(body)) = &parts.body {
            headers.insert(CONTENT_TYPE, json);
            unknown |= body.json.has_unknown_members();
        }
        if let Some(value) = super::prefer::header(&parts.prefer, unknown, self.upsert_preference(profile)) {
            headers.insert(PREFER, value.map_err(|()| Error::Header { name: "Prefer" })?);
        }
        // Not `extend`, which would keep both of two values.
        for (name, value) in &parts.headers {
            headers.insert(name.clone(), value.clone());
        }
        if !parts.headers.is_empty() {
            super::numbers::agree(headers, parts.ieee754)?;
        }
        self.condition(headers, profile)
    }
}

/// The base URL with its last segment, the API version, replaced.
fn at_version(base_url: &str, version: &str) -> Result<String, Error> {
    let is_segment = version
        .bytes()
        .all(|byte| byte.is_ascii_alphanumeric() || b"-._~".contains(&byte));
    if !is_segment || version.bytes().all(|byte| byte == b'.') {
        let reason = "is not one segment of a URL: write it as `beta` or `v1.0`";
        return Err(Error::Text(TextError::new("the API version", version, reason)));
    }
    let bad = |reason| bad_base(base_url, reason);
    let start = base_url.find("://").map_or(0, |at| at + 3);
    let slash = base_url[start..].rfind('/').map(|at| start + at);
    let slash = slash.ok_or_else(|| bad("has no API version that another could take the place of"))?;
    Ok(format!("{}{version}", &base_url[..=slash]))
}

/// Refuses a path that begins with what the base URL ends with, if that has the API version: `/v1.0/users` after
/// `https://graph.microsoft.com/v1.0`, `/redfish/v1/Systems` after `https://bmc/redfish/v1`.
fn no_second_version(base_url: &str, path: &str) -> Result<(), Error> {
    // The slashes before the path are those of `https://`.
    let Some((at, _)) = base_url.match_indices('/').nth(2) else {
        return Ok(());
    };
    let base_path = &base_url[at..];
    let mut ends = base_path.match_indices('/').map(|(at, _)| &base_path[at..]);
    let is_repeated = ends.any(|end| {
        let rest = path.strip_prefix(end);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['/', '?', '(']))
            && end.split('/').any(is_version)
    });
    if is_repeated {
        let reason = "begins with the API version that the base URL ends with: write one of them without it";
        return Err(Error::Text(TextError::new("the path", path, reason)));
    }
    Ok(())
}

/// Whether a segment is what services call an API version: `v1`, `v1.0`, `V4`, `beta`.
fn is_version(segment: &str) -> bool {
    let number = segment.strip_prefix(['v', 'V']);
    segment.eq_ignore_ascii_case("beta")
        || number.is_some_and(|number| {
            number.starts_with(|first: char| first.is_ascii_digit())
                && number.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        })
}
