//! One request on its way, from the asking to the answer.

use std::rc::Rc;
use std::task::Waker;

use super::{Answers, Known, State};
use crate::article::Moment;
use crate::source::{Answer, Error};

/// A request on its way. Whoever drops it before it lands wants it no longer, and those who wait are told.
pub struct Flight<'a> {
    pub answers: &'a Answers,
    pub url: &'a str,
}

impl Flight<'_> {
    pub fn land(self, answer: Result<Rc<Answer>, Error>, at: Moment, is_kept: bool) {
        let waiting = self.waiting();
        self.answers.put(self.url, answer, at, is_kept);
        waiting.into_iter().for_each(Waker::wake);
    }

    fn waiting(&self) -> Vec<Waker> {
        let mut known = self.answers.known.borrow_mut();
        match known.iter_mut().find(|known| known.wanted.request.url == self.url).map(|known| &mut known.state) {
            Some(State::Asked(waiting)) => std::mem::take(waiting),
            _ => vec![],
        }
    }
}

impl Drop for Flight<'_> {
    fn drop(&mut self) {
        let waiting = self.waiting();
        let is_left = |known: &Known| known.wanted.request.url == self.url && matches!(known.state, State::Asked(_));
        self.answers.known.borrow_mut().retain(|known| !is_left(known));
        waiting.into_iter().for_each(Waker::wake);
    }
}
