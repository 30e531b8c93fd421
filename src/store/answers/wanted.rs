//! What is to be asked for.

use std::rc::Rc;

use crate::source::{Answer, Error, Profile, Request, Response};

/// A request, and what its answer is read with.
#[derive(Clone)]
pub struct Wanted {
    pub request: Request,
    /// The same without the time in its address: what it is kept under between visits.
    pub kept_as: Request,
    pub profile: Rc<Profile>,
    pub part: String,
}

impl Wanted {
    /// # Errors
    /// An answer that is not as the profile describes it.
    pub fn decode(&self, response: &Response) -> Result<Answer, Error> {
        Ok(self.profile.decode(&self.part, response)?.settled(&self.profile))
    }
}
