//! Keys stay where a template puts them: whatever they hold, no other resource is reached.

use odata_entity::{Entity, Error, PathError, PathErrorKind};
use percent_encoding::percent_decode_str;
use proptest::prelude::*;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use url::Url;

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "n.item",
    path = "/sets/{setId}/items/{itemId}",
    path(
        predicate = "/sets('{setId}')/items('{itemId}')",
        literal = "/sets({setId})/items(id={itemId})",
        bare = "/sets/id={setId}/items/{itemId}:",
        deep = "/sets/{setId}/root:/{+itemPath}:/content",
        raw = "/sets/{setId!raw}/items/{itemId!raw}",
        numbered = "/numbered/{number: String}",
        twice = "/sets/{setId!twice}/items/{itemId!twice}",
    )
)]
struct Item {
    #[odata(key)]
    id: String,
}

/// The segments of the path as the parser of most HTTP clients sees them, decoded.
fn segments(path: &str) -> Vec<String> {
    let url = Url::parse(&format!("https://graph.example/v1.0{path}")).unwrap();
    assert_eq!(
        (url.host_str(), url.query(), url.fragment()),
        (Some("graph.example"), None, None)
    );
    url.path_segments()
        .unwrap()
        .map(|segment| decoded(segment).to_owned())
        .collect()
}

fn decoded(text: &str) -> String {
    percent_decode_str(text).decode_utf8().unwrap().into_owned()
}

fn refused(kind: &PathErrorKind, key: &str) {
    for (placeholder, path) in [("setId", Item::path(key, "b")), ("itemId", Item::path("a", key))] {
        let error = path.as_str().unwrap_err();
        assert_eq!(
            (error.kind(), error.placeholder()),
            (kind, placeholder),
            "{key:?}"
        );
        assert_eq!(error.template(), "/sets/{setId}/items/{itemId}");
        assert!(
            error.to_string().contains(&format!("`{{{placeholder}}}`")),
            "{error}"
        );
        let built = path.get().to_http("https://graph.example").unwrap_err();
        assert!(matches!(built, Error::Path(built) if built == error));
    }
}

#[test]
fn an_empty_key_is_refused() {
    refused(&PathErrorKind::Empty, "");
    // A literal without quotes, and text that is the literal itself.
    for path in [Item::bare("", "b"), Item::raw("", "b"), Item::twice("a", "")] {
        assert_eq!(path.as_str().unwrap_err().kind(), &PathErrorKind::Empty, "{path}");
    }
    for path in ["", "a//b", "/a", "a/"] {
        let path = Item::deep("s", path);
        assert_eq!(path.as_str().unwrap_err().kind(), &PathErrorKind::Empty, "{path}");
    }
}

#[test]
fn an_empty_text_in_a_predicate_is_a_value() {
    assert_eq!(Item::predicate("a", "").as_str(), Ok("/sets('a')/items('')"));
    assert_eq!(Item::predicate("", "").as_str(), Ok("/sets('')/items('')"));
    assert_eq!(Item::literal("a", "").as_str(), Ok("/sets('a')/items(id='')"));
    assert_eq!(Item::literal("", "b").as_str(), Ok("/sets('')/items(id='b')"));
}

#[test]
fn dot_segments_are_refused_where_parsers_fold_them() {
    refused(&PathErrorKind::DotSegment, ".");
    refused(&PathErrorKind::DotSegment, "..");
    assert_eq!(
        Item::raw("..", "b").as_str().unwrap_err().kind(),
        &PathErrorKind::DotSegment
    );
    for path in ["..", "a/../b", "./a"] {
        let path = Item::deep("s", path);
        assert_eq!(
            path.as_str().unwrap_err().kind(),
            &PathErrorKind::DotSegment,
            "{path}"
        );
    }
    assert_eq!(
        segments(Item::predicate("..", ".").as_str().unwrap()),
        ["v1.0", "sets('..')", "items('.')"]
    );
    assert_eq!(
        segments(Item::path("...", ".hidden").as_str().unwrap()),
        ["v1.0", "sets", "...", "items", ".hidden"]
    );
}

#[test]
fn a_dollar_is_refused_in_a_plain_segment_and_shown_in_a_predicate() {
    for key in ["$count", "$x@y.com", "$"] {
        refused(&PathErrorKind::Dollar, key);
    }
    let error = Item::path("a", "$count").as_str().unwrap_err();
    assert!(
        error
            .to_string()
            .ends_with("use the predicate form `/sets/{setId}/items('{itemId}')`"),
        "{error}"
    );
    assert_eq!(
        Item::predicate("a", "$count").as_str(),
        Ok("/sets('a')/items('%24count')")
    );
    assert_eq!(Item::path("a$b", "x$").as_str(), Ok("/sets/a%24b/items/x%24"));
    assert_eq!(Item::raw("$a", "b").as_str(), Ok("/sets/%24a/items/b"));
    assert_eq!(
        Item::twice("a", "$count").as_str().unwrap_err().kind(),
        &PathErrorKind::Dollar
    );
}

#[test]
fn the_predicate_form_is_shown_for_every_plain_placeholder() {
    let shown = |path: odata_entity::EntityPath<Item>| {
        let error = path.as_str().unwrap_err().to_string();
        error.split_once("system resource there").unwrap().1.to_owned()
    };
    assert_eq!(
        shown(Item::path("$a", "b")),
        ": use the predicate form `/sets('{setId}')/items/{itemId}`"
    );
    assert_eq!(
        shown(Item::twice("$a", "b")),
        ": use the predicate form `/sets('{setId!twice}')/items/{itemId!twice}`"
    );
    assert_eq!(
        shown(Item::numbered("$a")),
        ": use the predicate form `/numbered('{number: String}')`"
    );
    // Several segments are no key.
    assert_eq!(shown(Item::deep("s", "a/$b")), "");
}

#[test]
fn every_other_key_is_one_segment() {
    for (key, written) in [
        ("a/b", "a%2Fb"),
        ("a?b", "a%3Fb"),
        ("a#b", "a%23b"),
        ("%2e%2e", "%252e%252e"),
        ("a%2Fb", "a%252Fb"),
        ("'", "%27"),
        (" ", "%20"),
        ("a b", "a%20b"),
        ("\\..\\", "%5C..%5C"),
        ("\t", "%09"),
        ("\u{0}\r\n\u{7f}", "%00%0D%0A%7F"),
        ("😀", "%F0%9F%98%80"),
        ("a/b?c#d%2F", "a%2Fb%3Fc%23d%252F"),
        ("../..", "..%2F.."),
        ("://evil.example", "%3A%2F%2Fevil.example"),
    ] {
        let path = Item::path(key, key);
        let path = path.as_str().unwrap();
        assert_eq!(path, format!("/sets/{written}/items/{written}"));
        assert_eq!(segments(path), ["v1.0", "sets", key, "items", key]);
    }
}

#[test]
fn errors_show_neither_more_nor_less_than_the_key_as_written() {
    let error: PathError = Item::path("..", "b").as_str().unwrap_err();
    assert_eq!(error.key(), "..");
    assert_eq!(
        error.to_string(),
        "the key for `{setId}` in `/sets/{setId}/items/{itemId}` is `..`, which URL parsers fold away: no path can carry \
         it as a segment"
    );
}

/// Text that is likely to break a path.
fn keys() -> impl Strategy<Value = String> {
    let chars = proptest::collection::vec(any::<char>(), 0..8).prop_map(|chars| chars.into_iter().collect());
    prop_oneof![chars, "[./%$a'?#:;@&=+,()\\\\ 02eEfF]{0,7}", "[a-z0-9-]{1,12}"]
}

/// What a plain segment refuses.
fn expected(key: &str) -> Option<PathErrorKind> {
    match key {
        "" => Some(PathErrorKind::Empty),
        "." | ".." => Some(PathErrorKind::DotSegment),
        _ if key.starts_with('$') => Some(PathErrorKind::Dollar),
        _ => None,
    }
}

/// What the properties below are about comes up often enough to be tested by them.
#[test]
fn keys_of_every_kind_come_up() {
    let mut random = TestRunner::deterministic();
    let (mut kept, mut encoded, mut refused) = (0, 0, [0; 3]);
    for _ in 0..1_000 {
        let key = keys()
            .new_tree(&mut random)
            .expect("nothing is filtered")
            .current();
        match expected(&key) {
            None if Item::path(&key, "b").as_str().unwrap().contains('%') => encoded += 1,
            None => kept += 1,
            Some(PathErrorKind::Empty) => refused[0] += 1,
            Some(PathErrorKind::DotSegment) => refused[1] += 1,
            Some(_) => refused[2] += 1,
        }
    }
    assert!(kept >= 100 && encoded >= 100, "{kept} {encoded}");
    assert!(refused.iter().all(|times| *times > 0), "{refused:?}");
}

proptest! {
    #[test]
    fn any_two_keys_come_back_from_a_parsed_url_or_are_refused(a in keys(), b in keys()) {
        let path = Item::path(&a, &b);
        match (path.as_str(), expected(&a), expected(&b)) {
            (Ok(path), None, None) => prop_assert_eq!(segments(path), ["v1.0", "sets", &*a, "items", &*b]),
            (Err(error), Some(kind), _) => {
                prop_assert_eq!((error.kind(), error.placeholder()), (&kind, "setId"));
            }
            (Err(error), None, Some(kind)) => {
                prop_assert_eq!((error.kind(), error.placeholder()), (&kind, "itemId"));
            }
            (found, ..) => prop_assert!(false, "{a:?} {b:?}: {found:?}"),
        }
    }

    #[test]
    fn in_quotes_any_key_comes_back(a in keys(), b in keys()) {
        for (path, name) in [(Item::predicate(&a, &b), ""), (Item::literal(&a, &b), "id=")] {
            let quoted = |key: &str| format!("'{}'", key.replace('\'', "''"));
            let (set, item) = (format!("sets({})", quoted(&a)), format!("items({name}{})", quoted(&b)));
            prop_assert_eq!(segments(path.as_str().unwrap()), ["v1.0", &*set, &*item]);
        }
    }

    #[test]
    fn a_key_of_several_segments_comes_back_segment_by_segment(parts in proptest::collection::vec(keys(), 1..4)) {
        let joined = parts.join("/");
        let expected = joined.split('/').find_map(expected);
        let path = Item::deep("s", &joined);
        match (path.as_str(), expected) {
            (Ok(path), None) => {
                let segments = segments(path);
                let found = segments[4..segments.len() - 1].join("/");
                prop_assert_eq!(found, format!("{joined}:"));
            }
            (Err(error), Some(kind)) => {
                prop_assert_eq!((error.kind(), error.placeholder()), (&kind, "itemPath"));
            }
            (found, expected) => prop_assert!(false, "{joined:?}: {found:?}, not {expected:?}"),
        }
    }

    #[test]
    fn twice_encoded_keys_come_back_after_decoding_twice(a in keys()) {
        let path = Item::twice("s", &a);
        match (path.as_str(), expected(&a)) {
            (Ok(path), None) => {
                let once = segments(path).pop().unwrap();
                prop_assert_eq!(decoded(&once), a);
            }
            (Err(error), Some(kind)) => prop_assert_eq!(error.kind(), &kind),
            (found, expected) => prop_assert!(false, "{a:?}: {found:?}, not {expected:?}"),
        }
    }
}
