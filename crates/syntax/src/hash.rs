//! Hashes of words and features: the same on every machine and in every version.

/// Hash of a string (FNV-1a with a final mix).
pub(crate) fn of(bytes: &[u8]) -> u64 {
    let mut hash = 0xcbf2_9ce4_8422_2325_u64;
    for &byte in bytes {
        hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
    }
    mix(hash)
}

/// Spreads the bits of `value`.
#[inline]
pub(crate) fn mix(value: u64) -> u64 {
    let spread = value.wrapping_mul(0x9e37_79b9_7f4a_7c15);
    spread ^ (spread >> 32)
}

/// Hash of two hashes in order.
#[inline]
pub(crate) fn pair(first: u64, second: u64) -> u64 {
    (first ^ second.rotate_left(32)).wrapping_mul(0x9e37_79b9_7f4a_7c15) ^ second
}
