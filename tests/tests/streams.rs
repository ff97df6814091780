//! Stream properties: read as links, written at their own URL, in no body.

use odata_entity::{ComplexType, Entity};
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Default, ComplexType)]
#[odata(type = "n.cover")]
struct Cover {
    title: Option<String>,
    #[odata(stream)]
    image: Option<Value>,
    #[serde(rename = "image@odata.mediaReadLink")]
    image_link: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "camelCase")]
#[odata(
    type = "n.book",
    path = "/books/{id}",
    path(content = "/books/{id}/content", media = "/books/{id}/$value"),
    type_tag = "never"
)]
struct Book {
    #[odata(key)]
    id: Option<String>,
    title: Option<String>,
    #[odata(stream)]
    content: Option<Value>,
    #[serde(rename = "content@odata.mediaReadLink")]
    content_link: Option<String>,
    #[serde(rename = "content@odata.mediaContentType")]
    content_type: Option<String>,
    #[serde(rename = "@odata.mediaEtag")]
    media_etag: Option<String>,
    cover: Option<Cover>,
}

fn book() -> Book {
    serde_json::from_value(json!({
        "id": "1", "title": "t", "content@odata.mediaReadLink": "https://x/books/1/content",
        "content@odata.mediaContentType": "text/plain", "@odata.mediaEtag": "\"2\"",
        "cover": {"title": "c", "image@odata.mediaReadLink": "books/1/cover/image"},
    }))
    .unwrap()
}

fn body(request: &odata_entity::Request<impl Sized>) -> Value {
    serde_json::from_slice(request.to_http("https://x").unwrap().body()).unwrap()
}

#[test]
fn the_links_of_a_stream_are_read() {
    let book = book();
    assert_eq!(book.content_link.as_deref(), Some("https://x/books/1/content"));
    assert_eq!(book.content_type.as_deref(), Some("text/plain"));
    assert_eq!(book.media_etag.as_deref(), Some("\"2\""));
    assert_eq!(
        book.cover.unwrap().image_link.as_deref(),
        Some("books/1/cover/image")
    );
}

#[test]
fn a_stream_is_in_no_body() {
    let before = book();
    let mut after = before.clone();
    after.content = Some(json!("inline"));
    after.content_link = Some("elsewhere".into());
    after.media_etag = None;
    if let Some(cover) = &mut after.cover {
        (cover.image, cover.image_link) = (Some(json!("inline")), None);
    }
    assert!(before.diff(&after).is_empty());
    assert!(before.diff_lossy(&after).is_empty());
    let whole = json!({"title": "t", "cover": {"title": "c"}});
    assert_eq!(body(&Book::path("1").patch(&after.to_patch())), whole);
    assert_eq!(body(&Book::path("1").put(&after)), whole);
    assert_eq!(body(&Book::collection().create(&after)), whole);
    after.title = Some("u".into());
    assert_eq!(
        body(&Book::path("1").patch(&before.diff(&after))),
        json!({"title": "u"})
    );
    // A name for `$select`, as all properties have.
    assert_eq!(Book::CONTENT.name(), "content");
}

#[test]
fn the_bytes_are_at_the_streams_own_url() {
    let uri = |request: &odata_entity::Request<_>| request.to_http("https://x").unwrap().uri().to_string();
    assert_eq!(
        uri(&Book::path("a/b").stream("content")),
        "https://x/books/a%2Fb/content"
    );
    assert_eq!(Book::media("1").as_str(), Ok("/books/1/$value"));
    assert_eq!(Book::content("1").as_str(), Ok("/books/1/content"));
    let answer = http::Response::new(b"\x00\xff".to_vec());
    let media = Book::path("1").stream("content").read(answer).unwrap();
    assert_eq!(media.into_bytes().as_deref(), Some(&b"\x00\xff"[..]));
    assert_eq!(uri(&Book::path("1").media()), "https://x/books/1/$value");
}
