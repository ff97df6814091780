//! What a schema has of a type decides which type tags are read as one of it, and whether its own is sent.

use odata_entity::{ComplexType, Entity, Error, FromResponse, Patch, Request, TypeTag};
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "shop.graph.price", schema = "schemas/apps.csdl")]
struct Price {
    amount: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, ComplexType)]
#[odata(type = "shop.graph.size", schema = "schemas/apps.csdl")]
struct Size {
    width: Option<i32>,
}

/// Abstract, so no value is of it.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(type = "shop.graph.item", schema = "schemas/apps.csdl", path = "/items/{id}")]
struct Item {
    #[odata(key)]
    id: Option<String>,
    title: Option<String>,
    price: Option<Price>,
    size: Option<Size>,
    #[odata(navigation)]
    parts: Option<Vec<Self>>,
}

/// Not abstract, and another type is derived from it.
#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "shop.graph.app",
    schema = "schemas/apps.csdl",
    path = "/apps/{id}",
    path(
        among_all = "/items/{id}",
        always(template = "/apps/{id}", type_tag = "always")
    )
)]
struct App {
    #[odata(key)]
    id: Option<String>,
    title: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "shop.graph.book",
    schema = "schemas/apps.csdl",
    path = "/items/{id}/graph.book",
    path(plain = "/items/{id}")
)]
struct Book {
    #[odata(key)]
    id: Option<String>,
    pages: Option<i32>,
}

#[derive(Debug, Clone, PartialEq, Entity)]
#[odata(
    type = "shop.graph.shelf",
    schema = "schemas/apps.csdl",
    path = "/shelves/{id}"
)]
struct Shelf {
    #[odata(key)]
    id: Option<String>,
    label: Option<String>,
}

/// An abstract type, of which what its tag names can be created.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "shop.graph.item", schema = "schemas/apps.csdl", path = "/items/{id}")]
struct AnyItem {
    #[odata(tag)]
    tag: Option<String>,
    title: Option<String>,
}

fn answer(body: &Value) -> http::Response<Vec<u8>> {
    http::Response::new(body.to_string().into_bytes())
}

fn read<R: FromResponse>(request: &Request<R>, body: &Value) -> Result<R, Error> {
    request.read(answer(body))
}

fn accepts<R: FromResponse>(request: &Request<R>, tag: &str) -> bool {
    match read(request, &json!({"@odata.type": tag, "id": "1"})) {
        Ok(_) => true,
        Err(Error::Decode(error)) => {
            assert!(error.read_error().is_other_type(), "{error}");
            false
        }
        Err(error) => panic!("{error}"),
    }
}

fn body<R>(request: Request<R>) -> String {
    String::from_utf8(request.to_http("https://x.test").unwrap().into_body()).unwrap()
}

#[test]
fn where_the_place_declares_the_type_only_known_other_types_are_refused() {
    for tag in [
        "#shop.graph.app",
        "#graph.app",
        "SHOP.GRAPH.webApp",
        "#graph.webapp",
        "#shop.graph.newApp",
        "#other.app",
    ] {
        assert!(accepts(&App::path("1").get(), tag), "{tag}");
    }
    // Its bases, a type derived from one of them, and one that it has nothing in common with.
    for tag in [
        "#shop.graph.item",
        "#graph.entity",
        "#shop.graph.book",
        "#shop.graph.shelf",
        "#Shop.Graph.Price",
    ] {
        assert!(!accepts(&App::path("1").get(), tag), "{tag}");
        assert!(
            !accepts(
                &App::path("1").get(),
                &tag.replace('#', "https://x.test/$metadata#")
            ),
            "{tag}"
        );
    }
    assert!(accepts(&Shelf::path("1").get(), "#shop.graph.newShelf"));
    assert!(!accepts(&Shelf::path("1").get(), "#shop.graph.app"));
}

#[test]
fn where_the_path_declares_a_base_type_only_the_type_and_those_derived_from_it_are_read() {
    // The schema has what the path declares.
    for tag in ["#shop.graph.app", "#shop.graph.webApp"] {
        assert!(accepts(&App::among_all("1").get(), tag), "{tag}");
    }
    for tag in ["#shop.graph.newApp", "#shop.graph.book", "#shop.graph.item"] {
        assert!(!accepts(&App::among_all("1").get(), tag), "{tag}");
    }
    // Behind a cast the declared type is that of the cast.
    assert!(accepts(&Book::path("1").get(), "#shop.graph.newBook"));
    assert!(!accepts(&Book::plain("1").get(), "#shop.graph.newBook"));
    // What is read where nothing declares a type.
    let read: Result<App, _> = serde_json::from_value(json!({"@odata.type": "#shop.graph.webApp"}));
    assert!(read.is_ok());
    let read: Result<App, _> = serde_json::from_value(json!({"@odata.type": "#shop.graph.newApp"}));
    assert!(read.is_err());
}

#[test]
fn in_lists_and_inside_of_values_the_same_types_are_refused() {
    let page = json!({"value": [{"@odata.type": "#shop.graph.webApp", "id": "1"}, {"@odata.type": "#shop.graph.book", "id": "2"}]});
    let error = read(&App::collection().list(), &page).unwrap_err();
    assert!(error.to_string().contains("`shop.graph.book`"), "{error}");
    let page = read(&App::collection().list().skip_other_types(), &page).unwrap();
    assert_eq!((page.value.len(), page.skipped), (1, 1));

    let item = |price: &str, size: &str| {
        json!({"@odata.type": "#shop.graph.book", "price": {"@odata.type": price}, "size": {"@odata.type": size},
               "parts": [{"@odata.type": "#shop.graph.webApp"}]})
    };
    let request = Item::path("1").get();
    assert!(read(&request, &item("#shop.graph.salePrice", "#shop.graph.newSize")).is_ok());
    let error = read(&request, &item("#shop.graph.size", "#shop.graph.size")).unwrap_err();
    assert!(error.to_string().contains("price"), "{error}");
    assert!(read(&request, &item("#shop.graph.price", "#shop.graph.price")).is_err());
    let parts = json!({"parts": [{"@odata.type": "#shop.graph.shelf"}]});
    assert!(read(&request, &parts).is_err());
}

#[test]
fn a_patch_or_put_of_a_type_with_derived_types_has_no_tag_of_its_own() {
    let app = App {
        id: None,
        title: Some("x".into()),
    };
    let own = r##"{"@odata.type":"#shop.graph.app","title":"x"}"##;
    assert_eq!(
        body(App::path("1").patch(&App::patch().title("x"))),
        r#"{"title":"x"}"#
    );
    assert_eq!(body(App::path("1").put(&app)), r#"{"title":"x"}"#);
    // A new one is of this very type.
    assert_eq!(body(App::collection().create(&app)), own);
    // Who asks for it gets it: on a path, on a request.
    assert_eq!(body(App::always("1").patch(&app.to_patch())), own);
    assert_eq!(body(App::path("1").put(&app).type_tag(TypeTag::Always)), own);
    assert_eq!(
        body(App::among_all("1").put(&app).type_tag(TypeTag::Declared)),
        r#"{"title":"x"}"#
    );
    assert_eq!(app.to_patch().to_json().unwrap(), br#"{"title":"x"}"#);
    // An abstract type.
    assert_eq!(
        body(Item::path("1").patch(&Item::patch().title("x"))),
        r#"{"title":"x"}"#
    );
    // A type from which none is derived has its own.
    assert_eq!(
        body(Book::plain("1").patch(&Book::patch().pages(1))),
        r##"{"@odata.type":"#shop.graph.book","pages":1}"##
    );
}

#[test]
fn what_the_tag_of_an_abstract_type_names_can_be_created() {
    let mut item = AnyItem {
        tag: Some("#shop.graph.book".into()),
        title: Some("x".into()),
    };
    let tagged = r##"{"@odata.type":"#shop.graph.book","title":"x"}"##;
    assert_eq!(body(AnyItem::collection().create(&item)), tagged);
    assert_eq!(body(AnyItem::collection().create(item.to_create())), tagged);
    item.tag = None;
    let error = AnyItem::collection()
        .create(&item)
        .to_http("https://x.test")
        .unwrap_err();
    assert!(error.to_string().contains("`@odata.type`"), "{error}");
    assert!(error.to_string().contains("abstract type"), "{error}");
}
