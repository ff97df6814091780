//! Text that goes out as it is, and what can be wrong with it. Each function gives the message, if there is one.

use std::borrow::Cow;

use super::placeholder;
use super::split;
use odata_entity_names::is_hidden;

/// What is wrong with the template's beginning; if nothing is, the rest after the leading `/`.
pub(super) fn path(text: &str) -> Result<&str, String> {
    if let Some((_, rest)) = text.split_once("://") {
        let path = rest.split_once('/').map_or("", |(_, path)| path);
        let path = path
            .strip_prefix("v1.0/")
            .or(path.strip_prefix("beta/"))
            .unwrap_or(path);
        return Err(format!(
            "a path has no scheme and host, the base URL is given when a request is built: write {:?}",
            format!("/{path}")
        ));
    }
    let bare = split::outside(text, '?')[0];
    if bare.len() < text.len() {
        let option = text[bare.len() + 1..].split('&').next().unwrap_or_default();
        let name = option.split('=').next().unwrap_or_default();
        if !name.is_empty() && !name.starts_with('$') {
            return Err(format!(
                "a path has no query string: write {bare:?} and set the option on the request, `.query({name:?}, …)`"
            ));
        }
        return Err(format!(
            "a path has no query string: write {bare:?} and set the options on the request (`.select(…)`, `.filter(…)`)"
        ));
    }
    match text.strip_prefix('/') {
        Some("") => Err("a path names a resource: write \"/things/{thingId}\"".to_owned()),
        Some(path) => Ok(path),
        None if text.is_empty() => Err("a path names a resource: write \"/things/{thingId}\"".to_owned()),
        None => Err(format!("a path starts with `/`: write {:?}", format!("/{text}"))),
    }
}

/// The message for an empty segment of the template `text`.
pub(super) fn empty_segment(text: &str) -> String {
    let fixed = match text.trim_end_matches('/').replace("//", "/") {
        nothing if nothing.is_empty() => "/things/{thingId}".to_owned(),
        fixed => fixed,
    };
    format!("the path has an empty segment: write {fixed:?}")
}

/// What is wrong with the braces of a segment; `before` is the segment before it.
pub(super) fn braces(segment: &str, before: &str) -> Option<String> {
    let mut open = false;
    for ch in segment.chars() {
        match ch {
            '{' if open => {
                return Some(format!(
                    "`{{` inside a placeholder in `{segment}`: close the first one with `}}`"
                ));
            }
            '{' => open = true,
            '}' if !open => {
                return Some(format!(
                    "`}}` without `{{` in `{segment}`: write `{{name}}` for a placeholder"
                ));
            }
            '}' => open = false,
            _ => {}
        }
    }
    open.then(|| {
        let name = segment.rsplit('{').next().unwrap_or_default();
        let proposal = placeholder::propose(name, before);
        format!("`{{` without `}}` in `{segment}`: write `{{{proposal}}}`")
    })
}

/// What is wrong with a segment that is a name; `before` is the segment before it.
pub(super) fn name(segment: &str, before: &str) -> Option<String> {
    if let Some(name) = segment.strip_prefix(':').or(segment.strip_prefix('<')) {
        let name = placeholder::propose(name.trim_end_matches('>'), before);
        return Some(format!("`{segment}` is not a placeholder: write `{{{name}}}`"));
    }
    if matches!(segment, "." | "..") {
        return Some(format!(
            "a path has no `{segment}` segment: write the path it leads to"
        ));
    }
    literal(segment.strip_suffix(':').unwrap_or(segment))
}

/// What is wrong with text that goes out as it is: unreserved characters, `$`, `@` and percent-encoded triplets are right; so is
/// what is beyond ASCII and can be seen, as names of OData have letters of any script: it goes out percent-encoded ([`encoded`]).
pub(super) fn literal(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let (_, wrong) = text.char_indices().find(|&(at, ch)| match ch {
        '%' => !bytes
            .get(at + 1..at + 3)
            .is_some_and(|hex| hex.iter().all(u8::is_ascii_hexdigit)),
        ch if ch.is_ascii() => !(ch.is_ascii_alphanumeric() || "-._~$@".contains(ch)),
        ch => ch.is_whitespace() || is_hidden(ch),
    })?;
    if wrong.is_whitespace() && text.trim().len() < text.len() {
        return Some(format!(
            "`{text}` has white space around it, which would be part of the path: write `{}`",
            text.trim()
        ));
    }
    let mut utf8 = [0; 4];
    let triplets = triplets(wrong.encode_utf8(&mut utf8));
    Some(format!(
        "`{wrong}` in the segment `{text}` is not a path character: write `{triplets}`"
    ))
}

/// A text with each character beyond ASCII percent-encoded (RFC 3986, section 2.1; RFC 3987, section 3.1).
pub(super) fn encoded(text: &str) -> Cow<'_, str> {
    if text.is_ascii() {
        return Cow::Borrowed(text);
    }
    let mut out = String::new();
    for ch in text.chars() {
        match ch.is_ascii() {
            true => out.push(ch),
            false => out.push_str(&triplets(ch.encode_utf8(&mut [0; 4]))),
        }
    }
    Cow::Owned(out)
}

fn triplets(text: &str) -> String {
    text.bytes().map(|byte| format!("%{byte:02X}")).collect()
}
