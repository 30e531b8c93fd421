//! Reading backends: what to ask, and what an answer means. No input or output happens here.

pub mod feed;

use std::fmt;

use crate::cut::digits;

/// What is to be fetched.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Request {
    /// Absolute, or relative to the portal's host.
    pub url: String,
}

/// What came back.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// After redirects.
    pub url: String,
    pub status: u16,
    /// As the header says it, lower case; empty where there was none.
    pub content_type: String,
    pub text: String,
}

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Nothing came back: no network, no host, a refused connection, a missing CORS header.
    Unreachable {
        url: String,
        cause: String,
    },
    /// Nothing came back in time.
    Late {
        url: String,
        seconds: u32,
    },
    Status {
        url: String,
        code: u16,
    },
    /// An answer of another kind: a login page, a firewall's page, a file that is cut off.
    NotJson {
        url: String,
        found: String,
    },
    /// JSON, but not as it is described.
    Decode {
        url: String,
        at: String,
        expected: String,
        found: String,
    },
    /// The backend answered, and has no such thing.
    Missing {
        id: String,
    },
    /// Nobody asked yet. No reader sees this: [`crate::page::load`] asks.
    Unread {
        url: String,
    },
}

/// One page of a list.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Page<T> {
    pub items: Vec<T>,
    /// How many there are on all pages, where the backend says it or all were read.
    pub total: Option<usize>,
    /// From 1.
    pub number: usize,
    /// Items on a full page.
    pub size: usize,
    /// Whether there is a page after this one, whatever the total.
    pub has_next: bool,
}

impl<T> Page<T> {
    /// The number of pages, at least 1; where the total is not known, the pages known to be there.
    pub fn pages(&self) -> usize {
        match self.total {
            Some(total) => total.div_ceil(self.size.max(1)).max(1),
            None => self.number + usize::from(self.has_next),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        // Put together without the machinery that prints every kind of number: see `cut`.
        let text = match self {
            Error::Unreachable { url, cause } => ["expected an answer from ", url, ", found none: ", cause].concat(),
            Error::Late { url, seconds } => {
                ["expected an answer from ", url, " within ", &digits(*seconds), " s, found none"].concat()
            }
            Error::Status { url, code } => {
                ["expected status 200 from ", url, ", found ", &digits((*code).into())].concat()
            }
            Error::NotJson { url, found } => ["expected JSON from ", url, ", found ", found].concat(),
            Error::Decode { url, at, expected, found } => {
                let at = if at.is_empty() { "the top" } else { at };
                ["expected ", expected, " at ", at, " of ", url, ", found ", found].concat()
            }
            Error::Unread { url } => ["expected ", url, " to have been read, found that it was not"].concat(),
            Error::Missing { id } => ["expected ", id, ", found that there is none"].concat(),
        };
        f.write_str(&text)
    }
}

impl std::error::Error for Error {}

impl Response {
    /// The answer's JSON.
    ///
    /// Static hosts answer an unknown path with the portal's own `index.html` and status 200, so HTML where JSON was
    /// asked for is told apart from broken JSON: see [`Response::is_page`].
    ///
    /// # Errors
    /// [`Error::Status`] for any status but 200 to 299, [`Error::NotJson`] with the parser's words.
    pub fn json(&self) -> Result<crate::json::Json, Error> {
        let url = self.url.clone();
        if !(200..300).contains(&self.status) {
            return Err(Error::Status { url, code: self.status });
        }
        if self.is_page() {
            return Err(Error::NotJson { url, found: "an HTML page".into() });
        }
        if self.text.trim().is_empty() {
            return Err(Error::NotJson { url, found: "an empty answer".into() });
        }
        crate::json::Json::parse(&self.text).map_err(|cause| Error::NotJson { url, found: cause })
    }

    /// Whether the answer is an HTML page.
    pub fn is_page(&self) -> bool {
        self.content_type.starts_with("text/html")
            || self.text.trim_start_matches('\u{FEFF}').trim_start().starts_with('<')
    }
}
