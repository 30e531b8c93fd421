//! Functions in an order in which each is like those before it.

use std::collections::{BTreeMap, BTreeSet};

/// Bytes of a piece by which functions are compared: an instruction or two.
const PIECE: usize = 4;
/// A piece that stands in more functions than this says nothing of any two of them.
const COMMON: usize = 400;

/// How much of what a function is likened to each of those before it counts: half as much with each further one.
const FADING: f64 = 0.5;

/// What functions are likened to each other by: the pieces that say something.
pub struct Pieces {
    /// The functions that have a piece.
    users: Vec<Vec<usize>>,
    /// The pieces that a function has.
    of: Vec<Vec<usize>>,
}

impl Pieces {
    pub fn of(bodies: &[&[u8]]) -> Pieces {
        let mut users: BTreeMap<&[u8], BTreeSet<usize>> = BTreeMap::new();
        for (function, body) in bodies.iter().enumerate() {
            for piece in body.windows(PIECE) {
                users.entry(piece).or_default().insert(function);
            }
        }
        let users = users.into_values().filter(|users| (2..COMMON).contains(&users.len()));
        let users: Vec<Vec<usize>> = users.map(|users| users.into_iter().collect()).collect();
        let mut of = vec![vec![]; bodies.len()];
        for (piece, users) in users.iter().enumerate() {
            users.iter().for_each(|&user| of[user].push(piece));
        }
        Pieces { users, of }
    }

    /// Which function comes when: each is followed by the one, of those left, that shares most with it and with those
    /// before it for its size.
    pub fn order(&self, first: usize) -> Vec<usize> {
        let count = self.of.len();
        let (mut is_left, mut shared) = (vec![true; count], vec![0.0; count]);
        let mut order = Vec::with_capacity(count);
        let mut next = (first < count).then_some(first);
        while let Some(current) = next {
            is_left[current] = false;
            order.push(current);
            shared.iter_mut().for_each(|shared| *shared *= FADING);
            for piece in &self.of[current] {
                let users = &self.users[*piece];
                // The rarer a piece, the more it says.
                let weight = 1.0 / (1.0 + users.len() as f64).log2();
                users.iter().for_each(|&user| shared[user] += weight);
            }
            let likeness = |&function: &usize| shared[function] / (16.0 + self.of[function].len() as f64);
            let left = (0..count).filter(|&function| is_left[function]);
            // Among equals the first, so that a build gives the same bytes each time.
            next = left.reduce(|best, other| if likeness(&other) > likeness(&best) { other } else { best });
        }
        order
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_alike_stands_together_whatever_is_first() {
        let bodies: [&[u8]; 5] =
            [b"set the headline", b"9876543210", b"get the headline", b"98765-43210", b"put the headline"];
        let pieces = Pieces::of(&bodies);
        assert_eq!(pieces.order(0), [0, 2, 4, 1, 3]);
        assert_eq!(pieces.order(3), [3, 1, 0, 2, 4]);
        assert_eq!(Pieces::of(&[]).order(0), [0; 0]);
    }
}
