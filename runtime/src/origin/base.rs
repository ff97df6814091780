//! Base URLs: what comes before every path.

use crate::error::Error;
use http::Uri;
use http::uri::Scheme;

/// A base URL is absolute, http or https, and has neither user information nor query nor fragment, nor segments that a URL
/// parser folds away.
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
    match fault_of_path(uri.path()) {
        Some(reason) => Err(bad_base(base_url, reason)),
        None => Ok(uri),
    }
}

/// What is wrong with the path of a base URL. Slashes at its end mean nothing.
fn fault_of_path(path: &str) -> Option<&'static str> {
    let is_of_a_path = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/%".contains(&byte);
    if !path.bytes().all(is_of_a_path) {
        return Some("has a character that no URL has: percent-encode it");
    }
    let path = path.trim_end_matches('/');
    for segment in path.split('/').skip(1) {
        if segment.is_empty() {
            return Some("has an empty segment: write one `/` between segments");
        }
        let dots = segment.to_ascii_lowercase().replace("%2e", ".");
        if matches!(dots.as_str(), "." | "..") {
            return Some("has a segment `.` or `..`, which URL parsers fold away: write where it leads");
        }
    }
    None
}

pub(crate) fn bad_base(base_url: &str, reason: &'static str) -> Error {
    // What is before an `@`, or in a query or fragment, can be a secret.
    let mut url = match base_url.rsplit_once('@') {
        Some((before, after)) => {
            let scheme = before.split_once("://").map_or("", |(scheme, _)| scheme);
            format!("{scheme}://…@{after}")
        }
        None => base_url.to_owned(),
    };
    if let Some(at) = url.find(['?', '#']) {
        url.truncate(at + 1);
        url.push('…');
    }
    Error::BaseUrl { url, reason }
}
