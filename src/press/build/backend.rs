//! Asking live backends for a whole archive: again where one is only tired, with the conditions of what is known already,
//! and not at all for what an interrupted build got a moment ago.

use std::collections::HashMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, Once, PoisonError};
use std::thread;
use std::time::{Duration, SystemTime};

use super::memory::{hex, mark};
use crate::press::net::{self, Answer, Client, Failure, MEGABYTES};
use crate::source::{Error, Request, Response};

/// Requests at once: a backend that makes pages for readers has them to serve too.
pub const AT_ONCE: usize = 4;
/// A build asks for so much at most.
const MOST_REQUESTS: usize = 1_000_000;
/// The largest picture that is read.
const PICTURE_MEGABYTES: u32 = 20;
const ATTEMPTS: u32 = 4;
/// A backend that wants to be left alone for longer than that is not waited for.
const LONGEST_WAIT: Duration = Duration::from_secs(60);
/// What an interrupted build got stays good for so long.
const RESUMED: Duration = Duration::from_secs(3_600);
/// While a build has not come to its end this file is there.
const BEGUN: &str = "begun";

pub struct Backend {
    client: Client,
    folder: PathBuf,
    /// When the build began that was interrupted.
    since: Option<SystemTime>,
    begun: Once,
    /// The files of this build's answers, and whether they are worth keeping.
    used: Mutex<HashMap<PathBuf, bool>>,
    /// Pictures are asked for in so many rows; this is the next one's.
    turns: [Mutex<()>; AT_ONCE],
    turn: AtomicUsize,
}

impl Backend {
    /// Keeps answers in `folder`.
    pub fn begin(folder: PathBuf) -> Backend {
        let begun = folder.join(BEGUN);
        let since = fs::metadata(&begun).and_then(|about| about.modified()).ok();
        let is_near = |since: &SystemTime| since.elapsed().is_ok_and(|age| age < RESUMED);
        let since = since.filter(is_near);
        Backend {
            client: Client::new("", MOST_REQUESTS),
            folder,
            since,
            begun: Once::new(),
            used: Mutex::default(),
            turns: Default::default(),
            turn: AtomicUsize::new(0),
        }
    }

    /// `is_list`: it says what there is, and is asked by every build.
    ///
    /// # Errors
    /// No answer, after some attempts.
    pub fn ask(&self, request: &Request, is_list: bool) -> Result<Response, Error> {
        let file = self.folder.join(hex(&mark([&request.url, request.headers.as_deref().unwrap_or_default()])));
        let kept = fs::read(&file).ok().and_then(|bytes| postcard::from_bytes::<Answer>(&bytes).ok());
        if (self.is_used(&file) || (!is_list && self.is_of_interrupted(&file)))
            && let Some(kept) = &kept
        {
            self.use_of(file, has_conditions(kept));
            return Ok(kept.response(request.header.as_deref()));
        }
        let mut headers = net::headers(request);
        headers.extend(kept.iter().flat_map(conditions).map(|(name, value)| (name.to_owned(), value.to_owned())));
        let answer = self.patiently(&request.url, &headers, MEGABYTES);
        let (mut answer, bytes) = answer.map_err(|failure| failure.error())?;
        answer.text = super::reader::text(&bytes);
        let answer = match kept {
            Some(kept) if answer.status == 304 => kept,
            _ => answer,
        };
        if answer.is_good() {
            self.keep(file, &answer);
        }
        Ok(answer.response(request.header.as_deref()))
    }

    /// A picture's file, which is not kept here. Whoever asks while others are at it waits.
    ///
    /// # Errors
    /// In words.
    pub fn picture(&self, url: &str) -> Result<Vec<u8>, String> {
        let turn = self.turn.fetch_add(1, Ordering::Relaxed) % AT_ONCE;
        // A thread that broke while it held this left nothing behind that could be wrong.
        let _turn = self.turns[turn].lock().unwrap_or_else(PoisonError::into_inner);
        let answer = self.patiently(url, &[("accept".into(), "image/*, */*;q=0.1".into())], PICTURE_MEGABYTES);
        let (answer, bytes) = answer.map_err(|failure| failure.why.to_string())?;
        if answer.is_good() { Ok(bytes) } else { Err(format!("status {}", answer.status)) }
    }

    /// Whether this build has asked for it.
    fn is_used(&self, file: &Path) -> bool {
        self.used.lock().is_ok_and(|used| used.contains_key(file))
    }

    fn is_of_interrupted(&self, file: &Path) -> bool {
        let changed = fs::metadata(file).and_then(|about| about.modified());
        self.since.zip(changed.ok()).is_some_and(|(since, changed)| changed >= since)
    }

    fn patiently(&self, url: &str, headers: &[(String, String)], megabytes: u32) -> Result<(Answer, Vec<u8>), Failure> {
        let mut attempt = 1;
        loop {
            let answer = self.client.get_bytes(url, headers, megabytes);
            let is_tired = match &answer {
                Ok((answer, _)) => matches!(answer.status, 429 | 502..=504),
                Err(failure) => failure.error().is_passing(),
            };
            let wait = answer
                .as_ref()
                .ok()
                .and_then(|(answer, _)| wanted_wait(answer))
                .unwrap_or(Duration::from_millis(400) * attempt * attempt);
            if !is_tired || attempt == ATTEMPTS || wait > LONGEST_WAIT {
                return answer;
            }
            thread::sleep(wait);
            attempt += 1;
        }
    }

    /// A failure to keep an answer is none: it is asked for again.
    fn keep(&self, file: PathBuf, answer: &Answer) {
        self.begun.call_once(|| {
            let _ = fs::create_dir_all(&self.folder);
            if self.since.is_none() {
                let _ = fs::write(self.folder.join(BEGUN), "");
            }
        });
        if let Ok(bytes) = postcard::to_allocvec(answer)
            && fs::write(&file, bytes).is_ok()
        {
            self.use_of(file, has_conditions(answer));
        }
    }

    fn use_of(&self, file: PathBuf, is_worth: bool) {
        if let Ok(mut used) = self.used.lock() {
            used.insert(file, is_worth);
        }
    }

    /// Lets go of what is no use to the next build.
    pub fn end(&self) {
        let used = self.used.lock().map(|used| used.clone()).unwrap_or_default();
        for entry in fs::read_dir(&self.folder).into_iter().flatten().flatten() {
            if used.get(&entry.path()) != Some(&true) {
                // What cannot be removed is in nobody's way.
                let _ = fs::remove_file(entry.path());
            }
        }
    }
}

/// What a request for the same says, so that it need not be answered again (RFC 9110, 13.1).
fn conditions(answer: &Answer) -> Vec<(&'static str, &str)> {
    let tag = answer.header("etag").map(|tag| ("If-None-Match", tag));
    let date = answer.header("last-modified").map(|date| ("If-Modified-Since", date));
    tag.into_iter().chain(date).collect()
}

fn has_conditions(answer: &Answer) -> bool {
    !conditions(answer).is_empty()
}

/// How long a server wants to be left alone: seconds, or a date (RFC 9110, 10.2.3).
fn wanted_wait(answer: &Answer) -> Option<Duration> {
    let text = answer.header("retry-after")?.trim();
    match text.parse() {
        Ok(seconds) => Some(Duration::from_secs(seconds)),
        Err(_) => Some(httpdate::parse_http_date(text).ok()?.duration_since(SystemTime::now()).unwrap_or_default()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_server_that_wants_to_be_left_alone_says_for_how_long() {
        let answer = |after: &str| Answer { headers: vec![("retry-after".into(), after.into())], ..Answer::default() };
        assert_eq!(wanted_wait(&answer("7")), Some(Duration::from_secs(7)));
        let soon = httpdate::fmt_http_date(SystemTime::now() + Duration::from_secs(30));
        let wait = wanted_wait(&answer(&soon)).unwrap();
        assert!(wait > Duration::from_secs(25) && wait <= Duration::from_secs(30), "{wait:?}");
        assert_eq!(wanted_wait(&answer("Thu, 01 Jan 1970 00:00:00 GMT")), Some(Duration::ZERO));
        assert_eq!(wanted_wait(&answer("soon")), None);
    }
}
