//! [`Fields`]: which properties a type is read from.

/// The properties that a type is read from, for `$select` and `$expand`.
#[derive(Clone, Debug)]
pub struct Fields {
    /// The Rust type: one that is on the way already is not expanded again.
    pub(crate) ty: &'static str,
    pub(crate) all: Vec<Field>,
    /// Whether undeclared properties are read, too.
    pub(crate) is_open: bool,
}

/// One of them.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Field {
    pub(crate) name: &'static str,
    /// Of a navigation property, what it leads to.
    pub(crate) navigation: Option<FieldsOf>,
}

/// What a type is read from; nothing is known of one that serde reads.
pub type FieldsOf = fn() -> Option<Fields>;

/// Nothing is known: the type is read by serde.
#[must_use = "this changes nothing: use what it returns"]
pub fn no_fields() -> Option<Fields> {
    None
}

/// What all variants of a union are read from: the properties of their base type.
#[must_use = "this changes nothing: use what it returns"]
pub fn common_fields<T>(variants: &[FieldsOf]) -> Option<Fields> {
    let mut variants = variants.iter().map(|fields| fields());
    let mut common = variants.next()??;
    for other in variants {
        let other = other?;
        common
            .all
            .retain(|field| other.all.iter().any(|also| also.name == field.name));
        common.is_open &= other.is_open;
    }
    common.ty = std::any::type_name::<T>();
    Some(common)
}
