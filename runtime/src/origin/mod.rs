//! [`Origin`]: scheme, host and port, which decide whether a token may be sent.

mod base;

pub(crate) use base::{bad_base, check_base};

use crate::error::Error;
use http::Uri;
use http::uri::Scheme;
use std::fmt;

/// Scheme, host and port of a URL ([RFC 6454](https://www.rfc-editor.org/rfc/rfc6454)); default ports are filled in.
///
/// A token goes only to requests of the origin that its client was made for.
///
/// ```
/// use odata_entity::Origin;
///
/// let service = Origin::of_base("https://graph.microsoft.com/v1.0")?;
/// // The token may go there, and not to a host that looks like it.
/// assert!(service.is_of(&"https://GRAPH.microsoft.com:443/v1.0/users?$skiptoken=5".parse()?));
/// assert!(!service.is_of(&"https://graph.microsoft.com.example/v1.0/users".parse()?));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Origin {
    is_https: bool,
    host: String,
    port: u16,
}

impl Origin {
    /// The origin of a base URL that requests may be sent to: https, or http on the loopback interface.
    ///
    /// # Errors
    ///
    /// [`Error::BaseUrl`] for any other.
    pub fn of_base(base_url: &str) -> Result<Self, Error> {
        let uri = check_base(base_url)?;
        let bad = |reason| bad_base(base_url, reason);
        let origin = Self::of(&uri).ok_or_else(|| bad("has no host"))?;
        if !origin.is_secure() {
            return Err(bad(
                "is not https: only the loopback interface is spoken to without it",
            ));
        }
        Ok(origin)
    }

    /// The origin of an absolute http or https URL without user information.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn of(uri: &Uri) -> Option<Self> {
        let (is_https, host, port) = parts(uri)?;
        Some(Self {
            is_https,
            host: host.to_ascii_lowercase(),
            port,
        })
    }

    /// Whether a URL is of this origin; never if it has user information.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_of(&self, uri: &Uri) -> bool {
        self.is_written_in(uri) || self.is_of_any_spelling(uri)
    }

    /// Whether a URL has this origin letter for letter, as nearly all do: that takes no parsing.
    fn is_written_in(&self, uri: &Uri) -> bool {
        let (Some(scheme), Some(authority)) = (uri.scheme(), uri.authority()) else {
            return false;
        };
        let Some(rest) = authority.as_str().strip_prefix(&*self.host) else {
            return false;
        };
        let is_port = match rest.strip_prefix(':') {
            // `parse` would take a sign.
            Some(port) => port.bytes().all(|byte| byte.is_ascii_digit()) && port.parse() == Ok(self.port),
            None => rest.is_empty() && self.port == default_port(self.is_https),
        };
        let own = if self.is_https {
            Scheme::HTTPS
        } else {
            Scheme::HTTP
        };
        is_port && *scheme == own
    }

    fn is_of_any_spelling(&self, uri: &Uri) -> bool {
        parts(uri).is_some_and(|(is_https, host, port)| {
            is_https == self.is_https && port == self.port && host.eq_ignore_ascii_case(&self.host)
        })
    }

    /// Whether what is sent there stays between the two ends: https, or the loopback interface.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_secure(&self) -> bool {
        self.is_https || self.is_loopback()
    }

    /// Whether the scheme is https.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_https(&self) -> bool {
        self.is_https
    }

    /// Whether the host is the machine itself: `localhost`, `127.0.0.0/8`, `[::1]`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_loopback(&self) -> bool {
        let host = self.host.trim_start_matches('[').trim_end_matches(']');
        host == "localhost"
            || host
                .parse::<std::net::IpAddr>()
                .is_ok_and(|address| address.is_loopback())
    }
}

/// `https://host:port`
impl fmt::Display for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let scheme = if self.is_https { "https" } else { "http" };
        write!(f, "{scheme}://{}", self.host)?;
        if self.port != default_port(self.is_https) {
            write!(f, ":{}", self.port)?;
        }
        Ok(())
    }
}

impl fmt::Debug for Origin {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

fn parts(uri: &Uri) -> Option<(bool, &str, u16)> {
    let is_https = match uri.scheme()? {
        scheme if *scheme == Scheme::HTTPS => true,
        scheme if *scheme == Scheme::HTTP => false,
        _ => return None,
    };
    let authority = uri.authority()?;
    if authority.as_str().contains('@') || authority.host().is_empty() {
        return None;
    }
    let port = match authority.as_str().strip_prefix(authority.host())? {
        "" | ":" => default_port(is_https),
        // A number that is no port is not the default one.
        _ => authority.port_u16()?,
    };
    Some((is_https, authority.host(), port))
}

fn default_port(is_https: bool) -> u16 {
    if is_https { 443 } else { 80 }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn is_of(base: &str, url: &str) -> bool {
        let origin = Origin::of_base(base).unwrap();
        url.parse().is_ok_and(|uri| origin.is_of(&uri))
    }

    #[test]
    fn an_origin_is_scheme_host_and_port_exactly() {
        let base = "https://graph.microsoft.com/v1.0";
        for same in [
            "https://graph.microsoft.com/v1.0/x?y",
            "https://GRAPH.microsoft.com:443/",
            "https://graph.microsoft.com",
            "https://graph.microsoft.com:/",
            "HTTPS://Graph.Microsoft.COM/",
            "https://graph.microsoft.com/@evil.example",
        ] {
            assert!(is_of(base, same), "{same}");
        }
        for other in [
            "http://graph.microsoft.com/",
            "https://graph.microsoft.com:444/",
            "https://graph.microsoft.com.evil.example/",
            "https://graph.microsoft.com@evil.example/",
            "https://user@graph.microsoft.com/",
            "https://graph.microsoft.com./",
            "https://evil.example/https://graph.microsoft.com/",
            "https://xgraph.microsoft.com/",
            "//graph.microsoft.com/",
            "/v1.0/x",
            "ftp://graph.microsoft.com/",
            "https://graph.microsoft.com\\@evil.example/",
            "https://graph.microsoft.com:65979/",
            "https://graph.microsoft.com:99999999999/",
            "https://graph.microsoft.com:443:443/",
            "https://graph.microsoft.com%2eevil.example/",
            "https://graph.microsoft.com%00/",
            "https://evil.example#@graph.microsoft.com/",
            "https://evil.example?@graph.microsoft.com/",
            "https://[graph.microsoft.com]/",
            "https://graph.micros\u{43e}ft.com/",
            "https://graph\u{ff0e}microsoft\u{ff0e}com/",
            "https://graph.microsoft.com\u{3002}evil.example/",
            "wss://graph.microsoft.com/",
            "graph.microsoft.com:443",
        ] {
            assert!(!is_of(base, other), "{other}");
        }
        assert!(!is_of("http://127.0.0.1:8080", "http://127.0.0.1:8081/"));
        assert!(!is_of("http://localhost:1", "http://127.0.0.1:1/"));
    }

    #[test]
    fn without_https_only_the_loopback_interface_is_spoken_to() {
        for good in [
            "https://x",
            "http://localhost:1",
            "http://127.0.0.9",
            "http://[::1]:8/v1",
        ] {
            assert!(Origin::of_base(good).is_ok(), "{good}");
        }
        for bad in [
            "http://x",
            "http://localhost.example",
            "http://127.0.0.1.example",
            "http://10.0.0.1",
            "http://0.0.0.0",
            "http://127.1",
            "http://2130706433",
            "http://0x7f000001",
            "http://localhost.",
            "http://localhost:99999",
            "http://[::ffff:127.0.0.1]",
            "ftp://localhost",
            "localhost",
            "",
            "https://",
            "https://u:secret@x",
        ] {
            let error = Origin::of_base(bad).unwrap_err().to_string();
            assert!(!error.contains("secret"), "{error}");
        }
    }
}
