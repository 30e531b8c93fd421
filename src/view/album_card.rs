//! One album, or one article with photos, in a list of them.

use super::{Here, Load, day, picture};
use crate::article::{Album, Moment, Photo, Summary};
use crate::html::{Element, el, link};
use crate::route::Route;

/// An album's cover, title, number of photos and date. `heading` is the title's element, `h2` or `h3`.
pub fn album_card(here: Here, album: &Album, heading: &'static str) -> Element {
    let to = Route::Album { slug: album.slug.clone() };
    let title = el(heading, "album-card__title");
    let cover = album.photos.get(album.cover);
    card(here, to, title, &album.title, cover, album.count, album.published)
}

/// The same of an article.
pub fn story_card(here: Here, article: &Summary) -> Element {
    let to = Route::Article { slug: article.slug.clone() };
    let title = el("h2", "album-card__title").maybe("lang", here.foreign(article.language.as_deref()));
    let count = article.photo_count.unwrap_or_default();
    card(here, to, title, &article.title, article.image.as_ref(), count, article.published)
}

fn card(
    here: Here,
    to: Route,
    title: Element,
    words: &str,
    cover: Option<&Photo>,
    count: usize,
    published: Option<Moment>,
) -> Element {
    let sizes = "(min-width: 60em) 24rem, (min-width: 36em) 45vw, 90vw";
    let cover = cover.map(|photo| picture(photo, "", sizes, Load::Lazy));
    let day = published.map(|moment| vec![" · ".into(), day(here, moment).into()]);
    let is_album = matches!(to, Route::Album { .. });
    let kind = here.word(if is_album { "album" } else { "article" });
    let facts = [&kind, " · ", &here.locale.plural("photos", count)].concat();
    el("article", "album-card")
        .class("album-card--article", !is_album)
        .with(el("div", "album-card__cover").with(cover))
        .with(title.with(link("album-card__link", here.to(&to)).with(words)))
        .with(el("p", "album-card__facts").with(facts).with(day))
}
