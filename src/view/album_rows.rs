//! An album's photos in justified rows: each row is filled, no photo is cropped.

use leptos::prelude::*;

use super::{Picture, here};
use crate::article::Album;
use crate::route::Route;

/// The photos of an album, each a link to its own page. Their places stand before they are loaded.
#[component]
pub fn AlbumRows(album: Album) -> impl IntoView {
    let here = here();
    let slug = album.slug;
    let row = move |(n, photo): (usize, crate::article::Photo)| {
        let number = n + 1;
        let href = here.to(&Route::Photo { album: slug.clone(), number });
        let numbered = here.locale.phrase("photo_n", &[("n", &number.to_string())]);
        let name = if photo.alt.is_empty() { numbered } else { format!("{numbered}: {}", photo.alt) };
        let ratio = photo.ratio();
        view! {
            // A row is as high as its width divided by the sum of its photos' ratios, so each grows by its ratio.
            <li class="album-rows__item" style:--ratio=format!("{ratio:.3}")>
                <a class="album-rows__link" href=href aria-label=name>
                    <Picture photo decorative=true eager={n < 4} sizes="(min-width: 60em) 30vw, (min-width: 36em) 48vw, 92vw" />
                </a>
            </li>
        }
    };
    let items = album.photos.into_iter().enumerate().map(row).collect_view();
    view! { <ul class="album-rows" role="list">{items}</ul> }.into_any()
}
