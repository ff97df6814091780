//! [`Digest`]: what tells bytes apart that are not kept.

/// The number of some bytes and a hash of them (FNV-1a, 64 bits): enough to see that bytes came as they were sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Digest {
    /// How many bytes.
    pub length: u64,
    /// Their hash.
    pub hash: u64,
}

impl Default for Digest {
    fn default() -> Self {
        Self {
            length: 0,
            hash: 0xcbf2_9ce4_8422_2325,
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
        self.length += bytes.len() as u64;
        for byte in bytes {
            self.hash = (self.hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
}

/// The bytes from `first` to before `end` of content that need not be kept, as it can be made anywhere: byte `n` depends on `n` alone.
pub fn made_up(first: u64, end: u64) -> Vec<u8> {
    // 251 is prime, so that no piece of a usual size is like the next one.
    (first..end)
        .map(|at| (at % 251) as u8 ^ (at / 65_521) as u8)
        .collect()
}
