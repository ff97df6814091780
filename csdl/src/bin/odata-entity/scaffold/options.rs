//! What can be chosen.

/// What the user chose.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Options {
    pub(crate) with_references: bool,
    pub(crate) embed: bool,
    pub(crate) navigation: bool,
    pub(crate) client_keys: bool,
    pub(crate) operations: bool,
}
