//! The gallery: all albums, one album.

use super::photos::Set;
use super::{Content, Desk, Head, Page};
use crate::article::Album;
use crate::html::{Element, el};
use crate::route::Route;
use crate::source::Error;
use crate::view::{Crumb, Here, Photos, album_card, album_rows, day};

/// All albums, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Gallery {
    albums: Vec<Album>,
}

/// One album.
#[derive(Clone, Debug, PartialEq)]
pub struct AlbumPage {
    pub album: Album,
    layout: &'static str,
}

/// # Errors
/// Of the source.
pub fn compose(desk: &Desk) -> Result<Box<Page>, Error> {
    let mut albums: Vec<Album> = vec![];
    for album in desk.store.albums()? {
        let at = albums.partition_point(|other| other.published >= album.published);
        albums.insert(at, album);
    }
    let title = desk.locale.word("gallery");
    let head = Head {
        title: title.clone(),
        description: Some(desk.locale.word("gallery_description")),
        image: albums.first().and_then(cover),
        translations: super::same_everywhere(&Route::Gallery, desk),
        ..Head::default()
    };
    let crumbs = vec![Crumb { label: title, route: None }];
    Ok(Box::new(Page { head, crumbs, section: Some(Route::Gallery), content: Content::Gallery(Gallery { albums }) }))
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
    Ok(Box::new(Page { head, crumbs, section: Some(Route::Gallery), content }))
}

/// An album's photos, for the page of one of them.
///
/// # Errors
/// Of the source; [`Error::Missing`] for an unknown slug.
pub fn set(slug: &str, desk: &Desk) -> Result<Set, Error> {
    let album = desk.store.album(slug)?;
    let translations = album.translations.clone();
    Ok((Photos::of_album(album), translations, gallery_crumb(desk)))
}

fn cover(album: &Album) -> Option<String> {
    album.photos.get(album.cover).map(|photo| photo.at_least(1200).to_string())
}

fn gallery_crumb(desk: &Desk) -> Crumb {
    Crumb { label: desk.locale.word("gallery"), route: Some(Route::Gallery) }
}

impl Gallery {
    pub fn view(&self, here: Here) -> Element {
        let card = |album: &Album| el("li", "").with(album_card(here, album, "h2"));
        el("div", "").with(title(&here.word("gallery"))).with(match self.albums.is_empty() {
            true => el("p", "article-list__empty").with(here.word("no_albums")),
            false => el("ul", "gallery__albums").set("role", "list").each(self.albums.iter().map(card)),
        })
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

fn title(title: &str) -> Element {
    el("h1", "gallery__title").set("tabindex", "-1").with(title)
}
