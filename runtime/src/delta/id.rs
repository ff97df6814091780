//! Keys: of JSON members, of ids that are URLs, of key predicates; one text for one entity.

use crate::link::decode;
use crate::path::push_segment;
use crate::profile::is_type_segment;
use crate::types::TypeInfo;
use std::borrow::Cow;

/// The key in JSON members, as their raw text; none if one is missing or is no key value.
pub(super) fn of_members(ty: &TypeInfo, members: &[Option<&str>]) -> Option<String> {
    let values: Option<Vec<Cow<'_, str>>> = members.iter().map(|raw| value_text((*raw)?)).collect();
    let values = values?;
    (values.len() == ty.key.len()).then(|| joined(ty, &values))
}

/// The text of a JSON value that a key can have.
pub(super) fn value_text(raw: &str) -> Option<Cow<'_, str>> {
    match raw.as_bytes().first()? {
        b'"' => match raw.contains('\\') {
            true => serde_json::from_str::<String>(raw).ok().map(Cow::Owned),
            false => raw
                .strip_prefix('"')
                .and_then(|text| text.strip_suffix('"'))
                .map(Cow::Borrowed),
        },
        b'-' | b'0'..=b'9' | b't' | b'f' => Some(Cow::Borrowed(raw)),
        _ => None,
    }
}

/// One value as it is; of a key of several parts `a=1,b=x`, each value percent-encoded.
fn joined(ty: &TypeInfo, values: &[Cow<'_, str>]) -> String {
    if let [value] = values {
        return value.clone().into_owned();
    }
    let mut out = String::new();
    for (name, value) in ty.key.iter().zip(values) {
        if !out.is_empty() {
            out.push(',');
        }
        out.push_str(name);
        out.push('=');
        push_segment(&mut out, value);
    }
    out
}

/// The key in an entity's id: a URL that ends in a key predicate or in a key segment, or, as Dataverse writes it, the bare key.
pub(super) fn of_id(ty: &TypeInfo, id: &str) -> Option<String> {
    let path = id
        .split(['?', '#'])
        .next()
        .unwrap_or_default()
        .trim_end_matches('/');
    let mut segments = path.rsplit('/');
    let mut last = segments.next().unwrap_or_default();
    // A cast: `…/directoryObjects/{id}/Microsoft.DirectoryServices.User`.
    if is_cast(ty, last)
        && let Some(before) = segments.next().filter(|before| !before.is_empty())
    {
        last = before;
    }
    let predicate = last.split_once('(').filter(|(set, _)| is_name(set));
    if let Some(inside) = predicate.and_then(|(_, rest)| rest.strip_suffix(')')) {
        return of_predicate(ty, &decode(inside));
    }
    if ty.key.len() > 1 {
        return None;
    }
    // What has no slash is no URL, whatever is in it.
    let key = match id.contains('/') {
        true => decode(last),
        false => id.to_owned(),
    };
    (!key.is_empty()).then_some(key)
}

/// Whether text is the name of an entity set.
fn is_name(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
        && text.chars().all(|other| other.is_alphanumeric() || other == '_')
}

fn is_cast(ty: &TypeInfo, segment: &str) -> bool {
    ty.is_named(segment) || ty.is_base_of(segment) || is_type_segment(segment)
}

/// The key in what is between the parentheses.
fn of_predicate(ty: &TypeInfo, inside: &str) -> Option<String> {
    let parts: Vec<&str> = parts(inside).collect();
    if let ([part], [name]) = (parts.as_slice(), ty.key) {
        let named = part.split_once('=').filter(|(given, _)| given.trim() == *name);
        return Some(literal(named.map_or(*part, |(_, value)| value)).into_owned());
    }
    let value = |name: &&str| {
        let mut named = parts.iter().filter_map(|part| part.split_once('='));
        named
            .find(|(given, _)| given.trim() == *name)
            .map(|(_, value)| literal(value))
    };
    let values: Option<Vec<Cow<'_, str>>> = ty.key.iter().map(value).collect();
    Some(joined(ty, &values?))
}

/// Parts between commas; a comma in quotes separates nothing.
fn parts(inside: &str) -> impl Iterator<Item = &str> {
    let mut is_quoted = false;
    inside.split(move |character| {
        is_quoted ^= character == '\'';
        character == ',' && !is_quoted
    })
}

/// The value of a literal in a URL.
fn literal(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    let quoted = text.strip_prefix('\'').and_then(|text| text.strip_suffix('\''));
    match quoted {
        Some(text) if text.contains("''") => Cow::Owned(text.replace("''", "'")),
        Some(text) => Cow::Borrowed(text),
        None => Cow::Borrowed(text),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::types::TypeInfo;

    static ONE: TypeInfo = TypeInfo::new("n.customer").with_key(&["id"]);
    static TWO: TypeInfo = TypeInfo::new("n.line").with_key(&["order", "name"]);

    #[test]
    fn each_form_of_an_id_has_the_key() {
        for (id, key) in [
            ("Customers('ANTON')", Some("ANTON")),
            ("https://h/v/Customers('O%27%27Neil')", Some("O'Neil")),
            ("Customers(id='A')", Some("A")),
            ("Customers(5)", Some("5")),
            ("https://h/v1.0/users/a%20b/", Some("a b")),
            ("/users/a", Some("a")),
            (
                "522a2f7c-cb9c-df11-87df-005056c00008",
                Some("522a2f7c-cb9c-df11-87df-005056c00008"),
            ),
            (
                "https://h/directoryObjects/g/Microsoft.DirectoryServices.User",
                Some("g"),
            ),
            ("https://h/people/g/n.customer", Some("g")),
            ("", None),
            ("/", None),
            ("O'Neil & (co)?#50%25", Some("O'Neil & (co)?#50%25")),
        ] {
            assert_eq!(of_id(&ONE, id).as_deref(), key, "{id}");
        }
    }

    #[test]
    fn a_key_of_several_parts_is_one_text_however_it_came() {
        let by_members = of_members(&TWO, &[Some("1"), Some("\"a,b='c\"")]);
        assert_eq!(by_members.as_deref(), Some("order=1,name=a%2Cb%3D%27c"));
        assert_eq!(of_id(&TWO, "Lines(name='a,b=''c',order=1)"), by_members);
        assert_eq!(of_id(&TWO, "Lines(name='a')"), None);
        assert_eq!(of_id(&TWO, "Lines/1"), None);
        assert_eq!(of_members(&TWO, &[Some("1"), None]), None);
        assert_eq!(of_members(&ONE, &[Some("null")]), None);
        assert_eq!(of_members(&ONE, &[Some(r#""\u0061""#)]).as_deref(), Some("a"));
    }
}
