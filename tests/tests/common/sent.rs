//! What the tests of the service share: a declared service, and an HTTP/1.1 client that sends exactly what it is given.
#![allow(dead_code, reason = "each test binary uses its own part of this module")]

use std::io::{BufRead, BufReader, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use odata_entity_testing::{ComplexType, EntityType, Property, Service, ServiceBuilder};
use serde_json::{Value, json};

pub(crate) use super::service::{STATUSES, device_status};

pub(crate) const STATUS: &str =
    "/deviceAppManagement/mobileAppConfigurations/config-id/deviceStatuses/status-id";

/// The documented device status under a short key.
pub(crate) fn documented() -> Value {
    let mut entity = super::service::stored();
    entity["id"] = json!("status-id");
    entity
}

pub(crate) fn statuses() -> ServiceBuilder {
    super::service::empty().insert(STATUSES, documented())
}

/// Users with an alternate key, complex values, and what else a type can have.
pub(crate) fn directory() -> ServiceBuilder {
    let address = ComplexType::new("n.address")
        .property(Property::string("city"))
        .property(Property::string("street"));
    let user = EntityType::new("n.user")
        .key("id")
        .alternate_key(["principalName"])
        .client_keys()
        .property(Property::string("principalName").non_nullable())
        .property(Property::int32("level"))
        .property(Property::complex("home", address))
        .property(Property::string("tags").collection())
        .property(Property::date_time_offset("created").read_only())
        .property(Property::string("origin").immutable());
    let guest = EntityType::new("n.guest").property(Property::string("host"));
    Service::builder()
        .entity_set("/users", user.derived(guest))
        .entity_set("/users/{id}/statuses", device_status())
}

/// The keys on a page of a collection.
pub(crate) fn ids(page: &Value) -> Vec<&str> {
    page["value"]
        .as_array()
        .unwrap()
        .iter()
        .map(|item| item["id"].as_str().unwrap())
        .collect()
}

/// An answer as it came.
#[derive(Debug)]
pub(crate) struct Answer {
    pub(crate) status: u16,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Answer {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        self.headers
            .iter()
            .find(|(known, _)| known.eq_ignore_ascii_case(name))
            .map(|(_, value)| value.as_str())
    }

    pub(crate) fn json(&self) -> Value {
        serde_json::from_slice(&self.body)
            .unwrap_or_else(|error| panic!("{error}: {}", String::from_utf8_lossy(&self.body)))
    }

    pub(crate) fn message(&self) -> String {
        self.json()["error"]["message"]
            .as_str()
            .unwrap_or_default()
            .to_owned()
    }
}

/// Sends bytes to the service and reads one answer; an error where the connection ends before the answer does.
pub(crate) fn exchange(address: &str, bytes: &[u8]) -> std::io::Result<Answer> {
    let mut stream = TcpStream::connect(address)?;
    stream.set_read_timeout(Some(Duration::from_secs(20)))?;
    stream.write_all(bytes)?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    let mut next = |reader: &mut BufReader<TcpStream>| {
        line.clear();
        reader.read_line(&mut line)?;
        if line.is_empty() {
            Err(std::io::ErrorKind::UnexpectedEof.into())
        } else {
            Ok(line.trim_end().to_owned())
        }
    };
    let status: std::io::Result<String> = next(&mut reader);
    let status = status?
        .split(' ')
        .nth(1)
        .and_then(|text| text.parse().ok())
        .expect("a status line");
    let mut headers = Vec::new();
    loop {
        let line = next(&mut reader)?;
        let Some((name, value)) = line.split_once(':') else {
            break;
        };
        headers.push((name.to_owned(), value.trim().to_owned()));
    }
    let mut answer = Answer {
        status,
        headers,
        body: Vec::new(),
    };
    let is_bodiless = bytes.starts_with(b"HEAD") || matches!(status, 204 | 304);
    match answer
        .header("content-length")
        .map(|length| length.parse().expect("a length"))
    {
        _ if is_bodiless => {}
        Some(length) => {
            answer.body.resize(length, 0);
            reader.read_exact(&mut answer.body)?;
        }
        None => {
            reader.read_to_end(&mut answer.body)?;
        }
    }
    Ok(answer)
}

/// One request to a service: `target` goes out as it is, below the base path.
pub(crate) struct Send<'s> {
    service: &'s Service,
    head: String,
    body: Vec<u8>,
    is_authorized: bool,
}

pub(crate) fn send<'s>(service: &'s Service, method: &str, target: &str) -> Send<'s> {
    let (_, rest) = service.base_url().split_once("://").expect("a scheme");
    let (authority, base) = rest
        .split_once('/')
        .map_or((rest, String::new()), |(host, path)| (host, format!("/{path}")));
    let head = format!("{method} {base}{target} HTTP/1.1\r\nHost: {authority}\r\nConnection: close\r\n");
    Send {
        service,
        head,
        body: Vec::new(),
        is_authorized: true,
    }
}

impl Send<'_> {
    pub(crate) fn header(mut self, name: &str, value: &str) -> Self {
        self.head.push_str(&format!("{name}: {value}\r\n"));
        self
    }

    pub(crate) fn json(self, body: Value) -> Self {
        self.text("application/json", &body.to_string())
    }

    pub(crate) fn text(self, media: &str, body: &str) -> Self {
        let mut with = self
            .header("Content-Type", media)
            .header("Content-Length", &body.len().to_string());
        with.body = body.as_bytes().to_vec();
        with
    }

    pub(crate) fn without_token(mut self) -> Self {
        self.is_authorized = false;
        self
    }

    pub(crate) fn try_answer(self) -> std::io::Result<Answer> {
        let token = self.service.token();
        let authorized = if self.is_authorized {
            self.header("Authorization", &format!("Bearer {token}"))
        } else {
            self
        };
        let (_, rest) = authorized.service.base_url().split_once("://").expect("a scheme");
        let authority = rest.split('/').next().unwrap_or_default();
        let mut bytes = format!("{}\r\n", authorized.head).into_bytes();
        bytes.extend(&authorized.body);
        exchange(authority, &bytes)
    }

    pub(crate) fn answer(self) -> Answer {
        self.try_answer().expect("an answer")
    }

    /// The status, once it is sure that an error has an error body.
    pub(crate) fn status(self) -> u16 {
        let answer = self.answer();
        if answer.status >= 400 {
            assert!(answer.json()["error"]["code"].is_string(), "{answer:?}");
        }
        answer.status
    }
}
