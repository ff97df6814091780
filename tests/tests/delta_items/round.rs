//! What is kept between rounds, and goes on.

use crate::scope::*;

fn answer(status: u16, headers: &[(&str, &str)], body: &Value) -> http::Response<Vec<u8>> {
    let mut response = http::Response::builder().status(status);
    for (name, value) in headers {
        response = response.header(*name, *value);
    }
    let mut response = response.body(body.to_string().into_bytes()).unwrap();
    let url = "https://graph.microsoft.com/v1.0/users/delta".parse().unwrap();
    response.extensions_mut().insert(AnswerUrl(url));
    response
}

#[test]
fn the_pages_of_a_round_lead_to_a_link_that_is_kept_and_resumed() {
    let first = User::collection()
        .delta()
        .select(User::ID)
        .consistency_eventual()
        .prefer("return=minimal")
        .with_header("Authorization", "secret");
    let mut pager = DeltaPager::new(first.clone());
    assert!(pager.position().is_none());
    // An empty page that goes on is a page.
    let page = answer(
        200,
        &[],
        &json!({"value": [], "@odata.nextLink": "delta?$skiptoken=1"}),
    );
    let page = pager.request().unwrap().read(page).unwrap();
    pager.turn(&page).unwrap();
    assert!(pager.position().unwrap().is_within_round() && pager.link().is_none());
    let second = pager.request().unwrap().to_http(GRAPH).unwrap();
    assert_eq!(
        second.uri().path_and_query().unwrap(),
        "/v1.0/users/delta?$skiptoken=1"
    );
    assert_eq!(second.headers()["consistencylevel"], "eventual");
    let page = answer(
        200,
        &[],
        &json!({"value": [{"id": "a"}], "@odata.deltaLink": "delta?$deltatoken=2"}),
    );
    let page = pager.request().unwrap().read(page).unwrap();
    pager.turn(&page).unwrap();
    assert!(pager.request().is_none());

    let link = pager.link().unwrap();
    let text = serde_json::to_string(link).unwrap();
    assert!(!text.contains("secret"), "{text}");
    assert!(!format!("{link:?}").contains("deltatoken"));
    let kept: DeltaLink = serde_json::from_str(&text).unwrap();
    assert_eq!(&kept, link);
    assert!(!kept.is_within_round());
    // In another process: what the request sets itself counts first, its query options do not go out.
    let resumed = User::collection()
        .delta()
        .select(User::MAIL)
        .prefer("return=representation")
        .resume(&kept);
    let http = resumed.to_http(GRAPH).unwrap();
    assert_eq!(
        http.uri(),
        "https://graph.microsoft.com/v1.0/users/delta?$deltatoken=2"
    );
    assert_eq!(http.headers()["consistencylevel"], "eventual");
    assert_eq!(http.headers()["prefer"], "return=representation");
    // To another authority it does not go.
    let error = resumed.to_http("https://graph.microsoft.us/v1.0").unwrap_err();
    assert!(matches!(error, Error::Link(_)), "{error}");
    // What was stored is not trusted.
    for header in ["Authorization", "host", "a b"] {
        let forged = json!({"link": kept.url(), "headers": [[header, "x"]]});
        let forged: DeltaLink = serde_json::from_value(forged).unwrap();
        let error = User::collection()
            .delta()
            .resume(&forged)
            .to_http(GRAPH)
            .unwrap_err();
        assert!(matches!(error, Error::Header { .. }), "{error}");
    }
    // The delta link that was asked is a legitimate one.
    let mut pager = DeltaPager::new(resumed);
    let same = answer(200, &[], &json!({"value": [], "@odata.deltaLink": kept.url()}));
    let page = pager.request().unwrap().read(same).unwrap();
    pager.turn(&page).unwrap();
    assert_eq!(pager.link().unwrap().url(), kept.url());
}

#[test]
fn pages_that_lead_nowhere_or_do_not_end_are_errors() {
    let request = User::collection().delta();
    let read = |body: Value| {
        request
            .read(answer(200, &[], &body))
            .map(|_| ())
            .unwrap_err()
            .to_string()
    };
    assert!(read(json!({"value": []})).contains("neither a next link nor a delta link"));
    assert!(read(json!({"@odata.deltaLink": "https://x"})).contains("missing field `value`"));
    assert!(read(json!({"value": [], "@odata.nextLink": "delta"})).contains("back to the page it is on"));
    assert!(read(json!({"value": [], "@odata.nextLink": "#"})).contains("nothing but a fragment"));
    assert!(read(json!({"value": [3], "@odata.nextLink": "x"})).contains("value[0]"));

    // In a circle, and for ever.
    let next = |at: u64| {
        let body =
            json!({"value": [], "@odata.nextLink": format!("https://graph.microsoft.com/v1.0/x?{at}")});
        serde_json::from_value::<DeltaPage<User>>(body).unwrap()
    };
    let mut pager = DeltaPager::new(request.clone());
    pager.turn(&next(1)).unwrap();
    pager.turn(&next(2)).unwrap();
    let error = pager.turn(&next(1)).unwrap_err();
    assert!(error.to_string().contains("circle"), "{error}");
    // What was the last good place is where it goes on.
    assert!(pager.position().unwrap().url().ends_with("?2"));
    let mut pager = DeltaPager::new(request).page_limit(5);
    for at in 0..4 {
        pager.turn(&next(at)).unwrap();
    }
    let error = pager.turn(&next(4)).unwrap_err();
    assert!(
        matches!(error, Error::Delta(_)) && error.to_string().contains("after 5 pages"),
        "{error}"
    );
    assert!(pager.request().is_none() && pager.position().unwrap().url().ends_with("?4"));
}

#[test]
fn a_list_that_is_not_tracked_is_an_error_on_its_first_page() {
    let request = User::collection().track_changes();
    let more = json!({"value": [], "@odata.nextLink": "users?2"});
    let error = request.read(answer(200, &[], &more)).unwrap_err();
    assert!(error.to_string().contains("Preference-Applied"), "{error}");
    let error = request.read(answer(200, &[], &json!({"value": []}))).unwrap_err();
    assert!(matches!(error, Error::Delta(_)), "{error}");
    for applied in ["odata.track-changes", "odata.maxpagesize=3, Track-Changes"] {
        let tracked = answer(200, &[("Preference-Applied", applied)], &more);
        assert!(request.read(tracked).is_ok());
    }
    let shown = json!({"value": [], "@odata.deltaLink": "users?3"});
    assert!(request.read(answer(200, &[], &shown)).is_ok());
    // Later pages need not repeat it.
    assert!(request.from_link("users?2").read(answer(200, &[], &more)).is_ok());
}

#[test]
fn a_link_that_expired_is_its_own_error_and_starts_over() {
    let first = User::collection().delta().select(User::ID);
    let request = first
        .clone()
        .from_link("https://graph.microsoft.com/v1.0/users/delta?$deltatoken=1");
    let gone = |status: u16, code: &str, location: Option<&str>| {
        let body = json!({"error": {"code": code, "message": "m", "innerError": {"code": "inner"}}});
        let location: Vec<_> = location.iter().map(|to| ("Location", *to)).collect();
        request.read(answer(status, &location, &body)).unwrap_err()
    };
    let error = gone(
        410,
        "resyncChangesApplyDifferences",
        Some("/v1.0/users/delta?$skiptoken=0"),
    );
    assert_eq!(error.status(), Some(StatusCode::GONE));
    let Error::Resync(resync) = error else {
        panic!("{error}")
    };
    assert_eq!(resync.code(), "resyncChangesApplyDifferences");
    assert!(resync.to_string().contains("starts over") && !format!("{resync:?}").contains("skiptoken"));
    let restarted = request.clone().restart(&resync);
    assert_eq!(target(&restarted, GRAPH), "GET /v1.0/users/delta?$skiptoken=0");
    // Its own beginning, where the service names none, and where that is asked for.
    assert_eq!(
        target(&request.clone().restart_here(), GRAPH),
        "GET /v1.0/users/delta?$select=id"
    );
    let Error::Resync(bare) = gone(410, "x", None) else {
        panic!()
    };
    assert_eq!((bare.code(), bare.location()), ("inner", None));
    assert_eq!(
        target(&request.clone().restart(&bare), GRAPH),
        "GET /v1.0/users/delta?$select=id"
    );
    // Never elsewhere.
    let Error::Resync(evil) = gone(410, "x", Some("https://evil.example/v1.0/users/delta")) else {
        panic!()
    };
    assert!(matches!(
        request.clone().restart(&evil).to_http(GRAPH),
        Err(Error::Link(_))
    ));
    // Services that answer so with another status, by their code.
    assert!(matches!(gone(400, "SyncStateNotFound", None), Error::Resync(_)));
    assert!(matches!(gone(409, "resyncRequired", None), Error::Resync(_)));
    // What is not found is another matter, and so is any other error.
    assert!(matches!(
        gone(404, "Request_ResourceNotFound", None),
        Error::NotFound(_)
    ));
    assert!(matches!(gone(500, "resyncRequired", None), Error::Service(_)));
    assert!(matches!(
        gone(429, "TooManyRequests", None),
        Error::Throttled { .. }
    ));
}

#[test]
fn numbers_as_text_stay_so_when_a_delta_goes_on() {
    let request = User::collection().ieee754_compatible().delta();
    let mut pager = DeltaPager::new(request);
    let page: DeltaPage<User> = page(json!([]));
    pager.turn(&page).unwrap();
    let resumed = User::collection().delta().resume(pager.link().unwrap());
    let http = resumed.to_http_for("https://x", &Profile::odata()).unwrap();
    assert_eq!(
        http.headers()["accept"],
        "application/json;IEEE754Compatible=true"
    );
}

/// A preference that a filter sends of itself is kept, as the link has the filter and the later request has not.
#[test]
fn what_a_filter_prefers_is_kept_with_the_link() {
    #[derive(Debug, Clone, PartialEq, EnumType)]
    #[odata(type = "n.state")]
    enum State {
        Good,
        #[odata(other)]
        Other(String),
    }
    #[derive(Debug, Clone, Entity)]
    #[odata(type = "n.thing", path = "/things/{id}")]
    struct Thing {
        #[odata(key)]
        id: String,
        state: Option<State>,
    }
    let request = Thing::collection()
        .delta()
        .filter(Thing::STATE.eq(State::Other("new".into())));
    let sent = request.to_http(OTHER).unwrap();
    let mut pager = DeltaPager::new(request);
    pager.turn(&page(json!([]))).unwrap();
    let resumed = Thing::collection().delta().resume(pager.link().unwrap());
    let later = resumed.to_http("https://x").unwrap();
    assert_eq!(sent.headers()["prefer"], "include-unknown-enum-members");
    assert_eq!(later.headers().get("prefer"), sent.headers().get("prefer"));
}
