//! What is done once a crate and not once a derive.
//!
//! The derives of a crate know nothing of one another but that one process expands them all: rustc compiles one crate. The first
//! derive that needs something gets it, and gets it again, for rust-analyzer expands again and again in one process, and what
//! was at the first type must not vanish from it. Were rustc to keep the expansions of unchanged derives from one build to the
//! next, it would keep the first derive's with what that emitted, so this holds then too unless that very type is removed.

use std::env;
use std::ffi::OsString;
use std::sync::{Mutex, PoisonError};

/// What was needed first, and by whom. A package has several crates: the library, binaries, tests.
struct First {
    what: String,
    folder: OsString,
    krate: OsString,
    ident: String,
}

/// Whether the derive on `ident` is the one to do `what`.
pub(super) fn is_first(what: &str, ident: &syn::Ident) -> bool {
    // A list: there are few entries, and to hash a name costs more than to compare it with all of them, without optimisation.
    static FIRST: Mutex<Vec<First>> = Mutex::new(Vec::new());
    let asked = |name| env::var_os(name).unwrap_or_default();
    let (folder, krate) = (asked("CARGO_MANIFEST_DIR"), asked("CARGO_CRATE_NAME"));
    let ident = ident.to_string();
    let mut first = FIRST.lock().unwrap_or_else(PoisonError::into_inner);
    let known = first
        .iter()
        .find(|known| known.what == what && known.krate == krate && known.folder == folder);
    if let Some(known) = known {
        return known.ident == ident;
    }
    first.push(First {
        what: what.to_owned(),
        folder,
        krate,
        ident,
    });
    true
}
