//! Names that differ.

use std::collections::{HashMap, HashSet};

/// Names of one place, which differ from each other.
#[derive(Default)]
pub(crate) struct Unique {
    taken: HashSet<String>,
    /// For each name that was wanted twice the number to go on from, as all before it are taken: there may be thousands of one name.
    next: HashMap<String, usize>,
}

impl Unique {
    /// Takes a name: the wanted one, or the first of its numbered forms, from 2 on, whose `key` no other name has.
    pub(crate) fn take(
        &mut self,
        wanted: String,
        numbered: impl Fn(&str, usize) -> String,
        key: impl Fn(&str) -> String,
    ) -> String {
        if self.taken.insert(key(&wanted)) {
            return wanted;
        }
        let next = self.next.entry(wanted.clone()).or_insert(2);
        loop {
            let name = numbered(&wanted, *next);
            *next += 1;
            if self.taken.insert(key(&name)) {
                return name;
            }
        }
    }

    /// Whether a name is taken, by its key.
    pub(crate) fn contains(&self, key: &str) -> bool {
        self.taken.contains(key)
    }
}

#[cfg(test)]
mod tests {
    use super::Unique;

    #[test]
    fn numbers_are_the_first_that_are_free() {
        let mut names = Unique::default();
        let mut take = |name: &str| {
            names.take(
                name.to_owned(),
                |name, number| format!("{name}{number}"),
                str::to_lowercase,
            )
        };
        let taken = ["a", "a3", "A", "a", "a", "A", "a2", "b"].map(&mut take);
        assert_eq!(taken, ["a", "a3", "A2", "a4", "a5", "A6", "a22", "b"]);
    }
}
