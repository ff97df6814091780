//! Randomness enough for jitter and request ids; nothing secret is made of it.

use std::fmt::Write;
use std::hash::{BuildHasher, Hasher, RandomState};
use std::time::Duration;

/// A share of one, drawn by chance: by how much a wait is longer than it need be.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Chance(f64);

impl Chance {
    /// A new one.
    pub(crate) fn draw() -> Self {
        // 53 random bits are a share of one, exactly.
        Self((random() >> 11) as f64 / (1_u64 << 53) as f64)
    }

    /// This share of a part of the time; none where the product is no time.
    pub(crate) fn share_of(self, time: Duration, part: f64) -> Duration {
        Duration::try_from_secs_f64(time.as_secs_f64() * part * self.0).unwrap_or_default()
    }
}

/// A random number, from the keys that the standard library draws for its hash maps.
pub(crate) fn random() -> u64 {
    RandomState::new().build_hasher().finish()
}

/// A random UUID ([RFC 9562, 5.4](https://www.rfc-editor.org/rfc/rfc9562#section-5.4)).
pub(crate) fn uuid() -> String {
    let bits = (u128::from(random()) << 64) | u128::from(random());
    let bits = (bits & !(0xf000 << 64) & !(0b11 << 62)) | (0x4000 << 64) | (0b10 << 62);
    let mut text = String::with_capacity(36);
    for (at, shift) in (0..16_u32).map(|at| (at, 120 - 8 * at)) {
        if matches!(at, 4 | 6 | 8 | 10) {
            text.push('-');
        }
        // Writing to a string cannot fail.
        let _ = write!(text, "{:02x}", (bits >> shift) & 0xff);
    }
    text
}

#[cfg(test)]
mod tests {
    #[test]
    fn request_ids_are_uuids() {
        let (one, two) = (super::uuid(), super::uuid());
        assert_ne!(one, two);
        assert_eq!((one.len(), &one[14..15]), (36, "4"), "{one}");
        assert!("89ab".contains(&one[19..20]), "{one}");
    }
}
