//! Tracking of the schema's file by the compiler.

use super::cache::Loaded;
use super::find::manifest;
use super::once::is_first;
use proc_macro2::TokenStream;
use quote::quote;
use std::path::Path;
use syn::Ident;

/// Has rustc name the schema and Cargo.toml among the files that the crate is made of, once a crate.
///
/// The bytes are named in a constant that has no use for them: rustc reads and hashes the file and does nothing else with it. As a
/// string (`include_str!`) it would be escaped and read back, and as the value of a constant it would be evaluated: six and two
/// times the work on a file of three megabytes.
pub(super) fn tracking(ident: &Ident, loaded: Option<&Loaded>) -> TokenStream {
    let mut out = TokenStream::new();
    if let Some(file) = manifest().filter(|_| is_first("Cargo.toml", ident)) {
        out.extend(tracked(&file));
    }
    if let Some(loaded) = loaded
        && is_first(&loaded.name(), ident)
    {
        out.extend(loaded.files.iter().filter_map(|file| tracked(file)));
    }
    out
}

fn tracked(file: &Path) -> Option<TokenStream> {
    let file = file.to_str()?;
    Some(quote! {
        const _: () = {
            let _ = ::core::include_bytes!(#file);
        };
    })
}
