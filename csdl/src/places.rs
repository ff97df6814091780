//! Members by name, in types that have many.

use std::fmt;
use std::sync::OnceLock;

/// How many members are looked through one by one: more than nearly all types have.
const FEW: usize = 64;

/// The places of names in a list, made when they are first asked for.
///
/// It is beside a list that is public and can be changed in a copy. So a copy has none, and a list that has become longer or shorter is
/// looked through.
#[derive(Default)]
pub(crate) struct Places(OnceLock<Vec<usize>>);

impl Places {
    /// The first item of a name.
    pub(crate) fn find<'t, T>(&self, items: &'t [T], name: &str, name_of: fn(&T) -> &str) -> Option<&'t T> {
        if items.len() > FEW {
            let places = self.0.get_or_init(|| {
                let mut places: Vec<usize> = (0..items.len()).collect();
                // Stable, so of several of one name the first comes first.
                places.sort_by_key(|place| items.get(*place).map_or("", name_of));
                places
            });
            if places.len() == items.len() {
                let of = |place: &usize| items.get(*place).map_or("", name_of);
                let at = places.partition_point(|place| of(place) < name);
                let found = places.get(at).and_then(|place| items.get(*place));
                return found.filter(|item| name_of(item) == name);
            }
        }
        items.iter().find(|item| name_of(item) == name)
    }
}

impl Clone for Places {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// It has nothing but its list.
impl PartialEq for Places {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl fmt::Debug for Places {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Places")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn name(item: &(String, usize)) -> &str {
        &item.0
    }

    #[test]
    fn the_first_of_a_name_is_found_in_short_and_long_lists() {
        for length in [3, FEW, FEW + 1, 500] {
            let mut items: Vec<(String, usize)> = (0..length)
                .map(|number| (format!("n{}", number % (length - 1)), number))
                .collect();
            let places = Places::default();
            for number in 0..length - 1 {
                let found = places.find(&items, &format!("n{number}"), name);
                assert_eq!(found.map(|item| item.1), Some(number), "{length}");
            }
            assert!(places.find(&items, "n", name).is_none() && places.find(&items, "z", name).is_none());
            items.push(("z".to_owned(), 7));
            assert_eq!(
                places.find(&items, "z", name).map(|item| item.1),
                Some(7),
                "{length}"
            );
        }
    }
}
