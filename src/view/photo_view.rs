//! One photo of an album or of an article, at an address of its own.

use std::sync::Arc;

use super::{Here, Load, embed_card, headline, picture, player, taken};
use crate::article::{Album, Photo};
use crate::body::{self, MediaKind};
use crate::html::{Element, el, link};
use crate::locale::Locale;
use crate::route::Route;

/// What an album or an article shows: each photo once, in reading order.
#[derive(Clone, Debug, PartialEq)]
pub struct Photos {
    /// The page that they stand on.
    pub of: Route,
    pub title: String,
    pub photos: Arc<Vec<Photo>>,
}

impl Photos {
    pub fn of_album(album: Album) -> Photos {
        Photos { of: Route::Album { slug: album.slug }, title: album.title, photos: album.photos }
    }
}

/// What a photo or a film is called by its number, counted from 1.
pub fn numbered(locale: &Locale, photo: &Photo, number: usize) -> String {
    let key = if photo.film.is_some() { "film_n" } else { "photo_n" };
    locale.phrase(key, &[("n", &number.to_string())])
}

/// The photo as large as the screen allows, its caption, and the way to its neighbours and back.
///
/// `number` counts from 1 and is inside of the set. `data-key` names the key that follows a link (see `navigation`).
pub fn photo_view(here: Here, set: &Photos, number: usize) -> Element {
    let count = set.photos.len();
    let to = |class: &str, number: usize, key: &'static str| {
        link(class, here.to(&set.of.photo(number))).set("data-key", key)
    };
    let numbers = [("n", &*number.to_string()), ("total", &*count.to_string())];
    let photo = number.checked_sub(1).and_then(|at| set.photos.get(at));
    let is_film = photo.is_some_and(|photo| photo.film.is_some());
    let place = here.locale.phrase(if is_film { "film_of" } else { "photo_of" }, &numbers);
    let title = headline("photo-view__title").with(set.title.as_str()).with(" ");
    let back_to = if matches!(set.of, Route::Article { .. }) { "back_to_article" } else { "back_to_album" };
    let edge = |n: usize, key| to("visually-hidden", n, key).set("tabindex", "-1").set("aria-hidden", "true");
    let previous = (number > 1).then(|| to("photo-view__step", number - 1, "ArrowLeft"));
    let next = (number < count).then(|| to("photo-view__step", number + 1, "ArrowRight"));
    let ways = el("nav", "photo-view__ways")
        .set("aria-label", here.word("photo_ways"))
        .with(previous.map(|step| step.set("rel", "prev").with(here.word("previous_photo"))))
        .with(" ")
        .with(link("photo-view__back", here.to(&set.of)).set("data-key", "Escape").with(here.word(back_to)))
        .with(" ")
        .with(next.map(|step| step.set("rel", "next").with(here.word("next_photo"))))
        .with(edge(1, "Home"))
        .with(edge(count, "End"));
    el("article", "photo-view")
        .with(title.with(el("span", "photo-view__place").with(place)))
        .with(photo.map(|photo| framed(here, photo)))
        .with(ways)
}

fn framed(here: Here, photo: &Photo) -> Element {
    let stage = el("div", "photo-view__stage").style("--ratio", Some(photo.ratio_text()));
    let credit = photo.credit.as_deref().map(|text| el("p", "photo-view__credit").with(text));
    let caption = photo.caption.as_deref().map(|text| el("p", "").with(text));
    let facts = (photo.taken.is_some() || photo.place.is_some()).then(|| facts(here, photo));
    let has_words = credit.is_some() || caption.is_some() || facts.is_some();
    el("figure", "")
        .with(stage.with(shown(here, photo)))
        .with(has_words.then(|| el("figcaption", "photo-view__words").with(caption).with(credit).with(facts)))
}

/// The photo, or what plays the film, as in an article's text.
fn shown(here: Here, photo: &Photo) -> Element {
    let Some(film) = &photo.film else {
        return picture(photo, &photo.alt, "(min-width: 80em) 76rem, 96vw", Load::First);
    };
    match body::find_embed(film.as_str()) {
        Some(mut embed) => {
            embed.title.clone_from(&photo.alt);
            embed_card(here, &embed)
        }
        None => player(here, MediaKind::Video, film, Some(&photo.src), photo.size),
    }
}

/// When and where the photo was taken, on one line.
fn facts(here: Here, photo: &Photo) -> Element {
    let between = (photo.taken.is_some() && photo.place.is_some()).then_some(" · ");
    el("p", "photo-view__facts").with(photo.taken.map(|at| taken(here, at))).with(between).with(photo.place.as_deref())
}
