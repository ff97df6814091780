//! Answers that are not OData, changed before they are read: alone, in a batch, in bulk, from a monitor.

mod common;

use common::clock::TestClock;
use common::scripted::{Received, Scripted};
use futures_util::TryStreamExt;
use odata_entity::batch::Batch;
use odata_entity::profile::{Profile, Rewrite};
use odata_entity::{Client, Entity, Error, FixedToken, LinkBase};
use serde_json::{Value, json};

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "shop.item", path = "/items/{id}", type_tag = "never")]
struct Item {
    #[odata(key)]
    id: Option<String>,
    stock: Option<i32>,
}

/// Numbers are text, and lists are bare arrays.
fn service() -> Scripted {
    Scripted::start(|request: &Received| {
        let body = match request.target.as_str() {
            "/items/1" if request.method == "DELETE" => {
                return "HTTP/1.1 202 Accepted\nLocation: /monitor\n\n".to_owned();
            }
            "/items/1" | "/monitor" => json!({"id": "1", "stock": "9"}),
            "/items" => json!([{"id": "1", "stock": "9"}]),
            "/items/2" => {
                return "HTTP/1.1 400 X\nContent-Type: application/json\n\n{\"fault\":\"too cheap\"}"
                    .to_owned();
            }
            "/$batch" => {
                json!({"responses": [{"id": "0", "status": 200, "body": {"id": "1", "stock": "9"}}]})
            }
            other => panic!("{other}"),
        };
        format!("HTTP/1.1 200 OK\nContent-Type: application/json\n\n{body}")
    })
}

fn rewrite() -> Rewrite {
    Rewrite::new(|answer| {
        let Ok(mut body) = serde_json::from_slice::<Value>(answer.body()) else {
            return;
        };
        let repair = |item: &mut Value| {
            if let Some(number) = item["stock"].as_str().and_then(|text| text.parse::<i32>().ok()) {
                item["stock"] = json!(number);
            }
        };
        match &mut body {
            Value::Array(items) => {
                items.iter_mut().for_each(repair);
                body = json!({ "value": items });
            }
            _ if !answer.status().is_success() => {
                body = json!({"error": {"code": "fault", "message": body["fault"]}});
            }
            item => repair(item),
        }
        *answer.body_mut() = body.to_string().into_bytes();
    })
}

fn client(server: &Scripted) -> Client {
    Client::builder(server.url(""), FixedToken::new("t"))
        .rewrite(rewrite())
        .profile(Profile::odata())
        .clock(TestClock::new())
        .build()
        .unwrap()
}

#[tokio::test]
async fn every_answer_that_is_read_is_changed_before() {
    let server = service();
    let client = client(&server);
    let item = client.send(Item::path("1").get()).await.unwrap();
    assert_eq!(item.stock, Some(9));
    let items: Vec<Item> = client
        .items(Item::collection().list())
        .try_collect()
        .await
        .unwrap();
    assert_eq!(items, std::slice::from_ref(&item));
    let mut batch = Batch::new();
    let read = batch.add(Item::path("1").get());
    assert_eq!(client.send_batch(batch).await.take(read).unwrap(), item);
    let error = client.send(Item::path("2").get()).await.unwrap_err();
    assert!(
        matches!(&error, Error::Service(error) if error.message() == "too cheap"),
        "{error}"
    );
    let accepted = client.send(Item::path("1").delete()).await.unwrap_err();
    let done = client.wait_for(accepted.monitor().unwrap()).await.unwrap();
    assert_eq!(Item::path("1").get().read(done).unwrap(), item);
}

#[tokio::test]
async fn it_knows_where_the_answer_came_from_and_shows_nothing() {
    let server = service();
    let seen = std::sync::Arc::new(std::sync::Mutex::new(Vec::new()));
    let seeing = std::sync::Arc::clone(&seen);
    let rewrite = Rewrite::new(move |answer| {
        let url = LinkBase::of(answer).resolve("x");
        seeing.lock().unwrap().push(url);
    });
    assert_eq!(format!("{rewrite:?}"), "Rewrite(…)");
    let client = Client::builder(server.url(""), FixedToken::new("t"))
        .profile(Profile::odata().rewrite(Some(rewrite)))
        .build()
        .unwrap();
    client.send(Item::path("1").get()).await.unwrap_err();
    assert_eq!(*seen.lock().unwrap(), [server.url("/items/x")]);
}
