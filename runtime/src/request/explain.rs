//! [`Explanation`]: a request for a person to look at, or to run with curl.

use super::Request;
use crate::error::Error;
use crate::origin::Origin;
use crate::random::uuid;
use http::Uri;
use http::header::AUTHORIZATION;
use std::borrow::Cow;
use std::fmt;

/// A request as text ([`Display`](fmt::Display)) or as a curl line. It has the body, and no credentials: of headers that carry
/// some it shows the name alone.
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
/// let shown = User::path("1").patch(&User::patch().mail(None)).explain()?;
/// println!("{shown}");
/// println!("{}", shown.curl());
/// # assert!(shown.curl().contains("PATCH"));
/// # Ok::<(), odata_entity::Error>(())
/// ```
#[must_use = "an explanation shows nothing until it is printed"]
pub struct Explanation {
    request: http::Request<Vec<u8>>,
    /// What is in place of the base URL, where that is not known.
    stand_in: Option<StandIn>,
}

/// A base URL that leads nowhere ([RFC 2606](https://www.rfc-editor.org/rfc/rfc2606)) and that no data has, so that what is
/// shown in its place is in no other place.
struct StandIn {
    root: String,
    /// The last segment, with its slash: the place of an API version.
    version: String,
    /// What the root is in a shell.
    root_variable: &'static str,
}

impl StandIn {
    fn new() -> Self {
        Self {
            root: format!("https://{}.invalid", uuid()),
            version: format!("/{}", uuid()),
            root_variable: "${BASE_URL%/*}",
        }
    }

    fn base_url(&self) -> String {
        format!("{}{}", self.root, self.version)
    }
}

/// A piece of a text with base URLs in it.
enum Piece<'t> {
    Text(&'t str),
    /// The base URL.
    Base,
    /// The base URL without its last segment, as another API version is in its place; or no more than its origin.
    Root(&'static str),
}

impl Piece<'_> {
    /// As a shell has it.
    fn variable(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Base => "$BASE_URL",
            Self::Root(variable) => variable,
        }
    }
}

/// Headers that carry credentials, beside those that are marked as sensitive.
const SECRETS: [&str; 8] = [
    "api-key",
    "cookie",
    "ocp-apim-subscription-key",
    "proxy-authorization",
    "x-api-key",
    "x-auth-token",
    "x-csrf-token",
    "x-functions-key",
];

impl Explanation {
    /// Of a request that is built.
    pub(crate) fn new(mut request: http::Request<Vec<u8>>) -> Self {
        request.headers_mut().remove(AUTHORIZATION);
        Self {
            request,
            stand_in: None,
        }
    }

    /// A curl line. The token is the shell's `$TOKEN`, the base URL, where none is known, its `$BASE_URL`.
    #[must_use = "this changes nothing: use what it returns"]
    pub fn curl(&self) -> String {
        let url = self.request.uri().to_string();
        let mut line = String::from("curl");
        // Brackets and braces are patterns for curl.
        if url.contains(['[', ']', '{', '}']) {
            line.push_str(" --globoff");
        }
        line.push_str(&format!(
            " -X {} {}",
            self.request.method(),
            self.in_double_quotes(&url)
        ));
        line.push_str(" -H \"Authorization: Bearer $TOKEN\"");
        for (name, value) in self.headers() {
            line.push_str(" -H ");
            // curl takes a header without a value for one to be left out.
            let header = match value.is_empty() {
                true => format!("{name};"),
                false => format!("{name}: {value}"),
            };
            line.push_str(&self.in_single_quotes(&header));
        }
        let body = String::from_utf8_lossy(self.request.body());
        if !body.is_empty() {
            // Behind `@` the other form takes the name of a file.
            let form = if body.starts_with('@') { "raw" } else { "binary" };
            line.push_str(&format!(" --data-{form} {}", self.in_single_quotes(&body)));
        }
        line
    }

    /// The text between base URLs, and the base URLs.
    fn pieces<'t>(&self, text: &'t str) -> Vec<Piece<'t>> {
        let Some(stand_in) = &self.stand_in else {
            return vec![Piece::Text(text)];
        };
        let mut pieces = Vec::new();
        for (at, part) in text.split(&*stand_in.root).enumerate() {
            let rest = match part.strip_prefix(&*stand_in.version) {
                _ if at == 0 => part,
                Some(rest) => {
                    pieces.push(Piece::Base);
                    rest
                }
                None => {
                    pieces.push(Piece::Root(stand_in.root_variable));
                    part
                }
            };
            pieces.push(Piece::Text(rest));
        }
        pieces
    }

    fn headers(&self) -> impl Iterator<Item = (&str, Cow<'_, str>)> {
        let headers = self.request.headers().iter();
        headers.map(|(name, value)| {
            let is_secret = value.is_sensitive() || SECRETS.contains(&name.as_str());
            let value = match is_secret {
                true => "…".into(),
                false => String::from_utf8_lossy(value.as_bytes()),
            };
            (name.as_str(), value)
        })
    }

    /// For a POSIX shell: in single quotes nothing means anything, so the variable of the base URL is outside of them.
    fn in_single_quotes(&self, text: &str) -> String {
        let mut out = String::from("'");
        for piece in self.pieces(text) {
            match piece {
                Piece::Text(text) => out.push_str(&text.replace('\'', r"'\''")),
                variable => out.push_str(&format!("'\"{}\"'", variable.variable())),
            }
        }
        out.push('\'');
        out
    }

    /// For a POSIX shell: in double quotes the variable of the base URL means something, and whatever else could is escaped.
    fn in_double_quotes(&self, text: &str) -> String {
        let mut out = String::from("\"");
        for piece in self.pieces(text) {
            match piece {
                Piece::Text(text) => {
                    for character in text.chars() {
                        if matches!(character, '"' | '$' | '`' | '\\') {
                            out.push('\\');
                        }
                        out.push(character);
                    }
                }
                variable => out.push_str(variable.variable()),
            }
        }
        out.push('"');
        out
    }
}

/// The request line, the headers and the body.
impl fmt::Display for Explanation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let url = self.request.uri().to_string();
        write!(f, "{} ", self.request.method())?;
        for piece in self.pieces(&url) {
            // Where the base URL is not known, a path is enough.
            if let Piece::Text(text) = piece {
                f.write_str(text)?;
            }
        }
        writeln!(f)?;
        for (name, value) in self.headers() {
            writeln!(f, "{name}: {value}")?;
        }
        if !self.request.body().is_empty() {
            writeln!(f)?;
            for piece in self.pieces(&String::from_utf8_lossy(self.request.body())) {
                f.write_str(piece.variable())?;
            }
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
        let mut stand_in = StandIn::new();
        if self.parts.is_id {
            stand_in.root_variable = "$ORIGIN";
        }
        let http = match self.absolute_link() {
            Some(url) if self.parts.is_id => {
                let base_url = Origin::of(&url).map(|origin| format!("{origin}/x"));
                self.to_http(&base_url.unwrap_or_default())?
            }
            Some(url) => {
                let mut request = self.clone();
                request.parts.link = None;
                let mut http = request.to_http(&stand_in.base_url())?;
                *http.uri_mut() = url;
                http
            }
            None => self.to_http(&stand_in.base_url())?,
        };
        let mut explanation = Explanation::new(http);
        explanation.stand_in = Some(stand_in);
        Ok(explanation)
    }

    /// A link that needs no base URL. Elsewhere than at the client's origin it is refused when the request is sent.
    fn absolute_link(&self) -> Option<Uri> {
        let link = match (&self.parts.path, self.parts.is_id) {
            (Ok(id), true) => id,
            _ => self.link()?,
        };
        let url: Uri = crate::url::join("", link).parse().ok()?;
        Origin::of(&url).map(|_| url)
    }
}
