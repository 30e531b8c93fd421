//! Why there is no answer.

use std::fmt;

use crate::cut::digits;

/// Why there is no answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Error {
    /// Nothing came back: no network, no host, a refused connection.
    Unreachable { url: String, cause: String },
    /// The backend answers, but does not let pages of other sites read it (CORS).
    Forbidden { url: String },
    /// Nothing came back in time.
    Late { url: String, seconds: u32 },
    /// `says` is the backend's own word for it; empty where it has none.
    Status { url: String, code: u16, says: String },
    /// More than the portal reads.
    Large { url: String, megabytes: u32 },
    /// An answer of another kind: a login page, a firewall's page, a file that is cut off.
    NotJson { url: String, found: String, beginning: String },
    /// JSON, but not as it is described.
    Decode { url: String, at: String, expected: String, found: String, beginning: String },
    /// The backend answered, and has no such thing.
    Missing { id: String },
    /// Nobody asked yet. No reader sees this: [`crate::page::load`] asks.
    Unread,
}

impl Error {
    /// Whether the same request may be answered later without anybody changing the backend. A page in the place of JSON
    /// is most often that of a network which wants its visitors to log in.
    pub fn is_passing(&self) -> bool {
        match self {
            Error::Status { code, .. } => matches!(code, 429 | 500..),
            error => matches!(error, Error::Unreachable { .. } | Error::Late { .. } | Error::NotJson { .. }),
        }
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        // Put together without the machinery that prints every kind of number: see `cut`.
        let text = match self {
            Error::Unreachable { url, cause } => ["expected an answer from ", url, ", found none: ", cause].concat(),
            Error::Forbidden { url } => [
                "expected the header Access-Control-Allow-Origin in the answer of ",
                url,
                ", found an answer that pages of other sites may not read",
            ]
            .concat(),
            Error::Late { url, seconds } => {
                ["expected an answer from ", url, " within ", &digits(*seconds), " s, found none"].concat()
            }
            Error::Status { url, code, says } => {
                let says = if says.is_empty() { String::new() } else { [" (", says, ")"].concat() };
                ["expected status 200 from ", url, ", found ", &digits((*code).into()), &says].concat()
            }
            Error::Large { url, megabytes } => {
                ["expected at most ", &digits(*megabytes), " MB from ", url, ", found more"].concat()
            }
            Error::NotJson { url, found, beginning } => {
                ["expected JSON from ", url, ", found ", found, &quoted(beginning)].concat()
            }
            Error::Decode { url, at, expected, found, beginning } => {
                let at = if at.is_empty() { "the top" } else { at };
                ["expected ", expected, " at ", at, " of ", url, ", found ", found, &quoted(beginning)].concat()
            }
            Error::Unread => "expected an answer to have been read, found that it was not".to_owned(),
            Error::Missing { id } => ["expected ", id, ", found that there is none"].concat(),
        };
        f.write_str(&text)
    }
}

impl std::error::Error for Error {}

fn quoted(beginning: &str) -> String {
    if beginning.is_empty() { String::new() } else { [": ", beginning].concat() }
}
