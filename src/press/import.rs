//! `cargo press import <source>`: takes articles over from elsewhere, as the portal's bundled content.
//!
//! Every source, whatever it is, gives [`item::Item`]s; one hand cleans their texts, one writes the JSON.

mod backend;
mod content;
mod date;
mod exif;
mod feed;
mod fetch;
mod item;
mod kind;
mod lists;
mod local;
mod markdown;
mod media;
mod name;
mod plan;
mod portal;
mod report;
mod sharepoint;
mod text;
mod work;
mod write;
mod wxr;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use serde_json::json;

pub use fetch::is_closed;

use crate::press::say;
use crate::url;
use report::Report;
use work::Done;

#[derive(Args)]
pub struct Options {
    /// A folder of Markdown or of saved SharePoint pages, a feed, a WordPress export, a site.json whose source is to be
    /// copied, or an address
    source: String,
    /// The content's folder
    #[arg(long, value_name = "FOLDER", default_value = "public/content")]
    out: PathBuf,
    /// The portal's settings: its name, address, languages and time zone are taken from there
    #[arg(long, value_name = "FILE", default_value = "public/site.json")]
    site: PathBuf,
    /// The language that the articles are in; the portal's first one if it is not said
    #[arg(long, value_name = "CODE")]
    language: Option<String>,
    /// Take the source for this, whatever it looks like
    #[arg(long = "as", value_name = "KIND")]
    kind: Option<kind::Kind>,
    /// What becomes of pictures and attachments on other hosts
    #[arg(long, value_name = "HOW", default_value = "copy")]
    images: Images,
    /// Take the newest N articles alone
    #[arg(long, value_name = "N")]
    limit: Option<usize>,
    /// Remove what the source does not have: articles, pages, albums, and the files that nothing names then
    #[arg(long)]
    prune: bool,
    /// Fetch pictures and attachments again that are there already
    #[arg(long)]
    refresh: bool,
    /// Print one object for programs
    #[arg(long)]
    json: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Images {
    /// Bring them into the content
    Copy,
    /// Leave them where they are
    Link,
}

/// A wrong command, or a file that cannot be read.
const USAGE: u8 = 2;

/// Why nothing was taken over.
pub enum Failure {
    /// The command is wrong, or what it names cannot be read.
    Usage(String),
    /// The work could not be done.
    Work(String),
}

pub fn run(options: &Options) -> ExitCode {
    let mut report = Report::default();
    match work::run(options, &mut report) {
        Ok(done) => {
            tell(options, &done, &report);
            ExitCode::SUCCESS
        }
        Err(failure) => {
            let (code, why) = match &failure {
                Failure::Usage(why) => (USAGE, why),
                Failure::Work(why) => (1, why),
            };
            if options.json {
                say::line(&format!("{:#}", json!({"done": false, "error": why, "warnings": report.object()})));
            } else {
                report.lines().iter().for_each(|line| say::aside(line));
                say::aside(&format!("press: {why}"));
                if code == 1 {
                    say::aside(&format!("press: {} is as it was", options.out.display()));
                }
            }
            ExitCode::from(code)
        }
    }
}

fn tell(options: &Options, done: &Done, report: &Report) {
    let outcome = &done.outcome;
    if options.json {
        let object = json!({
            "done": true, "kind": done.kind, "source": options.source, "out": options.out.display().to_string(),
            "language": done.language, "articles": outcome.articles, "pages": outcome.pages, "albums": outcome.albums,
            "pictures": report.pictures, "attachments": report.files, "there_already": report.kept,
            "stayed": outcome.stayed, "removed": outcome.removed, "written": outcome.written,
            "warnings": report.object(),
        });
        say::line(&format!("{object:#}"));
        return;
    }
    report.lines().iter().for_each(|line| say::aside(line));
    let there =
        if report.kept > 0 { format!(", {} of these files were there already", report.kept) } else { String::new() };
    say::line(&format!("  articles    {}", outcome.articles));
    say::line(&format!("  pages       {}", outcome.pages));
    if outcome.albums > 0 {
        say::line(&format!("  albums      {}", outcome.albums));
    }
    say::line(&format!("  pictures    {}", report.pictures));
    say::line(&format!("  attachments {}{there}", report.files));
    say::line(&format!("  warnings    {}", report.warnings.len()));
    say::line(&format!("  changed     {} files of {}", outcome.written, options.out.join(&done.language).display()));
    if outcome.stayed > 0 {
        say::line(&format!(
            "  stayed      {} articles that the source does not have; --prune removes them",
            outcome.stayed
        ));
    }
    if outcome.removed > 0 {
        say::line(&format!("  removed     {} files", outcome.removed));
    }
    if !done.advice.is_empty() {
        say::line(&format!("\n{}", done.advice));
    }
}

/// How addresses of a site begin, however they are written.
fn sites(address: &str) -> Vec<String> {
    let host = url::host(address);
    if host.is_empty() || address.starts_with(local::ROOT) {
        return vec![];
    }
    let bare = host.strip_prefix("www.").unwrap_or(host);
    let all = ["https://", "http://", "https://www.", "http://www."];
    let mut all: Vec<String> = all.iter().map(|start| format!("{start}{bare}/")).collect();
    // Its own way of writing it comes first: that is the one to lead to.
    all.sort_by_key(|start| !address.starts_with(start.as_str()));
    all
}
