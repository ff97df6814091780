//! Each type against the literals of the OData ABNF (its rules, and the cases of its `odata-abnf-testcases`), and round
//! trips of arbitrary values.

mod binary;
mod date_time_offset;
mod dates;
#[cfg(feature = "decimal")]
mod decimal;
mod duration;
#[cfg(feature = "uuid")]
mod guid;
mod numbers;
mod text;

use super::{ValueError, ValueErrorKind};

/// What a writer that cannot fail appends.
fn text(write: impl FnOnce(&mut Vec<u8>)) -> String {
    let mut out = Vec::new();
    write(&mut out);
    String::from_utf8(out).expect("UTF-8 is written")
}

/// What a writer appends, or its error; then it has appended nothing.
fn try_text(write: impl FnOnce(&mut Vec<u8>) -> Result<(), ValueError>) -> Result<String, ValueError> {
    let mut out = b"kept".to_vec();
    let result = write(&mut out);
    let written = String::from_utf8(out.split_off(4)).expect("UTF-8 is written");
    assert_eq!(out, b"kept");
    assert!(
        result.is_ok() || written.is_empty(),
        "{written:?} stays behind an error"
    );
    result.map(|()| written)
}

/// What is between the quotes of a literal behind its prefix.
fn unquoted<'a>(prefix: &str, literal: &'a str) -> &'a str {
    let quoted = literal
        .strip_prefix(prefix)
        .and_then(|rest| rest.strip_prefix('\''));
    quoted
        .and_then(|rest| rest.strip_suffix('\''))
        .expect("quotes behind the prefix")
}

/// Each of the texts is refused, for its form.
fn malformed<T: std::fmt::Debug>(parse: impl Fn(&str) -> Result<T, ValueError>, texts: &[&str]) {
    refused(parse, texts, ValueErrorKind::Malformed);
}

/// Each of the texts is refused, for its value.
fn out_of_range<T: std::fmt::Debug>(parse: impl Fn(&str) -> Result<T, ValueError>, texts: &[&str]) {
    refused(parse, texts, ValueErrorKind::OutOfRange);
}

fn refused<T: std::fmt::Debug>(
    parse: impl Fn(&str) -> Result<T, ValueError>,
    texts: &[&str],
    kind: ValueErrorKind,
) {
    for text in texts {
        match parse(text) {
            Ok(value) => panic!("{text:?} reads as {value:?}"),
            Err(error) => assert_eq!(error.kind(), kind, "{error}"),
        }
    }
}
