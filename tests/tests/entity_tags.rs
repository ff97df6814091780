//! Writes that need an entity tag are not sent without one: by type, by schema, by profile.

mod common;

use common::service::{STATUS, STATUS_ID, client, statuses};
use common::{ComplianceStatus, DeviceStatus};
use odata_entity::batch::Batch;
use odata_entity::profile::{EntityTags, Profile, Upsert};
use odata_entity::{Action, Client, Entity, Error, FixedToken, Json, Request, TypeTag, path};

const BASE: &str = "https://host.example/v1.0";

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(
    type = "microsoft.graph.plannerTask",
    path = "/planner/tasks/{taskId}",
    etag = "required"
)]
struct Task {
    #[odata(key)]
    id: Option<String>,
    title: Option<String>,
    #[odata(navigation)]
    details: Option<Box<Details>>,
}

/// It has its own word, whatever the type it embeds has.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "microsoft.graph.plannerTaskDetails")]
struct Details {
    #[odata(key)]
    id: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "microsoft.graph.subtask", path = "/planner/subtasks/{taskId}")]
struct Subtask {
    #[serde(flatten)]
    #[odata(base)]
    task: Task,
    part: Option<String>,
}

#[derive(Debug, Clone, Default, Action)]
#[odata(name = "close", on = Task)]
struct Close {}

#[derive(Debug, Clone, Default, Action)]
#[odata(name = "cancel", on = Order)]
struct Cancel {}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(
    type = "shop.orders.order",
    schema = "schemas/orders.csdl",
    path = "/orders({id})",
    path(draft = "/drafts({id})")
)]
struct Order {
    #[odata(key)]
    id: Option<String>,
    note: Option<String>,
    #[odata(navigation)]
    customer: Option<Box<Customer>>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(
    type = "shop.orders.line",
    schema = "schemas/orders.csdl",
    path = "/orders({order})/lines({id})"
)]
struct Line {
    #[odata(key)]
    id: Option<String>,
    note: Option<String>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(
    type = "shop.orders.customer",
    schema = "schemas/orders.csdl",
    path = "/customers({id})"
)]
struct Customer {
    #[odata(key)]
    id: Option<String>,
    note: Option<String>,
}

/// The word of the type counts, and not that of the schema.
#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(
    type = "shop.orders.order",
    schema = "schemas/orders.csdl",
    path = "/orders({id})",
    etag = "optional"
)]
struct OpenOrder {
    #[odata(key)]
    id: Option<String>,
    note: Option<String>,
}

/// What the request is refused with, or `None` where it would be sent.
fn refused<R>(request: &Request<R>, profile: &Profile) -> Option<String> {
    match request.to_http_for(BASE, profile) {
        Ok(_) => None,
        Err(error @ Error::EntityTagRequired { .. }) => Some(error.to_string()),
        Err(error) => panic!("{error}"),
    }
}

fn is_refused<R>(request: &Request<R>) -> bool {
    refused(request, &Profile::odata()).is_some()
}

#[test]
fn a_type_that_needs_an_entity_tag_is_not_changed_without_one() {
    let path = Task::path("t");
    let patch = Task::patch().title("a");
    let update = path.patch(&patch);
    assert!(is_refused(&update));
    assert!(is_refused(&path.put(&Task::default())));
    assert!(is_refused(&path.delete()));
    assert!(is_refused(&path.call(&Close {})));
    assert!(is_refused(&path.property(Task::TITLE).delete()));
    assert!(is_refused(&Subtask::path("t").delete()));
    // Where there is nothing yet, and of what is only read, there is no tag.
    assert!(!is_refused(&path.get()));
    assert!(!is_refused(&Task::collection().create(&Task::default())));
    assert!(!is_refused(&path.to(Task::DETAILS).clear_ref()));
    assert!(!is_refused(&path.to(Task::DETAILS).unrestricted().delete()));
    let message = refused(&update, &Profile::odata()).unwrap();
    assert!(
        message.contains("`PATCH /planner/tasks/{taskId}`") && message.contains("`if_match_of`"),
        "{message}"
    );
}

#[test]
fn every_condition_of_the_callers_own_is_one() {
    let path = Task::path("t");
    let update = || path.patch(&Task::patch().title("a"));
    for (request, name, value) in [
        (update().if_match("W/\"1\""), "if-match", "W/\"1\""),
        (update().any_version(), "if-match", "*"),
        (update().if_match_any(), "if-match", "*"),
        (update().with_header("If-Match", "W/\"1\""), "if-match", "W/\"1\""),
        (update().if_none_match_any(), "if-none-match", "*"),
    ] {
        let http = request.to_http(BASE).unwrap();
        assert_eq!(http.headers()[name], value);
    }
    let upsert = update().upsert().to_http(BASE).unwrap();
    assert!(!upsert.headers().contains_key("if-match"));
}

#[test]
fn a_schema_has_which_sets_need_one() {
    let note = Order::patch().note("a");
    assert!(is_refused(&Order::path("o").patch(&note)));
    assert!(is_refused(&Order::collection().key("o").patch(&note)));
    assert!(is_refused(&Order::path("o").call(&Cancel {})));
    assert!(is_refused(&Line::path("o", "l").delete()));
    assert!(!is_refused(&Order::draft("o").patch(&note)));
    assert!(!is_refused(&Customer::path("c").delete()));
    // It is the order that has a tag, and not what it leads to.
    let customer = Order::path("o").to(Order::CUSTOMER);
    assert!(!is_refused(&customer.patch(&Customer::patch().note("a"))));
    assert!(!is_refused(&customer.set_ref(&Customer::path("c"))));
    assert!(!is_refused(&OpenOrder::path("o").delete()));
}

#[test]
fn a_profile_has_it_for_all_types() {
    let update = DeviceStatus::path("c", "s").patch(&DeviceStatus::patch().user_name("a"));
    let untyped: Request<Json<serde_json::Value>> = path!("/a/{id}", "1").patch(&serde_json::json!({"a": 1}));
    let close = OpenTask::path("t").call(&CloseOpen {});
    for (tags, changes, actions) in [
        (EntityTags::ByType, false, false),
        (EntityTags::Changes, true, false),
        (EntityTags::ChangesAndActions, true, true),
    ] {
        let profile = Profile::odata().entity_tags(tags);
        assert_eq!(refused(&update, &profile).is_some(), changes, "{tags:?}");
        assert_eq!(refused(&untyped, &profile).is_some(), changes, "{tags:?}");
        assert_eq!(refused(&close, &profile).is_some(), actions, "{tags:?}");
    }
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "n.task", path = "/tasks/{taskId}")]
struct OpenTask {
    #[odata(key)]
    id: Option<String>,
}

#[derive(Debug, Clone, Default, Action)]
#[odata(name = "close", on = OpenTask)]
struct CloseOpen {}

#[test]
fn if_match_any_goes_out_by_itself_only_where_a_patch_would_create() {
    let guarded = Profile::odata().guards_updates(true);
    let sent = |request: &Request<odata_entity::Written<OpenTask>>, profile: &Profile| {
        let http = request.to_http_for(BASE, profile).unwrap();
        let value = |name| Some(http.headers().get(name)?.to_str().unwrap().to_owned());
        (value("if-match"), value("if-none-match"))
    };
    let patch = OpenTask::patch();
    let update = || OpenTask::path("t").patch(&patch).allow_empty();
    assert_eq!(sent(&update(), &guarded), (Some("*".into()), None));
    assert_eq!(sent(&update().if_match("\"1\""), &guarded).0.unwrap(), "\"1\"");
    assert_eq!(sent(&update().upsert(), &guarded), (None, None));
    let create_only = update().if_none_match_any();
    assert_eq!(sent(&create_only, &guarded), (None, Some("*".into())));
    assert_eq!(
        sent(&OpenTask::path("t").put(&OpenTask::default()), &guarded).0,
        None
    );
    assert_eq!(sent(&update(), &Profile::odata()).0, None);
    let by_host = update()
        .to_http("https://contoso.crm4.dynamics.com/api/data/v9.2")
        .unwrap();
    assert_eq!(by_host.headers()["if-match"], "*");
}

#[test]
fn an_upsert_is_written_as_the_service_has_it() {
    let request = OpenTask::path("t")
        .patch(&OpenTask::patch())
        .allow_empty()
        .upsert();
    for (upsert, preference) in [
        (Upsert::Plain, None),
        (Upsert::CreateIfMissing, Some("create-if-missing")),
    ] {
        let http = request
            .to_http_for(BASE, &Profile::odata().upsert(upsert))
            .unwrap();
        let sent = http.headers().get("prefer").map(|value| value.to_str().unwrap());
        assert_eq!(sent, preference);
    }
    let twice = request
        .clone()
        .prefer("create-if-missing")
        .prefer("return=minimal");
    let http = twice.to_http("https://graph.microsoft.com/v1.0").unwrap();
    assert_eq!(http.headers()["prefer"], "create-if-missing, return=minimal");
}

#[test]
fn a_bare_tag_is_not_sent_to_who_refuses_it() {
    let request = OpenTask::path("t").patch(&OpenTask::patch());
    let profile = Profile::odata().bare_tag(false);
    assert!(matches!(
        request.to_http_for(BASE, &profile),
        Err(Error::EmptyPatch)
    ));
    let request = request.allow_empty();
    assert!(matches!(
        request.to_http_for(BASE, &profile),
        Err(Error::BarePatch)
    ));
    assert!(request.type_tag(TypeTag::Never).to_http(BASE).is_ok());
}

#[tokio::test]
async fn of_a_batch_the_requests_have_entity_tags_and_never_the_batch() {
    let service = statuses().start().await;
    let client = Client::builder(service.base_url(), FixedToken::new(service.token()))
        .profile(Profile::odata().entity_tags(EntityTags::Changes))
        .build()
        .unwrap();
    let path = DeviceStatus::path("config-id", STATUS_ID);
    let patch = DeviceStatus::patch().status(ComplianceStatus::Error);
    let mut batch = Batch::new();
    let tagged = batch.add(path.patch(&patch).any_version());
    let bare = batch.add(path.patch(&patch));
    let mut results = client.send_batch(batch).await;
    assert!(matches!(results.take(bare), Err(Error::EntityTagRequired { .. })));
    let _ = results.take(tagged).unwrap();
    let requests = service.requests();
    assert_eq!((requests.len(), requests[0].header("if-match")), (1, None));
    let body: serde_json::Value = serde_json::from_slice(&requests[0].body).unwrap();
    assert_eq!(body["requests"].as_array().unwrap().len(), 1);
    assert_eq!(body["requests"][0]["headers"]["if-match"], "*");
    assert_eq!(service.entity(STATUS).unwrap()["status"], "error");
}

#[tokio::test]
async fn a_428_leads_to_the_entity_tag() {
    let service = statuses().start().await;
    service.inject(odata_entity_testing::Fault::status(428));
    let request = DeviceStatus::path("config-id", STATUS_ID).delete();
    let error = client(&service).send(request).await.unwrap_err();
    assert!(matches!(error, Error::PreconditionRequired(_)));
    let message = error.to_string();
    assert!(
        message.contains("`if_match_of`") && message.contains("`any_version`"),
        "{message}"
    );
}
