//! A local copy that is kept in step.

use crate::scope::*;

#[test]
fn a_local_copy_is_kept_in_step_by_one_call_an_item() {
    let items = page::<User>(json!([
        {"id": "a", "displayName": "Ann", "age": 1},
        {"id": "b", "displayName": "Bob"},
        {"id": "a", "age": 2},
        {"id": "b", "@removed": {"reason": "changed"}},
        {"id": "never there", "@removed": {"reason": "deleted"}},
        {"id": "c"},
        {"id": "c", "@removed": {}},
        {"id": "c", "mail": "c@x"},
    ]));
    let mut by_hash: HashMap<String, User> = HashMap::new();
    let mut by_order: BTreeMap<String, User> = BTreeMap::new();
    // Twice is once.
    for item in items.value.iter().chain(&items.value) {
        item.apply_to(&mut by_hash).unwrap();
        item.apply_to(&mut by_order).unwrap();
    }
    let ids: Vec<_> = by_order.keys().map(String::as_str).collect();
    assert_eq!(ids, ["a", "c"]);
    assert_eq!(
        (by_order["a"].display_name.as_deref(), by_order["a"].age),
        (Some("Ann"), Some(2))
    );
    assert_eq!(by_order["c"].mail.as_deref(), Some("c@x"));
    assert_eq!(by_hash.len(), 2);

    let mut lines: BTreeMap<String, Line> = BTreeMap::new();
    for item in page::<Line>(json!([{"Order": 1, "Name": "x", "Amount": 2}])).value {
        item.apply_to(&mut lines).unwrap();
    }
    let gone = only::<Line>(json!({"@removed": {}, "@id": "Lines(Name='x',Order=1)"}));
    gone.apply_to(&mut lines).unwrap();
    assert!(lines.is_empty());
}

#[test]
fn what_cannot_be_applied_is_an_error_that_leaves_the_copy_alone() {
    let mut copy: HashMap<String, User> = HashMap::new();
    let error = only::<User>(json!({"mail": "x"}))
        .apply_to(&mut copy)
        .unwrap_err();
    assert!(error.to_string().contains("select the key properties"), "{error}");
    let mut numbers: HashMap<i64, User> = HashMap::new();
    let error = only::<User>(json!({"id": "x"}))
        .apply_to(&mut numbers)
        .unwrap_err();
    assert!(error.to_string().contains("i64"), "{error}");
    assert!(copy.is_empty() && numbers.is_empty());
}

/// A store of the user's own.
#[test]
fn a_store_of_ones_own_is_a_local_copy() {
    #[derive(Default)]
    struct Journal(Vec<String>);
    impl LocalCopy<User> for Journal {
        fn change(&mut self, key: &str, change: &Changed<User>) -> Result<(), Error> {
            self.0.push(format!("{key} {}", change.json().len()));
            Ok(())
        }
        fn remove(&mut self, key: &str, removed: &Removed) -> Result<(), Error> {
            self.0.push(format!("{key} {:?}", removed.reason));
            Ok(())
        }
    }
    let mut journal = Journal::default();
    for item in page::<User>(json!([{"id": "a"}, {"id": "b", "@removed": {"reason": "new in 2031"}}])).value {
        item.apply_to(&mut journal).unwrap();
    }
    assert_eq!(journal.0, ["a 10", "b Some(\"new in 2031\")"]);
}

/// A list of entities has no place for one that was removed.
#[test]
fn a_removed_entity_is_none_of_a_list() {
    for name in ["@removed", "@odata.removed"] {
        let body = json!({"value": [{"id": "a"}, {"id": "b", name: {"reason": "deleted"}}]});
        let error = serde_json::from_value::<Page<User>>(body)
            .unwrap_err()
            .to_string();
        assert!(
            error.contains("value[1]") && error.contains("`DeltaPage`"),
            "{error}"
        );
    }
    let mut user: User = serde_json::from_value(json!({"id": "a"})).unwrap();
    assert!(user.apply(json!({"@removed": {}})).is_err());
}
