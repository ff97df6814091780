//! What is done once a crate and not once a derive.
//!
//! The derives of a crate know nothing of one another but that one process expands them all: rustc compiles one crate. The first
//! derive that asks for something gets it, and gets it again, for rust-analyzer expands again and again in one process, and what
//! stood at the first type must not vanish from it. Were rustc to keep the expansions of unchanged derives from one build to the
//! next, it would keep the first derive's with what that emitted, so this holds then too unless that very type is removed.

use std::collections::HashMap;
use std::env;
use std::sync::{Mutex, PoisonError};

/// Whether the derive on `ident` is the one to do `what`.
pub(super) fn is_first(what: &str, ident: &syn::Ident) -> bool {
    static FIRST: Mutex<Option<HashMap<(String, String), String>>> = Mutex::new(None);
    let text = |name| {
        env::var_os(name)
            .unwrap_or_default()
            .to_string_lossy()
            .into_owned()
    };
    // A package has several crates: the library, binaries, tests.
    let krate = format!("{} {}", text("CARGO_MANIFEST_DIR"), text("CARGO_CRATE_NAME"));
    let ident = ident.to_string();
    let mut first = FIRST.lock().unwrap_or_else(PoisonError::into_inner);
    let known = first
        .get_or_insert_default()
        .entry((krate, what.to_owned()))
        .or_insert_with(|| ident.clone());
    *known == ident
}
