//! The photos of a page as one set, and the page of a single photo.

use std::sync::Arc;

use super::{Content, Desk, Page, gallery, story};
use crate::article::Photo;
use crate::body::{self, Body};
use crate::html::Element;
use crate::locale::Locale;
use crate::route::Route;
use crate::source::Error;
use crate::url::SafeUrl;
use crate::view::{Crumb, Here, Photos, numbered, photo_view};

/// A single photo of a set; `number` counts from 1 and is inside of it.
#[derive(Clone, Debug, PartialEq)]
pub struct PhotoPage {
    pub set: Photos,
    number: usize,
}

/// # Errors
/// Of the source; [`Error::Missing`] for an unknown album or article, or a number past its end.
pub fn compose(of: &Route, number: usize, desk: &Desk) -> Result<Box<Page>, Error> {
    let page = match of {
        Route::Article { slug } => story::compose(slug, desk)?,
        Route::Album { slug } => gallery::compose_album(slug, desk)?,
        _ => return Err(Error::Missing { id: of.path() }),
    };
    of_page(page, number, desk.locale).ok_or_else(|| Error::Missing { id: of.path() })
}

/// The page of a photo that stands on a page; `None` past its end.
pub fn of_page(mut page: Box<Page>, number: usize, locale: &Locale) -> Option<Box<Page>> {
    let set = page.photos()?;
    let photo = set.photos.get(number.checked_sub(1)?)?;
    let place = numbered(locale, photo, number);
    let head = &mut page.head;
    head.title = [&place, " – ", &set.title].concat();
    head.description = photo.caption.clone().or_else(|| (!photo.alt.is_empty()).then(|| photo.alt.clone()));
    head.image = Some(photo.at_least(1200).as_str().to_owned());
    head.is_article = false;
    head.translations.iter_mut().for_each(|(_, of)| *of = of.photo(number));
    page.crumbs.truncate(1);
    page.section = page.crumbs.first()?.route.clone();
    page.crumbs.push(Crumb { label: set.title.clone(), route: Some(set.of.clone()) });
    page.crumbs.push(Crumb { label: place, route: None });
    page.content = Content::Photo(PhotoPage { set, number });
    Some(page)
}

/// The photos of an article: the one that stands for it, then those in its text, each of which gets a link to its own
/// page. A photo that leads elsewhere goes on leading there.
pub fn of_article(of: Route, title: &str, lead: Option<&Photo>, body: &mut Body, desk: &Desk) -> Photos {
    let links = super::written_links(desk);
    let mut photos: Vec<Photo> = vec![];
    if let Some(lead) = lead {
        photos.push(lead.clone());
    }
    body::every_figure(body, &mut |figure| {
        // What is known to be smaller than a thumb is an ornament.
        if figure.photo.size.is_some_and(|(width, height)| width.max(height) < 120) {
            return;
        }
        let at = photos.iter().position(|known| is_same(known, &figure.photo)).unwrap_or_else(|| {
            photos.push(figure.captioned());
            photos.len() - 1
        });
        if figure.link.is_none() {
            figure.link = SafeUrl::parse(&links.to(&of.photo(at + 1)));
        }
    });
    Photos { of, title: title.to_owned(), photos: Arc::new(photos) }
}

/// Whether two photos are files of one: an article's own photo often stands in its text again, in another width.
fn is_same(one: &Photo, other: &Photo) -> bool {
    let has = |photo: &Photo, file: &SafeUrl| photo.renditions.iter().any(|rendition| rendition.src == *file);
    stem(one.src.as_str()) == stem(other.src.as_str()) || has(one, &other.src) || has(other, &one.src)
}

/// An address without what backends put into it for a width: `a/b-1024x683.jpg?w=800` is `a/b`.
fn stem(address: &str) -> &str {
    let path = address.split(['?', '#']).next().unwrap_or_default();
    let name = path.rsplit_once('.').filter(|(_, ending)| !ending.contains('/')).map_or(path, |(name, _)| name);
    match name.rsplit_once('-') {
        Some((name, size)) if is_size(size) => name,
        _ => name,
    }
}

/// `1024x683`
fn is_size(text: &str) -> bool {
    let is_number = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    text.split_once('x').is_some_and(|(width, height)| is_number(width) && is_number(height))
}

impl PhotoPage {
    pub fn photo(&self) -> &Photo {
        &self.set.photos[self.number - 1]
    }

    pub fn view(&self, here: Here) -> Element {
        photo_view(here, &self.set, self.number)
    }
}

#[cfg(test)]
mod tests {
    use super::{is_same, stem};
    use crate::article::{Photo, Rendition};
    use crate::url::SafeUrl;

    #[test]
    fn files_of_one_photo_have_one_stem() {
        for address in ["https://a.vn/b/c.jpg", "https://a.vn/b/c-1024x683.jpg", "https://a.vn/b/c.jpg?w=800#x"] {
            assert_eq!(stem(address), "https://a.vn/b/c");
        }
        assert_eq!(stem("https://a.vn/anh-2024"), "https://a.vn/anh-2024");
        assert_ne!(stem("https://a.vn/c-1x.jpg"), stem("https://a.vn/c.jpg"));
    }

    #[test]
    fn a_file_that_a_photo_names_as_its_own_is_that_photo() {
        let photo = |name: &str| Photo::new(SafeUrl::parse(name).unwrap());
        let small = Rendition { src: SafeUrl::parse("/a/lead-480.jpg").unwrap(), width: 480 };
        let lead = Photo { renditions: vec![small], ..photo("/a/lead-1600.jpg") };
        assert!(is_same(&lead, &photo("/a/lead-480.jpg")) && is_same(&photo("/a/lead-480.jpg"), &lead));
        assert!(!is_same(&lead, &photo("/a/lead-481.jpg")));
    }
}
