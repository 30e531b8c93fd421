//! Links and files: what an address of the portal leads to, and whether that is there.

use super::folder::Folder;
use super::shelf::{Kind, Shelf};
use crate::json::Json;
use crate::route::{Links, Route};
use crate::settings::Settings;
use crate::url::{self, SafeUrl};

/// What is known of the portal as a whole.
pub struct Desk<'a> {
    pub folder: &'a Folder,
    pub settings: &'a Settings,
    pub json: &'a Json,
    pub shelves: &'a [Shelf],
}

/// Why a link leads nowhere.
#[derive(Debug, PartialEq)]
pub struct Dead {
    pub expected: String,
    pub found: String,
}

impl Desk<'_> {
    pub fn first_language(&self) -> String {
        self.settings.languages.first().map(|language| language.code.clone()).unwrap_or_default()
    }

    pub fn shelf(&self, language: &str) -> Option<&Shelf> {
        self.shelves.iter().find(|shelf| shelf.language == language)
    }

    /// Why an address is dead that stands in a text of this language, read from `from`; nothing where it leads to
    /// something, or to another host, where nobody looks.
    pub fn dead(&self, address: &str, from: &str, language: &str) -> Option<Dead> {
        let address = address.trim();
        let own = self.settings.url.as_deref().and_then(|url| address.strip_prefix(url));
        let links = self.links(language);
        // An address with the portal's own host says its language itself.
        let (path, parsed) = match own {
            Some(rest) => (["/", rest].concat(), None),
            None if !is_local(address) => return None,
            None if address.starts_with('/') => (address.to_owned(), links.to_path(address)),
            None => (url::resolve(from, address), None),
        };
        let place = parsed.unwrap_or_else(|| path.clone());
        let (bare, query) = bare(&place);
        let (language, route) = links.parse(bare, query)?;
        let expected = self.leads_nowhere(&route, &language, &path)?;
        Some(Dead { expected, found: format!("\"{address}\"") })
    }

    /// What was expected of an address that leads nowhere.
    fn leads_nowhere(&self, route: &Route, language: &str, path: &str) -> Option<String> {
        let shelf = self.shelf(language).filter(|shelf| shelf.is_whole);
        let dead = |what: &str| Some(format!("{what} that is there in {language}"));
        let missing = |what: &str, is_there: fn(&Shelf, &str) -> bool, slug: &str| match shelf {
            Some(shelf) if !is_there(shelf, slug) => dead(what),
            _ => None,
        };
        match route {
            Route::Home | Route::News { .. } | Route::Month { .. } | Route::Search { .. } | Route::SiteMap => None,
            Route::Gallery { category: None } => None,
            Route::Category { slug, .. } | Route::Gallery { category: Some(slug) } => {
                missing("a category", |shelf, slug| shelf.categories.contains(slug), slug)
            }
            Route::Tag { slug, .. } => missing("a tag", Shelf::has_tag, slug),
            Route::Article { slug } => missing("an article", |shelf, slug| shelf.has(Kind::Article, slug), slug),
            Route::Album { slug } => missing("an album", |shelf, slug| shelf.has(Kind::Album, slug), slug),
            Route::Page { slug } => missing("a standing page", |shelf, slug| shelf.has(Kind::Page, slug), slug),
            Route::Photo { of, number } => {
                let album = match of.as_ref() {
                    Route::Album { slug } => shelf.and_then(|shelf| shelf.entry(Kind::Album, slug)),
                    _ => None,
                };
                match album {
                    Some(album) if album.photos.len() < *number => dead("a photo"),
                    _ => self.leads_nowhere(of, language, path),
                }
            }
            Route::Unknown { .. } if self.is_made(path) || self.folder.bytes(path).is_some() => None,
            Route::Unknown { .. } => Some("a page of the portal, or a file that is there".into()),
        }
    }

    /// Addresses that a press makes: feeds, the site map, old addresses.
    fn is_made(&self, path: &str) -> bool {
        let path = bare(path).0;
        let name = path.rsplit('/').next().unwrap_or_default();
        let is_old = |old: &String| old.trim_matches('/') == url::decode(path.trim_matches('/'));
        matches!(name, "feed.xml" | "feed.json" | "atom.xml" | "rss.xml" | "sitemap.xml" | "robots.txt")
            || self.json.get("redirects").is_some_and(|redirects| redirects.keys().iter().any(is_old))
    }

    /// A file that an address names and that is not there; `None` where it is there, or on another host.
    pub fn missing_file(&self, address: &str, from: &str) -> Option<String> {
        let own = self.settings.url.as_deref().and_then(|url| address.strip_prefix(url));
        let path = match own {
            Some(rest) => ["/", rest].concat(),
            None if !is_local(address) => return None,
            None => url::resolve(from, address),
        };
        self.folder.bytes(&path).is_none().then(|| format!("no file {}", self.folder.shown(&path)))
    }

    fn links(&self, language: &str) -> Links {
        Links { base: "/".into(), language: language.into(), languages: self.settings.language_codes() }
    }
}

/// Whether an address stays on the portal's host: it has neither a scheme nor a host.
pub fn is_local(address: &str) -> bool {
    let before = address.split(['/', '?', '#']).next().unwrap_or_default();
    SafeUrl::parse(address).is_some()
        && url::host(address).is_empty()
        && !address.starts_with("//")
        && !before.contains(':')
}

/// A path and its query, without the fragment.
fn bare(address: &str) -> (&str, &str) {
    let address = address.split('#').next().unwrap_or_default();
    address.split_once('?').unwrap_or((address, ""))
}
