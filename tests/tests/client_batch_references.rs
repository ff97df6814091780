//! Batches whose requests begin at the results of earlier ones, or name them; and every kind of request in a batch.

mod common;

use common::clock::TestClock;
use odata_entity::batch::Batch;
use odata_entity::profile::{BatchUrls, Profile, graph};
use odata_entity::{
    Action, Client, Entity, Error, FixedToken, Function, Json, Media, Page, Projection, Request, RetryPolicy,
    Single, Written, path,
};
use odata_entity_testing::{BatchUrls as ServedUrls, EntityType, Fault, Property, Service};
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "shop.order", path = "/Orders/{orderId}")]
struct Order {
    #[odata(key)]
    id: Option<String>,
    note: Option<String>,
    #[odata(navigation)]
    customer: Option<Box<Customer>>,
    #[odata(navigation)]
    related: Option<Vec<Order>>,
}

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "shop.customer", path = "/Customers/{customerId}")]
struct Customer {
    #[odata(key)]
    id: Option<String>,
    name: Option<String>,
    #[odata(navigation)]
    orders: Option<Vec<Order>>,
}

#[derive(Debug, PartialEq, Projection)]
#[odata(of = Customer)]
struct Named {
    name: Option<String>,
}

#[derive(Debug, Action)]
#[odata(name = "shop.close", on = Customer, returns = Single<i32>)]
struct Close {
    reason: Option<String>,
}

#[derive(Debug, Function)]
#[odata(name = "shop.total", on = Customer, returns = Single<i32>)]
struct Total {
    year: i32,
}

async fn shop() -> Service {
    let customer = EntityType::new("shop.customer")
        .key("id")
        .property(Property::string("name"));
    let order = EntityType::new("shop.order")
        .key("id")
        .property(Property::string("note"))
        .property(Property::navigation("customer", customer.clone()))
        .property(Property::navigation("related", EntityType::new("shop.order").key("id")).collection());
    Service::builder()
        .base_path("/shop")
        .batch_urls(ServedUrls::OData)
        .entity_set("/Customers", customer)
        .entity_set("/Customers/{customer}/orders", order.clone())
        .entity_set("/Orders", order)
        .action("/Customers/{customer}/shop.close", |_| Some(json!({"value": 7})))
        .function("/Customers/{customer}/shop.total", |_| {
            Some(json!({"value": 2024}))
        })
        .insert("/Customers/c1", json!({"name": "One"}))
        .start()
        .await
}

fn client(service: &Service) -> Client {
    client_with(service, Profile::odata())
}

fn client_with(service: &Service, profile: Profile) -> Client {
    Client::builder(service.base_url(), FixedToken::new(service.token()))
        .profile(profile)
        .clock(TestClock::new())
        .retry(RetryPolicy::new().jitter(0.0))
        .build()
        .unwrap()
}

fn customer(name: &str) -> Customer {
    Customer {
        name: Some(name.to_owned()),
        ..Customer::default()
    }
}

fn order(note: &str) -> Order {
    Order {
        note: Some(note.to_owned()),
        ..Order::default()
    }
}

/// The requests of each batch that came in.
fn batches(service: &Service) -> Vec<Vec<Value>> {
    let bodies = service
        .requests()
        .into_iter()
        .filter_map(|request| request.json());
    bodies
        .map(|body| body["requests"].as_array().unwrap().clone())
        .collect()
}

#[tokio::test]
async fn a_request_begins_at_the_result_of_an_earlier_one() {
    let service = shop().await;
    let mut batch = Batch::new();
    let created = batch.add(Customer::collection().create(&customer("New")));
    let path = created.reference();
    let first = batch.add(path.to(Customer::ORDERS).create(&order("first")));
    let renamed = batch.add(path.patch(&Customer::patch().name("Renamed")));
    let read = batch.add_after([renamed.id()], path.get().select(Customer::NAME));
    let closed = batch.add(path.call(&Close { reason: None }));
    let total = batch.add(path.call(&Total { year: 2024 }));
    let noted = batch.add(
        first
            .reference()
            .patch(&Order::patch().note("changed").bind(Order::CUSTOMER, &path)),
    );
    let mut results = client(&service).send_batch(batch).await;
    let id = results
        .take(created)
        .unwrap()
        .into_entity()
        .and_then(|one| one.id)
        .unwrap();
    assert!(matches!(results.take(first), Ok(Written::Entity(_))));
    assert_eq!(results.take(read).unwrap().name.as_deref(), Some("Renamed"));
    assert_eq!(results.take(closed).unwrap().0, 7);
    assert_eq!(results.take(total).unwrap().0, 2024);
    let noted = results.take(noted).unwrap().into_entity().unwrap();
    assert_eq!(noted.note.as_deref(), Some("changed"));
    let orders = service.entities(&format!("/Customers/{id}/orders"));
    assert_eq!(
        orders[0]["customer@odata.bind"],
        json!(format!("{}/Customers/{id}", service.base_url()))
    );

    let sent = batches(&service);
    let sent: Vec<Value> = sent[0]
        .iter()
        .map(|item| json!([item["method"], item["url"], item["dependsOn"]]))
        .collect();
    assert_eq!(
        sent,
        [
            json!(["POST", "Customers", null]),
            json!(["POST", "$0/orders", ["0"]]),
            json!(["PATCH", "$0", ["0"]]),
            json!(["GET", "$0?$select=name", ["2", "0"]]),
            json!(["POST", "$0/shop.close", ["0"]]),
            json!(["GET", "$0/shop.total(year=2024)", ["0"]]),
            json!(["PATCH", "$1", ["1", "0"]]),
        ]
    );
    assert_eq!(batches(&service)[0][6]["body"]["customer@odata.bind"], "$0");
}

#[tokio::test]
async fn what_is_named_in_a_reference_is_the_result() {
    let service = shop().await;
    let mut batch = Batch::new();
    let one = batch.add(Order::collection().create(&order("one")));
    let two = batch
        .add(Order::collection().create(order("two").to_create().bind(Order::RELATED, &one.reference())));
    let read = batch.add(Customer::path("c1").get());
    let set = batch.add(one.reference().to(Order::CUSTOMER).set_ref(&read.reference()));
    let add = batch.add(one.reference().to(Order::RELATED).add_ref(&two.reference()));
    let any = batch.add(two.any_reference().get::<Json<Value>>());
    let mut results = client(&service).send_batch(batch).await;
    results.take(any).unwrap();
    results.take(set).unwrap();
    results.take(add).unwrap();
    let sent = &batches(&service)[0];
    assert_eq!(sent[1]["body"]["related@odata.bind"], json!(["$0"]));
    assert_eq!(
        (&sent[3]["url"], &sent[3]["body"]),
        (&json!("$0/customer/$ref"), &json!({"@odata.id": "$2"}))
    );
    assert_eq!(
        (&sent[4]["url"], &sent[4]["body"]),
        (&json!("$0/related/$ref"), &json!({"@odata.id": "$1"}))
    );
    assert_eq!(
        (&sent[4]["dependsOn"], &sent[5]["url"]),
        (&json!(["0", "1"]), &json!("$1"))
    );
}

#[tokio::test]
async fn what_is_sent_again_in_another_batch_has_the_url_of_the_result() {
    let service = shop().await;
    service.inject(Fault::status(429).in_batch().after(1).once());
    let mut batch = Batch::new();
    let created = batch.add(Customer::collection().create(&customer("New")));
    let orders = created.reference().to(Customer::ORDERS);
    let entity = order("late");
    let bound = entity.to_create().bind(Order::CUSTOMER, &created.reference());
    let late = batch.add(orders.create(bound).repeatable());
    let after = batch.add(late.reference().get());
    let mut results = client(&service).send_batch(batch).await;
    assert!(results.take(late).unwrap().entity().is_some());
    assert_eq!(results.take(after).unwrap().note.as_deref(), Some("late"));
    let id = results
        .take(created)
        .unwrap()
        .into_entity()
        .and_then(|one| one.id)
        .unwrap();
    let sent = batches(&service);
    let urls: Vec<Vec<&str>> = sent
        .iter()
        .map(|batch| batch.iter().map(|item| item["url"].as_str().unwrap()).collect())
        .collect();
    let again = format!("Customers/{id}/orders");
    assert_eq!(
        urls,
        [vec!["Customers", "$0/orders", "$1"], vec![again.as_str(), "$1"]]
    );
    assert_eq!(
        sent[1][0]["body"]["customer@odata.bind"],
        json!(format!("{}/Customers/{id}", service.base_url()))
    );
    assert_eq!(sent[1][0]["dependsOn"], Value::Null);
}

#[tokio::test]
async fn without_a_url_of_the_result_it_is_not_sent_again() {
    let service = shop().await;
    let created = Fault::status(201).body("application/json", r#"{"id":"x"}"#);
    service.inject(created.in_batch().once());
    service.inject(Fault::status(429).in_batch().once());
    let mut batch = Batch::new();
    let created = batch.add(Customer::collection().create(&customer("New")));
    let late = batch.add(
        created
            .reference()
            .to(Customer::ORDERS)
            .create(&order("late"))
            .repeatable(),
    );
    let mut results = client(&service).send_batch(batch).await;
    assert!(results.take(created).is_ok());
    let error = results.take(late).unwrap_err();
    assert!(error.to_string().contains("no URL of the entity"), "{error}");
    assert_eq!(batches(&service).len(), 1);
}

#[tokio::test]
async fn a_reference_is_refused_where_it_leads_nowhere() {
    let service = shop().await;
    let (mut one, mut two) = (Batch::new(), Batch::new());
    let created = one.add(Customer::collection().create(&customer("New")));
    let path = created.reference();
    // In another batch, before what it names, or by itself.
    let elsewhere = two.add(path.get());
    let bound = two.add(Order::collection().create(order("x").to_create().bind(Order::CUSTOMER, &path)));
    let named = two.add(Order::path("o").to(Order::CUSTOMER).set_ref(&path));
    let mut results = client(&service).send_batch(two).await;
    assert!(matches!(results.take(elsewhere), Err(Error::Batch(_))));
    assert!(matches!(results.take(bound), Err(Error::Batch(_))));
    assert!(matches!(results.take(named), Err(Error::Batch(_))));
    let alone = |request: Result<http::Request<Vec<u8>>, Error>| {
        assert!(matches!(request, Err(Error::Batch(reason)) if reason.contains("add it to that batch")));
    };
    alone(path.get().to_http(service.base_url()));
    alone(
        Order::collection()
            .create(order("x").to_create().bind(Order::CUSTOMER, &path))
            .to_http(service.base_url()),
    );
    alone(
        Order::path("o")
            .to(Order::RELATED)
            .add_ref(&path)
            .to_http(service.base_url()),
    );
    assert!(matches!(
        client(&service).send(path.get()).await,
        Err(Error::Batch(_))
    ));
    // A key is needed to remove it from a collection.
    let removed = one.add(Order::path("o").to(Order::RELATED).remove_ref(&path));
    let by_id = one.add(Order::path("o").to(Order::RELATED).remove_ref_by_id(&path));
    let mut results = client(&service).send_batch(one).await;
    assert!(matches!(results.take(removed), Err(Error::Text(_))));
    assert!(matches!(results.take(by_id), Err(Error::Batch(_))));
    assert!(results.take(created).is_ok());
}

#[tokio::test]
async fn a_service_that_does_not_document_references_is_not_sent_any() {
    let service = shop().await;
    for profile in [
        graph::profile().batch_urls(BatchUrls::Relative),
        Profile::odata().batch_references(false),
    ] {
        let mut batch = Batch::new();
        let created = batch.add(Customer::collection().create(&customer("New")));
        let first = batch.add(created.reference().to(Customer::ORDERS).create(&order("first")));
        let bound = batch.add(
            Order::collection().create(order("x").to_create().bind(Order::CUSTOMER, &created.reference())),
        );
        let mut results = client_with(&service, profile).send_batch(batch).await;
        assert!(results.take(created).is_ok(), "the others are sent");
        let error = results.take(first).unwrap_err();
        assert!(error.to_string().contains("documents no references"), "{error}");
        assert!(matches!(results.take(bound), Err(Error::Batch(_))));
    }
    assert!(service.entities("/Orders").is_empty());
}

/// The bytes of a stream are base64 in a batch's answer, whatever the kind of request that asked for them.
fn photo() -> Request<Media> {
    path!("/Customers/{id}/photo/$value", "c1").bytes()
}

#[tokio::test]
async fn every_kind_of_request_goes_in_a_batch() {
    let service = shop().await;
    let bytes = Fault::status(200).body("image/png", vec![0xff, 0xfe, 0]);
    service.inject(bytes.in_batch().path("/Customers/c1/photo/$value").once());
    let refs = Fault::status(200).body("application/json", r#"{"value":[{"@odata.id":"x"}]}"#);
    service.inject(refs.in_batch().path("/Customers/c1/orders/$ref").once());
    let mut batch = Batch::new();
    let any = batch.add(path!("/Customers/{id}", "c1").get::<Json<Value>>());
    let posted = batch.add(path!("/Customers").post::<Customer>(&json!({"name": "Posted"})));
    let count = batch.add(Customer::collection().count());
    let named = batch.add(Customer::path("c1").get_as::<Named>());
    let list = batch.add(Customer::collection().list_as::<Named>().top(1));
    let action = batch.add(Customer::path("c1").call(&Close {
        reason: Some("x".to_owned()),
    }));
    let function = batch.add(Customer::path("c1").call(&Total { year: 1 }));
    let property = batch.add(Customer::path("none").get().optional().none_if_not_found());
    let refs = batch.add(Customer::path("c1").to(Customer::ORDERS).refs());
    let photo = batch.add(photo());
    let mut results = client(&service).send_batch(batch).await;
    assert_eq!(results.take(any).unwrap().0["name"], "One");
    assert_eq!(results.take(posted).unwrap().name.as_deref(), Some("Posted"));
    assert_eq!(results.take(count).unwrap(), 2);
    assert_eq!(results.take(named).unwrap().name.as_deref(), Some("One"));
    let page: Page<Named> = results.take(list).unwrap();
    assert_eq!(page.value.len(), 1);
    assert_eq!(results.take(action).unwrap().0, 7);
    assert_eq!(results.take(function).unwrap().0, 2024);
    assert_eq!(results.take(property).unwrap(), None);
    assert!(results.take(refs).unwrap().value[0].id.ends_with("/orders/x"));
    assert_eq!(
        results.take(photo).unwrap().into_bytes(),
        Some(vec![0xff, 0xfe, 0])
    );
    assert_eq!(batches(&service).len(), 1);
}
