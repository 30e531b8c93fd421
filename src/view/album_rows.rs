//! An album's photos in justified rows: each row is filled, no photo is cropped.

use super::{Here, Load, list, numbered, picture};
use crate::article::{Album, Photo};
use crate::html::{Element, el, link};
use crate::route::Route;

/// Albums of up to so many photos are shown as a whole.
const WHOLE: usize = 200;
/// Of a longer one the first: a page of thousands would be slow, and `gallery::album` brings the others as they come
/// near the screen.
const FIRST: usize = 60;

/// The photos of an album, each a link to its own page. Their places stand before they are loaded.
///
/// `layout` is one of `settings::LAYOUTS`.
pub fn album_rows(here: Here, album: &Album, layout: &'static str) -> Element {
    let of = Route::Album { slug: album.slug.clone() };
    let item = |(n, photo): (usize, &Photo)| {
        let number = n + 1;
        let href = here.to(&of.photo(number));
        let numbered = numbered(here.locale, photo, number);
        let name = if photo.alt.is_empty() { numbered } else { [&numbered, ": ", &photo.alt].concat() };
        let load = if n < 4 { Load::Eager } else { Load::Lazy };
        let sizes = "(min-width: 60em) 30vw, (min-width: 36em) 48vw, 92vw";
        let photo_link = link("album-rows__link", href).class("album-rows__link--film", photo.film.is_some());
        // A row is as high as its width divided by the sum of its photos' ratios, so each grows by its ratio.
        el("li", "album-rows__item")
            .style("--ratio", Some(photo.ratio_text()))
            .with(photo_link.with(picture(photo, &name, sizes, load)))
    };
    let n_photos = if album.photos.len() > WHOLE { FIRST } else { WHOLE };
    let other = Some(layout).filter(|layout| *layout != "rows");
    list("album-rows").maybe("data-layout", other).each(album.photos.iter().take(n_photos).enumerate().map(item))
}
