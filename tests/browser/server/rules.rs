//! How a path misbehaves, and the patterns that name paths.

use std::borrow::Cow;

use super::Shared;
use super::replay::Replay;

/// One complete answer.
#[derive(Clone, Debug)]
pub struct Answer {
    pub status: u16,
    pub content_type: Cow<'static, str>,
    /// Further lines of the head, each with its end: `Location: /news/\r\n`.
    pub headers: String,
    pub body: Vec<u8>,
}

impl Answer {
    pub fn new(status: u16, content_type: impl Into<Cow<'static, str>>) -> Answer {
        Answer { status, content_type: content_type.into(), headers: String::new(), body: Vec::new() }
    }
}

#[derive(Clone, Debug)]
pub enum Rule {
    /// Answers this instead of what the site has.
    Answer(Answer),
    /// Takes the request and says nothing; hangs up when released (Firefox then asks once more).
    Never,
    /// Says nothing until released, then gives the real answer.
    Hold,
    /// Gives the real answer at one byte a second; the rest at once when released.
    Drip,
    /// Gives the real answer up to this text in it; the rest when released.
    Pause(&'static str),
    /// Hangs up without an answer.
    Close,
    /// Gives the real answer in UTF-16, and says so.
    Recoded,
    /// Gives the real answer without leave for pages of other hosts to read it.
    Closed,
    /// Promises the whole body, sends this many bytes of it and hangs up (WebKit then takes them for all).
    Cut(usize),
}

impl Rule {
    pub fn answer(status: u16, content_type: &'static str, body: impl Into<Vec<u8>>) -> Rule {
        Rule::Answer(Answer { body: body.into(), ..Answer::new(status, content_type) })
    }

    /// The same with further lines of the head: `Rule::with(429, "Retry-After: 1\r\n")`.
    pub fn with(status: u16, headers: &str) -> Rule {
        Rule::Answer(Answer { headers: headers.to_owned(), ..Answer::new(status, "text/plain") })
    }

    /// JSON (or what calls itself so) with status 200.
    pub fn json(body: impl Into<Vec<u8>>) -> Rule {
        Rule::answer(200, "application/json; charset=utf-8", body)
    }

    /// An error page such as hosts have: `Rule::status(503)`.
    pub fn status(status: u16) -> Rule {
        Rule::answer(status, "text/html; charset=utf-8", format!("<!doctype html><title>{status}</title><h1>{status}"))
    }

    /// As if the file weren't there.
    pub fn missing() -> Rule {
        Rule::status(404)
    }
}

/// Whether a requested path (with its query, if it has one) fits a pattern.
pub fn matches(pattern: &str, path: &str) -> bool {
    let path = if pattern.contains('?') { path } else { path.split('?').next().unwrap_or_default() };
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or_default()) else { return false };
    let parts: Vec<&str> = parts.collect();
    let Some((last, middle)) = parts.split_last() else { return rest.is_empty() };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = &rest[at + part.len()..];
    }
    rest.ends_with(last)
}

/// The same text in another charset.
pub fn recoded(answer: Answer) -> Answer {
    let text = String::from_utf8(answer.body).expect("an answer in UTF-8");
    let media_type = answer.content_type.split(';').next().unwrap_or_default();
    Answer {
        content_type: format!("{media_type}; charset=utf-16le").into(),
        body: text.encode_utf16().flat_map(u16::to_le_bytes).collect(),
        ..answer
    }
}

impl Shared {
    /// The rule in force for a path, with the pattern that brought it.
    pub fn rule_for(&self, path: &str) -> Option<Rule> {
        let rules = self.rules.lock().unwrap();
        rules.iter().rev().find(|(pattern, _)| matches(pattern, path)).map(|(_, rule)| rule.clone())
    }

    /// What would be answered if nothing delayed or broke it: an older rule's answer, or the site's.
    pub fn answer_for(&self, path: &str, is_for_picture: bool) -> Answer {
        let rules = self.rules.lock().unwrap();
        let replaced = rules.iter().rev().find_map(|(pattern, rule)| match rule {
            Rule::Answer(answer) if matches(pattern, path) => Some(answer.clone()),
            _ => None,
        });
        replaced.unwrap_or_else(|| match self.site.played(path, is_for_picture) {
            Some(Some(answer)) => answer,
            Some(None) => {
                if self.site.has_form(path) {
                    return Replay::nothing();
                }
                self.missed.lock().unwrap().push(path.to_owned());
                Replay::nothing()
            }
            None => self.site.answer(path),
        })
    }
}
