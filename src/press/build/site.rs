//! The portal that is pressed: its settings, and how its files and its backends are read.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;
use std::time::SystemTime;

use serde_json::{Value, json};

use super::Outcome;
use crate::article::Moment;
use crate::edition::{self, Edition};
use crate::json::{Json, Problem};
use crate::locale::Locale;
use crate::page::Public;
use crate::press::net::Client;
use crate::settings::{self, Settings};
use crate::source::{Error, Request, Response};
use crate::store::{Fetch, Outside, Store};
use crate::url;

/// A build asks a backend so many times at most.
const MOST_REQUESTS: usize = 1_000_000;

pub struct Site {
    /// The folder of `site.json`: content, locales, profiles and pictures lie in it.
    pub folder: PathBuf,
    pub settings: Settings,
    /// The path that the portal is published under, with a slash at both ends.
    pub base: String,
    text: String,
}

impl Site {
    /// # Errors
    /// In words, every problem of the settings at once.
    pub fn read(path: &Path, base: &str) -> Outcome<Site> {
        let text = fs::read_to_string(path)
            .map_err(|cause| format!("expected settings at {}, found {cause}", path.display()))?;
        let json = Json::parse(&text).map_err(|cause| format!("expected JSON in {}, found {cause}", path.display()))?;
        let (settings, problems) = settings::read(&json, &path.display().to_string());
        let settings = settings.ok_or_else(|| said(&problems))?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = folder.to_path_buf();
        Ok(Site { folder, settings, base: base.to_owned(), text })
    }

    /// A language of the portal as its source has it.
    ///
    /// # Errors
    /// In words: what is wrong with its locale file or its profiles.
    pub fn edition(&self, language: &str) -> Outcome<Edition> {
        self.edition_from(language, &self.settings, &self.folder)
    }

    /// A store for each source by itself. Together they go on without one that does not answer, as a reader wants it.
    ///
    /// # Errors
    /// In words, of the profiles.
    pub fn sources(&self, language: &str) -> Outcome<Vec<Store>> {
        let mut profiles = edition::profiles(&self.settings, &self.base, language, &mut |file: &str| self.json(file))?;
        profiles.truncate(self.settings.sources.len());
        let alone = |profile| Store::new(vec![profile], outside(self.folder.clone(), self.base.clone()));
        Ok(profiles.into_iter().map(alone).collect())
    }

    /// A language of the portal that is read from a folder: with other settings than the site's own where it was pressed.
    pub fn edition_from(&self, language: &str, settings: &Settings, folder: &Path) -> Outcome<Edition> {
        let locale = self.locale(language)?;
        let mut profiles = edition::profiles(settings, &self.base, language, &mut |file: &str| self.json(file))?;
        profiles.truncate(settings.sources.len());
        let store = Store::new(profiles, outside(folder.to_path_buf(), self.base.clone()));
        Ok(Edition { locale, links: edition::links(&self.base, settings, language), store, fallback: None })
    }

    /// The words of a language.
    ///
    /// # Errors
    /// In words: what is wrong with its file.
    pub fn locale(&self, language: &str) -> Outcome<Locale> {
        let file = format!("locales/{language}.json");
        Locale::read(&self.json(&file)?, &file, &self.settings.timezone).map_err(|problems| said(&problems))
    }

    /// `site.json` as it is written.
    pub fn text(&self) -> &str {
        self.text.trim_start_matches('\u{FEFF}')
    }

    fn json(&self, file: &str) -> Outcome<Json> {
        let path = self.folder.join(file);
        let text = fs::read_to_string(&path).map_err(|cause| cause.to_string());
        text.and_then(|text| Json::parse(&text))
            .map_err(|cause| format!("expected a JSON file at {}, found {cause}", path.display()))
    }

    /// `site.json` of the pressed portal: the same, but its articles come from the files that were pressed.
    pub fn pressed(&self) -> String {
        let mut site: Value = serde_json::from_str(self.text()).unwrap_or_default();
        if let Value::Object(entries) = &mut site {
            entries.insert("source".into(), source());
            entries.shift_remove("fallback");
        }
        serde_json::to_string(&site).unwrap_or_default()
    }

    /// The settings of the pressed portal.
    ///
    /// # Errors
    /// None that the settings did not have before.
    pub fn pressed_settings(&self) -> Outcome<Settings> {
        let json = Json::parse(&self.pressed())?;
        let (settings, problems) = settings::read(&json, "site.json");
        settings.ok_or_else(|| said(&problems))
    }

    /// Where the pages are published; where nobody said, their addresses stay paths.
    pub fn public(&self) -> Public {
        let root = self.settings.url.clone().unwrap_or_else(|| self.base.clone());
        let origin =
            root.find("://").and_then(|at| root[at + 3..].find('/').map(|end| root[..at + 3 + end].to_owned()));
        Public { origin: origin.unwrap_or_else(|| root.clone()), root }
    }
}

/// How the files are read that `content` writes, by the profile of plain feeds.
fn source() -> Value {
    let list = |name: &str| json!({ "url": format!("{name}/{{page}}.json") });
    json!({
        "profile": "jsonfeed",
        "base": "content/{lang}/",
        "list": {
            "url": "list/{page}.json",
            "newest": "newest",
            "newer": "/_bantin/newer",
            "older": "/_bantin/older",
            "category": list("category/{slug}"),
            "tag": list("tag/{slug}"),
            "month": list("month/{month}"),
        },
        "index": { "url": "index/newest.json", "items": "/items", "next": "/next_url" },
        "article": { "url": "article/{slug}.json" },
        "page": { "url": "page/{slug}.json", "items": "/items" },
        "pages": { "url": "pages.json" },
        "albums": { "url": "albums.json" },
        "categories": { "url": "categories.json" },
        "tags": { "url": "tags.json" },
        "months": { "url": "months.json" },
        "fields": { "tags": { "each": "/_bantin/tags/*", "slug": "/slug", "title": "/title" } },
    })
}

/// Problems one after the other.
fn said(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}

/// What a store reads from: files below the portal's path, and other hosts over the network.
fn outside(folder: PathBuf, base: String) -> Outside {
    let client = Rc::new(Client::new("", MOST_REQUESTS));
    let fetch: Fetch = Rc::new(move |request: Request| {
        let answer = match request.url.strip_prefix(&base) {
            Some(below) if !below.starts_with('/') => Ok(file(&folder, below, &request)),
            _ => ask(&client, &request),
        };
        Box::pin(std::future::ready(answer))
    });
    Outside { fetch, keep: None, now, report }
}

fn file(folder: &Path, below: &str, request: &Request) -> Response {
    let path = below.split(['?', '#']).next().unwrap_or_default();
    let text = fs::read_to_string(folder.join(url::decode(path)));
    let status = if text.is_ok() { 200 } else { 404 };
    let content_type = "application/json".to_owned();
    Response { url: request.url.clone(), status, content_type, header: None, text: text.unwrap_or_default() }
}

fn ask(client: &Client, request: &Request) -> Result<Response, Error> {
    let accept = request.accept.as_deref().unwrap_or("application/json, */*;q=0.5");
    let answer = client.get(&request.url, accept).map_err(|failure| failure.error())?;
    Ok(answer.response(request.header.as_deref()))
}

pub fn now() -> Moment {
    let now = SystemTime::now().duration_since(SystemTime::UNIX_EPOCH);
    Moment(now.map_or(0, |now| now.as_secs().cast_signed()))
}

/// What was left out.
fn report(problem: &Problem) {
    eprintln!("press: left out: {problem}");
}
