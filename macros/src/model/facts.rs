//! What a schema adds to the user's type. Empty where there is none.

use proc_macro2::TokenStream;

/// What the metadata has of a type.
#[derive(Default)]
pub(crate) struct SchemaFacts {
    /// Why the type should not be used any more.
    pub(crate) deprecated: Option<String>,
    /// There are no instances of just this type, so none can be created.
    pub(crate) is_abstract: bool,
    /// The base type of a complex type.
    pub(crate) base: Option<String>,
    /// The types that are derived from it, and others, each name with a space before the next; the alias of its namespace.
    pub(crate) known: Known,
    /// What only the compiler can compare, to be emitted with the rest.
    pub(crate) assertions: TokenStream,
}

/// The properties that a service does not take at a path.
#[cfg(feature = "schema")]
#[derive(Default)]
pub(crate) struct Fixed {
    pub(crate) on_update: Vec<String>,
    pub(crate) on_creation: Vec<String>,
}

/// The types that a type tag can name, as the runtime looks them up.
#[derive(Default)]
pub(crate) struct Known {
    /// Those that are derived from the type.
    pub(crate) derived: String,
    /// Types that are neither the type nor derived from it.
    pub(crate) others: String,
    /// The alias of the namespace, and the namespace.
    pub(crate) alias: String,
}

/// What the metadata has of a path.
#[derive(Default)]
pub(crate) struct PathFacts {
    /// The type that the path declares.
    pub(crate) declared: Option<String>,
    /// Whether changes need an entity tag.
    pub(crate) needs_etag: bool,
    /// What cannot be done with one entity.
    pub(crate) one: Forbidden,
    /// What cannot be done with the collection.
    pub(crate) many: Forbidden,
    /// The properties that are not sent there.
    #[cfg(feature = "schema")]
    pub(crate) fixed: Fixed,
    /// What cannot be done behind each navigation property of the struct, in the order of the fields.
    #[cfg(feature = "schema")]
    pub(crate) behind: Vec<Forbidden>,
    /// The names that something else has at the place of a key, one list for each placeholder.
    pub(crate) reserved: Vec<Reserved>,
}

/// The names that something else has at the place of a key, as the runtime looks them up.
#[derive(Default, Clone)]
pub(crate) struct Reserved {
    /// A bit for each length of a name.
    pub(crate) lengths: u64,
    /// The names with spaces between them.
    pub(crate) names: String,
}

#[cfg(feature = "schema")]
impl Reserved {
    pub(crate) fn new(names: &[String]) -> Self {
        Self {
            lengths: names.iter().fold(0, |bits, name| bits | 1 << name.len().min(63)),
            names: names.join(" "),
        }
    }
}

/// The operations that a path has not.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Forbidden {
    pub(crate) update: bool,
    pub(crate) insert: bool,
    pub(crate) delete: bool,
    /// Of a collection, how its changes are asked for.
    pub(crate) tracked: Tracked,
}

/// How the changes of a collection are asked for.
#[derive(Default, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Tracked {
    /// In any way: nothing is known.
    #[default]
    Unknown,
    /// By the bound function `delta`.
    #[cfg(feature = "schema")]
    ByFunction,
    /// By the preference `odata.track-changes`.
    #[cfg(feature = "schema")]
    ByPreference,
    /// Not at all.
    #[cfg(feature = "schema")]
    No,
}
