//! Numbers that JSON's doubles do not hold, as undeclared members whose type tag names such a type.

use crate::edm::{ValueError, ValueErrorKind, may_have_lost_digits};
use crate::json::JsonWriter;

/// A type whose values are strings where JSON's numbers are doubles.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum WideNumber {
    /// `Edm.Int64`.
    Int64,
    /// `Edm.Decimal`.
    Decimal,
}

impl WideNumber {
    /// The type of that name, which is written as JSON: `"#Int64"`, `"#Edm.Decimal"`.
    pub(super) fn of(name: &[u8]) -> Option<Self> {
        let name = name.strip_prefix(b"\"").unwrap_or(name);
        let name = name.strip_prefix(b"#").unwrap_or(name);
        match name.strip_prefix(b"Edm.").unwrap_or(name) {
            b"Int64\"" => Some(Self::Int64),
            b"Decimal\"" => Some(Self::Decimal),
            _ => None,
        }
    }

    /// Looks at the number that was written at `start`, and makes a string of it where the body has such.
    ///
    /// [`serde_json::Value`] holds as a double what is no 64-bit integer. A number of so many digits may have lost some
    /// when it was read: it is not sent as another one.
    pub(super) fn check(self, out: &mut JsonWriter, start: usize) {
        let number = match out.buffer().get(start..) {
            Some(number @ [b'-' | b'0'..=b'9', ..]) => String::from_utf8_lossy(number).into_owned(),
            _ => return,
        };
        if self.may_have_lost_digits(&number) {
            let (kind, reason) = (
                ValueErrorKind::OutOfRange,
                "digits may have been lost: ask for IEEE754Compatible=true",
            );
            out.fail(ValueError::new(kind, self.name(), &number, reason));
        }
        if out.is_ieee754() {
            out.buffer().insert(start, b'"');
            out.buffer().push(b'"');
        }
    }

    fn may_have_lost_digits(self, number: &str) -> bool {
        match self {
            Self::Int64 => number.parse::<i64>().is_err(),
            Self::Decimal => may_have_lost_digits(number),
        }
    }

    fn name(self) -> &'static str {
        match self {
            Self::Int64 => crate::edm::int64::NAME,
            Self::Decimal => "Edm.Decimal",
        }
    }
}
