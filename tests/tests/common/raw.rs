//! A server that answers every request with the same bytes, whatever they are, and closes the connection.
#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use odata_entity::client::ClientBuilder;
use odata_entity::{Client, FixedToken};
use std::io::{Read, Write};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};

pub struct Raw {
    pub base_url: String,
    count: Arc<AtomicUsize>,
    answer: Arc<Mutex<Vec<u8>>>,
}

impl Raw {
    pub fn start() -> Self {
        let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
        let raw = Self {
            base_url: format!("http://{}/v1.0", listener.local_addr().unwrap()),
            count: Arc::default(),
            answer: Arc::default(),
        };
        let (count, answer) = (Arc::clone(&raw.count), Arc::clone(&raw.answer));
        std::thread::spawn(move || {
            for mut stream in listener.incoming().flatten() {
                receive(&mut stream);
                count.fetch_add(1, Ordering::SeqCst);
                let _ = stream.write_all(&answer.lock().unwrap());
            }
        });
        raw
    }

    pub fn client(&self) -> ClientBuilder {
        Client::builder(&self.base_url, FixedToken::new("t"))
    }

    /// From now on it answers this.
    pub fn answer(&self, bytes: impl Into<Vec<u8>>) {
        *self.answer.lock().unwrap() = bytes.into();
        self.count.store(0, Ordering::SeqCst);
    }

    /// How often it has.
    pub fn count(&self) -> usize {
        self.count.load(Ordering::SeqCst)
    }
}

/// Reads a request to its end, so that the answer is not lost with what was not read.
fn receive(stream: &mut std::net::TcpStream) {
    let (mut seen, mut buffer) = (Vec::new(), [0; 4096]);
    loop {
        let end = seen.windows(4).position(|end| end == b"\r\n\r\n");
        if end.is_some_and(|end| seen.len() >= end + 4 + content_length(&seen[..end])) {
            return;
        }
        match stream.read(&mut buffer) {
            Ok(length @ 1..) => seen.extend_from_slice(&buffer[..length]),
            _ => return,
        }
    }
}

fn content_length(head: &[u8]) -> usize {
    let head = String::from_utf8_lossy(head).to_ascii_lowercase();
    let lengths = head
        .lines()
        .filter_map(|line| line.strip_prefix("content-length:"));
    lengths
        .filter_map(|length| length.trim().parse::<usize>().ok())
        .sum()
}
