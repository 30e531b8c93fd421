//! One way to read a JSON value: over the browser's own parser in wasm, over serde_json natively.
//!
//! A second parser in the wasm would weigh 12 kB (docs/performance.md), and the browser has one already. An answer's
//! [`Text`] is where its parser is: brought into the wasm's memory, a large one would make that three times as large
//! while it is copied, and what a wasm has taken it keeps (WebAssembly Core, "Growing memory").

#[cfg_attr(target_arch = "wasm32", path = "json/browser.rs")]
#[cfg_attr(not(target_arch = "wasm32"), path = "json/native.rs")]
mod value;

pub use value::{Json, Text, beginning, fold};

use std::fmt;

/// Something in a JSON file that is not as it should be.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Problem {
    /// The file or address as the developer knows it.
    pub file: String,
    /// A JSON pointer (RFC 6901); empty for the whole file.
    pub at: String,
    pub expected: String,
    pub found: String,
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let Problem { file, at, expected, found } = self;
        let place = if at.is_empty() { "" } else { " at " };
        write!(f, "{file}: expected {expected}{place}{at}, found {found}")
    }
}

impl Json {
    /// The value with what another one says laid over it, key by key; a `null` there takes a key away.
    ///
    /// Only objects are laid over each other: anything else takes the place of what was there.
    pub fn merged(&self, over: &Json) -> Json {
        if !self.is_object() || !over.is_object() {
            return over.clone();
        }
        let own = self.keys();
        let named = over.keys();
        let mut pairs = vec![];
        for key in own.iter().filter(|key| !named.contains(key)).chain(&named) {
            let value = match (self.get(key), over.get(key)) {
                (Some(below), Some(above)) => Some(below.merged(&above)),
                (below, None) if !named.contains(key) => below,
                (_, above) => above,
            };
            if let Some(value) = value {
                pairs.push((key.clone(), value));
            }
        }
        Json::object(pairs)
    }

    /// A text or a number as text, trimmed; none where it is empty or of another kind.
    pub fn word(&self) -> Option<String> {
        trimmed(if self.as_number().is_some() { self.printed() } else { self.as_text()? })
    }

    /// A text at a key, trimmed; an empty one counts as none.
    pub fn text(&self, key: &str) -> Option<String> {
        trimmed(self.get(key)?.as_text()?)
    }

    /// A whole number that is not negative, at a key.
    pub fn count(&self, key: &str) -> Option<u64> {
        let number = self.get(key)?.as_number()?;
        ((0.0..=9e15).contains(&number) && number.fract() == 0.0).then_some(number as u64)
    }

    /// The items of the array at a key; none where there is no array.
    pub fn list(&self, key: &str) -> Vec<Json> {
        self.get(key).map(|list| list.items()).unwrap_or_default()
    }

    /// A short picture of the value for an error message.
    pub fn shown(&self) -> String {
        match self.as_text() {
            Some(text) => {
                let short: String = text.chars().take(60).collect();
                let dots = if short.len() < text.len() { "…" } else { "" };
                ["\"", &short, dots, "\""].concat()
            }
            _ if self.as_number().is_some() => self.printed(),
            _ => self.kind().to_owned(),
        }
    }
}

/// A text without white space around it; none where there is nothing else. Nearly always there is none, and it stays.
fn trimmed(text: String) -> Option<String> {
    match text.trim() {
        "" => None,
        inside if inside.len() < text.len() => Some(inside.to_owned()),
        _ => Some(text),
    }
}

/// One part of a pointer: `~1` is a slash, `~0` a tilde.
fn unescape(part: &str) -> String {
    let mut pieces = part.split('~');
    let first = pieces.next().unwrap_or_default().to_owned();
    pieces.fold(first, |out, piece| match piece.strip_prefix('1') {
        Some(rest) => out + "/" + rest,
        None => out + "~" + piece.strip_prefix('0').unwrap_or(piece),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pointers_reach_into_arrays_and_odd_names() {
        let json = Json::parse(r#"{"a":[{"b/c":"x"},{"~":2}],"":1}"#).unwrap();
        assert_eq!(json.at("/a/0/b~1c").unwrap().as_text().as_deref(), Some("x"));
        assert_eq!(json.at("/a/1/~0").unwrap().as_number(), Some(2.0));
        assert!(json.at("/a/2").is_none());
        assert!(json.at("/a/b").is_none());
        assert_eq!(json.at("").unwrap().kind(), "an object");
    }

    #[test]
    fn wrong_kinds_are_none_and_not_a_panic() {
        let json = Json::parse(r#"{"text":"  x ","empty":" ","number":-1,"half":1.5,"null":null}"#).unwrap();
        assert_eq!(json.text("text").as_deref(), Some("x"));
        for key in ["empty", "number", "null", "missing"] {
            assert_eq!(json.text(key), None, "{key}");
        }
        assert_eq!(json.count("number"), None);
        assert_eq!(json.count("half"), None);
        assert!(json.get("null").is_none());
        assert!(json.list("text").is_empty());
    }

    #[test]
    fn what_is_laid_over_an_object_counts_key_by_key() {
        let below = Json::parse(r#"{"a": {"b": 1, "c": 2, "d": 3}, "e": "x", "f": [1]}"#).unwrap();
        let over = Json::parse(r#"{"a": {"c": 5, "d": null}, "f": [], "g": true, "h": null}"#).unwrap();
        let merged = below.merged(&over);
        assert_eq!(merged.at("/a/b").unwrap().printed(), "1");
        assert_eq!(merged.at("/a/c").unwrap().printed(), "5");
        assert!(merged.at("/a/d").is_none() && merged.get("h").is_none());
        assert_eq!((merged.text("e").as_deref(), merged.list("f").len()), (Some("x"), 0));
        assert_eq!(merged.get("g").unwrap().as_bool(), Some(true));
    }

    #[test]
    fn broken_json_says_where() {
        assert!(Json::parse("{\"a\": }").unwrap_err().contains("line 1"));
    }
}
