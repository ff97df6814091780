//! Upload sessions of three kinds and blocks: how they end, break, and are taken up.

#[path = "../common/mod.rs"]
mod common;

mod blocks;
mod refused;
mod scope;
mod sessions;
