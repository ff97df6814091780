//! [`Explanation`]: a request for a person to look at, or to run with curl.

use super::Request;
use crate::error::Error;
use http::header::{AUTHORIZATION, COOKIE, PROXY_AUTHORIZATION};
use std::fmt;

/// A request as text ([`Display`](fmt::Display)) or as a curl line. It has the body, and never a token.
#[must_use = "an explanation shows nothing until it is printed"]
pub struct Explanation {
    request: http::Request<Vec<u8>>,
    /// What is written in place of the stand-in base URL.
    base: Option<&'static str>,
}

/// A base URL that leads nowhere ([RFC 2606](https://www.rfc-editor.org/rfc/rfc2606)), until its place is taken.
const STAND_IN: &str = "https://base-url.invalid/version";

impl Explanation {
    /// Of a request that is built.
    pub(crate) fn new(mut request: http::Request<Vec<u8>>) -> Self {
        for name in [AUTHORIZATION, PROXY_AUTHORIZATION, COOKIE] {
            request.headers_mut().remove(name);
        }
        Self { request, base: None }
    }

    /// A curl line. The token is the shell's `$TOKEN`, the base URL, where none is known, its `$BASE_URL`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn curl(&self) -> String {
        let mut line = format!(
            "curl -X {} {}",
            self.request.method(),
            self.quoted(&self.url(), '"')
        );
        line.push_str(" -H \"Authorization: Bearer $TOKEN\"");
        for (name, value) in self.headers() {
            line.push_str(" -H ");
            line.push_str(&self.quoted(&format!("{name}: {value}"), '\''));
        }
        let body = self.body();
        if !body.is_empty() {
            line.push_str(" --data-binary ");
            line.push_str(&self.quoted(&body, '\''));
        }
        line
    }

    fn url(&self) -> String {
        self.based(&self.request.uri().to_string())
    }

    fn body(&self) -> String {
        self.based(&String::from_utf8_lossy(self.request.body()))
    }

    fn based(&self, text: &str) -> String {
        match self.base {
            Some(base) => text
                .replace(STAND_IN, base)
                // Another API version took the place of the last segment.
                .replace("https://base-url.invalid", base),
            None => text.to_owned(),
        }
    }

    fn headers(&self) -> impl Iterator<Item = (&str, String)> {
        let headers = self.request.headers().iter();
        headers.map(|(name, value)| {
            (
                name.as_str(),
                String::from_utf8_lossy(value.as_bytes()).into_owned(),
            )
        })
    }

    /// For a POSIX shell: in single quotes nothing means anything; in double quotes the variable of the base URL does, and
    /// whatever else could mean something is escaped.
    fn quoted(&self, text: &str, quote: char) -> String {
        if quote == '\'' {
            let text = text.replace('\'', r"'\''");
            return match self.base {
                Some(base) => format!("'{}'", text.replace(base, &format!("'\"{base}\"'"))),
                None => format!("'{text}'"),
            };
        }
        let mut out = String::from("\"");
        let rest = match self
            .base
            .and_then(|base| text.strip_prefix(base).map(|rest| (base, rest)))
        {
            Some((base, rest)) => {
                out.push_str(base);
                rest
            }
            None => text,
        };
        for character in rest.chars() {
            if matches!(character, '"' | '$' | '`' | '\\') {
                out.push('\\');
            }
            out.push(character);
        }
        out.push('"');
        out
    }
}

/// The request line, the headers and the body.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.url();
        let url = self.base.and_then(|base| url.strip_prefix(base)).unwrap_or(&url);
        writeln!(f, "{} {url}", self.request.method())?;
        for (name, value) in self.headers() {
            writeln!(f, "{name}: {value}")?;
        }
        let body = self.body();
        if !body.is_empty() {
            write!(f, "\n{body}")?;
        }
        Ok(())
    }
}

/// Method and length of the body: the rest is shown when asked for.
impl fmt::Debug for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Explanation")
            .field("method", self.request.method())
            .finish_non_exhaustive()
    }
}

impl<R> Request<R> {
    /// The request as text or as a curl line, to look at or to paste into a report. It shows keys and the body, and no token.
    ///
    /// # Errors
    ///
    /// Those of [`to_http`](Self::to_http).
    pub fn explain(&self) -> Result<Explanation, Error> {
        let mut explanation = Explanation::new(self.to_http(STAND_IN)?);
        explanation.base = Some("$BASE_URL");
        Ok(explanation)
    }
}
