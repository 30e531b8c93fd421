//! What was found, as a table for people and as one object for programs.

use serde_json::{Value, json};

use super::super::net::{self, ORIGIN};
use super::look::Hit;
use super::trial::{Cors, Findings};
use crate::article::{Photo, Summary};
use crate::source::Count;

/// Names of categories and albums that a line shows.
const SHOWN: usize = 5;

/// The table: name and value; a line without a name goes on with the one above.
pub fn lines(hit: &Hit) -> Vec<(&'static str, String)> {
    let found = &hit.findings;
    let mut lines = vec![("articles", articles(found))];
    for (n, summary) in found.page.items.iter().take(3).enumerate() {
        lines.push((if n == 0 { "headlines" } else { "" }, summary.title.clone()));
    }
    lines.push(("images", images(&found.page.items)));
    lines.push(("categories", terms(&found.categories)));
    lines.push(("tags", terms(&found.tags)));
    lines.push(("albums", albums(found)));
    lines.push(("search", search(found)));
    lines.extend(story(found));
    lines.push(("CORS", cors(&found.cors)));
    for (n, problem) in found.left_out.iter().take(SHOWN).enumerate() {
        lines.push((if n == 0 { "left out" } else { "" }, problem.clone()));
    }
    lines
}

/// The lines, side by side.
pub fn printed(lines: &[(&'static str, String)]) -> String {
    lines.iter().map(|(name, value)| format!("  {name:<12}{value}\n")).collect()
}

fn articles(found: &Findings) -> String {
    let n = found.page.items.len();
    match found.page.total {
        Some(total) => format!("{n} on the first page, {total} in all"),
        None if found.page.has_next => {
            format!("{n} on the first page, more after it; the backend does not say how many")
        }
        None => format!("{n} on the first page; the backend does not say how many in all"),
    }
}

fn images(items: &[Summary]) -> String {
    let photos: Vec<&Photo> = items.iter().filter_map(|summary| summary.image.as_ref()).collect();
    let widths: Vec<u32> = photos.iter().flat_map(|photo| photo.renditions.iter().map(|one| one.width)).collect();
    let several = photos.iter().filter(|photo| photo.renditions.len() > 1).count();
    let sized = photos.iter().filter(|photo| photo.size.is_some()).count();
    let widths = match (widths.iter().min(), widths.iter().max()) {
        (Some(least), Some(most)) => format!("{several} in several widths, {least} to {most} px"),
        _ => "in one width each".into(),
    };
    match photos.len() {
        0 => "none".into(),
        n => format!("{n} of {} articles have one; {widths}; the size of {sized} is known", items.len()),
    }
}

fn terms(found: &Result<Vec<Count>, String>) -> String {
    let counts = match found {
        Ok(counts) => counts,
        Err(error) => return format!("none: {error}"),
    };
    let one = |count: &Count| match count.total {
        Some(total) => format!("{} ({total})", count.term.title),
        None => count.term.title.clone(),
    };
    listed(counts.len(), counts.iter().map(one))
}

fn albums(found: &Findings) -> String {
    match &found.albums {
        Ok(albums) => listed(albums.len(), albums.iter().map(|(title, n)| format!("{title} ({n} photos)"))),
        Err(error) => format!("none: {error}"),
    }
}

fn listed(n: usize, names: impl Iterator<Item = String>) -> String {
    let names: Vec<String> = names.take(SHOWN).collect();
    match n {
        0 => "none".into(),
        n => format!("{n}: {}{}", names.join(", "), if n > SHOWN { ", …" } else { "" }),
    }
}

fn search(found: &Findings) -> String {
    let Some(search) = &found.search else { return "not tried: no headline has two words with accents".into() };
    let times = |words: &str, found: Option<usize>| match found {
        Some(n) => format!("\"{words}\" finds {n}"),
        None => format!("\"{words}\" is searched for by the portal itself"),
    };
    format!("{}, {}", times(&search.words, search.found), times(&search.plain, search.found_plain))
}

fn story(found: &Findings) -> Vec<(&'static str, String)> {
    match &found.story {
        None => vec![],
        Some(Err(error)) => vec![("text", format!("none: {error}"))],
        Some(Ok(story)) => {
            let mut lines = vec![(
                "text",
                format!("{} blocks, {} warnings in \"{}\"", story.n_blocks, story.warnings.len(), story.title),
            )];
            lines.extend(story.warnings.iter().take(3).map(|warning| ("", warning.clone())));
            lines.push(("attachments", listed(story.attachments.len(), story.attachments.iter().cloned())));
            lines
        }
    }
}

/// What a browser makes of the list's answer.
fn cors(cors: &Cors) -> String {
    match (&cors.origin, cors.is_open()) {
        (None, _) => {
            "closed: the answer has no Access-Control-Allow-Origin, so that a reader's browser may not read it".into()
        }
        (Some(origin), false) => format!("closed to {ORIGIN}: only {origin} may read the answer"),
        (Some(origin), true) if !cors.shows_total() => format!(
            "open to {origin}, but {} is missing in Access-Control-Expose-Headers: readers get no number of pages",
            cors.needs.as_deref().unwrap_or_default()
        ),
        (Some(origin), true) if origin == "*" => "open to every site".into(),
        (Some(_), true) => "open to any site that asks".into(),
    }
}

/// What is to be done before readers can read it.
pub fn advice(hit: &Hit) -> Vec<String> {
    let cors = &hit.findings.cors;
    let mut all = vec![];
    if !(cors.is_open() && cors.shows_total()) {
        let own = hit.profile.advice("cors");
        all.push(
            own.unwrap_or_else(|| "let the server send Access-Control-Allow-Origin with the portal's address".into()),
        );
    }
    if hit.candidate.base().starts_with("http:") && !net::is_of_this_machine(hit.candidate.base()) {
        all.push("a portal at an https address cannot read a backend at an http one: give the backend https".into());
    }
    all
}

/// All of it for a program.
pub fn object(hit: &Hit) -> Value {
    let found = &hit.findings;
    let terms = |found: &Result<Vec<Count>, String>| match found {
        Ok(counts) => counts
            .iter()
            .map(|count| json!({"slug": count.term.slug, "title": count.term.title, "total": count.total}))
            .collect(),
        Err(error) => json!({"error": error}),
    };
    let photos = || found.page.items.iter().filter_map(|summary| summary.image.as_ref());
    json!({
        "articles": found.page.items.len(),
        "total": found.page.total,
        "headlines": found.page.items.iter().take(3).map(|summary| summary.title.clone()).collect::<Vec<_>>(),
        "images": { "with": photos().count(), "in_several_widths": photos().filter(|photo| photo.renditions.len() > 1).count() },
        "categories": terms(&found.categories),
        "tags": terms(&found.tags),
        "albums": match &found.albums {
            Ok(albums) => albums.iter().map(|(title, n)| json!({"title": title, "photos": n})).collect(),
            Err(error) => json!({"error": error}),
        },
        "search": found.search.as_ref().map(|search| json!({
            "words": search.words, "found": search.found, "plain": search.plain, "found_plain": search.found_plain
        })),
        "text": match &found.story {
            None => Value::Null,
            Some(Err(error)) => json!({"error": error}),
            Some(Ok(story)) => json!({
                "title": story.title, "blocks": story.n_blocks, "warnings": story.warnings, "attachments": story.attachments
            }),
        },
        "cors": {
            "open": found.cors.is_open(), "allow_origin": found.cors.origin, "expose_headers": found.cors.exposed,
            "needs": found.cors.needs, "total_readable": found.cors.shows_total(), "advice": advice(hit)
        },
        "left_out": found.left_out,
    })
}
