//! The token provider: asked by one for all, for no longer than its time, and not for each request.

mod common;

use common::DeviceStatus;
use common::clock::TestClock;
use futures_util::FutureExt;
use futures_util::future::join_all;
use http::{Request, Response, StatusCode};
use odata_entity::client::{BoxError, BoxFuture, ClientBuilder, Clock, Transport};
use odata_entity::{AccessToken, Client, Error, TokenProvider, TokenRequest, TransportError};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};
use tokio::time::Instant;

const BASE: &str = "https://graph.microsoft.com/v1.0";
const SECOND: Duration = Duration::from_secs(1);

/// A service that takes some tokens, and keeps what it was sent.
#[derive(Clone, Default)]
struct Wire {
    sent: Arc<Mutex<Vec<String>>>,
    refuses: bool,
}

impl Transport for Wire {
    fn send(&self, request: Request<Vec<u8>>) -> BoxFuture<'_, Result<Response<Vec<u8>>, TransportError>> {
        let token = request.headers()["authorization"].to_str().unwrap().to_owned();
        self.sent.lock().unwrap().push(token);
        let mut answer = Response::new(br#"{"id":"1"}"#.to_vec());
        if self.refuses {
            *answer.status_mut() = StatusCode::UNAUTHORIZED;
        }
        Box::pin(std::future::ready(Ok(answer)))
    }
}

/// What a provider does when it is asked for the nth time.
enum Gives {
    Token(AccessToken),
    /// After a while.
    Later(AccessToken),
    Nothing,
    Never,
    Panic,
}

type Script = dyn Fn(usize, SystemTime) -> Gives + Send + Sync;

#[derive(Clone)]
struct Provider {
    asked: Arc<Mutex<usize>>,
    clock: TestClock,
    script: Arc<Script>,
}

impl Provider {
    fn asked(&self) -> usize {
        *self.asked.lock().unwrap()
    }
}

impl TokenProvider for Provider {
    fn token<'a>(&'a self, _: &'a TokenRequest) -> BoxFuture<'a, Result<Option<AccessToken>, BoxError>> {
        let mut asked = self.asked.lock().unwrap();
        *asked += 1;
        let gives = (self.script)(*asked, self.clock.now());
        Box::pin(async move {
            if !matches!(gives, Gives::Token(_)) {
                tokio::task::yield_now().await;
            }
            match gives {
                Gives::Token(token) | Gives::Later(token) => Ok(Some(token)),
                Gives::Nothing => Err("the issuer is out of order".into()),
                Gives::Never => std::future::pending().await,
                Gives::Panic => panic!("a mistake in the provider"),
            }
        })
    }
}

struct Setup {
    clock: TestClock,
    wire: Wire,
    provider: Provider,
}

impl Setup {
    fn new(script: impl Fn(usize, SystemTime) -> Gives + Send + Sync + 'static) -> Self {
        let clock = TestClock::new();
        Self {
            wire: Wire::default(),
            provider: Provider {
                asked: Arc::default(),
                clock: clock.clone(),
                script: Arc::new(script),
            },
            clock,
        }
    }

    fn builder(&self) -> ClientBuilder {
        let builder = Client::builder(BASE, self.provider.clone()).transport(self.wire.clone());
        builder.clock(self.clock.clone())
    }

    fn client(&self) -> Client {
        self.builder().build().unwrap()
    }
}

async fn send(client: &Client) -> Result<DeviceStatus, Error> {
    client.send(DeviceStatus::path("config-id", "1").get()).await
}

async fn send_many(client: &Client, count: usize) -> Vec<Result<DeviceStatus, Error>> {
    join_all((0..count).map(|_| send(client))).await
}

fn is_error_of(text: &str) -> impl Fn(&Result<DeviceStatus, Error>) -> bool {
    move |result| matches!(result, Err(error @ Error::Token(_)) if error.to_string().contains(text))
}

#[tokio::test]
async fn requests_that_wait_for_a_token_share_its_failure() {
    let setup = Setup::new(|_, _| Gives::Nothing);
    let client = setup.client();
    let results = send_many(&client, 200).await;
    assert!(results.iter().all(is_error_of("out of order")));
    assert_eq!(setup.provider.asked(), 1);
    assert!(send(&client).await.is_err());
    assert_eq!(setup.provider.asked(), 2, "a later request asks again");
}

#[tokio::test]
async fn requests_that_wait_for_a_token_share_it() {
    let setup = Setup::new(|_, _| Gives::Later(AccessToken::new("t")));
    let client = setup.client();
    let results = send_many(&client, 200).await;
    assert!(results.iter().all(Result::is_ok));
    assert_eq!(setup.provider.asked(), 1);
}

#[tokio::test]
async fn a_provider_that_panics_has_failed_for_all_who_wait() {
    let setup = Setup::new(|_, _| Gives::Panic);
    let results = send_many(&setup.client(), 20).await;
    assert!(results.iter().all(is_error_of("panicked")));
    assert_eq!(setup.provider.asked(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_provider_that_hangs_has_a_time_limit() {
    for (limit, expected) in [(None, 30 * SECOND), (Some(5 * SECOND), 5 * SECOND)] {
        let setup = Setup::new(|_, _| Gives::Never);
        let builder = setup.builder();
        let client = match limit {
            Some(limit) => builder.token_timeout(limit),
            None => builder,
        };
        let (client, start) = (client.build().unwrap(), Instant::now());
        let results = send_many(&client, 50).await;
        assert!(results.iter().all(is_error_of("gave none within")));
        assert_eq!(
            (setup.provider.asked(), start.elapsed().as_secs()),
            (1, expected.as_secs())
        );
    }
}

#[tokio::test(start_paused = true)]
async fn an_early_refresh_that_hangs_or_fails_leaves_the_old_token_in_use() {
    for hangs in [true, false] {
        let setup = Setup::new(move |nth, now| match nth {
            1 => Gives::Token(AccessToken::new("old").expires_on(now + 600 * SECOND)),
            2 | 3 if hangs => Gives::Never,
            2 | 3 => Gives::Nothing,
            _ => Gives::Token(AccessToken::new("new").expires_on(now + 600 * SECOND)),
        });
        let (client, start) = (setup.client(), Instant::now());
        send(&client).await.unwrap();
        setup.clock.advance(400 * SECOND);
        for _ in 0..5 {
            send(&client).await.unwrap();
        }
        assert_eq!(
            (setup.provider.asked(), start.elapsed()),
            (2, Duration::ZERO),
            "nobody waits for it"
        );
        // Past its time limit, and past the pause after that.
        tokio::time::sleep(31 * SECOND).await;
        send(&client).await.unwrap();
        assert_eq!(setup.provider.asked(), 2);
        for asked in [3, 4] {
            setup.clock.advance(31 * SECOND);
            send(&client).await.unwrap();
            tokio::time::sleep(31 * SECOND).await;
            assert_eq!(setup.provider.asked(), asked);
        }
        send(&client).await.unwrap();
        let sent = setup.wire.sent.lock().unwrap();
        assert!(sent[..8].iter().all(|token| token == "Bearer old"), "{sent:?}");
        assert_eq!(sent.last().unwrap(), "Bearer new");
    }
}

#[tokio::test]
async fn a_token_that_is_good_for_less_than_ten_minutes_is_replaced_halfway() {
    for lifetime in [2, 60, 240, 590] {
        let setup =
            Setup::new(move |_, now| Gives::Token(AccessToken::new("t").expires_on(now + lifetime * SECOND)));
        let client = setup.client();
        for asked in 1..5 {
            for _ in 0..10 {
                send(&client).await.unwrap();
            }
            assert_eq!(setup.provider.asked(), asked, "{lifetime}");
            setup.clock.advance(lifetime * SECOND / 2);
        }
    }
}

#[tokio::test]
async fn a_token_that_is_to_be_refreshed_at_once_is_not_fetched_for_each_request() {
    let setup = Setup::new(|_, now| {
        let token = AccessToken::new("t").refresh_on(now - SECOND);
        Gives::Token(token.expires_on(now + 3600 * SECOND))
    });
    let client = setup.client();
    for asked in 1..4 {
        for _ in 0..10 {
            send(&client).await.unwrap();
        }
        assert_eq!(setup.provider.asked(), asked);
        setup.clock.advance(31 * SECOND);
    }
}

#[tokio::test]
async fn a_provider_that_gives_expired_tokens_is_not_asked_for_each_request() {
    let setup = Setup::new(|_, now| Gives::Token(AccessToken::new("t").expires_on(now - 3600 * SECOND)));
    let client = setup.client();
    for asked in 1..4 {
        for _ in 0..10 {
            // Clocks differ: whether it is good is for the service to decide.
            send(&client).await.unwrap();
        }
        assert_eq!(setup.provider.asked(), asked);
        setup.clock.advance(31 * SECOND);
    }
}

#[tokio::test]
async fn a_provider_that_has_only_the_refused_token_is_not_asked_for_each_request() {
    for lifetime in [None, Some(3600), Some(0)] {
        let mut setup = Setup::new(move |_, now| {
            let token = AccessToken::new("t");
            Gives::Token(match lifetime {
                Some(lifetime) => token.expires_on(now + lifetime * SECOND),
                None => token,
            })
        });
        setup.wire.refuses = true;
        let client = setup.client();
        for asked in [2, 3, 4] {
            for _ in 0..10 {
                assert!(matches!(send(&client).await, Err(Error::Unauthorized(_))));
            }
            // Once for the first request, and once after each pause, with the refusal.
            let expired = usize::from(lifetime == Some(0)) * (asked - 2);
            assert_eq!(setup.provider.asked(), asked + expired, "{lifetime:?}");
            setup.clock.advance(31 * SECOND);
        }
    }
}

#[tokio::test]
async fn a_call_of_the_provider_outlives_the_request_that_began_it() {
    let setup = Setup::new(|_, _| Gives::Later(AccessToken::new("t")));
    let client = setup.client();
    assert!(send(&client).now_or_never().is_none(), "it is given up");
    tokio::task::yield_now().await;
    send(&client).await.unwrap();
    assert_eq!(setup.provider.asked(), 1);
}

#[test]
fn without_tokio_s_runtime_a_token_is_got_all_the_same() {
    let setup = Setup::new(|_, now| Gives::Token(AccessToken::new("t").expires_on(now + 60 * SECOND)));
    let client = setup.client();
    for asked in [1, 2] {
        send(&client).now_or_never().unwrap().unwrap();
        assert_eq!(setup.provider.asked(), asked);
        setup.clock.advance(30 * SECOND);
    }
    // Where nothing else can drive it, the request does, and for no longer than the limit by the client's clock.
    let setup = Setup::new(|_, _| Gives::Never);
    let client = setup.client();
    let mut request = Box::pin(send(&client).map(|result| result.unwrap_err().to_string()));
    let text = loop {
        if let Some(text) = (&mut request).now_or_never() {
            break text;
        }
    };
    assert!(text.contains("gave none within"), "{text}");
}
