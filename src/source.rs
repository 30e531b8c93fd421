//! Reading backends: what to ask, and what an answer means. No input or output happens here.
//!
//! A backend is data, a [`Profile`]; [`decode`] reads its answers, [`select`] and [`template`] are what it is written in.

mod decode;
mod error;
mod profile;
mod reader;
mod select;
mod template;

pub use decode::{Answer, JOIN, is_terms};
pub use error::Error;
pub use profile::{Filter, Place, Profile};

use crate::article::Term;
use crate::json::{self, Json, Text};

/// What is to be fetched.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Request {
    /// Absolute, or relative to the portal's host.
    pub url: String,
    /// The profile's headers, as a JSON object of names and values. `Accept` needs no leave from another host (Fetch,
    /// "CORS-safelisted request-header"); most others have to be allowed by it.
    pub headers: Option<String>,
    /// The answer's header that is needed beside its text.
    pub header: Option<String>,
}

/// What came back.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Response {
    /// After redirects.
    pub url: String,
    pub status: u16,
    /// As the header says it, lower case; empty where there was none.
    pub content_type: String,
    /// The header that was asked for, where it may be read.
    pub header: Option<String>,
    pub text: Text,
}

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// How many there are on all pages, where the backend says it or all were read.
    pub total: Option<usize>,
    /// From 1 for the newest; where the source has [`Steps`], the number in the page's address.
    pub number: usize,
    /// Items on a full page.
    pub size: usize,
    /// Whether there is a page after this one, whatever the total.
    pub has_next: bool,
    /// Where the pages are numbered from the oldest.
    pub steps: Option<Steps>,
}

/// The pages beside one of a list whose pages are numbered from the oldest: such a page stays what it is when newer
/// articles come, but for the last one. 0 is the newest page, whose address has no number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Steps {
    pub newer: Option<usize>,
    pub older: Option<usize>,
}

/// A category or a tag, and how many articles it has.
#[derive(Clone, Debug, PartialEq)]
pub struct Count {
    /// What the backend knows it by.
    pub id: String,
    pub term: Term,
    pub total: Option<usize>,
}

/// A month and how many articles it has.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct MonthCount {
    pub year: i32,
    pub month: u32,
    pub total: usize,
}

impl<T> Page<T> {
    /// The number of the page with older articles.
    pub fn older(&self) -> Option<usize> {
        match self.steps {
            Some(steps) => steps.older,
            None => self.has_next.then_some(self.number + 1),
        }
    }

    /// The number of pages, at least 1; where the total is not known, the pages known to be there.
    pub fn pages(&self) -> usize {
        match self.total {
            Some(total) => total.div_ceil(self.size.max(1)).max(1),
            None => self.number + usize::from(self.has_next),
        }
    }
}

impl Response {
    /// The answer's JSON.
    ///
    /// Static hosts answer an unknown path with the portal's own `index.html` and status 200, so HTML where JSON was
    /// asked for is told apart from broken JSON: see [`Response::is_page`].
    ///
    /// # Errors
    /// [`Error::Status`] for any status but 200 to 299, [`Error::NotJson`] with the parser's words.
    pub fn json(&self) -> Result<Json, Error> {
        let url = self.url.clone();
        let not_json =
            |found: &str| Err(Error::NotJson { url: url.clone(), found: found.into(), beginning: self.beginning() });
        if !(200..300).contains(&self.status) {
            return Err(Error::Status { code: self.status, says: self.says(), url });
        }
        if self.is_page() {
            return not_json("an HTML page");
        }
        if self.beginning().is_empty() {
            return not_json("an empty answer");
        }
        Json::read(&self.text).or_else(|cause| not_json(&cause))
    }

    /// Whether the answer is an HTML page.
    pub fn is_page(&self) -> bool {
        self.content_type.starts_with("text/html") || self.beginning().starts_with('<')
    }

    /// What a backend says of its refusal: each has a place of its own for that.
    fn says(&self) -> String {
        let Ok(json) = Json::read(&self.text) else { return String::new() };
        let places = [
            "/message",
            "/error/message",
            "/errors/0/message",
            "/errors/0/detail",
            "/error",
            "/detail",
            "/odata.error/message/value",
            "/error/message/value",
        ];
        places.iter().find_map(|place| json.at(place)?.word()).unwrap_or_default()
    }

    /// The first 200 characters, for messages.
    pub fn beginning(&self) -> String {
        json::beginning(&self.text)
    }
}
