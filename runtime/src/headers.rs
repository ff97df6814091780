//! Headers that only the transport sets.

use http::HeaderName;

/// Whether a header is about one connection or the length of one message
/// ([RFC 9110, 7.6.1](https://www.rfc-editor.org/rfc/rfc9110#section-7.6.1)), which who sends the request knows.
pub(crate) fn is_of_the_connection(name: &HeaderName) -> bool {
    // Asked of each header of each request: lengths are compared first.
    matches!(
        name.as_str(),
        "connection"
            | "content-length"
            | "host"
            | "keep-alive"
            | "proxy-connection"
            | "te"
            | "trailer"
            | "transfer-encoding"
            | "upgrade"
    )
}

/// Whether a header carries what proves who sends it: it is not kept anywhere.
pub(crate) fn is_secret(name: &HeaderName) -> bool {
    const SECRET: [&str; 5] = [
        "authorization",
        "cookie",
        "proxy-authorization",
        "x-auth-token",
        "x-csrf-token",
    ];
    SECRET.contains(&name.as_str())
}
