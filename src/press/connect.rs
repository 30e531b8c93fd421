//! `cargo press connect <URL>`: finds out which backend a site has, tries its profile, and writes `site.json`.
//!
//! What is asked for is public and read alone; nothing is ever sent but GET.

mod desk;
mod look;
mod site;
mod table;
mod trial;

use std::fs;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::rc::Rc;

use clap::Args;
use serde_json::{Value, json};

use crate::json::Json;
use crate::press::say;
use crate::settings;
use crate::source::Profile;
use desk::Desk;
use look::{Hit, Look};

#[derive(Args)]
pub struct Options {
    /// The site, a page of it, its API or its feed; without a scheme it is https
    url: String,
    /// The settings to write; the profiles lie in `sources/` beside it
    #[arg(long, value_name = "FILE", default_value = "public/site.json")]
    site: PathBuf,
    /// Write without asking
    #[arg(long)]
    yes: bool,
    /// Also put the backend's five largest categories into the menu
    #[arg(long)]
    menu: bool,
    /// Print one object for programs instead of the table
    #[arg(long)]
    json: bool,
    /// An entry of the source that a site needs, such as key=… for Ghost; may be given several times
    #[arg(long, value_name = "NAME=VALUE")]
    set: Vec<String>,
}

/// A wrong command, or a file that cannot be read or written.
const USAGE: u8 = 2;

pub fn run(options: &Options) -> ExitCode {
    let read = read(options);
    let (text, desk) = match read {
        Ok(read) => read,
        Err(problem) => {
            say::aside(&format!("press: {problem}"));
            return ExitCode::from(USAGE);
        }
    };
    let mut look = Look::new(&desk, &options.url);
    let Some(hit) = look.find(&options.url) else {
        tell_nothing(options, &look);
        return ExitCode::from(1);
    };
    match finish(options, &text, &hit) {
        Ok(()) => ExitCode::SUCCESS,
        Err(problem) => {
            say::aside(&format!("press: {problem}"));
            ExitCode::from(USAGE)
        }
    }
}

/// The settings' text, and what profiles are read with.
fn read(options: &Options) -> Result<(String, Desk), String> {
    let path = &options.site;
    let text =
        fs::read_to_string(path).map_err(|cause| format!("expected settings at {}, found {cause}", path.display()))?;
    let json = Json::parse(&text).map_err(|cause| format!("expected JSON in {}, found {cause}", path.display()))?;
    if json.kind() != "an object" {
        return Err(format!("expected an object in {}, found {}", path.display(), json.kind()));
    }
    let mut set = vec![];
    for pair in &options.set {
        let (name, value) = pair.split_once('=').ok_or_else(|| format!("expected --set NAME=VALUE, found {pair}"))?;
        set.push((name.to_owned(), value.to_owned()));
    }
    // Only what profiles need: a source that cannot be read is about to be replaced.
    let settings = settings::read(&json, "site.json").0.unwrap_or_default();
    let desk = Desk {
        folder: path.parent().unwrap_or(Path::new("")).join("sources"),
        language: settings.languages.first().map_or("vi".into(), |language| language.code.clone()),
        zone: if settings.timezone.is_empty() { "Asia/Ho_Chi_Minh".into() } else { settings.timezone },
        page_size: settings.page_size.max(1),
        set,
    };
    Ok((text, desk))
}

/// The profile that reads a site, found as this command does.
///
/// # Errors
/// In words: nothing fits, and what to do.
pub fn profile_of(url: &str, site: &Path) -> Result<Rc<Profile>, String> {
    let (url, site) = (url.to_owned(), site.to_owned());
    let options = Options { url, site, yes: false, menu: false, json: true, set: vec![] };
    let (_, desk) = read(&options)?;
    let mut look = Look::new(&desk, &options.url);
    look.find(&options.url).map(|hit| hit.profile).ok_or_else(|| {
        let lines = look.tried.iter().chain(&look.advice).map(|line| format!("\n  {line}"));
        format!(
            "expected a backend or a feed at {}, found none that a profile reads:{}",
            options.url,
            lines.collect::<String>()
        )
    })
}

fn tell_nothing(options: &Options, look: &Look) {
    if options.json {
        print(&json!({"found": false, "url": options.url, "tried": look.tried, "advice": look.advice}));
        return;
    }
    say::line(&format!("No profile fits {}. What was tried:", options.url));
    look.tried.iter().for_each(|line| say::line(&format!("  {line}")));
    say::line("What to do:");
    match look.advice.is_empty() {
        true => say::line(
            "  Give the address of the site's API or feed; if its API is its own, describe it by a profile of your own in sources/.",
        ),
        false => look.advice.iter().for_each(|line| say::line(&format!("  {line}"))),
    }
}

fn finish(options: &Options, text: &str, hit: &Hit) -> Result<(), String> {
    let before: Value = serde_json::from_str(text.trim_start_matches('\u{FEFF}')).map_err(|error| error.to_string())?;
    let entry = site::entry(&hit.candidate);
    let categories = hit.findings.categories.as_deref().unwrap_or_default();
    let dead = if categories.is_empty() { vec![] } else { site::dead_ends(&before, categories) };
    let menu = (options.menu || !dead.is_empty()).then(|| site::menu(&before, categories));
    let menu = menu.filter(|menu| !categories.is_empty() && before.get("menu") != Some(menu));
    let mut after = site::replaced(text, "source", &entry)?;
    if let Some(menu) = menu.as_ref().filter(|_| options.menu) {
        after = site::replaced(&after, "menu", menu)?;
    }
    let is_changed = after != text && serde_json::from_str::<Value>(&after).ok().as_ref() != Some(&before);
    if options.json {
        let is_written = options.yes && is_changed;
        if is_written {
            write(&options.site, &after)?;
        }
        print(&json!({
            "found": true, "url": options.url, "profile": hit.candidate.profile, "name": hit.profile.name(),
            "by": hit.candidate.why, "source": entry, "findings": table::object(hit), "menu": menu,
            "site": options.site.display().to_string(), "written": is_written
        }));
        return Ok(());
    }
    say::line(&format!("Found {} at {} by {}.\n", hit.profile.name(), hit.candidate.base(), hit.candidate.why));
    say::part(&table::printed(&table::lines(hit)));
    table::advice(hit).iter().for_each(|advice| say::line(&format!("\nBefore readers can read it: {advice}.")));
    if let Some(menu) = menu.as_ref().filter(|_| !options.menu) {
        say::line(&format!("\nThe menu leads to categories that were not seen there: {}.", dead.join(", ")));
        say::line(&format!("With --menu it becomes:\n  \"menu\": {}", site::indented(menu)));
    }
    let shown = options.site.display();
    if !is_changed {
        say::line(&format!("\n{shown} says this already."));
        return Ok(());
    }
    say::line(&format!("\nIn {shown}:"));
    if let Some(old) = before.get("source") {
        minus(&site::indented(old));
    }
    say::line(&format!("+ \"source\": {}", site::indented(&entry).replace("\n  ", "\n+ ")));
    if let Some(menu) = menu.as_ref().filter(|_| options.menu) {
        say::line(&format!("+ \"menu\": {}", site::indented(menu).replace("\n  ", "\n+ ")));
    }
    if !options.yes && !io::stdin().is_terminal() {
        say::line(&format!("\nNothing is written: put these lines into {shown}, or run this again with --yes."));
        return Ok(());
    }
    if options.yes || agrees(&format!("Write {shown}?"))? {
        write(&options.site, &after)?;
        say::line(&format!("\nWrote {shown}."));
    } else {
        say::line("Nothing is written.");
    }
    Ok(())
}

fn minus(old: &str) {
    say::line(&format!("- \"source\": {}", old.replace("\n  ", "\n- ")));
}

fn agrees(question: &str) -> Result<bool, String> {
    say::part(&format!("\n{question} [y/N] "));
    let mut answer = String::new();
    io::stdin().read_line(&mut answer).map_err(|error| error.to_string())?;
    Ok(matches!(answer.trim().to_lowercase().as_str(), "y" | "yes"))
}

/// Writes beside the file first, so that it is never there by half.
fn write(path: &Path, text: &str) -> Result<(), String> {
    let failed = |cause: io::Error| format!("expected to write {}, found {cause}", path.display());
    let beside = path.with_extension("json.new");
    fs::write(&beside, text).map_err(failed)?;
    fs::rename(&beside, path).map_err(failed)
}

fn print(value: &Value) {
    say::line(&serde_json::to_string_pretty(value).unwrap_or_default());
}
