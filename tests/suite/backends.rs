//! What every shipped profile makes of its backend's answers: captures in `tests/corpus/<backend>/`, and beside each
//! what it must become. `UPDATE=1` writes that anew.

use std::fmt::Write;
use std::rc::Rc;

use ban_tin::article::{Photo, Summary, Term};
use ban_tin::body;
use ban_tin::source::{Answer, Count, Error, Profile, Response};
use serde_json::Value;

use crate::body_tree::tree;
use crate::corpus;
use crate::sample;

#[test]
fn captures_become_what_stands_beside_them() {
    let mut problems = vec![];
    for file in corpus::files("tests/corpus", "/cases.json") {
        let folder = file.trim_end_matches("/cases.json");
        let cases: Value = serde_json::from_str(&corpus::read(&file)).unwrap();
        let profile = sample::profile(cases["profile"].as_str().unwrap(), &cases["own"].to_string(), "/", "vi");
        for case in cases["cases"].as_array().unwrap() {
            let (part, name) = (case["part"].as_str().unwrap(), case["file"].as_str().unwrap());
            let found = meaning(&profile, part, &response(folder, name));
            problems.extend(corpus::differs(&format!("{folder}/{name}.{part}.txt"), &found));
        }
    }
    corpus::none(problems);
}

/// A capture: its text, and its status and headers from the file beside it.
pub fn response(folder: &str, name: &str) -> Response {
    let headers = corpus::read(format!("{folder}/{name}.headers"));
    let (asked, answered) = headers.split_once("\n\n").unwrap();
    let path = asked.lines().next().unwrap().split(' ').nth(1).unwrap().to_owned();
    let mut lines = answered.lines();
    let status = lines.next().unwrap().split(' ').nth(1).unwrap().parse().unwrap();
    let value = |name: &str| {
        let line = answered.lines().find(|line| line.to_ascii_lowercase().starts_with(&format!("{name}:")))?;
        Some(line.split_once(':').unwrap().1.trim().to_owned())
    };
    Response {
        url: format!("http://127.0.0.1:1{path}"),
        status,
        content_type: value("content-type").unwrap_or_default().to_ascii_lowercase(),
        header: value("x-wp-total"),
        text: corpus::read(format!("{folder}/{name}.json")),
    }
}

/// An answer in words: one line for each thing that a reader would see.
fn meaning(profile: &Rc<Profile>, part: &str, response: &Response) -> String {
    let mut out = String::new();
    match profile.decode(part, response) {
        Err(error) => {
            let absent = if profile.is_absence(part, &error) { "missing: " } else { "" };
            let Error::Status { url: _, code, says } = error else { return format!("{absent}{error}\n") };
            writeln!(out, "{absent}status {code}: {says}").unwrap();
        }
        Ok(answer) => match part {
            "categories" | "tags" => answer.terms(part, profile).iter().for_each(|count| put_count(&mut out, count)),
            "albums" => put_albums(&mut out, &answer, profile),
            "list" | "index" | "pages" => put_list(&mut out, &answer),
            _ => put_article(&mut out, &answer, profile),
        },
    }
    out
}

fn put_count(out: &mut String, Count { id, term, total }: &Count) {
    let total = total.map_or("?".into(), |total| total.to_string());
    writeln!(out, "{} | {} | id {id} | {total}", term.slug, term.title).unwrap();
}

fn put_list(out: &mut String, answer: &Answer) {
    let total = answer.total.map_or("not said".into(), |total| total.to_string());
    writeln!(out, "total {total}, next {}", answer.next.as_deref().unwrap_or("-")).unwrap();
    answer.summaries.iter().for_each(|summary| put_summary(out, summary));
    answer.problems.iter().for_each(|problem| writeln!(out, "! {problem}").unwrap());
}

fn put_summary(out: &mut String, summary: &Summary) {
    let date = summary.published.map_or("no date".into(), |date| date.to_rfc3339());
    writeln!(out, "\n{} | {date} | {}", summary.slug, summary.title).unwrap();
    if let Some(modified) = summary.modified {
        writeln!(out, "  modified {}", modified.to_rfc3339()).unwrap();
    }
    let terms =
        |terms: &[Term]| terms.iter().map(|t| format!("{} ({})", t.title, t.slug)).collect::<Vec<_>>().join(", ");
    let category = terms(summary.category.as_slice());
    let lines = [
        ("standfirst", summary.standfirst.clone().unwrap_or_default()),
        ("at", summary.origin.as_ref().map(ToString::to_string).unwrap_or_default()),
        ("language", summary.language.clone().unwrap_or_default()),
        ("by", summary.authors.join(", ")),
        ("in", category),
        ("tags", terms(&summary.tags)),
        ("image", summary.image.as_ref().map(photo).unwrap_or_default()),
    ];
    for (name, text) in lines.iter().filter(|(_, text)| !text.is_empty()) {
        writeln!(out, "  {name} {text}").unwrap();
    }
}

fn photo(photo: &Photo) -> String {
    let size = photo.size.map_or("no size".into(), |(width, height)| format!("{width}x{height}"));
    let widths: Vec<String> = photo.renditions.iter().map(|r| format!("{} {}w", r.src, r.width)).collect();
    let caption = photo.caption.as_deref().unwrap_or("-");
    format!("{} [{size}] alt \"{}\", caption \"{caption}\", widths [{}]", photo.src, photo.alt, widths.join(", "))
}

fn put_albums(out: &mut String, answer: &Answer, profile: &Profile) {
    for album in answer.albums(profile) {
        writeln!(out, "{} | {} | {} photos", album.slug, album.title, album.photos.len()).unwrap();
        album.photos.iter().for_each(|one| writeln!(out, "  {}", photo(one)).unwrap());
    }
}

fn put_article(out: &mut String, answer: &Answer, profile: &Profile) {
    put_list(out, answer);
    for summary in &answer.summaries {
        let article = answer.article(&summary.slug, profile).unwrap();
        for file in &article.attachments {
            let (kind, bytes) = (file.mime_type.as_deref().unwrap_or("-"), file.bytes.unwrap_or_default());
            writeln!(out, "  attachment {} | {} | {kind} | {bytes} bytes", file.url, file.title).unwrap();
        }
        let (body, warnings) = body::parse(&article.body_html, &article.read_from);
        writeln!(out, "\n{}", tree(&body, &warnings)).unwrap();
    }
}
