//! A server whose answers are made one by one.
#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use odata_entity::{Client, FixedToken};
use std::io::{Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A server whose answer is made of the number of the request and of its own base URL; it is the body of a 200, or all of an
/// answer that begins with `HTTP`.
pub struct Peer {
    pub base_url: String,
    count: Arc<AtomicUsize>,
}

impl Peer {
    pub fn start(answer: impl Fn(usize, &str) -> String + Send + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base_url = format!("http://{}/v1.0", listener.local_addr().unwrap());
        let count = Arc::new(AtomicUsize::new(0));
        let (counted, base) = (Arc::clone(&count), base_url.clone());
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                while receive(&mut stream) {
                    let body = answer(counted.fetch_add(1, Ordering::SeqCst), &base);
                    let text = match body.starts_with("HTTP") {
                        true => body,
                        false => format!(
                            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
                            body.len()
                        ),
                    };
                    if stream.write_all(text.as_bytes()).is_err() {
                        break;
                    }
                }
            }
        });
        Self { base_url, count }
    }

    pub fn client(&self) -> Client {
        Client::new(&self.base_url, FixedToken::new("secret-token")).unwrap()
    }

    pub fn count(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }
}

/// Reads the head of a GET; false at the end of the connection.
fn receive(stream: &mut TcpStream) -> bool {
    let (mut seen, mut buffer) = (Vec::new(), [0; 4096]);
    while !seen.ends_with(b"\r\n\r\n") {
        match stream.read(&mut buffer) {
            Ok(length @ 1..) => seen.extend_from_slice(&buffer[..length]),
            _ => return false,
        }
    }
    true
}
