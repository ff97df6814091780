//! Which proxy variables the client honours, as the documentation has them: each case is a separate process, as
//! variables are per process.

mod common;

use common::DeviceStatus;
use odata_entity::{Client, Error, FixedToken, RetryPolicy};
use std::io::{Read as _, Write as _};
use std::net::TcpListener;
use std::process::Command;
use std::time::Duration;

const BASE: &str = "TEST_BASE_URL";

/// Sends one request; run by the other tests with variables of theirs.
#[test]
#[ignore = "a part of the other tests, which run it"]
fn child() {
    let Ok(base) = std::env::var(BASE) else { return };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .unwrap();
    runtime.block_on(async {
        let client = Client::builder(base, FixedToken::new("my-secret"))
            .retry(RetryPolicy::none())
            .timeout(Duration::from_secs(10))
            .build()
            .unwrap();
        let error = client.send(DeviceStatus::path("c", "1").get()).await.unwrap_err();
        assert!(
            matches!(error, Error::Transport(_) | Error::NotFound(_)),
            "{error:?}"
        );
    });
}

/// What a proxy is sent first, if anything reaches it.
fn asked_of_proxy(base: &str, variables: &[(&str, &str)]) -> Option<String> {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let address = listener.local_addr().unwrap().to_string();
    let proxy = std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut bytes = vec![0; 4096];
        let read = stream.read(&mut bytes).unwrap_or_default();
        let _ = stream.write_all(b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\nconnection: close\r\n\r\n");
        String::from_utf8_lossy(&bytes[..read]).into_owned()
    });
    let mut command = Command::new(std::env::current_exe().unwrap());
    command
        .args(["--exact", "child", "--ignored", "--test-threads=1"])
        .env(BASE, base.replace("PROXY", &address));
    for name in ["HTTPS_PROXY", "HTTP_PROXY", "ALL_PROXY", "NO_PROXY"] {
        command.env_remove(name).env_remove(name.to_lowercase());
    }
    command.env_remove("REQUEST_METHOD");
    for (name, value) in variables {
        command.env(name, value.replace("PROXY", &address));
    }
    let output = command.output().unwrap();
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(output.status.success() && text.contains("1 passed"), "{text}");
    // Ends the proxy where nothing came.
    let _ = std::net::TcpStream::connect(&address);
    Some(proxy.join().unwrap()).filter(|text| !text.is_empty())
}

const ELSEWHERE: &str = "https://graph.invalid/v1.0";

#[test]
fn https_goes_through_the_proxy_of_these_variables() {
    for (name, value) in [
        ("HTTPS_PROXY", "http://PROXY"),
        ("https_proxy", "http://PROXY"),
        ("ALL_PROXY", "http://PROXY"),
        ("all_proxy", "http://PROXY"),
        ("HTTPS_PROXY", "PROXY"),
    ] {
        let asked = asked_of_proxy(ELSEWHERE, &[(name, value)]).unwrap_or_default();
        assert!(
            asked.starts_with("CONNECT graph.invalid:443 HTTP/1.1\r\n"),
            "{name}: {asked}"
        );
        // The token is inside of TLS.
        assert!(!asked.contains("my-secret"), "{asked}");
    }
    let asked = asked_of_proxy(ELSEWHERE, &[("HTTPS_PROXY", "http://user:pass@PROXY")]).unwrap_or_default();
    assert!(
        asked
            .to_lowercase()
            .contains("proxy-authorization: basic dxnlcjpwyxnz"),
        "{asked}"
    );
}

#[test]
fn the_variable_in_capitals_counts_first_and_the_own_one_before_that_for_all() {
    let nowhere = "http://127.0.0.1:9";
    for variables in [
        [("HTTPS_PROXY", "http://PROXY"), ("https_proxy", nowhere)],
        [("https_proxy", "http://PROXY"), ("ALL_PROXY", nowhere)],
    ] {
        let asked = asked_of_proxy(ELSEWHERE, &variables).unwrap_or_default();
        assert!(
            asked.starts_with("CONNECT graph.invalid:443"),
            "{variables:?}: {asked}"
        );
    }
}

#[test]
fn these_go_past_the_proxy() {
    let proxy = ("HTTPS_PROXY", "http://PROXY");
    for variables in [
        [proxy, ("NO_PROXY", "graph.invalid")],
        [proxy, ("no_proxy", "other.example, .invalid")],
        [proxy, ("NO_PROXY", "*")],
        // What is run by a web server as CGI takes no proxy from its environment.
        [proxy, ("REQUEST_METHOD", "GET")],
        // That of http, which is only spoken to the machine itself.
        [("HTTP_PROXY", "http://PROXY"), ("http_proxy", "http://PROXY")],
    ] {
        assert_eq!(asked_of_proxy(ELSEWHERE, &variables), None, "{variables:?}");
    }
}

#[test]
fn the_machine_itself_is_asked_directly() {
    let nowhere = "http://127.0.0.1:9";
    let variables = [("ALL_PROXY", nowhere), ("HTTP_PROXY", nowhere)];
    let asked = asked_of_proxy("http://PROXY/v1.0", &variables).unwrap_or_default();
    assert!(asked.starts_with("GET /v1.0/deviceAppManagement/"), "{asked}");
}
