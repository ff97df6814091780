//! One documented call, and how it is compared.

use odata_entity::{Error, Profile, Request};
use serde_json::Value;

pub struct Call {
    pub page: &'static str,
    documented: String,
    body: &'static str,
    made: Result<http::Request<Vec<u8>>, Error>,
    base: &'static str,
}

const GRAPH: &str = "https://graph.microsoft.com/v1.0";

/// A call of Microsoft Graph: `POST /me/…`, and the documented body, if there is one.
pub fn graph<R>(page: &'static str, documented: &str, body: &'static str, made: Request<R>) -> Call {
    service(GRAPH, page, documented, body, made)
}

/// A call of another service.
pub fn service<R>(
    base: &'static str,
    page: &'static str,
    documented: &str,
    body: &'static str,
    made: Request<R>,
) -> Call {
    Call {
        page,
        documented: canonical(documented),
        body,
        made: made.to_http_for(base, &Profile::of(base)),
        base,
    }
}

impl Call {
    /// What differs from the documentation.
    pub fn fault(&self) -> Option<String> {
        let Ok(made) = &self.made else {
            return Some(format!("{}: {:?}", self.page, self.made));
        };
        let uri = made.uri().to_string();
        let below = uri.strip_prefix(self.base).unwrap_or(&uri);
        let target = canonical(&format!("{} {}", made.method(), decoded(below)));
        if target != self.documented {
            return Some(format!("{}:\n  {target}\n  {}", self.page, self.documented));
        }
        // An action without parameters has an empty object, where documentation leaves the body out (OData Protocol 4.01, 11.5.5.1).
        let documented = match (self.body, made.method().as_str()) {
            ("", "POST") => "{}",
            (body, _) => body,
        };
        let made = std::str::from_utf8(made.body()).unwrap();
        if documented.is_empty() && made.is_empty() {
            return None;
        }
        let read = |json: &str| normal(serde_json::from_str(json).expect(self.page));
        let (made, documented) = (read(made), read(documented));
        (made != documented).then(|| format!("{}:\n  {made}\n  {documented}", self.page))
    }
}

/// Aliases have the names of their parameters, and no white space is around commas.
fn canonical(target: &str) -> String {
    let mut out = target.replace(", ", ",");
    let calls = target.split(['(', ',']).filter_map(|part| part.split_once("=@"));
    for (parameter, rest) in calls {
        let alias = rest.split([',', ')']).next().unwrap_or_default();
        for (before, after) in [("=@", ","), ("=@", ")"), ("?@", "="), ("&@", "=")] {
            let from = format!("{before}{alias}{after}");
            out = out.replace(&from, &format!("{before}{parameter}{after}"));
        }
    }
    out
}

/// JSON whose type tags have no `#`, whose instants have no zeros at the end, and whose flags no spaces.
fn normal(value: Value) -> Value {
    match value {
        Value::Object(members) => {
            let members = members.into_iter().map(|(name, value)| {
                let value = match (name.as_str(), value) {
                    ("@odata.type", Value::String(tag)) => {
                        Value::String(tag.trim_start_matches('#').to_owned())
                    }
                    (_, value) => normal(value),
                };
                (name, value)
            });
            Value::Object(members.collect())
        }
        Value::Array(items) => Value::Array(items.into_iter().map(normal).collect()),
        Value::String(text) => Value::String(text.replace(".000Z", "Z").replace(", ", ",")),
        value => value,
    }
}

/// Percent-decoded.
fn decoded(text: &str) -> String {
    let mut out = Vec::new();
    let mut bytes = text.bytes();
    while let Some(byte) = bytes.next() {
        out.push(match byte {
            b'%' => {
                let hex: String = bytes.by_ref().take(2).map(char::from).collect();
                u8::from_str_radix(&hex, 16).unwrap()
            }
            byte => byte,
        });
    }
    String::from_utf8(out).unwrap()
}
