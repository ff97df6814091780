//! The derives and the client against SAP CAP.

mod batches;
mod keys;
mod lists;
mod media;
mod model;
mod numbers;
mod operations;
mod tags;
mod writes;

use odata_entity::client::NoToken;
use odata_entity::{Client, Profile};
use odata_entity_interop::{Peer, Running};
use std::sync::OnceLock;

const CAP: Peer = Peer {
    folder: "cap",
    arguments: &[
        "-r",
        "./loop.js",
        "node_modules/@sap/cds/bin/serve.js",
        "all",
        "--in-memory",
    ],
    environment: &[],
};

/// The same, with 64-bit integers and decimals as text.
const EXACT: Peer = Peer {
    environment: &[("CDS_CONFIG", r#"{"features":{"ieee754compatible":true}}"#)],
    ..CAP
};

/// One service for all tests of the process: each uses entities of its own.
static SHARED: OnceLock<Option<Running>> = OnceLock::new();
static SHARED_EXACT: OnceLock<Option<Running>> = OnceLock::new();

/// A client of the service, if it can be started here.
fn cap() -> Option<Client> {
    client(&SHARED, CAP, profile())
}

/// A client of the service with exact numbers.
fn exact() -> Option<Client> {
    client(&SHARED_EXACT, EXACT, profile())
}

/// A client of the service with another profile.
fn cap_with(profile: Profile) -> Option<Client> {
    client(&SHARED, CAP, profile)
}

/// CAP keeps to the standard.
fn profile() -> Profile {
    Profile::odata()
}

fn client(shared: &'static OnceLock<Option<Running>>, peer: Peer, profile: Profile) -> Option<Client> {
    let running = shared.get_or_init(|| peer.start()).as_ref()?;
    let client = Client::builder(format!("{}/shop", running.origin()), NoToken).profile(profile);
    Some(client.build().expect("the service is on loopback"))
}
