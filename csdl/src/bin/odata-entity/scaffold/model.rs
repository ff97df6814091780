//! What is printed.

/// A type of the module.
pub(crate) enum Item {
    Structure(Structure),
    Enumeration(Enumeration),
    /// What has no type or call, and why.
    Comment(String),
}

/// A struct with named fields.
pub(crate) struct Structure {
    pub(crate) docs: Vec<String>,
    /// The last derive: `Entity`, `ComplexType`, `Action` or `Function`.
    pub(crate) derive: &'static str,
    /// Whether it derives `Default` too.
    pub(crate) has_default: bool,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: String,
    pub(crate) members: Vec<Member>,
}

/// What is between the braces of a struct.
pub(crate) enum Member {
    Field {
        docs: Vec<String>,
        attributes: Vec<Attribute>,
        name: String,
        ty: String,
    },
    /// What is no field, and why.
    Comment(String),
}

/// An enum: an enumeration type or a union.
pub(crate) struct Enumeration {
    pub(crate) docs: Vec<String>,
    pub(crate) derives: &'static str,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: String,
    pub(crate) variants: Vec<Variant>,
}

/// A variant, with the type that it holds if it holds one.
pub(crate) struct Variant {
    pub(crate) docs: Vec<String>,
    pub(crate) attributes: Vec<Attribute>,
    pub(crate) name: String,
    pub(crate) holds: Option<String>,
}

/// `#[name(arguments)]`
pub(crate) struct Attribute {
    pub(crate) name: &'static str,
    pub(crate) arguments: Vec<Argument>,
}

/// An argument of an attribute.
pub(crate) enum Argument {
    /// `word` or `key = "value"`
    Plain(String),
    /// `name(arguments)`
    List(&'static str, Vec<Argument>),
}

impl Attribute {
    pub(crate) fn odata(arguments: Vec<Argument>) -> Attribute {
        Attribute {
            name: "odata",
            arguments,
        }
    }

    pub(crate) fn serde(arguments: Vec<Argument>) -> Attribute {
        Attribute {
            name: "serde",
            arguments,
        }
    }
}

impl Argument {
    pub(crate) fn word(word: &str) -> Argument {
        Argument::Plain(word.to_owned())
    }

    /// `key = "value"`
    pub(crate) fn text(key: &str, value: &str) -> Argument {
        Argument::Plain(format!("{key} = {value:?}"))
    }
}
