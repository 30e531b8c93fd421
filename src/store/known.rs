//! Answers that need not be asked for. What is pressed hands over what it wrote, and the portal in a browser never does.

use super::Store;
use crate::source::{Answer, Error, Response};

impl Store {
    /// Reads what the first source would answer to a request of a part.
    ///
    /// # Errors
    /// An answer that is not as the profile describes it.
    pub fn read(&self, part: &str, response: &Response) -> Result<Answer, Error> {
        self.profiles.first().ok_or(Error::Unread)?.decode(part, response)
    }

    /// Takes an answer of the first source to a request of a part as if it had been asked for.
    pub fn know(&self, part: &str, answer: Answer) {
        let Some(profile) = self.profiles.first() else { return };
        self.answers.know(profile.request_at(part, &answer.url), profile, part, answer);
    }
}
