//! A type that two derives of this crate are written on, of which one alone makes sense.
//!
//! What both emit would be some twenty errors, none of which names the mistake. A derive sees nothing of another one, but derives of
//! one type are expanded one directly after the other, and the spans of both have the same `struct`.

use crate::ctxt::Ctxt;
use proc_macro2::Span;
use std::cell::RefCell;
use syn::spanned::Spanned;
use syn::{Data, DeriveInput};

/// How far above a type's attributes a derive can be.
const NEAR: usize = 3;

#[derive(Clone, PartialEq)]
struct Place {
    file: String,
    line: usize,
    column: usize,
}

struct Expanded {
    /// The type's `struct` or `enum`.
    keyword: Place,
    derive: Place,
    name: &'static str,
}

/// Reports a second derive on a type; `name` is what it is called. Then nothing is to be emitted.
pub(crate) fn is_second(cx: &Ctxt, name: &'static str, input: &DeriveInput) -> bool {
    thread_local! {
        static LAST: RefCell<Option<Expanded>> = const { RefCell::new(None) };
    }
    let call = Span::call_site();
    let (Some(keyword), Some(derive)) = (place(keyword(input)), place(call)) else {
        return false;
    };
    let last = LAST.take();
    let before = last.filter(|last| {
        let is_here = [&last.derive, &derive]
            .into_iter()
            .all(|derive| is_above(derive, &keyword, input));
        last.keyword == keyword && last.derive != derive && is_here
    });
    if let Some(before) = &before {
        let message = match before.name == name {
            true => format!("`{name}` is derived twice: drop one of the two"),
            false => format!(
                "the type derives `{}` already, and is not both: drop one of the two",
                before.name
            ),
        };
        cx.push(syn::Error::new(call, message));
    }
    LAST.set(Some(Expanded {
        keyword,
        derive,
        name,
    }));
    before.is_some()
}

/// Whether a derive is where the attributes of the type are. A `macro_rules` can write derives on one item in two modules.
fn is_above(derive: &Place, keyword: &Place, input: &DeriveInput) -> bool {
    let lines = input
        .attrs
        .iter()
        .filter_map(|attr| Some(place(attr.span())?.line));
    let first = lines.min().unwrap_or(keyword.line).min(keyword.line);
    derive.file == keyword.file && derive.line <= keyword.line && derive.line + NEAR >= first
}

fn keyword(input: &DeriveInput) -> Span {
    match &input.data {
        Data::Struct(data) => data.struct_token.span,
        Data::Enum(data) => data.enum_token.span,
        Data::Union(data) => data.union_token.span,
    }
}

/// Where a token is, if the compiler has read it out of a file. rust-analyzer, which expands a type again in the same process when its
/// derives were edited, has no answer.
fn place(span: Span) -> Option<Place> {
    if !proc_macro::is_available() {
        return None;
    }
    let span = span.unwrap();
    span.local_file()?;
    Some(Place {
        file: span.file(),
        line: span.line(),
        column: span.column(),
    })
}
