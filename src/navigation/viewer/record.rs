//! A photo as the gallery's module is told of it.

use crate::app::Edition;
use crate::article::Photo;
use crate::body;
use crate::gallery::set::{self, Shot};
use crate::view::{Photos, numbered};

/// A photo for the module.
pub fn record(photos: &Photos, edition: &Edition, at: usize) -> String {
    let Some(photo) = photos.photos.get(at) else { return String::new() };
    let (film, embed) = film(photo, edition);
    let (width, height) = photo.size.unwrap_or_default();
    set::write(&[Shot {
        href: edition.links.to(&photos.of.photo(at + 1)),
        src: photo.src.to_string(),
        srcset: photo.srcset().unwrap_or_default(),
        width,
        height,
        alt: photo.alt.clone(),
        caption: photo.caption.clone().unwrap_or_default(),
        credit: photo.credit.clone().unwrap_or_default(),
        color: photo.color.clone().unwrap_or_default(),
        taken: photo.taken.map(|taken| edition.locale.taken(taken)).unwrap_or_default(),
        place: photo.place.clone().unwrap_or_default(),
        name: if film.is_empty() { String::new() } else { numbered(&edition.locale, photo, at + 1) },
        film,
        embed,
    }])
}

/// A film's file or frame, and what the button says that brings the frame.
fn film(photo: &Photo, edition: &Edition) -> (String, String) {
    let film = photo.film.as_ref().map(ToString::to_string).unwrap_or_default();
    let embed = body::find_embed(&film);
    let words = embed.map(|embed| edition.locale.phrase("embed_show", &[("service", embed.service)]));
    (film, words.unwrap_or_default())
}
