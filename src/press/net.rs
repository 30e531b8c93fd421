//! Asking sites natively: with a time-out, a limit of size and a limit of requests. A browser's `Origin` goes along, so
//! that every answer also says whether pages of other sites may read it.

mod failure;

use std::io::Read;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use serde::{Deserialize, Serialize};
use ureq::{Agent, ResponseExt};

use failure::why;
pub use failure::{Failure, Why};

use crate::json::Json;
use crate::source::{Request, Response};
use crate::url;

/// How long an answer may take, its body included.
const SECONDS: u32 = 10;
/// The largest answer that is read: as in the browser.
pub const MEGABYTES: u32 = 8;
const MOST_REDIRECTS: u32 = 5;
/// The portal that a site is asked for.
pub const ORIGIN: &str = "https://portal.example";
const AGENT: &str = concat!("BanTin-press/", env!("CARGO_PKG_VERSION"), " (press connect)");

/// What a request says of itself: its profile's headers; and where those have no `Accept`, that JSON is wanted first.
pub fn headers(request: &Request) -> Vec<(String, String)> {
    let given = request.headers.as_deref().and_then(|text| Json::parse(text).ok());
    let given =
        given.iter().flat_map(|json| json.keys().into_iter().filter_map(|name| Some((json.text(&name)?, name))));
    let mut all: Vec<_> = given.map(|(value, name)| (name.to_ascii_lowercase(), value)).collect();
    if all.iter().all(|(name, _)| name != "accept") {
        all.push(("accept".into(), "application/json, */*;q=0.5".into()));
    }
    all
}

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
        self.get_text(url, &[("accept".to_owned(), accept.to_owned())])
    }

    /// What a source is asked, with its profile's headers.
    ///
    /// # Errors
    /// As [`Client::get`].
    pub fn ask(&self, request: &Request) -> Result<Answer, Failure> {
        self.get_text(&request.url, &headers(request))
    }

    fn get_text(&self, url: &str, headers: &[(String, String)]) -> Result<Answer, Failure> {
        let (mut answer, bytes) = self.get_bytes(url, headers, MEGABYTES)?;
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
        headers: &[(String, String)],
        megabytes: u32,
    ) -> Result<(Answer, Vec<u8>), Failure> {
        let is_secure = url.starts_with("https:");
        let fails = |why: Why| Failure { url: url.to_owned(), why };
        if self.n_asked.fetch_add(1, Ordering::Relaxed) >= self.most {
            return Err(fails(Why::Enough(self.most)));
        }
        let mut request = self.agent.get(written(url)).header("origin", ORIGIN);
        for (name, value) in headers {
            request = request.header(name, value);
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
    fn a_request_says_what_its_profile_says_and_wants_json_where_that_says_nothing() {
        let said = |headers: Option<&str>| {
            let request = Request { headers: headers.map(str::to_owned), ..Request::default() };
            let all: Vec<String> =
                super::headers(&request).into_iter().map(|(name, value)| name + ": " + &value).collect();
            all.join("; ")
        };
        assert_eq!(said(None), "accept: application/json, */*;q=0.5");
        assert_eq!(said(Some(r#"{"X-Portal": "An Sơn"}"#)), "x-portal: An Sơn; accept: application/json, */*;q=0.5");
        assert_eq!(said(Some(r#"{"Accept": "application/vnd.api+json"}"#)), "accept: application/vnd.api+json");
        assert_eq!(said(Some(r#"["accept"]"#)), said(None), "what is no object of texts says nothing");
    }

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
