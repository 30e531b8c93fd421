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
        let mark = fingerprint(word).max(1);
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

/// Eight bytes at a time, as Firefox' own hash has it (`FxHasher` of the crate `rustc-hash`, version 1): nobody gains by
/// two answers that are taken for one.
pub fn fingerprint(text: &str) -> u64 {
    let step = |hash: u64, word: u64| (hash.rotate_left(5) ^ word).wrapping_mul(0x517c_c1b7_2722_0a95);
    let (words, rest) = text.as_bytes().as_chunks();
    let hash = words.iter().map(|word| u64::from_le_bytes(*word)).fold(text.len() as u64, step);
    rest.iter().map(|byte| u64::from(*byte)).fold(hash, step)
}
