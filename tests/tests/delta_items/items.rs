//! What an item is in each of its forms.

use crate::scope::*;

#[test]
fn a_change_is_read_applied_and_asked_property_by_property() {
    let change =
        changed::<User>(json!({"id": "a", "mail": null, "displayName": "Ann", "@odata.etag": "W/\"1\""}));
    assert_eq!(change.key(), Some("a"));
    assert_eq!(change.etag().as_deref(), Some("W/\"1\""));
    assert_eq!(change.property(User::MAIL).unwrap(), Change::Null);
    assert_eq!(change.property(User::AGE).unwrap(), Change::Unchanged);
    assert_eq!(
        change.property(User::DISPLAY_NAME).unwrap(),
        Change::Set("Ann".to_owned())
    );
    assert_eq!(change.member("mail"), Some("null"));
    let read = change.read().unwrap();
    assert_eq!((read.display_name.as_deref(), &read.mail), (Some("Ann"), &None));

    let mut user = User {
        id: "a".into(),
        display_name: None,
        mail: Some("a@x".into()),
        age: Some(7),
    };
    change.apply_to(&mut user).unwrap();
    assert_eq!(
        (user.display_name.as_deref(), &user.mail, user.age),
        (Some("Ann"), &None, Some(7))
    );
}

/// The error has the item's place on the page, and the item as its body; `Display` has no value.
#[test]
fn a_value_of_another_type_is_an_error_at_its_place() {
    let page: DeltaPage<User> = page(json!([{"id": "a"}, {"id": "b", "age": "secret"}]));
    let DeltaItem::Changed(change) = &page.value[1] else {
        panic!()
    };
    let mut user = change
        .property(User::MAIL)
        .map(|_| page.value[0].clone())
        .unwrap();
    let DeltaItem::Changed(first) = &mut user else {
        panic!()
    };
    let mut user = first.read().unwrap();
    for error in [
        change.read().unwrap_err(),
        change.apply_to(&mut user).unwrap_err(),
        change.property(User::AGE).unwrap_err(),
    ] {
        let Error::Decode(decode) = &error else {
            panic!("{error}")
        };
        assert_eq!(decode.property(), "value[1].age");
        assert_eq!(decode.body(), change.json().as_bytes());
        assert!(!format!("{error} {error:?}").contains("secret"), "{error}");
    }
    assert!(!format!("{page:?}").contains("secret"));
}

/// A field that is no `Option` needs its property: a part of an entity is applied, not read.
#[test]
fn a_part_of_an_entity_is_applied_and_not_read() {
    #[derive(Debug, Entity)]
    #[odata(type = "n.thing", path = "/things/{id}")]
    struct Thing {
        #[odata(key)]
        id: String,
        size: i32,
    }
    let change = changed::<Thing>(json!({"id": "a"}));
    assert!(
        change
            .read()
            .unwrap_err()
            .to_string()
            .contains("missing field `size`")
    );
    let mut thing = Thing {
        id: "a".into(),
        size: 5,
    };
    change.apply_to(&mut thing).unwrap();
    assert_eq!(thing.size, 5);
}

#[test]
fn each_form_of_a_removed_entity_has_its_id_and_reason_as_they_came() {
    let both = |removed: &Removed| {
        (
            removed.id.clone(),
            removed.reason.clone(),
            removed.key().map(str::to_owned),
        )
    };
    let expected = |id: &str, reason: Option<&str>, key: &str| {
        (id.to_owned(), reason.map(str::to_owned), Some(key.to_owned()))
    };
    // OData 4.01, Microsoft Graph.
    let gone = removed::<User>(json!({"id": "a", "@removed": {"reason": "changed"}}));
    assert_eq!(both(&gone), expected("a", Some("changed"), "a"));
    assert!(!gone.is_deleted());
    assert!(removed::<User>(json!({"id": "a", "@odata.removed": {"reason": "deleted"}})).is_deleted());
    assert_eq!(
        both(&removed::<User>(json!({"id": "a", "@removed": {}}))),
        expected("a", None, "a")
    );
    let by_id = json!({"@removed": {"reason": "deleted"}, "@id": "Customers('O''Neil')"});
    assert_eq!(
        both(&removed::<Customer>(by_id)),
        expected("Customers('O''Neil')", Some("deleted"), "O'Neil")
    );
    let of_several = json!({"Name": "a,b", "Order": 5, "@removed": {}});
    assert_eq!(
        both(&removed::<Line>(of_several)),
        expected("Order=5,Name=a%2Cb", None, "Order=5,Name=a%2Cb")
    );
    // OData 4.0: the context alone decides.
    let context = "https://h/$metadata#Customers/$deletedEntity";
    let page: DeltaPage<Customer> = page_in(
        Some("https://h/$metadata#Customers/$delta"),
        json!([
            {"@odata.context": context, "id": "https://h/Customers('ANTON')", "reason": "deleted"},
            // Dataverse.
            {"@odata.context": context, "id": "522a2f7c-cb9c-df11-87df-005056c00008", "reason": "deleted"},
            {"CustomerId": "A", "id": "x", "reason": "deleted"},
            // OData 4.01, with the context as well.
            {"@context": context, "@removed": {"reason": "changed"}, "@id": "Customers('B')", "id": "x", "reason": "y"},
        ]),
    );
    let DeltaItem::Removed(first) = &page.value[0] else {
        panic!("{page:?}")
    };
    assert_eq!(
        both(first),
        expected("https://h/Customers('ANTON')", Some("deleted"), "ANTON")
    );
    let DeltaItem::Removed(bare) = &page.value[1] else {
        panic!("{page:?}")
    };
    assert_eq!(bare.key(), Some("522a2f7c-cb9c-df11-87df-005056c00008"));
    assert!(matches!(&page.value[2], DeltaItem::Changed(change) if change.key() == Some("A")));
    let DeltaItem::Removed(both_forms) = &page.value[3] else {
        panic!("{page:?}")
    };
    assert_eq!(both(both_forms), expected("Customers('B')", Some("changed"), "B"));
    // Drives: a facet, which is not one of other types.
    let facet = json!({"id": "d", "deleted": {"state": "deleted"}, "name": "x"});
    assert_eq!(
        both(&removed::<DriveItem>(facet.clone())),
        expected("d", Some("deleted"), "d")
    );
    assert_eq!(
        removed::<DriveItem>(json!({"id": "d", "deleted": {}})).reason,
        None
    );
    assert!(matches!(only::<User>(facet), DeltaItem::Changed(_)));
    assert!(matches!(
        only::<DriveItem>(json!({"id": "d", "deleted": null})),
        DeltaItem::Changed(_)
    ));
}

#[test]
fn a_removed_entity_without_an_id_is_an_error_that_names_the_key() {
    let body = json!({"value": [{"id": "a"}, {"@removed": {}}], "@odata.deltaLink": "https://x"});
    let error = serde_json::from_value::<DeltaPage<User>>(body)
        .unwrap_err()
        .to_string();
    assert!(error.contains("value[1]") && error.contains("`id`"), "{error}");
    let body = json!({"value": [{"Order": 1, "@removed": {}}], "@odata.deltaLink": "https://x"});
    let error = serde_json::from_value::<DeltaPage<Line>>(body)
        .unwrap_err()
        .to_string();
    assert!(error.contains("`Order`, `Name`"), "{error}");
}

#[test]
fn links_and_items_of_other_sets_are_never_a_change_of_the_type() {
    let page: DeltaPage<Customer> = page_in(
        Some("https://h/$metadata#Customers/$delta"),
        json!([
            {"@odata.context": "#Customers/$link", "source": "Customers('A')", "relationship": "Orders", "target": "Orders(1)"},
            {"@odata.context": "#Customers/$deletedLink", "source": "Customers('A')", "relationship": "Orders"},
            {"@odata.context": "https://h/$metadata#Orders/$entity", "CustomerId": "A"},
            {"@odata.context": "https://h/$metadata#Orders/$deletedEntity", "id": "Orders(5)", "reason": "deleted"},
            {"@odata.context": "https://h/$metadata#Customers/$entity", "CustomerId": "B"},
            {"@odata.context": "https://h/$metadata#Customers/n.Vip/$entity", "CustomerId": "C"},
            {"@odata.type": "#n.Supplier", "CustomerId": "D"},
        ]),
    );
    let items = &page.value;
    assert!(matches!(&items[0], DeltaItem::Link(link) if link.target.as_deref() == Some("Orders(1)")));
    assert!(matches!(&items[1], DeltaItem::DeletedLink(link) if link.target.is_none()));
    for (at, set) in [(2, Some("Orders")), (3, Some("Orders")), (6, None)] {
        let DeltaItem::Other(other) = &items[at] else {
            panic!("{:?}", items[at])
        };
        assert_eq!(other.set().as_deref(), set, "{at}");
    }
    assert!(matches!(&items[4], DeltaItem::Changed(_)) && matches!(&items[5], DeltaItem::Changed(_)));
    let DeltaItem::Other(order) = &items[3] else {
        panic!()
    };
    let DeltaItem::Removed(order) = order.read::<User>().unwrap() else {
        panic!()
    };
    assert_eq!(order.key(), Some("5"));

    let mut copy: HashMap<String, Customer> = HashMap::new();
    for (at, expected) in [
        (0, "`Orders` is no change of an entity"),
        (1, "`DeltaItem::Link`"),
        (2, "the set `Orders` is none of a `n.Customer`"),
        (6, "a change of a `n.Supplier`"),
    ] {
        let error = items[at].apply_to(&mut copy).unwrap_err();
        assert!(
            matches!(error, Error::Delta(_)) && error.to_string().contains(expected),
            "{error}"
        );
    }
    assert!(copy.is_empty());
    // Where the set of the page is not known, an item that names one is not taken for a change.
    let unknown = only::<Customer>(json!({"@odata.context": "#Orders/$entity", "CustomerId": "A"}));
    assert!(matches!(unknown, DeltaItem::Other(_)));
}

#[test]
fn changes_of_members_add_up_over_items_and_pages() {
    let mut members: HashMap<String, HashMap<String, DirectoryObject>> = HashMap::new();
    for (items, expected) in [
        (
            json!([
                {"id": "g", "members@delta": [
                    {"@odata.type": "#microsoft.graph.user", "id": "a"},
                    {"@odata.type": "#microsoft.graph.group", "id": "b"}
                ]},
                {"id": "g", "displayName": "no members here"}
            ]),
            vec!["a", "b"],
        ),
        (
            json!([{"id": "g", "members@odata.delta": [{"id": "c"}]}]),
            vec!["a", "b", "c"],
        ),
        (
            json!([{"id": "g", "members@delta": [
                {"@odata.type": "#microsoft.graph.user", "id": "a", "@removed": {"reason": "deleted"}}
            ]}]),
            vec!["b", "c"],
        ),
    ] {
        for item in &page::<Group>(items).value {
            let DeltaItem::Changed(group) = item else { panic!() };
            let of_group = members.entry(group.key().unwrap().to_owned()).or_default();
            for member in group.related(Group::MEMBERS).unwrap() {
                member.apply_to(of_group).unwrap();
            }
            // They are not the value of the property.
            assert_eq!(group.read().unwrap().members, None);
        }
        let mut ids: Vec<_> = members["g"].keys().map(String::as_str).collect();
        ids.sort_unstable();
        assert_eq!(ids, expected);
    }
    let error = changed::<Group>(json!({"id": "g", "members@delta": {}})).related(Group::MEMBERS);
    assert!(error.unwrap_err().to_string().contains("members@delta"));
}

/// A union's key is that of its variants, a derived type's that of its base.
#[test]
fn the_key_of_unions_and_derived_types_is_found() {
    #[derive(Debug, Entity)]
    #[odata(type = "n.animal")]
    struct Animal {
        #[odata(key)]
        tag: String,
    }
    #[derive(Debug, Entity)]
    #[odata(type = "n.cat", path = "/cats/{tag}")]
    struct Cat {
        #[serde(flatten)]
        #[odata(base)]
        animal: Animal,
        lives: Option<i32>,
    }
    #[derive(Debug, Entity)]
    #[odata(type = "n.animal", path = "/animals/{tag}")]
    enum Any {
        Cat(Cat),
        #[odata(other)]
        Other(Value),
    }
    let items = json!([{"@odata.type": "#n.cat", "tag": "a", "id": "not the key"}, {"@odata.type": "#n.dog", "tag": "b"}]);
    let keys: Vec<_> = page::<Any>(items.clone())
        .value
        .iter()
        .map(|item| item.key().map(str::to_owned))
        .collect();
    assert_eq!(keys, [Some("a".to_owned()), Some("b".to_owned())]);
    let mut any: BTreeMap<String, Any> = BTreeMap::new();
    page::<Any>(items)
        .value
        .iter()
        .try_for_each(|item| item.apply_to(&mut any))
        .unwrap();
    assert!(matches!((&any["a"], &any["b"]), (Any::Cat(cat), Any::Other(_)) if cat.lives.is_none()));
    assert_eq!(only::<Cat>(json!({"tag": "c"})).key(), Some("c"));
}

/// Whatever bytes come: an error or a page, never a panic, in reading and in what is done with the items.
#[test]
fn any_bytes_are_a_page_or_an_error() {
    let good = json!({"@odata.context": "https://h/$metadata#users/$delta", "value": [
        {"id": "a", "age": 3, "@odata.type": "#microsoft.graph.user", "members@delta": [{"id": "b", "@removed": {}}]},
        {"@odata.context": "#users/$deletedEntity", "id": "users('x,y')", "reason": "deleted"},
        {"@odata.context": "#users/$link", "source": "users('a')", "relationship": "r", "target": "t"},
        {"@odata.id": "users(id='a''b')", "@removed": {"reason": "changed"}},
    ], "@odata.nextLink": "https://h/users/delta?x", "@odata.count": "4"})
    .to_string();
    let mut state = 1_u64;
    let mut next = |end: usize| {
        state = state
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(state >> 33).unwrap() % end
    };
    let mut read = 0;
    for _ in 0..4_000 {
        let mut bytes = good.clone().into_bytes();
        for _ in 0..=next(3) {
            let at = next(bytes.len());
            match next(3) {
                0 => bytes[at] = b"\"{}[]:,'()\\#/$@0az"[next(18)],
                1 => drop(bytes.remove(at)),
                _ => bytes.insert(at, b"\"{}[]:,'()\\#/$@0az"[next(18)]),
            }
        }
        let Ok(page) = serde_json::from_slice::<DeltaPage<Group>>(&bytes) else {
            continue;
        };
        read += 1;
        let mut copy: HashMap<String, Group> = HashMap::new();
        for item in &page.value {
            let _ = (format!("{item:?}"), item.apply_to(&mut copy));
            if let DeltaItem::Changed(change) = item {
                let _ = (
                    change.related(Group::MEMBERS),
                    change.property(Group::DISPLAY_NAME),
                    change.etag(),
                );
            }
        }
    }
    assert!(read > 100, "{read}");
}
