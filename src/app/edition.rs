//! One language of the portal: its words, its links, its articles.

use std::cell::RefCell;
use std::rc::Rc;

use crate::browser;
use crate::cut::digits;
use crate::join::{self, Task};
use crate::json::{Json, Problem};
use crate::list::{self, ToList};
use crate::locale::Locale;
use crate::markdown;
use crate::route::{Links, Route};
use crate::settings::{Entry, Settings, Text};
use crate::source::{Error, Profile, Request};
use crate::store::Store;
use crate::url::resolve;
use crate::view::{Here, MenuEntry, Site};

/// What is read once for each language.
pub struct Edition {
    pub locale: Locale,
    pub links: Links,
    pub store: Store,
    /// The bundled articles that stand in while the sources do not answer.
    pub fallback: Option<Store>,
}

impl Edition {
    /// # Errors
    /// What is wrong with the language's locale file or with the profiles of its sources.
    pub async fn read(language: &str, base: &str, settings: &Settings) -> Result<Edition, Vec<Problem>> {
        let file = format!("locales/{language}.json");
        let sources = || settings.sources.iter().chain(&settings.fallback);
        // All of them at once: they do not need each other.
        let mut files = vec![&file];
        list::add(&mut files, sources().filter_map(|source| source.file.as_ref()));
        let read: Vec<_> = files.iter().map(|_| RefCell::new(Err(vec![]))).list();
        let tasks = files
            .iter()
            .zip(&read)
            .map(|(file, place)| Box::pin(async move { *place.borrow_mut() = file_json(base, file).await }) as Task);
        join::all(tasks.list()).await;
        let mut read = read.into_iter().map(RefCell::into_inner);
        let locale = Locale::read(&read.next().unwrap_or(Err(vec![]))?, &file, &settings.timezone)?;
        let mut profiles = vec![];
        for (n, source) in sources().enumerate() {
            let own = &source.own;
            let json = if source.file.is_some() { read.next().unwrap_or(Err(vec![]))? } else { own.clone() };
            let mut profile = Profile::new(&json, own, base, language, &settings.timezone);
            // The slugs of all sources but the first begin with that source's own word.
            if n > 0 && n < settings.sources.len() {
                profile.id = own.text("id").unwrap_or_else(|| digits(n as u32 + 1)) + "~";
            }
            if settings.sources.len() > 1 {
                profile.label = source.label.in_language(language);
            }
            profiles.push(Rc::new(profile));
        }
        if profiles.iter().any(|profile| profile.has_markdown())
            && let Err(file) = markdown::load(base).await
        {
            browser::warn(
                &["expected ", &file, " to read Markdown with, found none: it is shown as it is typed"].concat(),
            );
        }
        let fallback = profiles.split_off(settings.sources.len());
        let store = |profiles: Vec<Rc<Profile>>| Store::new(profiles, browser::outside());
        let fallback = (!fallback.is_empty()).then(|| store(fallback));
        Ok(Edition { locale, links: links(base, settings, language), store: store(profiles), fallback })
    }

    pub fn here(&self) -> Here<'_> {
        Here { locale: &self.locale, links: &self.links }
    }

    /// The words around every page in this language.
    pub fn site(&self, settings: &Settings) -> Site {
        let text = |text: &Text| text.in_language(&self.links.language);
        let entries = |entries: &[Entry]| {
            // An entry that leads nowhere in this language is not in this language's menu.
            let language = &self.links.language;
            let to = |entry: &Entry| entry.to.exactly(language).or(entry.to.exactly("")).map(|to| self.href(to));
            entries.iter().filter_map(|entry| Some(MenuEntry { label: text(&entry.label), href: to(entry)? })).list()
        };
        Site {
            name: text(&settings.name),
            tagline: text(&settings.tagline),
            logo: settings.logo.as_ref().map(|logo| resolve(&self.links.base, logo)),
            menu: entries(&settings.menu),
            address: settings.footer.address.iter().map(text).list(),
            footer_links: entries(&settings.footer.links),
            note: text(&settings.footer.note),
        }
    }

    /// A path of the portal as a link in this language; anything else as it is written.
    fn href(&self, to: &str) -> String {
        self.links.to_path(to).unwrap_or_else(|| to.to_owned())
    }
}

pub fn links(base: &str, settings: &Settings, language: &str) -> Links {
    Links { base: base.to_owned(), language: language.to_owned(), languages: settings.language_codes() }
}

/// The link of a page's version in a language: its translation, else that language's front page.
pub fn translation(links: &Links, translations: &[(String, Route)], language: &str) -> String {
    let known = translations.iter().find(|(code, _)| code == language);
    links.to_in(language, known.map_or(&Route::Home, |(_, route)| route))
}

/// A JSON file beside the app.
///
/// # Errors
/// The one problem that kept it from being read.
pub async fn file_json(base: &str, file: &str) -> Result<Json, Vec<Problem>> {
    let json = match browser::get(Request { url: resolve(base, file), ..Request::default() }).await {
        Ok(response) => response.json(),
        Err(error) => Err(error),
    };
    json.map_err(|error| {
        let found = match error {
            Error::NotJson { found, .. } => found,
            Error::Status { code, .. } => "status ".to_owned() + &digits(code.into()),
            Error::Unreachable { cause, .. } => format!("no answer ({cause})"),
            other => other.to_string(),
        };
        vec![Problem { file: file.into(), at: String::new(), expected: "a JSON file".into(), found }]
    })
}
