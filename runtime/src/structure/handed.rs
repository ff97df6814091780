//! Patches and create bodies that are given as a request's body where any `Serialize` is taken: they are handed over as they
//! are, so that their type tag, their links to bind and their faults are those of a typed request.

use super::PatchBody;
use crate::fault::Fault;
use crate::types::TypeInfo;
use serde::Serialize;
use std::cell::RefCell;
use std::io;

/// What is written by the serializer of this thread, if that is a request's body.
#[derive(Default)]
struct Writing {
    /// Whether there is text already: what is written now is inside of another value.
    is_begun: bool,
    root: Option<Handed>,
    /// The first link to bind that is inside of another value.
    misplaced: Option<&'static str>,
}

/// A typed body, and its type.
pub(crate) struct Handed {
    pub(crate) body: Result<PatchBody, Fault>,
    pub(crate) ty: &'static TypeInfo,
}

/// A request's body.
pub(crate) enum GivenBody {
    Typed(Handed),
    Json(Vec<u8>),
}

thread_local! {
    static WRITING: RefCell<Option<Writing>> = const { RefCell::new(None) };
}

/// Ends the writing of a body also where a `Serialize` panics.
struct Outer(Option<Writing>);

impl Drop for Outer {
    fn drop(&mut self) {
        let outer = self.0.take();
        WRITING.with(|writing| writing.replace(outer));
    }
}

/// Text in the making.
struct Text<'t>(&'t mut Vec<u8>);

impl io::Write for Text<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.is_empty() {
            with(|writing| writing.is_begun = true);
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn with(change: impl FnOnce(&mut Writing)) {
    WRITING.with(|writing| {
        if let Some(writing) = writing.borrow_mut().as_mut() {
            change(writing);
        }
    });
}

/// Writes a request's body.
pub(crate) fn given_body(value: &(impl Serialize + ?Sized)) -> Result<GivenBody, Fault> {
    let outer = Outer(WRITING.with(|writing| writing.replace(Some(Writing::default()))));
    let mut text = Vec::with_capacity(128);
    let written = serde_json::to_writer(Text(&mut text), value);
    let writing = WRITING.with(RefCell::take).unwrap_or_default();
    drop(outer);
    if let Some(handed) = writing.root {
        return Ok(GivenBody::Typed(handed));
    }
    written.map_err(|error| Fault::body(error.to_string()))?;
    match writing.misplaced {
        Some(property) => {
            let mut fault = Fault::member(
                "is bound in a patch that is inside of another value, where the link would not be absolute: send the patch as the \
                 body itself",
            );
            fault.inside(property);
            Err(fault)
        }
        None => Ok(GivenBody::Json(text)),
    }
}

/// Hands a body over, if it is about to be written as a request's.
pub(super) fn hand(ty: &'static TypeInfo, body: impl FnOnce() -> Result<PatchBody, Fault>) {
    let begun = WRITING.with(|writing| writing.borrow().as_ref().map(|writing| writing.is_begun));
    // Not while the cell is borrowed: values write themselves.
    match begun {
        None => {}
        Some(false) => {
            let handed = Handed { body: body(), ty };
            with(|writing| writing.root = Some(handed));
        }
        Some(true) => {
            let body = body().ok();
            let property = body.and_then(|body| Some(body.binds.first()?.property));
            with(|writing| writing.misplaced = writing.misplaced.or(property));
        }
    }
}
