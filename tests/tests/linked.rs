//! Entities by the ids that a service gives out: references that are followed, paths, sessions.

mod common;

use common::scripted::{Received, Scripted};
use odata_entity::client::NoToken;
use odata_entity::profile::redfish::provider::SessionProvider;
use odata_entity::profile::redfish::session::log_in;
use odata_entity::profile::{Profile, redfish};
use odata_entity::{
    AccessToken, AnyPath, Client, CollectionPath, Entity, EntityPath, Error, FixedToken, Linked, Page,
    Request,
};

const BASE: &str = "https://bmc.example/redfish/v1";

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "PascalCase")]
#[odata(type = "Chassis.Chassis", path = "/Chassis/{chassisId}")]
struct Chassis {
    #[odata(key)]
    id: Option<String>,
    name: Option<String>,
    #[odata(navigation)]
    contains: Option<Vec<Linked<Chassis>>>,
    #[odata(navigation)]
    parent: Option<Linked<Chassis>>,
}

fn url<R>(request: &Request<R>) -> Result<String, String> {
    let http = request.to_http(BASE).map_err(|error| error.to_string())?;
    Ok(http.uri().to_string())
}

#[test]
fn an_id_is_followed_within_the_origin_alone() {
    let get = |id: &str| url(&EntityPath::<Chassis>::from_id(id).get());
    for (id, expected) in [
        (
            "/redfish/v1/Chassis/1U",
            "https://bmc.example/redfish/v1/Chassis/1U",
        ),
        ("Chassis/1U", "https://bmc.example/redfish/v1/Chassis/1U"),
        (
            "https://bmc.example/redfish/v1/Chassis/1U",
            "https://bmc.example/redfish/v1/Chassis/1U",
        ),
        ("https://BMC.example:443/x", "https://BMC.example:443/x"),
    ] {
        assert_eq!(get(id).as_deref(), Ok(expected), "{id}");
    }
    for (id, reason) in [
        (
            "https://evil.example/redfish/v1/Chassis/1U",
            "leaves the scheme, host and port",
        ),
        ("//evil.example/x", "leaves the scheme, host and port"),
        ("http://bmc.example/x", "leaves the scheme, host and port"),
        (
            "/redfish/v1/Chassis/1U/Power#/PowerSupplies/0",
            "names a part of a resource",
        ),
        ("/redfish/v1/Chassis?$skip=1", "has a query"),
        ("", "leads nowhere"),
    ] {
        let error = get(id).unwrap_err();
        assert!(error.contains(reason), "{id}: {error}");
    }
}

#[test]
fn what_is_asked_at_an_id_is_as_at_any_path() {
    let path = EntityPath::<Chassis>::from_id("/redfish/v1/Chassis/1U");
    let patch = path.patch(&Chassis::patch().name("a")).to_http(BASE).unwrap();
    assert_eq!(
        patch.body(),
        br##"{"@odata.type":"#Chassis.Chassis","Name":"a"}"##
    );
    let nested = path.to(Chassis::PARENT).get().select_fields();
    let nested = url(&nested).unwrap();
    assert!(
        nested.starts_with("https://bmc.example/redfish/v1/Chassis/1U/Parent?$select=Id,Name"),
        "{nested}"
    );
    let list = CollectionPath::<Chassis>::from_id("/redfish/v1/Chassis")
        .list()
        .expand_raw(".($levels=1)");
    assert_eq!(
        url(&list).as_deref(),
        Ok("https://bmc.example/redfish/v1/Chassis?$expand=.($levels=1)")
    );
    let bound = Chassis::path("1").patch(&Chassis::patch().bind(Chassis::PARENT, &path));
    let body = String::from_utf8(bound.to_http(BASE).unwrap().into_body()).unwrap();
    assert!(
        body.contains(r#""Parent@odata.bind":"https://bmc.example/redfish/v1/Chassis/1U""#),
        "{body}"
    );
    let added = Chassis::path("1")
        .to(Chassis::CONTAINS)
        .add_ref(&path)
        .to_http(BASE)
        .unwrap();
    assert_eq!(
        added.body(),
        br#"{"@odata.id":"https://bmc.example/redfish/v1/Chassis/1U"}"#
    );
    let any: Request<()> = AnyPath::from_id("/redfish/v1/x").post(&serde_json::json!({}));
    assert_eq!(url(&any).as_deref(), Ok("https://bmc.example/redfish/v1/x"));
}

#[test]
fn a_reference_has_no_entity_and_what_is_expanded_has_one() {
    let chassis: Chassis = serde_json::from_str(
        r##"{"Contains":[{"@odata.id":"/a","@odata.etag":"\"1\""},
            {"@odata.type":"#Chassis.v1_2_0.Chassis","Id":"b","@odata.id":"/b","Parent":{"@odata.id":"/a"}}],
            "Contains@odata.count":2,"Parent":null}"##,
    )
    .unwrap();
    let contains = chassis.contains.unwrap();
    assert_eq!(chassis.parent, None);
    assert_eq!((&*contains[0].id, &contains[0].entity), ("/a", &None));
    let expanded = contains[1].clone().into_entity().unwrap();
    assert_eq!(
        (expanded.id.as_deref(), &*expanded.parent.unwrap().id),
        (Some("b"), "/a")
    );
    for faulty in [r#"{"Id":"b"}"#, "{}", r#"{"@odata.id":""}"#] {
        let error = serde_json::from_str::<Chassis>(&format!("{{\"Parent\":{faulty}}}")).unwrap_err();
        assert!(error.to_string().contains("@odata.id"), "{error}");
    }
    let shown = format!("{contains:?} {:?}", Linked::<Chassis>::new("/secret"));
    assert!(!shown.contains("secret") && !shown.contains("/b"), "{shown}");
}

#[test]
fn a_page_has_the_name_of_its_items_by_the_profile() {
    let request = Chassis::collection().list();
    let read = |profile: Profile, body: &str| -> Result<Page<Chassis>, Error> {
        let mut answer = http::Response::new(body.as_bytes().to_vec());
        profile.mark(&mut answer);
        request.read(answer)
    };
    let body = r#"{"Members":[{"Id":"1"}],"Members@odata.count":2,"Members@odata.nextLink":"/redfish/v1/Chassis?$skip=1"}"#;
    let page = read(redfish::profile(), body).unwrap();
    assert_eq!((page.value.len(), page.count), (1, Some(2)));
    assert_eq!(page.next_link.as_deref(), Some("/redfish/v1/Chassis?$skip=1"));
    let error = read(Profile::odata(), body).unwrap_err().to_string();
    assert!(
        error.contains("`value`") && error.contains("`redfish::profile()`"),
        "{error}"
    );
    let error = read(redfish::profile(), r#"{"value":[]}"#)
        .unwrap_err()
        .to_string();
    assert!(error.contains("`Members`"), "{error}");
}

#[tokio::test]
async fn a_refused_session_is_followed_by_another_and_each_token_is_hidden() {
    let server = Scripted::start(|request: &Received| {
        let token = request.header("x-auth-token");
        match (request.method.as_str(), token) {
            ("POST", None) => {
                let number = if request.body.contains("second") { 2 } else { 1 };
                format!(
                    "HTTP/1.1 201 Created\nLocation: /redfish/v1/SessionService/Sessions/{number}\nX-Auth-Token: session-{number}\n\n{{}}"
                )
            }
            ("GET", Some("session-1")) => {
                "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"Id\":\"1\"}".to_owned()
            }
            ("GET", Some(token)) => format!(
                "HTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n{{\"error\":{{\"code\":\"x\",\"message\":\"no {token}\"}}}}"
            ),
            _ => "HTTP/1.1 401 Unauthorized\n\n".to_owned(),
        }
    });
    let root = server.url("/redfish/v1");
    let anonymous = Client::new(&*root, NoToken).unwrap();
    let client = |token: AccessToken| Client::new(&*root, FixedToken::from(token)).unwrap();
    // It was good once: the provider is asked for another when the service refuses it.
    let sessions = SessionProvider::new(anonymous.clone(), "first", "p");
    let shared = Client::new(&*root, sessions.clone()).unwrap();
    for _ in 0..2 {
        shared.send(Chassis::path("1").get()).await.unwrap();
    }
    assert_eq!(server.requests().len(), 3, "one login");
    let second = anonymous.send(log_in("second", "p")).await.unwrap();
    let refused = client(second.token())
        .send(Chassis::path("1").get())
        .await
        .unwrap_err();
    let shown = format!("{refused} {refused:?} {second:?} {sessions:?}");
    assert!(shown.contains("no ") && !shown.contains("session-"), "{shown}");
    let log_out = second.log_out().explain().unwrap().curl();
    assert!(!log_out.contains("session-2"), "{log_out}");
    let curl = EntityPath::<Chassis>::from_id("/redfish/v1/Chassis/1U")
        .get()
        .explain()
        .unwrap()
        .curl();
    assert!(curl.contains("\"$ORIGIN/redfish/v1/Chassis/1U\""), "{curl}");

    let basic = AccessToken::basic("Aladdin", "open sesame").to_header().unwrap();
    assert_eq!(basic, "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ==");
    assert!(basic.is_sensitive());
    for faulty in [
        AccessToken::basic("a:b", "c"),
        AccessToken::basic("", "c"),
        AccessToken::in_header("not a name", "x"),
        AccessToken::in_header("x-auth-token", ""),
    ] {
        let error = client(faulty).send(Chassis::path("1").get()).await.unwrap_err();
        assert!(matches!(error, Error::Token(_)), "{error}");
    }
}

#[tokio::test]
async fn a_login_without_a_token_or_a_place_is_an_error() {
    for (headers, absent) in [
        ("Location: /redfish/v1/SessionService/Sessions/1", "X-Auth-Token"),
        ("X-Auth-Token: t", "Location"),
    ] {
        let server = Scripted::start(move |_: &Received| format!("HTTP/1.1 201 Created\n{headers}\n\n{{}}"));
        let client = Client::new(server.url("/redfish/v1"), NoToken).unwrap();
        let error = client.send(log_in("a", "b")).await.unwrap_err().to_string();
        assert!(error.contains(absent), "{error}");
    }
}

/// With the check on: links, actions and padded arrays are what the metadata declares.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "PascalCase")]
#[odata(
    type = "Rack.Rack",
    schema = "schemas/bmc.csdl",
    path = "/redfish/v1/Racks/{RackId}"
)]
struct Rack {
    #[odata(key)]
    id: Option<String>,
    slots: Option<Vec<Option<String>>>,
    #[odata(read_only)]
    actions: Option<odata_entity::profile::redfish::actions::Actions>,
    #[serde(rename = "@Redfish.Settings")]
    settings: Option<odata_entity::profile::redfish::settings::Settings>,
    #[odata(navigation)]
    boxes: Option<Vec<Linked<RackBox>>>,
    #[odata(navigation)]
    main: Option<Linked<RackBox>>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[serde(rename_all = "PascalCase")]
#[odata(type = "Rack.Box", schema = "schemas/bmc.csdl")]
struct RackBox {
    #[odata(key)]
    id: Option<String>,
}

#[test]
fn a_schema_takes_links_actions_and_padded_arrays() {
    let rack: Rack = serde_json::from_str(
        r##"{"Id":"1","Slots":["a",null],"Boxes":[{"@odata.id":"/b"}],"Main":{"@odata.id":"/m"},
            "Actions":{"#Rack.Reset":{"target":"/r"}}}"##,
    )
    .unwrap();
    assert_eq!(rack.actions.as_ref().unwrap().target("Rack.Reset"), Some("/r"));
    let patch = Rack::patch().slots(vec![Some("b".to_owned()), None]);
    let http = Rack::path("1")
        .patch(&patch)
        .to_http("https://bmc.example")
        .unwrap();
    assert_eq!(
        http.body(),
        br##"{"@odata.type":"#Rack.Rack","Slots":["b",null]}"##
    );
    let boxes = Rack::path("1").to(Rack::BOXES).list().linked();
    assert_eq!(
        boxes.to_http("https://bmc.example").unwrap().uri().path(),
        "/redfish/v1/Racks/1/Boxes"
    );
}
