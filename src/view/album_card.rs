//! One album in a list of albums.

use leptos::prelude::*;

use super::{Day, Picture, here};
use crate::article::Album;
use crate::route::Route;

/// An album's cover, title, number of photos and date.
#[component]
pub fn AlbumCard(album: Album) -> impl IntoView {
    let here = here();
    let href = here.to(&Route::Album { slug: album.slug.clone() });
    let count = here.locale.plural("photos", album.photos.len());
    let cover = album.photos.get(album.cover).cloned();
    let cover = cover.map(|photo| view! { <Picture photo decorative=true sizes="(min-width: 60em) 24rem, (min-width: 36em) 45vw, 90vw" /> });
    let day = album.published.map(|moment| view! { <Day moment /> });
    view! {
        <article class="album-card">
            <div class="album-card__cover">{cover}</div>
            <h3 class="album-card__title"><a class="album-card__link" href=href>{album.title}</a></h3>
            <p class="album-card__facts">{count} " · " {day}</p>
        </article>
    }
    .into_any()
}
