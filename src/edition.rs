//! One language of the portal: its words, its links, its articles, and what stands around its pages.

use std::rc::Rc;

use crate::cut::digits;
use crate::html::Element;
use crate::json::Json;
use crate::list::ToList;
use crate::locale::Locale;
use crate::page::{Desk, Page};
use crate::route::{Links, Route};
use crate::settings::{Entry, Language, Settings, Text};
use crate::source::Profile;
use crate::store::Store;
use crate::url::resolve;
use crate::view::{Current, Here, LanguageLink, MenuEntry, Site, site_frame};

/// What is read once for each language.
pub struct Edition {
    pub locale: Locale,
    pub links: Links,
    /// The words around every page.
    site: Site,
    pub store: Store,
    /// The bundled articles that stand in while the sources do not answer.
    pub fallback: Option<Store>,
}

/// A page and the place that it is at.
pub struct At<'a> {
    pub route: &'a Route,
    pub page: &'a Page,
}

/// The profiles of the settings' sources and of what stands in for them, in their order. `file` gives the JSON of a
/// source's profile, and is asked for those that have one.
///
/// # Errors
/// Of `file`.
pub fn profiles<E>(
    settings: &Settings,
    base: &str,
    language: &str,
    file: &mut dyn FnMut(&str) -> Result<Json, E>,
) -> Result<Vec<Rc<Profile>>, E> {
    let mut profiles = vec![];
    for (n, source) in settings.sources.iter().chain(&settings.fallback).enumerate() {
        let own = &source.own;
        let json = match &source.file {
            Some(name) => file(name)?,
            None => own.clone(),
        };
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
    Ok(profiles)
}

impl Edition {
    pub fn new(settings: &Settings, locale: Locale, links: Links, store: Store, fallback: Option<Store>) -> Edition {
        let site = site(settings, &links);
        Edition { locale, links, site, store, fallback }
    }

    pub fn here(&self) -> Here<'_> {
        Here { locale: &self.locale, links: &self.links }
    }

    pub fn desk<'a>(&'a self, settings: &'a Settings) -> Desk<'a> {
        Desk { store: &self.store, settings, locale: &self.locale, links: &self.links }
    }

    /// The whole of what is shown: a page, where there is one, and what stands around it.
    pub fn frame(&self, settings: &Settings, at: Option<At>, notice: Option<Element>, is_loading: bool) -> Element {
        let translations = at.as_ref().map(|at| at.page.head.translations.as_slice()).unwrap_or_default();
        let languages = self.languages(settings, translations);
        let current = at.as_ref().map(|at| self.current(at)).unwrap_or_default();
        let page = at.map(|at| at.page.view(self.here()).key(self.links.to(at.route)));
        site_frame(self.here(), &self.site, &current, &languages, notice, page, is_loading)
    }

    /// What stands around the pages with these translations and with these links of the menu marked. `page` is put in the
    /// page's place.
    pub fn around(
        &self,
        settings: &Settings,
        translations: &[(String, Route)],
        marked: &Current,
        page: Element,
    ) -> Element {
        let languages = self.languages(settings, translations);
        site_frame(self.here(), &self.site, marked, &languages, None, Some(page), false)
    }

    /// The links of the menu that are marked at a page; those that it does not have are left out.
    pub fn marked(&self, at: &At) -> Current {
        let Current { page, section } = self.current(at);
        let is_there = |href: &String| self.site.menu.iter().any(|entry| entry.href == *href);
        Current { page: Some(page).filter(is_there).unwrap_or_default(), section: section.filter(is_there) }
    }

    fn languages(&self, settings: &Settings, translations: &[(String, Route)]) -> Vec<LanguageLink> {
        let link = |language: &Language| LanguageLink {
            href: translation(&self.links, translations, &language.code),
            code: language.code.clone(),
            name: language.name.clone(),
        };
        settings.languages.iter().map(link).list()
    }

    fn current(&self, at: &At) -> Current {
        let section = at.page.section.as_ref().map(|route| self.links.to(route));
        Current { page: self.links.to(at.route), section }
    }
}

/// The words around every page in a language.
fn site(settings: &Settings, links: &Links) -> Site {
    let text = |text: &Text| text.in_language(&links.language);
    // A path of the portal leads to its page in this language; anything else is as it is written.
    let href = |to: &str| links.to_path(to).unwrap_or_else(|| to.to_owned());
    let entries = |entries: &[Entry]| {
        // An entry that leads nowhere in this language is not in this language's menu.
        let to = |entry: &Entry| entry.to.exactly(&links.language).or(entry.to.exactly("")).map(href);
        entries.iter().filter_map(|entry| Some(MenuEntry { label: text(&entry.label), href: to(entry)? })).list()
    };
    Site {
        name: text(&settings.name),
        tagline: text(&settings.tagline),
        logo: settings.logo.as_ref().map(|logo| resolve(&links.base, logo)),
        menu: entries(&settings.menu),
        address: settings.footer.address.iter().map(text).list(),
        footer_links: entries(&settings.footer.links),
        note: text(&settings.footer.note),
    }
}

pub fn links(base: &str, settings: &Settings, language: &str) -> Links {
    Links { base: base.to_owned(), language: language.to_owned(), languages: settings.language_codes() }
}

/// The link of a page's version in a language: its translation, else that language's front page.
fn translation(links: &Links, translations: &[(String, Route)], language: &str) -> String {
    let known = translations.iter().find(|(code, _)| code == language);
    links.to_in(language, known.map_or(&Route::Home, |(_, route)| route))
}
