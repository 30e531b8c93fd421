//! One language of the portal: its words, its links, its articles.

use std::rc::Rc;

use crate::browser;
use crate::cut::digits;
use crate::json::{Json, Problem};
use crate::locale::Locale;
use crate::route::{Links, Route};
use crate::settings::{Entry, Settings, Text};
use crate::source::{Error, Request};
use crate::store::{Addresses, Store};
use crate::url::{fill, resolve};
use crate::view::{Here, MenuEntry, Site};

/// What is read once for each language.
pub struct Edition {
    pub locale: Locale,
    pub links: Links,
    pub store: Store,
}

impl Edition {
    /// # Errors
    /// What is wrong with the language's locale file.
    pub async fn read(language: &str, base: &str, settings: &Settings) -> Result<Edition, Vec<Problem>> {
        let file = format!("locales/{language}.json");
        let json = file_json(base, &file).await?;
        let locale = Locale::read(&json, &file, &settings.timezone)?;
        let store = Store::new(addresses(language, base, settings), Rc::new(browser::get), browser::problem);
        Ok(Edition { locale, links: links(base, settings, language), store })
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
            entries.iter().filter_map(|entry| Some(MenuEntry { label: text(&entry.label), href: to(entry)? })).collect()
        };
        Site {
            name: text(&settings.name),
            tagline: text(&settings.tagline),
            logo: settings.logo.as_ref().map(|logo| resolve(&self.links.base, logo)),
            menu: entries(&settings.menu),
            address: settings.footer.address.iter().map(text).collect(),
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

/// Where the files of a language are.
pub fn addresses(language: &str, base: &str, settings: &Settings) -> Addresses {
    let source = &settings.source;
    let in_language = |address: &str| fill(address, |name| (name == "lang").then(|| language.to_owned()));
    let root = resolve(base, &in_language(&source.base));
    let address = |address: &String| resolve(&root, &in_language(address));
    Addresses {
        list: address(&source.list),
        article: source.article.as_ref().map(address),
        albums: source.albums.as_ref().map(address),
        pages: source.pages.as_ref().map(address),
    }
}

/// A JSON file beside the app.
///
/// # Errors
/// The one problem that kept it from being read.
pub async fn file_json(base: &str, file: &str) -> Result<Json, Vec<Problem>> {
    let json = match browser::get(Request { url: resolve(base, file) }).await {
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
