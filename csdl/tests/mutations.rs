//! Documents that are broken at random: an answer or an error, never a panic.

mod common;

use common::LIBRARY;
use odata_entity_csdl::{Kind, Overlay, Schema, Segment};
use proptest::prelude::*;

/// Asks everything.
fn ask(text: &str) {
    let Ok(schema) = Schema::parse(text) else { return };
    for error in schema.check() {
        assert!(!error.to_string().is_empty());
    }
    for kind in [Kind::EntityType, Kind::ComplexType] {
        for name in schema.names(kind) {
            let _ = (
                schema.derived_types(&name),
                schema.other_types(&name, 64),
                schema.key_parts(&name),
                schema.alternate_keys(&name),
            );
            for declared in schema.properties(&name).unwrap_or_default() {
                let _ = schema.facts(&name, &declared.property.name);
                let _ = schema.allowed_values(&format!("{name}/{}", declared.property.name));
            }
        }
    }
    for path in [
        "/works/{id}/library.book/chapters(number={n},shelf={s})",
        "/works/similar()/{id}/author",
        "/today()",
    ] {
        match schema.route(&Segment::split(path)) {
            Ok(route) => drop(route.end().map(|end| end.restrictions(&schema))),
            Err(error) => assert!(!error.to_string().is_empty()),
        }
    }
    if let Ok(small) = schema.prune(&["library.book"], &[]) {
        assert!(Schema::parse(small.as_str()).is_ok(), "{small}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn a_document_that_ends_early(end in 0..LIBRARY.len()) {
        let end = (0..=end).rev().find(|end| LIBRARY.is_char_boundary(*end)).unwrap_or(0);
        ask(&LIBRARY[..end]);
    }

    #[test]
    fn a_document_with_other_characters(changes in prop::collection::vec((0..LIBRARY.len(), "[<>/\"'=&;!\\[\\]a{\u{e4} -]{0,3}"), 1..6)) {
        let mut text = LIBRARY.to_owned();
        for (at, replacement) in changes {
            if let Some((at, c)) = text.char_indices().nth(at % text.chars().count().max(1)) {
                text.replace_range(at..at + c.len_utf8(), &replacement);
            }
        }
        ask(&text);
    }

    #[test]
    fn a_document_with_parts_in_other_places(from in 0..LIBRARY.len(), length in 0..400_usize, to in 0..LIBRARY.len()) {
        let boundary = |at: usize| (0..=at.min(LIBRARY.len())).rev().find(|at| LIBRARY.is_char_boundary(*at)).unwrap_or(0);
        let part = &LIBRARY[boundary(from)..boundary(from + length).max(boundary(from))];
        let mut text = LIBRARY.to_owned();
        text.insert_str(boundary(to), part);
        ask(&text);
    }

    #[test]
    fn any_text(text in ".{0,200}") {
        let _ = (Schema::parse(text.as_str()), Overlay::parse(&text), Segment::split(&text));
        ask(&common::document(&text));
    }
}
