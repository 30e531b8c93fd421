//! Texts that were seen before, told by numbers.

/// The words that were seen so far, by their fingerprints: a table with a free place beside each taken one, so that a
/// list of thousands is not gone through for each of its items.
pub struct Seen(Vec<u64>);

impl Seen {
    /// With room for so many.
    pub fn of(n: usize) -> Seen {
        Seen(vec![0; n * 2 + 1])
    }

    pub fn is_new(&mut self, word: &str) -> bool {
        let mark = fingerprint(0, word).max(1);
        let size = self.0.len() as u64;
        for at in mark..mark.saturating_add(size) {
            match self.0.get_mut((at % size) as usize) {
                Some(place) if *place == 0 => {
                    *place = mark;
                    return true;
                }
                Some(place) if *place == mark => return false,
                _ => {}
            }
        }
        false
    }
}

/// A number for a text of which this is a piece; `mark` is the one for all before it, 0 at first.
///
/// Eight bytes at a time, each word mixed as MurmurHash3 (its form of 128 bits) has it, so that what differs in few bits
/// differs in all of them before the next word comes: what stands for a slug here decides whether its article is shown.
pub fn fingerprint(mark: u64, piece: &str) -> u64 {
    let (words, rest) = piece.as_bytes().as_chunks();
    let last = rest.iter().fold(0, |word, &byte| word << 8 | u64::from(byte));
    let words = words.iter().map(|word| u64::from_le_bytes(*word)).chain([last]);
    words.fold(mark ^ piece.len() as u64, |hash, word| {
        let word = word.wrapping_mul(0x87c3_7b91_1142_53d5).rotate_left(31).wrapping_mul(0x4cf5_ad43_2745_937f);
        (hash ^ word).rotate_left(27).wrapping_mul(5).wrapping_add(0x52dc_e729)
    })
}

#[cfg(test)]
mod tests {
    use super::Seen;

    // Slugs are alike: numbers at their end or their beginning, or first and last letters alone.
    #[test]
    fn slugs_that_differ_are_told_apart() {
        let slugs = |n: usize| {
            let [first, last] = [n, n / 26].map(|n| char::from(b'a' + (n % 26) as u8));
            let number = n / 676;
            [
                format!("tin-{n}"),
                format!("{n}-tin"),
                format!("bai-viet-so-{n:06}"),
                format!("{first}nnn-{number:03}{last}"),
            ]
        };
        let mut seen = Seen::of(400_000);
        for slug in (0..100_000).flat_map(slugs) {
            assert!(seen.is_new(&slug), "{slug}");
        }
        assert!(!seen.is_new("tin-7") && !seen.is_new("7-tin"));
    }
}
