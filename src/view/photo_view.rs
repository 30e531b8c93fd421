//! One photo of an album, at an address of its own.

use leptos::prelude::*;

use super::{Picture, here};
use crate::article::{Album, Photo};
use crate::route::Route;

/// The photo as large as the screen allows, its caption, and the way to its neighbours and back.
///
/// `data-key` names the key that follows a link (see `navigation`).
#[component]
pub fn PhotoView(
    album: Album,
    photo: Photo,
    /// From 1.
    number: usize,
) -> impl IntoView {
    let here = here();
    let count = album.photos.len();
    let to = |number: usize| here.to(&Route::Photo { album: album.slug.clone(), number });
    let back = here.to(&Route::Album { slug: album.slug.clone() });
    let numbers = [("n", number.to_string()), ("total", count.to_string())];
    let place = here.locale.phrase("photo_of", &numbers.each_ref().map(|(name, value)| (*name, value.as_str())));
    let caption = photo.caption.clone().map(|text| view! { <p class="photo-view__caption">{text}</p> });
    let credit = photo.credit.clone().map(|text| view! { <p class="photo-view__credit">{text}</p> });
    let has_words = caption.is_some() || credit.is_some();
    let words = has_words.then(|| view! { <figcaption class="photo-view__words">{caption}{credit}</figcaption> });
    let ratio = format!("{:.4}", photo.ratio());
    let step = |target: Option<usize>, key: &'static str, word: &str, rel: &'static str| {
        target.map(|n| {
            view! { <a class="photo-view__step" href=to(n) rel=rel data-key=key>{here.word(word)}</a> }
        })
    };
    let edge = |n: usize, key: &'static str| view! { <a class="visually-hidden" href=to(n) data-key=key tabindex="-1" aria-hidden="true"></a> };
    view! {
        <article class="photo-view">
            <h1 class="photo-view__title" tabindex="-1">{album.title.clone()} <span class="photo-view__place">{place}</span></h1>
            <figure class="photo-view__figure">
                <div class="photo-view__stage" style:--ratio=ratio>
                    <Picture photo sizes="(min-width: 80em) 76rem, 96vw" eager=true urgent=true />
                </div>
                {words}
            </figure>
            <nav class="photo-view__ways" aria-label=here.word("photo_ways")>
                {step((number > 1).then(|| number - 1), "ArrowLeft", "previous_photo", "prev")}
                <a class="photo-view__back" href=back data-key="Escape">{here.word("back_to_album")}</a>
                {step((number < count).then_some(number + 1), "ArrowRight", "next_photo", "next")}
                {edge(1, "Home")}
                {edge(count, "End")}
            </nav>
        </article>
    }
    .into_any()
}
