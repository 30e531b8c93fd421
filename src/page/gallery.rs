//! The gallery: albums and articles with photos, and one album.

use super::{Content, Desk, Head, Page, home, list as lists};
use crate::article::{Album, Moment, Summary, Term};
use crate::html::{Element, el, link};
use crate::route::Route;
use crate::source::{Error, Filter};
use crate::view::{Crumb, Here, album_card, album_rows, day, list, story_card};

/// From so many photos on an article is in the gallery.
pub const LEAST_PHOTOS: usize = 3;

/// Albums and articles with photos.
#[derive(Clone, Debug, PartialEq)]
pub struct Gallery {
    title: String,
    albums: Vec<Album>,
    stories: Vec<Summary>,
    /// The categories that there is something of; one alone is no choice, and is not here.
    categories: Vec<Term>,
    /// The slug of the one that is shown.
    category: Option<String>,
}

/// One album.
#[derive(Clone, Debug, PartialEq)]
pub struct AlbumPage {
    pub album: Album,
    layout: &'static str,
}

/// The gallery, or what of it is in one category. Of albums and articles either may fail, and the other is shown.
///
/// # Errors
/// Of the source.
pub fn compose(category: Option<&str>, desk: &Desk) -> Result<Box<Page>, Error> {
    let mut categories = vec![];
    let mut is_shown = |of: Option<&Term>| {
        super::add_category(&mut categories, of);
        category.is_none() || category == of.map(|term| term.slug.as_str())
    };
    // Both are looked up before either is waited for.
    let (albums, stories) = (desk.store.albums(), stories(&mut is_shown, desk));
    if matches!(albums, Err(Error::Unread)) {
        return Err(Error::Unread);
    }
    // Where the other part has nothing, a failure is not nothing.
    let has_albums = matches!(&albums, Ok(albums) if !albums.is_empty());
    let stories = if has_albums { super::optional(stories)? } else { stories? };
    let mut albums = if stories.is_empty() { albums? } else { super::optional(albums)? };
    albums.retain(|album| is_shown(album.category.as_ref()));
    let mut title = desk.locale.word("gallery");
    let mut crumbs = vec![Crumb { label: title.clone(), route: None }];
    if let Some(known) = categories.iter().find(|known| category == Some(&known.slug)) {
        title = [&title, ": ", &known.title].concat();
        crumbs = vec![gallery_crumb(desk), Crumb { label: known.title.clone(), route: None }];
    }
    if categories.len() < 2 {
        categories.clear();
    }
    let category = category.map(str::to_owned);
    let head = Head {
        title: title.clone(),
        description: Some(desk.locale.word("gallery_description")),
        image: albums.first().and_then(cover),
        is_hidden: albums.is_empty() && stories.is_empty() && category.is_some(),
        translations: lists::translations(&Route::Gallery { category: category.clone() }, desk),
        ..Head::default()
    };
    let content = Content::Gallery(Gallery { title, albums, stories, categories, category });
    Ok(Box::new(Page { head, crumbs, section: Some(Route::Gallery { category: None }), content }))
}

/// The newest articles that show enough photos, as far as they are to be shown.
fn stories(is_shown: &mut dyn FnMut(Option<&Term>) -> bool, desk: &Desk) -> Result<Vec<Summary>, Error> {
    if !desk.store.has_photo_stories() {
        return Ok(vec![]);
    }
    let mut newest = desk.store.list(&Filter::All, 0, home::n_newest(desk))?.items;
    newest.retain(|summary| summary.photo_count >= Some(LEAST_PHOTOS) && is_shown(summary.category.as_ref()));
    Ok(newest)
}

/// # Errors
/// Of the source; [`Error::Missing`] for an unknown slug.
pub fn compose_album(slug: &str, desk: &Desk) -> Result<Box<Page>, Error> {
    let album = desk.store.album(slug)?;
    let head = Head {
        title: album.title.clone(),
        description: album.standfirst.clone(),
        image: cover(&album),
        translations: super::translated(&album.translations, desk, &|slug| Route::Album { slug }),
        ..Head::default()
    };
    let crumbs = vec![gallery_crumb(desk), Crumb { label: album.title.clone(), route: None }];
    let content = Content::Album(AlbumPage { album, layout: desk.settings.gallery.layout });
    Ok(Box::new(Page { head, crumbs, section: Some(Route::Gallery { category: None }), content }))
}

fn cover(album: &Album) -> Option<String> {
    album.photos.get(album.cover).map(|photo| photo.at_least(1200).as_str().to_owned())
}

fn gallery_crumb(desk: &Desk) -> Crumb {
    Crumb { label: desk.locale.word("gallery"), route: Some(Route::Gallery { category: None }) }
}

impl Gallery {
    pub fn view(&self, here: Here) -> Element {
        let mut cards = vec![];
        for album in &self.albums {
            add(&mut cards, album.published, album_card(here, album, "h2"));
        }
        for story in &self.stories {
            add(&mut cards, story.published, story_card(here, story));
        }
        let mut content = list("gallery__albums");
        if cards.is_empty() {
            let whole = here.to(&Route::Gallery { category: None });
            let back = self.category.as_ref().map(|_| link("", whole).with(here.word("gallery_whole")));
            content = el("p", "article-list__empty").with(here.word("no_albums")).with(" ").with(back);
        }
        for (_, card) in cards {
            content = content.with(card);
        }
        el("div", "").with(title(&self.title)).with(self.choice(here)).with(content)
    }

    /// The links to what is in one category; none where there is nothing to choose.
    fn choice(&self, here: Here) -> Option<Element> {
        let way = |category: Option<&Term>, label: String| {
            let category = category.map(|term| term.slug.clone());
            let mark = (category == self.category).then_some("page");
            let href = here.to(&Route::Gallery { category });
            el("li", "").with(link("gallery__category", href).maybe("aria-current", mark).with(label))
        };
        let of_terms = self.categories.iter().map(|term| way(Some(term), term.title.clone()));
        let links = list("gallery__categories").with(way(None, here.word("gallery_all"))).each(of_terms);
        (!self.categories.is_empty()).then(|| el("nav", "").set("aria-label", here.word("categories")).with(links))
    }
}

impl AlbumPage {
    pub fn view(&self, here: Here) -> Element {
        let album = &self.album;
        let day = album.published.map(|moment| vec![" · ".into(), day(here, moment).into()]);
        el("div", "")
            .with(title(&album.title))
            .with(album.standfirst.as_deref().map(|text| el("p", "gallery__standfirst").with(text)))
            .with(el("p", "gallery__facts").with(here.locale.plural("photos", album.photos.len())).with(day))
            .with(album_rows(here, album, self.layout))
    }
}

/// Puts a card among the others, newest first.
fn add(cards: &mut Vec<(Option<Moment>, Element)>, published: Option<Moment>, card: Element) {
    let at = cards.partition_point(|(other, _)| *other >= published);
    cards.insert(at, (published, el("li", "").with(card)));
}

fn title(title: &str) -> Element {
    el("h1", "gallery__title").set("tabindex", "-1").with(title)
}
