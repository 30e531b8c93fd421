//! `cargo xtask bench page`: what a first visit costs a reader on a cheap phone and a slow line.
//!
//! Every visit is a new headless Chromium with nothing kept, over a loopback server that answers
//! with the brotli copies. The figures go into docs/performance.md between two marks.

use std::fs;
use std::path::Path;
use std::time::Duration;

use serde_json::Value;

use crate::dist;
use crate::run::{self, Doing, Result, fail};
use crate::setup::{self, Part};

mod chromium;
mod server;
mod table;

use chromium::Chromium;
use table::{Page, Visit};

/// The model page of the sample portal.
pub const ARTICLE: &str = "hoi-nghi-tong-ket-2021-nhiem-vu-2022";

/// How long a visit may take before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// Notes what happens from the first moment of a visit. `WANTED` is the text that the reader came for.
const WATCH: &str = include_str!("bench/watch.js");

pub fn page(article: &str, runs: u8) -> Result {
    let tools = setup::run(Part::Bench)?;
    let out = Path::new("target/bench-dist");
    let sizes = dist::build(&tools, "/", out)?;
    let folder = run::root().join(out);

    let feeds = folder.join("content/vi");
    let pages = [
        ("front page", "/".to_owned(), first_title(&feeds.join("feed.json"))?),
        ("article", format!("/article/{article}/"), first_title(&feeds.join(format!("article/{article}.json")))?),
    ];
    let server = server::start(&folder)?;
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
    write_into(&run::root().join("docs/performance.md"), &text)
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

const BEGIN: &str = "<!-- begin: cargo xtask bench page -->";
const END: &str = "<!-- end: cargo xtask bench page -->";

/// Puts the table between its marks; the rest of the document is a person's.
fn write_into(document: &Path, table: &str) -> Result {
    let old = match fs::read_to_string(document) {
        Ok(old) => old,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => "# Performance\n".into(),
        Err(error) => fail!("could not read {}: {error}", document.display()),
    };
    fs::write(document, with_table(&old, table)).doing(|| format!("write {}", document.display()))?;
    println!("Written into {}.", document.display());
    Ok(())
}

fn with_table(old: &str, table: &str) -> String {
    let block = format!("{BEGIN}\n{}\n{END}", table.trim_end());
    match (old.find(BEGIN), old.find(END)) {
        (Some(begin), Some(end)) if begin < end => {
            format!("{}{block}{}", &old[..begin], &old[end + END.len()..])
        }
        _ => format!("{}\n\n## The first visit\n\n{block}\n", old.trim_end()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_replaces_the_last_one_and_nothing_else() {
        let first = with_table("# Performance\n\nWhat a crate weighs.\n", "| a |\n");
        assert!(first.starts_with("# Performance\n\nWhat a crate weighs.\n"));
        assert!(first.contains("\n| a |\n"));
        let second = with_table(&format!("{first}\nMore.\n"), "| b |\n");
        assert!(!second.contains("| a |") && second.contains("| b |") && second.ends_with("\nMore.\n"), "{second}");
        assert_eq!(with_table(&second, "| b |\n"), second);
    }
}
