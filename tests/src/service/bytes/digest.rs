//! [`Digest`]: what distinguishes bytes that are not kept; and bytes that need not be kept, as they can be made anywhere.

/// The number of some bytes and a hash of them (FNV-1a over words of 64 bits): enough to see that bytes came as they were sent. Quick in
/// debug builds too.
///
/// ```
/// use odata_entity_testing::Digest;
///
/// // The bytes may come in any pieces.
/// let mut received = Digest::default();
/// received.add(b"he");
/// received.add(b"llo");
/// assert_eq!(received, Digest::of(b"hello"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest {
    /// How many bytes.
    pub length: u64,
    hash: u64,
    /// The bytes after the last full word.
    rest: u64,
}

impl Default for Digest {
    fn default() -> Self {
        Self {
            length: 0,
            hash: 0xcbf2_9ce4_8422_2325,
            rest: 0,
        }
    }
}

impl Digest {
    /// The digest of bytes.
    pub fn of(bytes: &[u8]) -> Self {
        let mut digest = Self::default();
        digest.add(bytes);
        digest
    }

    /// Adds the bytes that follow.
    pub fn add(&mut self, bytes: &[u8]) {
        let missing = (8 - (self.length % 8) as usize) % 8;
        let (head, bytes) = bytes.split_at(missing.min(bytes.len()));
        let (words, tail) = bytes.as_chunks::<8>();
        for byte in head {
            self.add_byte(*byte);
        }
        for word in words {
            self.add_word(u64::from_le_bytes(*word));
        }
        self.length += 8 * words.len() as u64;
        for byte in tail {
            self.add_byte(*byte);
        }
    }

    fn add_byte(&mut self, byte: u8) {
        self.rest |= u64::from(byte) << (8 * (self.length % 8));
        self.length += 1;
        if self.length.is_multiple_of(8) {
            let word = std::mem::take(&mut self.rest);
            self.add_word(word);
        }
    }

    fn add_word(&mut self, word: u64) {
        self.hash = (self.hash ^ word).wrapping_mul(0x100_0000_01b3);
    }
}

/// Made up bytes come in blocks of this length, each with its number in front.
const BLOCK: u64 = 4096;

/// What follows the number in each block.
static FILLING: [u8; BLOCK as usize] = {
    let mut bytes = [0; BLOCK as usize];
    let mut at = 0;
    while at < BLOCK as usize {
        // 251 is prime, so that no part of a usual size is like the next one.
        bytes[at] = (at % 251) as u8;
        at += 1;
    }
    bytes
};

/// The bytes from `first` to before `end` of content without end, in which each byte depends on its place alone.
pub fn made_up(first: u64, end: u64) -> Vec<u8> {
    let mut out = Vec::with_capacity(end.saturating_sub(first) as usize);
    let mut at = first;
    while at < end {
        let (number, inside) = (at / BLOCK, (at % BLOCK) as usize);
        let number = number.to_le_bytes();
        let until = inside + (end - at).min(BLOCK - inside as u64) as usize;
        let start = out.len();
        out.extend_from_slice(FILLING.get(inside..until).unwrap_or_default());
        for place in inside..until.min(number.len()) {
            if let (Some(byte), Some(digit)) = (out.get_mut(start + place - inside), number.get(place)) {
                *byte = *digit;
            }
        }
        at += (until - inside) as u64;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_are_the_same_in_whatever_parts_they_come() {
        let all = made_up(0, 20_000);
        assert_ne!(all[..4096], all[4096..8192]);
        for parts in [&[0, 20_000][..], &[0, 1, 7, 8, 9, 4095, 4097, 12_000, 20_000]] {
            let mut digest = Digest::default();
            let mut made = Vec::new();
            for part in parts.windows(2) {
                let bytes = made_up(part[0], part[1]);
                digest.add(&bytes);
                made.extend(bytes);
            }
            assert!(made == all && digest == Digest::of(&all), "{parts:?}");
        }
        assert_ne!(Digest::of(&[0]), Digest::of(&[0, 0]));
        assert_ne!(Digest::of(&[1, 2]), Digest::of(&[2, 1]));
    }
}
