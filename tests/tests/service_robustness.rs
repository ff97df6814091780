//! Whatever a client sends, it gets an answer with a status that fits, and the service goes on.

mod common;

use std::io::Write;
use std::net::TcpStream;

use common::sent::{STATUS, STATUSES, directory, exchange, send, statuses};
use serde_json::json;

/// A fixed row of numbers below a limit (the generator of Numerical Recipes).
struct Dice(u64);

impl Dice {
    fn below(&mut self, limit: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % limit
    }

    fn line(&mut self, pieces: &[&str], most: usize) -> String {
        (0..self.below(most))
            .map(|_| pieces[self.below(pieces.len())])
            .collect()
    }
}

#[test]
fn no_target_and_no_body_stops_the_service() {
    let service = directory()
        .insert("/users", json!({"id": "1", "level": 1}))
        .start_blocking();
    let targets = [
        "/",
        "users",
        "statuses",
        "1",
        "(",
        ")",
        "'",
        "''",
        "=",
        ",",
        "%27",
        "%",
        "%2",
        "%FF",
        "$count",
        "n.guest",
        "n.user",
        "..",
        "?",
        "&",
        "$filter=",
        "$select=",
        "$orderby=",
        "$top=",
        "$skiptoken=",
        "level",
        "home/city",
        "%20eq%20",
        "%20in%20",
        "not%20",
        "contains",
        "null",
        "9999999999999999999",
        "-",
        "2017-01-01T00:00:00Z",
        "id",
        "*",
        "+",
        "é",
        "$batch",
        "$monitor",
    ];
    let bodies = [
        "{",
        "}",
        "[",
        "]",
        "\"",
        ":",
        ",",
        "null",
        "1e999",
        "\"level\"",
        "\"home\"",
        "\"@odata.type\"",
        "\"#n.guest\"",
        "\"@\"",
        "\"tags@odata.bind\"",
        "-9223372036854775809",
        "true",
        "\"\\ud800\"",
        "\u{0}",
        "\"requests\"",
        "\"id\"",
        "{}",
    ];
    let mut dice = Dice(7);
    for _ in 0..3000 {
        let target = format!("/{}", dice.line(&targets, 9));
        let method = ["GET", "PATCH", "POST", "PUT", "DELETE", "HEAD", "OPTIONS"][dice.below(7)];
        let mut request = send(&service, method, &target);
        if dice.below(2) == 0 {
            request = request.text("application/json", &dice.line(&bodies, 12));
        }
        let answer = request
            .try_answer()
            .unwrap_or_else(|error| panic!("{method} {target}: {error}"));
        assert!(
            (200..500).contains(&answer.status) || answer.status == 501,
            "{method} {target}: {answer:?}"
        );
    }
    assert_eq!(send(&service, "GET", "/users/$count").answer().status, 200);
}

#[test]
fn what_is_no_http_is_refused() {
    let service = statuses().start_blocking();
    let authority = service
        .base_url()
        .trim_start_matches("http://")
        .trim_end_matches("/v1.0")
        .to_owned();
    for bytes in [
        "GET\r\n\r\n",
        "GET / HTTP/9\r\n\r\n",
        "\u{1}\u{2}\r\n\r\n",
        "GET / HTTP/1.1\r\nbad header\r\n\r\n",
    ] {
        let answer = exchange(&authority, bytes.as_bytes());
        assert!(
            answer.as_ref().map_or(true, |answer| answer.status == 400),
            "{bytes:?}: {answer:?}"
        );
    }
    // A body that breaks off is no change.
    let mut stream = TcpStream::connect(&authority).unwrap();
    let head = format!(
        "PATCH /v1.0{STATUS} HTTP/1.1\r\nHost: x\r\nContent-Length: 99\r\n\r\n{{\"userName\":\"x\"}}"
    );
    stream.write_all(head.as_bytes()).unwrap();
    drop(stream);
    assert_eq!(
        send(&service, "GET", STATUS).answer().json()["userName"],
        "User Name value"
    );
}

#[test]
fn deep_and_long_requests_are_refused_in_peace() {
    let service = statuses().start_blocking();
    for filter in [
        "(".repeat(9000),
        "not%20".repeat(2500),
        "userName%20eq%20'a'%20or%20".repeat(600),
    ] {
        assert_eq!(
            send(&service, "GET", &format!("{STATUSES}?$filter={filter}")).status(),
            400
        );
    }
    let deep = format!("{{\"userName\":{}1{}}}", "[".repeat(50_000), "]".repeat(50_000));
    assert_eq!(
        send(&service, "PATCH", STATUS)
            .text("application/json", &deep)
            .status(),
        400
    );
}

#[test]
fn many_clients_at_once_lose_nothing() {
    let service = statuses().start_blocking();
    std::thread::scope(|scope| {
        for client in 0..8 {
            let service = &service;
            scope.spawn(move || {
                for number in 0..25 {
                    let body = json!({"userName": format!("{client}-{number}")});
                    assert_eq!(send(service, "POST", STATUSES).json(body).status(), 201);
                }
            });
        }
    });
    assert_eq!(
        (service.entities(STATUSES).len(), service.requests().len()),
        (201, 200)
    );
}
