//! A server whose answers a test makes: by a function, or from a file of recorded exchanges.
#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use std::collections::VecDeque;
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::{Arc, Mutex, PoisonError};

/// A request as it came.
#[derive(Clone, Debug)]
pub struct Received {
    pub method: String,
    pub target: String,
    pub headers: Vec<(String, String)>,
    pub body: String,
}

impl Received {
    pub fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }
}

pub struct Scripted {
    /// `127.0.0.1:49152`
    pub authority: String,
    requests: Arc<Mutex<Vec<Received>>>,
}

impl Scripted {
    /// Answers each request with what the function makes of it: head and body, without `Content-Length` and `Connection`.
    pub fn start(answer: impl Fn(&Received) -> String + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let out = Self {
            authority: listener.local_addr().unwrap().to_string(),
            requests: Arc::default(),
        };
        let (requests, answer) = (Arc::clone(&out.requests), Arc::new(answer));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (requests, answer) = (Arc::clone(&requests), Arc::clone(&answer));
                std::thread::spawn(move || serve(stream, &requests, &*answer));
            }
        });
        out
    }

    pub fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.authority)
    }

    /// Every request, oldest first.
    pub fn requests(&self) -> Vec<Received> {
        self.requests
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

fn serve(mut stream: TcpStream, requests: &Mutex<Vec<Received>>, answer: &impl Fn(&Received) -> String) {
    let Some(request) = receive(&mut stream) else {
        return;
    };
    requests.lock().unwrap().push(request.clone());
    let text = answer(&request);
    let (head, body) = text.split_once("\n\n").unwrap_or((text.trim_end(), ""));
    let is_empty = request.method == "HEAD" || head.contains(" 204 ");
    let mut out = head.trim_end().replace('\n', "\r\n");
    out.push_str("\r\nConnection: close\r\n");
    if !is_empty {
        out.push_str(&format!("Content-Length: {}\r\n", body.len()));
    }
    out.push_str("\r\n");
    if !is_empty {
        out.push_str(body);
    }
    let _ = stream.write_all(out.as_bytes());
}

fn receive(stream: &mut TcpStream) -> Option<Received> {
    let (mut seen, mut buffer) = (Vec::new(), [0; 4096]);
    let end = loop {
        if let Some(end) = seen.windows(4).position(|end| end == b"\r\n\r\n") {
            break end;
        }
        match stream.read(&mut buffer) {
            Ok(length @ 1..) => seen.extend_from_slice(&buffer[..length]),
            _ => return None,
        }
    };
    let head = String::from_utf8_lossy(&seen[..end]).into_owned();
    let mut lines = head.lines();
    let mut first = lines.next()?.split(' ');
    let (method, target) = (first.next()?.to_owned(), first.next()?.to_owned());
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.to_owned(), value.trim().to_owned()))
        .collect();
    let length = headers
        .iter()
        .find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length: usize = length.map_or(0, |(_, value)| value.parse().unwrap());
    let mut body = seen[end + 4..].to_vec();
    while body.len() < length {
        match stream.read(&mut buffer) {
            Ok(read @ 1..) => body.extend_from_slice(&buffer[..read]),
            _ => return None,
        }
    }
    Some(Received {
        method,
        target,
        headers,
        body: String::from_utf8_lossy(&body).into_owned(),
    })
}

/// Exchanges of a file, played in their order.
///
/// Each is `>>>`, a request, `<<<`, and the answer to it, as HTTP has them; lines before the first are comments with the sources.
/// Of a request the method, the target, the headers that the file has (`-` for one that must not be there) and the body are
/// compared, JSON as JSON; `*` is any body. `{host}` is the server's own authority.
pub struct Replay {
    server: Scripted,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    left: VecDeque<(String, String)>,
    faults: Vec<String>,
}

impl Replay {
    pub fn start(file: &str) -> Self {
        let exchanges = file.split("\n>>>\n").skip(1).map(|exchange| {
            let (request, answer) = exchange.split_once("\n<<<\n").expect("an answer to each request");
            (request.to_owned(), answer.to_owned())
        });
        let state = Arc::new(Mutex::new(State {
            left: exchanges.collect(),
            faults: Vec::new(),
        }));
        let playing = Arc::clone(&state);
        let authority = Arc::new(Mutex::new(String::new()));
        let own = Arc::clone(&authority);
        let server = Scripted::start(move |request| {
            let mut state = playing.lock().unwrap();
            let host = own.lock().unwrap().clone();
            let Some((expected, answer)) = state.left.pop_front() else {
                state
                    .faults
                    .push(format!("one too many: {} {}", request.method, request.target));
                return "HTTP/1.1 500 X\n\n".to_owned();
            };
            compare(&expected.replace("{host}", &host), request, &mut state.faults);
            answer.replace("{host}", &host).trim_end().to_owned()
                + if answer.contains("\n\n") { "" } else { "\n\n" }
        });
        authority.lock().unwrap().push_str(&server.authority);
        Self { server, state }
    }

    pub fn url(&self, path: &str) -> String {
        self.server.url(path)
    }

    /// The requests, oldest first.
    pub fn requests(&self) -> Vec<Received> {
        self.server.requests()
    }

    /// Every exchange was played, and each request was the recorded one.
    pub fn assert_played(&self) {
        let state = self.state.lock().unwrap();
        assert!(state.faults.is_empty(), "{}", state.faults.join("\n"));
        assert!(state.left.is_empty(), "not asked for: {:?}", state.left);
    }
}

fn compare(expected: &str, request: &Received, faults: &mut Vec<String>) {
    let (head, body) = expected.split_once("\n\n").unwrap_or((expected.trim_end(), ""));
    let mut lines = head.lines();
    let first = format!("{} {}", request.method, request.target);
    let expected_first = lines.next().unwrap_or_default();
    if first != expected_first {
        faults.push(format!("`{first}`, recorded is `{expected_first}`"));
    }
    for (name, value) in lines.filter_map(|line| line.split_once(": ")) {
        let found = request.header(name);
        if found != (value != "-").then_some(value) {
            faults.push(format!("{first}: `{name}` is {found:?}, recorded is {value:?}"));
        }
    }
    let (body, sent) = (body.trim(), request.body.trim());
    let json = |text: &str| serde_json::from_str::<serde_json::Value>(text).ok();
    let is_same = match (json(body), json(sent)) {
        (Some(body), Some(sent)) => body == sent,
        _ => body == sent,
    };
    if !is_same && body != "*" {
        faults.push(format!("{first}: the body is `{sent}`, recorded is `{body}`"));
    }
}
