//! One photo of an album or of an article, at an address of its own.

use std::sync::Arc;

use super::{Here, Load, headline, picture, taken};
use crate::article::{Album, Photo};
use crate::html::{Element, Node, el, link};
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

/// The photo as large as the screen allows, its caption, and the way to its neighbours and back.
///
/// `number` counts from 1 and is inside of the set. `data-key` names the key that follows a link (see `navigation`).
pub fn photo_view(here: Here, set: &Photos, number: usize) -> Element {
    let count = set.photos.len();
    let to = |class: &str, number: usize, key: &'static str| {
        link(class, here.to(&set.of.photo(number))).set("data-key", key)
    };
    let numbers = [("n", &*number.to_string()), ("total", &*count.to_string())];
    let place = here.locale.phrase("photo_of", &numbers);
    let title = headline("photo-view__title").with(set.title.as_str()).with(" ");
    let back_to = if matches!(set.of, Route::Article { .. }) { "back_to_article" } else { "back_to_album" };
    let edge = |n: usize, key| to("visually-hidden", n, key).set("tabindex", "-1").set("aria-hidden", "true");
    let previous = (number > 1).then(|| to("photo-view__step", number - 1, "ArrowLeft"));
    let next = (number < count).then(|| to("photo-view__step", number + 1, "ArrowRight"));
    let ways = el("nav", "photo-view__ways")
        .set("aria-label", here.word("photo_ways"))
        .with(previous.map(|step| step.set("rel", "prev").with(here.word("previous_photo"))))
        .with(link("photo-view__back", here.to(&set.of)).set("data-key", "Escape").with(here.word(back_to)))
        .with(next.map(|step| step.set("rel", "next").with(here.word("next_photo"))))
        .with(edge(1, "Home"))
        .with(edge(count, "End"));
    el("article", "photo-view")
        .with(title.with(el("span", "photo-view__place").with(place)))
        .with(number.checked_sub(1).and_then(|at| set.photos.get(at)).map(|photo| framed(here, photo)))
        .with(ways)
}

fn framed(here: Here, photo: &Photo) -> Element {
    let stage = el("div", "photo-view__stage").style("--ratio", Some(photo.ratio_text()));
    let credit = photo.credit.as_deref().map(|text| el("p", "photo-view__credit").with(text));
    let caption = photo.caption.as_deref().map(|text| el("p", "").with(text));
    let facts = facts(here, photo);
    let has_words = credit.is_some() || caption.is_some() || facts.is_some();
    el("figure", "")
        .with(stage.with(picture(photo, "(min-width: 80em) 76rem, 96vw", Load::First)))
        .with(has_words.then(|| el("figcaption", "photo-view__words").with(caption).with(credit).with(facts)))
}

/// When and where the photo was taken, on one line.
fn facts(here: Here, photo: &Photo) -> Option<Element> {
    let of = |key: &str, fact: Node| el("span", "photo-view__fact").with([&here.word(key), ": "].concat()).with(fact);
    let time = photo.taken.map(|at| of("viewer_taken", taken(here, at).into()));
    let place = photo.place.as_deref().map(|place| of("viewer_place", place.into()));
    (time.is_some() || place.is_some()).then(|| el("p", "photo-view__facts").with(time).with(place))
}
