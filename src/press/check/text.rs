//! An article's text: its headings, its pictures, its links.

use super::finding::{Findings, Place};
use super::links::{Desk, is_local};
use super::photos;
use super::shelf::Entry;
use super::tags::{Tag, Tags};
use crate::body::{self, Block};

pub fn check(desk: &Desk, language: &str, entry: &Entry, findings: &mut Findings) {
    let html = &entry.article.body_html;
    let tags = Tags::read(html);
    let place = entry.at("body");
    headings(&tags, &place, findings);
    for tag in tags.tags.iter().filter(|tag| !tag.is_end) {
        let place = place.near(&tags.near(tag));
        match tag.name.as_str() {
            "img" => picture(desk, entry, tag, &place, findings),
            "a" => link(desk, language, entry, (&tags, tag), &place, findings),
            "source" | "video" | "audio" => {
                let from = &entry.article.read_from;
                let addresses = ["src", "poster"].iter().filter_map(|name| tag.attribute(name));
                addresses.for_each(|address| photos::file(desk, address, from, &place, findings));
            }
            _ => {}
        }
    }
    let (_, left_out) = body::parse(html, &entry.article.read_from);
    for warning in left_out {
        let advice = "readers do not see it; docs/bodies.md says what a text may have";
        findings.note(place.clone(), "what a text may have", &warning.to_string(), advice);
    }
}

fn headings(tags: &Tags, place: &Place, findings: &mut Findings) {
    // The page's headline is the first level.
    let (mut last, mut n_first) = (1, 0);
    for (n, tag) in tags.tags.iter().enumerate().filter(|(_, tag)| !tag.is_end) {
        let Some(level) = tag.level() else { continue };
        let words = tags.inside(n).trim();
        let place = place.near(if words.is_empty() { tags.near(tag) } else { words.to_owned() }.as_str());
        if words.is_empty() {
            findings.warning(place.clone(), "a heading with words", &format!("an empty h{level}"), "take it out");
            continue;
        }
        n_first += u32::from(level == 1);
        if level == 1 && n_first > 1 {
            let advice = "the page's headline is its h1; make the headings of a text h2";
            findings.warning(place, "one h1 at most", &format!("h1 number {n_first}"), advice);
        } else if level > last + 1 {
            let advice = "screen readers go by levels: leave none out";
            findings.warning(
                place,
                &format!("a heading of level {} at most, after h{last}", last + 1),
                &format!("h{level}"),
                advice,
            );
        }
        last = level;
    }
}

fn picture(desk: &Desk, entry: &Entry, tag: &Tag, place: &Place, findings: &mut Findings) {
    let from = &entry.article.read_from;
    let src = tag.attribute("src").or_else(|| tag.attribute("data-src")).unwrap_or_default();
    let named = |place: &Place| if place.near.is_empty() { place.near(src) } else { place.clone() };
    if tag.attribute("alt").is_none() {
        let advice = "say in a sentence what is seen; alt=\"\" for a picture that adds nothing";
        findings.warning(named(place), "words for the picture (alt)", "none", advice);
    }
    if !src.is_empty() {
        photos::file(desk, src, from, &named(place), findings);
    }
    let others = tag.attribute("srcset").unwrap_or_default().split(", ");
    for address in others.filter_map(|part| part.split_whitespace().next()) {
        photos::file(desk, address, from, &named(place), findings);
    }
}

fn link(
    desk: &Desk,
    language: &str,
    entry: &Entry,
    (tags, tag): (&Tags, &Tag),
    place: &Place,
    findings: &mut Findings,
) {
    let Some(address) = tag.attribute("href") else { return };
    if let Some(name) = address.strip_prefix('#') {
        if !name.is_empty() && !has_place(tags, entry, &crate::url::decode(name)) {
            let advice = "give the place that is meant this id, or take the link out";
            findings.warning(place.clone(), "a place of this name in the text", address, advice);
        }
        return;
    }
    if let Some(dead) = desk.dead(address, &entry.article.read_from, language) {
        findings.error(place.clone(), &dead.expected, &dead.found, "correct the link, or take it out");
    } else if is_local(address)
        && tags
            .inside(tags.tags.iter().position(|other| std::ptr::eq(other, tag)).unwrap_or_default())
            .trim()
            .is_empty()
        && !has_picture(tags, tag)
    {
        findings.warning(place.clone(), "a link with words", &format!("none for {address}"), "say where it leads");
    }
}

/// Whether a picture stands in a link.
fn has_picture(tags: &Tags, link: &Tag) -> bool {
    let mut after = tags.tags.iter().skip_while(|tag| !std::ptr::eq(*tag, link));
    after.find(|tag| tag.name == "img" || tag.is_end && tag.name == "a").is_some_and(|tag| tag.name == "img")
}

/// Whether a text has a place of this name: by `id` or `name`, or by the name that the portal gives to its headings.
fn has_place(tags: &Tags, entry: &Entry, wanted: &str) -> bool {
    let is_it = |tag: &Tag| ["id", "name"].iter().any(|name| tag.attribute(name) == Some(wanted));
    tags.tags.iter().any(is_it) || {
        let (body, _) = body::parse(&entry.article.body_html, &entry.article.read_from);
        body.0.iter().any(|block| matches!(block, Block::Heading { id: Some(id), .. } if id == wanted))
    }
}
