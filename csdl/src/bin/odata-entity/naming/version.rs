//! Versions in names of types.

/// A namespace that is a version of another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Version<'a> {
    /// The namespace without the version.
    pub(crate) family: &'a str,
    pub(crate) number: [u32; 3],
}

/// The version of a type, whose namespace then ends in it: `Chassis.v1_2_3.Chassis`.
pub(crate) fn version(name: &str) -> Option<Version<'_>> {
    let (namespace, _) = name.rsplit_once('.')?;
    let (family, last) = namespace.rsplit_once('.')?;
    let number = number(last)?;
    Some(Version { family, number })
}

/// The numbers of a part of a namespace that is a version.
pub(super) fn number(part: &str) -> Option<[u32; 3]> {
    let mut numbers = part
        .strip_prefix('v')?
        .split('_')
        .map(|number| number.parse().ok());
    let number = [numbers.next()??, numbers.next()??, numbers.next()??];
    numbers.next().is_none().then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn versions_are_the_last_part_of_a_namespace() {
        let found = version("a.b.v1_20_3.T").expect("a version");
        assert_eq!((found.family, found.number), ("a.b", [1, 20, 3]));
        for none in [
            "a.T",
            "v1_0_0.T",
            "a.v1_0.T",
            "a.v1_0_0_0.T",
            "a.vx_0_0.T",
            "T",
            "a.v1_0_0",
        ] {
            assert_eq!(version(none), None, "{none}");
        }
    }
}
