//! Articles, standing pages and albums, one by one.

use std::time::{SystemTime, UNIX_EPOCH};

use super::finding::{Findings, Place};
use super::links::Desk;
use super::shelf::{Entry, Kind, Shelf};
use super::{dates, photos, text};
use crate::article::{Article, Moment};

pub fn check(desk: &Desk, findings: &mut Findings) {
    let now = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |since| since.as_secs());
    for shelf in desk.shelves {
        for entry in &shelf.entries {
            one(desk, shelf, entry, Moment(now.cast_signed()), findings);
        }
    }
}

fn one(desk: &Desk, shelf: &Shelf, entry: &Entry, now: Moment, findings: &mut Findings) {
    let title = entry.raw("title").and_then(|title| title.word());
    if title.is_none() {
        let stands_in = &entry.article.summary.title;
        let found =
            if stands_in.is_empty() { "none".into() } else { format!("none; \"{stands_in}\" stands in for it") };
        findings.error(entry.at("title"), "a headline", &found, "write one");
    }
    dates::check(entry, now, findings);
    if let Some(image) = &entry.article.summary.image {
        let place = entry.at("image");
        // An album's photo is looked at where it stands.
        if entry.kind != Kind::Album {
            photos::check(desk, image, &place, place.below("/alt"), findings);
        }
    }
    for (n, photo) in entry.photos.iter().enumerate() {
        let place = entry.at("photos").below(&format!("/{n}"));
        photos::check(desk, photo, &place, place.below("/alt"), findings);
    }
    if entry.kind == Kind::Album && entry.photos.is_empty() {
        findings.warning(entry.place.clone(), "an album with photos", "none", "add photos, or take the album out");
    }
    text::check(desk, &shelf.language, entry, findings);
    attachments(desk, entry, findings);
    neighbours(shelf, entry, findings);
    others(desk, entry, findings);
}

fn attachments(desk: &Desk, entry: &Entry, findings: &mut Findings) {
    for (n, attachment) in entry.article.attachments.iter().enumerate() {
        let place = entry.at("attachments").below(&format!("/{n}"));
        if let Some(missing) = desk.missing_file(attachment.url.as_str(), &entry.article.read_from) {
            findings.error(place.clone(), "a file that is there", &missing, "bring the file, or correct its name");
        }
        if attachment.title.trim().is_empty() {
            findings.warning(place, "a title for the file", "none", "say what it is");
        }
    }
}

/// Articles that this one leads to by itself.
fn neighbours(shelf: &Shelf, entry: &Entry, findings: &mut Findings) {
    let Article { previous, next, related, .. } = &entry.article;
    let beside = [("previous", previous), ("next", next)];
    let beside = beside.iter().filter_map(|(name, term)| Some((*name, term.as_ref()?.slug.as_str())));
    for (name, slug) in beside.chain(related.iter().map(|summary| ("related", summary.slug.as_str()))) {
        if shelf.is_whole && !shelf.has(Kind::Article, slug) {
            let advice = "correct its slug, or take it out";
            findings.error(near(entry.at(name), slug), "an article that is there", &format!("\"{slug}\""), advice);
        }
    }
}

/// Translations.
fn others(desk: &Desk, entry: &Entry, findings: &mut Findings) {
    for translation in &entry.article.summary.translations {
        let (language, slug) = (translation.language.as_str(), translation.slug.as_str());
        let Some(shelf) = desk.shelf(language) else {
            let advice = "add the language to site.json, or take the translation out";
            let expected = "a language of the portal";
            findings.warning(entry.at("translations"), expected, &format!("\"{language}\""), advice);
            continue;
        };
        if shelf.is_whole && !shelf.has(entry.kind, slug) {
            let expected = format!("a translation that is there in {language}");
            let advice = "correct its slug, or take it out";
            findings.error(entry.at("translations"), &expected, &format!("\"{slug}\""), advice);
        }
    }
}

/// Several may stand at one place: each is told by its own name.
fn near(place: Place, words: &str) -> Place {
    place.near(words)
}
