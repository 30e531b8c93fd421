//! One album in a list of albums.

use super::{Here, Load, day, picture};
use crate::article::Album;
use crate::html::{Element, el, link};
use crate::route::Route;

/// An album's cover, title, number of photos and date. `heading` is the title's element, `h2` or `h3`.
pub fn album_card(here: Here, album: &Album, heading: &'static str) -> Element {
    let href = here.to(&Route::Album { slug: album.slug.clone() });
    let sizes = "(min-width: 60em) 24rem, (min-width: 36em) 45vw, 90vw";
    let cover = album.photos.get(album.cover).map(|photo| picture(photo, sizes, Load::Lazy).set("alt", ""));
    let day = album.published.map(|moment| vec![" · ".into(), day(here, moment).into()]);
    el("article", "album-card")
        .with(el("div", "album-card__cover").with(cover))
        .with(el(heading, "album-card__title").with(link("album-card__link", href).with(album.title.as_str())))
        .with(el("p", "album-card__facts").with(here.locale.plural("photos", album.photos.len())).with(day))
}
