//! Resource paths: from the bytes of a request target to the set, the keys and what is asked of them.

mod address;
mod key;
mod segment;
mod template;

pub(crate) use address::{Address, Tail, onward, resolve, set_tail};
pub(crate) use key::{Key, KeyLiteral};
pub(crate) use segment::{encode, segments};
pub(crate) use template::{Part, Template};
