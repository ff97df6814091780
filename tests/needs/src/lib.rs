//! Tests that read files beside the repository, in `../shared`, which is not a part of it.
//!
//! ```text
//! use odata_entity_needs::{needed, needs};
//!
//! #[needs("corpus/intune-v1.0-update.json")]
//! #[test]
//! fn the_corpus_is_json() {
//!     let file = needed!("corpus/intune-v1.0-update.json");
//!     assert!(std::fs::read_to_string(file).unwrap().starts_with('['));
//! }
//! ```
//!
//! Where the file is not there, the test is reported as ignored, with the name of the file. With `CI=true` and the folder there, it is not
//! ignored, and fails: a file that was moved or cannot be read must not silence the tests that need it.

use proc_macro::{TokenStream, TokenTree};
use std::path::Path;

/// Ignores the test where one of the files, comma-separated texts below `../shared`, is not there.
#[proc_macro_attribute]
pub fn needs(files: TokenStream, test: TokenStream) -> TokenStream {
    let missing = files
        .into_iter()
        .filter_map(|token| text(&token))
        .find(|file| is_missing(file));
    let Some(file) = missing else {
        return test;
    };
    let ignored: Result<TokenStream, _> = format!("#[ignore = \"../shared/{file} is not here\"]").parse();
    ignored.into_iter().chain([test]).collect()
}

/// The path of a file below `../shared`.
#[proc_macro]
pub fn needed(file: TokenStream) -> TokenStream {
    let file = file.into_iter().next().and_then(|token| text(&token));
    let path = Path::new(folder().unwrap_or("../shared")).join(file.unwrap_or_default());
    TokenTree::from(proc_macro::Literal::string(&path.to_string_lossy())).into()
}

/// What a literal has between its quotes; the paths have nothing to escape.
fn text(token: &TokenTree) -> Option<String> {
    match token {
        TokenTree::Literal(literal) => Some(literal.to_string().trim_matches('"').to_owned()),
        _ => None,
    }
}

fn folder() -> Option<&'static str> {
    option_env!("NEEDS_SHARED")
}

/// Whether a test that needs the file is left out.
fn is_missing(file: &str) -> bool {
    match folder() {
        None => true,
        Some(_) if option_env!("NEEDS_CI").is_some() => false,
        Some(folder) => !Path::new(folder).join(file).exists(),
    }
}
