//! `cargo xtask bench`: `page`, what a first visit costs a reader on a cheap phone and a slow line, `gallery` and `press`.
//!
//! Every visit is a new headless Chromium with nothing kept, over a loopback server that answers
//! with the brotli copies. The figures go into docs/performance.md between two marks.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::dist;
use crate::run::{self, Doing, Result, fail};
use crate::setup;

mod chromium;
mod gallery;
mod press;
mod server;
mod table;

use chromium::Chromium;
pub use gallery::run as gallery;
pub use press::run as press;
use table::{Page, Visit};

/// The model page of the sample portal.
pub const ARTICLE: &str = "hoi-nghi-tong-ket-2021-nhiem-vu-2022";

/// How long a visit may take before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// Notes what happens from the first moment of a visit. `WANTED` is the text that the reader came for.
const WATCH: &str = include_str!("bench/watch.js");

pub fn page(article: &str, runs: u8) -> Result {
    let tools = setup::run(setup::Part::Bench)?;
    let out = Path::new("target/bench-dist");
    let sizes = dist::build(&tools, "/", out)?;
    let folder = run::root().join(out);

    let feeds = folder.join("content/vi");
    let pages = [
        ("front page", "/".to_owned(), first_title(&feeds.join("feed.json"))?),
        ("article", format!("/article/{article}/"), first_title(&feeds.join(format!("article/{article}.json")))?),
    ];
    let server = server::start(&folder, server::Beside::new())?;
    let mut chromium = Chromium::start(&tools.path())?;
    let mut measured = Vec::new();
    for (name, path, title) in pages {
        let mut visits = Vec::new();
        for n in 1..=runs {
            let visit = visit(&mut chromium, &format!("http://127.0.0.1:{}{path}", server.port), &title)?;
            println!("  {name}, visit {n} of {runs}: {visit}");
            visits.push(visit);
        }
        measured.push(Page { name, visits });
    }
    let text = table::markdown(&measured, &chromium.version, sizes.first_visit());
    println!("\n{text}");
    write_into(&PAGE, &text)
}

fn visit(chromium: &mut Chromium, url: &str, title: &str) -> Result<Visit> {
    let script = WATCH.replace("WANTED", &Value::from(title).to_string());
    let seen = chromium.visit(url, &script, PATIENCE)?;
    let Some(visit) = Visit::read(&seen) else {
        fail!("expected {url} to show “{title}” within {} s, found this: {seen}", PATIENCE.as_secs());
    };
    Ok(visit)
}

/// The title of a feed's first item.
fn first_title(feed: &Path) -> Result<String> {
    let text = fs::read_to_string(feed).doing(|| format!("read {}", feed.display()))?;
    let value: Value = serde_json::from_str(&text).doing(|| format!("read {}", feed.display()))?;
    match value.pointer("/items/0/title").and_then(Value::as_str) {
        Some(title) => Ok(title.to_owned()),
        None => fail!("expected a title at /items/0/title of {}, found none", feed.display()),
    }
}

/// A part of docs/performance.md that a command writes; the rest of the document is a person's.
struct Part {
    /// `page` of `cargo xtask bench page`
    name: &'static str,
    /// Above it where it is written for the first time.
    heading: &'static str,
}

const PAGE: Part = Part { name: "page", heading: "The first visit" };
const GALLERY: Part = Part { name: "gallery", heading: "Opening and stepping through an album" };
const PRESS: Part = Part { name: "press", heading: "Pressing an archive" };

fn write_into(part: &Part, table: &str) -> Result {
    let document = run::root().join("docs/performance.md");
    let old = match fs::read_to_string(&document) {
        Ok(old) => old,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "# Performance\n".into(),
        Err(error) => fail!("could not read {}: {error}", document.display()),
    };
    fs::write(&document, with_table(&old, part, table)).doing(|| format!("write {}", document.display()))?;
    println!("Written into {}.", document.display());
    Ok(())
}

/// Puts the table between its marks.
fn with_table(old: &str, part: &Part, table: &str) -> String {
    let begin = format!("<!-- begin: cargo xtask bench {} -->", part.name);
    let end = format!("<!-- end: cargo xtask bench {} -->", part.name);
    let block = format!("{begin}\n{}\n{end}", table.trim_end());
    match (old.find(&begin), old.find(&end)) {
        (Some(from), Some(to)) if from < to => format!("{}{block}{}", &old[..from], &old[to + end.len()..]),
        _ => format!("{}\n\n## {}\n\n{block}\n", old.trim_end(), part.heading),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_replaces_the_last_one_and_nothing_else() {
        let first = with_table("# Performance\n\nWhat a crate weighs.\n", &PAGE, "| a |\n");
        assert!(first.starts_with("# Performance\n\nWhat a crate weighs.\n"));
        assert!(first.contains("\n| a |\n"));
        let second = with_table(&format!("{first}\nMore.\n"), &PAGE, "| b |\n");
        assert!(!second.contains("| a |") && second.contains("| b |") && second.ends_with("\nMore.\n"), "{second}");
        assert_eq!(with_table(&second, &PAGE, "| b |\n"), second);
        let both = with_table(&second, &GALLERY, "| c |\n");
        assert!(both.starts_with(second.trim_end()) && both.contains("| c |"), "{both}");
    }
}
