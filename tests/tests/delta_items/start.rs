//! How a delta is asked for.

use crate::scope::*;

#[test]
fn a_delta_is_asked_for_by_a_function_a_preference_or_a_path() {
    let users = User::collection().delta();
    assert_eq!(target(&users, GRAPH), "GET /v1.0/users/delta");
    assert_eq!(target(&users, OTHER), "GET /v4/users/delta()");
    let selected = users
        .clone()
        .select((User::ID, User::MAIL))
        .filter(User::AGE.gt(3))
        .top(5);
    assert_eq!(
        target(&selected, GRAPH),
        "GET /v1.0/users/delta?$select=id,mail&$filter=age%20gt%203&$top=5"
    );
    assert_eq!(
        target(&DriveItem::root().delta(), GRAPH),
        "GET /v1.0/me/drive/root/delta"
    );
    assert_eq!(
        target(&User::collection().call(&OwnDelta {}), GRAPH),
        "GET /v1.0/users/delta"
    );
    let any: Request<DeltaPage<User>> = path!("/users/delta").get();
    assert_eq!(target(&any, GRAPH), "GET /v1.0/users/delta");

    let tracked = User::collection().track_changes().max_page_size(9);
    let http = tracked.to_http(OTHER).unwrap();
    assert_eq!(http.uri().path(), "/v4/users");
    assert_eq!(
        http.headers()["prefer"],
        "odata.track-changes, odata.maxpagesize=9"
    );
}

#[test]
fn a_delta_can_start_now() {
    assert_eq!(
        target(&User::collection().delta().latest(), GRAPH),
        "GET /v1.0/users/delta?$deltatoken=latest"
    );
    assert_eq!(
        target(&DriveItem::root().delta().latest(), GRAPH),
        "GET /v1.0/me/drive/root/delta?token=latest"
    );
}
