//! The limits that a service reports.

use http::HeaderMap;

/// The throttle headers of an answer.
///
/// Graph sends `x-ms-throttle-limit-percentage` from 80 % of a limit on
/// ([Microsoft Graph throttling](https://learn.microsoft.com/graph/throttling)), others the `RateLimit` fields
/// ([draft-ietf-httpapi-ratelimit-headers](https://datatracker.ietf.org/doc/draft-ietf-httpapi-ratelimit-headers/)).
///
/// ```
/// # use odata_entity::Entity;
/// # #[derive(Debug, Clone, PartialEq, Entity)]
/// # #[odata(type = "microsoft.graph.user", path = "/users/{userId}")]
/// # struct User {
/// #     #[odata(key)]
/// #     id: String,
/// #     mail: Option<String>,
/// # }
/// let mut answer = http::Response::new(br#"{"id":"1"}"#.to_vec());
/// answer.headers_mut().insert("x-ms-throttle-limit-percentage", http::HeaderValue::from_static("0.9"));
/// let answer = User::path("1").get().read_answer(answer)?;
/// if answer.throttle().used.is_some_and(|used| used > 0.8) {
///     println!("near the limit: send less");
/// }
/// # assert_eq!(answer.throttle().used, Some(0.9));
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq)]
#[non_exhaustive]
pub struct Throttle {
    /// How much of the limit is used: 1.0 is the limit.
    pub used: Option<f64>,
    /// Whose limit it is, such as `Tenant_Application/ReadWrite`.
    pub scope: Option<String>,
    /// Why requests are refused, such as `WriteLimitExceeded`.
    pub information: Option<String>,
    /// How many requests a window allows.
    pub limit: Option<u64>,
    /// How many are left in this window.
    pub remaining: Option<u64>,
    /// Seconds until the window ends.
    pub reset: Option<u64>,
}

impl Throttle {
    /// Reads the headers; all fields are empty where there are none.
    pub fn read(headers: &HeaderMap) -> Self {
        let text = |name: &str| headers.get(name).and_then(|value| value.to_str().ok());
        // `RateLimit: limit=100, remaining=50, reset=5`: the form of the earlier drafts in one field.
        let one = text("ratelimit").unwrap_or_default();
        let part = |name: &str| {
            one.split([',', ';'])
                .filter_map(|pair| pair.trim().split_once('='))
                .find(|(known, _)| known.eq_ignore_ascii_case(name))
                .map(|(_, value)| value.trim())
        };
        let number = |name: &str| {
            text(&format!("ratelimit-{name}"))
                .or_else(|| part(name))
                .and_then(|text| text.split([',', ';']).next()?.trim().parse().ok())
        };
        Self {
            used: text("x-ms-throttle-limit-percentage")
                .and_then(|text| text.trim().parse().ok())
                .filter(|used: &f64| used.is_finite() && *used >= 0.0),
            scope: text("x-ms-throttle-scope").map(str::to_owned),
            information: text("x-ms-throttle-information").map(str::to_owned),
            limit: number("limit"),
            remaining: number("remaining"),
            reset: number("reset"),
        }
    }

    /// Whether there was no such header.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_families_of_headers_are_read() {
        let mut headers = HeaderMap::new();
        assert!(Throttle::read(&headers).is_empty());
        for (name, value) in [
            ("x-ms-throttle-limit-percentage", "0.92"),
            ("x-ms-throttle-scope", "Tenant_Application/ReadWrite"),
            ("ratelimit-limit", "100, 100;w=20"),
            ("ratelimit-remaining", "8"),
        ] {
            headers.insert(name, value.parse().unwrap());
        }
        let throttle = Throttle::read(&headers);
        assert_eq!(
            (throttle.used, throttle.limit, throttle.remaining),
            (Some(0.92), Some(100), Some(8))
        );
        assert_eq!(throttle.scope.as_deref(), Some("Tenant_Application/ReadWrite"));
        headers.insert("ratelimit", "limit=5, remaining=2, reset=9".parse().unwrap());
        assert_eq!(Throttle::read(&headers).reset, Some(9));
    }

    #[test]
    fn what_is_no_share_and_no_number_is_not_there() {
        for text in ["NaN", "inf", "-1", "", "much", "1e999"] {
            let mut headers = HeaderMap::new();
            for name in [
                "x-ms-throttle-limit-percentage",
                "ratelimit-remaining",
                "ratelimit",
            ] {
                headers.insert(name, text.parse().unwrap());
            }
            assert!(Throttle::read(&headers).is_empty(), "{text}");
        }
        let latin = http::HeaderValue::from_bytes(b"\xe9").unwrap();
        let headers = HeaderMap::from_iter([(http::HeaderName::from_static("x-ms-throttle-scope"), latin)]);
        assert!(Throttle::read(&headers).is_empty());
    }
}
