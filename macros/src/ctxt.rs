//! The mistakes of one derive, collected so that the user sees all of them in one compile.

use proc_macro2::TokenStream;
use quote::ToTokens;
use std::cell::RefCell;
use std::fmt::Display;

/// Collects errors; shared by reference through the stages of one derive.
#[derive(Default)]
pub(crate) struct Ctxt {
    errors: RefCell<Vec<syn::Error>>,
}

impl Ctxt {
    /// Notes a mistake at the tokens that the user typed.
    pub(crate) fn error(&self, at: impl ToTokens, message: impl Display) {
        self.push(syn::Error::new_spanned(at, message));
    }

    /// Notes a mistake found by a parser, which knows its own span.
    pub(crate) fn push(&self, error: syn::Error) {
        self.errors.borrow_mut().push(error);
    }

    /// How many mistakes are noted so far.
    pub(crate) fn count(&self) -> usize {
        self.errors.borrow().len()
    }

    /// All mistakes.
    #[cfg(feature = "schema")]
    pub(crate) fn into_errors(self) -> Vec<syn::Error> {
        self.errors.into_inner()
    }

    /// All mistakes as `compile_error!` calls; nothing if there are none.
    pub(crate) fn into_tokens(self) -> TokenStream {
        self.errors
            .into_inner()
            .iter()
            .map(syn::Error::to_compile_error)
            .collect()
    }
}
