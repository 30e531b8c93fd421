//! `cargo xtask bench page`: what a first visit costs a reader on a cheap phone and a slow line: by the app alone, pressed,
//! and as the same page made by Hugo.
//!
//! Every visit is a new headless Chromium with nothing kept, over a loopback server that answers with the brotli copies. The
//! pages take turns, so that whatever else the machine does meets all.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use serde_json::Value;

use super::chromium::Chromium;
use super::hugo::Hugo;
use super::server::{self, Beside, Server};
use super::{PAGE, build, press_program, write_into};
use crate::dist::{self, Sizes};
use crate::run::{self, Doing, Result, fail};
use crate::setup;

mod hugo_page;
mod piece;
mod table;

use table::{Page, Visit};

/// The model page of the sample portal.
pub const ARTICLE: &str = "hoi-nghi-tong-ket-2021-nhiem-vu-2022";

/// How long a visit may take before it counts as failed.
const PATIENCE: Duration = Duration::from_secs(60);

/// Notes what happens from the first moment of a visit. `WANTED` is the text that the reader came for, `TAKEN_OVER` whether
/// the app is to take the page over.
const WATCH: &str = include_str!("page/watch.js");

/// Measures `build`, a release build's folder, or a new one.
pub fn run(build: Option<&Path>, article: &str, runs: u8) -> Result {
    let tools = setup::run(setup::Part::Bench)?;
    let (app, sizes) = match build {
        Some(folder) => (run::root().join(folder), Sizes::measure(&run::root().join(folder))?),
        None => {
            let out = Path::new("target/bench-dist");
            let sizes = dist::build(&tools, "/", out)?;
            (run::root().join(out), sizes)
        }
    };
    if app.join("shell.html").is_file() {
        fail!("expected an app that has not been pressed in {}, found a pressed one", app.display());
    }
    let folder = run::root().join("target/bench-page");
    run::remove(&folder)?;
    fs::create_dir_all(&folder).doing(|| format!("create {}", folder.display()))?;
    let pressed = press(&app, &folder)?;
    let hugo = Hugo::bring().map(|hugo| (hugo_page::make(&hugo, &pressed, article, &folder.join("hugo")), hugo));

    let feeds = app.join("content/vi");
    let front = first_title(&feeds.join("feed.json"))?;
    let title = first_title(&feeds.join(format!("article/{article}.json")))?;
    let path = format!("/article/{article}/");
    let own = Place::new("front page, app", vec![app.clone()], "/", &front, false)?;
    let own_pressed = Place::new("front page, pressed", vec![pressed.clone()], "/", &front, true)?;
    let by_app = Place::new("article, app", vec![app], &path, &title, false)?;
    let by_press = Place::new("article, pressed", vec![pressed.clone()], &path, &title, true)?;
    let mut places = vec![own, own_pressed, by_app, by_press];
    let mut pair = None;
    let mut note = String::new();
    match hugo {
        Ok((out, hugo)) => {
            // The photos are those of the pressed site.
            let name = format!("article, Hugo {}", hugo.version);
            places.push(Place::new(&name, vec![out?, pressed], &path, &title, false)?);
            pair = Some([places.len() - 2, places.len() - 1]);
        }
        Err(error) => {
            eprintln!("  {error}");
            note = "\nHugo is not installed.\n".to_owned();
        }
    }
    let mut chromium = Chromium::start(&tools.path())?;
    for n in 1..=runs {
        for place in &mut places {
            let visit = place.visit(&mut chromium)?;
            println!("  {}, visit {n} of {runs}: {visit}", place.page.name);
            place.page.visits.push(visit);
        }
    }
    let pages: Vec<Page> = places.into_iter().map(|place| place.page).collect();
    let text = table::markdown(&pages, pair, &chromium.version, sizes.first_visit()) + &note;
    run::remove(&folder)?;
    println!("\n{text}");
    write_into(&PAGE, &text)
}

/// The sample portal, as it is delivered.
fn press(app: &Path, folder: &Path) -> Result<PathBuf> {
    let out = folder.join("pressed");
    let mut command = Command::new(press_program()?);
    command
        .args(["build", "--images", "link", "--compress", "max", "--site"])
        .arg(run::root().join("public/site.json"));
    command.arg("--app").arg(app).arg("--out").arg(&out);
    println!("  pressing the sample …");
    build::time(&mut command, &folder.join("log"))?;
    Ok(out)
}

/// Where a page is visited.
struct Place {
    server: Server,
    path: String,
    /// The headline that the reader waits for.
    title: String,
    /// Whether the app takes the page over, and the visit ends only then.
    is_taken_over: bool,
    page: Page,
}

impl Place {
    fn new(name: &str, folders: Vec<PathBuf>, path: &str, title: &str, is_taken_over: bool) -> Result<Place> {
        let server = server::start(folders, Beside::new())?;
        let page = Page { name: name.to_owned(), visits: vec![] };
        Ok(Place { server, path: path.to_owned(), title: title.to_owned(), is_taken_over, page })
    }

    fn visit(&self, chromium: &mut Chromium) -> Result<Visit> {
        let url = format!("http://127.0.0.1:{}{}", self.server.port, self.path);
        let script = WATCH.replace("WANTED", &Value::from(self.title.as_str()).to_string());
        let script = script.replace("TAKEN_OVER", &self.is_taken_over.to_string());
        let seen = chromium.visit(&url, &script, PATIENCE)?;
        let Some(visit) = Visit::read(&seen) else {
            fail!("expected {url} to show “{}” within {} s, found this: {seen}", self.title, PATIENCE.as_secs());
        };
        Ok(visit)
    }
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
