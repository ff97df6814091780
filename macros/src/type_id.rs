//! Numbers by which constants compare types.

/// A number made of a type's name, by which constants compare types: FNV-1a, never zero; but zero, which means none, where
/// nothing is checked against a schema, so nothing compares.
pub(crate) fn type_id(name: &str) -> u64 {
    if cfg!(not(feature = "schema")) {
        return 0;
    }
    hash(name).max(1)
}

/// The same of a structured type, whether or not there is a schema: variants of a union have different types. Case does not
/// count, as it does not in type tags.
pub(crate) fn caseless_id(name: &str) -> u64 {
    hash(&name.to_ascii_lowercase()).max(1)
}

/// FNV-1a.
pub(crate) fn hash(text: &str) -> u64 {
    text.bytes().fold(0xcbf2_9ce4_8422_2325, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    })
}
