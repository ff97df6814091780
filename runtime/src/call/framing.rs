//! Headers of the connection on a request that a caller made: they are the HTTP library's, made from the request.

use crate::error::{Error, TransportError, TransportErrorKind};
use crate::headers::is_of_the_connection;
use http::header::{CONTENT_LENGTH, HOST};
use http::{HeaderName, Request};

/// Removes connection headers from a request if they match it anyway.
///
/// A length that is not the body's would make the rest of the body, or of the next request, be read as another request.
pub(super) fn take_off(request: &mut Request<Vec<u8>>) -> Result<(), Error> {
    let found: Vec<HeaderName> = request
        .headers()
        .keys()
        .filter(|name| is_of_the_connection(name))
        .cloned()
        .collect();
    for name in found {
        let is_true = request.headers().get_all(&name).iter().all(|value| match name {
            CONTENT_LENGTH => value.as_bytes() == request.body().len().to_string().as_bytes(),
            HOST => {
                let host = request.uri().authority().map(|host| host.as_str().as_bytes());
                Some(value.as_bytes()) == host
            }
            _ => false,
        });
        if !is_true {
            let reason = format!(
                "its header `{name}` does not match the request: leave it out, it is made from the request itself"
            );
            let error = TransportError::new(TransportErrorKind::Unsendable, reason);
            return Err(Error::Transport(error));
        }
        request.headers_mut().remove(name);
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_true_is_taken_off_and_what_is_not_is_an_error() {
        for (name, value, is_true) in [
            ("content-length", "3", true),
            ("content-length", "03", false),
            ("content-length", "4", false),
            ("content-length", "0", false),
            ("host", "x.example:8443", true),
            ("host", "y.example", false),
            ("transfer-encoding", "chunked", false),
            ("connection", "close", false),
        ] {
            let request = Request::put("https://x.example:8443/a").header(name, value);
            let request = request.header("content-range", "bytes 0-2/3");
            let mut request = request.body(b"abc".to_vec()).unwrap();
            assert_eq!(take_off(&mut request).is_ok(), is_true, "{name}: {value}");
            assert_eq!(request.headers().contains_key(name), !is_true, "{name}: {value}");
            assert!(request.headers().contains_key("content-range"));
        }
    }
}
