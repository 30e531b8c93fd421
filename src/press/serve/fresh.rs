//! Whether a client has a file already: `ETag`, `Last-Modified` and what asks for them (RFC 9110, 8.8 and 13).

use std::fs::Metadata;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use super::coding::Coding;

/// What tells one state of a file from another.
pub struct Version {
    /// A strong validator, in its quotes.
    pub tag: String,
    /// As HTTP writes it; `None` where the disk does not know, or no calendar does.
    pub date: Option<String>,
    at: Option<SystemTime>,
}

/// The last second that HTTP's dates have.
const LAST: u64 = 253_402_300_799;

impl Version {
    /// A copy that is compressed is another thing than its file, and has another tag.
    pub fn new(file: &Metadata, coding: Coding) -> Version {
        let since = file.modified().ok().and_then(|at| at.duration_since(UNIX_EPOCH).ok());
        let since = since.filter(|since| since.as_secs() <= LAST);
        let stamp = since.map_or(0, |since| since.as_nanos());
        let mark = if coding == Coding::Identity { "" } else { "-" };
        Version {
            tag: format!("\"{:x}-{stamp:x}{mark}{}\"", file.len(), coding.name()),
            date: since.map(|since| httpdate::fmt_http_date(UNIX_EPOCH + since)),
            // HTTP's dates have no parts of a second.
            at: since.map(|since| UNIX_EPOCH + Duration::from_secs(since.as_secs())),
        }
    }

    /// Whether what the client has is this. A tag, where it gives one, counts alone.
    pub fn is_known(&self, if_none_match: Option<&str>, if_modified_since: Option<&str>) -> bool {
        if let Some(tags) = if_none_match {
            return tags.trim() == "*" || tags.split(',').any(|tag| self.tag == tag.trim().trim_start_matches("W/"));
        }
        let since = if_modified_since.and_then(|date| httpdate::parse_http_date(date.trim()).ok());
        matches!((since, self.at), (Some(since), Some(at)) if at <= since)
    }

    /// Whether a stretch fits what the client has of the file: exactly this tag, or exactly this date.
    pub fn continues(&self, if_range: Option<&str>) -> bool {
        if_range.is_none_or(|state| {
            let state = state.trim();
            state == self.tag || self.date.as_deref() == Some(state)
        })
    }
}
