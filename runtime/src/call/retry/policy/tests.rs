//! What is repeated, and after how long.

use super::*;

fn headers(wait: &str) -> HeaderMap {
    HeaderMap::from_iter([(http::header::RETRY_AFTER, wait.parse().unwrap())])
}

fn asked(
    policy: &RetryPolicy,
    attempts: &Attempts,
    cause: RetryCause<'_>,
    repeatable: bool,
) -> Option<Duration> {
    policy.wait(attempts, cause, repeatable, When::new(SystemTime::UNIX_EPOCH))
}

fn wait(policy: &RetryPolicy, attempts: &Attempts, status: u16, headers: &HeaderMap) -> Option<Duration> {
    let status = StatusCode::from_u16(status).unwrap();
    asked(policy, attempts, RetryCause::Status(status, headers), true)
}

fn after(tries: u32) -> Attempts {
    Attempts {
        tries,
        ..Attempts::default()
    }
}

#[test]
fn waits_double_from_three_seconds_to_the_cap_with_jitter() {
    let policy = RetryPolicy::new().tries(99).total_wait(Duration::MAX);
    for (tries, least) in [(1, 3), (2, 6), (3, 12), (6, 96), (7, 180), (40, 180)] {
        let wait = wait(&policy, &after(tries), 429, &HeaderMap::new())
            .unwrap()
            .as_secs_f64();
        let least = f64::from(least);
        assert!(
            wait >= least && wait <= (least * 1.5).min(180.0),
            "{tries}: {wait}"
        );
    }
    let exact = policy.jitter(0.0);
    assert_eq!(
        wait(&exact, &after(2), 503, &HeaderMap::new()),
        Some(Duration::from_secs(6))
    );
}

#[test]
fn what_the_service_asks_for_is_waited_with_jitter_on_top_or_not_at_all() {
    let policy = RetryPolicy::new();
    for (asked, least, most) in [
        ("0", 0, 500),
        ("0.1", 100, 600),
        ("7", 7000, 10_500),
        ("240", 240_000, 250_000),
    ] {
        let waits: Vec<_> = (0..200)
            .map(|_| wait(&policy, &after(1), 429, &headers(asked)).unwrap())
            .collect();
        let (least, most) = (Duration::from_millis(least), Duration::from_millis(most));
        assert!(
            waits.iter().all(|wait| (least..=most).contains(wait)),
            "{asked}: {waits:?}"
        );
        // 200 draws of one half of the range have a chance of 2 to the minus 199.
        let middle = (least + most) / 2;
        assert!(waits.iter().any(|wait| *wait < middle) && waits.iter().any(|wait| *wait > middle));
    }
    // Jitter is no reason to give up: it takes what is left of the limit.
    let at_the_limit = wait(&policy, &after(1), 429, &headers("600"));
    assert_eq!(at_the_limit, Some(Duration::from_secs(600)));
    assert_eq!(wait(&policy, &after(1), 429, &headers("601")), None);
    let used = Attempts {
        tries: 1,
        waited: Duration::from_secs(500),
    };
    assert_eq!(wait(&policy, &used, 429, &headers("101")), None);
    assert_eq!(
        wait(&policy, &used, 429, &headers("100")),
        Some(Duration::from_secs(100))
    );
    assert_eq!(wait(&policy, &after(3), 429, &headers("1")), None);
}

#[test]
fn only_what_may_be_repeated_is() {
    let (policy, none) = (RetryPolicy::new(), HeaderMap::new());
    let may = |cause: RetryCause<'_>| {
        [false, true].map(|repeatable| asked(&policy, &after(1), cause, repeatable).is_some())
    };
    for status in 400..600 {
        let status = StatusCode::from_u16(status).unwrap();
        let meaning = Meaning::of(status);
        let expected = [false, true].map(|repeatable| meaning.is_sent_again(repeatable));
        assert_eq!(may(RetryCause::Status(status, &none)), expected, "{status}");
    }
    for (kind, expected) in [
        (TransportErrorKind::Connect, [true, true]),
        (TransportErrorKind::Tls, [false, false]),
        (TransportErrorKind::Interrupted, [false, true]),
        (TransportErrorKind::Timeout, [false, true]),
        (TransportErrorKind::TooLarge, [false, false]),
        (TransportErrorKind::Unsendable, [false, false]),
    ] {
        let error = TransportError::new(kind, "x");
        assert_eq!(may(RetryCause::Transport(&error)), expected, "{kind:?}");
    }
}

#[test]
fn no_number_overflows_a_policy() {
    let longest = RetryPolicy::new()
        .tries(u32::MAX)
        .first_wait(Duration::MAX)
        .longest_wait(Duration::MAX)
        .total_wait(Duration::MAX)
        .jitter(f64::MAX);
    let shortest = RetryPolicy::new()
        .tries(0)
        .first_wait(Duration::ZERO)
        .longest_wait(Duration::ZERO)
        .total_wait(Duration::ZERO)
        .jitter(f64::MIN);
    for policy in [longest.clone(), shortest, longest.jitter(f64::NAN)] {
        for tries in [0, 1, 31, 32, 33, u32::MAX - 1] {
            for waited in [Duration::ZERO, Duration::MAX] {
                let attempts = Attempts { tries, waited };
                for asked in ["0", "18446744073709551615"] {
                    wait(&policy, &attempts, 503, &headers(asked));
                }
                wait(&policy, &attempts, 503, &HeaderMap::new());
            }
        }
    }
    let unending = RetryPolicy::new().tries(u32::MAX);
    assert_eq!(
        wait(&unending, &Attempts::spent(), 503, &HeaderMap::new()),
        None,
        "sent once is once"
    );
}
