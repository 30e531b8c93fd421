//! The gallery: all albums, one album, one photo.

use super::{Content, Desk, Head, Page};
use crate::article::{Album, Photo};
use crate::html::{Element, el};
use crate::route::Route;
use crate::source::Error;
use crate::view::{Crumb, Here, album_card, album_rows, day, photo_view};

/// All albums, newest first.
#[derive(Clone, Debug, PartialEq)]
pub struct Gallery {
    albums: Vec<Album>,
}

/// One album.
#[derive(Clone, Debug, PartialEq)]
pub struct AlbumPage {
    album: Album,
}

/// One photo of an album; `number` counts from 1.
#[derive(Clone, Debug, PartialEq)]
pub struct PhotoPage {
    album: Album,
    photo: Photo,
    number: usize,
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
    Ok(Box::new(Page { head, crumbs, section: Some(Route::Gallery), content: Content::Album(AlbumPage { album }) }))
}

/// # Errors
/// Of the source; [`Error::Missing`] for an unknown album or a number past its end.
pub fn compose_photo(slug: &str, number: usize, desk: &Desk) -> Result<Box<Page>, Error> {
    let album = desk.store.album(slug)?;
    let Some(photo) = number.checked_sub(1).and_then(|at| album.photos.get(at)).cloned() else {
        return Err(Error::Missing { id: format!("photo {number} of the album {slug}") });
    };
    let place = desk.locale.phrase("photo_n", &[("n", &number.to_string())]);
    let head = Head {
        title: format!("{place} – {}", album.title),
        description: photo.caption.clone().or_else(|| (!photo.alt.is_empty()).then(|| photo.alt.clone())),
        image: Some(photo.at_least(1200).to_string()),
        translations: super::translated(&album.translations, desk, &|album| Route::Photo { album, number }),
        ..Head::default()
    };
    let own = Crumb { label: album.title.clone(), route: Some(Route::Album { slug: album.slug.clone() }) };
    let crumbs = vec![gallery_crumb(desk), own, Crumb { label: place, route: None }];
    let content = Content::Photo(PhotoPage { album, photo, number });
    Ok(Box::new(Page { head, crumbs, section: Some(Route::Gallery), content }))
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
            .with(album_rows(here, album))
    }
}

fn title(title: &str) -> Element {
    el("h1", "gallery__title").set("tabindex", "-1").with(title)
}

impl PhotoPage {
    pub fn view(&self, here: Here) -> Element {
        photo_view(here, &self.album, &self.photo, self.number)
    }
}
