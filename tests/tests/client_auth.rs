//! Tokens: fetched once, replaced in time, and once more when the service refuses one.

mod common;

use common::clock::TestClock;
use common::service::{STATUS_ID, many, statuses};
use common::{DeviceStatus, documented};
use futures_util::TryStreamExt;
use odata_entity::client::{BoxError, BoxFuture, ClientBuilder, NoToken};
use odata_entity::{AccessToken, Client, Error, FixedToken, TokenProvider, TokenRequest};
use odata_entity_testing::{Fault, Service};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};

fn path() -> odata_entity::EntityPath<DeviceStatus> {
    DeviceStatus::path("config-id", STATUS_ID)
}

/// Gives what a function makes of the service, and keeps what it was asked.
#[derive(Clone)]
struct Provider {
    asked: Arc<Mutex<Vec<TokenRequest>>>,
    give: Arc<dyn Fn(usize) -> Result<AccessToken, BoxError> + Send + Sync>,
}

impl Provider {
    fn new(give: impl Fn(usize) -> Result<AccessToken, BoxError> + Send + Sync + 'static) -> Self {
        Self {
            asked: Arc::default(),
            give: Arc::new(give),
        }
    }

    fn asked(&self) -> Vec<TokenRequest> {
        self.asked.lock().unwrap().clone()
    }
}

impl TokenProvider for Provider {
    fn token<'a>(
        &'a self,
        request: &'a TokenRequest,
    ) -> BoxFuture<'a, Result<Option<AccessToken>, BoxError>> {
        let mut asked = self.asked.lock().unwrap();
        asked.push(request.clone());
        let token = (self.give)(asked.len());
        Box::pin(async move {
            tokio::task::yield_now().await;
            token.map(Some)
        })
    }
}

fn builder(service: &Service, provider: &Provider, clock: &TestClock) -> ClientBuilder {
    Client::builder(service.base_url(), provider.clone()).clock(clock.clone())
}

#[tokio::test]
async fn a_token_is_fetched_once_for_many_requests_at_a_time() {
    let (service, clock) = (statuses().start().await, TestClock::new());
    let token = service.token();
    let provider = Provider::new(move |_| Ok(AccessToken::new(&token)));
    let client = builder(&service, &provider, &clock)
        .scopes(["https://x/.default"])
        .build()
        .unwrap();
    let sends = (0..8).map(|_| client.send(path().get()));
    assert!(
        futures_util::future::join_all(sends)
            .await
            .iter()
            .all(Result::is_ok)
    );
    client.clone().send(path().get()).await.unwrap();
    let asked = provider.asked();
    assert_eq!(
        (asked.len(), &*asked[0].scopes, asked[0].refused),
        (1, &["https://x/.default".to_owned()][..], false)
    );
}

#[tokio::test]
async fn a_token_is_replaced_five_minutes_before_its_end_or_when_its_issuer_says() {
    for (refresh_on, due) in [(None, 3600 - 300), (Some(1800), 1800)] {
        let (service, clock) = (statuses().start().await, TestClock::new());
        let (token, start) = (service.token(), odata_entity::client::Clock::now(&clock));
        let provider = Provider::new(move |_| {
            let token = AccessToken::new(&token).expires_on(start + Duration::from_secs(3600));
            Ok(match refresh_on {
                Some(seconds) => token.refresh_on(start + Duration::from_secs(seconds)),
                None => token,
            })
        });
        let client = builder(&service, &provider, &clock).build().unwrap();
        client.send(path().get()).await.unwrap();
        clock.advance(Duration::from_secs(due - 1));
        client.send(path().get()).await.unwrap();
        assert_eq!(provider.asked().len(), 1);
        clock.advance(Duration::from_secs(1));
        client.send(path().get()).await.unwrap();
        assert_eq!(provider.asked().len(), 2);
    }
}

#[tokio::test]
async fn a_refresh_that_fails_early_does_no_harm_until_the_token_ends() {
    let (service, clock) = (statuses().start().await, TestClock::new());
    let (token, start) = (service.token(), odata_entity::client::Clock::now(&clock));
    let provider = Provider::new(move |times| match times {
        1 => Ok(AccessToken::new(&token).expires_on(start + Duration::from_secs(600))),
        _ => Err("the issuer is out of order".into()),
    });
    let client = builder(&service, &provider, &clock).build().unwrap();
    client.send(path().get()).await.unwrap();
    clock.advance(Duration::from_secs(400));
    for _ in 0..5 {
        client.send(path().get()).await.unwrap();
    }
    assert_eq!(provider.asked().len(), 2, "asked again only after a pause");
    clock.advance(Duration::from_secs(200));
    let error = client.send(path().get()).await.unwrap_err();
    assert!(
        matches!(&error, Error::Token(_)) && error.to_string().contains("out of order"),
        "{error}"
    );
}

#[tokio::test]
async fn a_refused_token_is_replaced_once_with_the_claims_asked_for() {
    let (service, clock) = (Arc::new(statuses().start().await), TestClock::new());
    let giver = Arc::clone(&service);
    let provider = Provider::new(move |_| Ok(AccessToken::new(giver.token())));
    let client = builder(&service, &provider, &clock).build().unwrap();
    client.send(path().get()).await.unwrap();
    service.rotate_token();
    assert_eq!(client.send(path().get()).await.unwrap(), documented());
    let asked = provider.asked();
    assert_eq!((asked.len(), asked[1].refused), (2, true));
    assert_eq!(
        asked[1].claims.as_deref(),
        Some(r#"{"access_token":{"nbf":{"essential":true,"value":"1600000000"}}}"#)
    );

    service.clear_requests();
    service.expire_token();
    let error = client.send(path().get()).await.unwrap_err();
    assert!(matches!(&error, Error::Unauthorized(_)), "{error}");
    assert!(!error.is_retryable() && service.requests().len() == 2);
    assert!(clock.waits().is_empty());
}

#[tokio::test]
async fn many_requests_with_one_refused_token_ask_for_one_new_token() {
    let (service, clock) = (Arc::new(statuses().start().await), TestClock::new());
    let giver = Arc::clone(&service);
    let provider = Provider::new(move |_| Ok(AccessToken::new(giver.token())));
    let client = builder(&service, &provider, &clock).build().unwrap();
    client.send(path().get()).await.unwrap();
    service.rotate_token();
    let sends = (0..8).map(|_| client.send(path().get()));
    assert!(
        futures_util::future::join_all(sends)
            .await
            .iter()
            .all(Result::is_ok)
    );
    assert_eq!(provider.asked().len(), 2);
}

#[tokio::test]
async fn a_list_survives_the_end_of_its_token_midway() {
    let (service, clock) = (Arc::new(many(10).page_size(2).start().await), TestClock::new());
    let giver = Arc::clone(&service);
    let provider = Provider::new(move |_| Ok(AccessToken::new(giver.token())));
    let client = builder(&service, &provider, &clock).build().unwrap();
    service.inject(Fault::rotate_token().after(2).once());
    let items: Vec<DeviceStatus> = client
        .items(DeviceStatus::collection("config-id").list())
        .try_collect()
        .await
        .unwrap();
    assert_eq!((items.len(), provider.asked().len()), (10, 2));
}

#[tokio::test]
async fn a_fixed_token_that_is_refused_is_an_error_that_does_not_show_it() {
    let service = statuses().token("other").start().await;
    let client = Client::new(service.base_url(), FixedToken::new("my-secret")).unwrap();
    let error = client.send(path().get()).await.unwrap_err();
    assert!(matches!(&error, Error::Unauthorized(_)), "{error}");
    assert!(!format!("{error} {error:?} {client:?}").contains("my-secret"));
    let anonymous = Client::new(service.base_url(), NoToken).unwrap();
    assert!(matches!(
        anonymous.send(path().get()).await,
        Err(Error::Unauthorized(_))
    ));
    assert!(
        service
            .requests()
            .last()
            .unwrap()
            .header("authorization")
            .is_none()
    );
    let shown = format!(
        "{:?}",
        AccessToken::new("my-secret").expires_on(SystemTime::UNIX_EPOCH)
    );
    assert!(!shown.contains("my-secret"), "{shown}");
}

/// A provider that gives its token on a signal.
struct Gate(Arc<tokio::sync::Notify>, String);

impl TokenProvider for Gate {
    fn token<'a>(&'a self, _: &'a TokenRequest) -> BoxFuture<'a, Result<Option<AccessToken>, BoxError>> {
        Box::pin(async {
            self.0.notified().await;
            Ok(Some(AccessToken::new(&self.1)))
        })
    }
}

#[tokio::test]
async fn a_request_that_is_dropped_while_it_gets_a_token_holds_up_no_other() {
    let (service, gate) = (statuses().start().await, Arc::new(tokio::sync::Notify::new()));
    let client = Client::new(service.base_url(), Gate(Arc::clone(&gate), service.token())).unwrap();
    let other = tokio::spawn({
        let client = client.clone();
        async move { client.send(path().get()).await }
    });
    for _ in 0..3 {
        let dropped = tokio::time::timeout(Duration::from_millis(20), client.send(path().get())).await;
        assert!(dropped.is_err());
    }
    assert!(service.requests().is_empty());
    gate.notify_one();
    other.await.unwrap().unwrap();
    client.send(path().get()).await.unwrap();
}
