//! Path templates: the grammar, checked when the user's crate is compiled.
//!
//! ```text
//! segment = literal [":"] | ph [":"] | name "=" ph | name "(" [arg *("," arg)] ")"
//! arg     = [name "="] (ph | [enumType] "'" *(literal | ph) "'")
//! ph      = "{" ["+"] ident [":" Type] ["!raw" | "!twice"] "}"
//! ```
//!
//! A template is parsed once, into [`Template`]; whatever looks at a path looks at that.

mod parse;
mod parts;
mod placeholder;
mod segment;
mod split;
mod text;

#[cfg(test)]
mod tests;

pub(crate) use parts::{Form, Part};
pub(crate) use placeholder::{Encode, Placeholder};
pub(crate) use segment::{Segment, Template};
