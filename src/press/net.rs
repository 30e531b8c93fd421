//! Asking sites natively: with a time-out, a limit of size and a limit of requests. A browser's `Origin` goes along, so
//! that every answer also says whether pages of other sites may read it.

use std::fmt;
use std::io::Read;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use ureq::{Agent, ResponseExt};

use crate::json::Json;
use crate::source::{self, Response};
use crate::url;

/// How long an answer may take, its body included.
const SECONDS: u32 = 10;
/// The largest answer that is read: as in the browser.
pub const MEGABYTES: u32 = 8;
const MOST_REDIRECTS: u32 = 5;
/// The portal that a site is asked for.
pub const ORIGIN: &str = "https://portal.example";
const AGENT: &str = concat!("BanTin-press/", env!("CARGO_PKG_VERSION"), " (press connect)");

/// What asks. It is handed about as a value, and counts its requests; several threads may ask at once.
pub struct Client {
    agent: Agent,
    n_asked: AtomicUsize,
    most: usize,
}

/// What came back, whatever its status.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Answer {
    /// After redirects.
    pub url: String,
    pub status: u16,
    /// Names in lower case.
    pub headers: Vec<(String, String)>,
    pub text: String,
}

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

impl Client {
    /// `url` is any address of the site: one on this machine is asked without a proxy.
    pub fn new(url: &str, most: usize) -> Client {
        let mut config = Agent::config_builder()
            .http_status_as_error(false)
            .timeout_global(Some(Duration::from_secs(SECONDS.into())))
            .max_redirects(MOST_REDIRECTS)
            .user_agent(AGENT);
        if is_of_this_machine(url) {
            config = config.proxy(None);
        }
        Client { agent: config.build().new_agent(), n_asked: AtomicUsize::new(0), most }
    }

    /// # Errors
    /// No answer that can be read; a status other than 200 is an answer.
    pub fn get(&self, url: &str, accept: &str) -> Result<Answer, Failure> {
        self.get_if(url, accept, &[])
    }

    /// The same with conditions: `If-None-Match` and the like.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn get_if(&self, url: &str, accept: &str, conditions: &[(&str, &str)]) -> Result<Answer, Failure> {
        let (mut answer, bytes) = self.get_bytes(url, accept, conditions, MEGABYTES)?;
        answer.text = String::from_utf8_lossy(&bytes).into_owned();
        Ok(answer)
    }

    /// An answer without a text, and its bytes: at most so many megabytes.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn get_bytes(
        &self,
        url: &str,
        accept: &str,
        conditions: &[(&str, &str)],
        megabytes: u32,
    ) -> Result<(Answer, Vec<u8>), Failure> {
        let is_secure = url.starts_with("https:");
        let fails = |why: Why| Failure { url: url.to_owned(), why };
        if self.n_asked.fetch_add(1, Ordering::Relaxed) >= self.most {
            return Err(fails(Why::Enough(self.most)));
        }
        let mut request = self.agent.get(written(url)).header("Accept", accept).header("Origin", ORIGIN);
        for (name, value) in conditions {
            request = request.header(*name, *value);
        }
        let mut answer = request.call().map_err(|error| fails(why(error, is_secure)))?;
        let headers = answer.headers().iter();
        let headers = headers
            .map(|(name, value)| (name.as_str().to_owned(), String::from_utf8_lossy(value.as_bytes()).into_owned()));
        let (headers, status, url) = (headers.collect(), answer.status().as_u16(), answer.get_uri().to_string());
        let limit = u64::from(megabytes) << 20;
        let mut bytes = vec![];
        let read = answer.body_mut().as_reader().take(limit + 1).read_to_end(&mut bytes);
        read.map_err(|error| fails(why(error.into(), false)))?;
        if bytes.len() as u64 > limit {
            return Err(fails(Why::Large(megabytes)));
        }
        Ok((Answer { url, status, headers, text: String::new() }, bytes))
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub fn is_good(&self) -> bool {
        (200..300).contains(&self.status)
    }

    /// As the portal's reader takes it; `header` is the one that it asked for.
    pub fn response(&self, header: Option<&str>) -> Response {
        Response {
            url: self.url.clone(),
            status: self.status,
            content_type: self.header("content-type").unwrap_or_default().to_ascii_lowercase(),
            header: header.and_then(|name| self.header(name)).map(str::to_owned),
            text: self.text.clone(),
        }
    }

    /// The answer's JSON, whatever its status.
    pub fn json(&self) -> Option<Json> {
        if self.response(None).is_page() { None } else { Json::parse(&self.text).ok() }
    }

    /// What it is, for "found …".
    pub fn shown(&self) -> String {
        let what = match self.json() {
            Some(json) => format!("JSON with {}", keys(&json)),
            None if self.text.trim().is_empty() => "nothing in it".into(),
            None if self.response(None).is_page() => "an HTML page".into(),
            None => "a text".into(),
        };
        if self.status == 200 { what } else { format!("status {}", self.status) }
    }
}

fn keys(json: &Json) -> String {
    match json.kind() {
        "an object" => match json.keys().iter().take(5).cloned().collect::<Vec<_>>().join(", ") {
            names if names.is_empty() => "no keys".into(),
            names => format!("the keys {names}"),
        },
        kind => kind.to_owned(),
    }
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
fn why(error: ureq::Error, is_secure: bool) -> Why {
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

/// An address in the letters that one may have; a fragment is not sent.
pub fn written(url: &str) -> String {
    let url = url.split('#').next().unwrap_or_default();
    let letter = |c: char| match c {
        ' ' | '"' | '<' | '>' | '\\' | '^' | '`' | '{' | '|' | '}' => url::encode(&c.to_string()),
        c if c.is_ascii() => c.to_string(),
        c => url::encode(&c.to_string()),
    };
    url.chars().map(letter).collect()
}

pub fn is_of_this_machine(url: &str) -> bool {
    let host = url::host(url);
    let name = host.rsplit_once(':').map_or(host, |(name, _)| name);
    name == "localhost" || name.starts_with("127.") || name == "[::1]"
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_are_sent_in_the_letters_that_they_may_have() {
        assert_eq!(written("https://a.vn/đo lường?f[0]=a#x"), "https://a.vn/%C4%91o%20l%C6%B0%E1%BB%9Dng?f[0]=a");
    }

    #[test]
    fn this_machine_is_known_by_its_names() {
        for own in ["http://127.0.0.1:80/x", "http://localhost/", "http://[::1]:80/"] {
            assert!(is_of_this_machine(own), "{own}");
        }
        assert!(!is_of_this_machine("https://localhost.vn/"));
    }
}
