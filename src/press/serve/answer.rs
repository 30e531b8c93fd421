//! From a request to its answer.

use std::fs::File;
use std::io::{Read, Seek, SeekFrom};
use std::path::Path;

use hyper::body::Bytes;
use hyper::header::{
    ACCEPT_ENCODING, ACCEPT_RANGES, ALLOW, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_RANGE,
    CONTENT_TYPE, ETAG, HeaderMap, HeaderName, HeaderValue, IF_MODIFIED_SINCE, IF_NONE_MATCH, IF_RANGE, LAST_MODIFIED,
    LOCATION, RANGE, VARY, X_CONTENT_TYPE_OPTIONS,
};
use hyper::{Method, Response, StatusCode, Uri};

use super::body::Body;
use super::coding::{self, Coding};
use super::fresh::Version;
use super::kinds;
use super::range::{self, Range};
use super::site::{Found, Site};

/// Enough of a file to know a feed by.
const BEGINNING: u64 = 512;

pub fn answer(site: &Site, method: &Method, uri: &Uri, asked: &HeaderMap) -> Response<Body> {
    if *method != Method::GET && *method != Method::HEAD {
        let mut response = text(405, "Expected GET or HEAD: a static site takes nothing.");
        set(&mut response, ALLOW, "GET, HEAD");
        return response;
    }
    let mut response = match site.find(uri.path()) {
        Found::File { path, status } => file(site, &path, status, (method, asked))
            .unwrap_or_else(|cause| text(500, &format!("Expected to read {}, found {cause}.", path.display()))),
        Found::Moved { to, status } => moved(&to, status, uri.query()),
        Found::Nothing { status, says } => text(status, &says),
    };
    if *method == Method::HEAD {
        let length = hyper::body::Body::size_hint(response.body()).lower();
        if response.status() != StatusCode::NOT_MODIFIED {
            set(&mut response, CONTENT_LENGTH, &length.to_string());
        }
        *response.body_mut() = Body::empty();
    }
    response
}

/// The query goes along, unless the new address has one of its own.
fn moved(to: &str, status: u16, query: Option<&str>) -> Response<Body> {
    let to = match query {
        Some(query) if !to.contains(['?', '#']) => format!("{to}?{query}"),
        _ => to.to_owned(),
    };
    let mut response = text(status, &format!("It is at {to} now."));
    set(&mut response, LOCATION, &to);
    // A browser keeps a 301 for good, and another site may be looked at on this port next.
    set(&mut response, CACHE_CONTROL, "no-cache");
    response
}

fn file(
    site: &Site,
    path: &Path,
    status: u16,
    (method, asked): (&Method, &HeaderMap),
) -> std::io::Result<Response<Body>> {
    let ask = |name: HeaderName| asked.get(name).and_then(|value| value.to_str().ok());
    let mut copies = coding::copies(path);
    copies.retain(|copy| site.is_inside(&copy.path(path)));
    let accept = all(asked, &ACCEPT_ENCODING);
    let Some(coding) = coding::choose(accept.as_deref(), &copies) else {
        let mut response = text(406, "Expected a client that takes the file as it is, or one of its copies.");
        set(&mut response, VARY, "Accept-Encoding");
        return Ok(response);
    };
    let mut file = File::open(coding.path(path))?;
    let meta = file.metadata()?;
    let version = Version::new(&meta, coding);
    let mut response = Response::new(Body::empty());
    set(&mut response, ETAG, &version.tag);
    if let Some(date) = &version.date {
        set(&mut response, LAST_MODIFIED, date);
    }
    set(&mut response, CACHE_CONTROL, if status == 200 { kinds::caching(site.below(path)) } else { "no-cache" });
    if !copies.is_empty() {
        set(&mut response, VARY, "Accept-Encoding");
    }
    if status == 200 && version.is_known(all(asked, &IF_NONE_MATCH).as_deref(), ask(IF_MODIFIED_SINCE)) {
        *response.status_mut() = StatusCode::NOT_MODIFIED;
        return Ok(response);
    }
    set(&mut response, CONTENT_TYPE, kinds::of(path, &beginning(path)));
    set(&mut response, X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(&mut response, ACCEPT_RANGES, "bytes");
    if coding != Coding::Identity {
        set(&mut response, CONTENT_ENCODING, coding.name());
    }
    // A range is something that is got: it says nothing in a HEAD (RFC 9110, 14.2).
    let may_be_part = status == 200 && *method == Method::GET && version.continues(ask(IF_RANGE));
    let range = ask(RANGE).filter(|_| may_be_part);
    let (status, left) = match range::read(range, meta.len()) {
        Range::Whole => (status, meta.len()),
        Range::Part { from, len } => {
            file.seek(SeekFrom::Start(from))?;
            set(&mut response, CONTENT_RANGE, &format!("bytes {from}-{}/{}", from + len - 1, meta.len()));
            (206, len)
        }
        Range::Outside => {
            let mut response = text(416, "Expected a range within the file.");
            set(&mut response, CONTENT_RANGE, &format!("bytes */{}", meta.len()));
            return Ok(response);
        }
    };
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::OK);
    *response.body_mut() = Body::File { file, left };
    Ok(response)
}

/// A header's values as one list: it may be given several times.
fn all(asked: &HeaderMap, name: &HeaderName) -> Option<String> {
    let values: Vec<&str> = asked.get_all(name).iter().filter_map(|value| value.to_str().ok()).collect();
    (!values.is_empty()).then(|| values.join(","))
}

/// The first bytes of a file that may be a feed; nothing of any other.
fn beginning(path: &Path) -> Vec<u8> {
    let mut beginning = vec![];
    if path.extension().is_some_and(|ending| ending == "xml" || ending == "json")
        && let Ok(file) = File::open(path)
    {
        let _ = file.take(BEGINNING).read_to_end(&mut beginning);
    }
    beginning
}

fn text(status: u16, words: &str) -> Response<Body> {
    let mut response = Response::new(Body::Text(Bytes::from(format!("{words}\n"))));
    *response.status_mut() = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    set(&mut response, CONTENT_TYPE, "text/plain; charset=utf-8");
    set(&mut response, X_CONTENT_TYPE_OPTIONS, "nosniff");
    response
}

/// What cannot stand in a header is left out of the answer.
fn set(response: &mut Response<Body>, name: HeaderName, value: &str) {
    if let Ok(value) = HeaderValue::from_str(value) {
        response.headers_mut().insert(name, value);
    }
}
