//! Categories and tags, each once: thousands of articles name the same ones.

use std::collections::HashMap;

use crate::article::Term;

#[derive(Default)]
pub struct Terms {
    all: Vec<Term>,
    places: HashMap<Term, u32>,
}

impl Terms {
    pub fn new(all: Vec<Term>) -> Terms {
        let places = all.iter().cloned().zip(0..).collect();
        Terms { all, places }
    }

    /// The place of a term, which it has from now on.
    pub fn place(&mut self, term: Term) -> u32 {
        let next = self.places.len() as u32;
        let place = *self.places.entry(term.clone()).or_insert(next);
        if place == next {
            self.all.push(term);
        }
        place
    }

    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// The term at a place.
    pub fn at(&self, place: u32) -> &Term {
        &self.all[place as usize]
    }

    pub fn into_all(self) -> Vec<Term> {
        self.all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_term_has_one_place() {
        let term = |slug: &str| Term { slug: slug.into(), title: slug.to_uppercase() };
        let mut terms = Terms::new(vec![term("a")]);
        assert_eq!((terms.place(term("b")), terms.place(term("a")), terms.place(term("b"))), (1, 0, 1));
        assert_eq!(terms.at(1), &term("b"));
        assert_eq!(terms.into_all().len(), 2);
    }
}
