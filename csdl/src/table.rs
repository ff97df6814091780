//! A hash table that is quick without optimisation.
//!
//! A map of the standard library takes 1 µs an entry without optimisation, which for the 10,000 entries of Graph is a sixth of what a
//! whole crate's check may take. This one takes a fifth of that, as it looks at a few bytes of a name only. It grows with what it holds,
//! and where many names fall into one chain, as a document can be made to have them, it looks at all of their bytes, in a way that
//! differs from process to process.

use std::hash::{BuildHasher, Hasher, RandomState};

/// Numbers from zero on, found again by the names that they were given for.
#[derive(Debug, Default)]
pub(crate) struct Table {
    /// The last number of each bucket's chain; a power of two of them, or none before the first name.
    heads: Vec<usize>,
    links: Vec<Link>,
    /// Whether a chain has become so long that its names were hashed for it.
    is_crowded: bool,
    /// How names are hashed, if not quickly.
    careful: Option<RandomState>,
}

#[derive(Debug)]
struct Link {
    hash: u64,
    /// The number before it in its chain.
    next: usize,
    /// How many are in its chain before it.
    depth: usize,
}

/// The end of a chain.
const NONE: usize = usize::MAX;

/// How many names a bucket may have on average.
const LOAD: usize = 2;

/// How long a chain may become before all names are hashed anew. Overloads of operations have one name, a hundred of them in Graph.
const LONGEST: usize = 256;

impl Table {
    /// A table with room for so many buckets, a power of two.
    pub(crate) fn with_buckets(buckets: usize) -> Self {
        Self {
            heads: vec![NONE; buckets],
            ..Self::default()
        }
    }

    /// Gives the next number to a name, which may have some already.
    pub(crate) fn push(&mut self, name: &str) -> usize {
        if self.links.len() >= LOAD * self.heads.len() {
            self.heads = vec![NONE; (2 * self.heads.len()).max(16)];
            self.link_all();
        }
        let number = self.links.len();
        let hash = self.hash(name);
        self.links.push(Link {
            hash,
            next: NONE,
            depth: 0,
        });
        self.link(number);
        number
    }

    /// Whether names have to be hashed anew: see [`Table::hash_anew`].
    pub(crate) fn is_crowded(&self) -> bool {
        self.is_crowded && self.careful.is_none()
    }

    /// Hashes all names, which are given in the order of their numbers, by all of their bytes.
    pub(crate) fn hash_anew<'n>(&mut self, names: impl Iterator<Item = &'n str>) {
        self.careful = Some(RandomState::new());
        for (number, name) in names.enumerate() {
            let hash = self.hash(name);
            if let Some(link) = self.links.get_mut(number) {
                link.hash = hash;
            }
        }
        self.heads.fill(NONE);
        self.link_all();
    }

    /// The numbers whose names may be this one, the last one first: nearly always those whose names are.
    pub(crate) fn numbers(&self, name: &str) -> Numbers<'_> {
        let hash = self.hash(name);
        let next = self.heads.get(self.bucket(hash)).copied().unwrap_or(NONE);
        Numbers {
            table: self,
            hash,
            next,
        }
    }

    fn link_all(&mut self) {
        for number in 0..self.links.len() {
            self.link(number);
        }
    }

    /// Puts a number before the others of its bucket.
    fn link(&mut self, number: usize) {
        let bucket = self.bucket(self.links[number].hash);
        let next = std::mem::replace(&mut self.heads[bucket], number);
        let depth = self.links.get(next).map_or(0, |link| link.depth + 1);
        let link = &mut self.links[number];
        (link.next, link.depth) = (next, depth);
        if depth > LONGEST {
            self.is_crowded = true;
        }
    }

    fn bucket(&self, hash: u64) -> usize {
        (hash >> 32) as usize & self.heads.len().wrapping_sub(1)
    }

    fn hash(&self, name: &str) -> u64 {
        match &self.careful {
            None => quick_hash(name),
            Some(random) => {
                let mut hasher = random.build_hasher();
                hasher.write(name.as_bytes());
                hasher.finish()
            }
        }
    }
}

/// A hash of a name's length and its first, middle and last eight bytes, because a loop over all of them is slow
/// without optimisation. Annotation targets differ in the middle, where the type's name is.
fn quick_hash(name: &str) -> u64 {
    let bytes = name.as_bytes();
    let middle = bytes.get(bytes.len() / 2..).unwrap_or_default();
    let mut hash = bytes.len() as u64;
    match (
        bytes.first_chunk::<8>(),
        middle.first_chunk::<8>(),
        bytes.last_chunk::<8>(),
    ) {
        (Some(first), middle, Some(last)) => {
            hash ^= u64::from_le_bytes(*first);
            hash = hash.wrapping_mul(MIX) ^ u64::from_le_bytes(*last);
            if let Some(middle) = middle {
                hash = hash.wrapping_mul(MIX) ^ u64::from_le_bytes(*middle);
            }
        }
        _ => {
            for byte in bytes {
                hash = (hash << 8) ^ u64::from(*byte);
            }
        }
    }
    hash = hash.wrapping_mul(MIX);
    // The bucket is taken from the upper half, and its best bits are the uppermost.
    hash ^ (hash >> 19)
}

/// An odd number with evenly spread bits: 2^64 divided by the golden ratio.
const MIX: u64 = 0x9E37_79B9_7F4A_7C15;

/// Numbers of one hash.
pub(crate) struct Numbers<'a> {
    table: &'a Table,
    hash: u64,
    next: usize,
}

impl Iterator for Numbers<'_> {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        while let Some(link) = self.table.links.get(self.next) {
            let number = std::mem::replace(&mut self.next, link.next);
            if link.hash == self.hash {
                return Some(number);
            }
        }
        None
    }
}

/// Values by name.
#[derive(Debug, Default)]
pub(crate) struct ByName<T> {
    table: Table,
    items: Vec<(String, T)>,
}

impl<T: Default> ByName<T> {
    /// The value of a name.
    pub(crate) fn get(&self, name: &str) -> Option<&T> {
        self.items.get(self.find(name)?).map(|(_, value)| value)
    }

    /// The value of a name, made if there is none.
    pub(crate) fn entry(&mut self, name: String) -> &mut T {
        let number = self.find(&name).unwrap_or_else(|| {
            self.table.push(&name);
            self.items.push((name, T::default()));
            if self.table.is_crowded() {
                self.table
                    .hash_anew(self.items.iter().map(|(name, _)| name.as_str()));
            }
            self.items.len() - 1
        });
        &mut self.items[number].1
    }

    fn find(&self, name: &str) -> Option<usize> {
        let is_same = |number: &usize| self.items.get(*number).is_some_and(|(known, _)| known == name);
        self.table.numbers(name).find(is_same)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_all_numbers_of_a_name_however_many_names_there_are() {
        let mut table = Table::with_buckets(16);
        assert_eq!(table.numbers("a").count(), 0);
        for number in 0..1_000 {
            assert_eq!(
                table.push(&format!("a.name.long.enough.{}", number % 500)),
                number
            );
        }
        assert_eq!(
            table.numbers("a.name.long.enough.7").collect::<Vec<_>>(),
            [507, 7]
        );
        assert_eq!(table.numbers("b").count(), 0);
        assert_eq!(Table::default().numbers("").count(), 0);
    }

    #[test]
    fn names_that_look_alike_where_they_are_looked_at_make_no_long_chain() {
        let middle = "x".repeat(40);
        let name = |number: usize| format!("beginning{number:05}{middle}end of it");
        let mut values: ByName<usize> = ByName::default();
        for number in 0..3 * LONGEST {
            *values.entry(name(number)) = number;
        }
        assert!(values.table.careful.is_some());
        for number in 0..3 * LONGEST {
            assert_eq!(values.get(&name(number)), Some(&number));
            assert_eq!(values.table.numbers(&name(number)).count(), 1);
        }
        let deepest = values.table.links.iter().map(|link| link.depth).max();
        assert!(deepest < Some(LONGEST / 8), "{deepest:?}");
    }

    #[test]
    fn keeps_one_value_a_name() {
        let mut values: ByName<Vec<usize>> = ByName::default();
        for (number, name) in ["x.type", "y.type", "x.type", "x.type/long/enough/to/differ"]
            .into_iter()
            .enumerate()
        {
            values.entry(name.to_owned()).push(number);
        }
        assert_eq!(values.get("x.type"), Some(&vec![0, 2]));
        assert_eq!(values.get("x.type/long/enough/to/differ"), Some(&vec![3]));
        assert_eq!(values.get("z.type"), None);
    }
}
