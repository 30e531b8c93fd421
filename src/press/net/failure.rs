//! Why nothing came back from a site, in words, and what can be done about it.

use std::fmt;

use super::{MEGABYTES, MOST_REDIRECTS, SECONDS};
use crate::source;

/// Why nothing came back.
#[derive(Clone, Debug, PartialEq)]
pub struct Failure {
    pub url: String,
    pub why: Why,
}

#[derive(Clone, Debug, PartialEq)]
pub enum Why {
    NoHost,
    Refused(String),
    Tls(String),
    Loop,
    Late,
    /// More megabytes than were wanted.
    Large(u32),
    /// As many requests were made as one look at a site may cost.
    Enough(usize),
    Address(String),
}

impl Failure {
    pub fn error(&self) -> source::Error {
        let url = self.url.clone();
        match &self.why {
            Why::Late => source::Error::Late { url, seconds: SECONDS },
            Why::Large(megabytes) => source::Error::Large { url, megabytes: *megabytes },
            why => source::Error::Unreachable { url, cause: why.to_string() },
        }
    }

    /// What can be done about it.
    pub fn advice(&self) -> &'static str {
        match self.why {
            Why::NoHost => "check how the address is written, and whether this machine is online",
            Why::Refused(_) => {
                "open the address in a browser on this machine; if it opens there, a firewall lets browsers alone pass"
            }
            Why::Tls(_) => {
                "the site has no https at this address, or a certificate that is not valid: have that mended there, since browsers will not read it either"
            }
            Why::Loop => {
                "the site sends its visitors round in circles: give the address that its front page ends at in a browser"
            }
            Why::Late => "try again later, or give the API's own address",
            Why::Large(_) => "give the API's own address instead of this one",
            Why::Enough(_) => "give the API's own address, so that there is less to look for",
            Why::Address(_) => "write it as https://www.example.vn/",
        }
    }
}

impl fmt::Display for Failure {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        self.error().fmt(f)
    }
}

impl fmt::Display for Why {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        match self {
            Why::NoHost => f.write_str("there is no such host"),
            Why::Refused(cause) => write!(f, "no connection ({cause})"),
            Why::Tls(cause) => write!(f, "no secure connection ({cause})"),
            Why::Loop => write!(f, "more than {MOST_REDIRECTS} redirects"),
            Why::Late => write!(f, "nothing within {SECONDS} s"),
            Why::Large(megabytes) => write!(f, "more than {megabytes} MB"),
            Why::Enough(most) => write!(f, "{most} requests were made already, and more would be rude"),
            Why::Address(cause) => write!(f, "the address cannot be asked ({cause})"),
        }
    }
}

/// `is_secure`: the connection was to be one, and nothing had come over it yet.
pub fn why(error: ureq::Error, is_secure: bool) -> Why {
    use std::io::ErrorKind::{InvalidData, UnexpectedEof};
    use ureq::Error;
    match error {
        Error::HostNotFound => Why::NoHost,
        Error::Timeout(_) => Why::Late,
        Error::TooManyRedirects | Error::RedirectFailed => Why::Loop,
        Error::BodyExceedsLimit(_) => Why::Large(MEGABYTES),
        Error::Tls(_) | Error::Rustls(_) | Error::TlsRequired => Why::Tls(error.to_string()),
        Error::BadUri(_) | Error::Http(_) => Why::Address(error.to_string()),
        // How rustls says it: through the connection that it is read from.
        Error::Io(cause) if is_secure && matches!(cause.kind(), InvalidData | UnexpectedEof) => {
            Why::Tls(cause.to_string())
        }
        Error::Io(cause) => Why::Refused(cause.to_string()),
        other => Why::Refused(other.to_string()),
    }
}
