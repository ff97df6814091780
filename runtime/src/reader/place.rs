//! [`Place`]: where an object is.

/// What is known of the type that is declared where an object is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Place {
    /// Nothing.
    Unknown,
    /// A property: its field declares the type.
    Property,
    /// This type.
    Declared(&'static str),
    /// The tag was looked at already.
    Checked,
}
