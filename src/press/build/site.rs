//! The portal that is pressed: its settings, and how its files and its backends are read.

use std::fs;
use std::path::{Path, PathBuf};
use std::rc::Rc;

use serde_json::{Value, json};

use super::memory::{self, Mark};
use super::{Outcome, Search};
use crate::edition::{self, Edition};
use crate::json::{Json, Problem};
use crate::locale::Locale;
use crate::page::Public;
use crate::settings::{self, Settings};
use crate::source::Profile;
use crate::store::{Outside, Store};

pub struct Site {
    /// The folder of `site.json`: content, locales, profiles and pictures lie in it.
    pub folder: PathBuf,
    pub settings: Settings,
    /// The path that the portal is published under, with a slash at both ends.
    pub base: String,
    pub search: Search,
    text: String,
}

impl Site {
    /// # Errors
    /// In words, every problem of the settings at once.
    pub fn read(path: &Path, base: &str, search: Search) -> Outcome<Site> {
        let text = fs::read_to_string(path)
            .map_err(|cause| format!("expected settings at {}, found {cause}", path.display()))?;
        let json = Json::parse(&text).map_err(|cause| format!("expected JSON in {}, found {cause}", path.display()))?;
        let (settings, problems) = settings::read(&json, &path.display().to_string());
        let settings = settings.ok_or_else(|| said(&problems))?;
        let folder = path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or(Path::new("."));
        let folder = folder.to_path_buf();
        Ok(Site { folder, settings, base: base.to_owned(), search, text })
    }

    /// The profiles of the portal's sources, in their order.
    ///
    /// # Errors
    /// In words, of the profiles.
    pub fn profiles(&self, language: &str) -> Outcome<Vec<Rc<Profile>>> {
        self.profiles_of(&self.settings, language)
    }

    fn profiles_of(&self, settings: &Settings, language: &str) -> Outcome<Vec<Rc<Profile>>> {
        let mut profiles = edition::profiles(settings, &self.base, language, &mut |file: &str| self.json(file))?;
        profiles.truncate(settings.sources.len());
        Ok(profiles)
    }

    /// A language of the portal as it is pressed, read by `outside`.
    ///
    /// # Errors
    /// In words: what is wrong with its locale file or its profile.
    pub fn edition(&self, language: &str, pressed: &Settings, outside: Outside) -> Outcome<Edition> {
        let store = Store::new(self.profiles_of(pressed, language)?, outside);
        let (locale, links) = (self.locale(language)?, edition::links(&self.base, pressed, language));
        Ok(Edition::new(pressed, locale, links, store, None))
    }

    /// What reading depends on beside the sources: the program, the settings, the profiles and the words.
    pub fn mark(&self) -> Mark {
        let program = std::env::current_exe().ok().and_then(|path| memory::stamp(&path)).unwrap_or_default();
        let mut parts = vec![format!("{program:?}"), self.base.clone(), self.text.clone(), self.pressed()];
        let profiles = self.settings.sources.iter().filter_map(|source| source.file.clone());
        let words = self.settings.language_codes().into_iter().map(|code| format!("locales/{code}.json"));
        for file in profiles.chain(words).chain(["sources/jsonfeed.json".to_owned()]) {
            parts.push(fs::read_to_string(self.folder.join(file)).unwrap_or_default());
        }
        memory::mark(parts)
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
            entries.insert("source".into(), source(self.search));
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
fn source(search: Search) -> Value {
    let list = |name: &str| json!({ "url": format!("{name}/{{page}}.json") });
    let mut source = json!({
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
        "album": { "url": "album/{slug}.json", "items": "/items" },
        "categories": { "url": "categories.json" },
        "tags": { "url": "tags.json" },
        "months": { "url": "months.json" },
        "fields": { "source": "/_bantin/source", "tags": { "each": "/_bantin/tags/*", "slug": "/slug", "title": "/title" } },
    });
    if search == Search::Pagefind {
        source["list"]["search"] = json!({ "url": "search.json?words={words}&page={page}&size={size}" });
    }
    source
}

/// Problems one after the other.
fn said(problems: &[Problem]) -> String {
    problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
}
