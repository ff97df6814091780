//! Tokens against cross-site request forgery: fetched once, sent with writes, fetched anew, never shown.

mod common;

use common::scripted::{Received, Scripted};
use odata_entity::batch::Batch;
use odata_entity::profile::{BatchFormat, Profile};
use odata_entity::{Client, Entity, Error, FixedToken};
use std::sync::atomic::{AtomicUsize, Ordering};

#[derive(Debug, Clone, PartialEq, Default, Entity)]
#[odata(type = "bank.Bank", path = "/Banks({id})", type_tag = "never")]
struct Bank {
    #[odata(key)]
    id: Option<String>,
    name: Option<String>,
}

fn rename(id: &str) -> odata_entity::Request<odata_entity::Written<Bank>> {
    Bank::path(id).patch(&Bank::patch().name("a"))
}

fn client(server: &Scripted) -> Client {
    Client::builder(
        server.url("/sap/opu/odata4/bank"),
        FixedToken::new("bearer-secret"),
    )
    .build()
    .unwrap()
}

const REQUIRED: &str = "HTTP/1.1 403 Forbidden\nx-csrf-token: REQUIRED\nContent-Type: text/plain\n\nCSRF token validation failed";
const DONE: &str = "HTTP/1.1 204 No Content\n\n";

/// A service whose session lasts for so many writes.
fn service(lifetime: usize) -> Scripted {
    let (fetched, written) = (AtomicUsize::new(0), AtomicUsize::new(0));
    Scripted::start(move |request: &Received| {
        if request.header("x-csrf-token") == Some("fetch") {
            let number = fetched.fetch_add(1, Ordering::SeqCst) + 1;
            written.store(0, Ordering::SeqCst);
            return format!(
                "HTTP/1.1 200 OK\nx-csrf-token: csrf-secret-{number}\nSet-Cookie: SAP_SESSIONID=cookie-secret-{number}; path=/; HttpOnly\n\
                 Set-Cookie: sap-usercontext=sap-client=100; path=/\nContent-Type: application/json\n\n{{}}"
            );
        }
        let number = fetched.load(Ordering::SeqCst);
        let is_good = request.header("x-csrf-token") == Some(&format!("csrf-secret-{number}"))
            && request.header("cookie")
                == Some(&format!(
                    "SAP_SESSIONID=cookie-secret-{number}; sap-usercontext=sap-client=100"
                ))
            && written.fetch_add(1, Ordering::SeqCst) < lifetime;
        match (request.method.as_str(), is_good) {
            ("GET", _) => {
                assert_eq!(
                    (request.header("x-csrf-token"), request.header("cookie")),
                    (None, None)
                );
                "HTTP/1.1 200 OK\nContent-Type: application/json\n\n{\"id\":\"1\"}".to_owned()
            }
            (_, true) => DONE.to_owned(),
            (_, false) => REQUIRED.to_owned(),
        }
    })
}

fn fetches(server: &Scripted) -> usize {
    let requests = server.requests();
    let is_fetch = |request: &&Received| request.header("x-csrf-token") == Some("fetch");
    requests.iter().filter(is_fetch).count()
}

#[tokio::test]
async fn a_token_is_fetched_once_for_all_writes_and_with_all_cookies() {
    let server = service(usize::MAX);
    let client = client(&server);
    client.send(Bank::path("1").get()).await.unwrap();
    assert_eq!(fetches(&server), 0, "what is only read needs none");
    let writes = (0..20).map(|number| {
        let client = client.clone();
        tokio::spawn(async move { client.send(rename(&number.to_string())).await })
    });
    for write in writes.collect::<Vec<_>>() {
        write.await.unwrap().unwrap();
    }
    client.send(Bank::path("1").delete()).await.unwrap();
    assert_eq!((fetches(&server), server.requests().len()), (1, 23));
    let fetch = &server.requests()[1];
    assert_eq!(
        (fetch.method.as_str(), fetch.target.as_str()),
        ("GET", "/sap/opu/odata4/bank/")
    );
    assert_eq!(fetch.header("authorization"), Some("Bearer bearer-secret"));
}

#[tokio::test]
async fn an_upload_goes_with_the_session_too_and_once_more_where_it_can_be_read_again() {
    let server = service(1);
    let client = client(&server);
    let upload = || Bank::path("1").put_media("image/png");
    for _ in 0..3 {
        client.upload(upload(), vec![1, 2, 3]).await.unwrap();
    }
    assert_eq!((fetches(&server), server.requests().len()), (3, 8));
    let once = || {
        let chunks = [Ok::<_, std::io::Error>(vec![1, 2, 3])];
        odata_entity::client::Content::stream(3, futures_util::stream::iter(chunks))
    };
    let error = client.upload(upload(), once()).await.unwrap_err();
    assert!(matches!(error, Error::Forbidden(_)), "{error}");
    assert!(!format!("{error:?}").contains("csrf-secret"), "{error:?}");
    // A service that refuses every token is asked twice.
    let server = service(0);
    let error = self::client(&server).upload(upload(), vec![1]).await.unwrap_err();
    assert!(matches!(error, Error::Forbidden(_)), "{error}");
    assert_eq!((fetches(&server), server.requests().len()), (2, 4));
}

#[tokio::test]
async fn a_session_that_is_over_is_fetched_anew_once() {
    let server = service(2);
    let client = client(&server);
    for number in 0..5 {
        let answer = client.exchange(rename(&number.to_string())).await.unwrap();
        assert_eq!(answer.tries, if number > 0 && number % 2 == 0 { 2 } else { 1 });
    }
    assert_eq!(fetches(&server), 3);
    // A service that refuses every token is asked twice, and its answer is the error.
    let server = service(0);
    let error = self::client(&server).send(rename("1")).await.unwrap_err();
    assert!(matches!(error, Error::Forbidden(_)), "{error}");
    assert_eq!((fetches(&server), server.requests().len()), (2, 4));
}

#[tokio::test]
async fn neither_token_nor_cookies_are_shown() {
    let server = Scripted::start(|request: &Received| match request.header("x-csrf-token") {
        Some("fetch") => {
            "HTTP/1.1 200 OK\nx-csrf-token: csrf-secret\nSet-Cookie: s=cookie-secret\n\n{}".to_owned()
        }
        token => {
            let (token, cookie) = (token.unwrap(), request.header("cookie").unwrap());
            format!(
                "HTTP/1.1 400 Bad Request\nContent-Type: application/json\n\n\
                 {{\"error\":{{\"code\":\"x\",\"message\":\"not with {token} and {cookie}\"}}}}"
            )
        }
    });
    let client = client(&server);
    let error = client.send(rename("1")).await.unwrap_err();
    let shown = format!(
        "{error} {error:?} {client:?} {}",
        client.explain(&rename("1")).unwrap()
    );
    assert!(shown.contains("not with") && !shown.contains("secret"), "{shown}");
}

#[tokio::test]
async fn the_root_is_asked_in_both_spellings_and_a_service_without_tokens_is_written_to() {
    for (with_slash, without) in [(true, false), (false, true), (false, false)] {
        let server = Scripted::start(move |request: &Received| {
            let is_slashed = request.target.ends_with('/');
            match request.header("x-csrf-token") {
                Some("fetch") if (is_slashed && with_slash) || (!is_slashed && without) => {
                    "HTTP/1.1 200 OK\nX-CSRF-Token: token-1\n\n{}".to_owned()
                }
                Some("fetch") if is_slashed => "HTTP/1.1 404 Not Found\n\n".to_owned(),
                Some("fetch") => "HTTP/1.1 200 OK\n\n{}".to_owned(),
                _ => DONE.to_owned(),
            }
        });
        let client = client(&server);
        for _ in 0..2 {
            client.send(rename("1")).await.unwrap();
        }
        let expected = if with_slash { 1 } else { 2 };
        assert_eq!(fetches(&server), expected);
        let token = (with_slash || without).then_some("token-1");
        for write in &server.requests()[expected..] {
            assert_eq!(
                (write.header("x-csrf-token"), write.header("cookie")),
                (token, None)
            );
        }
    }
}

#[tokio::test]
async fn a_batch_is_a_write() {
    let server = Scripted::start(|request: &Received| match request.header("x-csrf-token") {
        Some("fetch") => "HTTP/1.1 200 OK\nx-csrf-token: token-1\nSet-Cookie: s=1\n\n{}".to_owned(),
        Some("token-1") if request.header("cookie") == Some("s=1") => {
            "HTTP/1.1 200 OK\nContent-Type: application/json\n\n\
             {\"responses\":[{\"id\":\"0\",\"status\":200,\"body\":{\"id\":\"1\"}}]}"
                .to_owned()
        }
        _ => REQUIRED.to_owned(),
    });
    let client = Client::builder(server.url("/bank"), FixedToken::new("t"))
        .profile(Profile::odata().csrf(true).batch(BatchFormat::Json))
        .build()
        .unwrap();
    let mut batch = Batch::new();
    let read = batch.add(Bank::path("1").get());
    let bank = client.send_batch(batch).await.take(read).unwrap();
    assert_eq!(bank.id.as_deref(), Some("1"));
    let requests = server.requests();
    assert_eq!(requests[1].target, "/bank/$batch");
    assert!(
        !requests[1].body.contains("token-1"),
        "it is on the batch, and in none of its parts"
    );
}

#[tokio::test]
async fn a_service_without_csrf_is_asked_for_nothing() {
    let server = service(0);
    let client = Client::new(server.url("/bank"), FixedToken::new("t")).unwrap();
    let error = client.send(rename("1")).await.unwrap_err();
    assert!(matches!(error, Error::Forbidden(_)));
    assert!(error.to_string().contains("profile has `csrf`"), "{error}");
    assert_eq!(server.requests().len(), 1);
}

#[tokio::test]
async fn a_fetch_that_does_not_get_through_is_the_error_of_the_write() {
    let client = Client::builder("http://127.0.0.1:9/sap/opu/odata4/x", FixedToken::new("t"))
        .retry(odata_entity::RetryPolicy::new().tries(1))
        .build()
        .unwrap();
    let error = client.send(rename("1")).await.unwrap_err();
    assert!(
        matches!(error, Error::Transport(_)) && !error.may_be_done(),
        "{error}"
    );
}

/// Of many writes to a service that is out of order one fetches, and all have what came of it.
#[tokio::test]
async fn who_waits_for_a_fetch_shares_its_failure() {
    let server = Scripted::start(|request: &Received| {
        assert_eq!(
            request.header("x-csrf-token"),
            Some("fetch"),
            "nothing is written"
        );
        std::thread::sleep(std::time::Duration::from_millis(300));
        // No answer that a client could read.
        "nonsense\n\n".to_owned()
    });
    let client = Client::builder(server.url("/sap/opu/odata4/bank"), FixedToken::new("t"))
        .retry(odata_entity::RetryPolicy::new().tries(1))
        .build()
        .unwrap();
    let writes = (0..20).map(|number| {
        let client = client.clone();
        tokio::spawn(async move { client.send(rename(&number.to_string())).await })
    });
    for write in writes.collect::<Vec<_>>() {
        let error = write.await.unwrap().unwrap_err();
        assert!(matches!(error, Error::Transport(_)), "{error}");
    }
    assert_eq!(fetches(&server), 1);
    // One that comes later tries by itself.
    client.send(rename("later")).await.unwrap_err();
    assert_eq!(fetches(&server), 2);
}
