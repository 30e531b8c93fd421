//! What is there, how old it is, and what is asked for: the store as whoever shows pages sees it.

use super::{Refreshed, Store};
use crate::article::Moment;
use crate::cut::digits;
use crate::source::Error;

impl Store {
    /// From here on the answers are counted that a page is made of; what failed is asked for again.
    pub fn begin(&self) {
        self.answers.begin();
    }

    /// The addresses that a page is made of, to be put back after something else was looked up.
    pub fn used(&self) -> Vec<String> {
        self.answers.used()
    }

    pub fn set_used(&self, used: Vec<String>) {
        self.answers.set_used(used);
    }

    /// Whether any of its sources is a backend rather than files beside the portal.
    pub fn is_live(&self) -> bool {
        self.profiles.iter().any(|profile| profile.is_live())
    }

    /// What an administrator can do about an error.
    pub fn advice(&self, error: &Error) -> Option<String> {
        let about = match error {
            Error::Status { code, .. } => digits((*code).into()),
            Error::Forbidden { .. } => "cors".to_owned(),
            _ => return None,
        };
        self.profiles.iter().find_map(|profile| profile.advice(&about))
    }

    /// Asks for all that was looked up in vain.
    pub async fn read_wanted(&self) {
        self.answers.read_wanted().await;
    }

    /// When the oldest answer came that the page is made of, where it is no longer young.
    pub fn age(&self) -> Option<Moment> {
        self.answers.age()
    }

    /// Lets go of all that was read.
    pub fn forget(&self) {
        self.answers.forget();
    }

    /// Asks again for what the page is made of and is no longer young.
    pub async fn refresh(&self) -> Refreshed {
        self.answers.refresh().await
    }
}
