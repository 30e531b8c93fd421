//! A photo as the gallery's module is told of it.

use crate::app::Edition;
use crate::body;
use crate::cut::digits;
use crate::gallery::set;
use crate::view::{Photos, numbered};

/// A photo for the module.
pub fn record(photos: &Photos, edition: &Edition, at: usize) -> String {
    let Some(photo) = photos.photos.get(at) else { return String::new() };
    fn text(text: &Option<String>) -> &str {
        text.as_deref().unwrap_or_default()
    }
    let (width, height) = photo.size.unwrap_or_default();
    let (mut name, mut embed) = (String::new(), String::new());
    let film = photo.film.as_ref().map_or("", |film| film.as_str());
    if !film.is_empty() {
        name = numbered(&edition.locale, photo, at + 1);
        if let Some(found) = body::find_embed(film) {
            embed = edition.locale.phrase("embed_show", &[("service", found.service)]);
        }
    }
    set::write([
        &edition.links.to(&photos.of.photo(at + 1)),
        photo.src.as_str(),
        &photo.srcset().unwrap_or_default(),
        if photo.has_formats { "1" } else { "" },
        &digits(width),
        &digits(height),
        &photo.alt,
        text(&photo.caption),
        text(&photo.credit),
        text(&photo.color),
        &photo.taken.map(|taken| edition.locale.taken(taken)).unwrap_or_default(),
        text(&photo.place),
        film,
        &embed,
        &name,
    ])
}
