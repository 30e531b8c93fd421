//! Dates that cannot be.

use super::finding::{Findings, Place};
use super::shelf::Entry;
use crate::article::Moment;

const YEAR: i64 = 366 * 86_400;

/// `now` is the clock's.
pub fn check(entry: &Entry, now: Moment, findings: &mut Findings) {
    let published = one(entry, "published", now, findings);
    let modified = one(entry, "modified", now, findings);
    if let (Some((published, said)), Some((modified, found))) = (published, modified)
        && modified < published
    {
        let advice = "correct one of the two; the portal does not show this one";
        findings.warning(entry.at("modified"), &format!("a date after {said}"), &found, advice);
    }
    for (n, photo) in entry.photos.iter().enumerate() {
        if let Some(taken) = photo.taken {
            look(entry.at("photos").below(&format!("/{n}/taken")), taken.at, &taken.at.to_rfc3339(), now, findings);
        }
    }
}

/// What a field says, as a moment and as it is written.
fn one(entry: &Entry, field: &str, now: Moment, findings: &mut Findings) -> Option<(Moment, String)> {
    let text = entry.raw(field)?.word()?;
    let Some(moment) = Moment::parse(&text) else {
        // A backend's own forms of dates are its profile's business: the reader has had its say on them.
        let is_form = text.starts_with(|c: char| c.is_ascii_digit()) || entry.article.summary.published.is_none();
        if is_form && !findings.has_at(&entry.at(field).file, &entry.at(field).at) {
            let advice = "write it so";
            findings.error(entry.at(field), "a date such as 2026-05-18T09:00:00+07:00", &format!("\"{text}\""), advice);
        }
        return None;
    };
    look(entry.at(field), moment, &text, now, findings);
    Some((moment, text))
}

fn look(place: Place, moment: Moment, text: &str, now: Moment, findings: &mut Findings) {
    if moment.0 < 0 {
        findings.error(
            place,
            "a date from 1970 on",
            text,
            "correct the year; often a backend has written that it knows none",
        );
    } else if moment.0 > now.0 + YEAR {
        findings.warning(place, "a date that is not more than a year ahead", text, "correct the year");
    }
}
