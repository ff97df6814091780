//! `IEEE754Compatible=true`: numbers that a double cannot hold as text
//! ([OData JSON 4.01, 3.2](https://docs.oasis-open.org/odata/odata-json-format/v4.01/odata-json-format-v4.01.html#sec_ControllingtheRepresentationofNumber)).

use crate::error::Error;
use http::header::{ACCEPT, CONTENT_TYPE, HeaderName};
use http::{HeaderMap, HeaderValue};

/// Makes the media types that the caller set agree with how the body's numbers are written: a `Content-Type` that does not
/// would have a service read them as something else.
pub(super) fn agree(headers: &mut HeaderMap, is_text: bool) -> Result<(), Error> {
    let conflict = || Error::Header { name: "Content-Type" };
    match headers.get(CONTENT_TYPE).map(stated) {
        Some(Some(stated)) if stated != is_text => return Err(conflict()),
        Some(None) if is_text => state(headers, CONTENT_TYPE),
        _ => {}
    }
    // How an answer is written is the caller's to choose: both are read.
    let accepted = headers.get(ACCEPT).filter(|_| is_text);
    if accepted.is_some_and(|value| stated(value).is_none() && is_one_of_json(value)) {
        state(headers, ACCEPT);
    }
    Ok(())
}

/// What a media type has as its parameter `IEEE754Compatible`.
fn stated(value: &HeaderValue) -> Option<bool> {
    let text = value.to_str().ok()?;
    text.split([';', ',']).skip(1).find_map(|parameter| {
        let (name, value) = parameter.split_once('=')?;
        let is_it = name.trim().eq_ignore_ascii_case("IEEE754Compatible");
        is_it.then(|| value.trim().trim_matches('"').eq_ignore_ascii_case("true"))
    })
}

fn is_one_of_json(value: &HeaderValue) -> bool {
    let text = value.to_str().unwrap_or_default().to_ascii_lowercase();
    text.contains("json") && !text.contains(',')
}

fn state(headers: &mut HeaderMap, name: HeaderName) {
    let Some(value) = headers.get_mut(name) else {
        return;
    };
    let text = [value.as_bytes(), b";IEEE754Compatible=true"].concat();
    // With a parameter more it is still a header.
    if let Ok(with) = HeaderValue::from_bytes(&text) {
        *value = with;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn agreed(content_type: &'static str, is_text: bool) -> Option<String> {
        let mut headers = HeaderMap::new();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(content_type));
        agree(&mut headers, is_text).ok()?;
        Some(headers[CONTENT_TYPE].to_str().unwrap().to_owned())
    }

    #[test]
    fn a_content_type_says_how_numbers_are_written() {
        for (set, is_text, sent) in [
            (
                "application/json;charset=utf-8",
                true,
                Some("application/json;charset=utf-8;IEEE754Compatible=true"),
            ),
            (
                "application/json; ieee754compatible=TRUE",
                true,
                Some("application/json; ieee754compatible=TRUE"),
            ),
            ("application/json;IEEE754Compatible=false", true, None),
            ("application/json;IEEE754Compatible=true", false, None),
            (
                "application/json;IEEE754Compatible=false",
                false,
                Some("application/json;IEEE754Compatible=false"),
            ),
            ("application/json", false, Some("application/json")),
        ] {
            assert_eq!(agreed(set, is_text).as_deref(), sent, "{set} {is_text}");
        }
    }
}
