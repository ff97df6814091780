#![doc = include_str!("../README.md")]
#![doc(test(attr(deny(unused_imports))))]
//!
//! ## The service, with any client
//!
//! It holds collections in memory and answers over real TCP as a service does that takes the standard at its word: what a PATCH
//! leaves out stays, null clears, and whatever the types do not allow is refused with an OData error body. Test it with the HTTP client that
//! your users have; look at what it sent with [`Service::requests`], and at what became of it with [`Service::entity`]. Types can be declared
//! in code, too:
//!
//! ```
//! use std::io::{Read, Write};
//! use std::net::TcpStream;
//!
//! use odata_entity_testing::{EntityType, Property, Service};
//! use serde_json::json;
//!
//! let device_status = EntityType::new("microsoft.graph.managedDeviceMobileAppConfigurationDeviceStatus")
//!     .key("id")
//!     .property(Property::string("deviceModel"))
//!     .property(Property::string("userName"))
//!     .property(Property::enumeration("status", ["unknown", "notApplicable", "compliant"]).non_nullable());
//! let set = "/deviceAppManagement/mobileAppConfigurations/{id}/deviceStatuses";
//! let entity = "/deviceAppManagement/mobileAppConfigurations/config-id/deviceStatuses/status-id";
//! let service = Service::builder()
//!     .entity_set(set, device_status)
//!     .insert(entity, json!({"userName": "Ann", "status": "compliant"}))
//!     .start_blocking(); // or, in async code, `.start().await`
//!
//! // Any client does. This is what one sends:
//! let body = r#"{"status":"notApplicable","userName":null}"#;
//! let authority = service.base_url().trim_start_matches("http://").trim_end_matches("/v1.0");
//! let mut connection = TcpStream::connect(authority)?;
//! write!(
//!     connection,
//!     "PATCH /v1.0{entity} HTTP/1.1\r\nHost: {authority}\r\nAuthorization: Bearer {}\r\nConnection: close\r\n\
//!      Content-Type: application/json\r\nContent-Length: {}\r\n\r\n{body}",
//!     service.token(),
//!     body.len(),
//! )?;
//! let mut answer = String::new();
//! connection.read_to_string(&mut answer)?;
//! assert!(answer.starts_with("HTTP/1.1 200 OK"));
//!
//! let expected = json!({"id": "status-id", "deviceModel": null, "userName": null, "status": "notApplicable"});
//! assert_eq!(service.entity(entity), Some(expected));
//! assert_eq!(service.requests()[0].body, body.as_bytes());
//! # Ok::<(), std::io::Error>(())
//! ```
//!
//! ## What the service does
//! - **Types**: [`EntityType`], [`ComplexType`], [`EnumType`] and [`Property`] state in CSDL's terms what an entity
//!   may hold: nullable, read-only, immutable, required, collections, open and derived types, complex values that a
//!   PATCH merges or replaces, navigation properties with deep insert and `@odata.bind`.
//! - **Requests**: GET with `$select`, `$filter` (lambda expressions, functions and arithmetic too), `$orderby`, `$top`,
//!   `$skip`, `$count`, `$expand` with options and pages; POST; PATCH and PUT, as
//!   upserts too; DELETE; `Prefer`; entity tags; `$batch` as JSON with `dependsOn` and as multipart, with change sets; actions and functions that you
//!   declare with a closure each. Keys are read as plain segments, as predicates, and by
//!   alternate keys; types can be cast in paths.
//! - **Bytes**: streams with ranges, media entities, upload sessions of three kinds, block blobs, entities that reach a state after
//!   some polls.
//! - **Changes**: [`ServiceBuilder::change_tracking`] has a set report its changes, by the function `delta` and by
//!   `Prefer: odata.track-changes`, with tokens, pages, removed entities in each form, and links that expire.
//! - **Refusals**: whatever does not fit gets its status and an OData error body with `request-id`s; [`TypeTags`], [`IfMatch`],
//!   [`UpdateAnswer`], [`Numbers`] and [`ErrorStyle`] choose where services differ.
//! - **Without a service**: [`Mock`] gives the answers that a test states, with no network; with the feature `client` it is the transport of a
//!   client, and `TestClock` is a clock on which no wait takes time.
//! - **Types from metadata**: [`Service::from_csdl`] reads them from your CSDL file, so that nothing is declared twice.
//! - **References**: `…/$ref` and `@odata.bind` change to which entities a navigation property refers; paths, `/$count` and `$expand`
//!   follow it. A DELETE that forgets `/$ref` deletes the entity itself, as with Microsoft Graph.
//! - **Faults**: [`Fault`] and [`Throttle`] make a client meet what it meets in production; a [`Recorder`] plays a foreign host.
//!
//! Its time is real time, and its ids and rates are drawn from fixed seeds. Numbers are kept as `serde_json` keeps them: integers of 64
//! bits, everything else as a double.
// On docs.rs each item shows the feature that it needs.
#![cfg_attr(docsrs, feature(doc_cfg))]

mod answer;
#[cfg(feature = "client")]
mod client;
mod csdl;
mod fault;
mod json;
mod mock;
mod path;
mod query;
mod random;
mod recorder;
mod schema;
mod service;
mod sources;
mod store;

pub use answer::{BatchUrls, ChangeTracking, ErrorStyle, Invocation, Numbers, RemovedForm};
#[cfg(feature = "client")]
pub use client::TestClock;
pub use fault::{Fault, FaultId, RetryAfter, Throttle};
pub use mock::{Mock, MockAnswer};
pub use recorder::Recorder;
pub use schema::{
    ComplexType, ComplexUpdate, EntityType, EnumType, IfMatch, Primitive, Property, TypeTags, UpdateAnswer,
};
pub use service::{Digest, RecordedRequest, Service, ServiceBuilder, SetupError, UploadSessions};

/// The code of the project's README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../../README.md")]
pub struct Readme;
