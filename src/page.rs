//! A route's data and its view.
//!
//! [`load`] reads what a route needs from the store; [`Page::view`] shows it. A page is a value: it can be kept,
//! shown again, and rendered natively.

mod gallery;
mod head;
mod home;
mod list;
mod photos;
mod standing;
mod story;

pub use gallery::LEAST_PHOTOS;
pub use head::Public;
pub use photos::of_page as photo_of_page;
pub use story::compose_of_text;

use crate::article::{Term, Translation};
use crate::body::{self, Body};
use crate::html::{Element, Node, el};
use crate::list::ToList;
use crate::locale::Locale;
use crate::route::{Links, Route};
use crate::settings::Settings;
use crate::source::Error;
use crate::store::Store;
use crate::url::SafeUrl;
use crate::view::{Crumb, Here, Photos, breadcrumb, not_found as not_found_view};

/// What every page reads from.
pub struct Desk<'a> {
    pub store: &'a Store,
    pub settings: &'a Settings,
    pub locale: &'a Locale,
    pub links: &'a Links,
}

/// A page that is ready to be shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Page {
    pub head: Head,
    pub crumbs: Vec<Crumb>,
    /// The list this page belongs to, for the menu's mark.
    pub section: Option<Route>,
    pub content: Content,
}

/// What a page says of itself to search engines, other sites and the browser's tab.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Head {
    /// Without the portal's name; empty on the front page.
    pub title: String,
    pub description: Option<String>,
    /// The picture that stands for the page when it is shared.
    pub image: Option<String>,
    /// Whether it is one article (`og:type`).
    pub is_article: bool,
    /// Whether search engines should leave it out.
    pub is_hidden: bool,
    /// The same page in other languages: language and route.
    pub translations: Vec<(String, Route)>,
}

/// What stands in `main`.
#[derive(Clone, Debug, PartialEq)]
pub enum Content {
    Home(crate::view::Home),
    List(list::List),
    Story(Box<story::Story>),
    Gallery(gallery::Gallery),
    Album(gallery::AlbumPage),
    Photo(photos::PhotoPage),
    Standing(standing::Standing),
    SiteMap(Vec<crate::view::Branch>),
    NotFound { words: String },
}

/// Reads a route's data.
///
/// A page is put together from what the store has. What it lacks is fetched, and the page put together again, until
/// nothing is lacking: so a page whose data is there is there at once, and no page waits for one file after another
/// by itself.
///
/// An unknown address or slug is no error but a page, [`Content::NotFound`].
///
/// # Errors
/// Of the source, other than [`Error::Missing`].
pub async fn load(route: &Route, desk: &Desk<'_>) -> Result<Box<Page>, Error> {
    desk.store.begin();
    reload(route, desk).await
}

/// Reads a route's data again where some of it is no longer what it was.
///
/// # Errors
/// As [`load`].
pub async fn reload(route: &Route, desk: &Desk<'_>) -> Result<Box<Page>, Error> {
    loop {
        match compose(route, desk) {
            Err(Error::Unread) => Box::pin(desk.store.read_wanted()).await,
            Err(Error::Missing { .. }) => return Ok(not_found(route, desk.locale)),
            page => return page,
        }
    }
}

/// Reads what a route needs first, and leaves it to [`load`] to put it together.
pub async fn read_first(route: &Route, desk: &Desk<'_>) {
    // What it lacks is noted in the store, and nothing else is wanted of it.
    let _ = compose(route, desk);
    Box::pin(desk.store.read_wanted()).await;
}

/// Reads a route's data for somebody who may go there. What is shown now is made of the same answers as before.
pub async fn fetch_ahead(route: &Route, desk: &Desk<'_>) {
    loop {
        let used = desk.store.used();
        let page = compose(route, desk);
        desk.store.set_used(used);
        match page {
            Err(Error::Unread) => Box::pin(desk.store.read_wanted()).await,
            // What failed is asked for again by whoever goes there.
            _ => return,
        }
    }
}

/// Puts a page together from what the store has.
///
/// # Errors
/// As [`load`]; [`Error::Unread`] where something is lacking, which the store then knows.
pub fn compose(route: &Route, desk: &Desk) -> Result<Box<Page>, Error> {
    match route {
        Route::Home => home::compose(desk),
        Route::News { .. }
        | Route::Category { .. }
        | Route::Tag { .. }
        | Route::Month { .. }
        | Route::Search { .. } => list::compose(route, desk),
        Route::Article { slug } => story::compose(slug, desk),
        Route::Gallery { category } => gallery::compose(category.as_deref(), desk),
        Route::Album { slug } => gallery::compose_album(slug, desk),
        Route::Photo { of, number } => photos::compose(of, *number, desk),
        Route::SiteMap => standing::compose_map(desk),
        Route::Page { slug } => standing::compose(slug, desk),
        Route::Unknown { .. } => Ok(not_found(route, desk.locale)),
    }
}

/// Adds a category to those that are known.
fn add_category(categories: &mut Vec<Term>, category: Option<&Term>) {
    if let Some(category) = category
        && categories.iter().all(|known| known.slug != category.slug)
    {
        categories.push(category.clone());
    }
}

/// What a page can do without: a failure counts as nothing.
fn optional<T: Default>(part: Result<T, Error>) -> Result<T, Error> {
    match part {
        Ok(part) => Ok(part),
        Err(Error::Unread) => Err(Error::Unread),
        Err(_) => Ok(T::default()),
    }
}

fn not_found(route: &Route, locale: &Locale) -> Box<Page> {
    let title = locale.word("not_found");
    let words = match route {
        Route::Article { slug } | Route::Album { slug } | Route::Category { slug, .. } | Route::Tag { slug, .. } => {
            slug
        }
        Route::Photo { of, .. } => return not_found(of, locale),
        Route::Page { slug } => slug,
        Route::Search { words, .. } => words,
        Route::Unknown { path } => path,
        _ => "",
    };
    Box::new(Page {
        head: Head { title: title.clone(), is_hidden: true, ..Head::default() },
        crumbs: vec![Crumb { label: title, route: None }],
        section: None,
        content: Content::NotFound { words: crate::search::words_of_path(words) },
    })
}

impl Page {
    /// The breadcrumb and `main`.
    pub fn view(&self, here: Here) -> Element {
        let content: Node = match &self.content {
            Content::Home(home) => crate::view::home_view(here, home).into(),
            Content::List(list) => list.view(here).into(),
            Content::Story(story) => story.view(here),
            Content::Gallery(gallery) => gallery.view(here).into(),
            Content::Album(album) => album.view(here).into(),
            Content::Photo(photo) => photo.view(here).into(),
            Content::Standing(page) => page.view(here).into(),
            Content::SiteMap(branches) => crate::view::site_map(here, branches).into(),
            Content::NotFound { words } => not_found_view(here, words).into(),
        };
        el("div", "page__content")
            .class("page__content--home", self.crumbs.is_empty())
            .with(breadcrumb(here, &self.crumbs))
            .with(el("main", "").set("id", "main").set("tabindex", "-1").with(content))
    }

    /// The photos that it shows, where they are a set.
    pub fn photos(&self) -> Option<Photos> {
        match &self.content {
            Content::Story(story) => Some(story.photos.clone()),
            Content::Photo(photo) => Some(photo.set.clone()),
            Content::Album(page) => Some(Photos::of_album(page.album.clone())),
            _ => None,
        }
    }

    /// The number of the page that a list goes on with.
    pub fn older(&self) -> Option<usize> {
        match &self.content {
            Content::List(list) => list.older(),
            _ => None,
        }
    }

    /// Whether it is a column of text rather than cards: the skeleton's shape.
    pub fn is_text(route: &Route) -> bool {
        matches!(route, Route::Article { .. } | Route::Page { .. } | Route::Photo { .. })
    }
}

/// A text's tree, its links to known articles leading to them here.
fn read_body(html: &str, read_from: &str, known: Option<Body>, desk: &Desk) -> Body {
    debug_assert!(known.iter().all(|known| *known == body::parse(html, read_from).0), "{html} is {known:?}");
    let mut body = known.unwrap_or_else(|| body::parse(html, read_from).0);
    body::own_links(&mut body, &|address| own_address(address, desk));
    body
}

/// Where a link to another site leads on this portal: it is the portal's own public address, or that of an article that
/// is known.
fn own_address(address: &str, desk: &Desk) -> Option<SafeUrl> {
    let links = written_links(desk);
    let below = desk.settings.url.as_deref().and_then(|own| address.strip_prefix(own));
    let path = below.and_then(|below| links.to_path(&["/", below].concat()));
    let known = || desk.store.slug_at(address).map(|slug| links.to(&Route::Article { slug }));
    SafeUrl::parse(&path.or_else(known)?)
}

/// Links between the portal's pages as texts have them: without the path that the portal lies under.
fn written_links(desk: &Desk) -> Links {
    Links { base: "/".to_owned(), ..desk.links.clone() }
}

fn news_crumb(desk: &Desk) -> Crumb {
    Crumb { label: desk.locale.word("news"), route: Some(Route::News { page: 0 }) }
}

/// The routes of a page's translations, for routes that are the same in every language.
fn same_everywhere(route: &Route, desk: &Desk) -> Vec<(String, Route)> {
    let others = desk.links.languages.iter().filter(|language| **language != desk.links.language);
    others.map(|language| (language.clone(), route.clone())).list()
}

/// The routes of the translations that the source names, in the portal's other languages.
fn translated(translations: &[Translation], desk: &Desk, route: &dyn Fn(String) -> Route) -> Vec<(String, Route)> {
    let Links { language, languages, .. } = desk.links;
    let others = translations.iter().filter(|t| languages.contains(&t.language) && t.language != *language);
    others.map(|t| (t.language.clone(), route(t.slug.clone()))).list()
}
