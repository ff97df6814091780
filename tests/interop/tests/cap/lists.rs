//! Lists to their end, filters, expansions.

use crate::cap;
use crate::model::*;
use crate::writes::order;
use futures_util::TryStreamExt;
use odata_entity::Error;
use std::collections::BTreeSet;
use uuid::Uuid;

#[tokio::test]
async fn a_list_of_many_pages_comes_to_its_end() {
    let Some(client) = cap() else { return };
    let count = client.send(Many::collection().count()).await.unwrap();
    let list = Many::collection().list().order_by(Many::ID.asc());
    let all: Vec<Many> = client.items(list).try_collect().await.unwrap();
    assert_eq!(all.len() as u64, count);
    assert!(count > 200, "there are many");
    let ids: BTreeSet<i32> = all.iter().map(|one| one.id).collect();
    assert_eq!(ids.len(), all.len(), "each once");
    let page = client
        .send(
            Many::collection()
                .list()
                .top(3)
                .skip(2)
                .order_by(Many::ID.desc())
                .count(),
        )
        .await
        .unwrap();
    assert_eq!((page.value.len(), page.count), (3, Some(count)));
    let page = client
        .send(Many::collection().list().max_page_size(7))
        .await
        .unwrap();
    assert!(page.next_link.is_some());
}

#[tokio::test]
async fn a_list_below_an_entity_comes_to_its_end() {
    let Some(client) = cap() else { return };
    let id = Uuid::from_u128(0xf1);
    client.send(order(id, "c1", 130)).await.unwrap();
    let items = Order::path(id).to(Order::ITEMS);
    let all: Vec<Item> = client.items(items.list()).try_collect().await.unwrap();
    let positions: BTreeSet<Option<i32>> = all.iter().map(|item| item.pos).collect();
    assert_eq!((all.len(), positions.len()), (130, 130));
    let some: Vec<Item> = client
        .items(
            items
                .list()
                .filter(Item::QUANTITY.gt(60).and(Item::QUANTITY.le(125))),
        )
        .try_collect()
        .await
        .unwrap();
    assert_eq!(some.len(), 65);
    let expanded = client
        .send(Order::path(id).get().expand(Order::ITEMS.expand()))
        .await;
    match expanded {
        Ok(order) => assert_eq!(order.items.unwrap().len(), 130),
        // An expanded list of several pages is no shorter list.
        Err(error) => assert!(matches!(error, Error::Decode(_)), "{error}"),
    }
    client.send(Order::path(id).delete().any_version()).await.unwrap();
}

#[tokio::test]
async fn filters_of_every_kind() {
    let Some(client) = cap() else { return };
    let found = async |filter| -> Vec<i32> {
        let list = Many::collection().list().filter(filter).order_by(Many::ID.asc());
        let found: Vec<Many> = client.items(list).try_collect().await.unwrap();
        found.into_iter().map(|one| one.id).collect()
    };
    assert_eq!(found(Many::ID.eq(7)).await, [7]);
    assert_eq!(found(Many::ID.lt(4).and(Many::GRP.ne(2))).await, [1, 3]);
    assert_eq!(found(Many::ID.is_in([1, 5])).await, [1, 5]);
    assert_eq!(
        found(Many::NAME.eq("Name 3").or(Many::NAME.ends_with(" 99"))).await,
        [3, 99]
    );
    assert_eq!(found(!Many::ID.gt(2)).await, [1, 2]);
    assert_eq!(
        found(Many::NAME.contains("me 10").and(Many::ID.lt(11))).await,
        [10]
    );
    assert_eq!(
        found(Many::NAME.starts_with("Name 1").and(Many::NAME.length().eq(6))).await,
        [1]
    );
    assert_eq!(found(Many::NAME.to_lower().eq("name 12")).await, [12]);
    assert_eq!(found(Many::GRP.eq(None).and(Many::ID.lt(100))).await, [0_i32; 0]);
    let quoted = Customer::collection()
        .list()
        .filter(Customer::ID.eq("O'Neil & Söhne"));
    assert_eq!(client.send(quoted).await.unwrap().value.len(), 1);
    let names = Customer::collection()
        .list()
        .search("Slash")
        .select((Customer::ID, Customer::NAME));
    let names = client.send(names).await.unwrap().value;
    assert_eq!((names.len(), names[0].email.as_deref()), (1, None));
}

#[tokio::test]
async fn expansions_with_options_and_nested_ones() {
    let Some(client) = cap() else { return };
    let id = Uuid::from_u128(0xf2);
    client.send(order(id, "日本", 5)).await.unwrap();
    let items = Order::ITEMS
        .expand()
        .filter(Item::POS.gt(2))
        .order_by(Item::POS.desc())
        .top(2)
        .select((Item::POS, Item::PRODUCT));
    let found = client
        .send(Order::path(id).get().expand(items))
        .await
        .unwrap()
        .items
        .unwrap();
    let positions: Vec<_> = found.iter().map(|item| (item.pos, item.quantity)).collect();
    assert_eq!(positions, [(Some(5), None), (Some(4), None)]);
    let customer = Customer::path("日本")
        .get()
        .expand(Customer::ORDERS.expand().expand(Order::ITEMS.expand()));
    let customer = client.send(customer).await.unwrap();
    assert_eq!(customer.orders.unwrap()[0].items.as_ref().unwrap().len(), 5);
    let by_item = Order::collection().list().filter(
        Order::ITEMS
            .any(|item| item.then(Item::PRODUCT).eq("product 5"))
            .and(Order::ID.eq(id)),
    );
    assert_eq!(client.send(by_item).await.unwrap().value.len(), 1);
    let by_customer = Order::collection()
        .list()
        .filter(Order::CUSTOMER.then(Customer::NAME).eq("Jp"));
    assert!(
        client
            .send(by_customer)
            .await
            .unwrap()
            .value
            .iter()
            .any(|order| order.id == Some(id))
    );
    client.send(Order::path(id).delete().any_version()).await.unwrap();
    let tree = Tree {
        id: 100,
        name: Some("root".to_owned()),
        children: None,
        parent: None,
    };
    client.send(Tree::collection().create(&tree)).await.unwrap();
    let child = Tree {
        id: 101,
        name: Some("child".to_owned()),
        ..Tree::default()
    };
    let child = child.to_create().bind(Tree::PARENT, &Tree::path(100));
    client.send(Tree::collection().create(child)).await.unwrap();
    let found = client
        .send(
            Tree::path(100)
                .get()
                .expand(Tree::CHILDREN.expand().expand(Tree::CHILDREN.expand())),
        )
        .await
        .unwrap();
    assert_eq!(found.children.unwrap()[0].id, 101);
}
