//! Addresses that are safe to put into a page, and how relative ones are resolved.

mod parts;

pub use parts::{encode_path, host, is_deceptive, key, parameter, path};

use std::fmt;

use crate::cut;
use crate::list::ToList;

/// An address with the scheme http, https, mailto or tel, or a relative one. Nothing else can be made.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct SafeUrl(String);

impl SafeUrl {
    /// `None` for an empty address or any other scheme (`javascript:`, `data:`, `blob:` …), however it is spelled.
    ///
    /// Browsers drop tabs and line ends from an address and cut control characters and spaces from its ends before
    /// they look at its scheme (WHATWG URL, 4.4), so that is done here first: `java\tscript:` is `javascript:`. A
    /// backslash is a slash to them, and `https:host` is `https://host`: what is kept says so.
    pub fn parse(text: &str) -> Option<SafeUrl> {
        let trimmed = text.trim_matches(|c: char| c <= ' ');
        let mut clean = String::with_capacity(trimmed.len());
        let mut is_path = true;
        for c in trimmed.chars() {
            match c {
                '\t' | '\n' | '\r' => {}
                '\\' if is_path => clean.push('/'),
                // In a list of addresses a space would end this one.
                ' ' => clean.push_str("%20"),
                c => {
                    is_path &= !matches!(c, '?' | '#');
                    clean.push(c);
                }
            }
        }
        if clean.is_empty() {
            return None;
        }
        let name = scheme(&clean).map(str::to_ascii_lowercase);
        match name.as_deref() {
            None | Some("http" | "https") => {
                // More slashes than two in front of a host are two.
                let start = name.as_ref().map_or(0, |name| name.len() + 1);
                let (scheme, rest) = cut::at(&clean, start);
                if start == 0 && !rest.starts_with("//") {
                    return Some(SafeUrl(clean));
                }
                let host = rest.trim_start_matches('/');
                (!host.is_empty()).then(|| SafeUrl([scheme, "//", host].concat()))
            }
            Some("mailto" | "tel") => Some(SafeUrl(clean)),
            Some(_) => None,
        }
    }

    /// The address of a file of the portal's own, relative to its root.
    pub fn own(path: &'static str) -> SafeUrl {
        SafeUrl(path.to_owned())
    }

    /// Reads `text` as it is meant in a document that was read from `base`.
    pub fn parse_in(text: &str, base: &str) -> Option<SafeUrl> {
        SafeUrl::parse(text).map(|url| SafeUrl(resolve(base, &url.0)))
    }

    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Whether it leads to a page or a file, rather than to a place on this page, to a letter or a call.
    pub fn is_page(&self) -> bool {
        !self.0.starts_with('#') && (self.is_web() || scheme(&self.0).is_none())
    }

    /// Whether it leads to a page of another host, rather than to one of this or to a letter or a call.
    pub fn is_web(&self) -> bool {
        !host(&self.0).is_empty()
    }

    /// Whether it names a host of its own: `https://…` or `//…`.
    pub fn is_absolute(&self) -> bool {
        scheme(&self.0).is_some() || self.0.starts_with("//")
    }
}

impl fmt::Display for SafeUrl {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The part before the first colon, where it can be a scheme (RFC 3986, 3.1).
fn scheme(url: &str) -> Option<&str> {
    let (name, _) = url.split_once(':')?;
    let mut bytes = name.bytes();
    let starts = bytes.next().is_some_and(|b| b.is_ascii_alphabetic());
    let goes_on = bytes.all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'));
    (starts && goes_on).then_some(name)
}

/// Resolves `reference` against `base` (RFC 3986, 5.2), for bases with a path of segments.
pub fn resolve(base: &str, reference: &str) -> String {
    if scheme(reference).is_some() {
        return reference.to_owned();
    }
    let (origin, path) = split_origin(base);
    if reference.starts_with("//") {
        let scheme = scheme(origin).map(|name| name.to_owned() + ":").unwrap_or_default();
        return scheme + reference;
    }
    let path = path.split(['?', '#']).next().unwrap_or_default();
    match reference.chars().next() {
        None => base.to_owned(),
        Some('/') => [origin, &without_dots(reference)].concat(),
        Some('#') => [base.split('#').next().unwrap_or_default(), reference].concat(),
        Some('?') => [origin, path, reference].concat(),
        Some(_) => {
            // A host without a path has its root (5.2.3).
            let root = if origin.is_empty() { "" } else { "/" };
            let folder = path.rfind('/').map_or(root, |end| cut::to(path, end + 1));
            [origin, &without_dots(&[folder, reference].concat())].concat()
        }
    }
}

/// `https://host:1` and `/path?…` of an absolute address; all of a relative one is path.
fn split_origin(url: &str) -> (&str, &str) {
    let after_scheme = scheme(url).map_or(url, |name| cut::from(url, name.len() + 1));
    let Some(host) = after_scheme.strip_prefix("//") else { return ("", url) };
    let path_at = host.find(['/', '?', '#']).unwrap_or(host.len());
    cut::at(url, url.len() - host.len() + path_at)
}

/// Fills the `{name}` places of an address; one without a value stays as it is written.
pub fn fill(template: &str, value: impl Fn(&str) -> Option<String>) -> String {
    let mut out = String::new();
    let mut rest = template;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        match after.split_once('}').and_then(|(name, tail)| value(name).map(|v| (v, tail))) {
            Some((filled, tail)) => {
                out.push_str(&filled);
                rest = tail;
            }
            None => {
                out.push('{');
                rest = after;
            }
        }
    }
    out + rest
}

/// RFC 3986, 5.2.4; what follows `?` or `#` stays as it is.
fn without_dots(path: &str) -> String {
    let (path, rest) = cut::at(path, path.find(['?', '#']).unwrap_or(path.len()));
    let mut kept: Vec<&str> = Vec::new();
    let segments: Vec<&str> = path.split('/').list();
    for (n, &segment) in segments.iter().enumerate() {
        let is_last = n + 1 == segments.len();
        match segment {
            "." | ".." => {
                // The empty segment before a leading slash is the root: there is nothing above it.
                if segment == ".." && kept.last().is_some_and(|&s| !s.is_empty() || kept.len() > 1) {
                    kept.pop();
                }
                if is_last {
                    kept.push("");
                }
            }
            _ => kept.push(segment),
        }
    }
    kept.join("/") + rest
}

/// The bytes that stand for themselves in a path segment; all else is percent-encoded.
pub fn encode(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => out.push(char::from(byte)),
            _ => {
                let digit = |n: u8| char::from(b"0123456789ABCDEF"[usize::from(n & 15)]);
                out.extend(['%', digit(byte >> 4), digit(byte)]);
            }
        }
    }
    out
}

/// The inverse of [`encode`]; what is no valid encoding stays as it is written, broken UTF-8 becomes U+FFFD.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let hex = text.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8_lossy(&out).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_schemes_pass() {
        for good in [
            "https://a.vn/x",
            "HTTP://a.vn",
            "mailto:a@b.vn",
            "tel:+84226",
            "/a",
            "a/b.jpg",
            "../x",
            "//a.vn/x",
            "#chu-thich",
        ] {
            assert!(SafeUrl::parse(good).is_some(), "{good}");
        }
        for bad in [
            "",
            "  ",
            "javascript:alert(1)",
            " java\tscript:alert(1)",
            "JaVaScRiPt:x",
            "\u{1}javascript:x",
            "data:text/html,x",
            "blob:x",
            "vbscript:x",
        ] {
            assert!(SafeUrl::parse(bad).is_none(), "{bad}");
        }
    }

    #[test]
    fn relative_addresses_are_resolved_as_rfc_3986_shows() {
        let base = "http://a/b/c/d;p?q";
        let cases = [
            ("g", "http://a/b/c/g"),
            ("./g", "http://a/b/c/g"),
            ("g/", "http://a/b/c/g/"),
            ("/g", "http://a/g"),
            ("//g", "http://g"),
            ("?y", "http://a/b/c/d;p?y"),
            ("g?y", "http://a/b/c/g?y"),
            ("#s", "http://a/b/c/d;p?q#s"),
            ("..", "http://a/b/"),
            ("../g", "http://a/b/g"),
            ("../..", "http://a/"),
            ("../../g", "http://a/g"),
            ("../../../g", "http://a/g"),
            ("g?y/../x", "http://a/b/c/g?y/../x"),
            ("./g/.", "http://a/b/c/g/"),
            ("mailto:x@y", "mailto:x@y"),
        ];
        for (reference, expected) in cases {
            assert_eq!(resolve(base, reference), expected, "{reference}");
        }
        // A host without a path has its root: it became http://a.vntin/.
        assert_eq!(resolve("http://a.vn", "tin/"), "http://a.vn/tin/");
        assert_eq!(resolve("http://a.vn?x", "../tin"), "http://a.vn/tin");
    }

    #[test]
    fn a_base_without_a_host_works_too() {
        assert_eq!(resolve("/tin/content/vi/feed.json", "../images/a.jpg"), "/tin/content/images/a.jpg");
        assert_eq!(resolve("content/vi/feed.json", "feed-2.json"), "content/vi/feed-2.json");
    }

    #[test]
    fn the_path_of_an_address_is_what_names_a_thing_on_its_host() {
        assert_eq!(path("https://a.vn/2021/hoi-nghi.html?x#y"), "/2021/hoi-nghi.html");
        assert_eq!(path("https://a.vn"), "");
        assert_eq!(path("tag:a.vn,2021:b"), "tag:a.vn,2021:b");
    }

    #[test]
    fn percent_encoding_goes_there_and_back() {
        let text = "đo lường 100% & 'x'/é";
        assert_eq!(decode(&encode(text)), text);
        assert_eq!(decode("100%"), "100%");
        assert_eq!(decode("%zz%C4"), "%zz\u{FFFD}");
    }
}
