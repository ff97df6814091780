//! Where paths lead, and why they do not.

mod common;

use common::library;
use odata_entity_csdl::{Reached, Segment};

fn end(path: &str) -> Result<String, String> {
    let schema = library();
    match schema.route(&Segment::split(path)) {
        Ok(route) => Ok(route
            .end()
            .and_then(|end| end.ty.as_ref())
            .map_or("nothing".into(), ToString::to_string)),
        Err(error) => Err(format!("{}: {error}", error.segment)),
    }
}

#[test]
fn paths_that_lead_somewhere() {
    for (path, ty) in [
        ("/works", "Collection(library.work)"),
        ("/works/{id}", "library.work"),
        ("/works('{id}')", "library.work"),
        ("/works(id='{id}')", "library.work"),
        ("/works/$count", "Edm.Int32"),
        ("/works/{id}/authors/{id}/works", "Collection(library.work)"),
        ("/works/{id}/authors/$ref", "Collection(library.people.person)"),
        ("/works/{id}/authors/{id}/$ref", "library.people.person"),
        (
            "/works/{id}/library.book/chapters(number={n},shelf={s})",
            "library.chapter",
        ),
        ("/works/self.book", "Collection(library.book)"),
        ("/works/{id}/library.map/$value", "Edm.Stream"),
        ("/works/{id}/title/$value", "Edm.String"),
        ("/bestseller/measures/height", "Edm.Int32"),
        ("/bestseller/measures/library.fullMeasures/width", "Edm.Int32"),
        ("/bestseller/lend", "nothing"),
        ("/bestseller/library.lend", "nothing"),
        ("/works/similar", "Collection(library.work)"),
        ("/works/similar()/{id}/publisher", "library.publisher"),
        ("/works/library.similar(marks={m})", "Collection(library.work)"),
        ("/works/library.book/similar()", "Collection(library.work)"),
        ("/people(address='{mail}')", "library.people.person"),
        ("/today()", "Edm.Date"),
        ("/works/{id}/somethingOpen", "Edm.Untyped"),
        ("/works/{id}:/{+path}:/title", "Edm.String"),
    ] {
        assert_eq!(end(path), Ok(ty.to_owned()), "{path}");
    }
}

#[test]
fn paths_that_lead_nowhere_say_where_and_why() {
    for (path, message) in [
        (
            "/work",
            "0: the service has no entity set or singleton `work`; the nearest is `works`",
        ),
        (
            "/{id}",
            "0: a path begins with an entity set or singleton, not with a key",
        ),
        (
            "/works/{id}/author",
            "2: `library.work` has no property or operation `author`; the nearest is `authors`",
        ),
        (
            "/works/similr",
            "1: `Collection(library.work)` has no property or operation `similr`; the nearest is `similar`",
        ),
        (
            "/works/first",
            "1: `Collection(library.work)` has no property or operation `first`; if it is a key, write it in parentheses: `('first')`",
        ),
        (
            "/works/authors",
            "1: a key is missing before `authors`, which `library.work` has and a collection of it has not; \
             if `authors` is a key itself, write it in parentheses: `('authors')`",
        ),
        (
            "/works/{id}/somethingOpen/{key}",
            "3: the name before this key is no declared member of its type, which is open and can have it as a value without a key: \
             correct the name, or drop the key",
        ),
        (
            "/works/{id}/somethingOpen/anything",
            "3: `anything` cannot be checked, as the name before it is no declared member of its type, which is open: correct that name, \
             or write a cast to the value's type between them, `/namespace.type/anything`",
        ),
        (
            "/bestseller/{id}",
            "1: the path leads to one `library.book` here, so there is nothing that a key could choose from: drop the key",
        ),
        (
            "/works(isbn={x})",
            "0: `isbn` is not the key of `library.work`; its key is `id`",
        ),
        (
            "/bestseller/chapters(number={n})",
            "1: `number` is not the key of `library.chapter`; its key is `number`, `shelf`",
        ),
        (
            "/works/{id}/library.bok",
            "2: the schema has no type, action or function `library.bok`; the nearest is `library.book`",
        ),
        (
            "/works/{id}/library.publisher",
            "2: `library.work` cannot be cast to `library.publisher`: neither is derived from the other",
        ),
        (
            "/publishers/{id}/lend",
            "2: `lend` cannot be called on `library.publisher`, but on `library.work`",
        ),
        (
            "/works/similar(mark={m})",
            "1: there is no `similar(mark)`, but `similar()` and `similar(marks)`",
        ),
        (
            "/bestseller/lend/title",
            "2: nothing can follow `library.lend`, which returns nothing, so `title` cannot",
        ),
        (
            "/works/{id}/title/x",
            "3: nothing can follow a value of the type `Edm.String`, so `x` cannot",
        ),
        ("/works/$count/x", "2: nothing can follow `$count`, so `x` cannot"),
        (
            "/bestseller/$count",
            "1: `$count` follows a collection, not `library.book`",
        ),
        (
            "/works/$value",
            "1: `$value` follows a single value or a stream, not `Collection(library.work)`",
        ),
        (
            "/bestseller/title/$ref",
            "2: `$ref` follows a navigation property, not a property of the type `Edm.String`",
        ),
    ] {
        assert_eq!(end(path), Err(message.to_owned()), "{path}");
    }
}

#[test]
fn every_segment_says_what_it_stands_for() {
    let schema = library();
    let route = schema
        .route(&Segment::split("/works/{id}/publisher"))
        .expect("leads somewhere");
    assert!(matches!(&route.locations[0].reached, Reached::Resource(works) if works.name == "works"));
    assert!(matches!(route.locations[1].reached, Reached::Key));
    let end = route.end().expect("three segments");
    assert!(matches!(&end.reached, Reached::Navigation(found) if found.by.name == "library.work"));
    assert_eq!(
        end.targets,
        [
            "library.service/works/publisher",
            "library.work/publisher",
            "library.publisher"
        ]
    );
    assert!(schema.route(&[]).expect("the root").end().is_none());
}
